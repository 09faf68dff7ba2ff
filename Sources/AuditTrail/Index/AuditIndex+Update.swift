import CanonicalJSON
import Cryptography

extension AuditIndex {
  /// Up to where the index goes.
  private struct State {
    var log: [UInt8]
    var seq: Int
    var leaf: [UInt8]
    var segment: Int
    /// Where the last line begins and where the next one will, in bytes.
    var start: Int
    var end: Int
  }

  /// Adds what the log has and the index has not; nil where the index is of something else.
  func extend(from reader: AuditReader) throws(IndexFailure) -> Int? {
    do throws(SQLiteError) {
      // Taken before the state is read: two processes would else add the same records.
      try database.run("BEGIN IMMEDIATE")
    } catch { throw .database(error) }
    var isDone = false
    // reason: where even that fails, closing the connection rolls back
    defer { if !isDone { try? database.run("ROLLBACK") } }
    var state: State?
    do throws(SQLiteError) { state = try readState() } catch { throw .database(error) }
    if state == nil, try !isEmpty() { return nil }
    if let known = state {
      switch try standing(of: known, with: reader) {
      case .inStep: break
      case .prunedBefore(let segment): try letGo(before: segment)
      case .pruned:
        try letGo(before: .max)
        state = nil
      case .outOfStep: return nil
      }
    }
    let added: Int
    do throws(AuditError) {
      added = try load(try reader.segments(), from: reader, after: state)
    } catch { throw .audit(error) }
    do throws(SQLiteError) {
      try database.run("COMMIT")
      isDone = true
    } catch { throw .database(error) }
    return added
  }

  /// Whether there are no records in it: one of another format has some and no state.
  private func isEmpty() throws(IndexFailure) -> Bool {
    do throws(SQLiteError) {
      return try database.prepare("SELECT seq FROM record LIMIT 1").integer() == nil
    } catch { throw .database(error) }
  }

  private func readState() throws(SQLiteError) -> State? {
    var state: State?
    try database.prepare(
      "SELECT format, log, seq, leaf, segment, start, end FROM state WHERE one = 1"
    ).rows { row in
      guard row.integer(0) == Self.format else { return false }
      state = State(
        log: row.bytes(1), seq: row.integer(2), leaf: row.bytes(3), segment: row.integer(4),
        start: row.integer(5), end: row.integer(6))
      return false
    }
    return state
  }

  /// How the index stands to the log as it is now.
  private enum Standing {
    case inStep
    /// The records of the segments before this one were let go.
    case prunedBefore(segment: Int)
    /// All that it knows was let go.
    case pruned
    case outOfStep
  }

  /// Looks whether the last record of the index still stands where it stood, and the first at all.
  private func standing(
    of state: State, with reader: AuditReader
  ) throws(IndexFailure) -> Standing {
    let first: Int
    let oldest: Int?
    do throws(SQLiteError) {
      oldest = try database.prepare("SELECT segment FROM record ORDER BY seq LIMIT 1").integer()
    } catch { throw .database(error) }
    do throws(AuditError) {
      let segments = try reader.segments()
      guard let kept = segments.first, let oldest else { return .outOfStep }
      first = kept
      if oldest < first {
        // A segment that is gone without its hashes was not let go by Vouch.
        let leaves = try AuditLayout.numbers(
          in: reader.layout.segments, suffix: ".leaves", files: reader.files)
        guard (oldest..<first).allSatisfy(leaves.contains) else { return .outOfStep }
        if state.segment < first { return .pruned }
      }
      guard segments.contains(state.segment) else { return .outOfStep }
      let file = try OpenFile(
        reader.layout.segment(state.segment), .readOnly, files: reader.files)
      guard state.start >= 0, state.end > state.start, try file.status().size >= state.end else {
        return .outOfStep
      }
      let bytes = try file.read(at: state.start, count: state.end - state.start)
      guard bytes.last == 0x0A else { return .outOfStep }
      let line = Array(bytes.dropLast())
      guard MerkleTree.leafHash(line.span).bytes == state.leaf else { return .outOfStep }
    } catch { throw .audit(error) }
    return oldest.map { $0 < first } == true ? .prunedBefore(segment: first) : .inStep
  }

  /// Forgets the records of the segments before one.
  private func letGo(before segment: Int) throws(IndexFailure) {
    do throws(SQLiteError) {
      let old = "IN (SELECT seq FROM record WHERE segment < ?)"
      for table in ["mark", "open_run", "record"] {
        try database.prepare("DELETE FROM \(table) WHERE seq \(old)").run([.integer(segment)])
      }
      try database.run(
        "UPDATE name SET records = (SELECT count(*) FROM mark WHERE mark.name = name.id)")
    } catch { throw .database(error) }
  }

  private func load(
    _ segments: [Int], from reader: AuditReader, after state: State?
  ) throws(AuditError) -> Int {
    var loader: IndexLoader
    do throws(SQLiteError) { loader = try IndexLoader(database) } catch {
      throw .indexUnusable(path: reader.layout.index, code: Int(error.code))
    }
    var last: (log: [UInt8], seq: Int, leaf: Digest, segment: Int, start: Int, end: Int)?
    for segment in segments where segment >= state?.segment ?? 0 {
      let offset = segment == state?.segment ? state?.end ?? 0 : 0
      var failure: SQLiteError?
      var newest: (record: RecordLine, start: Int, length: Int)?
      try reader.scan(segment: segment, from: offset) { line, record, start in
        guard failure == nil else { return }
        do throws(SQLiteError) {
          try loader.add(line, record, segment: segment, start: start)
        } catch { failure = error }
        newest = (record, start, line.count)
      }
      // The hash is kept of the last line alone.
      if let newest {
        let file = try OpenFile(reader.layout.segment(segment), .readOnly, files: reader.files)
        let line = try file.read(at: newest.start, count: newest.length)
        last = (
          newest.record.log.map { line[$0] }, newest.record.sequence,
          MerkleTree.leafHash(line.span),
          segment, newest.start, newest.start + newest.length + 1
        )
      }
      if let failure {
        throw .indexUnusable(path: reader.layout.index, code: Int(failure.code))
      }
    }
    guard let last else { return 0 }
    do throws(SQLiteError) {
      try loader.finish()
      try database.prepare(
        """
        INSERT OR REPLACE INTO state (one, format, log, seq, leaf, segment, start, end)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?)
        """
      ).run([
        .integer(Self.format), .bytes(last.log), .integer(last.seq), .bytes(last.leaf.bytes),
        .integer(last.segment), .integer(last.start), .integer(last.end),
      ])
    } catch {
      throw .indexUnusable(path: reader.layout.index, code: Int(error.code))
    }
    return loader.added
  }
}
