import CanonicalJSON
import Synchronization
import Workflow

@testable import CommandLineTool

/// What must hold for any bytes given as JSON Lines: one answer for each line, and each answer JSON.
enum LineProperties {
  static func check(_ input: [UInt8]) {
    // The first byte chooses the command; each reads other fields.
    guard let first = input.first else { return }
    let lines = Array(input.dropFirst())
    let output = Collector()
    var reader = LineReader(Given(lines), limit: 4096)
    var progress = BatchProgress(nil, totalBytes: nil, nanoseconds: { 0 })
    let run = BatchRun(
      worker: first & 1 == 0 ? extracting : checking, jobs: 1, record: { $0 },
      isInterrupted: { false })
    guard let tally = try? run.run(&reader, output: output, progress: &progress) else {
      preconditionFailure("whatever the lines hold, the run goes on")
    }
    let code = tally.exitCode
    let answers = output.bytes.split(separator: 0x0A)
    let asked = lines.split(separator: 0x0A).filter { line in
      !line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
    precondition(answers.count == asked.count, "one answer for each line")
    precondition([.success, .failure, .withheld].contains(code))
    let failures = answers.filter { isFailure(Array($0)) }
    precondition((code == .failure) == !failures.isEmpty, "a failed line fails the run")
  }

  private static let extracting = LineWorker(
    task: .extract, work: .extract(FuzzTarget.lexicon), defaults: InputLine.Defaults(),
    isInterrupted: { false })

  private static let checking: LineWorker = {
    let workspace = FuzzTarget.workspace
    return LineWorker(
      task: .check,
      work: .judge(
        { (input) throws(WorkflowError) in try workspace.check(input) },
        PolicyLabel(workspace.bundle)), defaults: InputLine.Defaults(), isInterrupted: { false })
  }()

  private struct Answer: Decodable {
    struct Failure: Decodable {
      var code: String
      var line: Int
    }
    var id: String?
    var error: Failure?
  }

  private static func isFailure(_ line: [UInt8]) -> Bool {
    guard let answer = try? JSONInput().decode(Answer.self, from: line) else {
      preconditionFailure("an answer is JSON of the documented form")
    }
    return answer.error != nil
  }
}

/// Bytes handed out in one piece.
private final class Given: ByteSource, Sendable {
  private let rest: Mutex<ArraySlice<UInt8>>

  init(_ bytes: [UInt8]) { rest = Mutex(bytes[...]) }

  func read(atMost maximum: Int) throws(StreamError) -> [UInt8] {
    rest.withLock { rest in
      let piece = Array(rest.prefix(maximum))
      rest = rest.dropFirst(piece.count)
      return piece
    }
  }

  var isReady: Bool { true }
  var isTerminal: Bool { false }
  var byteCount: Int? { nil }
}

/// Keeps what is written.
private final class Collector: ByteSink, Sendable {
  private let written = Mutex<[UInt8]>([])

  func write(_ bytes: [UInt8]) throws(StreamError) { written.withLock { $0 += bytes } }

  var bytes: [UInt8] { written.withLock { $0 } }
  var isTerminal: Bool { false }
  var columns: Int? { nil }
}
