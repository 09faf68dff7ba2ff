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

  @Test(
    "files of examples are told by their first lines, and others are read whole",
    arguments: [
      ("# more\nschema: vouch/policy-examples/1\nexamples: []\n", true),
      ("schema: vouch/policy-examples/1\n" + String(repeating: "# x\n", count: 4000), true),
      // No line of it stands whole in the first bytes.
      ("# " + String(repeating: "x", count: 5000) + "\nschema: vouch/policy-examples/1\n", false),
      ("schema: vouch/policy-examples/1", false),
      ("schema: vouch/policy-examples/12\n", false), ("schema: vouch/policy/1\n", false),
    ])
  func examples(_ text: String, _ isTold: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", text)
    let head = try #require(PolicyFolder.files(in: folder.path, examples: false).first)
    let whole = try #require(PolicyFolder.files(in: folder.path).first)
    #expect(whole.bytes == Array(text.utf8))
    #expect(head.isOfExamples == whole.isOfExamples)
    #expect(whole.bytes.starts(with: head.bytes))
    #expect((head.bytes.last == UInt8(ascii: "\n") || head.bytes == whole.bytes))
    #expect(isTold ? head.bytes.count <= 4096 : head.bytes == whole.bytes)
  }

  @Test("the shipped policies load without an error or a warning")
  func shipped() throws {
    let loaded = try PolicyFolder.load("\(ChildProcess.repository)/Policies")
    #expect(loaded.warnings.map(\.rendered) == [])
    #expect(loaded.bundle.rules.count >= 20)
  }
}

@Suite("Policy folders that extend others")
struct PolicyFolderLayerTests {
  private func bundle(_ id: String, extends name: String? = nil) -> String {
    "schema: vouch/policy/1\nbundle: {id: \(id), revision: 1, owner: tests"
      + (name.map { ", extends: '\($0)'" } ?? "") + "}\n"
  }

  private func codes(_ folder: TemporaryFolder, _ name: String) throws -> [String] {
    do {
      return try PolicyFolder.load(folder.file(name)).warnings.map(\.code)
    } catch {
      guard case .invalid(let diagnostics) = error else { throw error }
      return diagnostics.filter { $0.severity == .error }.map(\.code)
    }
  }

  @Test("folders are found from the file that names them, through several layers and links")
  func found() throws {
    let folder = try TemporaryFolder()
    try folder.write("base/b.yaml", bundle("base"))
    try folder.write("group/deep/g.yaml", bundle("group", extends: "../../base"))
    try folder.write("ward/w.yaml", bundle("ward", extends: folder.file("group")))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("base"))
    try folder.write("linked/l.yaml", bundle("linked", extends: "../link"))
    let ward = try PolicyFolder.load(folder.file("ward")).bundle
    #expect(ward.id == "ward" && ward.overlay?.foundations.map(\.id) == ["base", "group"])
    let linked = try PolicyFolder.load(folder.file("linked")).bundle
    #expect(linked.overlay?.foundations.map(\.id) == ["base"])
    let file = try PolicyFolder.load(folder.file("group/deep/g.yaml")).bundle
    #expect(file.overlay?.foundations.map(\.id) == ["base"])
  }

  @Test("'installed' names the policies that came with the program")
  func installed() throws {
    let folder = try TemporaryFolder()
    try folder.write("share/b.yaml", bundle("shipped"))
    try folder.write("site/s.yaml", bundle("site", extends: "installed"))
    let loaded = try PolicyFolder.load(folder.file("site"), installed: folder.file("share"))
    #expect(loaded.bundle.overlay?.foundations.map(\.id) == ["shipped"])
    #expect(try codes(folder, "site") == ["P070"])
  }

  @Test("missing, empty, circular and nested folders are refused where they are named")
  func refused() throws {
    let folder = try TemporaryFolder()
    try folder.write("empty/readme.txt", "nothing")
    try folder.write("a/a.yaml", bundle("a", extends: "../b"))
    try folder.write("b/b.yaml", bundle("b", extends: "../a"))
    for (name, code) in [
      ("../none", "P070"), ("../empty", "P070"), ("../self", "P071"), (".", "P071"),
      ("..", "P071"), ("inner", "P071"), ("../a", "P071"),
    ] {
      try folder.write("self/s.yaml", bundle("self", extends: name))
      try folder.write("self/inner/readme.txt", "nothing")
      #expect(try codes(folder, "self") == [code], "\(name)")
    }
    for level in 0..<9 {
      try folder.write(
        "level\(level)/l.yaml", bundle("level", extends: level > 0 ? "../level\(level - 1)" : nil))
    }
    #expect(try codes(folder, "level7").allSatisfy { $0 >= "P060" && $0 < "P070" })
    #expect(try codes(folder, "level8") == ["P071"])
  }
}
