import SourceText
import StrictYAML

/// How far folders that extend a rule may lower it: `limits` of the rule.
///
/// A limit is written like the setting itself and is the weakest that the setting may become. What has
/// no limit cannot be lowered at all.
struct RuleLimits {
  var mode: RuleMode?
  var severity: Severity?
  var disposition: Disposition?
  var onError: Disposition?
  /// Whether a folder may make the rule overridable.
  var allowsOverride = false
  /// The longest time that a route may give, in minutes.
  var withinMinutes: Int?
  var parameters: [YAMLEntry] = []

  /// The word for a parameter that may have any value.
  static let any = "any"

  /// Reads them; none where the field is absent.
  init(reading fields: inout MappingReader) {
    let read = fields.mapping("limits") { limits -> RuleLimits? in
      var read = RuleLimits()
      read.mode = limits.choice("mode", of: RuleMode.self)
      read.severity = limits.choice("severity", of: Severity.self)
      read.disposition = limits.choice("disposition", of: Disposition.self)
      read.onError = limits.choice("onError", of: Disposition.self)
      read.allowsOverride = limits.flag("overridable", default: false)
      read.withinMinutes = Self.within(&limits)
      if let entry = limits.entry("params"),
        let parameters = MappingReader(
          entry.value, named: "'params'", problems: limits.problems)
      {
        read.parameters = parameters.keys.compactMap { parameters.peek($0) }
      }
      return read
    }
    self = read ?? RuleLimits()
  }

  private init() {}

  /// Those of a rule as it is written.
  init(of rule: YAMLNode, _ problems: ProblemList) {
    guard var fields = MappingReader(rule, named: "a rule", problems: problems) else {
      self.init()
      return
    }
    self.init(reading: &fields)
  }

  private static func within(_ limits: inout MappingReader) -> Int? {
    guard let text = limits.string("within") else { return nil }
    if let minutes = ObligationDecoder.minutes(text), minutes > 0 { return minutes }
    limits.problems.report(
      at: limits.place(of: "within"), .malformedDuration, "\(text.quoted) is no time limit",
      hint: "minutes, hours or days such as 15m, 4h or 2d; at most 30d")
    return nil
  }
}

/// A rule's settings that limits speak of.
struct LimitedSettings {
  let mode: RuleMode?
  let severity: Severity?
  let disposition: Disposition?
  let onError: Disposition
  let kind: String?
  let parameters: YAMLNode?
  /// The parameters that the kind knows.
  let parameterNames: [String]
}

extension RuleLimits {
  /// Reports limits that are stricter than the rule itself, or of what the rule cannot have.
  func check(against rule: LimitedSettings, _ fields: MappingReader) {
    guard let node = fields.peek("limits")?.value,
      let limits = MappingReader(
        node, named: "'limits'", problems: ProblemList(fields.document, family: "P"))
    else { return }
    func report(_ key: String, _ name: String, above: Bool) {
      guard above else { return }
      fields.problems.report(
        at: limits.place(of: key), .malformedLimit,
        "the limit \(name.quoted) of '\(key)' is above the rule itself",
        hint: "a limit is the weakest that the setting may become")
    }
    if let mode, let own = rule.mode { report("mode", mode.rawValue, above: mode > own) }
    if let severity, let own = rule.severity {
      report("severity", severity.rawValue, above: severity > own)
    }
    if let disposition, let own = rule.disposition {
      report("disposition", disposition.rawValue, above: disposition > own)
    }
    if let onError { report("onError", onError.rawValue, above: onError > rule.onError) }
    for limit in parameters { check(limit, against: rule, fields.problems) }
  }

  private func check(
    _ limit: YAMLEntry, against rule: LimitedSettings, _ problems: ProblemList
  ) {
    guard let kind = rule.kind else { return }
    guard rule.parameterNames.contains(limit.key) else {
      problems.report(
        at: limit.keySpan, .malformedLimit,
        "the kind '\(kind)' has no parameter \(limit.key.quoted)",
        hint: NearestName.hint(for: limit.key, among: rule.parameterNames))
      return
    }
    let strictness = ParameterStrictness(kind: kind, parameters: rule.parameters)
    guard let own = rule.parameters?.field(limit.key), limit.value.flowText != Self.any,
      !own.hasShape(of: limit.value)
        || (!strictness.finds(own, everythingOf: limit.value, limit.key)
          && strictness.finds(limit.value, everythingOf: own, limit.key))
    else { return }
    problems.report(
      at: limit.value.span, .malformedLimit,
      "the limit of '\(limit.key)' is no weaker value of it",
      hint: "write the weakest value that it may have, in its own form, or '\(Self.any)'")
  }
}
