import SourceText
import TestSupport
import Testing

@Suite("Scalar offsets and lines")
struct OffsetTests {
  @Test("counts Unicode scalars as Python's str does")
  func scalars() throws {
    let text = try SourceText("é→😀a")  // 2 + 3 + 4 + 1 bytes
    let offsets = ScalarOffsets(text)
    #expect([0, 2, 5, 9, 10].map { offsets.scalarOffset(ofByte: $0) } == [0, 1, 2, 3, 4])
    #expect((0...4).map { offsets.byteOffset(ofScalar: $0) } == [0, 2, 5, 9, 10])
    #expect(offsets.byteOffset(ofScalar: 5) == nil)
  }

  @Test("agrees with a plain count at every boundary", arguments: [UInt64(11), 12])
  func agreesWithPlainCount(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let scalars: [Unicode.Scalar] = ["a", " ", "\n", "é", "→", "😀"]
    for length in [0, 1, 63, 64, 65, 128, 700] {
      var string = String.UnicodeScalarView()
      for _ in 0..<length {
        string.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
      }
      let text = try SourceText(String(string))
      let offsets = ScalarOffsets(text)
      var byte = 0
      for (index, scalar) in string.enumerated() {
        #expect(offsets.scalarOffset(ofByte: byte) == index, "seed \(seed)")
        #expect(offsets.byteOffset(ofScalar: index) == byte, "seed \(seed)")
        byte += UTF8.width(scalar)
      }
      #expect(offsets.scalarOffset(ofByte: byte) == length)
      #expect(offsets.byteOffset(ofScalar: length) == byte)
    }
  }

  @Test("lines and columns count from one, columns in scalars")
  func lines() throws {
    let table = LineTable(try SourceText("ab\r\nécd\n\nx"))
    #expect(table.lineCount == 4)
    #expect(table.position(ofByte: 0) == (1, 1))
    #expect(table.position(ofByte: 4) == (2, 1))
    #expect(table.position(ofByte: 6) == (2, 2))
    #expect(table.position(ofByte: 10) == (4, 1))
    #expect(table.line(1) == "ab")
    #expect(table.line(2) == "écd")
    #expect(table.line(3) == "")
    #expect(table.line(4) == "x")
    #expect(table.line(5) == nil)
  }

  @Test("a diagnostic shows place, source line, caret and hint")
  func diagnostic() {
    let diagnostic = Diagnostic(
      file: "Policies/a.yaml", line: 12, column: 3, length: 5, code: "P012",
      message: "unknown field 'dosse'", hint: "did you mean 'dose'?", sourceLine: "  dosse: 5")
    #expect(
      diagnostic.rendered == """
        Policies/a.yaml:12:3: error[P012]: unknown field 'dosse'
            dosse: 5
            ^~~~~
          hint: did you mean 'dose'?
        """)
  }

  @Test("spans contain, overlap and join as half-open ranges do")
  func spans() {
    let span = TextSpan(2, 5)
    #expect(span.contains(TextSpan(2, 5)) && !span.contains(TextSpan(2, 6)))
    #expect(span.overlaps(TextSpan(4, 9)) && !span.overlaps(TextSpan(5, 9)))
    #expect(span.union(TextSpan(7, 8)) == TextSpan(2, 8))
  }
}
