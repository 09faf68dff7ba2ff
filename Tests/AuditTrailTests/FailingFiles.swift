import AuditTrail
import Glibc
import Synchronization

/// Files of which one operation fails: the Nth of its kind, with or without having had its effect.
final class FailingFiles: FileSystem {
  enum Operation: String, CaseIterable, Sendable {
    case open, write, truncate, synchronizeData, synchronize, makeDirectory, rename, lock
  }

  enum Manner: String, CaseIterable, Sendable {
    /// Nothing was done.
    case withoutEffect
    /// It was done, and yet reported as failed.
    case afterEffect
    /// Half of it was written and all later writes fail as well, as on a full disk.
    case fullDisk
  }

  let operation: Operation
  let number: Int
  let manner: Manner
  private let calls = Atomic<Int>(0)
  private let real = UnsyncedFiles()

  init(_ operation: Operation, number: Int, manner: Manner) {
    self.operation = operation
    self.number = number
    self.manner = manner
  }

  /// Whether the operation was reached.
  var hasFailed: Bool { calls.load(ordering: .relaxed) >= number }

  /// Which call this is, of its kind; 0 for other kinds.
  private func count(_ operation: Operation) -> Int {
    guard operation == self.operation else { return 0 }
    return calls.add(1, ordering: .relaxed).newValue
  }

  private func run<Result>(
    _ operation: Operation, _ effect: () throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    guard count(operation) == number else { return try effect() }
    if manner != .withoutEffect { _ = try effect() }
    throw SystemError(code: EIO)
  }

  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Int32 {
    guard count(.open) == number else { return try real.open(path, mode) }
    if manner == .afterEffect { real.close(try real.open(path, mode)) }
    throw SystemError(code: EIO)
  }
  func close(_ descriptor: Int32) { real.close(descriptor) }
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try real.status(of: descriptor)
  }
  func status(at path: String) throws(SystemError) -> FileStatus? { try real.status(at: path) }
  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try real.read(descriptor, at: offset, count: count)
  }
  func write(
    _ descriptor: Int32, _ bytes: ArraySlice<UInt8>, at offset: Int
  ) throws(SystemError) -> Int {
    let call = count(.write)
    guard call >= number else { return try real.write(descriptor, bytes, at: offset) }
    switch manner {
    case .withoutEffect where call == number: throw SystemError(code: EIO)
    case .afterEffect where call == number:
      _ = try real.write(descriptor, bytes, at: offset)
      throw SystemError(code: EIO)
    case .fullDisk:
      guard call == number, bytes.count > 1 else { throw SystemError(code: ENOSPC) }
      return try real.write(descriptor, bytes.prefix(bytes.count / 2), at: offset)
    case .withoutEffect, .afterEffect: return try real.write(descriptor, bytes, at: offset)
    }
  }
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try run(.truncate) { () throws(SystemError) in try real.truncate(descriptor, to: size) }
  }
  func synchronizeData(_ descriptor: Int32) throws(SystemError) {
    try run(.synchronizeData) {}
  }
  func synchronize(_ descriptor: Int32) throws(SystemError) { try run(.synchronize) {} }
  func lock(
    _ descriptor: Int32, exclusively: Bool, waiting: Bool
  ) throws(SystemError) -> Bool {
    if count(.lock) == number { throw SystemError(code: ENOLCK) }
    return try real.lock(descriptor, exclusively: exclusively, waiting: waiting)
  }
  func unlock(_ descriptor: Int32) { real.unlock(descriptor) }
  func makeDirectory(_ path: String) throws(SystemError) {
    try run(.makeDirectory) { () throws(SystemError) in try real.makeDirectory(path) }
  }
  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try run(.rename) { () throws(SystemError) in try real.rename(path, to: newPath) }
  }
  func remove(_ path: String) throws(SystemError) { try real.remove(path) }
  func names(in path: String) throws(SystemError) -> [String] { try real.names(in: path) }
}

/// A file system that was mounted read-only.
struct ReadOnlyFiles: FileSystem {
  private let real = SystemFiles()
  private let refusal = SystemError(code: EROFS)

  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Int32 {
    switch mode {
    case .readOnly, .directory: try real.open(path, mode)
    case .readWrite, .creating, .creatingExclusively: throw refusal
    }
  }
  func close(_ descriptor: Int32) { real.close(descriptor) }
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try real.status(of: descriptor)
  }
  func status(at path: String) throws(SystemError) -> FileStatus? { try real.status(at: path) }
  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try real.read(descriptor, at: offset, count: count)
  }
  func write(
    _ descriptor: Int32, _ bytes: ArraySlice<UInt8>, at offset: Int
  ) throws(SystemError) -> Int { throw refusal }
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) { throw refusal }
  func synchronizeData(_ descriptor: Int32) throws(SystemError) {}
  func synchronize(_ descriptor: Int32) throws(SystemError) {}
  func lock(
    _ descriptor: Int32, exclusively: Bool, waiting: Bool
  ) throws(SystemError) -> Bool {
    try real.lock(descriptor, exclusively: exclusively, waiting: waiting)
  }
  func unlock(_ descriptor: Int32) { real.unlock(descriptor) }
  func makeDirectory(_ path: String) throws(SystemError) { throw refusal }
  func rename(_ path: String, to newPath: String) throws(SystemError) { throw refusal }
  func remove(_ path: String) throws(SystemError) { throw refusal }
  func names(in path: String) throws(SystemError) -> [String] { try real.names(in: path) }
}
