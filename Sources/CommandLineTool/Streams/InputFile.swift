import Glibc

/// What stands at a path.
enum FileStatus {
  enum Kind {
    case missing, file, folder, other
    /// The system does not say; whatever is there must not be passed over.
    case unknown
  }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .missing : .unknown
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }
}

/// Reads whole files up to a limit.
enum InputFile {
  /// Why a file was not read: what is wrong, and how to mend it.
  struct ReadError: Error, Equatable {
    let reason: String
    let hint: String?
  }

  static func read(_ path: String, limit: Int) throws(ReadError) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    return try read(DescriptorSource(descriptor, name: "the file"), limit: limit)
  }

  /// Everything that a source has.
  static func read(_ source: any ByteSource, limit: Int) throws(ReadError) -> [UInt8] {
    if let count = source.byteCount, count > limit { throw tooLarge(count, limit) }
    var bytes: [UInt8] = []
    while true {
      let piece: [UInt8]
      do { piece = try source.read(atMost: 1 << 18) } catch {
        switch error {
        case .failed(let reason): throw ReadError(reason: reason, hint: nil)
        case .closed, .interrupted: throw ReadError(reason: "interrupted; run again", hint: nil)
        }
      }
      if piece.isEmpty { return bytes }
      guard bytes.count + piece.count <= limit else {
        throw tooLarge(bytes.count + piece.count, limit)
      }
      bytes += piece
    }
  }

  /// A descriptor of a file that is there, is no folder and may be read.
  static func open(_ path: String) throws(ReadError) -> CInt {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    let reason = errno
    guard descriptor >= 0 else {
      switch reason {
      case ENOENT, ENOTDIR:
        throw ReadError(reason: "no such file", hint: "check the path; '-' reads standard input")
      case EACCES:
        throw ReadError(
          reason: "no permission to read it",
          hint: "look at its owner and mode with 'ls -l \(ShellWord.quoted(path))'")
      default: throw ReadError(reason: ErrnoText.withRemedy(reason), hint: nil)
      }
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw ReadError(
        reason: "this is a folder, not a file", hint: "name the files in it, or give '*.txt'")
    }
    return descriptor
  }

  private static func tooLarge(_ count: Int, _ limit: Int) -> ReadError {
    ReadError(
      reason: "\(count) bytes or more, above the limit of \(limit)",
      hint: "split it into single notes, or give one note a line with --jsonl")
  }
}
