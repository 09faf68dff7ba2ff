import ClinicalLanguage
import Policies
package import SourceText

/// A rule with what judging needs at hand. A class, since it is passed on for every rule of every note.
final class CompiledRule: Sendable {
  let rule: Rule
  let mode: RuleMode
  let when: Condition?
  /// Nil where the parameters are of no kind of this engine; such a rule cannot be evaluated.
  let kind: (any RuleKind)?
  /// The judging of that kind: calling it spares a copy of the kind with all of its phrases.
  let judge: (@Sendable (JudgingContext) throws(RuleError) -> Judgement)?
  /// For each measurement of the rule the one or two concepts of its name.
  let measurementConcepts: [[ConceptID]]
  /// A rule that names a measurement which is not known says so of every case.
  private let trigger: RuleTrigger

  init(_ rule: Rule, concepts: MeasurementNames) {
    let kind = GuardrailEngine.kind(of: rule.parameters)
    self.rule = rule
    self.kind = kind
    if let kind {
      judge = { (context: JudgingContext) throws(RuleError) -> Judgement in
        try kind.judge(context)
      }
    } else {
      judge = nil
    }
    mode = rule.mode
    when = rule.when
    measurementConcepts = kind?.measurements.map { Array(concepts[$0]) } ?? []
    trigger =
      measurementConcepts.allSatisfy { !$0.isEmpty } ? kind?.trigger ?? .none : .none
  }

  /// Whether the rule may have anything to say of a case.
  ///
  /// - Parameter index: that of the rule.
  func isTriggered(by judged: JudgedCase, index: Int) -> Bool {
    switch trigger {
    case .none: true
    case .note:
      !judged.noteMatches.isEmpty(index)
        || measurementConcepts.contains { $0.contains(where: judged.reading.measures) }
    case .summary: !judged.summaryMatches.isEmpty(index)
    }
  }

  /// Whether it asks what other rules have found.
  private var countsFindings: Bool { kind.map { type(of: $0).judgesFindings } ?? false }

  /// Whether it asks about the findings of the other.
  func counts(_ other: CompiledRule) -> Bool {
    guard countsFindings else { return false }
    let names = rule.parameters.referencedRules
    return names.contains(other.rule.id) || names.contains(type(of: other.rule.parameters).kind)
      || names.isEmpty && !other.countsFindings
  }

  /// The rules that ask what others have found, each behind those that it asks about. Circles, which
  /// the loader refuses, are broken by id.
  static func countingOrder(of rules: [CompiledRule]) -> [Int] {
    var open = rules.indices.filter { rules[$0].countsFindings }
    var ordered: [Int] = []
    while !open.isEmpty {
      let ready = open.filter { index in
        !open.contains { $0 != index && rules[index].counts(rules[$0]) }
      }
      let next = ready.isEmpty ? [open[0]] : ready
      ordered += next
      open.removeAll { next.contains($0) }
    }
    return ordered
  }

  /// The measurements that the rule names and the lexicon does not know.
  var unknownMeasurements: [String] {
    zip(kind?.measurements ?? [], measurementConcepts).filter { $1.isEmpty }.map(\.0)
  }
}

extension GuardrailEngine {
  /// What only the lexicon can tell: rules that name a measurement which it does not have. Such a rule
  /// cannot be evaluated and counts as its `onError` for every note.
  package var diagnostics: [Diagnostic] {
    rules.flatMap { compiled in
      compiled.unknownMeasurements.map { name in
        Diagnostic(
          file: compiled.rule.place.file, line: compiled.rule.place.line,
          column: compiled.rule.place.column, length: compiled.rule.id.unicodeScalars.count,
          code: "P080",
          message: "the rule '\(compiled.rule.id)' names a measurement '\(name)' that is not known",
          hint: "'vouch extract' shows the names of measurements")
      }
    }
  }
}

/// The laboratory and vital sign concepts of a lexicon by name, without regard to case and to what
/// stands in parentheses: `Temperature` is both `Temperature (Celsius)` and `Temperature (Fahrenheit)`.
struct MeasurementNames: Sendable {
  private var concepts: [String: Set<ConceptID>] = [:]

  init(_ lexicon: Lexicon) {
    for id in lexicon.measurementIDs {
      concepts[Self.key(lexicon.name(of: id)), default: []].insert(id)
    }
  }

  subscript(name: String) -> Set<ConceptID> { concepts[Self.key(name)] ?? [] }

  private static func key(_ name: String) -> String {
    let folded = name.lowercased()
    guard let open = folded.firstIndex(of: "("), open > folded.startIndex else { return folded }
    return String(folded[..<folded.index(before: open)])
  }
}
