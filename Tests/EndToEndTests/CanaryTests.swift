import FoundationEssentials
import TestSupport
import Testing

/// No text of a note, a summary or an id may be in anything that a run leaves behind.
@Suite("Canary")
struct CanaryTests {
  static let canary = "zebracanary"

  @Test("a run leaves no note text in files or messages")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("state/audit")
    let note = "ASSESSMENT: \(Self.canary) syndrome, K 7.1 mmol/L. PLAN: stop \(Self.canary)ol."
    let input = Array(#"{"id":"id-\#(Self.canary)","note":"\#(note)"}"#.utf8) + [0x0A]
    let broken = Array(#"{"id":"id-\#(Self.canary)","note":"\#(note)"#.utf8)
    let result = try ChildProcess.vouch(
      ["summarize", "--jsonl", "--audit", trail], input: input + broken)
    #expect(result.exitCode == 1, "the second line is broken")
    #expect(result.output.contains(Self.canary), "the summary itself is shown")
    #expect(!result.errors.contains(Self.canary))
    #expect(result.lines.last?.contains(Self.canary) == false, "an error line quotes nothing")
    let files = try folder.contents()
    #expect(files.contains { $0.name.contains("audit/seg/") })
    for (name, bytes) in files where name.hasPrefix("state/") {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      #expect(!text.contains(Self.canary), "\(name) holds note text")
      #expect(!name.contains(Self.canary))
    }
  }

  @Test("reviews, questions and exports leave no text outside the vault, nor in temporary files")
  func answers() throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("state/audit")
    try folder.write("temporary/kept", "")
    let environment = [
      "VOUCH_AUDIT": trail, "TMPDIR": folder.file("temporary"), "VOUCH_ROLE": "gp",
      "SQLITE_TMPDIR": folder.file("temporary"),
    ]
    var said = ""
    func run(_ arguments: [String], _ input: String = "", code: Int32 = 0) throws -> String {
      let result = try ChildProcess.vouch(
        arguments, input: Array(input.utf8), environment: environment)
      #expect(result.exitCode == code, "\(arguments): \(result.errors)")
      said += result.errors
      return result.output
    }
    let pair =
      #"{"id":"id-\#(Self.canary)","note":"Chest pain, \#(Self.canary).","#
      + #""summary":"Start warfarin for \#(Self.canary)."}"#
    _ = try run(["check", "--jsonl", "--quiet"], pair, code: 2)
    let list = try run(["audit", "list", "--format", "jsonl"])
    let key = try #require(list.firstRange(of: #""seq":"#))
    let seq = String(list[key.upperBound...].prefix { $0.isNumber })
    let shown = try run(["review", "show", seq])
    #expect(shown.contains(Self.canary), "the reviewer sees it")
    _ = try run(
      [
        "review", "amend", seq, "--reason", "other", "--summary", "-", "--remark",
        try folder.write("remark.txt", "As \(Self.canary) wishes."),
      ], "Chest pain, \(Self.canary).")
    for arguments in [
      ["audit", "list", "--events"], ["audit", "stats"], ["audit", "stats", "--format", "html"],
      ["audit", "export"], ["audit", "export", "--format", "csv"], ["audit", "tail"],
      ["audit", "recall", "--engine", "external"], ["review", "list", "--all"],
      ["audit", "show", seq],
    ] {
      let output = try run(arguments)
      #expect(!output.lowercased().contains(Self.canary), "\(arguments) prints it")
    }
    _ = try run(["audit", "replay", "\(ChildProcess.repository)/Policies"])
    #expect(!said.lowercased().contains(Self.canary))
    let files = try folder.contents().filter { $0.name != "remark.txt" }
    #expect(files.contains { $0.name.hasSuffix("index.sqlite") })
    for (name, bytes) in files {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      #expect(!text.contains(Self.canary), "\(name) holds it")
    }
    #expect(files.filter { $0.name.hasPrefix("temporary/") }.map(\.name) == ["temporary/kept"])
  }

  @Test("the key of the trail is readable by its owner only")
  func modes() throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("audit")
    _ = try ChildProcess.vouch(
      ["summarize", "--audit", trail], input: Array("Cough. No fever.".utf8))
    let names = try FileManager.default.subpathsOfDirectory(atPath: trail)
    #expect(!names.isEmpty)
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(trail)/\(name)")
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o077 == 0, "\(name) has mode \(String(mode, radix: 8))")
    }
  }
}
