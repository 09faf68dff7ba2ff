import Synchronization

/// Makes appended bytes durable, one synchronization for all threads that wait for one.
///
/// The kernel reports a failed write-back once to each open file. Threads that share a file would
/// steal the report from each other, so they synchronize one after the other, and the first failure
/// ends the use of the file for all.
final class SharedSync: Sendable {
  private struct State {
    /// All before this place is on the disk.
    var durable = LogPosition.start
    var hasFailed = false
  }

  private let state = Mutex(State())
  /// All before this place was written; only ever grows.
  private let written = Mutex(LogPosition.start)

  /// Notes that all before the position was written.
  func noteWritten(_ position: LogPosition) {
    written.withLock { $0 = max($0, position) }
  }

  /// Waits until all before the position is durable. `file` holds the bytes just before it.
  func settle(through position: LogPosition, file: OpenFile) throws(AuditError) {
    try state.withLock { (state) throws(AuditError) in
      guard !state.hasFailed else { throw .syncFailed(path: file.path, .inputOutput) }
      guard state.durable < position else { return }
      // What other threads wrote to this file before this call is covered as well.
      let reached = written.withLock { $0 }
      do throws(AuditError) {
        try file.synchronizeData()
      } catch {
        state.hasFailed = true
        throw error
      }
      let covered = reached.segment == position.segment ? max(reached, position) : position
      state.durable = max(state.durable, covered)
    }
  }

  /// Waits until all that was noted as written to the file is durable.
  func settleWritten(file: OpenFile) throws(AuditError) {
    try settle(through: written.withLock { $0 }, file: file)
  }

  /// How much of the segment is known to be durable, in bytes.
  func durableBytes(inSegment segment: Int) -> Int {
    state.withLock { $0.durable.segment == segment ? $0.durable.offset : 0 }
  }
}

/// A place in a sequence of numbered files.
struct LogPosition: Sendable, Hashable, Comparable {
  var segment: Int
  var offset: Int

  static let start = LogPosition(segment: 0, offset: 0)

  static func < (left: LogPosition, right: LogPosition) -> Bool {
    (left.segment, left.offset) < (right.segment, right.offset)
  }
}
