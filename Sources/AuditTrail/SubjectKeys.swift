import Cryptography

/// The key of one subject in one append, and where it is kept.
struct SubjectKey: Sendable, Hashable {
  /// The number of its row, which pieces of the vault name.
  let row: Int
  let key: Digest

  /// A cipher for the content of one run alone, so that no nonce can come twice under one key.
  func cipher(forRun run: String) -> AuthenticatedCipher {
    AuthenticatedCipher(key: HMACSHA256(key: key).code(for: "vouch/vault/2\n\(run)"))
  }
}

/// `keys/subjects.keys`: random keys, one row for each subject of an append, each sealed under the
/// trail's own key and tagged with the keyed hash of the subject.
///
/// What the vault holds of a subject cannot be read without its rows. To erase the subject, its rows are
/// overwritten: the vault's files, the log and copies of both may stay where they are. A row is
///
///   magic (4 bytes) || tag (32 bytes) || nonce, sealed key and its tag (60 bytes)
///
/// with the magic `VSK1`, or `VSK0` and zeros where it was erased. Rows are only ever appended, so a
/// subject that comes again has several; nothing has to be looked up to write.
final class SubjectKeys: Sendable {
  static let rowByteCount = 4 + Digest.byteCount + sealedByteCount
  private static let sealedByteCount =
    AuthenticatedCipher.nonceByteCount + Digest.byteCount + AuthenticatedCipher.tagByteCount
  private static let live = Array("VSK1".utf8)
  private static let erased =
    Array("VSK0".utf8) + [UInt8](repeating: 0, count: rowByteCount - 4)
  private static let rowsPerBlock = 4096
  /// Numbers of rows are below this.
  static let rowLimit = 1 << 40

  private let file: OpenFile
  private let key: LocalKey
  private let environment: AuditEnvironment
  private let sync = SharedSync()

  init(
    _ layout: AuditLayout, key: LocalKey, environment: AuditEnvironment
  ) throws(AuditError) {
    let isNew = try !AuditLayout.exists(layout.subjectKeys, files: environment.files)
    file = try OpenFile(layout.subjectKeys, .creating, files: environment.files)
    if isNew { try AuditLayout.synchronizeDirectory(layout.keys, files: environment.files) }
    let mode = try file.status().mode
    guard mode & 0o077 == 0 else { throw .keyExposed(path: file.path, mode: mode) }
    self.key = key
    self.environment = environment
  }

  /// New keys for the subjects with these tags, once they are on the disk.
  func make(for subjects: [Digest]) throws(AuditError) -> [SubjectKey] {
    guard !subjects.isEmpty else { return [] }
    let perRow = Digest.byteCount + AuthenticatedCipher.nonceByteCount
    let random = try environment.randomBytes(subjects.count * perRow)
    let (keys, end) = try locked { () throws(AuditError) in
      // An unfinished row at the end was never told to anybody.
      let first = try file.status().size / Self.rowByteCount
      var rows: [UInt8] = []
      var keys: [SubjectKey] = []
      for (index, tag) in subjects.enumerated() {
        let piece = random[(index * perRow)..<((index + 1) * perRow)]
        guard let secret = Digest(piece.prefix(Digest.byteCount)) else {
          throw AuditError.cryptography(.noRandomness)
        }
        rows += try Self.row(
          secret, number: first + index, tag: tag, nonce: Array(piece.suffix(12)), under: key)
        keys.append(SubjectKey(row: first + index, key: secret))
      }
      let start = first * Self.rowByteCount
      do throws(AuditError) {
        try file.write(rows, at: start)
      } catch {
        // Gives the room back where that is possible; what stays is never referred to.
        try? file.truncate(to: start)
        throw error
      }
      let end = LogPosition(segment: 0, offset: start + rows.count)
      sync.noteWritten(end)
      return (keys, end)
    }
    try sync.settle(through: end, file: file)
    try file.confirmName()
    return keys
  }

