import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Whole batches through the binary: whatever happens, what was shown is in the trail.
@Suite("Batches")
struct BatchTests {
  static func notes(_ count: Int) -> [UInt8] {
    var text = ""
    for index in 0..<count {
      text +=
        #"{"id":"note-\#(index)","note":"Day \#(index): cough, no fever. Plan: rest."}"# + "\n"
    }
    return Array(text.utf8)
  }

  /// The `seq` of every result line.
  static func sequenceNumbers(_ output: String) -> [Int] {
    output.split(separator: "\n").compactMap { line in
      guard let key = line.firstRange(of: #""seq":"#) else { return nil }
      return Int(line[key.upperBound...].prefix { $0.isNumber })
    }
  }

  static func verify(_ trail: String) throws -> ChildProcess.Result {
    try ChildProcess.vouch(["audit", "verify", "--audit", trail])
  }

  /// The sequence numbers that the trail holds.
  static func recorded(_ trail: String) throws -> Set<Int> {
    let segments = try FileManager.default.contentsOfDirectory(atPath: "\(trail)/seg").sorted()
    var numbers: [Int] = []
    for name in segments {
      let bytes = try #require(FileManager.default.contents(atPath: "\(trail)/seg/\(name)"))
      numbers += sequenceNumbers(String(decoding: bytes, as: UTF8.self))
    }
    #expect(Set(numbers).count == numbers.count, "no number twice")
    return Set(numbers)
  }

  @Test("eight processes write one trail without gap or duplicate")
  func eightWriters() throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("audit")
    let results = try withThrowingChildren(8) { _ in
      try ChildProcess.vouch(
        ["summarize", "--jsonl", "--quiet", "--audit", trail], input: Self.notes(40))
    }
    var shown: [Int] = []
    for result in results {
      #expect(result.exitCode == 0, "\(result.errors)")
      shown += Self.sequenceNumbers(result.output)
    }
    #expect(shown.count == 320 && Set(shown).count == 320)
    #expect(try Self.recorded(trail).isSuperset(of: shown))
    #expect(try Self.verify(trail).exitCode == 0)
  }

  @Test(
    "a batch that is killed has shown nothing that is not in the trail",
    arguments: [SIGINT, SIGKILL])
  func killed(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("audit")
    let child = try ChildProcess(
      [ChildProcess.vouch, "summarize", "--jsonl", "--quiet", "--audit", trail],
      input: Self.notes(20_000),
      environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"])
    while child.outputSoFar.isEmpty { usleep(2_000) }
    child.signal(signal)
    let result = child.wait()
    #expect(result.exitCode == (signal == SIGINT ? 130 : nil))
    // A kill can tear the last line; whole lines count.
    let whole =
      result.output.hasSuffix("\n")
      ? result.output
      : result.output.split(separator: "\n").dropLast().joined(separator: "\n")
    let shown = Self.sequenceNumbers(whole)
    #expect(!shown.isEmpty && shown.count < 20_000)
    #expect(try Self.recorded(trail).isSuperset(of: shown))
    // The next writer recovers what was torn, and the trail verifies.
    let next = try ChildProcess.vouch(
      ["summarize", "--jsonl", "--quiet", "--audit", trail], input: Self.notes(1))
    #expect(next.exitCode == 0, "\(next.errors)")
    #expect(try Self.verify(trail).exitCode == 0)
  }

  @Test("a closed pipe ends quietly")
  func closedPipe() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("notes.jsonl", Self.notes(20_000))
    let script =
      "\(ChildProcess.vouch) summarize --jsonl --no-audit --quiet \(input) | head -n 1 >/dev/null; "
      + "echo ${PIPESTATUS[0]}"
    let result = try ChildProcess(
      ["/bin/bash", "-c", script],
      environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
    #expect(result.output == "0\n" && result.errors.isEmpty, "\(result.errors)")
  }

  @Test("the order of the input is kept, whatever the number of jobs")
  func order() throws {
    let one = try ChildProcess.vouch(
      ["summarize", "--jsonl", "--no-audit", "--quiet", "--jobs", "1"], input: Self.notes(500))
    let four = try ChildProcess.vouch(
      ["summarize", "--jsonl", "--no-audit", "--quiet", "--jobs", "4"], input: Self.notes(500))
    #expect(one.lines.count == 500 && one.output == four.output)
  }

  /// Runs a body on several threads at once and collects what they return.
  private func withThrowingChildren<T: Sendable>(
    _ count: Int, _ body: @Sendable @escaping (Int) throws -> T
  ) throws -> [T] {
    try ConcurrentRun.collect(count, body)
  }
}
