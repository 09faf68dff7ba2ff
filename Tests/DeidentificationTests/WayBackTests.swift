import ClinicalLanguage
import SourceText
import TestSupport
import Testing

@testable import Deidentification

/// What was taken out comes back.
@Suite("The way back")
struct WayBackTests {
  private func checkRoundTrip(_ text: String, _ seed: UInt64) throws {
    let reading = try Reading(text, isClinical: seed % 2 == 0)
    let result = reading.deidentified(seed: seed)
    let back = result.map.reidentify(try SourceText(validating: result.bytes))
    #expect(back.bytes == reading.document.text.bytes, "seed \(seed)")
    #expect(back.isExact && back.count == reading.identifiers.count, "seed \(seed)")
    #expect(SurrogateMap(decoding: result.map.encoded) == result.map, "seed \(seed)")
    let originals = Set(result.map.entries.map { $0.original.map { $0 &- 65 < 26 ? $0 | 32 : $0 } })
    for entry in result.map.entries {
      let folded = entry.surrogate.map { $0 &- 65 < 26 ? $0 | 32 : $0 }
      #expect(!originals.contains(folded), "no surrogate is an original, seed \(seed)")
    }
  }

  /// Pieces of notes, with and without identifiers, and of what is neither.
  static let pieces = [
    "Mr. ", "Dr. ", "Rosa ", "Umarov", "Perry", "PERRY, ", "JOHN ", "F. ", "'s ", "\n", ", ", ". ",
    "MRN: ", "SSN ", "call ", "fax ", "10/06/2008", "06/24 ", "October 6, 2008 ", "Sept. ", "14th ",
    "on ", "92-year-old ", "is a ", "555-0142", "(237) 555-4086 ", "936-63-1165 ", "65884530 ",
    "9119 Cedar Ave, ", "Springfield, IL 08268 ", "Apt. 4 ", "a@b.example.org ", "https://x.org/a ",
    "203.0.113.7 ", "4111 1111 1111 1111 ", "GB82WEST12345698765432 ", "Foley catheter ", "é",
    "Šárka ",
    "漢字 ", "\u{2019}s ", "[NAME-1] ", "[AGE-1] ", "99 ", "0", "  ", "\t", "daughter ", "Patient: ",
  ]

  @Test("a text of any shape comes back byte for byte", arguments: 1...150)
  func random(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var text = ""
    for _ in 0..<Int.random(in: 1...60, using: &generator) {
      text += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
    }
    try checkRoundTrip(text, UInt64(seed))
  }

  @Test("a text of any scalars comes back byte for byte", arguments: 1...60)
  func scalars(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var text = String.UnicodeScalarView()
    for _ in 0..<200 {
      let limit: UInt32 = Bool.random(using: &generator) ? 0x7F : 0x2FFF
      let scalar = Unicode.Scalar(UInt32.random(in: 1...limit, using: &generator))
      text.append(scalar ?? "x")
    }
    try checkRoundTrip(String(text), UInt64(seed))
  }

  @Test("a note comes back byte for byte, whatever the seed", arguments: 1...40)
  func note(seed: Int) throws { try checkRoundTrip(SurrogateTests.note, UInt64(seed)) }

  @Test("in a text that was worked on, the surrogates that stand there are replaced")
  func worked() throws {
    let reading = try Reading("Mrs. Rosa Umarov, MRN 5528194, was seen. Umarov is well.")
    let result = reading.deidentified()
    let names = result.replacements.map { String(decoding: $0.surrogate, as: UTF8.self) }
    let summary = "Summary: \(names[0]) (record \(names[1])) is well; \(names[2])son is not known."
    let back = result.map.reidentify(try SourceText(summary))
    #expect(
      String(decoding: back.bytes, as: UTF8.self)
        == "Summary: Rosa Umarov (record 5528194) is well; \(names[2])son is not known.")
    #expect(back.count == 2 && !back.isExact)
  }

  @Test("a map that was cut or made longer is refused", arguments: [0, 1, 3, 4, 9, 20])
  func damage(length: Int) throws {
    let encoded = try Reading("Mrs. Harmon was seen 10/06/2008.").deidentified().map.encoded
    #expect(SurrogateMap(decoding: Array(encoded.prefix(length))) == nil)
    #expect(SurrogateMap(decoding: encoded + [0]) == nil)
    #expect(SurrogateMap(decoding: [0xFF, 0xFF, 0xFF, 0xFF]) == nil)
  }

  @Test("a text without identifiers stays as it is")
  func nothing() throws {
    let result = try Reading("Cough. No fever.").deidentified()
    #expect(result.bytes == Array("Cough. No fever.".utf8) && result.replacements.isEmpty)
  }
}
