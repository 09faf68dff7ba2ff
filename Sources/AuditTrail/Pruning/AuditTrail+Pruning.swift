import CanonicalJSON
import Cryptography

/// What was let go.
package struct Pruning: Sendable, Hashable {
  package var segments = 0
  package var records = 0
  /// Keys of subjects and old pieces of the vault that were overwritten.
  package var contents = 0
  /// The oldest record that is old enough and stays with all behind it, for it is about a subject under
  /// a legal hold.
  package var heldRecord: Int?
}

extension AuditTrail {
  /// Lets go of the oldest whole segments all of whose records are older than a moment, with what the
  /// vault holds of them. Their leaf hashes stay, so the log verifies and proofs hold as before.
  ///
  /// The newest segment stays in any case. A record says what was done, and is signed, before anything
  /// is removed.
  ///
  /// - Parameters:
  ///   - isTrial: Only says what would be done.
  ///   - actor: By whose doing.
  package func prune(
    before cutoff: Timestamp, isTrial: Bool = false, by actor: Person? = nil
  ) throws(AuditError) -> Pruning {
    // Under the lock of reviews, as placing a hold is.
    try reviewing(wrapping: { $0 }) { () throws(AuditError) in
      try letGo(before: cutoff, isTrial: isTrial, by: actor)
    }
  }

  private func letGo(
    before cutoff: Timestamp, isTrial: Bool, by actor: Person?
  ) throws(AuditError) -> Pruning {
    let files = environment.files
    let holds = try holds()
    guard !holds.coverTrail else { throw .signing(.onHold(path: layout.root)) }
    let signed = try sign().size
    let gone = try PrunedSegments(layout, files: files)
    var pruning = Pruning()
    var segments: [OldSegment] = []
    var next = gone.leaves.count
    let numbers = try AuditLayout.numbers(in: layout.segments, suffix: ".jsonl", files: files)
    for number in numbers.dropLast() {
      let segment = try OldSegment(number, layout, files: files) { (record) throws(AuditError) in
        if holds.subjectCount == 0 { return false }
        return try isHeld(record, by: holds)
      }
      guard segment.newest < cutoff.rfc3339, next + segment.leaves.count <= signed else { break }
      if let held = segment.heldRecord {
        pruning.heldRecord = held
        break
      }
      segments.append(segment)
      pruning.segments += 1
      pruning.records += segment.leaves.count
      next += segment.leaves.count
    }
    guard !segments.isEmpty, !isTrial else { return pruning }
    var first = gone.leaves.count
    for segment in segments {
      let line = segment.number == 0 ? segment.firstLine : []
      try AuditLayout.replace(
        layout.leaves(segment.number),
        with: PrunedSegments.bytes(first: first, beginning: line, leaves: segment.leaves),
        files: files)
      first += segment.leaves.count
    }
    try append([PruningRecord(before: cutoff.rfc3339, firstKept: first, actor: actor).event])
    try sign()
    pruning.contents = try vault.letGo(
      of: segments.flatMap(\.references), keyRows: segments.flatMap(\.keyRows))
    try removeSegments(segments.map(\.number))
    try vault.removeFiles(below: try oldestKeptFile())
    return pruning
  }

  /// Whether a record, or what the vault has of it, is about a subject that is held.
  private func isHeld(_ record: AuditRecord, by holds: LegalHolds) throws(AuditError) -> Bool {
    if record.body != nil, holds.cover(record, key: key) { return true }
    // A hold that is in force must not go with the record that says so.
    if record.type == .holdPlaced { return holds.cover(try record.details(HoldRecord.self)) }
    let holding = try record.holding()
    do throws(AuditError) {
      if let row = holding.keyRow {
        let found = try SubjectKeys.read(
          row: row, layout, key: key, files: environment.files)
        return found.map { holds.cover(tag: $0.tag, key: key) } ?? false
      }
      guard let reference = holding.vault else { return false }
      let tag = try Vault.subjectTag(
        of: reference, key: key, layout: layout, files: environment.files)
      return tag.map { holds.cover(tag: $0, key: key) } ?? false
    } catch {
      // What is gone can be let go of; what cannot be read may be held.
      if error.isContentGone { return false }
      throw error
    }
  }

