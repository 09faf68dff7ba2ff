/// `checkpoints.log`: every checkpoint that was ever signed, each with an empty line behind it.
///
/// It holds the checkpoints that change keys, and shows how the log grew: where a log was rewritten,
/// the last of them that still fits says up to where it was not.
struct CheckpointHistory {
  private let path: String
  private let files: any FileSystem

  init(_ layout: AuditLayout, files: any FileSystem) {
    path = layout.checkpointHistory
    self.files = files
  }

  /// Appends a checkpoint durably, behind the last whole one.
  func append(_ checkpoint: Checkpoint) throws(AuditError) {
    let file = try OpenFile(path, .creating, files: files)
    let size = try file.status().size
    let end = try wholeEnd(file, size: size)
    if end < size { try file.truncate(to: end) }
    do throws(AuditError) {
      try file.write(checkpoint.bytes + [0x0A], at: end)
    } catch {
      // Gives the room back where that is possible; the next one to append cuts it off otherwise.
      try? file.truncate(to: end)
      throw error
    }
    try file.synchronizeData()
  }

  /// Where the last whole checkpoint ends, with its empty line. Behind it there is at most what a
  /// killed process or a loss of power left of one.
  private func wholeEnd(_ file: OpenFile, size: Int) throws(AuditError) -> Int {
    let start = max(0, size - SignedNote.maximumByteCount)
    let tail = try file.read(at: start, count: size - start)
    var end = tail.count
    while end >= 2 {
      if tail[end - 1] == 0x0A, tail[end - 2] == 0x0A {
        let lineStart = tail[..<(end - 2)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        if tail[lineStart...].starts(with: "\u{2014} ".utf8) { return start + end }
      }
      end -= 1
    }
    return start == 0 ? 0 : size
  }

  /// All that can be read, in the order in which they were signed. Says nothing of their signatures.
  func checkpoints() throws(AuditError) -> [Checkpoint] {
    guard try AuditLayout.exists(path, files: files) else { return [] }
    let file = try OpenFile(path, .readOnly, files: files)
    let bytes = try file.read(at: 0, count: try file.status().size)
    var checkpoints: [Checkpoint] = []
    var text: ArraySlice<UInt8>?
    var start = 0
    var index = 1
    while index < bytes.count {
      if bytes[index] == 0x0A, bytes[index - 1] == 0x0A {
        let part = bytes[start..<index]
        if part.starts(with: "\u{2014} ".utf8), let body = text {
          if let checkpoint = Checkpoint(Array(body) + [0x0A] + Array(part)) {
            checkpoints.append(checkpoint)
          }
          text = nil
        } else {
          text = part
        }
        start = index + 1
        index += 1
      }
      index += 1
    }
    return checkpoints
  }
}
