import Policies
import SourceText
import Testing

@Suite("Examples in files of their own")
struct ExampleFileTests {
  private static let kinds: [any RuleParameters.Type] = [
    WordsParameters.self, AlarmParameters.self, SilentParameters.self,
  ]

  private static func file(_ path: String, _ text: String) -> PolicyFile {
    PolicyFile(path: path, bytes: Array(text.utf8))
  }

  /// Items of `examples`, indented by two.
  private static func examples(_ items: String) -> String {
    "# More of them.\nschema: vouch/policy-examples/1\n\nexamples:\n\(items)"
  }

  private static let more = examples(
    """
      - rule: words.sound
        tests:
          - {name: another, summary: "a c", expect: {disposition: hold, spans: ["a c"]}}
          - {name: none, summary: "c", expect: pass}

    """)

  private static func load(
    _ examples: String, besides rules: String = oneRule(), read: Bool = true
  ) -> PolicyLoad {
    PolicyBundle.load(
      [
        PolicyLayer(
          [file("base/examples/p.yaml", examples), file("base/p.yaml", rules)], examples: read)
      ], kinds: kinds
    ).load
  }

  @Test("they stand behind those beside the rule, with their own places")
  func attached() throws {
    let tests = try #require(Self.load(Self.more).soundRule?.tests)
    #expect(tests.map(\.name) == ["found", "another", "none"])
    #expect(
      tests.map(\.place.file) == ["base/p.yaml", "base/examples/p.yaml", "base/examples/p.yaml"])
    #expect(tests.map(\.place.line)[1...] == [7, 8])
  }

  @Test("a rule may have all of its examples elsewhere")
  func onlyElsewhere() throws {
    let rules = oneRule().split(separator: "    tests:")[0]
    let load = Self.load(Self.more, besides: String(rules))
    #expect(load.soundRule?.tests.map(\.name) == ["another", "none"])
    #expect(load.diagnostics.isEmpty)
  }

  @Test("a summary is judged without them, by the same policy")
  func unread() throws {
    let without = Self.load(Self.more, read: false)
    #expect(without.soundRule?.tests.map(\.name) == ["found"])
    let digests = Set(
      [
        without, Self.load(Self.more), Self.load(Self.more + "# more\n"),
        OverlayFixture.load(("base", oneRule())).load,
      ]
      .map { $0.bundle?.digest ?? "none" })
    #expect(digests.count == 1 && !digests.contains("none"))
    // What is wrong with an example is for those who judge the policies.
    #expect(Self.load("schema: vouch/policy-examples/1\nexamples: [", read: false).bundle != nil)
    #expect(Self.load("schema: vouch/policy-examples/1\nexamples: [").bundle == nil)
  }

  @Test("examples alone are no policy")
  func alone() {
    let load = PolicyBundle.load([Self.file("p.yaml", Self.more)], kinds: Self.kinds)
    #expect(load.bundle == nil && load.diagnostics.map(\.code) == ["P030"])
  }

  @Test("an override restates those of the folder below, and may have some for them")
  func overlays() throws {
    let site = OverlayFixture.site("then: {disposition: block}")
    let own = Self.examples(
      """
        - rule: words.sound
          tests: [{name: ours, summary: "a d", expect: {disposition: block, spans: ["a d"]}}]

      """)
    let load = PolicyBundle.load(
      [
        PolicyLayer([
          Self.file("base/p.yaml", oneRule()), Self.file("base/examples/p.yaml", Self.more),
        ]),
        PolicyLayer([Self.file("site/p.yaml", site), Self.file("site/q.yaml", own)]),
      ], kinds: Self.kinds
    ).load
    let tests = try #require(load.soundRule?.tests, "\(load.lines)")
    #expect(tests.map(\.name) == ["found", "another", "none", "ours"])
    #expect(
      tests.map(\.expect) == [
        .finding(.block, spans: ["a b"]), .finding(.block, spans: ["a c"]), .pass,
        .finding(.block, spans: ["a d"]),
      ])
  }

  @Test(
    "mistakes are told at their place",
    arguments: [
      (
        "  - rule: words.sond\n    tests: [{name: x, expect: pass}]\n",
        "5:11+10 P078 no rule has the id 'words.sond' | did you mean 'words.sound'?"
      ),
      ("  - tests: [{name: x, expect: pass}]\n", "5:5+5 P011 missing field 'rule'"),
      ("  - rule: words.sound\n", "5:5+4 P011 missing field 'tests'"),
      (
        "  - rule: words.sound\n    tests: []\n",
        "6:12+2 P018 'tests' must have at least 1 item"
      ),
      (
        "  - rule: words.sound\n    tests: [{name: found, expect: pass}]\n",
        "6:20+5 P052 a second test 'found' of the rule"
      ),
      (
        "  - rule: words.sound\n    tests: [{name: x, expect: {disposition: hold, spans: [zz]}}]\n",
        "6:59+2 P051 'zz' does not stand in the texts of the test | the words must be written as they stand there"
      ),
    ])
  func mistakes(items: String, expected: String) {
    let load = Self.load(Self.examples(items))
    #expect(load.bundle == nil)
    #expect(load.lines == ["base/examples/p.yaml:\(expected)"])
  }

  @Test(
    "a file is one by its first line alone: nothing that may hold rules is passed over",
    arguments: [
      ("schema: vouch/policy-examples/1\n", true),
      ("\u{FEFF}# a comment\r\n\r\n  # another\r\nschema: vouch/policy-examples/1 \r\n", true),
      ("rules: []\nschema: vouch/policy-examples/1\n", false),
      ("schema: vouch/policy-examples/1 # one\n", false),
      ("schema: vouch/policy-examples/2\n", false),
      ("schema: \"vouch/policy-examples/1\"\n", false), ("schema: vouch/policy/1\n", false),
    ])
  func recognized(beginning: String, isOne: Bool) {
    // Where it is none, it is a file of rules without any, or one that is refused.
    let load = PolicyBundle.load(
      [PolicyLayer([Self.file("p.yaml", beginning)], examples: false)], kinds: Self.kinds
    ).load
    #expect(load.diagnostics.contains { $0.code == "P030" } == isOne)
    #expect(load.bundle == nil)
  }
}
