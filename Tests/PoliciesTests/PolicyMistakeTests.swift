import Policies
import SourceText
import Testing

@Suite("Policy bundles: mistakes")
struct PolicyMistakeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let files: [String]
    /// All lines, warnings too; `a.yaml:` is left out.
    let lines: [String]
    var testDescription: String { "\(code) \(lines.first ?? "")" }

    init(_ code: String, _ files: [String], _ lines: [String]) {
      self.code = code
      self.files = files
      self.lines = lines
    }

    init(_ code: String, _ file: String, _ line: String) { self.init(code, [file], [line]) }
  }

  /// One example of each code; the rule of `oneRule` begins in line 6, its parameters are line 11,
  /// its other field line 12, and the line under `disposition` line 15.
  static let examples: [Case] = [
    Case(
      "P030", [],
      [
        ".:1:1+1 P030 no policy file here; without policies nothing is released"
          + " | 'vouch init' writes a starter folder"
      ]),
    Case(
      "P031", "schema: vouch/policy/1\n",
      "1:1+1 P031 no file of the folder has a 'bundle'"
        + " | add 'bundle: {id: …, revision: 1, owner: …}' to one of them"),
    Case(
      "P032",
      [oneRule(), "schema: vouch/policy/1\nbundle: {id: other, revision: 1, owner: board}\n"],
      [
        "b.yaml:2:1+6 P032 a second 'bundle'; a folder has one | the first is at a.yaml:2:1"
      ]),
    Case(
      "P033", "schema: vouch/policy/2\nwhatever: 1\nbundle: {}\n",
      "1:9+14 P033 unknown schema 'vouch/policy/2' | this version reads 'vouch/policy/1'"),
    Case(
      "P070", oneRule().replacing("owner: board", by: "owner: board, extends: ../c"),
      "2:57+4 P070 the folder '../c' that this one extends was not read"),
    Case(
      "P072", oneRule() + "overrides: [{id: words.sound, mode: off}]\n",
      "18:1+9 P072 'overrides' change the rules of another folder, and this one extends none"
        + " | name it in 'bundle': extends: ../Policies"),
    Case(
      "P035", oneRule().replacing("id: words.sound", by: "id: Words_sound"),
      "6:9+11 P035 'Words_sound' is no id | lower-case letters, digits, '.' and '-', such as "
        + "redflag.potassium-high; at most 100"),
    Case(
      "P037", oneRule().replacing("kind: words", by: "kind: wrods"),
      "8:11+5 P037 unknown rule kind 'wrods' | did you mean 'words'?"),
    Case(
      "P038", oneRule("params: {terms: [forbidden]}"),
      "11:21+11 P038 'forbidden' is no term | choose another"),
    Case(
      "P038",
      oneRule().replacing("kind: words", by: "kind: silent").replacing(
        "    params: {terms: [a]}\n", by: ""),
      "6:5+2 P038 these parameters are refused by the kind 'silent'"),
    Case(
      "P039", oneRule("params: {terms: [a], pattern: 'it''s (b'}"),
      "11:44+1 P039 the pattern does not compile: missing closing parenthesis"),
    Case(
      "P040", oneRule(field: "when: audience = \"patient\""),
      "12:20+1 P040 unexpected character in a condition | equality is written '=='"),
    Case(
      "P041", oneRule(field: "when: note.words == \"5\""),
      "12:11+17 P041 cannot compare a number with a text | numbers have no quotes"),
    Case(
      "P042", oneRule(field: "when: 'audience == \"pateint\"'"),
      "12:24+9 P042 'audience' is never 'pateint' | did you mean 'patient'?"),
    Case(
      "P043",
      oneRule(
        field:
          "when: \(String(repeating: "(", count: 33))note.english\(String(repeating: ")", count: 33))"
      ),
      "12:44+12 P043 the condition nests more than 32 deep"),
    Case(
      "P044", oneRule(then: "obligations: [redcat]"),
      "15:21+6 P044 unknown obligation 'redcat' | did you mean 'redact'?"),
    Case(
      "P044", oneRule(then: "obligations: [{redact: all}]"),
      "15:22+6 P044 'redact' takes no value | '- redact'"),
    Case(
      "P044", oneRule(then: "obligations: [{replace: x, notify: y}]"),
      "15:21+23 P044 an obligation is one word or one 'word: value'"
        + " | begin each with a dash of its own"),
    Case(
      "P044", oneRule(then: "obligations: [notify]"),
      "15:21+6 P044 'notify' needs a value | '- notify: …'"),
    Case(
      "P045", oneRule(then: "obligations: [{route: {queue: q, within: 15}}]"),
      "15:48+2 P045 '15' is no time limit"
        + " | minutes, hours or days such as 15m, 4h or 2d; at most 30d"),
    Case(
      "P045", oneRule(then: "obligations: [{route: {queue: q, within: 31d}}]"),
      "15:48+3 P045 '31d' is no time limit"
        + " | minutes, hours or days such as 15m, 4h or 2d; at most 30d"),
    Case(
      "P046", oneRule(then: "obligations: [{disclaim: standin}]"),
      "15:32+7 P046 no file defines a disclaimer 'standin' | did you mean 'standing'?"),
    Case(
      "P046", oneRule("params: {terms: [a], disclaimer: other}"),
      "11:38+5 P046 no file defines a disclaimer 'other'"),
    Case(
      "P047",
      oneRule("params: {phrases: [a]}").replacing("kind: words", by: "kind: alarm"),
      "14:7+11 P047 a rule of the kind 'alarm' needs one 'route', not 0"
        + " | '- route: {queue: on-call-physician, within: 15m}' under 'obligations'"),
    Case(
      "P054", oneRule(field: "when: escalation.count == 0"),
      "12:11+21 P054 the rule applies with 'escalation.count' 0 and no longer at 1, so adding a rule "
        + "that raises an alert would loosen decisions | more alerts must never end a rule: ask "
        + "'escalation.count >= 1', never for few"),
    Case(
      "P048", oneRule(then: "obligations: [redact, redact]"),
      "15:29+6 P048 the same obligation stands here twice"),
    Case(
      "P050",
      oneRule().replacing("expect: {disposition: hold, spans: [\"a b\"]}", by: "expect: held"),
      "17:47+4 P050 a test cannot expect 'held' | did you mean 'hold'?"),
    Case(
      "P050",
      oneRule().replacing("expect: {disposition: hold, spans: [\"a b\"]}", by: "expect: escalate"),
      "17:47+8 P050 rules of this kind do not escalate | expect a disposition such as 'hold'"),
    Case(
      "P050", oneRule().replacing("{disposition: hold, spans: [\"a b\"]}", by: "{spans: [a]}"),
      "17:47+12 P050 'expect' needs either 'disposition' or 'escalate'"
        + " | {disposition: hold, spans: [\"words\"]} or {escalate: [\"words of the note\"]}"),
    Case(
      "P051", oneRule().replacing("spans: [\"a b\"]", by: "spans: [\"a c\"]"),
      "17:75+5 P051 'a c' does not stand in the texts of the test"
        + " | the words must be written as they stand there"),
    Case(
      "P050",
      oneRule().replacing("{name: found,", by: "{name: found, model: {unsupported: [a]},"),
      "17:30+18 P050 rules of this kind ask no language model"),
    Case(
      "P050", advice(field: "onError: hold", test: "model: {unsupported: [a], failure: x}"),
      "17:30+30 P050 'model' names either what it finds 'unsupported' or its 'failure'"
        + " | {unsupported: [\"words of the summary\"]}, {unsupported: []}, or {failure: whole-timeout}"
    ),
    Case(
      "P051", advice(field: "onError: hold", test: "model: {unsupported: [c]}"),
      "17:45+1 P051 'c' does not stand in the summary of the test"
        + " | the words must be written as they stand there"),
    Case(
      "P055",
      advice(field: "onError: hold").replacing("disposition: hold\n", by: "disposition: block\n"),
      "14:7+11 P055 a rule of the kind 'advice' may hold a summary, not block it"
        + " | write 'disposition: hold'"),
    Case(
      "P055", advice(field: "onError: hold", then: "obligations: [redact]"),
      "15:21+6 P055 a rule of the kind 'advice' changes no words of a summary"
        + " | leave 'redact' out"),
    Case(
      "P055", advice(field: "onError: block"),
      "12:14+5 P055 a model that says nothing may hold a summary, not block it"
        + " | write 'onError: hold'"),
    Case(
      "P056", advice(),
      "8:11+6 P056 a rule of the kind 'advice' must say with 'onError' what a model that says nothing "
        + "counts as | 'onError: hold', or 'onError: annotate'"),
    Case(
      "P052", oneRule() + "      - {name: found, summary: x, expect: pass}\n",
      "18:16+5 P052 a second test 'found' of the rule"),
    Case(
      "P060", head + untested,
      "6:9+14 P060 the rule 'words.untested' has no tests"
        + " | add one example that it must catch and one that it must not"),
    Case(
      "P061", [oneRule().replacing("mode: enforce", by: "mode: off")],
      [
        "2:1+6 P064 no rule of the bundle is enforced: every summary would be released",
        "9:11+3 P061 the rule 'words.sound' is switched off",
      ]),
    Case(
      "P062", oneRule().replacing("{disposition: hold, spans: [\"a b\"]}", by: "pass"),
      "6:9+11 P062 no test shows what the rule 'words.sound' catches"),
    Case(
      "P063",
      oneRule().replacing(
        "rules:\n", by: "  - {id: idle, version: 1, audiences: [], text: x}\nrules:\n"),
      "5:10+4 P063 the disclaimer 'idle' is never shown"
        + " | name its 'audiences', or let a rule ask for it with 'disclaim'"),
    Case(
      "P064", oneRule().replacing("mode: enforce", by: "mode: shadow"),
      "2:1+6 P064 no rule of the bundle is enforced: every summary would be released"),
    Case(
      "P065",
      oneRule(field: "overridable: true").replacing("disposition: hold", by: "disposition: block"),
      "12:18+4 P065 an override never lifts 'block', so 'overridable' changes nothing"),
    Case(
      "P066", oneRule(field: "when: 1 < 2"),
      "12:11+5 P066 the condition is always the same"
        + " | leave 'when' out, or set 'mode: off'"),
    Case(
      "P067", oneRule().replacing("[clinician, patient]", by: "[clinician]"),
      "2:1+6 P067 no disclaimer stands under every summary for the audience 'patient'"),
  ]

  /// A rule on a language model's word.
  private static func advice(
    field: String = "# no other field", then: String = "# nothing else", test: String? = nil
  ) -> String {
    oneRule(field: field, then: then).replacing("kind: words", by: "kind: advice")
      .replacing("{name: found,", by: test.map { "{name: found, \($0)," } ?? "{name: found,")
  }

  static let untested = """
    rules:
      - id: words.untested
        title: A rule without tests
        kind: words
        mode: enforce
        severity: minor
        params: {terms: [a]}
        then: {disposition: hold}

    """

  @Test("each code is reported at its place, alone", arguments: examples)
  func mistake(_ example: Case) {
    let loaded = load(example.files)
    let expected = example.lines.map {
      $0.hasPrefix("b.yaml") || $0.hasPrefix(".") ? $0 : "a.yaml:\($0)"
    }
    #expect(loaded.lines == expected)
    #expect(loaded.diagnostics.contains { $0.code == example.code })
    #expect((loaded.bundle == nil) == loaded.diagnostics.contains { $0.severity == .error })
  }

  @Test("every code of the table has an example")
  func codes() {
    // P034 (too many), P036 (duplicates), P049 and P053 (rules that count others) have tests of their own.
    // Those of folders that extend others are in OverlayMistakeTests, that of examples of no rule in
    // ExampleFileTests.
    let seen = Set(Self.examples.map(\.code)).union([
      "P034", "P036", "P049", "P053", "P068", "P071", "P073", "P074", "P075", "P076", "P077",
      "P078",
    ])
    #expect(seen == Set(PolicyProblem.allCases.map(\.rawValue)))
  }

  @Test("a diagnostic is rendered with its line, a caret and a hint")
  func rendering() {
    #expect(
      Policies.PolicyBundle.load(
        [PolicyFile(path: "Policies/é.yaml", bytes: Array(oneRule("parms: {terms: [a]}").utf8))],
        kinds: [WordsParameters.self]
      ).diagnostics.map(\.rendered) == [
        """
        Policies/é.yaml:6:5: error[P011]: missing field 'terms'
            - id: words.sound
              ^~
        """,
        """
        Policies/é.yaml:11:5: error[P012]: unknown field 'parms'
              parms: {terms: [a]}
              ^~~~~
          hint: did you mean 'params'?
        """,
      ])
  }

  @Test("ids are unique across files, and both places are named")
  func duplicates() {
    let second = """
      schema: vouch/policy/1
      disclaimers:
        - {id: standing, version: 2, audiences: [patient], text: Other words.}
      """ + "\n" + oneRule().dropThrough("clinical use.}\n")
    #expect(
      load(oneRule(), second).lines == [
        "b.yaml:3:10+8 P036 duplicate disclaimer id 'standing'"
          + " | it is first given at a.yaml:4:10",
        "b.yaml:5:9+11 P036 duplicate rule id 'words.sound' | it is first given at a.yaml:6:9",
      ])
  }

  @Test("a broken file does not bring forth what may stand in it")
  func brokenFile() {
    let rules =
      "schema: vouch/policy/1\n"
      + oneRule(then: "obligations: [{disclaim: elsewhere}]")
      .dropThrough("clinical use.}\n")
    let loaded = load(rules, "bundle: {id: x\n")
    #expect(loaded.bundle == nil)
    #expect(loaded.diagnostics.map(\.code) == ["Y021"])
  }

  @Test("the number of rules is bounded")
  func tooMany() {
    let rules = (0...PolicyLimits.ruleCount).map { number in
      "  - {id: r\(number), title: t, kind: words, mode: enforce, severity: minor, "
        + "params: {terms: [a]}, then: {disposition: hold}}\n"
    }
    let loaded = load(head + "rules:\n" + rules.joined())
    #expect(loaded.bundle == nil)
    #expect(loaded.errorLines.contains { $0.contains("P034 more than 2000 rules") })
  }
}
