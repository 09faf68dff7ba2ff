package import Cryptography
import FoundationEssentials

/// The public half of a key that signs notes, as C2SP signed-note names it: a name and an id.
///
/// Its text form is `name+id+base64(0x01 || public key)`, with the id as eight hexadecimal digits.
package struct NoteVerifierKey: Sendable, Hashable {
  package let name: String
  package let key: Ed25519VerifyingKey
  /// `SHA-256(name || 0x0A || 0x01 || public key)[:4]`, big-endian (C2SP signed-note, "Signatures").
  package let id: UInt32

  /// The signature type of Ed25519 (C2SP signed-note, "Signature types").
  static let ed25519: UInt8 = 0x01

  init(name: String, key: Ed25519VerifyingKey) {
    self.name = name
    self.key = key
    id = SHA256.hash(Array(name.utf8) + [0x0A, Self.ed25519] + key.bytes.bytes).bytes.prefix(4)
      .reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads the text form; nil for anything else, a wrong id included.
  package init?(_ text: String) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, Self.isName(String(parts[0])),
      let bytes = Base64.decode(String(parts[2])), bytes.first == Self.ed25519,
      let key = Digest(bytes.dropFirst())
    else { return nil }
    self.init(name: String(parts[0]), key: Ed25519VerifyingKey(bytes: key))
    guard hexID == parts[1] else { return nil }
  }

  package var text: String {
    "\(name)+\(hexID)+\(Base64.encode([Self.ed25519] + key.bytes.bytes))"
  }

  package var hexID: String {
    Hexadecimal.digits([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> $0) })
  }

  /// Not empty, and without white space, control characters and plus signs.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace
      }
  }
}

/// A key that signs notes. Its text form, `PRIVATE+KEY+name+id+base64(0x01 || seed)`, is the one of
/// Go's `sumdb/note`.
struct NoteSigningKey: Sendable {
  let verifier: NoteVerifierKey
  private let key: Ed25519SigningKey

  private static let prefix = "PRIVATE+KEY+"

  init(name: String, seed: Digest) throws(CryptographyError) {
    key = try Ed25519SigningKey(seed: seed)
    verifier = NoteVerifierKey(name: name, key: key.verifyingKey)
  }

  /// Reads the text form; nil for anything else.
  init?(_ text: String) throws(CryptographyError) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let parts = text.dropFirst(Self.prefix.count).split(
      separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, NoteVerifierKey.isName(String(parts[0])),
      let bytes = Base64.decode(String(parts[2])), bytes.first == NoteVerifierKey.ed25519,
      let seed = Digest(bytes.dropFirst())
    else { return nil }
    try self.init(name: String(parts[0]), seed: seed)
    guard verifier.hexID == parts[1] else { return nil }
  }

  var text: String {
    Self.prefix + "\(verifier.name)+\(verifier.hexID)+"
      + Base64.encode([NoteVerifierKey.ed25519] + key.seed.bytes)
  }

  func signature(for text: [UInt8]) throws(CryptographyError) -> SignedNote.Signature {
    SignedNote.Signature(
      name: verifier.name, id: verifier.id, bytes: try key.signature(for: text))
  }
}

/// RFC 4648, section 4, in its one canonical form.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// Nil where the text is not just what `encode` gives.
  static func decode(_ text: String) -> [UInt8]? {
    guard let data = Data(base64Encoded: text) else { return nil }
    let bytes = [UInt8](data)
    return encode(bytes) == text ? bytes : nil
  }

  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    String(validating: text, as: UTF8.self).flatMap { decode($0) }
  }
}
