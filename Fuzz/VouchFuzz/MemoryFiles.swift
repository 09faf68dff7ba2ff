import AuditTrail
import Glibc
import Synchronization

/// A file system in memory, so that a trail can be opened thousands of times a second.
final class MemoryFiles: FileSystem {
  private struct Node {
    var bytes: [UInt8] = []
    var inode: UInt64
  }

  private struct State {
    var files: [String: Node] = [:]
    var folders: Set<String> = ["/"]
    /// The path that a descriptor stands for.
    var open: [Int32: String] = [:]
    var nextDescriptor: Int32 = 3
    var nextInode: UInt64 = 1
  }

  private let state = Mutex(State())

  /// The bytes of every file by path; setting gives inodes in order
  /// of path, so that copies of one trail have the same ones.
  var contents: [String: [UInt8]] {
    get { state.withLock { $0.files.mapValues(\.bytes) } }
    set {
      state.withLock { state in
        state.files = [:]
        for (path, bytes) in newValue.sorted(by: { $0.key < $1.key }) {
          state.files[path] = Node(bytes: bytes, inode: state.nextInode)
          state.nextInode += 1
          var parts = path.split(separator: "/").dropLast()
          while !parts.isEmpty {
            state.folders.insert("/" + parts.joined(separator: "/"))
            parts.removeLast()
          }
        }
      }
    }
  }

  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Int32 {
    try state.withLock { (state) throws(SystemError) in
      switch mode {
      case .directory:
        guard state.folders.contains(path) else { throw SystemError(code: ENOENT) }
      case .readOnly, .readWrite:
        guard state.files[path] != nil else { throw SystemError(code: ENOENT) }
      case .creating, .creatingExclusively:
        if state.files[path] != nil {
          guard mode == .creating else { throw SystemError(code: EEXIST) }
        } else {
          state.files[path] = Node(inode: state.nextInode)
          state.nextInode += 1
        }
      }
      let descriptor = state.nextDescriptor
      state.nextDescriptor += 1
      state.open[descriptor] = path
      return descriptor
    }
  }

  func close(_ descriptor: Int32) { state.withLock { _ = $0.open.removeValue(forKey: descriptor) } }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try state.withLock { (state) throws(SystemError) in
      guard let path = state.open[descriptor], let node = state.files[path] else {
        throw SystemError(code: EBADF)
      }
      return Self.status(of: node)
    }
  }

  func status(at path: String) throws(SystemError) -> FileStatus? {
    state.withLock { state in
      if state.folders.contains(path) {
        return FileStatus(size: 0, inode: 0, mode: 0o700, isDirectory: true)
      }
      return state.files[path].map(Self.status(of:))
    }
  }

  private static func status(of node: Node) -> FileStatus {
    FileStatus(size: node.bytes.count, inode: node.inode, mode: 0o600, isDirectory: false)
  }

  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try edit(descriptor) { bytes in Array(bytes.dropFirst(offset).prefix(count)) }
  }

  func write(
    _ descriptor: Int32, _ piece: ArraySlice<UInt8>, at offset: Int
  ) throws(SystemError) -> Int {
    try edit(descriptor) { bytes in
      if bytes.count < offset { bytes += [UInt8](repeating: 0, count: offset - bytes.count) }
      let end = min(bytes.count, offset + piece.count)
      bytes.replaceSubrange(offset..<end, with: piece)
      return piece.count
    }
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try edit(descriptor) { bytes in
      if size < bytes.count { bytes.removeSubrange(size...) }
    }
  }

  private func edit<Result>(
    _ descriptor: Int32, _ body: (inout [UInt8]) -> Result
  ) throws(SystemError) -> Result {
    try state.withLock { (state) throws(SystemError) in
      guard let path = state.open[descriptor], var node = state.files[path] else {
        throw SystemError(code: EBADF)
      }
      let result = body(&node.bytes)
      state.files[path] = node
      return result
    }
  }

  func synchronizeData(_ descriptor: Int32) throws(SystemError) {}
  func synchronize(_ descriptor: Int32) throws(SystemError) {}
  func lock(
    _ descriptor: Int32, exclusively: Bool, waiting: Bool
  ) throws(SystemError) -> Bool { true }
  func unlock(_ descriptor: Int32) {}

  func makeDirectory(_ path: String) throws(SystemError) {
    state.withLock { _ = $0.folders.insert(path) }
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try state.withLock { (state) throws(SystemError) in
      guard let node = state.files.removeValue(forKey: path) else {
        throw SystemError(code: ENOENT)
      }
      state.files[newPath] = node
    }
  }

  func remove(_ path: String) throws(SystemError) {
    state.withLock { _ = $0.files.removeValue(forKey: path) }
  }

  func names(in path: String) throws(SystemError) -> [String] {
    state.withLock { state in
      state.files.keys.filter { $0.hasPrefix(path + "/") }
        .map { String($0.dropFirst(path.count + 1)) }
        .filter { !$0.contains("/") }.sorted()
    }
  }
}
