/// A SHA-256 digest or message authentication code: 32 bytes as a small value.
///
/// Equality is not constant-time, so it must not be used to check a code that a stranger supplies;
/// authenticated decryption does that check itself.
package struct Digest: Hashable, Sendable {
  // The bytes in order, eight to a word, most significant first.
  private let word0: UInt64
  private let word1: UInt64
  private let word2: UInt64
  private let word3: UInt64

  /// In bytes.
  package static let byteCount = 32

  /// 32 zero bytes, which stand where there is nothing to point back to.
  package static let zero = Digest(words: [0, 0, 0, 0])

  /// Takes eight bytes to a word, most significant first.
  package init(words: [4 of UInt64]) {
    word0 = words[0]
    word1 = words[1]
    word2 = words[2]
    word3 = words[3]
  }

  /// The bytes in order, eight to a word, most significant first.
  var words: [4 of UInt64] { [word0, word1, word2, word3] }

  /// Takes exactly 32 bytes, else nil.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words: [4 of UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.init(words: words)
  }

  /// Reads exactly 64 lower-case hexadecimal digits, else nil.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == 2 * Self.byteCount else { return nil }
    var words: [4 of UInt64] = [0, 0, 0, 0]
    for (index, digit) in hex.enumerated() {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.init(words: words)
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    let words = words
    for index in words.indices {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: words[index] >> UInt64(shift)))
      }
    }
    return bytes
  }

  /// The 64 lower-case hexadecimal digits.
  package var hex: String {
    var digits: [UInt8] = []
    appendHex(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the 64 lower-case hexadecimal digits.
  package func appendHex(to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + 2 * Self.byteCount)
    let words = words
    for index in words.indices {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: words[index] >> UInt64(shift)) & 0xF
        bytes.append(digit < 10 ? 0x30 + digit : 0x61 - 10 + digit)
      }
    }
  }
}

extension Digest: CustomStringConvertible {
  package var description: String { hex }
}
