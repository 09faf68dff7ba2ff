import CanonicalJSON
import Glibc

/// The file of results: one line a summary, appended as it goes, so that a run that was stopped goes on
/// where it was.
///
/// A torn last line is cut off; lines of other configurations stay and are not looked at.
package final class ResultFile {
  package let path: String
  private let descriptor: CInt
  private var places: [String: (offset: Int, count: Int)] = [:]
  /// Those that failed by no fault of the note or the system, which another run may make.
  private var passing: Set<String> = []
  /// The notes of which there are results, of whatever configuration.
  package private(set) var ids: Set<String> = []
  private var end = 0
  private let decoder = JSONInput()

  package init(_ path: String) throws(EvaluationError) {
    self.path = path
    // Owner only: summaries of notes are in it.
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: Self.reason())
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .unwritable(path: path, reason: "another run writes to it; wait for its end")
    }
    let file = try IndexedFile(path)
    for (index, record) in file.records.enumerated() {
      let bytes = try file.bytes(at: index)
      if index < file.records.count - 1, let head = SampleResult.head(ofScored: bytes) {
        places[head.key] = (record.range.lowerBound, record.range.count)
        passing.remove(head.key)
        ids.insert(head.id)
        end = record.range.upperBound
        continue
      }
      guard let result = SampleResult(line: bytes, decoder: decoder) else {
        // Only the end may be torn, and only of a line of ours.
        guard index == file.records.count - 1,
          SampleResult.beginning.starts(with: bytes.prefix(SampleResult.beginning.count))
        else {
          throw .invalidData(
            path: path, line: record.line, message: "no result of an evaluation",
            hint: "name another file with --results, or take this one away")
        }
        break
      }
      note(result, at: record.range.lowerBound, count: record.range.count)
      end = record.range.upperBound
    }
    // The last line may lack its line break where the run was killed between the two.
    let separator: [UInt8] = end > 0 ? [0x0A] : []
    guard ftruncate(descriptor, off_t(end)) == 0 else {
      throw .unwritable(path: path, reason: Self.reason())
    }
    try write(separator)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The keys of all results that need not be made again.
  package var keys: Set<String> { Set(places.keys).subtracting(passing) }

  /// The keys of all results that are there.
  package var allKeys: Set<String> { Set(places.keys) }

  private func note(_ result: SampleResult, at offset: Int, count: Int) {
    places[result.key] = (offset, count)
    ids.insert(result.id)
    if result.isPassing { passing.insert(result.key) } else { passing.remove(result.key) }
  }

  package func result(_ key: String) throws(EvaluationError) -> SampleResult? {
    guard let (offset, count) = places[key] else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe pread(descriptor, &bytes, count, off_t(offset))
    guard read == count, let result = SampleResult(line: bytes, decoder: decoder) else {
      throw .unreadable(path: path, reason: "it was changed during the run")
    }
    return result
  }

  /// Appends results, and returns when the system has them.
  ///
  /// - Throws: where the disk is full, after what could be written: a further run goes on from there.
  package func append(_ results: [SampleResult]) throws(EvaluationError) {
    for result in results {
      let line = result.line
      let offset = end
      try write(line)
      note(result, at: offset, count: line.count - 1)
    }
  }

  private func write(_ bytes: [UInt8]) throws(EvaluationError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done,
          off_t(end + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = Self.reason()
        // What was begun is taken back, so that the file holds whole lines.
        ftruncate(descriptor, off_t(end))
        throw .unwritable(
          path: path,
          reason: "\(reason); \(places.count) results are kept: make room and run the same again")
      }
      done += count
    }
    end += bytes.count
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
