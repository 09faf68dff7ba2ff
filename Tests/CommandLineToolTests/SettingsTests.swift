import Summaries
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Settings")
struct SettingsTests {
  static func settings(
    _ run: ToolRun, _ options: [String: String] = [:], directory: String? = nil
  ) throws -> Settings {
    try Settings(
      ParsedArguments(values: options),
      ToolEnvironment(
        variables: run.variables, currentDirectory: directory ?? run.folder.path, cores: 3))
  }

  @Test("flag over environment over project file over user file over default")
  func precedence() throws {
    var run = try ToolRun()
    #expect(try Self.settings(run).words == 120)
    try run.folder.write("home/.config/vouch/config.yaml", "schema: vouch/config/1\nwords: 50\n")
    #expect(try Self.settings(run).words == 50)
    try run.folder.write("vouch.yaml", "schema: vouch/config/1\nwords: 60\naudience: patient\n")
    #expect(try Self.settings(run).words == 60)
    run.variables["VOUCH_WORDS"] = "70"
    #expect(try Self.settings(run).words == 70)
    #expect(try Self.settings(run, ["words": "80"]).words == 80)
    #expect(try Self.settings(run).audience == .patient)
    #expect(try Self.settings(run, ["audience": "clinician"]).audience == .clinician)
    try run.folder.write("other.yaml", "schema: vouch/config/1\njobs: 9\n")
    let other = try Self.settings(run, ["config": "other.yaml"])
    #expect(other.jobs == 9 && other.audience == .clinician, "--config stands for vouch.yaml")
    #expect(try Self.settings(run).jobs == 3, "the processors")
  }

  @Test("the trail's place: flag, environment, file, state folder, home")
  func audit() throws {
    var run = try ToolRun()
    #expect(try Self.settings(run).audit == run.folder.file("state/vouch/audit"))
    run.variables["XDG_STATE_HOME"] = "relative"
    #expect(try Self.settings(run).audit == run.folder.file("home/.local/state/vouch/audit"))
    try run.folder.write("vouch.yaml", "schema: vouch/config/1\naudit: here\n")
    #expect(try Self.settings(run).audit == run.folder.file("here"))
    run.variables["VOUCH_AUDIT"] = "/env"
    #expect(try Self.settings(run).audit == "/env")
    let flagged = try Self.settings(run, ["audit": "my trail"])
    #expect(flagged.audit == run.folder.file("my trail"))
    #expect(flagged.auditOption == " --audit 'my trail'")
  }

  @Test("policies lie in ./Policies, else where the program is installed")
  func policies() throws {
    let run = try ToolRun()
    #expect(try Self.settings(run).policies == run.folder.file("Policies"))
    let elsewhere = try TemporaryFolder()
    try run.folder.write("share/vouch/Policies/x.yaml", "")
    let environment = ToolEnvironment(
      variables: [:], currentDirectory: elsewhere.path, executablePath: run.folder.file("bin/vouch")
    )
    let settings = try Settings(ParsedArguments(), environment)
    #expect(settings.policies == run.folder.file("share/vouch/Policies"))
  }

  @Test(
    "a mistake in a configuration file is shown with its place, and nothing runs",
    arguments: [
      ("schema: vouch/config/1\nwordz: 5\n", ":2:1: error[C012]: unknown field 'wordz'"),
      ("schema: vouch/config/1\nwords: 5000\n", ":2:8: error[C015]"),
      ("schema: vouch/config/1\ncolor: blue\n", ":2:8: error[C017]"),
      ("schema: vouch/policy/1\n", ":1:9: error[C017]"), ("words: 60\n", "missing field 'schema'"),
      ("schema: vouch/config/1\nwords: 60\nwords: 60\n", ":3:1: error["),
    ])
  func mistakes(_ text: String, _ expected: String) throws {
    let run = try ToolRun()
    try run.folder.write("vouch.yaml", text)
    let result = run("summarize", "--no-audit", input: "Cough.")
    #expect(result.code == .invalidFile && result.output.isEmpty)
    #expect(result.errors.contains("vouch.yaml\(expected)") || result.errors.contains(expected))
  }

  @Test("a configuration file that was named must be there")
  func missing() throws {
    let result = try ToolRun()("summarize", "--config", "none.yaml", input: "Cough.")
    #expect(result.code == .invalidFile && result.errors.contains("no such file"))
  }

  @Test("a variable with a wrong value is a usage error")
  func variables() throws {
    var run = try ToolRun()
    run.variables["VOUCH_AUDIENCE"] = "robot"
    let result = run("summarize", "--no-audit", input: "Cough.")
    #expect(result.code == .usage && result.errors.contains("VOUCH_AUDIENCE must be one of"))
  }

  @Test(
    "words are quoted for a shell where they need it",
    arguments: [("a/b.txt", "a/b.txt"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''")])
  func shellWords(_ word: String, _ expected: String) {
    #expect(ShellWord.quoted(word) == expected)
  }
}
