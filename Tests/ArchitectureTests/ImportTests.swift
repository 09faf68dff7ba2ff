import FoundationEssentials
import Testing

/// The arrows that ARCHITECTURE.md allows, read from its table, against the imports of the sources.
@Suite("Layers")
struct ImportTests {
  static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  /// Modules of the toolchain that any target may import.
  static let toolchain: Set<String> = [
    "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
  ]

  /// Target name to what it may import, from the rows `| \`Name\` | duty | imports |`.
  static func allowedImports() throws -> [String: Set<String>] {
    let document = try read("\(root)/ARCHITECTURE.md")
    var table: [String: Set<String>] = [:]
    for line in document.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.filter { $0 != " " && $0 != "`" } }
      guard cells.count == 3 else { continue }
      table[cells[0]] = Set(cells[2].split(separator: ",").map(String.init)).subtracting(["–"])
    }
    return table
  }

  static func read(_ path: String) throws -> String {
    let data = try #require(FileManager.default.contents(atPath: path), "\(path) is missing")
    return String(decoding: data, as: UTF8.self)
  }

  static func swiftFiles(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
  }

  @Test("every import is an arrow of ARCHITECTURE.md's table")
  func arrows() throws {
    let allowed = try Self.allowedImports()
    var checked = 0
    for file in try Self.swiftFiles(below: "\(Self.root)/Sources") {
      let target = String(file.prefix { $0 != "/" })
      let permitted = try #require(allowed[target], "ARCHITECTURE.md has no row for \(target)")
      for line in try Self.read("\(Self.root)/Sources/\(file)").split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword <= 1, words.count > keyword + 1,
          keyword == 0 || ["package", "internal", "public"].contains(words[0])
        else { continue }
        let module = String(words[keyword + 1])
        #expect(
          permitted.contains(module) || Self.toolchain.contains(module),
          "\(file) imports \(module), which ARCHITECTURE.md does not allow")
        checked += 1
      }
    }
    #expect(checked > 50, "the test must have seen the sources")
  }

  @Test("every target of the table exists, and every target has a row")
  func targets() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: "\(Self.root)/Sources")
      .filter {
        !$0.hasPrefix("C")
          || ["CanonicalJSON", "Cryptography", "ClinicalLanguage", "CommandLineTool"].contains($0)
      }
    #expect(Set(folders) == Set(try Self.allowedImports().keys))
  }

  @Test("no source file is longer than 400 lines")
  func length() throws {
    for folder in ["Sources", "Tests"] {
      for file in try Self.swiftFiles(below: "\(Self.root)/\(folder)") {
        let lines = try Self.read("\(Self.root)/\(folder)/\(file)").split(
          separator: "\n", omittingEmptySubsequences: false
        ).count
        #expect(lines <= 401, "\(folder)/\(file) has \(lines) lines")
      }
    }
  }
}
