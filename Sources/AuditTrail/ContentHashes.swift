import Cryptography

/// What the keyed hashes of one record are under.
///
/// Where something is kept of a subject they are under the key of that subject, which `audit erase`
/// destroys: nobody can test a guess any more then, whoever has the trail's own key. Records of before,
/// and those of runs of which nothing is kept, are under the trail's key. The id of a note always is,
/// since it is looked up.
struct ContentHashes: Sendable {
  private let key: LocalKey?
  private let subject: SubjectKey?

  init(_ key: LocalKey, under subject: SubjectKey?) {
    self.key = key
    self.subject = subject
  }

  private init() {
    key = nil
    subject = nil
  }

  /// Zeros as long as hashes are, for measuring a record before there are keys for it.
  static let measuring = ContentHashes()

  /// The row of the subject's key, which the record names.
  var row: Int? { key == nil ? SubjectKeys.rowLimit : subject?.row }

  func hash(_ bytes: [UInt8], as content: HashedContent) -> Digest {
    subject?.hash(bytes, as: content) ?? key?.hash(bytes, as: content) ?? .zero
  }

  func binding(of bytes: [UInt8], as content: HashedContent) -> RunRecord.Binding {
    RunRecord.Binding(mac: hash(bytes, as: content).hex, bytes: bytes.count, id: nil)
  }

  func binding(of note: [UInt8], identifier: String?) -> RunRecord.Binding {
    RunRecord.Binding(
      mac: hash(note, as: .note).hex, bytes: note.count,
      id: identifier.map { (key?.hash(Array($0.utf8), as: .noteIdentifier) ?? .zero).hex })
  }
}

extension SubjectKey {
  func hash(_ bytes: [UInt8], as content: HashedContent) -> Digest {
    HMACSHA256(key: HMACSHA256(key: key).code(for: "vouch/\(content.rawValue)/2")).code(for: bytes)
  }
}
