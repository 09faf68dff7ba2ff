import CSQLite

/// Why the index cannot be used; the log can be read without it.
struct SQLiteError: Error, Hashable {
  /// The primary result code (sqlite.org/rescode.html).
  let code: Int32

  /// Whether the file is no database, or a damaged one.
  var isDamage: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
}

/// Owns a connection to a database file; all unsafe code of the index is in this file.
///
/// Not shared: one query makes its own.
@safe
final class SQLiteDatabase {
  private let connection: OpaquePointer

  /// In milliseconds; another process may be bringing the index up to date.
  private static let patience: Int32 = 60_000

  init(_ path: String) throws(SQLiteError) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened = unsafe opened else { throw SQLiteError(code: SQLITE_NOMEM) }
    guard code == SQLITE_OK else {
      unsafe sqlite3_close_v2(opened)
      throw SQLiteError(code: code & 0xFF)
    }
    unsafe connection = opened
    unsafe sqlite3_busy_timeout(connection, Self.patience)
  }

  deinit { unsafe sqlite3_close_v2(connection) }

  /// Runs statements that give no rows and take no values.
  func run(_ statements: StaticString) throws(SQLiteError) {
    let code = unsafe statements.utf8Start.withMemoryRebound(
      to: CChar.self, capacity: statements.utf8CodeUnitCount + 1
    ) { text in unsafe sqlite3_exec(connection, text, nil, nil, nil) }
    guard code == SQLITE_OK else { throw SQLiteError(code: code & 0xFF) }
  }

  /// Prepares one statement. Values never stand in its text: they are bound.
  func prepare(_ text: String) throws(SQLiteError) -> Statement {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(connection, text, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared = unsafe prepared else {
      throw SQLiteError(code: code & 0xFF)
    }
    return unsafe Statement(prepared, of: self)
  }

  enum Value {
    case integer(Int)
    case text(String)
    case bytes([UInt8])
  }

  /// A prepared statement, used any number of times.
  @safe
  final class Statement {
    private let statement: OpaquePointer
    /// A connection outlives its statements.
    private let database: SQLiteDatabase

    fileprivate init(_ statement: OpaquePointer, of database: SQLiteDatabase) {
      unsafe self.statement = statement
      self.database = database
    }

    deinit { unsafe sqlite3_finalize(statement) }

    /// Runs it with these values and hands over each row, until `visit` says that it is enough.
    func rows(
      _ values: [Value] = [], _ visit: (Statement) -> Bool
    ) throws(SQLiteError) {
      defer { unsafe sqlite3_reset(statement) }
      for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
      while true {
        switch unsafe sqlite3_step(statement) {
        case SQLITE_ROW: if !visit(self) { return }
        case SQLITE_DONE: return
        case let code: throw SQLiteError(code: code & 0xFF)
        }
      }
    }

    func run(_ values: [Value]) throws(SQLiteError) { try rows(values) { _ in true } }

    /// The integer in the first column of the only row; nil where there is no row, or NULL.
    func integer(_ values: [Value] = []) throws(SQLiteError) -> Int? {
      var found: Int?
      try rows(values) { row in
        if !row.isNull(0) { found = row.integer(0) }
        return false
      }
      return found
    }

    func integer(_ column: Int32) -> Int { unsafe Int(sqlite3_column_int64(statement, column)) }

    func isNull(_ column: Int32) -> Bool {
      unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    func bytes(_ column: Int32) -> [UInt8] {
      guard let start = unsafe sqlite3_column_blob(statement, column) else { return [] }
      let count = unsafe Int(sqlite3_column_bytes(statement, column))
      return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    private func bind(_ value: Value, at place: Int32) throws(SQLiteError) {
      let code =
        switch value {
        case .integer(let number): unsafe sqlite3_bind_int64(statement, place, Int64(number))
        // Texts are compared as bytes, so they are stored as such.
        case .text(let text): bind(Array(text.utf8), at: place)
        case .bytes(let bytes): bind(bytes, at: place)
        }
      guard code == SQLITE_OK else { throw SQLiteError(code: code & 0xFF) }
    }

    private func bind(_ bytes: [UInt8], at place: Int32) -> Int32 {
      unsafe bytes.withUnsafeBytes { buffer in
        // An empty value still needs an address, else it would be NULL.
        let start = unsafe buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
        return unsafe shim_bind_blob(statement, place, start, Int32(buffer.count))
      }
    }
  }
}
