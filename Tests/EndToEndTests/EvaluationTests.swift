import FoundationEssentials
import TestSupport
import Testing

/// `vouch evaluate` as a process: what stays of a run that could not go on.
@Suite("evaluate as a process")
struct EvaluationTests {
  private static let corpus = "\(ChildProcess.repository)/Corpus"

  @Test("a disk that fills up ends the run with whole results, and the same command goes on")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let whole = try ChildProcess.vouch(
      ["evaluate", Self.corpus, "--limit", "6", "--report", folder.file("whole"), "--quiet"])
    #expect(whole.exitCode == 0, "\(whole.errors)")
    let results = folder.file("torn/results.jsonl")
    // A limit on the size of files stands for the disk: 16 KiB.
    let limited = try ChildProcess(
      [
        "/bin/sh", "-c", "ulimit -f 32; exec \"$0\" \"$@\"", ChildProcess.vouch, "evaluate",
        Self.corpus, "--limit", "6", "--report", folder.file("torn"), "--jobs", "1", "--policies",
        "\(ChildProcess.repository)/Policies",
      ]
    ).wait()
    #expect(limited.exitCode == 1)
    #expect(limited.errors.contains("results are kept"), "\(limited.errors)")
    let kept = FileManager.default.contents(atPath: results) ?? Data()
    #expect(!kept.isEmpty && kept.last == 0x0A)
    let resumed = try ChildProcess.vouch(
      ["evaluate", Self.corpus, "--limit", "6", "--report", folder.file("torn"), "--quiet"])
    #expect(resumed.exitCode == 0, "\(resumed.errors)")
    let now = FileManager.default.contents(atPath: results) ?? Data()
    #expect(now.starts(with: kept))
    func lines(_ path: String) -> Int {
      (FileManager.default.contents(atPath: path) ?? Data()).split(separator: 0x0A).count
    }
    #expect(lines(results) == lines(folder.file("whole/results.jsonl")))
  }

  @Test("what a run leaves behind is its owner's alone, and the terminal gets no word of a note")
  func privacy() throws {
    let folder = try TemporaryFolder()
    let canary = "zebrafinch"
    let notes = try folder.write(
      "notes.jsonl", "{\"id\":\"a\",\"note\":\"Chest pain, \(canary) 12 mg daily.\"}\n")
    let result = try ChildProcess.vouch(
      ["evaluate", notes, "--report", folder.file("out"), "--plant", "summaries"])
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(!result.output.contains(canary) && !result.errors.contains(canary))
    for name in ["results.jsonl", "report.html", "report.md", "report.json"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.file("out/\(name)"))
      #expect((attributes[.posixPermissions] as? Int) == 0o600, "\(name)")
    }
  }
}
