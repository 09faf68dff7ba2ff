import ClinicalLanguage
import SourceText

/// A word without its ending, for asking whether two texts speak of the same thing: the first five
/// letters of what is left after plural, `-ing` and `-ed` are gone, in lower case, packed into one
/// number. `stopping`, `stopped` and `stops` have one stem, and so have `reduce` and `reduction`.
///
/// Coarser than Porter's stemmer on purpose: here a wrong match costs less than a missed one.
enum Stem {
  /// How many letters are kept.
  private static let length = 5

  static func stems(of document: ClinicalDocument) -> [UInt64] {
    document.tokens.map { stem(of: document.text.bytes, $0.span.range) }
  }

  static func stem(of word: String) -> UInt64 {
    let bytes = Array(word.utf8)
    return stem(of: bytes, bytes.indices)
  }

  static func stem(of bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var end = range.upperBound
    func ends(in suffix: StaticString, leaving: Int) -> Bool {
      let size = suffix.utf8CodeUnitCount
      guard end - range.lowerBound >= size + leaving else { return false }
      return suffix.withUTF8Buffer { expected in
        for index in 0..<size where unsafe bytes[end - size + index] | 0x20 != expected[index] {
          return false
        }
        return true
      }
    }
    // Most words end in none of the letters with which an ending ends.
    switch range.isEmpty ? 0 : bytes[end - 1] | 0x20 {
    case UInt8(ascii: "g"): if ends(in: "ing", leaving: 3) { end -= 3 }
    case UInt8(ascii: "d"):
      if ends(in: "ied", leaving: 3) || ends(in: "ed", leaving: 3) { end -= 2 }
    case UInt8(ascii: "s"):
      if ends(in: "ies", leaving: 3) {
        end -= 2
      } else if ends(in: "s", leaving: 3) && !ends(in: "ss", leaving: 1) {
        end -= 1
      }
    default: break
    }
    if end - range.lowerBound > 3 {
      let last = bytes[end - 1] | 0x20
      if last == UInt8(ascii: "e") || last == UInt8(ascii: "y") || last == UInt8(ascii: "i") {
        end -= 1
      } else if last == bytes[end - 2] | 0x20 {
        end -= 1
      }
    }
    var packed: UInt64 = 0
    for offset in range.lowerBound..<min(end, range.lowerBound + length) {
      let byte = bytes[offset]
      let folded = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      packed = packed << 8 | UInt64(folded)
    }
    return packed
  }
}
