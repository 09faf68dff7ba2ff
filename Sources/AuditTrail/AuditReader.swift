import CanonicalJSON
import Cryptography

/// Reads a trail without writing to it. It does not verify: see `AuditTrail.verify`.
package struct AuditReader: Sendable {
  let layout: AuditLayout
  let files: any FileSystem

  /// A reader of the trail in a directory, which must hold one.
  package init(at directory: String, files: any FileSystem = SystemFiles()) throws(AuditError) {
    layout = AuditLayout(root: directory)
    self.files = files
    guard try !segments().isEmpty else { throw .notALog(path: directory) }
  }

  /// The records that match, in the order of the log.
  ///
  /// Lines are sifted as bytes and only those that may match are decoded, so that time and memory go
  /// by what is found. An unfinished line at the end is passed over.
  package func records(matching query: AuditQuery) throws(AuditError) -> [AuditRecord] {
    let sieve = RecordSieve(query, noteHash: try noteHash(for: query))
    var found: [AuditRecord] = []
    var pending: [Candidate] = []
    let limit = query.limit ?? Int.max
    guard limit > 0 else { return [] }
    // Newest segment first, so that a limit ends the search.
    for number in try segments().reversed() {
      pending.removeAll(keepingCapacity: true)
      try scan(segment: number) { line, record, offset in
        if sieve.mayMatch(line, record) {
          pending.append(Candidate(record: record, line: line.copy(), offset: offset))
        }
      }
      for candidate in pending.reversed() {
        let record = try AuditRecord(
          candidate.record, line: candidate.line, file: AuditLayout.segmentName(number),
          offset: candidate.offset)
        guard sieve.matches(record) else { continue }
        found.append(record)
        if found.count == limit { return found.reversed() }
      }
    }
    return found.reversed()
  }

  /// The record with the number; nil where the log does not reach so far.
  package func record(seq: Int) throws(AuditError) -> AuditRecord? {
    for number in try segments().reversed() {
      guard let first = try firstSequence(ofSegment: number), first <= seq else { continue }
      var found: Candidate?
      try scan(segment: number) { line, record, offset in
        if record.sequence == seq, found == nil {
          found = Candidate(record: record, line: line.copy(), offset: offset)
        }
      }
      guard let found else { return nil }
      return try AuditRecord(
        found.record, line: found.line, file: AuditLayout.segmentName(number),
        offset: found.offset)
    }
    return nil
  }

  /// What the vault keeps of the run; `contentMissing` where it keeps nothing.
  package func content(of record: AuditRecord) throws(AuditError) -> VaultContent {
    guard let reference = record.body?.vault else { throw .contentMissing(path: layout.vault) }
    return try Vault.read(
      reference, log: record.log, run: record.run, key: try key(), layout: layout, files: files)
  }

  /// The keyed hash of the note that a query asks for.
  func noteHash(for query: AuditQuery) throws(AuditError) -> Digest? {
    guard let identifier = query.noteIdentifier else { return nil }
    return try key().hash(Array(identifier.utf8), as: .noteIdentifier)
  }

  /// What a reviewer wrote, which the vault keeps; nil where the event has no such text.
  package func remark(of record: AuditRecord) throws(AuditError) -> [UInt8]? {
    guard let reference = try record.details(ReviewRecord.self).vault else { return nil }
    return try Vault.read(
      reference, log: record.log, run: PreparedEntry.remarkID(run: record.run, salt: record.salt),
      key: try key(), layout: layout, files: files
    ).note
  }

  /// Whom the content of a run is about: what is kept of it later goes under a key of the same subject.
  ///
  /// - Throws: `contentMissing` where nothing is kept of the run, `contentErased` where it was erased.
  package func subject(of record: AuditRecord) throws(AuditError) -> ContentSubject {
    guard let reference = record.body?.vault else { throw .contentMissing(path: layout.vault) }
    let key = try key()
    if let tag = try Vault.subjectTag(of: reference, key: key, layout: layout, files: files) {
      return .tagged(tag)
    }
    // Of the time before keys per subject, when none but these names were known.
    return .named(try content(of: record).noteIdentifier ?? record.run)
  }

  /// All records that have one of some types and are about the log itself, in its order.
  func records(ofTypes types: Set<RecordType>) throws(AuditError) -> [AuditRecord] {
    try records(matching: AuditQuery(types: types))
  }

  private struct Candidate {
    let record: RecordLine
    let line: [UInt8]
    let offset: Int
  }

  private func key() throws(AuditError) -> LocalKey {
    guard let key = try LocalKey.load(from: layout.key, files: files) else {
      throw .keyMissing(path: layout.key)
    }
    return key
  }

  func segments() throws(AuditError) -> [Int] {
    do throws(SystemError) {
      guard try files.status(at: layout.segments) != nil else { return [] }
    } catch {
      throw .unusable(path: layout.segments, error)
    }
    return try AuditLayout.numbers(in: layout.segments, suffix: ".jsonl", files: files)
  }

  private func firstSequence(ofSegment number: Int) throws(AuditError) -> Int? {
    let file = try OpenFile(layout.segment(number), .readOnly, files: files)
    var reader = LineReader(file, from: 0, to: try file.status().size)
    var scanner = CanonicalScanner()
    guard case .line = try reader.step(),
      case .record(let record) = RecordLine.read(
        reader.buffer.span.extracting(reader.range), scanner: &scanner)
    else { return nil }
    return record.sequence
  }

  func scan(
    segment number: Int, from start: Int = 0,
    _ visit: (Span<UInt8>, RecordLine, _ offset: Int) -> Void
  ) throws(AuditError) {
    let path = layout.segment(number)
    let file = try OpenFile(path, .readOnly, files: files)
    var reader = LineReader(file, from: start, to: try file.status().size)
    var scanner = CanonicalScanner()
    var lineNumber = 0
    while true {
      lineNumber += 1
      switch try reader.step() {
      case .end, .unterminated: return
      case .overlong: break
      case .line:
        let line = reader.buffer.span.extracting(reader.range)
        switch RecordLine.read(line, scanner: &scanner) {
        case .record(let record):
          visit(line, record, reader.lineOffset)
          continue
        case .newerVersion: throw .newerVersion(path: path)
        case .notARecord: break
        }
      }
      // A line of zeros or scraps at the very end is a torn tail; anything else is not.
      let fault = ChainFault(
        file: AuditLayout.segmentName(number), line: lineNumber, offset: reader.lineOffset,
        reason: .notARecord)
      if case .end = try reader.step() { return }
      throw .historyChanged(fault)
    }
  }
}
