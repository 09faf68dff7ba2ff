import Policies
import SourceText
import Testing

@Suite("Folders that extend others: mistakes")
struct OverlayMistakeTests {
  /// The override begins in line 4 of the site, its fields in line 5; the rule's mode is in line 9 of the
  /// base, its disposition in line 14.
  private static let mistakes: [(override: String, line: String)] = [
    (
      "mode: shadow",
      "5:11+6 P074 'shadow' is weaker than the 'enforce' of the rule 'words.sound'"
        + " | its limits do not allow it; the rule is at base/p.yaml:6:9"
    ),
    (
      "then: {disposition: release}",
      "5:25+7 P074 'release' is weaker than the 'hold' of the rule 'words.sound'"
        + " | its limits allow 'annotate' at the weakest; the rule is at base/p.yaml:6:9"
    ),
    (
      "then: {disposition: annotate}",
      "4:5+2 P011 missing field 'reason': this override lowers the rule 'words.sound'"
        + " | say why in a sentence; 'policy check' and 'policy explain' show it"
    ),
    (
      "when: audience == \"patient\"",
      "5:5+4 P072 an override cannot change 'when'"
        + " | write a rule of your own under 'rules'; it can only make decisions stricter"
    ),
    (
      "disposition: block",
      "5:5+11 P072 'disposition' stands under 'then' | as in a rule: then: {disposition: …}"
    ),
    ("severty: major", "5:5+7 P012 unknown field 'severty' | did you mean 'severity'?"),
    ("severity: grave", "5:15+5 P017 'grave' is no value of 'severity'"),
    ("params: {trems: [x]}", "5:14+5 P012 unknown field 'trems' | did you mean 'terms'?"),
    (
      "params: {terms: [x]}",
      "5:21+3 P074 this 'terms' may find less than that of the rule 'words.sound' | its limits do"
        + " not speak of 'terms'; a rule of your own can only make decisions stricter"
    ),
    (
      "add: {pattern: [x]}",
      "5:11+7 P076 the rule 'words.sound' has no list 'pattern'"
        + " | give a whole value under 'params', as far as its limits allow"
    ),
    ("add: {terms: x}", "5:18+1 P010 'terms' under 'add' must be a list of items"),
    (
      "remove: {terms: [b]}",
      "5:22+1 P076 'b' does not stand in 'terms' of the rule 'words.sound' | did you mean 'a'?"
    ),
    ("reason: Why not.", "4:5+2 P068 this override leaves the rule 'words.sound' as it was"),
  ]

  @Test("each mistake of an override is told with its place", arguments: mistakes.indices)
  func overrides(index: Int) {
    let (override, line) = Self.mistakes[index]
    let load = OverlayFixture.over("limits: {disposition: annotate}", override)
    #expect(load.lines.contains { $0.hasPrefix("site/p.yaml:\(line)") }, "\(load.lines)")
    #expect((load.bundle == nil) == !line.contains("P068"))
  }

  @Test("an unknown rule, one of the folder itself, and a second override")
  func names() {
    let site = """
      schema: vouch/policy/1
      bundle: {id: site, revision: 2, owner: ward, extends: ../base}
      overrides:
        - {id: words.sonud, mode: enforce}
        - {id: words.ours, mode: enforce}
        - {id: words.sound, severity: major}
        - {id: words.sound, severity: critical}
        - {mode: enforce}
      rules:
        - {id: words.ours, title: Ours, kind: words, mode: enforce, severity: minor, params: {terms: [q]}, then: {disposition: hold}}

      """
    #expect(
      OverlayFixture.load(("base", oneRule()), ("site", site)).load.errorLines == [
        "site/p.yaml:4:10+11 P073 the folder below has no rule 'words.sonud'"
          + " | did you mean 'words.sound'?",
        "site/p.yaml:5:10+10 P073 the folder below has no rule 'words.ours'"
          + " | it is a rule of this folder: change it where it stands",
        "site/p.yaml:7:10+11 P075 a second override of 'words.sound'"
          + " | the first is at site/p.yaml:6:10; write both as one",
        "site/p.yaml:8:5+15 P011 missing field 'id'",
      ])
  }

  @Test("a rule of one's own cannot take the id of one below")
  func sameID() {
    let site =
      "schema: vouch/policy/1\nbundle: {id: site, revision: 2, owner: w, extends: ../base}\n"
      + oneRule().dropThrough("clinical use.}\n")
    #expect(
      OverlayFixture.load(("base", oneRule()), ("site", site)).load.errorLines == [
        "site/p.yaml:4:9+11 P036 duplicate rule id 'words.sound'"
          + " | it is first given at base/p.yaml:6:9"
      ])
  }

  @Test("a mistake in a parameter that an override gives stands in the site's file")
  func decoded() {
    let load = OverlayFixture.over(
      "limits: {params: {terms: any, count: any, pattern: any}}", "reason: Ours.",
      "params: {count: 12, terms: [forbidden], pattern: '('}")
    #expect(
      load.errorLines.map { String($0.prefix { $0 != "|" }) } == [
        "site/p.yaml:6:21+2 P015 'count' must be between 1 and 9",
        "site/p.yaml:6:32+11 P038 'forbidden' is no term ",
        "site/p.yaml:6:56+1 P039 the pattern does not compile: missing closing parenthesis",
      ])
  }

  @Test("limits that are none")
  func limits() {
    for (limits, line) in [
      ("{mode: shadow, severty: minor}", "28+7 P012 unknown field 'severty'"),
      ("{disposition: block}", "27+5 P077 the limit 'block' of 'disposition' is above the rule"),
      ("{severity: major}", "24+5 P077 the limit 'major' of 'severity' is above the rule itself"),
      ("{params: {trems: any}}", "23+5 P077 the kind 'words' has no parameter 'trems'"),
      ("{params: {terms: x}}", "30+1 P077 the limit of 'terms' is no weaker value of it"),
      ("{within: soon}", "22+4 P045 'soon' is no time limit"),
    ] {
      let found = load(oneRule(field: "limits: \(limits)")).lines
      let fits = found.contains { $0.hasPrefix("a.yaml:12:\(line)") }
      #expect(fits, "\(limits): \(found)")
    }
    #expect(load(oneRule(field: "limits: {disposition: hold, params: {terms: any}}")).lines == [])
  }

  @Test("a folder below without a bundle, with two, or with a mistake is told of in its own files")
  func foundations() {
    let site = OverlayFixture.site("severity: major")
    func lines(_ base: String) -> [String] {
      OverlayFixture.load(("base", base), ("site", site)).load.errorLines
    }
    #expect(
      lines(oneRule().replacing("bundle: {id: trial, revision: 1, owner: board}\n", by: "")) == [
        "base/p.yaml:1:1+1 P031 no file of the folder has a 'bundle'"
          + " | add 'bundle: {id: …, revision: 1, owner: …}' to one of them"
      ])
    #expect(
      lines(oneRule().replacing("revision: 1", by: "revision: 0")) == [
        "base/p.yaml:2:31+1 P015 'revision' must be at least 1"
      ])
    #expect(
      lines(oneRule("parms: {terms: [a]}")).map { $0.prefix(14) } == [
        "base/p.yaml:6:", "base/p.yaml:11",
      ])
    #expect(lines("bundle: {id: x\n").map { $0.prefix(11) } == ["base/p.yaml"])
  }
}
