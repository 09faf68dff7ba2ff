import SourceText
import StrictYAML
import TestSupport
import Testing

@Suite("Strict YAML: what is read")
struct TreeTests {
  private func read(_ text: String) throws -> YAMLDocument {
    try #require(YAMLDocument.parse(Array(text.utf8), path: "p.yaml").document)
  }

  private func fields(_ document: YAMLDocument) -> [YAMLEntry] {
    if case .mapping(let entries) = document.root.content { entries } else { [] }
  }

  private func text(_ node: YAMLNode) -> String? {
    if case .scalar(let scalar) = node.content { scalar.text } else { nil }
  }

  @Test(
    "scalars stay text, whatever YAML 1.1 would make of them",
    arguments: ["no", "yes", "~", "null", "1e3", "0x1F", "2026-01-01", "1:30", "017", "=", ".inf"])
  func noImplicitTyping(_ scalar: String) throws {
    let document = try read("a: \(scalar)\n")
    #expect(fields(document).map { text($0.value) } == [scalar])
  }

  @Test("quotes, literal and folded blocks give the text that they mean")
  func styles() throws {
    let document = try read(
      """
      plain: two
        lines
      single: 'it''s'
      double: "a\\tb \\u00e9"
      literal: |
        one
          two
      folded: >-
        one
        two
      """)
    #expect(
      fields(document).map { text($0.value) } == [
        "two lines", "it's", "a\tb é", "one\n  two\n", "one two",
      ])
  }

  @Test("JSON goes the same path")
  func json() throws {
    let document = try read(#"{"a": ["b", {"c": "d"}], "e": "f"}"#)
    #expect(fields(document).map(\.key) == ["a", "e"])
  }

  @Test(
    "a byte order mark and CR LF change neither values nor places",
    arguments: ["\u{FEFF}a: 1\nbé: 2\n", "a: 1\r\nbé: 2\r\n"])
  func windows(_ written: String) throws {
    let document = try read(written)
    let second = try #require(fields(document).last)
    #expect(text(second.value) == "2")
    #expect(document.position(of: Int(second.value.span.start)) == (2, 5))
  }

  @Test("columns count scalars, spans are bytes of the source")
  func places() throws {
    let document = try read("é: [ü, \"𝄞x\"]\n")
    guard case .sequence(let items) = fields(document)[0].value.content else {
      Issue.record("a list was written")
      return
    }
    #expect(items.map { document.position(of: Int($0.span.start)).column } == [5, 8])
    #expect(items.map { document.source.string($0.span) } == ["ü", "\"𝄞x\""])
  }

  struct Part: Sendable, CustomTestStringConvertible {
    let written: String
    let part: String
    let place: String
    var testDescription: String { written }
  }

  @Test(
    "a part of a scalar is found where it is written",
    arguments: [
      Part(written: "a: one ⟦x:two⟧ three\n", part: "two", place: "plain"),
      Part(written: "a: one\n  ⟦x:two⟧ three\n", part: "two", place: "plain, second line"),
      Part(written: "a: 'it''s ⟦x:two⟧'\n", part: "two", place: "single"),
      Part(written: "a: \"\\\"one\\\" == \\u00e9 ⟦x:two⟧\"\n", part: "two", place: "double"),
      Part(written: "a: \"one \\\n    ⟦x:two⟧\"\n", part: "two", place: "continued line"),
      Part(written: "a: \"\\n\\t⟦x:two⟧\"\n", part: "two", place: "escaped white space"),
      Part(written: "a: |\n  one\n  ⟦x:two⟧\n", part: "two", place: "literal"),
      Part(written: "a: >-\n   one\n   é ⟦x:two⟧\n", part: "two", place: "folded"),
    ])
  func parts(_ example: Part) throws {
    let marked = MarkedText(example.written)
    let document = try read(marked.plain)
    let node = fields(document)[0].value
    guard case .scalar(let scalar) = node.content else {
      Issue.record("text was written")
      return
    }
    let decoded = Array(scalar.text.utf8)
    let part = Array(example.part.utf8)
    let start = try #require(
      decoded.indices.first { decoded[$0...].starts(with: part) }, "the part is in the text")
    let span = document.span(of: start..<(start + part.count), in: scalar, at: node)
    #expect(span.range == marked.marks[0].range, "\(example.place)")
  }
}
