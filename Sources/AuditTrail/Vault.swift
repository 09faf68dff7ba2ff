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
/// pieces harms nothing. Each piece is under a key of its own run, and bound to log and run.
final class Vault: Sendable {
  private struct Writer {
    var number: Int
    var file: OpenFile?
  }

  private let layout: AuditLayout
  private let environment: AuditEnvironment
  private let lock: OpenFile
  private let writer: Mutex<Writer>
  private let sync = SharedSync()

  init(layout: AuditLayout, environment: AuditEnvironment) throws(AuditError) {
    self.layout = layout
    self.environment = environment
    lock = try OpenFile(layout.vaultLock, .creating, files: environment.files)
    let numbers = try AuditLayout.numbers(
      in: layout.vault, suffix: ".vault", files: environment.files)
    writer = Mutex(Writer(number: numbers.last ?? 0, file: nil))
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
  static func seal(
    _ content: VaultContent, log: String, run: String, key: LocalKey, nonce: [UInt8]
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
      return try key.cipher(forRun: run).seal(
        plaintext, nonce: nonce, associatedData: associatedData(log: log, run: run))
    } catch {
      throw .cryptography(error)
    }
  }

  static func read(
    _ reference: VaultReference, log: String, run: String, key: LocalKey, layout: AuditLayout,
    files: any FileSystem
  ) throws(AuditError) -> VaultContent {
    let path = layout.vaultFile(reference.segment)
    let damaged = AuditError.contentDamaged(path: path, offset: reference.offset)
    let exists: Bool
    do throws(SystemError) {
      exists = try files.status(at: path) != nil
    } catch {
      throw .readFailed(path: path, error)
    }
    guard exists else { throw .contentMissing(path: path) }
    guard reference.length > 4, reference.length < 1 << 30, reference.offset >= 0 else {
      throw damaged
    }
    let file = try OpenFile(path, .readOnly, files: files)
    let bytes = try file.read(at: reference.offset, count: reference.length)
    var rest = bytes[...]
    guard let sealed = rest.takePart(), rest.isEmpty else { throw damaged }
    let plaintext: [UInt8]
    do throws(CryptographyError) {
      plaintext = try key.cipher(forRun: run).open(
        Array(sealed), associatedData: associatedData(log: log, run: run))
    } catch {
      throw error == .notAuthentic ? damaged : .cryptography(error)
    }
    rest = plaintext[...]
    guard let note = rest.takePart(), let draft = rest.takePart() else { throw damaged }
    let identifier = rest.takePart().map { String(decoding: $0, as: UTF8.self) }
    return VaultContent(note: Array(note), draft: Array(draft), noteIdentifier: identifier)
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
  fileprivate mutating func takePart() -> ArraySlice<UInt8>? {
    guard count >= 4 else { return nil }
    let length = prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard count - 4 >= length else { return nil }
    defer { self = dropFirst(4 + length) }
    return dropFirst(4).prefix(length)
  }
}
