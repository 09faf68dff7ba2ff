import CanonicalJSON
import Cryptography

// What happens when the log does not end where the head says. Three things can be the reason: another
// process was killed, the machine lost power, or somebody changed the log. The first two leave a tail
// that nobody was told of; that goes into quarantine, and the log says so. The third is refused.
extension LogWriter {
  /// Finds the end of the log. Usually the head knows it.
  mutating func refresh() throws(AuditError) {
    head = try readHead()
    guard let head, head.boot == boot else { return try rescanNewest(allowingHole: head != nil) }
    if head.tip.segment != tip.segment || head.inode != inode {
      try open(segment: head.tip.segment)
    }
    let size = try segment.status().size
    if size < head.durable, head.inode == inode {
      throw .recordsMissing(path: segment.path, bytes: head.durable - size)
    }
    if head.inode != inode || size < head.tip.size {
      try rescan(segment: head.tip.segment, allowingHole: false)
    } else if size > head.tip.size {
      var scan = ChainScan(
        segment, name: AuditLayout.segmentName(head.tip.segment), log: Array(log.utf8),
        from: head.tip)
      try scan.run(to: size)
      if scan.fault != nil {
        // From the start, for the number of the line.
        try rescan(segment: head.tip.segment, allowingHole: false)
      } else {
        tip = scan.tip
      }
    } else {
      tip = head.tip
    }
  }

  /// When a trail is opened: as `refresh`, and looks at the newest record itself.
  mutating func refreshAtOpen() throws(AuditError) {
    try refresh()
    try confirmNewest()
    guard tip.size > 0 else { return }
    let start = max(0, tip.size - RecordLine.maximumByteCount - 1)
    let bytes = try segment.read(at: start, count: tip.size - start)
    let line = bytes.dropLast().lastIndex(of: 0x0A).map { bytes[($0 + 1)...] } ?? bytes[...]
    let newest = line.dropLast()
    if bytes.last != 0x0A || MerkleTree.leafHash(newest.span) != tip.leaf {
      try rescan(segment: tip.segment, allowingHole: false)
    }
  }

  /// Makes sure that no records stand in a segment behind the one of the tip: records are only written
  /// to one that the head names, so the head would be older than the log, as one that was copied back is.
  mutating func confirmNewest() throws(AuditError) {
    do throws(SystemError) {
      let next = try environment.files.status(at: layout.segment(tip.segment + 1))
      guard let next, next.size > 0 else { return }
    } catch {
      throw .readFailed(path: layout.segment(tip.segment + 1), error)
    }
    try rescanNewest(allowingHole: false)
  }

  mutating func rescanNewest(allowingHole: Bool) throws(AuditError) {
    let numbers = try AuditLayout.numbers(
      in: layout.segments, suffix: ".jsonl", files: environment.files)
    var newest = head?.tip.segment ?? 0
    for number in numbers where number > newest {
      do throws(SystemError) {
        let status = try environment.files.status(at: layout.segment(number))
        if let status, status.size > 0 { newest = number }
      } catch {
        throw .readFailed(path: layout.segment(number), error)
      }
    }
    try rescan(segment: newest, allowingHole: allowingHole)
  }

  /// Reads a segment from its start, and deals with what is wrong at its end.
  ///
  /// - Parameter allowingHole: Whether records that nobody was told of may stand behind damage, as
  ///   after a loss of power, since pages reach the disk in any order.
  mutating func rescan(segment number: Int, allowingHole: Bool) throws(AuditError) {
    try open(segment: number)
    let size = try segment.status().size
    let known = head.flatMap { $0.tip.segment == number ? $0 : nil }
    var scan = ChainScan(
      segment, name: AuditLayout.segmentName(number), log: Array(log.utf8),
      from: try tipAtStart(ofSegment: number), head: known)
    try scan.run(to: size)
    if scan.sawNewerVersion { throw .newerVersion(path: segment.path) }
    if let fault = scan.fault {
      guard fault.offset >= known?.durable ?? 0, !scan.faultIsRecord else {
        throw .historyChanged(fault)
      }
      let behind = try scan.recordsBehindFault(to: size)
      guard behind == 0 || allowingHole else { throw .historyChanged(fault) }
      tip = scan.tip
      try quarantineTail(to: size, recordsBehind: behind)
      return
    }
    if let known, size < known.durable {
      throw .recordsMissing(path: segment.path, bytes: known.durable - size)
    }
    tip = scan.tip
  }

