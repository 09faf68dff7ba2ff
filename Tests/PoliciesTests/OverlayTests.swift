import Policies
import SourceText
import Testing

@Suite("Folders that extend others")
struct OverlayTests {
  @Test("a rule is raised without any allowance, and the rest of it stays")
  func raising() throws {
    let load = OverlayFixture.over(
      "# no limits", "severity: critical", "onError: block",
      "then: {disposition: block, obligations: [{notify: safety}]}")
    #expect(load.lines == [])
    let rule = try #require(load.soundRule)
    #expect(rule.severity == .critical && rule.disposition == .block && rule.onError == .block)
    #expect(rule.title == "A sound rule" && rule.mode == .enforce)
    #expect(rule.obligations == [.notify(channel: "safety")])
    #expect(
      load.changeLines == [
        "raised severity minor → critical", "raised onError hold → block",
        "raised then.disposition hold → block", "raised then.obligations – → {notify: safety}",
      ])
    let bundle = try #require(load.bundle)
    #expect(bundle.id == "site" && bundle.revision == 2 && bundle.owner == "ward")
    #expect(bundle.overlay?.foundations.map(\.id) == ["trial"])
    let change = try #require(bundle.overlay?.changes.first)
    #expect(change.place == PolicyPlace(file: "site/p.yaml", line: 5, column: 15))
    #expect(change.origin == PolicyPlace(file: "base/p.yaml", line: 10, column: 15))
  }

  @Test(
    "a rule is lowered as far as its limits say, with a reason",
    arguments: [
      ("{mode: shadow}", "mode: shadow", "lowered mode enforce → shadow"),
      ("{mode: off}", "mode: off", "lowered mode enforce → off"),
      (
        "{disposition: annotate}", "then: {disposition: annotate}",
        "lowered then.disposition hold → annotate"
      ),
      (
        "{disposition: release}", "then: {disposition: annotate}",
        "lowered then.disposition hold → annotate"
      ),
      ("{overridable: true}", "overridable: true", "lowered overridable false → true"),
      ("{params: {terms: any}}", "params: {terms: [x]}", "lowered params.terms [a] → [x]"),
      ("{params: {terms: any}}", "add: {terms: [x]}", "lowered params.terms – → x"),
      ("{params: {count: any}}", "params: {count: 3}", "lowered params.count – → 3"),
      ("{params: {terms: [x]}}", "params: {terms: [x]}", "lowered params.terms [a] → [x]"),
    ])
  func lowering(limits: String, override: String, change: String) {
    let load = OverlayFixture.over("limits: \(limits)", override, "reason: Agreed.")
    #expect(load.errorLines == [])
    #expect(load.changeLines == [change])
    #expect(load.bundle?.overlay?.changes.first?.reason == "Agreed.")
  }

  @Test("near misses: one step below a limit, another setting, another value")
  func tooLow() {
    for (limits, override) in [
      ("{mode: shadow}", "mode: off"), ("{mode: enforce}", "mode: shadow"),
      ("{severity: minor}", "mode: shadow"), ("{disposition: annotate}", "mode: shadow"),
      ("{disposition: annotate}", "then: {disposition: release}"),
      ("{disposition: hold}", "then: {disposition: annotate}"),
      ("{overridable: false}", "overridable: true"), ("{params: {terms: [x]}}", "mode: shadow"),
      ("{params: {terms: [x]}}", "params: {terms: [y]}"),
      ("{params: {count: any}}", "params: {terms: [x]}"), ("{}", "params: {count: 3}"),
      ("{onError: hold}", "onError: annotate"),
    ] {
      let load = OverlayFixture.over("limits: \(limits)", override, "reason: Agreed.")
      #expect(load.bundle == nil, "\(limits), \(override)")
      #expect(load.diagnostics.map(\.code) == ["P074"], "\(limits), \(override): \(load.lines)")
    }
  }

  @Test("a route may name another queue and a shorter time; a longer one needs a limit")
  func routes() {
    func changes(_ within: String, _ limits: String) -> [String] {
      let load = OverlayFixture.over(
        limits, "reason: Agreed.",
        "then: {obligations: [{route: {queue: ward, within: \(within)}}]}",
        then: "obligations: [{route: {queue: board, within: 2h}}, {notify: safety}]")
      return load.bundle == nil
        ? load.diagnostics.map(\.code)
        : load.changeLines.map { String($0.prefix { $0 != " " }) }
          + (load.soundRule?.obligations.map { "\($0)" } ?? [])
    }
    let notify = #"notify(channel: "safety")"#
    func route(_ minutes: Int) -> String { #"route(queue: "ward", withinMinutes: \#(minutes))"# }
    #expect(changes("2h", "# none") == ["changed", route(120), notify])
    #expect(changes("1h", "# none") == ["raised", route(60), notify])
    #expect(changes("121m", "# none") == ["P074"])
    #expect(changes("3h", "limits: {within: 3h}") == ["lowered", route(180), notify])
    #expect(changes("181m", "limits: {within: 3h}") == ["P074"])
    #expect(changes("soon", "# none") == ["P045"])
  }

  @Test("what one folder has set the next may only raise, whatever the limits of the rule")
  func threeLayers() throws {
    func load(_ ward: String) -> PolicyLoad {
      OverlayFixture.load(
        ("base", oneRule(field: "limits: {disposition: release, mode: shadow}")),
        ("site", OverlayFixture.site("then: {disposition: annotate}", "reason: Agreed.")),
        (
          "ward",
          OverlayFixture.site(ward, "reason: Ours.", extends: "../site").replacing(
            "id: site", by: "id: ward")
        )
      ).load
    }
    #expect(load("then: {disposition: release}").diagnostics.map(\.code) == ["P074"])
    #expect(load("then: {disposition: block}").soundRule?.disposition == .block)
    let shadow = load("mode: shadow")
    #expect(shadow.soundRule?.mode == .shadow && shadow.soundRule?.disposition == .annotate)
    #expect(shadow.bundle?.overlay?.foundations.map(\.id) == ["trial", "site"])
    #expect(shadow.bundle?.id == "ward")
  }

  @Test("examples follow the disposition that an override sets; others are added or restated")
  func examples() throws {
    let load = OverlayFixture.over(
      "# none", "then: {disposition: block}",
      "tests: [{name: found, summary: \"b a\", expect: pass}, {name: new, expect: hold}]")
    let tests = try #require(load.soundRule?.tests)
    #expect(tests.map(\.name) == ["found", "new"])
    #expect(tests[0].expect == .pass && tests[0].place.file == "site/p.yaml")
    #expect(tests[1].expect == .finding(.hold, spans: []), "what the override says stands as it is")
    let kept = OverlayFixture.over("# none", "then: {disposition: block}")
    #expect(kept.soundRule?.tests.map(\.expect) == [.finding(.block, spans: ["a b"])])
    #expect(kept.soundRule?.tests.map(\.place.file) == ["base/p.yaml"])
  }

  @Test("the digest covers both folders, and not where they lie")
  func digest() throws {
    func digest(_ base: String, _ site: String) throws -> String {
      try #require(OverlayFixture.load(("base", base), ("site", site)).load.bundle).digest
    }
    let base = oneRule()
    let site = OverlayFixture.site("severity: major")
    let original = try digest(base, site)
    #expect(try digest(base, OverlayFixture.site("severity: major", extends: "/else")) == original)
    #expect(try digest(base, site.replacing("major", by: "critical")) != original)
    #expect(try digest(base.replacing("a b", by: "a a b"), site) != original)
    #expect(try digest(base.replacing("owner: board", by: "owner: else"), site) != original)
    #expect(try digest("# A comment.\n" + base, site) == original)
    #expect(original != load(base).bundle?.digest)
  }

  @Test("a folder adds rules and disclaimers, and inherits that records are required")
  func additions() throws {
    let own = """
      \(OverlayFixture.site("severity: major"))
      disclaimers: [{id: ours, version: 1, audiences: [patient], text: Ours.}]
      rules:
        - {id: words.ours, title: Ours, kind: words, mode: enforce, severity: minor, params: {terms: [q]}, then: {disposition: hold, obligations: [{disclaim: standing}]}}

      """
    let required = oneRule().replacing("owner: board", by: "owner: board, audit: required")
    let load = OverlayFixture.load(("base", required), ("site", own)).load
    let bundle = try #require(load.bundle, "\(load.lines)")
    #expect(bundle.rules.map(\.id) == ["words.ours", "words.sound"])
    #expect(bundle.disclaimers.map(\.id) == ["ours", "standing"] && bundle.isAuditRequired)
    let lax = own.replacing("owner: ward", by: "owner: ward, audit: optional")
    #expect(
      OverlayFixture.load(("base", required), ("site", lax)).load.errorLines == [
        "site/p.yaml:2:53+8 P074 the bundle below wants an audit record of every decision"
          + " | leave 'audit' out"
      ])
  }

  @Test("each setting has its place, and a list one of each file")
  func origins() throws {
    let (load, sources) = OverlayFixture.load(
      ("base", oneRule(field: "limits: {params: {terms: any}}")),
      ("site", OverlayFixture.site("severity: major", "reason: Ours.", "add: {terms: [x]}")))
    #expect(load.errorLines == [])
    let settings = try #require(sources["words.sound"]).settings
    func line(_ path: String) -> String? {
      settings.first { $0.path.description == path }.map { setting in
        "\(setting.value) \(setting.places.map { "\($0.file):\($0.line)" }.joined(separator: " "))"
      }
    }
    #expect(line("severity") == "major site/p.yaml:5")
    #expect(line("mode") == "enforce base/p.yaml:9")
    #expect(line("params.terms") == "[a, x] base/p.yaml:11 site/p.yaml:7")
    #expect(line("then.disposition") == "hold base/p.yaml:14")
  }

  @Test("a rule belongs to the bundles of the audiences in whose cases it can speak")
  func audiences() throws {
    for (when, audiences) in [
      ("# always", ["clinician", "patient"]), ("when: audience == \"patient\"", ["patient"]),
      ("when: audience != \"patient\" and note.words > 5", ["clinician"]),
      ("when: audience == \"patient\" or note.words > 5", ["clinician", "patient"]),
    ] {
      #expect(load(oneRule(field: when)).soundRule?.audiences == audiences, "\(when)")
    }
  }
}
