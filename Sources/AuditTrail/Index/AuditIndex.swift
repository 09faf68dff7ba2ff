import CSQLite
import Cryptography

// The index, format 2
//
// A SQLite database beside the log that can be deleted at any time. For each record it has where its
// line stands, when it was written, its run and the keyed hash of its note's id; and for each thing that
// can be asked for (a decision, a rule, a severity, …) a mark, with the numbers of the records that
// have it. `state` says up to which record it is complete, with the leaf hash of that record: where the
// log has another record there, or none, the index is out of step and made anew.
//
// What a query finds is read from the log and asked again, so that a wrong index can hide records (until
// it is deleted) but never show one that is not so. No text of a note is in it: it knows of a body what
// the log knows.

/// An index that is up to date with its log.
struct AuditIndex {
  let database: SQLiteDatabase

  /// How the index came to be up to date.
  enum Preparation: Sendable, Hashable {
    case inStep
    /// It lacked so many of the newest records.
    case extended(records: Int)
    /// There was none.
    case built(records: Int)
    /// It did not belong to this log as it is now, or was damaged.
    case rebuilt(records: Int)
  }

  static let format = 2

  /// Opens the index of a trail and brings it up to date.
  ///
  /// One process at a time, by a lock on the directory: a new index takes the place of the old one as a
  /// whole, and nobody may be writing to the old one, or its journal would be taken for the new one's.
  static func open(
    _ reader: AuditReader
  ) throws(AuditError) -> (index: AuditIndex, preparation: Preparation) {
    try OpenFile(reader.layout.root, .directory, files: reader.files).locked {
      () throws(AuditError) in try openLocked(reader)
    }
  }

  private static func openLocked(
    _ reader: AuditReader
  ) throws(AuditError) -> (index: AuditIndex, preparation: Preparation) {
    let path = reader.layout.index
    let existed: Bool
    do throws(SystemError) {
      existed = try (reader.files.status(at: path)?.size ?? 0) > 0
    } catch { throw .unusable(path: path, error) }
    do throws(IndexFailure) {
      if existed {
        let index = try AuditIndex(path, files: reader.files)
        if let added = try index.extend(from: reader) {
          return (index, added == 0 ? .inStep : .extended(records: added))
        }
      }
    } catch {
      switch error {
      case .audit(let error): throw error
      case .database(let error):
        guard error.isDamage else { throw .indexUnusable(path: path, code: Int(error.code)) }
      }
    }
    do throws(IndexFailure) {
      let records = try build(reader)
      let index = try AuditIndex(path, files: reader.files)
      return (index, existed ? .rebuilt(records: records) : .built(records: records))
    } catch {
      switch error {
      case .audit(let error): throw error
      case .database(let error): throw .indexUnusable(path: path, code: Int(error.code))
      }
    }
  }

  /// Makes an index of the whole log and puts it in its place; gives the number of its records.
  ///
  /// Until it has its name nobody reads it, so it needs no journal, and its secondary indexes are made
  /// at the end, each in one pass.
  private static func build(_ reader: AuditReader) throws(IndexFailure) -> Int {
    let (path, files) = (reader.layout.index, reader.files)
    let new = path + ".new"
    try remove(new, files: files)
    let added: Int
    do throws(IndexFailure) {
      // Closed before it is renamed.
      let index = try AuditIndex(new, files: files, isBeingBuilt: true)
      added = try index.extend(from: reader) ?? 0
      do throws(SQLiteError) { try index.database.run(secondaryIndexes) } catch {
        throw IndexFailure.database(error)
      }
    } catch {
      // reason: what is left of it is removed by the next one that builds
      try? files.remove(new)
      throw error
    }
    do throws(AuditError) {
      try OpenFile(new, .readWrite, files: files).synchronize()
    } catch { throw .audit(error) }
    try remove(path, files: files)
    do throws(SystemError) { try files.rename(new, to: path) } catch {
      throw .audit(.unusable(path: path, error))
    }
    return added
  }

  private init(
    _ path: String, files: any FileSystem, isBeingBuilt: Bool = false
  ) throws(IndexFailure) {
    do throws(AuditError) {
      // Made here, since SQLite would let others read it; its journal takes the mode over.
      _ = try OpenFile(path, .creating, files: files)
    } catch { throw .audit(error) }
    do throws(SQLiteError) {
      database = try SQLiteDatabase(path)
      if isBeingBuilt {
        try database.run(
          "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;")
      } else {
        try database.run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL;")
      }
      try database.run(
        """
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = MEMORY;
        CREATE TABLE IF NOT EXISTS state (
          one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, log BLOB NOT NULL,
          seq INTEGER NOT NULL, leaf BLOB NOT NULL, segment INTEGER NOT NULL,
          start INTEGER NOT NULL, end INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS record (
          seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, ends_run INTEGER NOT NULL,
          segment INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
          run BLOB NOT NULL, note BLOB) STRICT;
        CREATE TABLE IF NOT EXISTS open_run (
          run BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS name (
          id INTEGER PRIMARY KEY, mark BLOB NOT NULL UNIQUE, records INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS mark (
          name INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (name, seq)
        ) STRICT, WITHOUT ROWID;
        """)
      if !isBeingBuilt { try database.run(Self.secondaryIndexes) }
    } catch { throw .database(error) }
  }

  private static let secondaryIndexes: StaticString = """
    CREATE INDEX IF NOT EXISTS record_time ON record (time, seq);
    CREATE INDEX IF NOT EXISTS record_run ON record (run);
    CREATE INDEX IF NOT EXISTS record_note ON record (note) WHERE note IS NOT NULL;
    """

  private static func remove(_ path: String, files: any FileSystem) throws(IndexFailure) {
    for name in [path, path + "-journal"] {
      do throws(SystemError) {
        if try files.status(at: name) != nil { try files.remove(name) }
      } catch { throw .audit(.unusable(path: name, error)) }
    }
  }
}

/// What can go wrong below the index.
enum IndexFailure: Error {
  case audit(AuditError)
  case database(SQLiteError)
}
