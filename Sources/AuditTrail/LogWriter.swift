import CanonicalJSON
import Cryptography

/// The end of a log, as one process appends to it. Not shared: `AuditTrail` keeps it under a mutex.
///
/// All methods that touch the end run under the lock of the trail, and first find out what other
/// processes did since. Nothing here waits for the disk, except when a segment is begun.
struct LogWriter {
  let layout: AuditLayout
  let environment: AuditEnvironment
  /// 32 hexadecimal digits.
  let log: String
  let boot: Digest
  let lockFile: OpenFile
  private let headFile: OpenFile
  private let sync: SharedSync

  var segment: OpenFile
  var inode: UInt64
  var tip: Tip
  /// What `state/head` said last.
  var head: Head?
  /// Behind the newest record that this process wrote; 0 where it wrote none.
  private(set) var ownEnd = 0

  init(
    layout: AuditLayout, environment: AuditEnvironment, log: String, lockFile: OpenFile,
    segment: OpenFile, sync: SharedSync
  ) throws(AuditError) {
    self.layout = layout
    self.environment = environment
    self.log = log
    self.lockFile = lockFile
    self.sync = sync
    boot = SHA256.hash(environment.bootID)
    headFile = try OpenFile(layout.head, .creating, files: environment.files)
    self.segment = segment
    inode = try segment.status().inode
    tip = .empty
  }

  /// Where a batch of records went.
  struct Placement {
    /// The number of the first record.
    let first: Int
    /// Where the last one ends.
    let end: LogPosition
    /// The file that must be synchronized.
    let file: OpenFile
  }

  /// Puts the records at the end of the log. They are durable when `end` is.
  mutating func append(_ records: [PendingRecord]) throws(AuditError) -> Placement {
    let lock = lockFile
    return try lock.locked { () throws(AuditError) in
      try Self.refuseIfPoisoned(layout, files: environment.files)
      try refresh()
      if tip.size >= environment.segmentLimit {
        try confirmNewest()
        if tip.size >= environment.segmentLimit { try rotate() }
      }
      return try write(records)
    }
  }

  /// Where the log ends now, and the file that it ends in.
  mutating func end() throws(AuditError) -> (Tip, OpenFile) {
    let lock = lockFile
    return try lock.locked { () throws(AuditError) in
      try Self.refuseIfPoisoned(layout, files: environment.files)
      try refresh()
      try confirmNewest()
      return (tip, segment)
    }
  }

  static func refuseIfPoisoned(
    _ layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) {
    guard try !isPoisoned(layout, files: files) else { throw .poisoned(path: layout.poisoned) }
  }

  static func isPoisoned(
    _ layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) -> Bool {
    do throws(SystemError) {
      return try files.status(at: layout.poisoned) != nil
    } catch {
      throw .unusable(path: layout.poisoned, error)
    }
  }

  // MARK: Writing

  /// Writes whole lines at the tip, in one piece where the system takes it so.
  mutating func write(_ records: [PendingRecord]) throws(AuditError) -> Placement {
    var lines = JSONWriter(reservingCapacity: records.reduce(0) { $0 + $1.body.count + 500 })
    var next = tip
    let origin = PendingRecord.Origin(
      log: log, processID: environment.processID, host: environment.host,
      boot: String(boot.hex.prefix(RecordLine.bootDigits)),
      isClockKept: environment.isClockKept())
    for record in records {
      let start = lines.bytes.count
      record.write(
        to: &lines, from: origin, sequence: next.count, previous: next.leaf,
        at: environment.now(), uptime: environment.uptime())
      let end = lines.bytes.count - 1
      guard end - start <= RecordLine.maximumByteCount else {
        throw .recordTooLarge(bytes: end - start)
      }
      next.leaf = MerkleTree.leafHash(lines.bytes.span.extracting(start..<end))
      next.count += 1
    }
    next.size += lines.bytes.count
    do throws(AuditError) {
      try segment.write(lines.bytes, at: tip.size)
    } catch {
      // Takes back what was written of it. Where even that fails, the next one to append finds an
      // unfinished line and puts it into quarantine.
      try? segment.truncate(to: tip.size)
      throw error
    }
    let placement = Placement(
      first: tip.count, end: LogPosition(segment: next.segment, offset: next.size), file: segment)
    tip = next
    ownEnd = next.count
    sync.noteWritten(placement.end)
    // Only a cache: without it, the next one to append rereads the lines that it does not cover.
    try? writeHead()
    return placement
  }

  mutating func writeHead() throws(AuditError) {
    var durable = sync.durableBytes(inSegment: tip.segment)
    if let head, head.tip.segment == tip.segment { durable = max(durable, head.durable) }
    let new = Head(tip: tip, inode: inode, durable: min(durable, tip.size), boot: boot)
    try headFile.write(new.bytes, at: 0)
    head = new
  }

  /// Notes in the head what became durable, if nobody else is busy with it just now.
  mutating func noteDurable() {
    // This only lengthens what the head vouches for, so each failure may be passed over.
    guard
      (try? environment.files.lock(lockFile.descriptor, exclusively: true, waiting: false)) == true
    else { return }
    defer { environment.files.unlock(lockFile.descriptor) }
    guard let current = try? readHead(), current.tip.segment == tip.segment,
      current.inode == inode, current.boot == boot
    else { return }
    var new = current
    new.durable = max(
      current.durable, min(sync.durableBytes(inSegment: tip.segment), current.tip.size))
    try? headFile.write(new.bytes, at: 0)
  }

  func readHead() throws(AuditError) -> Head? {
    Head(try headFile.read(at: 0, count: Head.byteCount))
  }

  // MARK: Segments

  /// Begins the next segment. All of the old one is made durable first, so that a durable record
  /// always means a durable log up to it.
  private mutating func rotate() throws(AuditError) {
    let end = LogPosition(segment: tip.segment, offset: tip.size)
    sync.noteWritten(end)
    do throws(AuditError) {
      try sync.settle(through: end, file: segment)
    } catch {
      Self.markPoisoned(layout: layout, files: environment.files)
      throw error
    }
    var next = tip
    next.segment += 1
    next.size = 0
    // An empty one was begun by a process that died before it told anybody, and is taken over.
    let file = try OpenFile(
      layout.segment(next.segment), .creating, files: environment.files)
    let status = try file.status()
    guard status.size == 0 else {
      throw .historyChanged(
        ChainFault(
          file: AuditLayout.segmentName(next.segment), line: 1, offset: 0, reason: .foreign))
    }
    try AuditLayout.synchronizeDirectory(layout.segments, files: environment.files)
    let old = (segment, inode, tip)
    (segment, inode, tip) = (file, status.inode, next)
    do throws(AuditError) {
      // Here the head must be told: other processes learn of the new segment from it alone.
      try writeHead()
    } catch {
      (segment, inode, tip) = old
      throw error
    }
  }

  mutating func open(segment number: Int) throws(AuditError) {
    segment = try OpenFile(layout.segment(number), .readWrite, files: environment.files)
    inode = try segment.status().inode
  }

  /// Leaves word for all processes that what the page cache shows may not be on the disk.
  static func markPoisoned(layout: AuditLayout, files: any FileSystem) {
    // On a disk that fails this may fail too; this process stops in any case.
    guard let mark = try? OpenFile(layout.poisoned, .creating, files: files) else { return }
    try? mark.synchronize()
    try? AuditLayout.synchronizeDirectory(layout.state, files: files)
  }
}
