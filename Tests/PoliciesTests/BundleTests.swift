import Policies
import SourceText
import Testing

@Suite("Policy bundles: what is read")
struct BundleTests {
  static let complete = """
    schema: vouch/policy/1   # a comment
    bundle:
      id: starter
      revision: 7
      owner: safety-board
      audit: required
    disclaimers:
      - id: standing
        version: 2
        audiences: [clinician, patient]
        text: Not for clinical use.
      - id: on-demand
        version: 1
        audiences: []
        text: Ask your clinician.
    rules:
      - id: words.all-fields
        title: Every field is used
        kind: words
        mode: shadow
        severity: major
        when: audience == "patient" and note.words > 10
        params:
          terms: [cure, miracle drug]
          in: note
          count: 3
          strict: true
          thresholds:
            - {name: Potassium, limit: "6.2"}
          pattern: '\\bcure[sd]?\\b'
        then:
          disposition: annotate
          obligations:
            - annotate: "Check the claim: it may be too strong."
            - disclaim: on-demand
            - redact
            - replace: "[removed]"
            - notify: safety-officer
            - route: {queue: pharmacy, within: 4h}
        onError: block
        overridable: true
        tests:
          - name: a cure
            note: "No cure is known."
            summary: "A cure."
            audience: patient
            expect: {disposition: annotate, spans: ["cure"]}
          - {name: nothing, expect: pass}
      - id: alarm.chest
        title: Chest pain
        kind: alarm
        mode: enforce
        severity: critical
        params: {phrases: [chest pain]}
        then:
          disposition: hold
          obligations: [{route: {queue: on-call, within: 15m}}]
        tests:
          - {name: fires, note: "Has chest pain.", expect: {escalate: ["chest pain"]}}
          - {name: fires at all, note: "Has chest pain.", expect: escalate}
          - {name: is left out, note: "Has chest pain.", summary: "Well.", expect: hold}

    """

  @Test("a complete bundle is read field by field")
  func complete() throws {
    let loaded = load(Self.complete)
    #expect(loaded.lines == [])
    let bundle = try #require(loaded.bundle)
    #expect(bundle.id == "starter")
    #expect(bundle.revision == 7)
    #expect(bundle.owner == "safety-board")
    #expect(bundle.isAuditRequired)
    #expect(
      bundle.disclaimers == [
        Disclaimer(id: "on-demand", version: 1, audiences: [], text: "Ask your clinician."),
        Disclaimer(
          id: "standing", version: 2, audiences: ["clinician", "patient"],
          text: "Not for clinical use."),
      ])
    #expect(bundle.rules.map(\.id) == ["alarm.chest", "words.all-fields"])

