import Glibc

/// The few file operations that durability rests on; tests put failures in between.
package protocol FileSystem: Sendable {
  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Int32
  func close(_ descriptor: Int32)
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus
  /// Nil where there is no such file.
  func status(at path: String) throws(SystemError) -> FileStatus?
  /// Fewer bytes than asked for only at the end of the file.
  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8]
  /// The number of bytes written, which may be fewer than given.
  func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>, at offset: Int)
    throws(SystemError) -> Int
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError)
  /// Waits until the contents of the file are on the disk.
  func synchronizeData(_ descriptor: Int32) throws(SystemError)
  /// Waits until a file or a directory is on the disk with all that describes it.
  func synchronize(_ descriptor: Int32) throws(SystemError)
  /// Takes the advisory lock; false where another holds it and waiting was not asked for.
  func lock(_ descriptor: Int32, exclusively: Bool, waiting: Bool) throws(SystemError) -> Bool
  func unlock(_ descriptor: Int32)
  func makeDirectory(_ path: String) throws(SystemError)
  func rename(_ path: String, to newPath: String) throws(SystemError)
  func remove(_ path: String) throws(SystemError)
  /// The names in a directory, sorted, without `.` and `..`.
  func names(in path: String) throws(SystemError) -> [String]
  /// Whether a path lies, or would lie, on a file system of another machine.
  func isOnNetwork(_ path: String) -> Bool
}

/// How a file is opened; what is created gets mode 0600.
package enum OpenMode: Sendable {
  case readOnly, directory, readWrite, creating, creatingExclusively
}

package struct FileStatus: Sendable, Hashable {
  package var size: Int
  package var inode: UInt64
  /// The permission bits.
  package var mode: Int
  package var isDirectory: Bool
  /// The number of the user whom it belongs to.
  package var owner: UInt32

  package init(size: Int, inode: UInt64, mode: Int, isDirectory: Bool, owner: UInt32 = 0) {
    self.owner = owner
    self.size = size
    self.inode = inode
    self.mode = mode
    self.isDirectory = isDirectory
  }
}

/// An error number of the system (errno(3)).
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The error of the call that just failed.
  static var last: SystemError { SystemError(code: errno) }

  package var description: String {
    var text = [CChar](repeating: 0, count: 128)
    guard unsafe strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// The file system of this machine.
package struct SystemFiles: FileSystem {
  package init() {}

  package func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Int32 {
    let flags: Int32 =
      switch mode {
      case .readOnly: O_RDONLY
      case .directory: O_RDONLY | O_DIRECTORY
      case .readWrite: O_RDWR
      case .creating: O_RDWR | O_CREAT
      case .creatingExclusively: O_RDWR | O_CREAT | O_EXCL
      }
    // Files have no use for O_NONBLOCK; a pipe in the place of one would be waited for without end.
    let always = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    return try retrying { unsafe Glibc.open(path, flags | always, 0o600) }
  }

  package func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  package func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  package func status(at path: String) throws(SystemError) -> FileStatus? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw .last
    }
    return FileStatus(status)
  }

  package func read(
    _ descriptor: Int32, at offset: Int, count: Int
  ) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let taken = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled,
          offset + filled)
        if taken < 0 {
          if errno == EINTR { continue }
          failure = .last
          return
        }
        if taken == 0 { return }
        filled += taken
      }
    }
    if let failure { throw failure }
    return bytes
  }

  package func write(
    _ descriptor: Int32, _ bytes: ArraySlice<UInt8>, at offset: Int
  ) throws(SystemError) -> Int {
    while true {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, offset)
      }
      if written >= 0 { return written }
      guard errno == EINTR else { throw .last }
    }
  }

  package func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    _ = try retrying { ftruncate(descriptor, size) }
  }

  // Neither is tried again after an error: the kernel may have dropped what it could not write, and
  // says so once only.
  package func synchronizeData(_ descriptor: Int32) throws(SystemError) {
    guard fdatasync(descriptor) == 0 else { throw .last }
  }

  package func synchronize(_ descriptor: Int32) throws(SystemError) {
    guard fsync(descriptor) == 0 else { throw .last }
  }

  package func lock(
    _ descriptor: Int32, exclusively: Bool, waiting: Bool
  ) throws(SystemError) -> Bool {
    let operation = (exclusively ? LOCK_EX : LOCK_SH) | (waiting ? 0 : LOCK_NB)
    do throws(SystemError) {
      _ = try retrying { flock(descriptor, operation) }
      return true
    } catch  where error.code == EWOULDBLOCK {
      return false
    }
  }

  package func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

  package func makeDirectory(_ path: String) throws(SystemError) {
    guard unsafe mkdir(path, 0o700) == 0 else { throw .last }
  }

  package func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard unsafe Glibc.rename(path, newPath) == 0 else { throw .last }
  }

  package func remove(_ path: String) throws(SystemError) {
    guard unsafe unlink(path) == 0 else { throw .last }
  }

  package func names(in path: String) throws(SystemError) -> [String] {
    guard let directory = unsafe opendir(path) else { throw .last }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while true {
      // The end and a failure are told apart by the error number alone (readdir(3)).
      errno = 0
      guard let entry = unsafe readdir(directory) else {
        guard errno == 0 else { throw .last }
        break
      }
      // The name is an array of a fixed size in C, ended by a zero.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe String(cString: UnsafeRawPointer(tuple).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether there is a folder, and not a link to one.
  package func isFolderItself(_ path: String) throws(SystemError) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw .last }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  private func retrying(_ call: () -> Int32) throws(SystemError) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      guard errno == EINTR else { throw .last }
    }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    self.init(
      size: Int(status.st_size), inode: UInt64(status.st_ino), mode: Int(status.st_mode & 0o7777),
      isDirectory: status.st_mode & S_IFMT == S_IFDIR, owner: status.st_uid)
  }
}

extension SystemError {
  /// What a person can do about it; an imperative without a full stop.
  package var remedy: String {
    switch code {
    case ENOSPC, EDQUOT: "free some space, then run again"
    case EFBIG: "raise the limit of file sizes (see 'ulimit -f'), then run again"
    case EACCES, EPERM: "look at the owner and the mode with 'ls -ld', or name another place"
    case EROFS: "the file system can only be read; name another place"
    case EMFILE, ENFILE: "raise the limit of open files (see 'ulimit -n'), then run again"
    case ENOMEM: "free some memory, or raise its limit (see 'ulimit -v'), then run again"
    case EBADF: "the stream is closed; open it, or name a file"
    case ENOENT, ENOTDIR, EISDIR, ELOOP, ENXIO, ESPIPE, EINVAL:
      "see that it is what it should be with 'ls -ld'"
    default: "check the disk ('dmesg' says more), then run again"
    }
  }

  static let inputOutput = SystemError(code: EIO)
  static let noSpace = SystemError(code: ENOSPC)
  static let exists = SystemError(code: EEXIST)
  static let notADirectory = SystemError(code: ENOTDIR)
  static let notFound = SystemError(code: ENOENT)
}
