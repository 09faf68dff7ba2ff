import FoundationEssentials
import TestSupport
import Testing

/// Deidentification through the binary: what a run leaves behind tells nothing.
@Suite("Deidentification")
struct DeidentificationTests {
  static let note = "Mrs. Zebrowska Canarina, MRN 5528194, was seen 10/06/2008 in clinic.\n"

  @Test("neither the map nor the trail nor a message holds an identifier")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    let options = ["--audit", folder.file("audit"), "--map", folder.file("note.map")]
    let clean = try ChildProcess.vouch(["deidentify"] + options, input: Array(Self.note.utf8))
    #expect(clean.exitCode == 0, "\(clean.errors)")
    let secrets = ["Zebrowska", "Canarina", "5528194", "10/06/2008"]
    for secret in secrets {
      #expect(!clean.output.contains(secret) && !clean.errors.contains(secret))
    }
    for (name, bytes) in try folder.contents() {
      let text = String(decoding: bytes, as: UTF8.self)
      for secret in secrets { #expect(!text.contains(secret), "\(name) holds an identifier") }
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("note.map"))
    let mode = try #require(attributes[.posixPermissions] as? Int)
    #expect(mode & 0o077 == 0, "the map is its owner's alone")
    let back = try ChildProcess.vouch(["reidentify"] + options, input: Array(clean.output.utf8))
    #expect(back.exitCode == 0 && back.output == Self.note, "\(back.errors)")
  }

  @Test("a failed run leaves no map")
  func failed() throws {
    let folder = try TemporaryFolder()
    let result = try ChildProcess.vouch(
      ["deidentify", "--audit", folder.file("audit"), "--map", folder.file("a.map")],
      input: [0xFF, 0xFE])
    #expect(result.exitCode == 1 && result.output.isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.allSatisfy { !$0.contains("a.map") })
  }
}