  /// Under the lock, so that whoever reads sees one state or the other.
  private func removeSegments(_ numbers: [Int]) throws(AuditError) {
    let lock = try OpenFile(layout.lock, .creating, files: environment.files)
    try lock.locked { () throws(AuditError) in
      for number in numbers {
        do throws(SystemError) {
          try environment.files.remove(layout.segment(number))
        } catch {
          throw .writeFailed(path: layout.segment(number), error)
        }
      }
      try AuditLayout.synchronizeDirectory(layout.segments, files: environment.files)
    }
  }

  /// The first file of the vault that a kept record refers to; nil where none does.
  private func oldestKeptFile() throws(AuditError) -> Int? {
    let files = environment.files
    var oldest: Int?
    for number in try AuditLayout.numbers(in: layout.segments, suffix: ".jsonl", files: files) {
      for reference in try OldSegment(number, layout, files: files).references {
        oldest = min(oldest ?? reference.segment, reference.segment)
      }
    }
    return oldest
  }
}

/// The body of a `retention.pruned` record.
struct PruningRecord: Sendable, Hashable {
  /// All that is gone was written before this moment.
  let before: String
  /// The number of the first record that stays.
  let firstKept: Int
  let actor: Person?

  var event: AuditEvent {
    AuditEvent(
      .retentionPruned,
      body: .members([
        "actor": actor?.canonical, "before": .string(before), "firstKept": .integer(firstKept),
      ]))
  }

  private struct Line: Decodable {
    struct Body: Decodable { var firstKept: Int }
    var body: Body
  }

  /// The first record that one of the log's own records says was kept; 0 where none does.
  static func firstKept(_ reader: AuditReader) throws(AuditError) -> Int {
    var firstKept = 0
    for record in try reader.records(ofTypes: [.retentionPruned]) {
      // Anything else than a number allows nothing.
      let line = try? JSONInput().decode(Line.self, from: record.line)
      firstKept = max(firstKept, line?.body.firstKept ?? 0)
    }
    return firstKept
  }
}

/// A segment, read to be let go.
private struct OldSegment {
  let number: Int
  private(set) var leaves: [Digest] = []
  private(set) var references: [VaultReference] = []
  private(set) var keyRows: Set<Int> = []
  /// The first record that must stay.
  private(set) var heldRecord: Int?
  private(set) var firstLine: [UInt8] = []
  /// The time of its newest record, as records write it: such times sort as their bytes do.
  private(set) var newest = ""

  init(
    _ number: Int, _ layout: AuditLayout, files: any FileSystem,
    isHeld: (AuditRecord) throws(AuditError) -> Bool = { _ in false }
  ) throws(AuditError) {
    self.number = number
    let name = AuditLayout.segmentName(number)
    let file = try OpenFile(layout.segment(number), .readOnly, files: files)
    var reader = LineReader(file, from: 0, to: try file.status().size)
    var scanner = CanonicalScanner()
    var line = 0
    while case .line = try reader.step() {
      line += 1
      let bytes = Array(reader.buffer[reader.range])
      guard case .record(let found) = RecordLine.read(bytes.span, scanner: &scanner) else {
        throw .historyChanged(
          ChainFault(file: name, line: line, offset: reader.lineOffset, reason: .notARecord))
      }
      if firstLine.isEmpty { firstLine = bytes }
      let record = try AuditRecord(found, line: bytes, file: name, offset: reader.lineOffset)
      leaves.append(MerkleTree.leafHash(bytes.span))
      newest = max(newest, record.timestamp)
      let holding = try record.holding()
      if let reference = holding.vault { references.append(reference) }
      if let row = holding.keyRow { keyRows.insert(row) }
      if heldRecord == nil, try isHeld(record) { heldRecord = record.seq }
    }
  }
}
