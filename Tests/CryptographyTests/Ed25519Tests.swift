import Cryptography
import Testing

@Suite("Ed25519")
struct Ed25519Tests {
  /// RFC 8032, section 7.1: seed, public key, message, signature.
  private static let vectors: [(seed: String, key: String, message: String, signature: String)] = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        + "387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        + "4a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
  }

  @Test("gives the signatures of RFC 8032", arguments: 0..<3)
  func vectors(index: Int) throws {
    let vector = Self.vectors[index]
    let key = try Ed25519SigningKey(seed: try #require(Digest(hex: vector.seed.utf8)))
    #expect(key.verifyingKey.bytes.hex == vector.key)
    let message = Self.bytes(vector.message)
    let signature = try key.signature(for: message)
    #expect(signature == Self.bytes(vector.signature))
    #expect(key.verifyingKey.accepts(signature, of: message))
  }

  @Test("refuses every changed bit of a signature, of the message and of the key")
  func tampered() throws {
    let key = try Ed25519SigningKey(seed: SHA256.hash("seed"))
    let message = Array("a checkpoint".utf8)
    let signature = try key.signature(for: message)
    for bit in 0..<(signature.count * 8) {
      var changed = signature
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(!key.verifyingKey.accepts(changed, of: message), "bit \(bit)")
    }
    for bit in 0..<(message.count * 8) {
      var changed = message
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(!key.verifyingKey.accepts(signature, of: changed), "bit \(bit)")
    }
    for bit in 0..<256 {
      var changed = key.verifyingKey.bytes.bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      let other = Ed25519VerifyingKey(bytes: try #require(Digest(changed)))
      #expect(!other.accepts(signature, of: message), "bit \(bit)")
    }
    for count in [0, 1, 63, 65] {
      let other = Array((signature + signature).prefix(count))
      #expect(!key.verifyingKey.accepts(other, of: message))
    }
  }
}