    let rule = bundle.rules[1]
    #expect(rule.title == "Every field is used")
    #expect(rule.mode == .shadow)
    #expect(rule.severity == .major)
    #expect(rule.when?.text == "audience == \"patient\" and note.words > 10")
    #expect(rule.disposition == .annotate)
    #expect(rule.onError == .block)
    #expect(rule.isOverridable)
    #expect(rule.place == PolicyPlace(file: "a.yaml", line: 17, column: 9))
    #expect(
      rule.obligations == [
        .annotate(text: "Check the claim: it may be too strong."), .disclaim(id: "on-demand"),
        .redact, .replace(text: "[removed]"), .notify(channel: "safety-officer"),
        .route(queue: "pharmacy", withinMinutes: 240),
      ])
    let parameters = try #require(rule.parameters as? WordsParameters)
    #expect(parameters.terms == ["cure", "miracle drug"])
    #expect(parameters.place == .note)
    #expect(parameters.count == 3)
    #expect(parameters.isStrict)
    #expect(parameters.thresholds == [.init(name: "Potassium", limit: 6.2)])
    #expect(parameters.pattern?.text == "\\bcure[sd]?\\b")

    #expect(rule.tests.map(\.name) == ["a cure", "nothing"])
    #expect(rule.tests[0].note == "No cure is known.")
    #expect(rule.tests[0].summary == "A cure.")
    #expect(rule.tests[0].audience == "patient")
    #expect(rule.tests[0].expect == .finding(.annotate, spans: ["cure"]))
    #expect(rule.tests[1].note == RuleTest.neutralNote)
    #expect(rule.tests[1].summary == nil)
    #expect(rule.tests[1].audience == "clinician")
    #expect(rule.tests[1].expect == .pass)
    #expect(
      bundle.rules[0].tests.map(\.expect) == [
        .escalation(spans: ["chest pain"]), .escalation(spans: []), .finding(.hold, spans: []),
      ])
  }

  @Test("what may be left out has its default")
  func defaults() throws {
    let bundle = try #require(load(oneRule()).bundle)
    #expect(!bundle.isAuditRequired)
    let rule = bundle.rules[0]
    #expect(rule.when == nil)
    #expect(rule.obligations == [])
    #expect(rule.onError == .hold)
    #expect(!rule.isOverridable)
  }

  @Test("rules of several files make one bundle, whatever the order of the files")
  func severalFiles() throws {
    let rules = "schema: vouch/policy/1\n" + oneRule().dropThrough("text: Not for clinical use.}\n")
    let one = PolicyFile(path: "z/one.yaml", bytes: Array(head.utf8))
    let other = PolicyFile(path: "b/two.yaml", bytes: Array(rules.utf8))
    let kinds: [any RuleParameters.Type] = [WordsParameters.self]
    let forwards = PolicyBundle.load([one, other], kinds: kinds)
    let backwards = PolicyBundle.load([other, one], kinds: kinds)
    #expect(forwards.bundle?.rules.map(\.place.file) == ["b/two.yaml"])
    #expect(forwards.bundle?.digest == backwards.bundle?.digest)
    #expect(forwards.diagnostics == backwards.diagnostics)
  }

  @Test(
    "a time limit is read in minutes",
    arguments: [("1m", 1), ("90m", 90), ("4h", 240), ("30d", 43200)])
  func durations(_ written: String, _ minutes: Int) throws {
    let loaded = load(
      oneRule(then: "obligations: [{route: {queue: q, within: \(written)}}]"))
    #expect(
      loaded.bundle?.rules[0].obligations == [.route(queue: "q", withinMinutes: minutes)])
  }
}

@Suite("Policy bundles: the digest")
struct DigestTests {
  private func digest(_ files: String...) throws -> String {
    let loaded = PolicyBundle.load(
      files.enumerated().map { PolicyFile(path: "\($0).yaml", bytes: Array($1.utf8)) },
      kinds: [WordsParameters.self, AlarmParameters.self])
    return try #require(loaded.bundle, "\(loaded.lines)").digest
  }

  @Test("is a golden value")
  func golden() throws {
    // SHA-256 of the canonical JSON, made by Python's hashlib over json.dumps(sort_keys=True,
    // separators=(",", ":")) of the same content with every scalar as a string.
    let text = """
      schema: vouch/policy/1
      bundle: {id: trial, revision: 1, owner: "Bo\\tard é"}
      disclaimers: [{id: standing, version: 1, audiences: [clinician, patient], text: Mock.}]
      rules: []
      """
    #expect(
      try digest(text)
        == "sha256:57095b529603b8a4e7c17bde288f5cb38e3b65a3c9fa319a81bdf66c127ff7ea")
  }

  @Test("comments, layout, quoting, field order and the division into files do not change it")
  func layout() throws {
    let original = try digest(oneRule())
    let relaid = """
      # A comment.
      rules:
      - tests:
        - expect:
            spans: [a b]   # a comment
            disposition: "hold"
          summary: 'a b'
          name: found
        then: {"disposition": hold}
        "params":
          terms:
          - a
        severity: minor
        mode: enforce
        kind: words
        title: A sound
          rule
        id: words.sound
      schema: vouch/policy/1
      """
    #expect(try digest(head, relaid) == original)
  }

  @Test(
    "content changes it",
    arguments: [
      ("A sound rule", "A sound Rule"), ("revision: 1", "revision: 2"),
      ("mode: enforce", "mode: shadow"), ("terms: [a]", "terms: [a, b]"),
      ("name: found", "name: lost"), ("Not for clinical use.", "Not for clinical use"),
      ("severity: minor", "severity: minor\n    overridable: false"),
    ])
  func content(_ old: String, _ new: String) throws {
    let text = oneRule()
    let changed = text.replacing(old, by: new)
    #expect(changed != text)
    #expect(try digest(changed) != digest(text))
  }
}
