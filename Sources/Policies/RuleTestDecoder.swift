import SourceText
import StrictYAML

/// Decodes the `tests` of a rule.
struct RuleTestDecoder {
  /// Whether rules of this kind escalate; nil where the kind is unknown.
  let escalates: Bool?
  /// Whether rules of this kind ask a language model; nil where the kind is unknown.
  let asksModel: Bool?
  /// What examples that were written below an override expect since.
  let restatements: [Restatement]

  /// The tests, or nil where a problem was reported.
  func read(_ fields: inout MappingReader) -> [RuleTest]? {
    guard let entry = fields.entry("tests") else { return [] }
    var names: Set<String> = []
    let tests = fields.mappings("tests") { test(&$0, &names) }
    guard let tests, case .sequence(let items) = entry.value.content else { return nil }
    if items.count > PolicyLimits.testCount {
      fields.problems.report(
        at: fields.place(of: "tests"), .tooMany,
        "more than \(PolicyLimits.testCount) tests of one rule")
    }
    return tests.count == items.count ? tests : nil
  }

  private func test(_ fields: inout MappingReader, _ names: inout Set<String>) -> RuleTest? {
    let name = fields.requiredString("name")
    if let name, !names.insert(name).inserted {
      fields.problems.report(
        at: fields.place(of: "name"), .duplicateTest, "a second test \(name.quoted) of the rule")
    }
    let note = fields.string("note", allowsBlank: true)
    let summary = fields.string("summary", allowsBlank: true)
    let audience = fields.choice("audience", of: PolicyAudience.self, default: .clinician)
    let engine = fields.choice("engine", of: PolicyEngine.self, default: .external)
    let texts = ExpectedTexts(note: note, summary: summary)
    let opinion = opinion(&fields, summary)
    var obligations: [ObligationName] = []
    let expect = fields.requiredEntry("expect").flatMap {
      expectation($0.value, texts, &obligations, fields.problems)
    }
    guard let name, let expect else { return nil }
    return RuleTest(
      name: name, note: note ?? RuleTest.neutralNote, summary: summary,
      audience: audience.rawValue, engine: engine.rawValue, opinion: opinion,
      expect: expect, obligations: obligations,
      place: fields.problems.policyPlace(of: fields.place(of: "name")))
  }

  /// `model: {unsupported: ["words"]}` or `model: {failure: idle-timeout}`.
  private func opinion(_ fields: inout MappingReader, _ summary: String?) -> RuleTest.Opinion? {
    guard fields.has("model") else { return nil }
    let problems = fields.problems
    let opinion = fields.mapping("model") { (model: inout MappingReader) -> RuleTest.Opinion? in
      let unsupported = model.strings("unsupported")
      let failure = model.string("failure")
      let texts = ExpectedTexts(note: "", summary: summary)
      for words in unsupported ?? [] where !texts.has(words) {
        reportAbsent(words, "the summary", model.place(ofText: words, in: "unsupported"), problems)
      }
      switch (unsupported, failure) {
      case (let words?, nil): return .unsupported(words)
      case (nil, let code?): return .failure(code)
      default:
        problems.report(
          at: model.span, .malformedExpectation,
          "'model' names either what it finds 'unsupported' or its 'failure'",
          hint: "{unsupported: [\"words of the summary\"]}, {unsupported: []}, "
            + "or {failure: whole-timeout}")
        return nil
      }
    }
    if asksModel == false {
      problems.report(
        at: fields.place(of: "model"), .malformedExpectation,
        "rules of this kind ask no language model")
    }
    return opinion
  }

  private func expectation(
    _ node: YAMLNode, _ texts: ExpectedTexts, _ obligations: inout [ObligationName],
    _ problems: ProblemList
  ) -> RuleTest.Expectation? {
    if case .scalar(let scalar) = node.content { return word(scalar.text, node.span, problems) }
    guard var fields = MappingReader(node, named: "'expect'", problems: problems) else {
      return nil
    }
    defer { fields.finish() }
    let escalate = fields.strings("escalate", atLeast: 1)
    let disposition = fields.choice("disposition", of: Disposition.self)
    let spans = fields.strings("spans")
    obligations = fields.choices("obligations", of: ObligationName.self, atLeast: 1) ?? []
    if fields.has("escalate"), !fields.has("disposition"), !fields.has("spans") {
      guard let escalate, canEscalate(at: node.span, problems) else { return nil }
      for words in escalate where !texts.noteHas(words) {
        reportAbsent(words, "the note", fields.place(ofText: words, in: "escalate"), problems)
      }
      return .escalation(spans: escalate)
    }
    if fields.has("disposition"), !fields.has("escalate") {
      guard let disposition else { return nil }
      for words in spans ?? [] where !texts.has(words) {
        reportAbsent(words, "the texts", fields.place(ofText: words, in: "spans"), problems)
      }
      return .finding(restated(disposition, at: node.span), spans: spans ?? [])
    }
    problems.report(
      at: node.span, .malformedExpectation, "'expect' needs either 'disposition' or 'escalate'",
      hint: "{disposition: hold, spans: [\"words\"]} or {escalate: [\"words of the note\"]}")
    return nil
  }

  private func word(
    _ text: String, _ span: TextSpan, _ problems: ProblemList
  ) -> RuleTest.Expectation? {
    if text == "pass" { return .pass }
    if text == "escalate" {
      return canEscalate(at: span, problems) ? .escalation(spans: []) : nil
    }
    if let disposition = Disposition(rawValue: text) {
      return .finding(restated(disposition, at: span), spans: [])
    }
    let names = ["pass", "escalate"] + Disposition.allCases.map(\.rawValue)
    problems.report(
      at: span, .malformedExpectation, "a test cannot expect \(text.quoted)",
      hint: NearestName.hint(for: text, among: names)
        ?? "one of: \(names.joined(separator: ", "))")
    return nil
  }

  private func restated(_ disposition: Disposition, at span: TextSpan) -> Disposition {
    restatements.reduce(disposition) { $1.restated($0, at: span) }
  }

  private func canEscalate(at span: TextSpan, _ problems: ProblemList) -> Bool {
    if escalates != false { return true }
    problems.report(
      at: span, .malformedExpectation, "rules of this kind do not escalate",
      hint: "expect a disposition such as 'hold'")
    return false
  }

  private func reportAbsent(
    _ words: String, _ text: String, _ span: TextSpan, _ problems: ProblemList
  ) {
    problems.report(
      at: span, .wordsNotInText, "\(words.quoted) does not stand in \(text) of the test",
      hint: "the words must be written as they stand there")
  }
}

/// The texts of a test, to look expected words up in.
private struct ExpectedTexts {
  let note: String?
  let summary: String?

  func noteHas(_ words: String) -> Bool { Self.find(words, in: note ?? RuleTest.neutralNote) }

  func has(_ words: String) -> Bool {
    noteHas(words) || Self.find(words, in: summary ?? "")
  }

  private static func find(_ words: String, in text: String) -> Bool {
    let wanted = words.utf8Span.span
    let bytes = text.utf8Span.span
    guard bytes.count >= wanted.count, wanted.count > 0 else { return wanted.count == 0 }
    let first = wanted[0]
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      var length = 1
      while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
      if length == wanted.count { return true }
    }
    return false
  }
}

extension RuleTest {
  /// The note of a test that gives none: clinical, English, nothing to find.
  package static let neutralNote =
    "Subjective: Seen in clinic for a routine follow-up visit, feels well. "
    + "Plan: Return in one year."
}
