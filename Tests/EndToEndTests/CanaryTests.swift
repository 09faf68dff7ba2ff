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
