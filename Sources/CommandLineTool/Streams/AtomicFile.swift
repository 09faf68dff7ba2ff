import Glibc

/// A file that is there whole or not at all: written beside its place, then moved there.
final class AtomicFile: ByteSink {
  private let path: String
  private let temporaryPath: String
  private let descriptor: CInt
  private var isCommitted = false

  /// - Parameter tag: Tells this run's temporary file from those of others; the process id does.
  /// - Parameter mode: Owner only, since what is written may be derived from a clinical note.
  init(_ path: String, tag: String, mode: mode_t = 0o600) throws(StreamError) {
    self.path = path
    temporaryPath = FilePath.join(
      FilePath.directory(of: path), ".\(FilePath.lastComponent(of: path)).\(tag).tmp")
    if FileStatus.kind(of: path) == .folder {
      throw .failed("\(path): this is a folder; --output needs the name of a file")
    }
    descriptor = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    let reason = errno
    guard descriptor >= 0 else {
      throw .failed("\(path) cannot be written: \(ErrnoText.withRemedy(reason))")
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
      throw .failed("\(path) cannot be written: \(ErrnoText.withRemedy(errno))")
    }
    isCommitted = true
    try synchronizeFolder()
  }

  /// The name is on the disk only when the folder is.
  private func synchronizeFolder() throws(StreamError) {
    let folder = unsafe open(
      FilePath.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // One that may be written but not read cannot be opened for this.
    if folder < 0, errno == EACCES { return }
    defer { if folder >= 0 { close(folder) } }
    // EINVAL: a file system that has no such thing (fsync(2)).
    guard folder >= 0, fsync(folder) == 0 || errno == EINVAL else {
      throw .failed("\(path) may not last: \(ErrnoText.withRemedy(errno))")
    }
  }
}
