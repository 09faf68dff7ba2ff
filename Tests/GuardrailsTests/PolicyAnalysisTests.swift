import Guardrails
import Policies
import SourceText
import Testing

@Suite("Rules that are doubtful together")
struct PolicyAnalysisTests {
  private func codes(_ rules: [String]) throws -> [String] {
    var text = """
      schema: vouch/policy/1
      bundle: {id: fixture, revision: 1, owner: tests}
      rules:

      """
    for rule in rules {
      text += rule.split(separator: "\n").enumerated().map { index, line in
        (index == 0 ? "  - " : "    ") + line + "\n"
      }.joined()
    }
    let files = [PolicyFile(path: "fixture.yaml", bytes: Array(text.utf8))]
    let load = PolicyBundle.load(files, kinds: GuardrailEngine.kinds)
    let bundle = try #require(load.bundle, "\(load.diagnostics.map(\.rendered))")
    let engine = GuardrailEngine(bundle: bundle, lexicon: Fixture.lexicon)
    return engine.analysis(of: PolicySources(files)).map { "\($0.code) \($0.line):\($0.column)" }
  }

  private func lexicon(
    _ id: String, _ params: String, mode: RuleMode = .enforce, then: String = "{disposition: hold}",
    when: String? = nil
  ) -> String {
    Fixture.rule(
      id, kind: "lexicon", params: params, mode: mode, then: then,
      more: when.map { "when: \($0)" } ?? "")
  }

  struct Pair: Sendable, CustomTestStringConvertible {
    let name: String
    let wide: (params: String, then: String, when: String?, mode: RuleMode)
    let narrow: (params: String, then: String, when: String?, mode: RuleMode)
    let isShadowed: Bool
    var testDescription: String { name }

    init(
      _ name: String, _ isShadowed: Bool, wide: String = "{terms: [cure, miracle]}",
      narrow: String = "{terms: [cure]}", wideThen: String = "{disposition: hold}",
      narrowThen: String = "{disposition: hold}", wideWhen: String? = nil,
      narrowWhen: String? = nil, wideMode: RuleMode = .enforce, narrowMode: RuleMode = .enforce
    ) {
      self.name = name
      self.isShadowed = isShadowed
      self.wide = (wide, wideThen, wideWhen, wideMode)
      self.narrow = (narrow, narrowThen, narrowWhen, narrowMode)
    }
  }

  static let pairs: [Pair] = [
    Pair("fewer terms", true),
    Pair("a term of its own", false, narrow: "{terms: [cure, wonder]}"),
    Pair(
      "other letters and hyphens", true, wide: "{terms: [Full-Cure]}",
      narrow: "{terms: [full cure]}"),
    Pair("asks for more", false, narrowThen: "{disposition: block}"),
    Pair("asks for less", true, narrowThen: "{disposition: annotate}"),
    Pair("the wider is in shadow", false, wideMode: .shadow),
    Pair("the narrower is in shadow", false, narrowMode: .shadow),
    Pair(
      "an obligation of its own", false,
      narrowThen: "{disposition: hold, obligations: [{notify: q}]}"),
    Pair(
      "the same obligation", true, wideThen: "{disposition: hold, obligations: [{notify: q}]}",
      narrowThen: "{disposition: hold, obligations: [{notify: q}]}"),
    Pair("the wider has a condition", false, wideWhen: "note.words > 5"),
    Pair("the narrower has a condition", true, narrowWhen: "note.words > 5"),
    Pair(
      "the narrower condition implies the wider", true, wideWhen: "note.words > 5",
      narrowWhen: "note.words > 9 and note.english"),
    Pair(
      "the conditions differ", false, wideWhen: "note.english", narrowWhen: "note.clinical"),
    Pair(
      "the wider has an exception", false, wide: "{terms: [cure], exceptions: [no cure]}"),
    Pair(
      "the narrower has an exception", true, narrow: "{terms: [cure], exceptions: [no cure]}"),
    Pair("the wider needs a companion", false, wide: "{terms: [cure], cooccur: [now]}"),
    Pair("the narrower needs a companion", true, narrow: "{terms: [cure], cooccur: [now]}"),
    Pair("another text", false, narrow: "{terms: [cure], in: note}"),
    Pair("one spares the note's words", false, wide: "{terms: [cure], unlessInNote: true}"),
  ]