  /// Overwrites the rows of the subject, and gives their numbers once that is on the disk.
  func erase(_ subject: String) throws(AuditError) -> [Int] {
    try locked { () throws(AuditError) in
      let found = try rows(of: subject)
      try overwrite(found)
      return found
    }
  }

  /// The numbers of the subject's rows that were not erased.
  func rows(of subject: String) throws(AuditError) -> [Int] {
    let tag = key.tag(ofSubject: subject).bytes
    let count = try file.status().size / Self.rowByteCount
    var found: [Int] = []
    for start in stride(from: 0, to: count, by: Self.rowsPerBlock) {
      let bytes = try file.read(
        at: start * Self.rowByteCount, count: Self.rowsPerBlock * Self.rowByteCount)
      for row in 0..<(bytes.count / Self.rowByteCount) {
        let offset = row * Self.rowByteCount
        guard bytes[offset..<(offset + 4)].elementsEqual(Self.live),
          bytes[(offset + 4)..<(offset + 4 + Digest.byteCount)].elementsEqual(tag)
        else { continue }
        found.append(start + row)
      }
    }
    return found
  }

  /// Overwrites rows by their numbers, once that is on the disk.
  func erase(rows: [Int]) throws(AuditError) {
    try locked { () throws(AuditError) in
      let count = try file.status().size / Self.rowByteCount
      try overwrite(rows.filter { (0..<count).contains($0) })
    }
  }

  private func locked<Result>(
    _ body: () throws(AuditError) -> Result
  ) throws(AuditError) -> Result {
    // Opened for each turn, since threads that share an open file share its lock as well.
    try OpenFile(file.path, .readWrite, files: environment.files).locked(body)
  }

  private func overwrite(_ rows: [Int]) throws(AuditError) {
    for row in rows { try file.write(Self.erased, at: row * Self.rowByteCount) }
    if !rows.isEmpty { try file.synchronize() }
  }

  private static func row(
    _ secret: Digest, number: Int, tag: Digest, nonce: [UInt8], under key: LocalKey
  ) throws(AuditError) -> [UInt8] {
    do throws(CryptographyError) {
      return live + tag.bytes
        + (try key.subjectCipher.seal(
          secret.bytes, nonce: nonce, associatedData: associatedData(number, tag)))
    } catch {
      throw .cryptography(error)
    }
  }

  private static func associatedData(_ number: Int, _ tag: Digest) -> [UInt8] {
    Array("vouch/subject/1\n\(number)\n".utf8) + tag.bytes
  }

  /// The key in a row and the tag of its subject; nil where it was erased.
  static func read(
    row: Int, _ layout: AuditLayout, key: LocalKey, files: any FileSystem
  ) throws(AuditError) -> (key: SubjectKey, tag: Digest)? {
    guard (0..<rowLimit).contains(row) else { throw .keyDamaged(path: layout.subjectKeys) }
    guard try AuditLayout.exists(layout.subjectKeys, files: files) else {
      throw .keyMissing(path: layout.subjectKeys)
    }
    let file = try OpenFile(layout.subjectKeys, .readOnly, files: files)
    let bytes = try file.read(at: row * rowByteCount, count: rowByteCount)
    if bytes == erased { return nil }
    guard bytes.count == rowByteCount, bytes.starts(with: live),
      let tag = Digest(bytes[4..<(4 + Digest.byteCount)])
    else { throw .keyDamaged(path: layout.subjectKeys) }
    do throws(CryptographyError) {
      let secret = try key.subjectCipher.open(
        Array(bytes.suffix(sealedByteCount)), associatedData: associatedData(row, tag))
      return Digest(secret).map { (SubjectKey(row: row, key: $0), tag) }
    } catch {
      throw error == .notAuthentic
        ? .keyDamaged(path: layout.subjectKeys) : .cryptography(error)
    }
  }
}
