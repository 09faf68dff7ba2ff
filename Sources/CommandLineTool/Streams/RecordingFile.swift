import Glibc

/// A file of replies that is written to as they come; only whole lines stay in it.
final class RecordingFile: Sendable {
  private let descriptor: CInt
  /// What stood in it, up to its last whole line.
  let bytes: [UInt8]

  /// In bytes: more than any recording of an evaluation has.
  static let limit = 1 << 30

  /// - Throws: also where another run writes to it.
  init(_ path: String) throws(InputFile.ReadError) {
    // Owner only: replies hold words of notes.
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o600)
    guard descriptor >= 0 else {
      throw InputFile.ReadError(reason: ErrnoText.withRemedy(errno), hint: nil)
    }
    self.descriptor = descriptor
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw InputFile.ReadError(reason: "another run writes to it", hint: "wait for its end")
    }
    let all = try InputFile.read(
      DescriptorSource(descriptor, name: "the file"), limit: Self.limit)
    bytes = Self.whole(all)
    guard bytes.count == all.count || ftruncate(descriptor, off_t(bytes.count)) == 0 else {
      throw InputFile.ReadError(reason: ErrnoText.withRemedy(errno), hint: nil)
    }
  }

  deinit { close(descriptor) }

  /// A run that was killed may have torn its last line.
  static func whole(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<(bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)])
  }

  /// Appends a line; nil, or why it could not. What was begun is taken back.
  func append(_ line: [UInt8]) -> String? {
    let end = lseek(descriptor, 0, SEEK_END)
    var done = 0
    while done < line.count {
      let count = unsafe line.withUnsafeBytes { buffer in
        unsafe write(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = ErrnoText.withRemedy(errno)
        ftruncate(descriptor, end)
        return reason
      }
      done += count
    }
    return nil
  }
}
