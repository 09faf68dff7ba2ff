import SourceText
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Text for terminals")
struct LayoutTests {
  @Test(
    "lines are broken between words and never within",
    arguments: [
      ("one two three", 7, ["one two", "three"]), ("one two", 7, ["one two"]),
      ("one  two", 6, ["one", "two"]), ("incomprehensible x", 5, ["incomprehensible", "x"]),
      ("a\nb", 10, ["a", "b"]), ("", 10, [""]), ("äöü äöü", 3, ["äöü", "äöü"]),
    ])
  func wrap(_ text: String, _ width: Int, _ expected: [String]) {
    #expect(TextLayout.wrap(text, width: width) == expected)
  }

  @Test("colour codes take no columns")
  func columns() {
    let style = Style(isColored: true)
    #expect(TextLayout.columns(style("word", .bad)) == 4)
    #expect(TextLayout.wrap("\(style("ab", .good)) cd", width: 5).count == 1)
    #expect(Style.plain("word", .bad) == "word")
  }

  @Test("hostile scalars of a note cannot act on a terminal")
  func printable() {
    #expect(Printable.line("a\u{1B}[2Jb\u{7}") == "a\u{FFFD}[2Jb\u{FFFD}")
    #expect(Printable.line("abc\u{202E}def\u{9B}") == "abc\u{FFFD}def\u{FFFD}")
    #expect(Printable.line(" a \n\t b ") == "a b")
    #expect(Printable.text("a\nb\u{1B}") == "a\nb\u{FFFD}")
    #expect(Printable.line("Ménière’s 37 °C ≥ 5 µg") == "Ménière’s 37 °C ≥ 5 µg")
  }

  @Test("a long quote is shortened in its middle")
  func quote() {
    #expect(Printable.quoted("short", limit: 30) == "“short”")
    let long = Printable.quoted(String(repeating: "ab", count: 40), limit: 30)
    #expect(long.contains(" … ") && long.unicodeScalars.count <= 32)
  }

  @Test("places are those of the line table, on random text")
  func places() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let scalars: [String] = ["a", "\n", "é", "字", "😀", "\r\n"]
      let string = (0..<Int.random(in: 1...60, using: &random))
        .map { _ in scalars.randomElement(using: &random) ?? "a" }.joined()
      let text = try SourceText(string)
      let starts = text.bytes.indices.filter { text.bytes[$0] & 0xC0 != 0x80 }
      let spans = starts.map { TextSpan($0, $0) } + [TextSpan(text.count, text.count)]
      let places = Places(of: spans.shuffled(using: &random), in: text)
      let table = LineTable(text)
      for span in spans {
        let expected = table.position(ofByte: Int(span.start))
        #expect(places.label(of: span) == "\(expected.line):\(expected.column)", "seed \(seed)")
      }
    }
  }

  @Test(
    "colour is for terminals, unless it was asked for or refused",
    arguments: [
      (ColorChoice.auto, true, [:], true), (.auto, false, [:], false),
      (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
      (.auto, true, ["TERM": "dumb"], false), (.always, false, ["NO_COLOR": "1"], true),
      (.never, true, [:], false),
    ])
  func color(
    _ choice: ColorChoice, _ isTerminal: Bool, _ variables: [String: String], _ isOn: Bool
  ) {
    #expect(choice.isOn(terminal: isTerminal, variables: variables) == isOn)
  }

  @Test("Markdown cannot be written by a note")
  func markdown() {
    #expect(
      OutcomeMarkdown.escaped("<img src=x> [a](b) *c*\n# d")
        == "\\<img src=x\\> \\[a\\](b) \\*c\\* \\# d")
    #expect(OutcomeMarkdown.escaped("- item") == "\\- item")
  }
}
