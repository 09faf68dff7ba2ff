import AuditTrail
import Glibc
import Synchronization
import TestSupport

/// A directory of its own for one test, removed at its end with what is beside it.
final class TemporaryDirectory: Sendable {
  let path: String
  private let outer: String

  init() {
    // The test fails at its first file operation where there is no such directory.
    var template = Array("/tmp/vouch-audit-XXXXXX".utf8CString)
    unsafe mkdtemp(&template)
    outer = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = outer + "/audit"
    _ = unsafe mkdir(path, 0o700)
  }

  deinit { Self.remove(outer) }

  /// The anchor that a trail in this directory has by default.
  var anchor: String { path + ".anchor" }

  private static func remove(_ path: String) {
    let files = SystemFiles()
    for name in (try? files.names(in: path)) ?? [] {
      let child = path + "/" + name
      if (try? files.status(at: child))?.isDirectory == true {
        remove(child)
      } else {
        try? files.remove(child)
      }
    }
    _ = unsafe rmdir(path)
  }

  func read(_ name: String) throws -> [UInt8] { try Self.read(path + "/" + name) }

  static func read(_ path: String) throws -> [UInt8] {
    let files = SystemFiles()
    let descriptor = try files.open(path, .readOnly)
    defer { files.close(descriptor) }
    return try files.read(descriptor, at: 0, count: try files.status(of: descriptor).size)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let files = SystemFiles()
    let descriptor = try files.open(path + "/" + name, .creating)
    defer { files.close(descriptor) }
    try files.truncate(descriptor, to: 0)
    if !bytes.isEmpty { _ = try files.write(descriptor, bytes[...], at: 0) }
  }

  /// All files below, relative to the directory.
  func files(below folder: String = "") throws -> [String] {
    var found: [String] = []
    for name in try SystemFiles().names(in: path + "/" + folder) {
      let child = folder.isEmpty ? name : folder + "/" + name
      if try SystemFiles().status(at: path + "/" + child)?.isDirectory == true {
        found += try files(below: child)
      } else {
        found.append(child)
      }
    }
    return found
  }

  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try files() { contents[name] = try read(name) }
    return contents
  }

  /// Makes the directory hold just these files, and the folders that a trail has.
  func restore(_ contents: [String: [UInt8]]) throws {
    for name in try files() { try SystemFiles().remove(path + "/" + name) }
    for folder in ["seg", "state", "vault", "keys", "quarantine"]
    where try SystemFiles().status(at: path + "/" + folder) == nil {
      try SystemFiles().makeDirectory(path + "/" + folder)
    }
    for (name, bytes) in contents { try write(bytes, to: name) }
  }
}

/// A world whose clock ticks once a millisecond from a fixed moment, and whose dice are loaded.
func testEnvironment(
  seed: UInt64 = 1, boot: String = "boot-1", files: any FileSystem = UnsyncedFiles(),
  segmentLimit: Int = 64 << 20
) -> AuditEnvironment {
  // 2026-11-24T00:00:00Z
  let clock = Atomic<Int64>(1_795_478_400_000_000)
  let dice = Mutex(SplitMix64(seed: seed))
  return AuditEnvironment(
    now: {
      Timestamp(microseconds: clock.add(1000, ordering: .relaxed).oldValue)
    },
    randomBytes: { (count) throws(AuditError) in
      dice.withLock { dice in
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &dice) }
      }
    },
    processID: 4711, bootID: boot, files: files, segmentLimit: segmentLimit)
}

/// An entry with something in most of its fields.
func sampleEntry(
  _ number: Int, outcome: RunRecord.Outcome = .released, rule: String = "dose.mismatch",
  identifier: String? = nil
) -> AuditEntry {
  AuditEntry(
    run: RunRecord(
      command: .summarize, outcome: outcome, audience: "clinician",
      engine: RunRecord.Engine(kind: "extractive", name: "vouch-extractive", version: "1"),
      policy: RunRecord.Policy(bundle: "starter", revision: 3, digest: "sha256:ab"),
      findings: [
        RunRecord.Finding(
          rule: rule, severity: "major", disposition: "annotate",
          mode: "enforce", summarySpan: RecordedSpan(start: 1, end: 2),
          noteSpans: [RecordedSpan(start: 3, end: 9)])
      ],
      escalations: [
        RunRecord.Escalation(
          rule: "redflag.stemi", family: "cardiac", urgency: "immediate", route: "on-call",
          withinMinutes: 15, noteSpans: [RecordedSpan(start: 5, end: 7)])
      ],
      disclaimers: [RunRecord.Disclaimer(id: "not-for-clinical-use", version: 1)],
      evidence: RunRecord.Evidence(statements: 4, supported: 3)),
    note: Array("CANARY note \(number)".utf8), noteIdentifier: identifier ?? "CANARY id \(number)",
    draft: Array("CANARY draft \(number)".utf8),
    output: outcome == .released ? Array("CANARY output \(number)".utf8) : nil)
}

/// An entry with as little as possible, for tests that look at each byte.
func smallEntry(_ number: Int) -> AuditEntry {
  AuditEntry(
    run: RunRecord(
      command: .check, outcome: .released, audience: "patient",
      engine: RunRecord.Engine(kind: "external"), policy: nil),
    note: [UInt8(number)], keepsContent: false)
}

/// Files whose synchronizations return at once: enough wherever no loss of power is played.
struct UnsyncedFiles: FileSystem {
  private let real = SystemFiles()
  /// Whether they claim to lie on another machine.
  var isRemote = false
  /// A file that can only be read.
  var readOnlyPath: String?

  func isOnNetwork(_ path: String) -> Bool { isRemote }

  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Int32 {
    if path == readOnlyPath, mode != .readOnly { throw SystemError(code: EROFS) }
    return try real.open(path, mode)
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
  ) throws(SystemError) -> Int { try real.write(descriptor, bytes, at: offset) }
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try real.truncate(descriptor, to: size)
  }
  func synchronizeData(_ descriptor: Int32) throws(SystemError) {}
  func synchronize(_ descriptor: Int32) throws(SystemError) {}
  func lock(
    _ descriptor: Int32, exclusively: Bool, waiting: Bool
  ) throws(SystemError) -> Bool {
    try real.lock(descriptor, exclusively: exclusively, waiting: waiting)
  }
  func unlock(_ descriptor: Int32) { real.unlock(descriptor) }
  func makeDirectory(_ path: String) throws(SystemError) { try real.makeDirectory(path) }
  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try real.rename(path, to: newPath)
  }
  func remove(_ path: String) throws(SystemError) { try real.remove(path) }
  func names(in path: String) throws(SystemError) -> [String] { try real.names(in: path) }
}
