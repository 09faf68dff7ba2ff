import SourceText
import StrictYAML

/// Decodes one item of `rules`.
struct RuleDecoder {
  let kinds: [any RuleParameters.Type]
  var recorder: ParameterRecorder?
  /// By rule: what examples written below an override expect since.
  var restatements: [String: [Restatement]] = [:]

  /// The rule, or nil where a problem was reported; ids and references go into the draft.
  func decode(_ fields: inout MappingReader, into draft: inout BundleDraft) -> Rule? {
    let problems = fields.problems
    let id = PolicyID.read(&fields)
    let idSpan = fields.place(of: "id")
    if let id {
      draft.ruleIDs.append(BundleDraft.Mention(name: id, span: idSpan, problems: problems))
    }
    guard fields.has("title") || fields.has("kind") || fields.has("then") else {
      problems.report(
        at: idSpan, .missingField, "this is no whole rule: it lacks 'title', 'kind' and 'then'",
        hint: "to change a rule of a folder that this one extends, put it under 'overrides'")
      fields.ignoreRest()
      return nil
    }
    let title = fields.requiredString("title")
    let kind = readKind(&fields)
    let mode = fields.requiredChoice("mode", of: RuleMode.self)
    let severity = fields.requiredChoice("severity", of: Severity.self)
    let (when, isConditionSound) = readCondition(&fields)
    var parameterNames: [String] = []
    let parameters = kind.flatMap { readParameters($0, &fields, names: &parameterNames) }
    if kind == nil { _ = fields.entry("params") }
    mentionDisclaimers(of: parameters, fields, in: &draft)
    for name in parameters?.referencedRules ?? [] {
      let place = fields.place(ofText: name, in: "params")
      draft.ruleReferences.append(
        (id ?? "", BundleDraft.Mention(name: name, span: place, problems: problems)))
    }

    let thenSpan = fields.place(of: "then")
    var obligations: [PlacedObligation] = []
    let disposition = fields.requiredMapping("then") { then -> Disposition? in
      let disposition = then.requiredChoice("disposition", of: Disposition.self)
      obligations = ObligationDecoder.read(&then)
      return disposition
    }
    for case (.disclaim(let name), let span) in obligations.map({ ($0.obligation, $0.span) }) {
      draft.disclaimerReferences.append(
        BundleDraft.Mention(name: name, span: span, problems: problems))
    }
    checkRoute(of: kind, obligations, at: thenSpan, problems)

    checkAdvice(of: kind, disposition, obligations, fields)
    let onError = fields.choice("onError", of: Disposition.self, default: .hold)
    let isOverridable = fields.flag("overridable", default: false)
    if isOverridable, disposition == .block {
      problems.report(
        at: fields.place(of: "overridable"), .idleOverride,
        "an override never lifts 'block', so 'overridable' changes nothing")
    }
    RuleLimits(reading: &fields).check(
      against: LimitedSettings(
        mode: mode, severity: severity, disposition: disposition, onError: onError,
        kind: kind?.kind, parameters: fields.peek("params")?.value,
        parameterNames: parameterNames), fields)
    let tests = RuleTestDecoder(
      escalates: kind?.requiresRoute, asksModel: kind?.asksModel,
      restatements: id.flatMap { restatements[$0] } ?? []
    ).read(&fields)

    guard let id, let title, let mode, let severity, isConditionSound, let parameters,
      let disposition, let tests
    else { return nil }
    let rule = Rule(
      id: id, title: title, mode: mode, severity: severity, when: when, parameters: parameters,
      disposition: disposition, obligations: obligations.map(\.obligation), onError: onError,
      isOverridable: isOverridable, tests: tests, place: problems.policyPlace(of: idSpan))
    warn(of: rule, at: idSpan, modeSpan: fields.place(of: "mode"), problems)
    return rule
  }

  private func readKind(_ fields: inout MappingReader) -> (any RuleParameters.Type)? {
    guard let name = fields.requiredString("kind") else { return nil }
    if let kind = kinds.first(where: { $0.kind == name }) { return kind }
    let names = kinds.map { $0.kind }
    fields.problems.report(
      at: fields.place(of: "kind"), .unknownKind, "unknown rule kind \(name.quoted)",
      hint: NearestName.hint(for: name, among: names)
        ?? "known: \(names.sorted().joined(separator: ", "))")
    return nil
  }

  private func readCondition(
    _ fields: inout MappingReader
  ) -> (condition: Condition?, isSound: Bool) {
    guard let entry = fields.entry("when") else { return (nil, true) }
    guard let scalar = fields.scalar(entry.value, named: "when") else { return (nil, false) }
    let (condition, found) = Condition.read(scalar.text)
    for problem in found {
      fields.problems.report(
        at: fields.document.span(of: problem.range, in: scalar, at: entry.value),
        problem.kind.policyProblem, problem.message, hint: problem.hint)
    }
    if let condition, found.isEmpty {
      if let loosening = condition.loosening {
        fields.problems.report(
          at: entry.value.span, .looseningCondition, loosening.message,
          hint: "more alerts must never end a rule: ask 'escalation.count >= 1', never for few")
        return (nil, false)
      }
      if let value = condition.constantValue {
        fields.problems.report(
          at: entry.value.span, .constantCondition,
          "the condition is \(value ? "always true" : "never true"), whatever the note",
          hint: value ? "leave 'when' out" : "mend it, or set 'mode: off'")
      }
    }
    return (condition, condition != nil)
  }

