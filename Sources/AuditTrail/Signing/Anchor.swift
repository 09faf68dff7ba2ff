import Cryptography

/// What must not be rolled back together with the log: the key that signs, and the last checkpoint.
///
/// A directory outside that of the log, on another volume where that can be:
///
///   signing.key        the private key, mode 0600; a line as `NoteSigningKey.text`
///   signing.key.next   only while a key is changed
///   last-signed        the checkpoint that was signed last
///
/// A log that is restored from an old copy, or that somebody cut, is shorter than `last-signed` says,
/// and is refused. Nothing is signed that does not go on from it.
struct Anchor: Sendable {
  let directory: String
  let files: any FileSystem

  init(_ layout: AuditLayout, files: any FileSystem) {
    directory = layout.anchor
    self.files = files
  }

  var keyPath: String { directory + "/signing.key" }
  var nextKeyPath: String { directory + "/signing.key.next" }
  var lastSignedPath: String { directory + "/last-signed" }

  /// The checkpoint that was signed last; nil where none ever was.
  func lastSigned() throws(AuditError) -> Checkpoint? {
    guard try AuditLayout.exists(lastSignedPath, files: files) else { return nil }
    let file = try OpenFile(lastSignedPath, .readOnly, files: files)
    guard let checkpoint = Checkpoint(try file.read(at: 0, count: SignedNote.maximumByteCount + 1))
    else { throw .signing(.checkpointDamaged(path: lastSignedPath)) }
    return checkpoint
  }

  /// Notes what is about to be published. The caller holds the publisher's lock, and saw that it goes
  /// on from the last one.
  func store(_ checkpoint: Checkpoint) throws(AuditError) {
    try AuditLayout.replace(lastSignedPath, with: checkpoint.bytes, files: files)
  }

  // MARK: Keys

  func key() throws(AuditError) -> NoteSigningKey? { try key(at: keyPath) }
  func nextKey() throws(AuditError) -> NoteSigningKey? { try key(at: nextKeyPath) }

  private func key(at path: String) throws(AuditError) -> NoteSigningKey? {
    guard let bytes = try KeyFile.read(path, files: files) else { return nil }
    guard bytes.last == 0x0A, let line = String(validating: bytes.dropLast(), as: UTF8.self) else {
      throw .keyDamaged(path: path)
    }
    let key: NoteSigningKey?
    do throws(CryptographyError) {
      key = try NoteSigningKey(line)
    } catch {
      throw .cryptography(error)
    }
    guard let key else { throw .keyDamaged(path: path) }
    return key
  }

  func createKey(
    at path: String, name: String, environment: AuditEnvironment
  ) throws(AuditError) -> NoteSigningKey {
    guard let seed = Digest(try environment.randomBytes(Digest.byteCount)) else {
      throw .cryptography(.noRandomness)
    }
    let key: NoteSigningKey
    do throws(CryptographyError) {
      key = try NoteSigningKey(name: name, seed: seed)
    } catch {
      throw .cryptography(error)
    }
    try KeyFile.create(path, Array((key.text + "\n").utf8), environment: environment)
    return key
  }

  /// The next key takes the place of the one that was used so far, which is gone then.
  func promoteNextKey() throws(AuditError) {
    do throws(SystemError) {
      try files.rename(nextKeyPath, to: keyPath)
    } catch {
      throw .writeFailed(path: keyPath, error)
    }
    try AuditLayout.synchronizeDirectory(directory, files: files)
  }
}
