import Cryptography
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "gives the digests that NIST publishes",
    arguments: [
      // FIPS 180-4 example values (csrc.nist.gov, "Examples with Intermediate Values").
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func publishedVectors(message: String, expected: String) {
    #expect(SHA256.hash(message).hex == expected)
    #expect(SHA256.hash(Array(message.utf8)[...]).hex == expected)
  }

  @Test("gives NIST's digest of a million letters a, fed piece by piece")
  func millionLetters() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update([UInt8](repeating: 0x61, count: 1000)) }
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(hash.digest().hex == expected)
  }

  @Test("gives the same digest wherever the message is cut", arguments: 0...130)
  func cutAnywhere(cut: Int) {
    let message = (0..<130).map { UInt8($0) }
    var hash = SHA256()
    hash.update(Array(message.prefix(cut)))
    let copy = hash
    for byte in message.dropFirst(cut) { hash.update(byte) }
    #expect(hash.digest() == SHA256.hash(message))
    #expect(copy.digest() == SHA256.hash(Array(message.prefix(cut))))
  }
}

@Suite("Digest")
struct DigestTests {
  @Test("survives the way through bytes and through hexadecimal digits")
  func roundTrip() {
    let digest = SHA256.hash("a message")
    #expect(Digest(digest.bytes) == digest)
    #expect(Digest(hex: Array(digest.hex.utf8)) == digest)
    #expect(digest.bytes.count == 32)
    #expect(Digest.zero.hex == String(repeating: "0", count: 64))
    #expect(digest != .zero)
  }

  @Test(
    "refuses hexadecimal digits of another length, case or alphabet",
    arguments: [
      String(repeating: "a", count: 63), String(repeating: "a", count: 65),
      String(repeating: "A", count: 64), String(repeating: "g", count: 64), "",
    ])
  func wrongHex(text: String) {
    #expect(Digest(hex: Array(text.utf8)) == nil)
  }

  @Test("refuses any number of bytes but 32", arguments: [0, 31, 33])
  func wrongLength(count: Int) {
    #expect(Digest([UInt8](repeating: 0, count: count)) == nil)
  }
}
