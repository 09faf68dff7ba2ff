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

  /// What the vault keeps of the run, which is what the record is bound to; `contentMissing` where it
  /// keeps nothing.
  package func content(of record: AuditRecord) throws(AuditError) -> VaultContent {
    guard let body = record.body, let reference = body.vault else {
      throw .contentMissing(path: layout.vault)
    }
    let key = try key()
    let (content, subject) = try Vault.read(
      reference, log: record.log, run: record.run, key: key, layout: layout, files: files)
    let hashes = ContentHashes(key, under: body.keyRow == nil ? nil : subject)
    guard hashes.row == body.keyRow,
      body.note?.mac == hashes.hash(content.note, as: .note).hex,
      body.draft.map({ $0.mac == hashes.hash(content.draft, as: .draft).hex }) ?? true
    else { throw damaged(reference) }
    return content
  }

  /// The alerts of a run, from the records that were written behind its own.
  package func alerts(of record: AuditRecord) throws(AuditError) -> [EscalationRecord.Alert] {
    var alerts: [EscalationRecord.Alert] = []
    let file = try OpenFile(layout.root + "/" + record.file, .readOnly, files: files)
    var reader = LineReader(
      file, from: record.offset + record.line.count + 1, to: try file.status().size)
    var scanner = CanonicalScanner()
    while case .line = try reader.step() {
      let line = Array(reader.buffer[reader.range])
      guard case .record(let found) = RecordLine.read(line.span, scanner: &scanner) else { break }
      let next = try AuditRecord(found, line: line, file: record.file, offset: reader.lineOffset)
      guard next.type == .escalationRaised, next.run == record.run else { break }
      alerts += try next.details(EscalationRecord.self).alerts
    }
    return alerts
  }

  private func damaged(_ reference: VaultReference) -> AuditError {
    .contentDamaged(path: layout.vaultFile(reference.segment), offset: reference.offset)
  }

  /// The keyed hash of the note that a query asks for.
  func noteHash(for query: AuditQuery) throws(AuditError) -> Digest? {
    guard let identifier = query.noteIdentifier else { return nil }
    return try key().hash(Array(identifier.utf8), as: .noteIdentifier)
  }

  /// What a reviewer wrote, which the vault keeps; nil where the event has no such text.
  package func remark(of record: AuditRecord) throws(AuditError) -> [UInt8]? {
    let review = try record.details(ReviewRecord.self)
    guard let reference = review.vault else { return nil }
    let key = try key()
    let (content, subject) = try Vault.read(
      reference, log: record.log, run: PreparedEntry.remarkID(run: record.run, salt: record.salt),
      key: key, layout: layout, files: files)
    let hashes = ContentHashes(key, under: review.keyRow == nil ? nil : subject)
    guard hashes.row == review.keyRow,
      review.text?.mac == hashes.hash(content.note, as: .remark).hex
    else { throw damaged(reference) }
    return content.note
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
