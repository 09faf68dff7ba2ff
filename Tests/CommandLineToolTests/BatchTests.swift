import AuditTrail
import Synchronization
import TestSupport
import Testing
import Workflow

@testable import CommandLineTool

@Suite("JSON Lines")
struct BatchTests {
  @Test("each bad line is answered in its place, by code and line number, and the run goes on")
  func errors() throws {
    let rows: [(line: String, id: String?, code: String?)] = [
      (#"{"id":"a","note":"Cough."}"#, "a", nil),
      (#"{"id":"b","note":"#, nil, "invalid-json"),
      ("", nil, nil),
      (#"{"id":"c"}"#, "c", "missing-field"),
      (#"{"note":"Cough."}"#, nil, "missing-field"),
      (#"{"id":"a","note":"Again."}"#, "a", "repeated-id"),
      (#"{"id":"d","note":" \n "}"#, "d", "empty-note"),
      (#"{"id":"e","note":"\ud800"}"#, "e", "invalid-json"),
      (#"{"id":"f","note":17}"#, "f", "wrong-type"),
      (#"{"id":1,"note":"x"}"#, nil, "wrong-type"),
      (#"{"id":"g","note":"Sprain.","audience":"robot"}"#, "g", "unknown-audience"),
      (#"{"id":"h","note":"Sprain.","words":0}"#, "h", "words-out-of-range"),
      (#"{"id":"i","note":"a\u0000b"}"#, "i", "contains-nul"),
      (#"{"id":"j","note":"one","text":"two"}"#, "j", "two-notes"),
      ("[]", nil, "unexpected-json"),
      (#"{"id":"k","text":"Sprain.","words":40,"x":[{}],"summary":3}"#, "k", nil),
    ]
    for arguments in [["--jobs", "1"], ["--jobs", "3"]] {
      let result = try ToolRun().run(
        ["summarize", "--jsonl", "--no-audit"] + arguments,
        input: Array(rows.map(\.line).joined(separator: "\n").utf8))
      #expect(result.code == .failure)
      let expected = rows.enumerated().filter { !$0.element.line.isEmpty }
      try #require(result.lines.count == expected.count)
      for (line, row) in zip(result.lines, expected) {
        let id = row.element.id.map { "\"\($0)\"" } ?? "null"
        #expect(line.hasPrefix(#"{"id":\#(id),"#), "\(line)")
        if let code = row.element.code {
          #expect(line.contains(#""error":{"code":"\#(code)","message":""#), "\(line)")
          #expect(line.hasSuffix(#","line":\#(row.offset + 1)}}"#), "\(line)")
          #expect(!line.contains("Sprain"), "an error quotes no note")
        } else {
          #expect(line.contains(#""decision":"released""#), "\(line)")
        }
      }
    }
  }

  @Test(
    "the exit code is 2 where any is withheld, 1 where any line fails",
    arguments: [
      (["Cough."], ExitCode.success), (["Cough.", "A holdme here."], .withheld),
      (["A redactme here."], .success), (["A blockme here.", ""], .failure), ([], .success),
    ])
  func exitCodes(_ summaries: [String], _ code: ExitCode) throws {
    let lines = summaries.enumerated().map {
      #"{"id":"\#($0.offset)","note":"Cough.","summary":"\#($0.element)"}"#
    }
    let result = try ToolRun()("check", "--jsonl", input: lines.joined(separator: "\n"))
    #expect(result.code == code, "\(result.output) \(result.errors)")
    #expect(result.lines.count == summaries.count)
  }

  @Test("the order is kept and the output is the same for any number of jobs")
  func order() throws {
    let input = Array(
      (0..<300).map { #"{"id":"\#($0)","note":"Day \#($0): cough, no fever."}"# + "\n" }.joined()
        .utf8)
    let run = try ToolRun()
    let one = run.run(["summarize", "--jsonl", "--no-audit", "--jobs", "1"], input: input)
    let four = run.run(["summarize", "--jsonl", "--no-audit", "--jobs", "4"], input: input)
    #expect(one.code == .success && one.lines.count == 300 && one.output == four.output)
    for (index, line) in one.lines.enumerated() { #expect(line.hasPrefix(#"{"id":"\#(index)","#)) }
  }

  /// The work of `summarize` with the policies of the run's folder.
  static func worker(_ run: ToolRun) throws -> LineWorker {
    let environment = ToolEnvironment(variables: run.variables, currentDirectory: run.folder.path)
    let arguments = ParsedArguments(values: ["no-audit": ""])
    let judging = try JudgingRun(
      Invocation(
        arguments: arguments, specification: SummarizeCommand.command.specification,
        streams: Streams(input: MemorySource([]), output: MemorySink(), errors: MemorySink()),
        environment: environment),
      try Settings(arguments, environment), writes: true)
    let workspace = judging.workspace
    return LineWorker(
      task: .summarize,
      work: .judge(
        { (input) throws(WorkflowError) in try workspace.summarize(input) }, judging.policy),
      defaults: InputLine.Defaults(), isInterrupted: { false })
  }

  @Test("what is shown was recorded before, and what cannot be recorded is not shown")
  func durableFirst() throws {
    let output = MemorySink()
    let failing = BatchRun(
      worker: try Self.worker(try ToolRun()), jobs: 2,
      record: { (outcomes) throws(WorkflowError) in
        #expect(outcomes.count == 1 && output.text.isEmpty, "nothing is shown before the record")
        throw .audit(.notALog(path: "trail"))
      }, isInterrupted: { false })
    var reader = LineReader(MemorySource(Array(#"{"id":"a","note":"Cough."}"#.utf8)))
    var progress = BatchProgress(nil, totalBytes: nil, nanoseconds: { 0 })
    #expect(throws: ToolFailure.self) {
      _ = try failing.run(&reader, output: output, progress: &progress)
    }
    #expect(output.text.isEmpty)
  }

  @Test("a closed pipe ends quietly")
  func closedPipe() throws {
    let run = try ToolRun()
    let result = run.run(
      ["summarize", "--jsonl", "--no-audit", "--quiet"],
      input: Array(#"{"id":"a","note":"Cough."}"#.utf8),
      sink: MemorySink(failure: .closed))
    #expect(result.code == .success && result.errors.isEmpty)
    let full = run.run(
      ["summarize", "--no-audit", "--quiet"], input: Array("Cough.".utf8),
      sink: MemorySink(failure: .failed("standard output cannot be written: No space left")))
    #expect(full.code == .failure && full.errors.contains("No space left"))
  }

  @Test("an interruption exits with 130, and only whole recorded windows were shown")
  func interrupted() throws {
    let run = try ToolRun()
    let asked = Mutex(0)
    let input = Array(
      (0..<2000).map { #"{"id":"\#($0)","note":"Day \#($0)."}"# + "\n" }.joined().utf8)
    let result = run.run(
      ["summarize", "--jsonl", "--jobs", "1"], input: input,
      isInterrupted: {
        asked.withLock {
          $0 += 1
          return $0 > 300
        }
      })
    #expect(result.code == .interrupted)
    #expect(!result.lines.isEmpty && result.lines.count < 2000)
    #expect(result.lines.count.isMultiple(of: BatchRun.linesPerJob))
    let listed = run("audit", "list", "--limit", "2000", "--format", "jsonl")
    #expect(listed.lines.count == result.lines.count, "the trail holds exactly what was shown")
  }

  @Test("concepts are found as whole words, whatever their case, at every occurrence")
  func concepts() throws {
    let result = try ToolRun()(
      "extract", "--jsonl",
      input: #"{"id":"a","note":"No cough. COUGH, coughing.","concepts":["cough"]}"#)
    #expect(
      result.code == .success
        && JudgingTests.topKeys(result.output) == [
          "id", "schema", "sections", "facts", "disclaimer",
        ])
    let concepts = result.output.split(separator: #"{"kind":"concept","#).dropFirst()
    #expect(concepts.count == 2, "\(result.output)")
    #expect(concepts.first?.contains(#""span":{"start":3,"end":8}"#) == true)
  }

  @Test("progress waits a second, shows rate and remaining time, and is wiped at the end")
  func progress() {
    let sink = MemorySink()
    let now = Mutex<UInt64>(0)
    var progress = BatchProgress(sink, totalBytes: 1000, nanoseconds: { now.withLock { $0 } })
    now.withLock { $0 = 900_000_000 }
    progress.update(lines: 10, bytes: 100)
    #expect(sink.text.isEmpty)
    now.withLock { $0 = 2_000_000_000 }
    progress.update(lines: 50, bytes: 250)
    #expect(sink.text == "\r  50 lines, 25 a second, 25 %, 6 s left\u{1B}[K")
    progress.clear()
    #expect(sink.text.hasSuffix("\r\u{1B}[K"))
    #expect(BatchProgress.remaining(seconds: 600) == "10 min left")
  }
}
