import FoundationEssentials
import Policies
import SourceText
import TestSupport
import Testing
import Workflow

@Suite("Policy folders")
struct PolicyFolderTests {
  @Test("a missing folder says how to get one")
  func missing() throws {
    let folder = try TemporaryFolder()
    do {
      _ = try PolicyFolder.load(folder.file("none"))
      Issue.record("a missing folder was loaded")
    } catch {
      guard case .unreadable(_, let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reason.contains("vouch init"))
    }
  }

  @Test("a folder without a policy file is refused")
  func empty() throws {
    let folder = try TemporaryFolder()
    try folder.write("README.md", "no policy")
    #expect(throws: PolicyFolder.LoadError.self) { try PolicyFolder.load(folder.path) }
  }

  @Test("files are read in order of path, at any depth, and only those of YAML")
  func files() throws {
    let folder = try TemporaryFolder()
    for name in ["b.yaml", "a/z.yml", "a/notes.txt", "c.yaml"] { try folder.write(name, "x: y") }
    let paths = try PolicyFolder.files(in: folder.path).map(\.path)
    #expect(paths == ["a/z.yml", "b.yaml", "c.yaml"].map { folder.file($0) })
  }

  @Test("a link to a folder is refused: the rules behind it would be missing without a word")
  func linkedFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("policies/a.yaml", "x: y")
    try folder.write("shared/b.yaml", "x: y")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("policies/c.yaml"), withDestinationPath: folder.file("shared/b.yaml"))
    #expect(try PolicyFolder.files(in: folder.file("policies")).count == 2)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("policies/more"), withDestinationPath: folder.file("shared"))
    #expect(throws: PolicyFolder.LoadError.self) {
      try PolicyFolder.files(in: folder.file("policies"))
    }
  }

  @Test("the shipped policies load without an error or a warning")
  func shipped() throws {
    let loaded = try PolicyFolder.load("\(ChildProcess.repository)/Policies")
    #expect(loaded.warnings.map(\.rendered) == [])
    #expect(loaded.bundle.rules.count >= 20)
  }
}
