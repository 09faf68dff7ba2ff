import SourceText
import StrictYAML

/// Reads one item of `overrides` and changes the rule that it names, as far as the rule's limits allow.
///
/// ```yaml
/// overrides:
///   - id: language.patient-reading-level
///     reason: Our leaflets are written for grade 6.   # required where something is lowered
///     mode: enforce                                   # fields as in the rule, only those that differ
///     severity: major
///     then: {disposition: hold, obligations: [{route: {queue: ward, within: 1h}}]}
///     params: {maximumGrade: 6}                       # in the place of the rule's
///     add: {terms: [no worries]}                      # to lists of the parameters
///     remove: {exceptions: [as a rule]}               # from them
///     tests: []                                       # added; of the same name, in its place
/// ```
struct OverrideDecoder {
  /// The rule as the folder below leaves it.
  let below: YAMLNode
  /// Where places of the override's file begin in the document that holds both.
  let start: Int
  let ruleID: String
  let limits: RuleLimits
  let parameterNames: [String]

  var fields: MappingReader
  /// The rule as the override leaves it.
  var rule: YAMLNode
  private(set) var changes: [SettingChange] = []
  var restatement: Restatement?
  private var reason: String?
  /// Whether anything was set, be it to what it was.
  private var hasSettings = false

  var problems: ProblemList { fields.problems }

  init(
    of ruleID: String, below: YAMLNode, in document: YAMLDocument, start: Int,
    fields: MappingReader, kinds: [any RuleParameters.Type]
  ) {
    self.below = below
    self.start = start
    self.ruleID = ruleID
    self.fields = fields
    rule = below
    // Whoever wrote the rule is told of its mistakes when it is decoded.
    let silent = ProblemList(document, family: "P")
    limits = RuleLimits(of: below, silent)
    parameterNames = Self.parameterNames(of: below, kinds, silent)
  }

  private static func parameterNames(
    of rule: YAMLNode, _ kinds: [any RuleParameters.Type], _ silent: ProblemList
  ) -> [String] {
    guard let name = rule.field("kind")?.flowText,
      let kind = kinds.first(where: { $0.kind == name })
    else { return [] }
    let fields =
      rule.field("params").flatMap { MappingReader($0, named: "'params'", problems: silent) }
      ?? MappingReader(emptyAt: rule.span, problems: silent)
    var reader = ParameterReader(fields)
    _ = kind.init(reading: &reader)
    return reader.fields.asked
  }

  mutating func decode() {
    _ = fields.entry("id")
    reason = fields.string("reason")
    refuseFixedFields()
    readWord("mode", of: RuleMode.self, limit: limits.mode)
    readWord("severity", of: Severity.self, limit: limits.severity)
    readWord("onError", of: Disposition.self, limit: limits.onError, default: .hold)
    readOverridable()
    readConsequences()
    readParameters()
    readTests()
    fields.finish()
    if changes.contains(where: { $0.effect == .lowered }), reason == nil, !fields.has("reason") {
      problems.report(
        at: fields.span, .missingField,
        "missing field 'reason': this override lowers the rule '\(ruleID)'",
        hint: "say why in a sentence; 'policy check' and 'policy explain' show it")
    }
    if !hasSettings {
      problems.report(
        at: fields.span, .idleOverlay, "this override leaves the rule '\(ruleID)' as it was")
    }
  }

  /// What makes a rule the rule that it is.
  private mutating func refuseFixedFields() {
    for key in ["title", "kind", "when", "limits"] {
      guard let entry = fields.entry(key) else { continue }
      problems.report(
        at: entry.keySpan, .misplacedOverride, "an override cannot change '\(key)'",
        hint: "write a rule of your own under 'rules'; it can only make decisions stricter")
    }
    for key in ["disposition", "obligations"] {
      guard let entry = fields.entry(key) else { continue }
      problems.report(
        at: entry.keySpan, .misplacedOverride, "'\(key)' stands under 'then'",
        hint: "as in a rule: then: {\(key): …}")
    }
  }

  // MARK: Words in order of strictness

