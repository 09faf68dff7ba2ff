import Cryptography

/// What a keyed hash is of; hashes of the same bytes for different purposes differ.
package enum HashedContent: String, Sendable, Hashable {
  case note
  /// The id that the caller gave to the note.
  case noteIdentifier = "note-id"
  case draft
  case output
  /// What a reviewer wrote.
  case remark
}

/// The secret of one trail, and the keys that derive from it.
///
/// Each key is `HMAC-SHA-256(secret, "vouch/<purpose>/1")`, so none tells anything of another. A plain
/// hash of clinical text could be guessed; these cannot without the secret.
struct LocalKey: Sendable {
  /// Names the key without telling anything of it; the first record of a log holds it.
  let fingerprint: Digest
  /// For surrogates of identifiers and the maps back from them.
  let deidentification: Digest
  /// For the keys of subjects, each in its row.
  let subjectCipher: AuthenticatedCipher
  /// For the names of subjects in records of holds.
  let hold: HMACSHA256
  private let subject: HMACSHA256
  private let vault: HMACSHA256
  private let note: HMACSHA256
  private let noteIdentifier: HMACSHA256
  private let draft: HMACSHA256
  private let output: HMACSHA256
  private let remark: HMACSHA256

  init(secret: Digest) {
    let master = HMACSHA256(key: secret)
    func derived(_ purpose: String) -> Digest { master.code(for: "vouch/\(purpose)/1") }
    fingerprint = derived("fingerprint")
    deidentification = derived("deidentification")
    subjectCipher = AuthenticatedCipher(key: derived("subject-keys"))
    hold = HMACSHA256(key: derived("hold"))
    subject = HMACSHA256(key: derived("subject"))
    vault = HMACSHA256(key: derived("vault"))
    note = HMACSHA256(key: derived(HashedContent.note.rawValue))
    noteIdentifier = HMACSHA256(key: derived(HashedContent.noteIdentifier.rawValue))
    draft = HMACSHA256(key: derived(HashedContent.draft.rawValue))
    output = HMACSHA256(key: derived(HashedContent.output.rawValue))
    remark = HMACSHA256(key: derived(HashedContent.remark.rawValue))
  }

  func hash(_ bytes: [UInt8], as content: HashedContent) -> Digest {
    switch content {
    case .note: note.code(for: bytes)
    case .noteIdentifier: noteIdentifier.code(for: bytes)
    case .draft: draft.code(for: bytes)
    case .output: output.code(for: bytes)
    case .remark: remark.code(for: bytes)
    }
  }

  /// By what the keys of a subject are found; no record holds it.
  func tag(ofSubject subject: String) -> Digest { self.subject.code(for: subject) }

  /// The cipher of the time before keys per subject, for the content of one run alone.
  func cipher(forRun run: String) -> AuthenticatedCipher {
    AuthenticatedCipher(key: vault.code(for: run))
  }
}

// The file holds `vouch-key/1 `, 64 hexadecimal digits and a line feed, and is nobody else's to read.
extension LocalKey {
  private static let header = Array("vouch-key/1 ".utf8)

  /// Reads the key file; nil where there is none.
  static func load(from path: String, files: any FileSystem) throws(AuditError) -> LocalKey? {
    guard let bytes = try KeyFile.read(path, files: files) else { return nil }
    guard bytes.starts(with: header), bytes.last == 0x0A,
      let secret = Digest(hex: bytes[header.count..<bytes.count - 1])
    else { throw .keyDamaged(path: path) }
    return LocalKey(secret: secret)
  }

  /// Makes a new key file. The caller holds the lock of the trail and saw that there is none.
  static func create(
    in layout: AuditLayout, environment: AuditEnvironment
  ) throws(AuditError) -> LocalKey {
    guard let secret = Digest(try environment.randomBytes(Digest.byteCount)) else {
      throw .cryptography(.noRandomness)
    }
    var bytes = header
    secret.appendHex(to: &bytes)
    bytes.append(0x0A)
    try KeyFile.create(layout.key, bytes, environment: environment)
    return LocalKey(secret: secret)
  }
}
