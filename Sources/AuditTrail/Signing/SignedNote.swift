import Cryptography

/// A text with signatures below it (C2SP signed-note).
///
/// ```
/// vouch/audit/5c0e7d…
/// 17
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
/// — vouch/audit/5c0e7d… Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+Z…
/// ```
struct SignedNote: Sendable, Hashable {
  struct Signature: Sendable, Hashable {
    let name: String
    let id: UInt32
    let bytes: [UInt8]

    var line: [UInt8] {
      let sealed = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> $0) } + bytes
      return Array("\u{2014} \(name) \(Base64.encode(sealed))\n".utf8)
    }
  }

  /// With its final line feed, without the empty line behind it.
  let text: [UInt8]
  let signatures: [Signature]

  /// More than any rotation or set of witnesses needs; the specification asks for at least 16.
  static let maximumSignatures = 64
  /// Of a note as a whole; a checkpoint with one signature has less than 400.
  static let maximumByteCount = 64 << 10

  init(text: [UInt8], signatures: [Signature]) {
    self.text = text
    self.signatures = signatures
  }

  /// Reads a note; nil where it is not one in every detail.
  init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count <= Self.maximumByteCount, bytes.last == 0x0A,
      String(validating: bytes, as: UTF8.self) != nil,
      bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }),
      let separator = Self.lastEmptyLine(bytes)
    else { return nil }
    text = Array(bytes[...separator])
    var signatures: [Signature] = []
    var rest = bytes[(separator + 2)...]
    while let feed = rest.firstIndex(of: 0x0A) {
      guard signatures.count < Self.maximumSignatures,
        let signature = Self.signature(rest[..<feed])
      else { return nil }
      signatures.append(signature)
      rest = rest[(feed + 1)...]
    }
    guard !signatures.isEmpty else { return nil }
    self.signatures = signatures
  }

  var bytes: [UInt8] { text + [0x0A] + signatures.flatMap(\.line) }

  /// Whether the note is signed with the key. A signature that bears the key's name and id and is not
  /// its own spoils the note.
  func isSigned(with key: NoteVerifierKey) -> Bool {
    let own = signatures.filter { $0.name == key.name && $0.id == key.id }
    return !own.isEmpty && own.allSatisfy { key.key.accepts($0.bytes, of: text) }
  }

  /// The index of the line feed before the last empty line.
  private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
    guard bytes.count > 3 else { return nil }
    for index in stride(from: bytes.count - 2, through: 1, by: -1)
    where bytes[index] == 0x0A && bytes[index - 1] == 0x0A {
      return index - 1
    }
    return nil
  }

  private static func signature(_ line: ArraySlice<UInt8>) -> Signature? {
    guard line.starts(with: "\u{2014} ".utf8) else { return nil }
    let rest = line.dropFirst(4)
    guard let space = rest.firstIndex(of: 0x20),
      let name = String(validating: rest[..<space], as: UTF8.self), NoteVerifierKey.isName(name),
      let sealed = Base64.decode(rest[(space + 1)...]), sealed.count > 4
    else { return nil }
    return Signature(
      name: name, id: sealed.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
      bytes: Array(sealed.dropFirst(4)))
  }
}
