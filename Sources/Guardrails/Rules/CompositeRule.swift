package import Policies
import SourceText

/// `composite`: what several findings of other rules come to together, for example three minor ones.
///
/// Parameters: `any` (one of these must have found something), `all` (each of these must), `atLeast`
/// with `of` (so many findings of these; without `of`, of all rules that are no composites), `count`
/// (`findings`, or `rules` to count each rule once), `minSeverity` (lesser findings do not count),
/// `includeShadow` (findings of rules on trial count too). Names are rule ids or rule kinds; what is
/// given must hold together. There is no way to ask for the absence of a finding, so that a further
/// enforced rule can only make a decision stricter.
package struct CompositeRule: RuleKind {
  package static let kind = "composite"
  static var judgesFindings: Bool { true }

  private enum Count: String, CaseIterable { case findings, rules }

  private let any: [String]
  private let all: [String]
  private let minimum: Int?
  private let counted: [String]?
  private let count: Count
  private let minSeverity: Severity
  private let includesShadow: Bool

  package init?(reading parameters: inout ParameterReader) {
    any = parameters.strings("any") ?? []
    all = parameters.strings("all") ?? []
    minimum = parameters.integer("atLeast", in: 1...1_000)
    counted = parameters.strings("of")
    count = parameters.choice("count", of: Count.self, default: .findings)
    minSeverity = parameters.choice("minSeverity", of: Severity.self, default: .minor)
    includesShadow = parameters.flag("includeShadow", default: false)
    guard parameters.has("any") || parameters.has("all") || parameters.has("atLeast") else {
      parameters.report("a composite rule needs 'any', 'all' or 'atLeast'", at: "any")
      return nil
    }
    if !parameters.has("atLeast") {
      for key in ["of", "count"] where parameters.has(key) {
        parameters.report("'\(key)' goes with 'atLeast'", at: key)
      }
    }
  }

  package var referencedRules: [String] { any + all + (counted ?? []) }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let findings = context.judged.findings.filter {
      ($0.mode == .enforce || includesShadow) && $0.severity.rank >= minSeverity.rank
    }
    guard !findings.isEmpty else { return .nothing }
    var used: [Finding] = []
    if !any.isEmpty {
      let matching = findings.filter { $0.isNamed(in: any) }
      guard !matching.isEmpty else { return .nothing }
      used += matching
    }
    for name in all {
      let matching = findings.filter { $0.isNamed(in: [name]) }
      guard !matching.isEmpty else { return .nothing }
      used += matching
    }
    if let minimum {
      let matching = findings.filter { finding in
        counted.map(finding.isNamed(in:)) ?? (finding.kind != Self.kind)
      }
      let number = count == .rules ? Set(matching.map(\.rule)).count : matching.count
      guard number >= minimum else { return .nothing }
      used += matching
    }
    let places = Set(used.flatMap(\.noteSpans)).sorted()
    return Judgement(
      observations: [
        Observation(
          message: .together(Set(used).count),
          summarySpan: used.compactMap(\.summarySpan).min(), noteSpans: places)
      ])
  }
}

extension Finding {
  fileprivate func isNamed(in names: [String]) -> Bool {
    names.contains(rule) || names.contains(kind)
  }
}

extension Severity {
  /// From the least to the gravest.
  fileprivate var rank: Int {
    switch self {
    case .minor: 0
    case .major: 1
    case .critical: 2
    }
  }
}

extension Message {
  fileprivate static func together(_ count: Int) -> Message {
    count == 1
      ? Message("a finding that counts by itself")
      : Message("\(count) findings that count together")
  }
}
