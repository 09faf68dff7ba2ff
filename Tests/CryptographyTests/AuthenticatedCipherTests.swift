import Cryptography
import Testing

@Suite("AES-256-GCM")
struct AuthenticatedCipherTests {
  /// Bytes from hexadecimal digits.
  static func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x61 + 10 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  static let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
  static let text =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"

  /// McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16.
  static let cases: [(key: String, nonce: String, data: String, plain: String, sealed: String)] = [
    (
      String(repeating: "0", count: 64), String(repeating: "0", count: 24), "", "",
      "530f8afbc74536b9a963b4f1c4cb738b"
    ),
    (
      String(repeating: "0", count: 64), String(repeating: "0", count: 24), "",
      String(repeating: "0", count: 32),
      "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"
    ),
    (
      key, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2", text,
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        + "76fc6ece0f4e1768cddf8853bb2d551b"
    ),
  ]

  @Test("gives the ciphertexts and tags of the GCM specification", arguments: cases)
  func publishedVectors(
    key: String, nonce: String, data: String, plain: String, sealed: String
  ) throws {
    let key = try #require(Digest(hex: Array(key.utf8)))
    let cipher = AuthenticatedCipher(key: key)
    let result = try cipher.seal(
      Self.bytes(plain), nonce: Self.bytes(nonce), associatedData: Self.bytes(data))
    #expect(result == Self.bytes(nonce + sealed))
    #expect(try cipher.open(result, associatedData: Self.bytes(data)) == Self.bytes(plain))
  }

  @Test("refuses a message with any byte changed, cut or added")
  func everyByteCounts() throws {
    let cipher = AuthenticatedCipher(key: SHA256.hash("key"))
    let sealed = try cipher.seal(
      Array("content".utf8), nonce: [UInt8](repeating: 7, count: 12), associatedData: [1, 2])
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: CryptographyError.notAuthentic) {
        try cipher.open(changed, associatedData: [1, 2])
      }
      #expect(throws: CryptographyError.notAuthentic) {
        try cipher.open(Array(sealed.prefix(index)), associatedData: [1, 2])
      }
    }
    #expect(throws: CryptographyError.notAuthentic) {
      try cipher.open(sealed + [0], associatedData: [1, 2])
    }
  }

  @Test("refuses another key and other associated data")
  func boundToKeyAndData() throws {
    let sealed = try AuthenticatedCipher(key: SHA256.hash("key")).seal(
      Array("content".utf8), nonce: [UInt8](repeating: 7, count: 12), associatedData: [1])
    #expect(throws: CryptographyError.notAuthentic) {
      try AuthenticatedCipher(key: SHA256.hash("other")).open(sealed, associatedData: [1])
    }
    #expect(throws: CryptographyError.notAuthentic) {
      try AuthenticatedCipher(key: SHA256.hash("key")).open(sealed, associatedData: [])
    }
  }
}

@Suite("Secure random")
struct SecureRandomTests {
  @Test("gives as many bytes as asked for, and others each time")
  func lengthAndChange() throws {
    #expect(try SecureRandom.bytes(0).isEmpty)
    let first = try SecureRandom.bytes(32)
    #expect(first.count == 32)
    #expect(try SecureRandom.bytes(32) != first)
  }
}
