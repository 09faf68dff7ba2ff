import Parallelism
import Guardrails
import Workflow

/// JSON Lines in, JSON Lines out: in order, with an error line for each line that fails.
///
/// Lines are taken in windows. A window is worked on by several threads, recorded by one durable
/// append, and only then written out: whatever was shown is in the trail. A window ends early where
/// the next line would have to be waited for, so that a program that talks to Vouch line by line gets
/// each answer before it sends the next line.
struct BatchRun {
  let worker: LineWorker
  let jobs: Int
  /// Whether lines wait for a server rather than for a processor: then no window has to end before the next
  /// one begins.
  var waitsForServer = false
  /// Makes outcomes durable and gives them back with their receipts.
  let record: ([Outcome]) throws(WorkflowError) -> [Outcome]
  /// Records the end of runs that were begun, and whose outcomes are not going to be recorded, with the
  /// code of the reason.
  var abandon: ([Outcome], String) throws(WorkflowError) -> Void = { _, _ in }
  let isInterrupted: @Sendable () -> Bool

  /// Where lines are worked on by processors: enough that none waits at the end of a window.
  static let linesPerJob = 64
  /// Where they wait for a server: there are many jobs, and what is done is kept until those before it are.
  private static let waitingLinesPerJob = 4

  /// Works through the lines of a reader.
  func run(
    _ reader: inout LineReader, output: any ByteSink, progress: inout BatchProgress
  ) throws(ToolFailure) -> BatchTally {
    var tally = BatchTally()
    var seen: Set<String> = []
    var number = 0
    defer { progress.clear() }
    if waitsForServer {
      try runOnBelt(&reader, output: output, progress: &progress, &tally, &seen)
      return tally
    }
    while true {
      if isInterrupted() { throw .interrupted }
      let window = try ToolFailure.wrap { () throws(StreamError) in
        try reader.nextWindow(lines: Self.linesPerJob * jobs, &number)
      }
      guard !window.isEmpty else { return tally }
      var results = ParallelMap.map(window, jobs: jobs) { [worker] in worker.result(of: $0) }
      if isInterrupted() {
        try abandoning(results.compactMap(\.outcome), "interrupted")
        throw .interrupted
      }
      try finish(&results, output, &tally, &seen)
      progress.update(lines: tally.lines, bytes: reader.bytesRead)
    }
  }

  /// The same where lines wait for a server. Each is begun as soon as there is a thread for it; what is done
  /// and has nothing open before it is recorded and written, while others are still under way.
  private func runOnBelt(
    _ reader: inout LineReader, output: any ByteSink, progress: inout BatchProgress,
    _ tally: inout BatchTally, _ seen: inout Set<String>
  ) throws(ToolFailure) {
    let belt = LineBelt { [worker] in worker.result(of: $0) }
    let crew = Crew(jobs) { belt.work() }
    do throws(ToolFailure) {
      try empty(belt, crew, &reader, output: output, progress: &progress, &tally, &seen)
    } catch {
      belt.close()
      crew.wait()
      // reason: where the trail itself has failed, a start without an end tells of these
      try? abandoning(belt.takeAll().compactMap(\.outcome), "interrupted")
      throw error
    }
    belt.close()
    crew.wait()
  }

  private func empty(
    _ belt: LineBelt, _ crew: Crew, _ reader: inout LineReader, output: any ByteSink,
    progress: inout BatchProgress, _ tally: inout BatchTally, _ seen: inout Set<String>
  ) throws(ToolFailure) {
    let most = Self.waitingLinesPerJob * jobs
    var number = 0
    var isAtEnd = false
    while true {
      if isInterrupted() { throw .interrupted }
      // What is under way must not wait for a line that has not come yet.
      while !isAtEnd, belt.count < most, belt.count == 0 || reader.isReady {
        let window = try ToolFailure.wrap { () throws(StreamError) in
          try reader.nextWindow(
            lines: most - belt.count, &number, mayWait: belt.count == 0)
        }
        belt.put(window)
        isAtEnd = reader.isFinished
      }
      if isAtEnd, belt.count == 0 { return }
      // A system that gives no threads has the work done here.
      if crew.isEmpty { belt.workOnce() }
      var results = belt.takeDone()
      if isInterrupted() {
        try abandoning(results.compactMap(\.outcome), "interrupted")
        throw .interrupted
      }
      guard !results.isEmpty else { continue }
      try finish(&results, output, &tally, &seen)
      progress.update(lines: tally.lines, bytes: reader.bytesRead)
    }
  }
}

// MARK: - The end of a window

extension BatchRun {
  /// Records results in the order of their lines, then writes them.
  private func finish(
    _ results: inout [LineResult], _ output: any ByteSink, _ tally: inout BatchTally,
    _ seen: inout Set<String>
  ) throws(ToolFailure) {
    try refuseRepeated(&results, &seen)
    let bytes = try finished(results, &tally)
    try ToolFailure.wrap { () throws(StreamError) in try output.write(bytes) }
  }

  /// The first line with an id stands; those that repeat it become errors.
  private func refuseRepeated(
    _ results: inout [LineResult], _ seen: inout Set<String>
  ) throws(ToolFailure) {
    var refused: [Outcome] = []
    for index in results.indices {
      guard let id = results[index].id, !seen.insert(id).inserted else { continue }
      if let outcome = results[index].outcome { refused.append(outcome) }
      results[index] = .failed(
        LineError(
          id: id, code: "repeated-id", message: "an earlier line has the same id; give each its own"
        ),
        line: results[index].line)
    }
    try abandoning(refused, "repeated-id")
  }

  private func abandoning(_ outcomes: [Outcome], _ code: String) throws(ToolFailure) {
    do throws(WorkflowError) { try abandon(outcomes, code) } catch { throw ToolFailure(error) }
  }

  /// Records the outcomes of a window, then writes all of its lines as bytes.
  private func finished(
    _ results: [LineResult], _ tally: inout BatchTally
  ) throws(ToolFailure) -> [UInt8] {
    var outcomes: [Outcome] = []
    for case .judged(let outcome, _, _) in results { outcomes.append(outcome) }
    let recorded: [Outcome]
    do throws(WorkflowError) {
      recorded = outcomes.isEmpty ? [] : try record(outcomes)
    } catch {
      throw ToolFailure(error)
    }
    var receipts = recorded.makeIterator()
    var bytes: [UInt8] = []
    for result in results {
      switch result {
      case .failed(let error, let line):
        bytes += error.json(line: line)
        tally.failed += 1
      case .judged(let outcome, var json, _):
        bytes += json.finish(receipts.next()?.receipt)
        tally.count(outcome.decision)
      case .extracted(let line, _, _):
        bytes += line
        tally.extracted += 1
      case .skipped: break
      }
    }
    return bytes
  }
}