  private mutating func readWord<T: RawRepresentable & CaseIterable & Comparable>(
    _ key: String, of type: T.Type, limit: T?, default standard: T? = nil
  ) where T.RawValue == String {
    guard let value = fields.choice(key, of: type), let entry = fields.peek(key) else { return }
    let old = below.field(key).flatMap { $0.word(as: type) } ?? standard
    guard accept(key, value, old, limit, at: RulePath(.field(key)), entry) else { return }
    rule = rule.setting(entry).without(key, in: "limits")
  }

  /// Writes a setting down; false, and reported, where the limits do not allow it.
  mutating func accept<T: RawRepresentable & Comparable>(
    _ key: String, _ value: T, _ old: T?, _ limit: T?, at path: RulePath, _ entry: YAMLEntry
  ) -> Bool where T.RawValue == String {
    noteSetting()
    guard let old, value != old else { return true }
    if value < old, limit.map({ value < $0 }) ?? true {
      refuse(
        at: entry.value.span,
        "'\(value.rawValue)' is weaker than the '\(old.rawValue)' of the rule '\(ruleID)'",
        weakest: limit?.rawValue)
      return false
    }
    note(
      path, old.rawValue, value.rawValue, value < old ? .lowered : .raised, at: entry.value.span)
    return true
  }

  private mutating func readOverridable() {
    guard let value = fields.flag("overridable"), let entry = fields.peek("overridable") else {
      return
    }
    hasSettings = true
    let old = below.field("overridable")?.flowText == "true"
    if value, !old, !limits.allowsOverride {
      refuse(
        at: entry.value.span, "the rule '\(ruleID)' must not be overridden by a clinician",
        weakest: nil)
      return
    }
    if value != old {
      note(
        RulePath(.field("overridable")), "\(old)", "\(value)", value ? .lowered : .raised,
        at: entry.value.span)
    }
    rule = rule.setting(entry).without("overridable", in: "limits")
  }

  // MARK: Examples

  private mutating func readTests() {
    guard let tests = fields.nodes("tests"), let entry = fields.peek("tests") else { return }
    hasSettings = hasSettings || !tests.isEmpty
    var items = below.field("tests")?.listItems ?? []
    let names = items.map { $0.field("name")?.flowText }
    for test in tests {
      let name = test.field("name")?.flowText
      if let name, let index = names.firstIndex(of: name), items[index].span.start < start {
        items[index] = test
      } else {
        items.append(test)
      }
    }
    rule = rule.setting(
      YAMLEntry(
        key: entry.key, keySpan: entry.keySpan, value: entry.value.with(items: items)))
  }
}

extension OverrideDecoder {
  /// Where the rule stands, for hints.
  private var rulePlace: String {
    let span = below.field("id")?.span ?? below.span
    return problems.policyPlace(of: span).described
  }

  /// Reports what is below the limits of the rule.
  func refuse(at span: TextSpan, _ message: String, weakest: String?, hint: String? = nil) {
    let limit =
      weakest.map { "its limits allow \($0.quoted) at the weakest" } ?? "its limits do not allow it"
    problems.report(
      at: span, .loweredTooFar, message, hint: hint ?? "\(limit); the rule is at \(rulePlace)")
  }

  /// Writes down a setting that the override has changed.
  mutating func note(
    _ path: RulePath, _ before: String?, _ after: String?, _ effect: SettingChange.Effect,
    at span: TextSpan, from origin: TextSpan? = nil, replaces: Bool = true
  ) {
    let old = origin ?? (before == nil ? nil : below.node(at: path.steps[...])?.span)
    changes.append(
      SettingChange(
        rule: ruleID, path: path, before: before, after: after, effect: effect,
        place: problems.policyPlace(of: span), origin: old.map(problems.policyPlace),
        reason: reason, replaces: replaces))
  }

  /// Sets a parameter, which from here on has no limit to go below it.
  mutating func set(parameter entry: YAMLEntry) {
    rule = rule.setting(entry, in: "params")
    let limit = [.field("limits"), .field("params"), RulePath.Step.field(entry.key)]
    rule = rule.changing(limit[...]) { _ in nil } ?? rule
  }

  mutating func noteSetting() { hasSettings = true }
}
