import CanonicalJSON

/// Puts records into the tables of an index, with the numbers of marks at hand.
///
/// Marks are kept until there are many and go in by their names: their table is in that order, so that
/// neighbours are written together.
struct IndexLoader {
  private(set) var added = 0
  private let database: SQLiteDatabase
  private let record: SQLiteDatabase.Statement
  private var scanner = CanonicalScanner()
  /// The numbers of marks, by their kinds.
  private var ids: [[String: Int]]
  /// How many records have a mark, by its number less one.
  private var counts: [Int] = []
  /// Of those, how many the table of names knows.
  private var known: [Int] = []
  private var names: [String] = []
  /// The records of each mark that are not in the table yet.
  private var pending: [[Int]] = []
  private var pendingCount = 0
  private var openRuns: [[UInt8]: Int] = [:]

  /// Some ten megabytes.
  private static let pendingLimit = 1 << 20

  init(_ database: SQLiteDatabase) throws(SQLiteError) {
    self.database = database
    record = try database.prepare(
      """
      INSERT INTO record (seq, time, ends_run, segment, start, length, run, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, x''))
      """)
    var ids = [[String: Int]](repeating: [:], count: IndexedBody.Kind.allCases.count)
    var counts: [Int] = []
    var names: [String] = []
    // Numbers are given in order, from 1.
    try database.prepare("SELECT mark, records FROM name ORDER BY id").rows { row in
      let name = String(decoding: row.bytes(0), as: UTF8.self)
      names.append(name)
      counts.append(row.integer(1))
      if let space = name.firstIndex(of: " "),
        let kind = IndexedBody.Kind(rawValue: String(name[..<space]))
      {
        ids[kind.place][String(name[name.index(after: space)...])] = names.count
      }
      return true
    }
    var openRuns: [[UInt8]: Int] = [:]
    try database.prepare("SELECT run, seq FROM open_run").rows { row in
      openRuns[row.bytes(0)] = row.integer(1)
      return true
    }
    self.ids = ids
    self.counts = counts
    self.names = names
    self.openRuns = openRuns
    known = counts
    pending = [[Int]](repeating: [], count: names.count)
  }

  mutating func add(
    _ line: Span<UInt8>, _ found: RecordLine, segment: Int, start: Int
  ) throws(SQLiteError) {
    func text(_ range: Range<Int>) -> String {
      String(decoding: line.extracting(range).copy(), as: UTF8.self)
    }
    let name = text(found.type)
    let type = RecordType(rawValue: name)
    let body = IndexedBody(line.extracting(found.body), scanner: &scanner)
    let time = Timestamp(rfc3339: text(found.timestamp))?.microseconds ?? 0
    let run = Hexadecimal.bytes(line.extracting(found.run).copy()) ?? []
    let isEnd = type?.endsRun ?? false
    try record.run([
      .integer(found.sequence), .integer(Int(time)), .integer(isEnd ? 1 : 0), .integer(segment),
      .integer(start), .integer(line.count), .bytes(run),
      .bytes(body?.noteHash.flatMap { Hexadecimal.bytes(Array($0.utf8)) } ?? []),
    ])
    if type == .runStarted {
      openRuns[run] = found.sequence
    } else if isEnd, !openRuns.isEmpty {
      openRuns[run] = nil
    }
    mark(.type, name, found.sequence)
    if type?.concernsReview ?? false, let actor = body?.actor {
      mark(.reviewer, actor, found.sequence)
    }
    if isEnd { for (kind, value) in body?.found ?? [] { mark(kind, value, found.sequence) } }
    added += 1
    if pendingCount >= Self.pendingLimit { try flush() }
  }

  /// Notes that a record has a mark, once however often it is found.
  private mutating func mark(_ kind: IndexedBody.Kind, _ value: String, _ seq: Int) {
    let id: Int
    if let known = ids[kind.place][value] {
      id = known
    } else {
      names.append(IndexedBody.mark(kind, value))
      counts.append(0)
      known.append(-1)
      pending.append([])
      id = names.count
      ids[kind.place][value] = id
    }
    guard pending[id - 1].last != seq else { return }
    pending[id - 1].append(seq)
    counts[id - 1] += 1
    pendingCount += 1
  }

  private mutating func flush() throws(SQLiteError) {
    let mark = try database.prepare("INSERT INTO mark (name, seq) VALUES (?, ?)")
    for index in pending.indices where !pending[index].isEmpty {
      for seq in pending[index] { try mark.run([.integer(index + 1), .integer(seq)]) }
      pending[index].removeAll(keepingCapacity: true)
    }
    pendingCount = 0
  }

  mutating func finish() throws(SQLiteError) {
    try flush()
    let new = try database.prepare("INSERT INTO name (id, mark, records) VALUES (?, ?, ?)")
    let update = try database.prepare("UPDATE name SET records = ? WHERE id = ?")
    for index in names.indices where counts[index] != known[index] {
      if known[index] < 0 {
        try new.run([.integer(index + 1), .text(names[index]), .integer(counts[index])])
      } else {
        try update.run([.integer(counts[index]), .integer(index + 1)])
      }
    }
    try database.run("DELETE FROM open_run")
    let open = try database.prepare("INSERT INTO open_run (run, seq) VALUES (?, ?)")
    for (run, seq) in openRuns { try open.run([.bytes(run), .integer(seq)]) }
  }
}

extension IndexedBody.Kind {
  /// Its place in the list of kinds.
  fileprivate var place: Int {
    switch self {
    case .type: 0
    case .decision: 1
    case .rule: 2
    case .severity: 3
    case .engine: 4
    case .model: 5
    case .prompt: 6
    case .policy: 7
    case .subgroup: 8
    case .reviewer: 9
    }
  }
}
