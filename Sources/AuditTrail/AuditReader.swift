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
    var noteHash: Digest?
    if let identifier = query.noteIdentifier {
      noteHash = try key().hash(Array(identifier.utf8), as: .noteIdentifier)
    }
    let sieve = Sieve(query, noteHash: noteHash)
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

  /// All records that have one of some types and are about the log itself, in its order.
  func records(ofTypes types: Set<RecordType>) throws(AuditError) -> [AuditRecord] {
    var found: [AuditRecord] = []
    for number in try segments() {
      var candidates: [Candidate] = []
      try scan(segment: number) { line, record, offset in
        let type = RecordType(
          rawValue: String(decoding: record.type.map { line[$0] }, as: UTF8.self))
        guard let type, types.contains(type) else { return }
        candidates.append(Candidate(record: record, line: line.copy(), offset: offset))
      }
      for candidate in candidates {
        found.append(
          try AuditRecord(
            candidate.record, line: candidate.line, file: AuditLayout.segmentName(number),
            offset: candidate.offset))
      }
    }
    return found
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

  private func segments() throws(AuditError) -> [Int] {
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

  private func scan(
    segment number: Int, _ visit: (Span<UInt8>, RecordLine, _ offset: Int) -> Void
  ) throws(AuditError) {
    let path = layout.segment(number)
    let file = try OpenFile(path, .readOnly, files: files)
    var reader = LineReader(file, from: 0, to: try file.status().size)
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

/// Throws out most lines by looking at their bytes; what is left is decoded and asked again.
private struct Sieve {
  private let query: AuditQuery
  private let noteHash: String?
  private let from: [UInt8]?
  private let to: [UInt8]?
  /// Texts that a matching line must contain.
  private let needles: [[UInt8]]

  init(_ query: AuditQuery, noteHash: Digest?) {
    self.query = query
    self.noteHash = noteHash?.hex
    from = query.from.map { Array($0.rfc3339.utf8) }
    to = query.to.map { Array($0.rfc3339.utf8) }
    var needles: [[UInt8]] = []
    if let outcome = query.outcome {
      needles.append(Array("\"decision\":\"\(outcome.rawValue)\"".utf8))
    }
    if let rule = query.rule {
      var json = JSONWriter()
      json.string(rule)
      needles.append(Array("\"rule\":".utf8) + json.bytes)
    }
    if let noteHash { needles.append(Array("\"id\":\"\(noteHash.hex)\"".utf8)) }
    self.needles = needles
  }

  func mayMatch(_ line: Span<UInt8>, _ record: RecordLine) -> Bool {
    if !query.includesLogEvents, line[record.type.lowerBound] != 0x72 { return false }
    // Times of one form sort as their bytes do.
    if let from, compare(line, record.timestamp, from) < 0 { return false }
    if let to, compare(line, record.timestamp, to) >= 0 { return false }
    return needles.allSatisfy { contains(line, $0) }
  }

  func matches(_ record: AuditRecord) -> Bool {
    if record.body == nil, query.outcome != nil || query.rule != nil || noteHash != nil {
      return false
    }
    guard let body = record.body else { return query.includesLogEvents }
    if let outcome = query.outcome, body.outcome != outcome { return false }
    if let noteHash, body.note?.id != noteHash { return false }
    if let rule = query.rule {
      return body.findings.contains { $0.rule == rule }
        || body.escalations.contains { $0.rule == rule }
    }
    return true
  }

  private func compare(_ line: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Int {
    for (offset, index) in range.enumerated() where line[index] != other[offset] {
      return line[index] < other[offset] ? -1 : 1
    }
    return 0
  }

  private func contains(_ line: Span<UInt8>, _ needle: [UInt8]) -> Bool {
    let needle = needle.span
    guard needle.count > 1, line.count >= needle.count else { return false }
    // All needles begin with a quotation mark, so the second byte tells more.
    let second = needle[1]
    for start in 0...(line.count - needle.count) where line[start + 1] == second {
      var matched = 0
      while matched < needle.count, line[start + matched] == needle[matched] { matched += 1 }
      if matched == needle.count { return true }
    }
    return false
  }
}

extension Span<UInt8> {
  fileprivate func copy() -> [UInt8] {
    unsafe withUnsafeBufferPointer { unsafe Array($0) }
  }
}
