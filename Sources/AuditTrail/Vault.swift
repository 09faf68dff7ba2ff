import Cryptography
import Synchronization

/// What the vault keeps of one run, so that a person can look at what was held.
package struct VaultContent: Sendable, Hashable {
  package let note: [UInt8]
  package let draft: [UInt8]
  /// The id that the caller gave to the note.
  package let noteIdentifier: String?

  package init(note: [UInt8], draft: [UInt8], noteIdentifier: String?) {
    self.note = note
    self.draft = draft
    self.noteIdentifier = noteIdentifier
  }
}

/// Encrypted content, appended to numbered files: `length (4 bytes, big-endian) || sealed message`.
///
/// A record names the file, the offset and the whole length, so what a crash leaves between two
/// pieces harms nothing. A sealed message begins with `vouch/k1` and the number (8 bytes, big-endian) of
/// the row that its subject's key is in (`SubjectKeys`); it is under a key of its own run, and bound to
/// log and run. Those of older versions begin with their nonce, and are under keys that derive from the
/// trail's own.
final class Vault: Sendable {
  private struct Writer {
    var number: Int
    var file: OpenFile?
  }

  let layout: AuditLayout
  let environment: AuditEnvironment
  private let lock: OpenFile
  private let writer: Mutex<Writer>
  private let sync = SharedSync()
  let subjectKeys: SubjectKeys

  init(
    layout: AuditLayout, key: LocalKey, environment: AuditEnvironment
  ) throws(AuditError) {
    self.layout = layout
    self.environment = environment
    lock = try OpenFile(layout.vaultLock, .creating, files: environment.files)
    let numbers = try AuditLayout.numbers(
      in: layout.vault, suffix: ".vault", files: environment.files)
    writer = Mutex(Writer(number: numbers.last ?? 0, file: nil))
    subjectKeys = try SubjectKeys(layout, key: key, environment: environment)
  }

  /// Appends the pieces, waits until they are on the disk, and says where they are.
  func store(_ pieces: [[UInt8]]) throws(AuditError) -> [VaultReference] {
    guard !pieces.isEmpty else { return [] }
    let (references, file) = try writer.withLock { (writer) throws(AuditError) in
      try lock.locked { () throws(AuditError) in try append(pieces, with: &writer) }
    }
    guard let last = references.last else { return [] }
    let end = LogPosition(segment: last.segment, offset: last.offset + last.length)
    try sync.settle(through: end, file: file)
    try file.confirmName()
    return references
  }

  private func append(
    _ pieces: [[UInt8]], with writer: inout Writer
  ) throws(AuditError) -> (references: [VaultReference], file: OpenFile) {
    let (file, size) = try openWithRoom(&writer)
    var references: [VaultReference] = []
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count + 4 })
    for piece in pieces {
      let offset = size + bytes.count
      bytes.appendLength(piece.count)
      bytes += piece
      references.append(
        VaultReference(
          segment: writer.number, offset: offset, length: size + bytes.count - offset))
    }
    do throws(AuditError) {
      try file.write(bytes, at: size)
    } catch {
      // Gives the room back where that is possible; what stays is never referred to.
      try? file.truncate(to: size)
      throw error
    }
    sync.noteWritten(LogPosition(segment: writer.number, offset: size + bytes.count))
    return (references, file)
  }

  /// The newest file that is under the limit. All processes count up from the same files.
  private func openWithRoom(_ writer: inout Writer) throws(AuditError) -> (OpenFile, size: Int) {
    while true {
      let path = layout.vaultFile(writer.number)
      let file: OpenFile
      if let open = writer.file {
        file = open
      } else {
        file = try OpenFile(path, .creating, files: environment.files)
        try AuditLayout.synchronizeDirectory(layout.vault, files: environment.files)
        writer.file = file
      }
      let size = try file.status().size
      if size < environment.segmentLimit { return (file, size) }
      writer.number += 1
      writer.file = nil
    }
  }
}

// MARK: Sealing and opening

extension Vault {
  static let magic = Array("vouch/k1".utf8)
  static let headerByteCount = magic.count + 8

