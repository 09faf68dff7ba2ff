import CanonicalJSON
import ClinicalLanguage
import Guardrails
import Workflow

/// Does the work on one line of a batch; many threads share it.
struct LineWorker: Sendable {
  /// What is done with a line that was understood.
  enum Work: Sendable {
    case judge(@Sendable (NoteInput) throws(WorkflowError) -> Outcome, PolicyLabel)
    case extract(Lexicon)
    /// Any other work that makes one line of one line.
    case transform(@Sendable (InputLine) throws(LineError) -> [UInt8])
  }

  /// A line with its number, from 1.
  struct Numbered: Sendable {
    let number: Int
    let line: LineReader.Line
  }

  let task: InputLine.Task
  let work: Work
  let defaults: InputLine.Defaults
  let isInterrupted: @Sendable () -> Bool
  private let decoder = JSONInput()

  init(
    task: InputLine.Task, work: Work, defaults: InputLine.Defaults,
    isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.task = task
    self.work = work
    self.defaults = defaults
    self.isInterrupted = isInterrupted
  }

  func result(of numbered: Numbered) -> LineResult {
    if isInterrupted() { return .skipped(line: numbered.number) }
    do throws(LineError) {
      return try process(numbered)
    } catch {
      return .failed(error, line: numbered.number)
    }
  }

  private func process(_ numbered: Numbered) throws(LineError) -> LineResult {
    guard case .text(let bytes) = numbered.line else {
      throw .tooLong
    }
    let line = try InputLine(bytes, task: task, defaults: defaults, decoder: decoder)
    let input = line.input
    switch work {
    case .judge(let judge, let policy):
      let outcome: Outcome
      do throws(WorkflowError) { outcome = try judge(input) } catch {
        throw LineError(id: input.id, code: error.code, message: error.message)
      }
      return .judged(
        outcome, OutcomeJSON(outcome, policy: policy, pretty: false), line: numbered.number)
    case .extract(let lexicon):
      let document = ClinicalDocument(
        reading: input.note, lexicon: lexicon, concepts: line.concepts)
      return .extracted(
        FactsJSON.line(document, id: input.id, pretty: false), id: input.id,
        line: numbered.number)
    case .transform(let transform):
      return .extracted(try transform(line), id: input.id, line: numbered.number)
    }
  }
}

/// What came of one line.
enum LineResult: Sendable {
  case failed(LineError, line: Int)
  case judged(Outcome, OutcomeJSON, line: Int)
  case extracted([UInt8], id: String?, line: Int)
  /// The user stopped the run before this line was begun.
  case skipped(line: Int)

  /// The id, where the line gave a result.
  var id: String? {
    switch self {
    case .failed, .skipped: nil
    case .judged(let outcome, _, _): outcome.id
    case .extracted(_, let id, _): id
    }
  }

  /// What a line came to, where it was judged.
  var outcome: Outcome? {
    if case .judged(let outcome, _, _) = self { outcome } else { nil }
  }

  var line: Int {
    switch self {
    case .failed(_, let line), .judged(_, _, let line), .extracted(_, _, let line),
      .skipped(let line):
      line
    }
  }
}
