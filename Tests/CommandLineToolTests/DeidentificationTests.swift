import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

/// `deidentify` and `reidentify`, in process.
@Suite("Taking identifiers out and putting them back")
struct DeidentificationTests {
  static let note = "Mrs. Rosa Umarov, MRN 5528194, was seen 10/06/2008. Umarov is well.\n"

  @Test("a note comes back byte for byte through its map")
  func roundTrip() throws {
    let run = try ToolRun()
    let clean = run("deidentify", "--map", "note.map", input: Self.note)
    #expect(clean.code == .success, "\(clean.errors)")
    for original in ["Rosa", "Umarov", "5528194", "10/06/2008"] {
      #expect(!clean.output.contains(original))
    }
    #expect(clean.output.hasPrefix("Mrs. ") && clean.output.contains(" was seen "))
    let back = run("reidentify", "--map", "note.map", input: clean.output)
    #expect(back.code == .success && back.output == Self.note, "\(back.errors)")
    let changed = run("reidentify", "--map", "note.map", input: "Changed. " + clean.output)
    #expect(changed.output == "Changed. " + Self.note)
    #expect(changed.errors.contains("the text was changed since"))
  }

  @Test("same note, same key: same text, with and without a map")
  func repeatable() throws {
    let run = try ToolRun()
    let first = run("deidentify", input: Self.note)
    #expect(first.code == .success)
    #expect(run("deidentify", "--map", "a.map", input: Self.note).output == first.output)
    let other = try ToolRun()
    #expect(other("deidentify", input: Self.note).output != first.output, "another key")
  }

  @Test("JSON names spans of the input, types, surrogates and the map")
  func json() throws {
    let run = try ToolRun()
    try run.folder.write("é.txt", "Ö Mrs. Umarov was seen.")
    let result = run("deidentify", "--format", "json", "--map", "n.map", "é.txt")
    #expect(result.code == .success, "\(result.errors)")
    struct Line: Decodable {
      struct Found: Decodable {
        struct Span: Decodable {
          let start: Int
          let end: Int
        }
        let span: Span
        let type: String
        let surrogate: String
      }
      let id: String
      let schema: String
      let text: String
      let identifiers: [Found]
      let map: String
      let disclaimer: String
    }
    let line = try JSONDecoder().decode(Line.self, from: Data(result.output.utf8))
    #expect(line.id == "é" && line.schema == "vouch/deidentified/1")
    let found = try #require(line.identifiers.first)
    #expect(found.type == "NAME" && found.span.start == 7 && found.span.end == 13)
    #expect(line.text == "Ö Mrs. \(found.surrogate) was seen.")
    #expect(line.map.count == 32 && line.disclaimer == StandingWords.notForClinicalUse)
  }

  @Test("many lines come back, each by its own map, and mistakes stand in their place")
  func batch() throws {
    let run = try ToolRun()
    let input =
      (1...20).map { #"{"id":"n\#($0)","note":"Mrs. Harmon, MRN \#(5_528_194 + $0)."}"# }
      .joined(separator: "\n") + "\n{\"id\":\"empty\",\"note\":\" \"}\n"
    let clean = run("deidentify", "--jsonl", "--map", "all.map", input: input)
    #expect(clean.code == .failure && clean.lines.count == 21)
    #expect(clean.lines.last?.contains(#""code":"empty-note""#) == true)
    let lines = clean.lines.dropLast().joined(separator: "\n")
    let back = run("reidentify", "--jsonl", "--map", "all.map", input: lines)
    #expect(back.code == .success && back.lines.count == 20, "\(back.errors)")
    for (index, line) in back.lines.enumerated() {
      #expect(line.contains("Mrs. Harmon, MRN \(5_528_195 + index)."))
      #expect(line.contains(#""exact":true"#))
    }
    let unknown = run(
      "reidentify", "--jsonl", "--map", "all.map", input: #"{"id":"a","text":"b","map":"c"}"#)
    #expect(unknown.code == .failure && unknown.output.contains("unknown-map"))
    let several = run("reidentify", "--map", "all.map", input: "x")
    #expect(several.code == .usage && several.errors.contains("--entry MAP"))
  }

  @Test("a key file of its own opens the map; another key does not")
  func keys() throws {
    let run = try ToolRun()
    let key = "vouch-key/1 " + String(repeating: "7a", count: 32) + "\n"
    let path = try run.folder.write("mine.key", key)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let clean = run("deidentify", "--key", "mine.key", "--map", "m.map", input: Self.note)
    #expect(clean.code == .success, "\(clean.errors)")
    let folder = run.folder.file("state/vouch")
    #expect(!FileManager.default.fileExists(atPath: folder), "no trail is begun")
    let back = run("reidentify", "--key", "mine.key", "--map", "m.map", input: clean.output)
    #expect(back.output == Self.note)
    _ = run("deidentify", input: Self.note)
    let refused = run("reidentify", "--map", "m.map", input: clean.output)
    #expect(refused.code == .failure && refused.errors.contains("the key is another one"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let exposed = run("deidentify", "--key", "mine.key", input: Self.note)
    #expect(exposed.code == .failure && exposed.output.isEmpty)
  }

  @Test("mistakes are told with their remedy, and nothing is written")
  func mistakes() throws {
    let run = try ToolRun()
    try run.folder.write("there.map", "x")
    let cases: [(arguments: [String], code: ExitCode, words: String)] = [
      (["deidentify", "--map", "there.map"], .failure, "there is a file already"),
      (["deidentify", "--key", "no.key"], .failure, "openssl rand -hex 32"),
      (["reidentify"], .usage, "--map FILE is needed"),
      (["reidentify", "--map", "no.map"], .failure, "no such file"),
      (["reidentify", "--map", "there.map"], .failure, "this is no map file"),
      (
        ["reidentify", "--jsonl", "--entry", "a", "--map", "there.map"], .usage,
        "exclude each other"
      ),
    ]
    for (arguments, code, words) in cases {
      let result = run.run(arguments, input: Array(Self.note.utf8))
      #expect(result.code == code, "\(arguments): \(result.errors)")
      #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty && !result.errors.contains("Umarov"))
    }
    let empty = run("deidentify", "--map", "e.map", input: " ")
    #expect(empty.code == .failure)
    #expect(!FileManager.default.fileExists(atPath: run.folder.file("e.map")))
  }
}
