import CanonicalJSON
import Cryptography

/// Finds records through the index, which it first brings up to date, or by reading the whole log where
/// there can be no index.
package struct AuditSearch {
  package let reader: AuditReader
  private let index: AuditIndex?
  /// What a user should know of the index; nil where all is as usual.
  package let notice: String?

  /// - Parameter usesIndex: Without it every search reads the whole log.
  package init(_ reader: AuditReader, usesIndex: Bool = true) throws(AuditError) {
    self.reader = reader
    guard usesIndex else {
      (index, notice) = (nil, nil)
      return
    }
    let path = reader.layout.index
    do throws(AuditError) {
      let (index, preparation) = try AuditIndex.open(reader)
      self.index = index
      switch preparation {
      case .inStep, .extended, .built: notice = nil
      case .rebuilt(let records):
        notice =
          "the index '\(path)' was out of step with the log and was made anew from its "
          + "\(records) records"
      }
    } catch {
      switch error {
      case .unusable(let place, let reason), .syncFailed(let place, let reason),
        .writeFailed(let place, let reason):
        guard place.hasPrefix(path) || place == reader.layout.root else { throw error }
        (index, notice) = (nil, "searching without an index: '\(path)': \(reason)")
      case .indexUnusable:
        (index, notice) = (nil, "searching without an index: \(error.message)")
      default: throw error
      }
    }
  }

  /// The record with the number; nil where the log does not reach so far.
  package func record(seq: Int) throws(AuditError) -> AuditRecord? {
    guard let index else { return try reader.record(seq: seq) }
    var lines = LinePlaces(reader)
    let place: AuditIndex.Place?
    do throws(SQLiteError) { place = try index.place(ofRecord: seq) } catch {
      throw .indexUnusable(path: reader.layout.index, code: Int(error.code))
    }
    return try place.flatMap { (place) throws(AuditError) in try lines.record(at: place) }
  }

  /// The records that match, in the order of the log.
  package func records(matching query: AuditQuery) throws(AuditError) -> [AuditRecord] {
    var found: [AuditRecord] = []
    try visit(matching: query) { record in
      found.append(record)
      return true
    }
    return found.reversed()
  }

  /// The records that match, newest first, one at a time, until `body` has enough.
  package func visit(
    matching query: AuditQuery, _ body: (AuditRecord) -> Bool
  ) throws(AuditError) {
    guard let index else {
      for record in try reader.records(matching: query).reversed() where !body(record) { return }
      return
    }
    let limit = query.limit ?? Int.max
    guard limit > 0 else { return }
    let noteHash = try reader.noteHash(for: query)
    let sieve = RecordSieve(query, noteHash: noteHash)
    var lines = LinePlaces(reader)
    var count = 0
    var failure: AuditError?
    do throws(SQLiteError) {
      try index.places(matching: query, noteHash: noteHash) { place in
        do throws(AuditError) {
          guard let record = try lines.record(at: place), sieve.matches(record) else { return true }
          count += 1
          return body(record) && count < limit
        } catch {
          failure = error
          return false
        }
      }
    } catch {
      throw .indexUnusable(path: reader.layout.index, code: Int(error.code))
    }
    if let failure { throw failure }
  }
}

extension AuditSearch {
  /// See `AuditReader.unfinishedRuns`.
  package func unfinishedRuns() throws(AuditError) -> [AuditRecord] {
    guard let index else { return try reader.unfinishedRuns() }
    var lines = LinePlaces(reader)
    var failure: AuditError?
    var found: [AuditRecord] = []
    do throws(SQLiteError) {
      try index.startsWithoutEnd { place in
        do throws(AuditError) {
          if let record = try lines.record(at: place) { found.append(record) }
          return true
        } catch {
          failure = error
          return false
        }
      }
    } catch {
      throw .indexUnusable(path: reader.layout.index, code: Int(error.code))
    }
    if let failure { throw failure }
    return found
  }
}

/// Reads single lines of the log, keeping segments open.
private struct LinePlaces {
  private let reader: AuditReader
  private var files: [Int: OpenFile] = [:]
  private var scanner = CanonicalScanner()

  init(_ reader: AuditReader) { self.reader = reader }

  mutating func record(at place: AuditIndex.Place) throws(AuditError) -> AuditRecord? {
    let file: OpenFile
    if let open = files[place.segment] {
      file = open
    } else {
      file = try OpenFile(
        reader.layout.segment(place.segment), .readOnly, files: reader.files)
      files[place.segment] = file
    }
    let line = try file.read(at: place.start, count: place.length)
    guard case .record(let record) = RecordLine.read(line.span, scanner: &scanner) else {
      throw .historyChanged(
        ChainFault(
          file: AuditLayout.segmentName(place.segment), line: 0, offset: place.start,
          reason: .notARecord))
    }
    return try AuditRecord(
      record, line: line, file: AuditLayout.segmentName(place.segment), offset: place.start)
  }
}
