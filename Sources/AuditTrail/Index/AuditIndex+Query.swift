import Cryptography

extension AuditIndex {
  /// Where a record stands.
  struct Place {
    let segment: Int
    let start: Int
    let length: Int

    fileprivate init(_ row: SQLiteDatabase.Statement, from column: Int32) {
      segment = row.integer(column)
      start = row.integer(column + 1)
      length = row.integer(column + 2)
    }
  }

  /// The place of the record with the number.
  func place(ofRecord seq: Int) throws(SQLiteError) -> Place? {
    var place: Place?
    try database.prepare("SELECT segment, start, length FROM record WHERE seq = ?").rows(
      [.integer(seq)]
    ) { row in
      place = Place(row, from: 0)
      return false
    }
    return place
  }

  /// The places of the records that may match, newest first, until `visit` has enough.
  func places(
    matching query: AuditQuery, noteHash: Digest?, _ visit: (Place) -> Bool
  ) throws(SQLiteError) {
    var conditions: [[Int]] = []
    var counts: [Int] = []
    for condition in query.conditions {
      let names = try names(condition)
      // A mark that no record has: nothing can match.
      if names.isEmpty { return }
      conditions.append(names.map(\.id))
      counts.append(names.reduce(0) { $0 + $1.records })
    }
    var clauses: [String] = []
    var values: [SQLiteDatabase.Value] = []
    if let run = query.run {
      // An id in another form is that of no run.
      guard let bytes = Hexadecimal.bytes(Array(run.utf8)) else { return }
      clauses.append("r.run = ?")
      values.append(.bytes(bytes))
    }
    if let noteHash {
      clauses.append("r.note = ?")
      values.append(.bytes(noteHash.bytes))
    }
    if let bounds = try bounds(query) {
      guard bounds.first <= bounds.last else { return }
      clauses.append("r.seq BETWEEN ? AND ?")
      values += [.integer(bounds.first), .integer(bounds.last)]
    }
    if let from = query.from {
      clauses.append("r.time >= ?")
      values.append(.integer(Int(from.microseconds)))
    }
    if let to = query.to {
      clauses.append("r.time < ?")
      values.append(.integer(Int(to.microseconds)))
    }
    if query.types == nil, query.reviewer == nil, !query.includesLogEvents {
      clauses.append("r.ends_run = 1")
    }
    // The rarest mark leads, and the others are looked up for each record that it has.
    var leading: [Int] = []
    let lead = counts.indices.min { counts[$0] < counts[$1] }
    for index in conditions.indices {
      if index == lead, query.run == nil, noteHash == nil {
        leading = conditions[index]
        continue
      }
      let list = conditions[index].map(String.init).joined(separator: ",")
      clauses.append("EXISTS (SELECT 1 FROM mark x WHERE x.name IN (\(list)) AND x.seq = r.seq)")
    }
    let condition = clauses.isEmpty ? "" : " AND " + clauses.joined(separator: " AND ")
    if leading.count <= 1 {
      let tables =
        leading.isEmpty
        ? "record r WHERE 1" : "mark m JOIN record r ON r.seq = m.seq WHERE m.name = \(leading[0])"
      let order = leading.isEmpty ? "r.seq" : "m.seq"
      try database.prepare(
        "SELECT r.segment, r.start, r.length FROM \(tables)\(condition) ORDER BY \(order) DESC"
      ).rows(values) { row in visit(Place(row, from: 0)) }
      return
    }
    // Several marks lead: each gives as many as are wanted, in order, and the newest of all are taken.
    var found: [Int: Place] = [:]
    for name in leading {
      try database.prepare(
        "SELECT r.segment, r.start, r.length, m.seq FROM mark m JOIN record r ON r.seq = m.seq "
          + "WHERE m.name = \(name)\(condition) ORDER BY m.seq DESC LIMIT \(query.limit ?? -1)"
      ).rows(values) { row in
        found[row.integer(3)] = Place(row, from: 0)
        return true
      }
    }
    for seq in found.keys.sorted(by: >) {
      guard let place = found[seq], visit(place) else { return }
    }
  }

  /// The places of the starts of runs that have no end, oldest first.
  func startsWithoutEnd(_ visit: (Place) -> Bool) throws(SQLiteError) {
    try database.prepare(
      """
      SELECT r.segment, r.start, r.length FROM open_run o JOIN record r ON r.seq = o.seq
      ORDER BY r.seq
      """
    ).rows { row in
      visit(Place(row, from: 0))
    }
  }

  /// The numbers between which all records of the time lie; nil where any may.
  private func bounds(_ query: AuditQuery) throws(SQLiteError) -> (first: Int, last: Int)? {
    guard query.from != nil || query.to != nil else { return nil }
    let from = Int(query.from?.microseconds ?? .min)
    let to = Int(query.to?.microseconds ?? .max)
    let values: [SQLiteDatabase.Value] = [.integer(from), .integer(to)]
    let first = try database.prepare(
      "SELECT min(seq) FROM record WHERE time >= ? AND time < ?"
    ).integer(values)
    let last = try database.prepare(
      "SELECT max(seq) FROM record WHERE time >= ? AND time < ?"
    ).integer(values)
    guard let first, let last else { return (1, 0) }
    return (first, last)
  }

  private func names(
    _ condition: MarkCondition
  ) throws(SQLiteError) -> [(id: Int, records: Int)] {
    var found: [(id: Int, records: Int)] = []
    func look(_ text: String, _ values: [SQLiteDatabase.Value]) throws(SQLiteError) {
      try database.prepare(text).rows(values) { row in
        if !found.contains(where: { $0.id == row.integer(0) }) {
          found.append((row.integer(0), row.integer(1)))
        }
        return true
      }
    }
    let exact = "SELECT id, records FROM name WHERE mark = ?"
    switch condition {
    case .one(let mark): try look(exact, [.text(mark)])
    case .any(let marks): for mark in marks { try look(exact, [.text(mark)]) }
    case .named(let mark, let prefix):
      try look(exact, [.text(mark)])
      if let prefix {
        // Digests are digits and letters below `g`, so that all that begins so lies before it.
        try look(
          "SELECT id, records FROM name WHERE mark >= ? AND mark < ?",
          [.text(prefix), .text(prefix + "g")])
      }
    }
    return found
  }
}
