import Glibc

/// A file that is there whole or not at all: written beside its place, then moved there.
final class AtomicFile: ByteSink {
  private let path: String
  private let temporaryPath: String
  private let descriptor: CInt
  private var isCommitted = false

  /// - Parameter tag: Tells this run's temporary file from those of others; the process id does.
  init(_ path: String, tag: String) throws(StreamError) {
    self.path = path
    temporaryPath = FilePath.join(
      FilePath.directory(of: path), ".\(FilePath.lastComponent(of: path)).\(tag).tmp")
    if FileStatus.kind(of: path) == .folder {
      throw .failed("\(path): this is a folder; --output needs the name of a file")
    }
    // Owner only: what is written may be derived from a clinical note.
    descriptor = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let reason = errno
    guard descriptor >= 0 else {
      throw .failed("\(path) cannot be written: \(ErrnoText.of(reason))")
    }
  }

  deinit {
    close(descriptor)
    if !isCommitted { unsafe unlink(temporaryPath) }
  }

  func write(_ bytes: [UInt8]) throws(StreamError) {
    try DescriptorSink(descriptor, name: path).write(bytes)
  }

  var isTerminal: Bool { false }
  var columns: Int? { nil }

  /// Puts the file in its place, for good.
  func commit() throws(StreamError) {
    guard fsync(descriptor) == 0, unsafe rename(temporaryPath, path) == 0 else {
      throw .failed("\(path) cannot be written: \(ErrnoText.of(errno))")
    }
    isCommitted = true
  }
}
