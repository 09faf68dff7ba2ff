/// The first place where a log is not what was written.
package struct ChainFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong there.
  package enum Reason: Sendable, Hashable {
    /// Not one record in its canonical form: cut, overwritten or edited.
    case notARecord
    /// The record is not the one that its successor, or the head, was chained to.
    case changed
    /// The record does not point at the one before it.
    case notChained
    /// The record has another number than its place asks for.
    case outOfSequence(expected: Int, found: Int)
    /// The record belongs to another log.
    case foreign
    /// A segment between two others is not there.
    case segmentMissing
  }

  /// The segment file, relative to the directory of the trail.
  package let file: String
  /// From 1.
  package let line: Int
  /// Where the line begins, in bytes.
  package let offset: Int
  package let reason: Reason

  package var description: String {
    let what =
      switch reason {
      case .notARecord:
        "this is not a record in its canonical form; it was cut, overwritten or edited"
      case .changed: "this record was changed after it was written"
      case .notChained:
        line > 1
          ? "this record does not follow from the one before it; line \(line - 1) or this one was changed"
          : "this record does not follow from the end of the segment before"
      case .outOfSequence(let expected, let found) where found > expected:
        "record \(found) stands where \(expected) should be; records were removed or moved"
      case .outOfSequence(let expected, let found):
        "record \(found) stands where \(expected) should be; records were repeated or moved"
      case .foreign: "this record belongs to another log"
      case .segmentMissing: "this segment is missing"
      }
    return "\(file):\(line): \(what)"
  }

  /// A stable name of the reason.
  package var code: String {
    switch reason {
    case .notARecord: "not-a-record"
    case .changed: "changed"
    case .notChained: "not-chained"
    case .outOfSequence: "out-of-sequence"
    case .foreign: "foreign"
    case .segmentMissing: "segment-missing"
    }
  }
}
