import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Policy commands")
struct PolicyCommandTests {
  @Test("valid policies are counted, with their digest")
  func valid() throws {
    let result = try ToolRun()("policy", "check")
    #expect(result.code == .success, "\(result.output)")
    #expect(result.output.contains("test-bundle revision 7: 4 rules (4 enforce), 1 disclaimer"))
    #expect(result.output.contains("sha256:"))
  }

  @Test("every mistake is listed with its place, as text and as JSON")
  func invalid() throws {
    let policies = ToolRun.policies.replacing("severity: minor", with: "severty: minor")
      .replacing("disposition: block}", with: "disposition: bloc}")
    let run = try ToolRun(policies: policies)
    let text = run("policy", "check")
    #expect(text.code == .invalidFile)
    #expect(text.output.contains("'severty'") && text.output.contains("bloc"))
    #expect(text.output.contains("did you mean 'severity'?"), "\(text.output)")
    let json = run("policy", "check", "Policies", "--format", "json")
    #expect(json.code == .invalidFile && json.output.contains(#""valid": false"#))
    #expect(json.output.contains(#""policy": null"#) && json.output.contains(#""line": "#))
  }

  @Test("passing examples give 0; a failing one is shown with place, expected and got, and gives 3")
  func examples() throws {
    let good = try ToolRun()("policy", "test")
    #expect(
      good.code == .success && good.output == "passed  4 examples of 4 rules\n", "\(good.output)")
    let policies = ToolRun.policies.replacing("A blockme here.", with: "Nothing to see.")
    let run = try ToolRun(policies: policies)
    let bad = run("policy", "test")
    #expect(bad.code == .invalidFile)
    #expect(bad.output.contains("all.yaml:") && bad.output.contains("failed: words.block: word"))
    #expect(bad.output.contains("expected  block") && bad.output.contains("got       pass"))
    #expect(run("policy", "test", "--rule", "words.hold").code == .success)
    #expect(run("policy", "test", "--format", "json").output.contains(#""failed": 1"#))
    let unknown = run("policy", "test", "--rule", "words.holt")
    #expect(unknown.code == .failure && unknown.errors.contains("did you mean 'words.hold'?"))
  }

  @Test("a missing folder and an empty one are refused with 3")
  func noPolicies() throws {
    let run = try ToolRun()
    try run.folder.write("empty/readme.txt", "nothing")
    for folder in ["empty", "missing"] {
      for command in [["policy", "check", folder], ["policy", "test", folder]] {
        let result = run.run(command)
        #expect(result.code == .invalidFile, "\(command): \(result.output)\(result.errors)")
      }
    }
  }
}