  /// The tip before the first record of a segment: the end of the one before it.
  private func tipAtStart(ofSegment number: Int) throws(AuditError) -> Tip {
    let pruned = try PrunedSegments(layout, files: environment.files)
    guard number > pruned.segments else { return pruned.tip }
    let path = layout.segment(number - 1)
    let file = try OpenFile(path, .readOnly, files: environment.files)
    let size = try file.status().size
    let start = max(0, size - RecordLine.maximumByteCount - 2)
    let bytes = try file.read(at: start, count: size - start)
    let lineStart = bytes.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var scanner = CanonicalScanner()
    let line = bytes[lineStart...].dropLast()
    guard bytes.last == 0x0A,
      case .record(let record) = RecordLine.read(line.span, scanner: &scanner)
    else {
      // A segment is only followed by another once it is whole and durable.
      throw .historyChanged(
        ChainFault(
          file: AuditLayout.segmentName(number - 1), line: 0, offset: start + lineStart,
          reason: .notARecord))
    }
    return Tip(
      segment: number, size: 0, count: record.sequence + 1, leaf: MerkleTree.leafHash(line.span))
  }

  // MARK: Quarantine

  /// Moves what stands behind the tip into quarantine, and appends a record that says so.
  mutating func quarantineTail(to size: Int, recordsBehind: Int) throws(AuditError) {
    let bytes = try segment.read(at: tip.size, count: size - tip.size)
    let name = try quarantine(bytes)
    try segment.truncate(to: tip.size)
    let recovery = Recovery(
      reason: "torn-tail", file: name, segment: tip.segment, offset: tip.size,
      bytes: bytes.count, digest: SHA256.hash(bytes), recordsBehind: recordsBehind)
    // A log without its first record has nothing that could be recovered, and begins anew.
    guard tip.count > 0 else { return }
    _ = try write([try recovery.record(environment: environment)])
  }

  /// Keeps the bytes under a name with the time and place; returns the name.
  private func quarantine(_ bytes: [UInt8]) throws(AuditError) -> String {
    let time = environment.now().rfc3339.filter { $0 != "-" && $0 != ":" }
    let suffix = try environment.randomBytes(4).reduce(0) { $0 << 8 | Int($1) }
    let name = "\(time)-\(tip.segment)-\(tip.size)-\(suffix)"
    let file = try OpenFile(
      layout.quarantine + "/" + name, .creatingExclusively, files: environment.files)
    try file.write(bytes, at: 0)
    try file.synchronize()
    try AuditLayout.synchronizeDirectory(layout.quarantine, files: environment.files)
    return "quarantine/" + name
  }

  // MARK: After a failed synchronization

  /// Rereads the newest segment and writes it anew, since the kernel may take pages for clean that
  /// it could not write. Ends with the mark removed, or with an error and the mark in place.
  mutating func rewriteAfterFailedSync() throws(AuditError) {
    head = try readHead()
    try rescanNewest(allowingHole: true)
    let path = layout.segment(tip.segment)
    let newPath = path + ".rewrite"
    let files = environment.files
    do throws(SystemError) {
      if try files.status(at: newPath) != nil { try files.remove(newPath) }
    } catch {
      throw .unusable(path: newPath, error)
    }
    let new = try OpenFile(newPath, .creatingExclusively, files: files)
    try new.write(try segment.read(at: 0, count: tip.size), at: 0)
    try new.synchronize()
    do throws(SystemError) {
      try files.rename(newPath, to: path)
    } catch {
      throw .writeFailed(path: path, error)
    }
    try AuditLayout.synchronizeDirectory(layout.segments, files: files)
    try open(segment: tip.segment)
    // Without this, other processes would go on with the file that was replaced.
    try writeHead()
    _ = try write([
      try Recovery(
        reason: "sync-failed", file: nil, segment: tip.segment, offset: tip.size, bytes: 0,
        digest: nil, recordsBehind: 0
      ).record(environment: environment)
    ])
    try clearPoison()
  }

  /// Takes the mark away once the newest segment, all of it freshly written, is on the disk.
  func clearPoison() throws(AuditError) {
    try segment.synchronize()
    do throws(SystemError) {
      try environment.files.remove(layout.poisoned)
    } catch {
      throw .unusable(path: layout.poisoned, error)
    }
    try AuditLayout.synchronizeDirectory(layout.state, files: environment.files)
  }
}

/// The body of a `log.recovered` record.
private struct Recovery {
  var reason: String
  /// Where the removed bytes are, relative to the trail.
  var file: String?
  var segment: Int
  var offset: Int
  var bytes: Int
  var digest: Digest?
  /// Whole records behind the damage; none of them was acknowledged.
  var recordsBehind: Int

  func record(environment: AuditEnvironment) throws(AuditError) -> PendingRecord {
    var json = JSONWriter()
    json.beginObject()
    json.member("bytes", bytes)
    json.member("offset", offset)
    if let file { json.member("quarantine", file) }
    json.member("reason", reason)
    json.member("recordsBehind", recordsBehind)
    json.member("segment", segment)
    if let digest { json.member("sha256", digest.hex) }
    json.endObject()
    return try PendingRecord(type: .logRecovered, body: json.bytes, environment: environment)
  }
}