  static func seal(
    _ content: VaultContent, log: String, run: String, subject: SubjectKey, nonce: [UInt8]
  ) throws(AuditError) -> [UInt8] {
    var plaintext: [UInt8] = []
    let identifier = content.noteIdentifier.map { Array($0.utf8) }
    plaintext.reserveCapacity(content.note.count + content.draft.count + 64)
    for part in [content.note, content.draft] {
      plaintext.appendLength(part.count)
      plaintext += part
    }
    // No id and an empty id differ: the part is missing, or of length zero.
    if let identifier {
      plaintext.appendLength(identifier.count)
      plaintext += identifier
    }
    do throws(CryptographyError) {
      let row = stride(from: 56, through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: subject.row >> $0)
      }
      return magic + row
        + (try subject.cipher(forRun: run).seal(
          plaintext, nonce: nonce, associatedData: associatedData(log: log, run: run)))
    } catch {
      throw .cryptography(error)
    }
  }

  /// The sealed message of a piece.
  private static func piece(
    _ reference: VaultReference, layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) -> [UInt8] {
    let path = layout.vaultFile(reference.segment)
    let exists: Bool
    do throws(SystemError) {
      exists = try files.status(at: path) != nil
    } catch {
      throw .readFailed(path: path, error)
    }
    guard exists else { throw .contentMissing(path: path) }
    let damaged = AuditError.contentDamaged(path: path, offset: reference.offset)
    guard reference.length > 4, reference.length < 1 << 30, reference.offset >= 0 else {
      throw damaged
    }
    let file = try OpenFile(path, .readOnly, files: files)
    var rest = try file.read(at: reference.offset, count: reference.length)[...]
    guard let sealed = rest.takePart(), rest.isEmpty else { throw damaged }
    return Array(sealed)
  }

  /// The key of the subject that a piece is under, with the subject's tag, and the message under it;
  /// nil where the piece is of the time before such keys.
  private static func subject(
    of sealed: [UInt8], key: LocalKey, damaged: AuditError, layout: AuditLayout,
    files: any FileSystem
  ) throws(AuditError) -> (key: SubjectKey, tag: Digest, message: ArraySlice<UInt8>)? {
    guard sealed.starts(with: magic) else {
      // Overwritten where it was erased: nobody seals a message of zeros.
      guard sealed.contains(where: { $0 != 0 }) else { throw .signing(.contentErased) }
      return nil
    }
    guard sealed.count > headerByteCount else { throw damaged }
    let row = sealed.dropFirst(magic.count).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    guard row < UInt64(SubjectKeys.rowLimit) else { throw damaged }
    let found: (key: SubjectKey, tag: Digest)?
    do throws(AuditError) {
      found = try SubjectKeys.read(row: Int(row), layout, key: key, files: files)
    } catch .keyDamaged {
      // Or the piece names another row than its own.
      throw damaged
    }
    guard let found else { throw .signing(.contentErased) }
    return (found.key, found.tag, sealed.dropFirst(headerByteCount))
  }

  /// The tag of the subject that a piece is about; nil where it is of the time before such keys.
  static func subjectTag(
    of reference: VaultReference, key: LocalKey, layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) -> Digest? {
    let damaged = AuditError.contentDamaged(
      path: layout.vaultFile(reference.segment), offset: reference.offset)
    return try subject(
      of: try piece(reference, layout: layout, files: files), key: key, damaged: damaged,
      layout: layout, files: files)?.tag
  }

  static func read(
    _ reference: VaultReference, log: String, run: String, key: LocalKey, layout: AuditLayout,
    files: any FileSystem
  ) throws(AuditError) -> (content: VaultContent, subject: SubjectKey?) {
    let damaged = AuditError.contentDamaged(
      path: layout.vaultFile(reference.segment), offset: reference.offset)
    let sealed = try piece(reference, layout: layout, files: files)
    let subject = try subject(
      of: sealed, key: key, damaged: damaged, layout: layout, files: files)
    let cipher = subject?.key.cipher(forRun: run) ?? key.cipher(forRun: run)
    let message = subject?.message ?? sealed[...]
    let plaintext: [UInt8]
    do throws(CryptographyError) {
      plaintext = try cipher.open(
        Array(message), associatedData: associatedData(log: log, run: run))
    } catch {
      throw error == .notAuthentic ? damaged : .cryptography(error)
    }
    var rest = plaintext[...]
    guard let note = rest.takePart(), let draft = rest.takePart() else { throw damaged }
    let identifier = rest.takePart().map { String(decoding: $0, as: UTF8.self) }
    return (
      VaultContent(note: Array(note), draft: Array(draft), noteIdentifier: identifier), subject?.key
    )
  }

  private static func associatedData(log: String, run: String) -> [UInt8] {
    Array("vouch/vault/1\n\(log)\n\(run)\n".utf8)
  }
}

extension [UInt8] {
  fileprivate mutating func appendLength(_ count: Int) {
    for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: count >> shift)) }
  }
}

extension ArraySlice<UInt8> {
  /// Takes a length and as many bytes from the front; nil where there are fewer.
  mutating func takePart() -> ArraySlice<UInt8>? {
    guard count >= 4 else { return nil }
    let length = prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard count - 4 >= length else { return nil }
    defer { self = dropFirst(4 + length) }
    return dropFirst(4).prefix(length)
  }
}
