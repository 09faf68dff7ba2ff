import SourceText
import TestSupport
import Testing

@Suite("UTF-8 validation")
struct ValidationTests {
  /// Boundaries of Unicode 15, table 3-7, each beside the nearest sequence that is no longer valid.
  static let table: [(bytes: [UInt8], invalidAt: Int?)] = [
    ([0x41], nil),
    ([0xC2, 0x80], nil), ([0xC1, 0x80], 0), ([0xC2], 0), ([0xC2, 0x7F], 0), ([0xC2, 0xC0], 0),
    ([0xE0, 0xA0, 0x80], nil), ([0xE0, 0x9F, 0x80], 0),
    ([0xED, 0x9F, 0xBF], nil), ([0xED, 0xA0, 0x80], 0),
    ([0xEF, 0xBF, 0xBF], nil), ([0xEF, 0xBF], 0),
    ([0xF0, 0x90, 0x80, 0x80], nil), ([0xF0, 0x8F, 0x80, 0x80], 0),
    ([0xF4, 0x8F, 0xBF, 0xBF], nil), ([0xF4, 0x90, 0x80, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0), ([0xFF], 0), ([0x80], 0),
    ([0x41, 0x42, 0x96, 0x43], 2),
  ]

  @Test("accepts well-formed sequences and names the offset of the first bad one", arguments: table)
  func boundaries(row: (bytes: [UInt8], invalidAt: Int?)) {
    if let offset = row.invalidAt {
      #expect(throws: SourceTextError.invalidUTF8(offset: offset)) {
        try SourceText(validating: row.bytes)
      }
    } else {
      #expect(throws: Never.self) { try SourceText(validating: row.bytes) }
    }
  }

  @Test("names the first NUL byte")
  func nul() {
    #expect(throws: SourceTextError.containsNUL(offset: 2)) {
      try SourceText(validating: [0x41, 0x42, 0x00])
    }
  }

  @Test("refuses what is larger than the limit and takes what is just as large")
  func size() throws {
    let limit = SourceText.maximumByteCount
    #expect(throws: SourceTextError.tooLarge(bytes: limit + 1, limit: limit)) {
      try SourceText(validating: [UInt8](repeating: 0x61, count: limit + 1))
    }
    #expect(try SourceText(validating: [UInt8](repeating: 0x61, count: limit)).isASCII)
  }

  @Test("agrees with the standard library on random bytes", arguments: [UInt64(1), 2, 3])
  func agreesWithStandardLibrary(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet: [UInt8] = [
      0x41, 0x20, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xE2, 0xED, 0xEF, 0xF0,
      0xF1, 0xF4,
    ]
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let ours = (try? SourceText(validating: bytes)) != nil
      let theirs = String(validating: bytes, as: UTF8.self) != nil
      #expect(ours == theirs, "seed \(seed), bytes \(bytes)")
    }
  }

  @Test("blank means white space only", arguments: [("", true), (" \n\t\r", true), (" . ", false)])
  func blank(row: (text: String, isBlank: Bool)) throws {
    #expect(try SourceText(row.text).isBlank == row.isBlank)
  }
}