  @Test("a rule is shadowed exactly where another always finds as much", arguments: pairs)
  func shadowed(pair: Pair) throws {
    let found = try codes([
      lexicon(
        "a.wide", pair.wide.params, mode: pair.wide.mode, then: pair.wide.then,
        when: pair.wide.when),
      lexicon(
        "b.narrow", pair.narrow.params, mode: pair.narrow.mode, then: pair.narrow.then,
        when: pair.narrow.when),
    ])
    // The narrower rule is the second; its id stands in line 11 or 12.
    #expect(found.contains { $0.hasPrefix("P081 1") } == pair.isShadowed, "\(found)")
  }

  @Test("of two equal rules the later one is called shadowed, once")
  func twins() throws {
    let found = try codes([
      lexicon("a", "{terms: [cure]}"), lexicon("b", "{terms: [cure]}"),
    ])
    #expect(found.filter { $0.hasPrefix("P081") } == ["P081 11:9"])
  }

  @Test("words that are demanded or put in and banned are a contradiction")
  func contradictions() throws {
    let demand = Fixture.rule(
      "a.demand", kind: "required_text", params: "{text: Ask about the cure.}")
    let edit = lexicon(
      "b.edit", "{terms: [wonder]}",
      then: "{disposition: annotate, obligations: [{replace: a cure}]}")
    let ban = lexicon("c.ban", "{terms: [cure]}")
    let pattern = Fixture.rule("d.ban", kind: "regex", params: "{pattern: 'c[uv]re'}")
    #expect(try codes([demand, ban]) == ["P082 9:20"])
    #expect(try codes([demand, pattern]) == ["P082 9:20"])
    #expect(try codes([edit, ban]) == ["P082 10:11"])
    #expect(try codes([demand, lexicon("c.ban", "{terms: [cured]}")]) == [])
    #expect(try codes([demand, lexicon("c.ban", "{terms: [cure]}", mode: .shadow)]) == [])
    let apart = [
      Fixture.rule(
        "a.demand", kind: "required_text", params: "{text: Ask about the cure.}",
        more: "when: audience == \"patient\""),
      lexicon("c.ban", "{terms: [cure]}", when: "audience == \"clinician\""),
    ]
    #expect(try codes(apart) == [])
  }

  @Test("lengths that no summary has are a contradiction")
  func lengths() throws {
    func length(_ id: String, _ params: String) -> String {
      Fixture.rule(id, kind: "length", params: params)
    }
    #expect(
      try codes([length("a", "{minWords: 50}"), length("b", "{maxWords: 40}")]) == ["P086 9:24"])
    #expect(try codes([length("a", "{minWords: 40}"), length("b", "{maxWords: 40}")]) == [])
  }

  @Test("the same words alerting in two ways are told apart from the same words twice")
  func alerts() throws {
    func flag(
      _ id: String, urgency: String = "urgent", family: String = "cardiac", queue: String = "q",
      phrases: String = "STEMI"
    ) -> String {
      Fixture.rule(
        id, kind: "red_flag",
        params: "{family: \(family), urgency: \(urgency), reason: Look., phrases: [\(phrases)]}",
        then: "{disposition: hold, obligations: [{route: {queue: \(queue), within: 1h}}]}")
    }
    func kinds(_ rules: String...) throws -> [String] {
      try codes(rules).map { String($0.prefix(4)) }
    }
    #expect(
      try kinds(flag("a", phrases: "STEMI, x"), flag("b", urgency: "soon", phrases: "stemi, y"))
        == ["P083"])
    #expect(
      try kinds(flag("a", phrases: "STEMI, x"), flag("b", queue: "r", phrases: "stemi, y"))
        == ["P083"])
    #expect(
      try kinds(flag("a", phrases: "STEMI, x"), flag("b", phrases: "stemi, y")) == ["P085"])
    // Two families are two sorts of people, who both may have to look.
    #expect(try kinds(flag("a"), flag("b", family: "sepsis", queue: "r")) == [])
    #expect(try kinds(flag("a"), flag("b", phrases: "NSTEMI")) == [])
  }

  @Test(
    "phrases that stand twice in a rule, or are their own exception, are found where they stand")
  func phrases() throws {
    #expect(
      try codes([lexicon("a", "{terms: [follow-up, Follow  up, follow ups]}")]) == ["P084 9:33"])
    #expect(
      try codes([lexicon("a", "{terms: [cure, relief], exceptions: [Cure]}")]) == ["P087 9:22"])
    #expect(
      try codes([
        lexicon("a", "{terms: [cure, x]}", when: "audience == \"patient\""),
        lexicon("b", "{terms: [cure, y]}", when: "audience == \"clinician\""),
      ]) == [])
  }
}
