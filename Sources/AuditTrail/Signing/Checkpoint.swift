package import Cryptography

/// What a signed note says of a log: its name, how many records it has, and the RFC 6962 root over
/// them (C2SP tlog-checkpoint).
package struct Checkpoint: Sendable, Hashable {
  /// The name of the log, which is also the name of the key that signs it.
  package let origin: String
  /// In records.
  package let size: Int
  package let root: Digest
  /// As it was read or signed.
  let note: SignedNote

  /// The origin of the log with an id. The id is random, so the name needs no host to be unique.
  static func origin(ofLog log: String) -> String { "vouch/audit/\(log)" }

  /// Signs; the caller knows that all records are on the disk.
  static func signed(
    origin: String, size: Int, root: Digest, with keys: [NoteSigningKey]
  ) throws(CryptographyError) -> Checkpoint {
    let text = Array("\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n".utf8)
    var signatures: [SignedNote.Signature] = []
    for key in keys { signatures.append(try key.signature(for: text)) }
    return Checkpoint(
      origin: origin, size: size, root: root, note: SignedNote(text: text, signatures: signatures))
  }

  private init(origin: String, size: Int, root: Digest, note: SignedNote) {
    self.origin = origin
    self.size = size
    self.root = root
    self.note = note
  }

  /// Reads a checkpoint; nil where the bytes are none. Says nothing of its signatures.
  package init?(_ bytes: some Collection<UInt8>) {
    guard let note = SignedNote(bytes) else { return nil }
    let lines = note.text.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }),
      let size = Self.number(lines[1]),
      let root = Base64.decode(lines[2]).flatMap({ Digest($0) })
    else { return nil }
    self.init(
      origin: String(decoding: lines[0], as: UTF8.self), size: size, root: root, note: note)
  }

  package var bytes: [UInt8] { note.bytes }

  /// Whether it is of the log that the key is for, and signed with it.
  package func isSigned(with key: NoteVerifierKey) -> Bool {
    origin == key.name && note.isSigned(with: key)
  }

  /// The keys that it claims to be signed with, as `name+id`, in order.
  package var signers: [String] {
    note.signatures.map { signature in
      let id = Hexadecimal.digits(
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: signature.id >> $0) })
      return "\(signature.name)+\(id)"
    }
  }

  /// A decimal number without a leading zero, below 2^53 as in records.
  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...16).contains(digits.count), digits.allSatisfy({ 0x30...0x39 ~= $0 }),
      digits.first != 0x30 || digits.count == 1
    else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return number < 1 << 53 ? number : nil
  }
}