  private func readParameters(
    _ kind: any RuleParameters.Type, _ fields: inout MappingReader, names: inout [String]
  ) -> (any RuleParameters)? {
    let problems = fields.problems
    let nested: MappingReader
    if let entry = fields.entry("params") {
      guard let reader = MappingReader(entry.value, named: "'params'", problems: problems) else {
        return nil
      }
      nested = reader
    } else {
      nested = MappingReader(emptyAt: fields.span, problems: problems)
    }
    var reader = ParameterReader(nested, recorder: recorder)
    let before = problems.errorCount
    let parameters = kind.init(reading: &reader)
    reader.fields.finish()
    names = reader.fields.asked
    if parameters == nil, problems.errorCount == before {
      problems.report(
        at: fields.place(of: "params"), .refusedParameters,
        "these parameters are refused by the kind '\(kind.kind)'")
    }
    return parameters
  }

  /// Points at the parameter that names the disclaimer, as far as it is a field of `params`.
  private func mentionDisclaimers(
    of parameters: (any RuleParameters)?, _ fields: MappingReader, in draft: inout BundleDraft
  ) {
    for name in parameters?.referencedDisclaimers ?? [] {
      draft.disclaimerReferences.append(
        BundleDraft.Mention(
          name: name, span: fields.place(ofText: name, in: "params"), problems: fields.problems))
    }
  }

  private func checkRoute(
    of kind: (any RuleParameters.Type)?, _ obligations: [PlacedObligation], at span: TextSpan,
    _ problems: ProblemList
  ) {
    guard let kind, kind.requiresRoute else { return }
    let routes = obligations.filter {
      if case .route = $0.obligation { true } else { false }
    }
    guard routes.count != 1 else { return }
    problems.report(
      at: routes.last?.span ?? span, .routeNeeded,
      "a rule of the kind '\(kind.kind)' needs one 'route', not \(routes.count)",
      hint: "'- route: {queue: on-call-physician, within: 15m}' under 'obligations'")
  }

  /// A model may hold a summary back, and no more: neither block it nor change its words. That also
  /// goes for its silence, which the rule has to say what it counts as.
  private func checkAdvice(
    of kind: (any RuleParameters.Type)?, _ disposition: Disposition?,
    _ obligations: [PlacedObligation], _ fields: MappingReader
  ) {
    guard let kind, kind.asksModel else { return }
    let problems = fields.problems
    if let disposition, disposition > .hold {
      problems.report(
        at: fields.place(of: "then"), .beyondAdvice,
        "a rule of the kind '\(kind.kind)' may hold a summary, not block it",
        hint: "write 'disposition: hold'")
    }
    for placed in obligations where [.redact, .replace, .restore].contains(placed.obligation.name) {
      problems.report(
        at: placed.span, .beyondAdvice,
        "a rule of the kind '\(kind.kind)' changes no words of a summary",
        hint: "leave '\(placed.obligation.name.rawValue)' out")
    }
    guard let silence = fields.peek("onError") else {
      problems.report(
        at: fields.place(of: "kind"), .silenceUnsettled,
        "a rule of the kind '\(kind.kind)' must say with 'onError' what a model that says nothing "
          + "counts as", hint: "'onError: hold', or 'onError: annotate'")
      return
    }
    if case .scalar(let word) = silence.value.content,
      Disposition(rawValue: word.text).map({ $0 > .hold }) ?? false
    {
      problems.report(
        at: silence.value.span, .beyondAdvice,
        "a model that says nothing may hold a summary, not block it",
        hint: "write 'onError: hold'")
    }
  }

  private func warn(
    of rule: Rule, at idSpan: TextSpan, modeSpan: TextSpan, _ problems: ProblemList
  ) {
    if rule.mode == .off {
      problems.report(at: modeSpan, .switchedOff, "the rule '\(rule.id)' is switched off")
    }
    if rule.tests.isEmpty {
      problems.report(
        at: idSpan, .untested, "the rule '\(rule.id)' has no tests",
        hint: "add one example that it must catch and one that it must not")
    } else if rule.tests.allSatisfy({ $0.expect == .pass }),
      rule.parameters.referencedDisclaimers.isEmpty
    {
      // A disclaimer that stands under every output cannot be missing in an example.
      problems.report(
        at: idSpan, .onlyPasses, "no test shows what the rule '\(rule.id)' catches")
    }
  }
}

extension ConditionProblem.Kind {
  fileprivate var policyProblem: PolicyProblem {
    switch self {
    case .syntax: .conditionSyntax
    case .type: .conditionType
    case .unknownName: .conditionName
    case .tooLarge: .conditionTooLarge
    case .constant: .constantCondition
    }
  }
}
