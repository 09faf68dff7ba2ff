import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Starting and checking the set-up")
struct SetUpTests {
  @Test("init writes a folder in which the first summary works, and never overwrites")
  func starter() throws {
    let run = try ToolRun()
    let result = run("init", "demo", "--policies", "Policies")
    #expect(result.code == .success, "\(result.errors)")
    let names = try run.folder.contents().map(\.name).filter { $0.hasPrefix("demo/") }
    #expect(
      names == ["demo/.gitignore", "demo/Policies/all.yaml", "demo/note.txt", "demo/vouch.yaml"])
    let again = run("init", "demo", "--policies", "Policies")
    #expect(again.code == .failure && again.errors.contains("demo/vouch.yaml"))
    let summary = run(
      "summarize", "demo/note.txt", "--config", "demo/vouch.yaml", "--format", "json")
    #expect(summary.code == .success, "\(summary.errors)")
    #expect(
      FileManager.default.fileExists(atPath: run.folder.file("demo/audit/seg/000000.jsonl")),
      "the configuration's trail lies in its folder")
  }

  @Test("init finishes what an interrupted run left out, and touches nothing that differs")
  func interruptedStarter() throws {
    let run = try ToolRun()
    #expect(run("init", "demo", "--policies", "Policies").code == .success)
    let whole = try run.folder.contents().map(\.name)
    for name in ["demo/Policies/all.yaml", "demo/vouch.yaml"] {
      try FileManager.default.removeItem(atPath: run.folder.file(name))
    }
    #expect(run("init", "demo", "--policies", "Policies").code == .success)
    #expect(try run.folder.contents().map(\.name) == whole)
    try FileManager.default.removeItem(atPath: run.folder.file("demo/vouch.yaml"))
    _ = try run.folder.write("demo/note.txt", "A note of my own.")
    let refused = run("init", "demo", "--policies", "Policies")
    #expect(refused.code == .failure && refused.errors.contains("demo/note.txt"))
    #expect(!FileManager.default.fileExists(atPath: run.folder.file("demo/vouch.yaml")))
  }

  @Test("init without policies to copy says how to get some")
  func noPolicies() throws {
    let run = try ToolRun()
    try FileManager.default.removeItem(atPath: run.folder.file("Policies"))
    let result = run("init", "demo")
    #expect(result.code == .failure && result.errors.contains("--policies DIR"))
  }

  @Test("doctor finds a good set-up good")
  func healthy() throws {
    let run = try ToolRun()
    #expect(run("summarize", input: "Cough.").code == .success)
    let result = run("doctor")
    #expect(result.code == .success, "\(result.output)")
    #expect(result.output.contains("all 4 in the rules pass"))
    // The path before it may wrap the line anywhere.
    let words = result.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("4 records, verified"), "\(result.output)")
    #expect(result.output.contains("Everything is in place."))
  }

  @Test("doctor names each trouble with its remedy and gives 1")
  func troubles() throws {
    let run = try ToolRun(
      policies: ToolRun.policies.replacing("A blockme here.", with: "Nothing to see."))
    #expect(run("summarize", input: "Cough.").code == .success)
    let key = run.folder.file("state/vouch/audit/keys/local.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    let result = run("doctor")
    #expect(result.code == .failure)
    #expect(result.output.contains("'vouch policy test'") && result.output.contains("chmod 600"))
    try run.folder.write("vouch.yaml", "nonsense: 1\n")
    let broken = run("doctor", "--format", "json")
    #expect(broken.code == .failure && broken.output.contains(#""name": "configuration""#))
  }
}
