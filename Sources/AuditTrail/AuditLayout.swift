/// Where the files of a trail lie under its directory.
struct AuditLayout: Sendable {
  let root: String
  /// The directory that the log's own cannot be rolled back with; see `Anchor`.
  let anchor: String

  /// - Parameter anchor: By default the directory beside the trail with `.anchor` behind its name.
  init(root: String, anchor: String? = nil) {
    self.root = Self.trimmed(root)
    self.anchor = anchor.map(Self.trimmed) ?? self.root + ".anchor"
  }

  /// Without slashes, and names of the directory itself, at the end.
  private static func trimmed(_ path: String) -> String {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") || trimmed.hasSuffix("/.") {
      trimmed.removeLast()
    }
    return trimmed
  }

  var segments: String { root + "/seg" }
  var state: String { root + "/state" }
  var vault: String { root + "/vault" }
  var keys: String { root + "/keys" }
  var quarantine: String { root + "/quarantine" }

  var lock: String { state + "/lock" }
  var vaultLock: String { state + "/vault.lock" }
  var reviewLock: String { state + "/review.lock" }
  var head: String { state + "/head" }
  var index: String { root + "/index.sqlite" }
  var poisoned: String { state + "/POISONED" }
  var parts: String { state + "/parts" }
  var key: String { keys + "/local.key" }

  var checkpoint: String { root + "/checkpoint" }
  var checkpointHistory: String { root + "/checkpoints.log" }
  var subjectKeys: String { keys + "/subjects.keys" }
  var verifierKey: String { keys + "/log.vkey" }
  var publishLock: String { state + "/publish.lock" }
  var tree: String { state + "/tree" }

  var directories: [String] { [root, segments, state, vault, keys, quarantine, anchor] }

  static func segmentName(_ number: Int) -> String { "seg/" + digits(number) + ".jsonl" }
  static func vaultName(_ number: Int) -> String { "vault/" + digits(number) + ".vault" }

  /// What stands for a segment that was let go.
  func leaves(_ number: Int) -> String { segments + "/" + Self.digits(number) + ".leaves" }

  func segment(_ number: Int) -> String { root + "/" + Self.segmentName(number) }
  func vaultFile(_ number: Int) -> String { root + "/" + Self.vaultName(number) }

  /// At least six digits, so that names sort like numbers up to a million files (64 TB).
  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 6 - text.count)) + text
  }

  /// The number in a name such as `000012.jsonl`, else nil.
  static func number(in name: String, suffix: String) -> Int? {
    guard name.hasSuffix(suffix) else { return nil }
    let stem = name.dropLast(suffix.count)
    guard stem.count >= 6, stem.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(stem),
      digits(number) == stem
    else { return nil }
    return number
  }

  /// The numbers of the files with this suffix in a directory, in order.
  static func numbers(
    in directory: String, suffix: String, files: any FileSystem
  ) throws(AuditError) -> [Int] {
    do throws(SystemError) {
      return try files.names(in: directory).compactMap { number(in: $0, suffix: suffix) }.sorted()
    } catch {
      throw .unusable(path: directory, error)
    }
  }

  /// Makes what is missing of the directories, and makes their names durable.
  func makeDirectories(files: any FileSystem) throws(AuditError) {
    for path in directories {
      do throws(SystemError) {
        if let status = try files.status(at: path) {
          guard status.isDirectory else { throw SystemError.notADirectory }
          continue
        }
        try makeParents(of: path, files: files)
        do throws(SystemError) {
          try files.makeDirectory(path)
        } catch  where error == .exists {
          // Another process was quicker.
          continue
        }
      } catch {
        throw .unusable(path: path, error)
      }
      try Self.synchronizeDirectory(Self.parent(of: path), files: files)
    }
  }

  private func makeParents(of path: String, files: any FileSystem) throws(SystemError) {
    let parent = Self.parent(of: path)
    guard path == root || path == anchor, parent != "/", parent != ".",
      try files.status(at: parent) == nil
    else {
      return
    }
    try makeParentChain(parent, files: files)
  }

  private func makeParentChain(_ path: String, files: any FileSystem) throws(SystemError) {
    guard path != "/", path != ".", try files.status(at: path) == nil else { return }
    try makeParentChain(Self.parent(of: path), files: files)
    do throws(SystemError) {
      try files.makeDirectory(path)
    } catch  where error == .exists {
      return
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Puts a file in the place of another, whole and durable, or leaves the old one.
  static func replace(
    _ path: String, with bytes: [UInt8], files: any FileSystem
  ) throws(AuditError) {
    let file = try OpenFile(path + ".new", .creating, files: files)
    // One that a process left behind when it was killed may be longer.
    if try file.status().size > bytes.count { try file.truncate(to: 0) }
    try file.write(bytes, at: 0)
    try file.synchronizeData()
    do throws(SystemError) {
      try files.rename(path + ".new", to: path)
    } catch {
      throw .writeFailed(path: path, error)
    }
    try synchronizeDirectory(parent(of: path), files: files)
  }

  /// Whether there is something at the path.
  static func exists(_ path: String, files: any FileSystem) throws(AuditError) -> Bool {
    do throws(SystemError) {
      return try files.status(at: path) != nil
    } catch {
      throw .unusable(path: path, error)
    }
  }

  /// Waits until the names in a directory are on the disk.
  static func synchronizeDirectory(
    _ path: String, files: any FileSystem
  ) throws(AuditError) {
    try OpenFile(path, .directory, files: files).synchronize()
  }
}
