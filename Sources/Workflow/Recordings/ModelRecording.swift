import CanonicalJSON
import Cryptography
import Synchronization

/// Replies of language models as they came, so that the same can be evaluated again without a network.
///
/// JSON Lines. The first names the schema and the key behind surrogates, without which notes would be sent
/// in other words than then; each further one is the answer to one request, or that it failed:
/// ```json
/// {"schema":"vouch/recording/1","deidentification":"64 hexadecimal digits"}
/// {"request":"sha256","reply":"…","model":"m-1","promptTokens":812,"outputTokens":96,"rung":"schema",
///  "stopped":false,"attempts":1,"failures":[],"milliseconds":940}
/// {"request":"sha256","failure":"rate-limited","attempts":3,"failures":["rate-limited"],"milliseconds":9}
/// ```
/// A request is known by a digest of model, parameters, prompt, note and occasion; of two lines for one the
/// later counts. Replies hold words of notes: whoever keeps the file keeps it as the notes.
package final class ModelRecording: Sendable {
  package enum Problem: Error, Hashable {
    /// No recording, or one of another schema.
    case noRecording
    /// A line, from 1, that is no entry.
    case malformed(line: Int)
  }

  private struct State {
    var entries: [String: RecordedReply] = [:]
    var missing = 0
    var writingFailure: String?
  }

  /// The key behind surrogates.
  private let secret: Digest
  private let state: Mutex<State>
  /// Keeps a line, or says why it cannot; nil where nothing is recorded.
  private let append: (@Sendable ([UInt8]) -> String?)?

  /// - Parameters:
  ///   - bytes: a file as far as it is whole; an empty one where a recording begins.
  ///   - newKey: 32 bytes behind surrogates, for a recording that begins.
  ///   - append: writes a line, and returns why it could not; nil where nothing is to be recorded.
  package init(
    _ bytes: ArraySlice<UInt8>, newKey: [UInt8]? = nil,
    append: (@Sendable ([UInt8]) -> String?)? = nil
  ) throws(Problem) {
    self.append = append
    var state = State()
    if bytes.isEmpty, let newKey = newKey.flatMap({ Digest($0) }) {
      secret = newKey
      state.writingFailure = append?(RecordedReply.header(deidentification: newKey))
      self.state = Mutex(state)
      return
    }
    let decoder = JSONInput()
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst(),
      let key = RecordedReply.deidentification(inHeader: Array(first), decoder)
    else { throw .noRecording }
    secret = key
    for (index, line) in lines.enumerated() where !line.isEmpty {
      guard let (request, entry) = RecordedReply.read(Array(line), decoder) else {
        throw .malformed(line: index + 2)
      }
      state.entries[request] = entry
    }
    self.state = Mutex(state)
  }

  /// The key behind surrogates.
  package var deidentification: DeidentificationKey? { DeidentificationKey(random: secret.bytes) }

  /// How many requests it knows.
  package var count: Int { state.withLock { $0.entries.count } }

  /// How often something was asked that it does not have.
  package var missing: Int { state.withLock { $0.missing } }

  /// Why a reply could not be kept; nil where all were.
  package var writingFailure: String? { state.withLock { $0.writingFailure } }

  subscript(request: String) -> RecordedReply? { state.withLock { $0.entries[request] } }

  func countMissing() { state.withLock { $0.missing += 1 } }

  func keep(_ entry: RecordedReply, for request: String) {
    guard let append else { return }
    state.withLock { state in
      state.entries[request] = entry
      // After the first failure nothing more is written: what follows would stand behind a torn line.
      guard state.writingFailure == nil else { return }
      state.writingFailure = append(entry.line(for: request))
    }
  }
}
