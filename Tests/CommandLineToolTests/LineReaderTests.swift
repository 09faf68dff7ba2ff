import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Lines of a stream")
struct LineReaderTests {
  static func lines(_ bytes: [UInt8], pieceSize: Int, limit: Int = 1 << 20) throws -> [String] {
    var reader = LineReader(MemorySource(bytes, pieceSize: pieceSize), limit: limit)
    var lines: [String] = []
    while let line = try reader.next() {
      switch line {
      case .text(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append("(too long)")
      }
    }
    #expect(reader.bytesRead == bytes.count, "every byte is accounted for")
    return lines
  }

  @Test(
    "line breaks of Unix and Windows, a last line without one, and empty lines",
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
      ("\n\n", ["", ""]), ("a\rb\n", ["a\rb"]), ("a\n\nb\n", ["a", "", "b"]), ("\r\n", [""]),
    ] as [(String, [String])])
  func shapes(_ text: String, _ expected: [String]) throws {
    for pieceSize in 1...4 {
      #expect(try Self.lines(Array(text.utf8), pieceSize: pieceSize) == expected)
    }
  }

  @Test("a line at the limit is read, one beyond it is passed over and the next is whole")
  func limit() throws {
    for pieceSize in [1, 3, 100] {
      let lines = try Self.lines(
        Array("12345\n123456\nabc\n1234567890".utf8), pieceSize: pieceSize, limit: 5)
      #expect(lines == ["12345", "(too long)", "abc", "(too long)"])
    }
  }

  @Test("however the stream is cut into pieces, the lines are the same")
  func pieces() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        [0x0A, 0x61, 0x0D, 0x62].randomElement(using: &random) ?? UInt8(0x61)
      }
      let whole = try Self.lines(bytes, pieceSize: .max)
      let cut = try Self.lines(bytes, pieceSize: Int.random(in: 1...20, using: &random))
      #expect(whole == cut, "seed \(seed)")
    }
  }
}
