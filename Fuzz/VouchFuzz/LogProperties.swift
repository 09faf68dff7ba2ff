import AuditTrail
import Synchronization
import Workflow

/// What must hold for any bytes in the place of a log.
///
/// The first byte chooses: whole foreign bytes as the log, or edits of a genuine one, with or without
/// the head that remembers its end.
enum LogProperties {
  private static let segment = "/trail/seg/000000.jsonl"
  private static let head = "/trail/state/head"

  static func check(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    var contents = genuine
    let original = contents[segment] ?? []
    switch choice % 3 {
    case 0: contents[segment] = Array(input.dropFirst())
    case 1: contents[segment] = edited(original, by: input.dropFirst())
    default:
      contents[segment] = edited(original, by: input.dropFirst())
      contents[head] = nil
    }
    let files = MemoryFiles()
    files.contents = contents
    verify(files, original: original, knowsEnd: contents[head] != nil)
    read(files)
    append(files, original: original, knowsEnd: contents[head] != nil)
  }

  /// Where the end is known no change goes unseen; where it is not, one of the newest record may, and
  /// a cut.
  private static func verify(_ files: MemoryFiles, original: [UInt8], knowsEnd: Bool) {
    guard let report = try? AuditTrail.verify(at: "/trail", files: files), report.isIntact,
      let log = files.contents[segment], report.log == genuineLog
    else { return }
    let whole = log.prefix(report.bytes)
    if knowsEnd {
      precondition(original.elementsEqual(whole), "no change of a known log goes unseen")
    } else {
      let older = whole.split(separator: 0x0A).dropLast().joined(separator: [0x0A])
      precondition(original.starts(with: older), "a change is seen by what follows it")
    }
  }

  private static func read(_ files: MemoryFiles) {
    // reason: a log that cannot be read is refused, which is an answer
    guard let reader = try? AuditReader(at: "/trail", files: files) else { return }
    _ = try? reader.records(matching: AuditQuery(includesLogEvents: true))
    for record in (try? reader.records(matching: AuditQuery(noteIdentifier: "note-1"))) ?? [] {
      _ = try? reader.content(of: record)
    }
    _ = try? reader.record(seq: 2)
    _ = try? reader.unfinishedRuns()
    // reason: an event whose body is not that of its type is refused as well
    let events = (try? reader.records(matching: AuditQuery(includesLogEvents: true))) ?? []
    _ = try? ReviewCase.all(in: events)
    for record in events {
      _ = try? reader.remark(of: record)
      _ = try? reader.alerts(of: record)
    }
    _ = try? reader.holds()
    _ = try? AuditSearch(reader, usesIndex: false).visitFacts(matching: AuditQuery()) { _, _ in }
    if var position = try? reader.end(behind: events.first) {
      _ = try? reader.records(from: &position)
    }
  }

  /// Either the log is refused untouched, or it goes on, verifies as well or as badly as before, and
  /// nothing acknowledged is gone from it.
  private static func append(_ files: MemoryFiles, original: [UInt8], knowsEnd: Bool) {
    let before = files.contents[segment]
    let wasIntact = isIntact(files)
    let trail: AuditTrail
    do throws(AuditError) {
      trail = try AuditTrail.open(at: "/trail", environment: environment(files, seed: 7))
    } catch {
      precondition(files.contents[segment] == before, "a refused log stays as it was")
      return
    }
    guard (try? trail.append([entry(9)]))?.count == 1 else {
      preconditionFailure("a log that was opened takes a record")
    }
    precondition(isIntact(files) == wasIntact, "appending mends nothing and damages nothing")
    if knowsEnd, wasIntact {
      precondition(
        files.contents[segment]?.starts(with: original) == true, "nothing acknowledged is gone")
    }
  }

  private static func isIntact(_ files: MemoryFiles) -> Bool {
    (try? AuditTrail.verify(at: "/trail", files: files))?.isIntact ?? false
  }

  // MARK: A genuine trail

  private static let genuineCount = 5
  private static let trailFiles: MemoryFiles = {
    let files = MemoryFiles()
    guard
      let trail = try? AuditTrail.open(at: "/trail", environment: environment(files, seed: 1)),
      (1..<genuineCount).allSatisfy({ (try? trail.append([entry($0)])) != nil })
    else { preconditionFailure("a trail in memory can be made") }
    return files
  }()
  private static let genuine: [String: [UInt8]] = {
    // Copied once, so that the inodes that the head remembers are those of every later copy.
    let copy = MemoryFiles()
    copy.contents = trailFiles.contents
    guard
      (try? AuditTrail.open(at: "/trail", environment: environment(copy, seed: 2)))
        .flatMap({ try? $0.append([entry(genuineCount)]) }) != nil
    else { preconditionFailure("a copied trail goes on") }
    return copy.contents
  }()
  private static let genuineLog: String? = {
    let files = MemoryFiles()
    files.contents = genuine
    return (try? AuditTrail.verify(at: "/trail", files: files))?.log
  }()

  /// Every other one is held and has a review.
  private static func entry(_ number: Int) -> AuditEntry {
    let isHeld = number % 2 == 0
    return AuditEntry(
      run: RunRecord(
        command: .check, outcome: isHeld ? .held : .released, audience: "clinician",
        engine: RunRecord.Engine(kind: "external"), policy: nil),
      note: [UInt8(number)], noteIdentifier: "note-\(number)",
      followedBy: isHeld
        ? [
          AuditEvent(.reviewOpened, ReviewRecord(causes: [.held], rules: ["a"])),
          AuditEvent(
            .reviewRejected,
            ReviewRecord(actor: Person(id: "x", role: "gp", assurance: .stated), reason: "unsafe"),
            text: [UInt8(number)]),
        ] : [])
  }

  private static func environment(_ files: MemoryFiles, seed: UInt8) -> AuditEnvironment {
    let next = Mutex(seed)
    return AuditEnvironment(
      now: { Timestamp(microseconds: 1_795_478_400_000_000) },
      randomBytes: { (count) throws(AuditError) in
        next.withLock { next in
          (0..<count).map { index in
            next = next &* 31 &+ UInt8(truncatingIfNeeded: index) &+ 7
            return next
          }
        }
      },
      processID: 1, bootID: "boot", files: files)
  }

  /// Each edit is two bytes of offset, one for what is done, one for a length, then the new bytes.
  private static func edited(_ original: [UInt8], by edits: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = original
    var rest = edits
    while rest.count >= 4 {
      let header = Array(rest.prefix(4))
      rest = rest.dropFirst(4)
      let offset = min(bytes.count, Int(header[0]) << 8 | Int(header[1]))
      let length = Int(header[3])
      let end = min(bytes.count, offset + length)
      switch header[2] % 6 {
      case 0:
        bytes.replaceSubrange(offset..<end, with: rest.prefix(end - offset))
        rest = rest.dropFirst(end - offset)
      case 1: bytes.removeSubrange(offset..<end)
      case 2: bytes.insert(contentsOf: bytes[offset..<end], at: offset)
      case 3: bytes.removeSubrange(offset...)
      case 4:
        bytes += rest.prefix(length)
        rest = rest.dropFirst(length)
      default:
        // A whole line is moved to the end.
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        guard let feed = bytes[start...].firstIndex(of: 0x0A) else { continue }
        let line = Array(bytes[start...feed])
        bytes.removeSubrange(start...feed)
        bytes += line
      }
    }
    return bytes
  }
}
