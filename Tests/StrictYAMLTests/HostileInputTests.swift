import SourceText
import StrictYAML
import TestSupport
import Testing

@Suite("Strict YAML: hostile input")
struct HostileInputTests {
  /// Whether the place of a diagnostic is a character of the text, or directly after a line.
  private func liesInside(_ found: Diagnostic, _ bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard (1...lines.count).contains(found.line) else { return false }
    let scalars = lines[found.line - 1].count { $0 & 0xC0 != 0x80 }
    return (1...(scalars + 1)).contains(found.column) && found.length >= 1
  }

  private static let pieces: [String] = [
    "a", "b: ", ": ", "- ", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ",", "\"", "'", "|\n", ">-\n",
    "#", "&x", "*x", "!t", "<<", "%", "---\n", "...\n", "? ", "\\", "é", "𝄞", "\u{85}", "\u{2028}",
    "\r\n", "\r", "\u{FEFF}", "\u{1B}", "~", "@", "`", " ",
  ]

  @Test(
    "parsing never crashes, and every error lies inside the file",
    arguments: 0..<40 as Range<UInt64>)
  func randomText(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        if Int.random(in: 0..<30, using: &random) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes += Array((Self.pieces.randomElement(using: &random) ?? "a").utf8)
        }
      }
      let (document, found) = YAMLDocument.parse(bytes, path: "p")
      #expect(
        (document == nil) == found.contains { $0.severity == .error }, "seed \(seed): \(bytes)")
      for diagnostic in found {
        #expect(
          liesInside(diagnostic, bytes), "seed \(seed): \(diagnostic.rendered) in \(bytes)")
      }
      if let document { checkSpans(document.root, in: document, seed) }
    }
  }

  /// Every span lies inside the source, and reading its parts stays inside it.
  private func checkSpans(_ node: YAMLNode, in document: YAMLDocument, _ seed: UInt64) {
    #expect(Int(node.span.end) <= document.source.count, "seed \(seed)")
    switch node.content {
    case .refused: break
    case .sequence(let items):
      for item in items { checkSpans(item, in: document, seed) }
    case .mapping(let entries):
      for entry in entries { checkSpans(entry.value, in: document, seed) }
    case .scalar(let scalar):
      let length = scalar.text.utf8.count
      for offset in 0...length {
        let part = document.span(of: offset..<(offset + 1), in: scalar, at: node)
        #expect(part.range.upperBound <= document.source.count, "seed \(seed)")
        #expect(part.start >= node.span.start, "seed \(seed)")
      }
    }
  }

  @Test(
    "a megabyte of anything is read or refused in one pass",
    arguments: [
      "a ", "a: ", "- ", "[", "{a: ", "\"", "a\n", "- a\n", "\n ", "#", "? ", "'", "a: b\n", "!",
      "&",
      "|\n", "[],", "{},", ",", "\t", "é", "- - ",
    ])
  func megabytes(_ piece: String) {
    let bytes = Array(
      String(repeating: piece, count: YAMLLimits.byteCount / piece.utf8.count).utf8)
    let (document, found) = YAMLDocument.parse(bytes, path: "p")
    #expect((document == nil) == !found.isEmpty)
    #expect(found.count <= YAMLLimits.problemCount + 1)
  }
}
