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

  /// A cipher for the content of one run alone, so that no nonce can come twice under one key.
  func cipher(forRun run: String) -> AuthenticatedCipher {
    AuthenticatedCipher(key: vault.code(for: run))
  }
}

// The file holds `vouch-key/1 `, 64 hexadecimal digits and a line feed, and is nobody else's to read.
extension LocalKey {
  private static let header = Array("vouch-key/1 ".utf8)

  /// Reads the key file; nil where there is none.
  static func load(from path: String, files: any FileSystem) throws(AuditError) -> LocalKey? {
    do throws(SystemError) {
      guard try files.status(at: path) != nil else { return nil }
    } catch {
      throw .unusable(path: path, error)
    }
    let file = try OpenFile(path, .readOnly, files: files)
    let mode = try file.status().mode
    guard mode & 0o077 == 0 else { throw .keyExposed(path: path, mode: mode) }
    let bytes = try file.read(at: 0, count: 256)
    guard bytes.starts(with: header), bytes.last == 0x0A,
      let secret = Digest(hex: bytes[header.count..<bytes.count - 1])
    else { throw .keyDamaged(path: path) }
    return LocalKey(secret: secret)
  }

  /// Makes a new key file. The caller holds the lock of the trail and saw that there is none.
  ///
  /// The file gets its name only when it is whole and on the disk.
  static func create(
    in layout: AuditLayout, environment: AuditEnvironment
  ) throws(AuditError) -> LocalKey {
    let random = try environment.randomBytes(Digest.byteCount + 8)
    guard let secret = Digest(random.prefix(Digest.byteCount)),
      let suffix = Digest([UInt8](repeating: 0, count: 24) + random.suffix(8))
    else { throw .cryptography(.noRandomness) }
    let path = layout.key + "." + suffix.hex.suffix(16)
    var bytes = header
    secret.appendHex(to: &bytes)
    bytes.append(0x0A)
    let file = try OpenFile(path, .creatingExclusively, files: environment.files)
    do throws(AuditError) {
      try file.write(bytes, at: 0)
      try file.synchronize()
      do throws(SystemError) {
        try environment.files.rename(path, to: layout.key)
      } catch {
        throw AuditError.writeFailed(path: layout.key, error)
      }
    } catch {
      // The unfinished file is useless; that it cannot be removed changes nothing.
      try? environment.files.remove(path)
      throw error
    }
    try AuditLayout.synchronizeDirectory(layout.keys, files: environment.files)
    return LocalKey(secret: secret)
  }
}
