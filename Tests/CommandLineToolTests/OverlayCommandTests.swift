import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Policy commands on folders that extend others")
struct OverlayCommandTests {
  private static let site = """
    schema: vouch/policy/1
    bundle: {id: ward, revision: 3, owner: committee, extends: ../Policies}
    overrides:
      - id: words.hold
        then: {disposition: block}
        add: {terms: [keepme]}
      - id: words.redact
        reason: Tried for a month.
        mode: shadow

    """

  /// The small policies, of which one rule may be put in shadow, and a folder that extends them.
  private static func run(_ site: String = Self.site) throws -> ToolRun {
    let run = try ToolRun(
      policies: ToolRun.policies.replacing(
        "obligations: [redact]}", with: "obligations: [redact]}\n    limits: {mode: shadow}"))
    try run.folder.write("Site/bundle.yaml", site)
    return run
  }

  private static func steady(_ text: String, _ run: ToolRun) -> String {
    text.replacing(run.folder.path + "/", with: "").split { $0 == " " || $0 == "\n" }
      .joined(separator: " ")
  }

  @Test("check lists what is extended and what is changed, each with both places")
  func check() throws {
    let run = try Self.run()
    let result = run("policy", "check", "Site", "--color", "never")
    #expect(result.code == .success, "\(result.output)")
    let text = Self.steady(result.output, run)
    for part in [
      "valid ward revision 3: 4 rules (3 enforce, 1 shadow)",
      "for a clinician 4 rules, for a patient 4; 4 of them are shared",
      "extends test-bundle revision 7 sha256:",
      "raised words.hold then.disposition “hold” → “block” Site/bundle.yaml:5:25, over "
        + "Policies/all.yaml:12:25",
      "raised words.hold params.terms with “keepme” Site/bundle.yaml:6:11, over "
        + "Policies/all.yaml:11:21",
      "lowered words.redact mode “enforce” → “shadow” Site/bundle.yaml:9:11, over "
        + "Policies/all.yaml:25:11: Tried for a month.",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    let json = run("policy", "check", "Site", "--format", "json").output
    for part in [
      #""bundle": "test-bundle""#, #""effect": "lowered""#, #""reason": "Tried for a month.""#,
      #""clinician": 4"#, #""shared": 4"#, #""path": "then.disposition""#,
    ] { #expect(json.contains(part), "\(part)\n\(json)") }
    let base = run("policy", "check").output
    #expect(!base.contains("extends") && base.contains("4 of them are shared"))
  }

  @Test("what is below the limits, and folders in a circle, end with 3 and the place")
  func refused() throws {
    let low = Self.site.replacing("mode: shadow", with: "mode: off")
    for (site, words) in [
      (low, "bundle.yaml:9:11: error[P074]: 'off' is weaker than the 'enforce'"),
      (Self.site.replacing("words.hold", with: "words.holt"), "did you mean 'words.hold'?"),
      (Self.site.replacing("../Policies", with: "../Site"), "bundle.yaml:2:60: error[P071]"),
      (Self.site.replacing("../Policies", with: "../None"), "bundle.yaml:2:60: error[P070]"),
      (Self.site.replacing("../Policies", with: ".."), "neither may lie inside the other"),
      (Self.site.replacing("../Policies", with: "installed"), "not beside the program"),
    ] {
      let run = try Self.run(site)
      let check = run("policy", "check", "Site")
      #expect(check.code == .invalidFile && check.output.contains(words), "\(check.output)")
      let summary = run("summarize", "--policies", "Site", input: "Cough.")
      #expect(summary.code == .invalidFile && summary.output.isEmpty)
      #expect(summary.errors.contains(words), "\(summary.errors)")
    }
  }

  @Test("who begins with the wrong form is told the right one, once")
  func firstAttempt() throws {
    let run = try Self.run(
      """
      schema: vouch/policy/1
      bundle: ward
      revision: 3
      extends: ../Policies
      rules:
        - id: words.redact
          mode: shadow

      """)
    let result = run("policy", "check", "Site", "--color", "never")
    #expect(result.code == .invalidFile)
    let text = Self.steady(result.output + result.errors, run)
    for part in [
      "'bundle' must be a mapping, not text", "unknown field 'revision'",
      "it belongs under 'bundle'", "this is no whole rule: it lacks 'title', 'kind' and 'then'",
      "put it under 'overrides'",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    // What follows from the header alone is not said again.
    #expect(!text.contains("P067") && !text.contains("missing field"), "\(text)")
  }

  @Test("a folder that is not there does not hide the mistakes of the files that are")
  func missingFoundation() throws {
    let run = try Self.run(Self.site.replacing("../Policies", with: "../Policy"))
    try run.folder.write("Site/more.yaml", "schema: vouch/policy/1\nrules: [\n")
    let text = run("policy", "check", "Site", "--color", "never")
    #expect(text.code == .invalidFile)
    #expect((text.output + text.errors).contains("there is no folder"))
    #expect((text.output + text.errors).contains("Site/more.yaml:"), "\(text.output)")
  }

  @Test("explain shows both places of a change, and with --rule the place of every setting")
  func explain() throws {
    let run = try Self.run()
    try run.folder.write("note.txt", "Seen in clinic for a cough.")
    try run.folder.write("summary.txt", "A keepme for the cough.")
    let pair = ["--policies", "Site", "--note", "note.txt", "--summary", "summary.txt"]
    let found = run.run(["policy", "explain", "--color", "never"] + pair)
    let text = Self.steady(found.output, run)
    #expect(text.hasPrefix("BLOCKED"), "\(text)")
    #expect(
      text.contains(
        "settings raised: then.disposition “hold” → “block” Site/bundle.yaml:5:25, over "
          + "Policies/all.yaml:12:25"), "\(text)")
    #expect(!text.contains("severity “major”"))
    let rule = run.run(["policy", "explain", "--rule", "words.hold", "--color", "never"] + pair)
    let whole = Self.steady(rule.output, run)
    for part in [
      "severity “major” Policies/all.yaml:10:15",
      "params.terms “[holdme, keepme]” Policies/all.yaml:11:22, Site/bundle.yaml:6:19",
      "then.disposition “block” Site/bundle.yaml:5:25",
    ] { #expect(whole.contains(part), "\(part)\n\(whole)") }
    let json = run.run(["policy", "explain", "--format", "json"] + pair).output
    #expect(json.contains(#""path": "params.terms""#) && json.contains(#""effect": "raised""#))
  }

  @Test("examples below that a change makes false fail until the site restates them")
  func examples() throws {
    let excuse = Self.site.replacing(
      "add: {terms: [keepme]}", with: "params: {exceptions: [a holdme]}\n    reason: Ours.")
    func run(_ site: String) throws -> ToolRun {
      let run = try ToolRun(
        policies: ToolRun.policies.replacing(
          "disposition: hold}", with: "disposition: hold}\n    limits: {params: {exceptions: any}}"
        ).replacing(
          "obligations: [redact]}", with: "obligations: [redact]}\n    limits: {mode: shadow}"))
      try run.folder.write("Site/bundle.yaml", site)
      return run
    }
    #expect(try Self.run()("policy", "test", "Site").code == .success)
    let failing = try run(excuse)("policy", "test", "Site", "--color", "never")
    #expect(failing.code == .invalidFile)
    #expect(
      failing.output.contains("Policies/all.yaml:14:")
        && failing.output.contains("words.hold: word"),
      "\(failing.output)")
    let restated = excuse.replacing(
      "reason: Ours.",
      with: "reason: Ours.\n    tests: [{name: word, summary: \"A holdme here.\", expect: pass}]")
    let passing = try run(restated)("policy", "test", "Site")
    #expect(passing.code == .success, "\(passing.output)")
  }

  @Test("diff compares a folder with what it extends")
  func difference() throws {
    let run = try Self.run()
    let text = Self.steady(
      run("policy", "diff", "Policies", "Site", "--color", "never").output, run)
    for part in [
      "bundle.id “test-bundle” → “ward”", "params.terms with “keepme”",
      "then.disposition “hold” → “block”", "mode “enforce” → “shadow”",
      "2 rules differ: 2 changed",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(!text.contains("expect"), "that examples follow the disposition is no difference")
  }

  @Test("a decision and its record are of the site: its revision, and the digest of both folders")
  func record() throws {
    let run = try Self.run()
    try run.folder.write("note.txt", "Seen in clinic for a cough.")
    try run.folder.write("summary.txt", "A keepme for the cough.")
    let arguments = ["check", "--note", "note.txt", "--summary", "summary.txt", "--format", "json"]
    let result = run.run(arguments + ["--policies", "Site"])
    #expect(result.code == .withheld && result.output.contains(#""decision": "blocked""#))
    let check = run("policy", "check", "Site").output
    let digest = try #require(check.firstRange(of: "sha256:"))
    let name = String(check[digest.lowerBound...].prefix(71))
    #expect(result.output.contains(name) && result.output.contains(#""revision": 3"#))
    #expect(run("audit", "show", "1", "--format", "json").output.contains(name))
    #expect(!run.run(arguments).output.contains(name))
  }
}
