import FoundationEssentials
import TestSupport
import Testing

/// A disk that fails under a run: nothing is shown without a record, nothing recorded is lost.
///
/// The faults are injected into the real binary's system calls by strace; `make faults` fails every
/// single call of a run.
@Suite("Durability", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
struct DurabilityTests {
  static let note = Array("ASSESSMENT: Pneumonia. PLAN: Start amoxicillin 500 mg t.i.d.".utf8)

  func run(injecting fault: String?, trail: String) throws -> ChildProcess.Result {
    let command = [ChildProcess.vouch, "summarize", "--quiet", "--audit", trail]
    let tracer =
      fault.map {
        [
          "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e",
          "trace=\($0.prefix { $0 != ":" })", "-e",
          "inject=\($0)",
        ]
      } ?? []
    return try ChildProcess(
      tracer + command, input: Self.note,
      environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
  }

  /// A fault, and what must come of it: a run that shows nothing, or one that is as any other because
  /// what failed was not needed for it.
  struct Fault: Sendable, CustomTestStringConvertible {
    var call: String
    var isFatal: Bool
    var isOfNewTrail = false

    var testDescription: String { call + (isOfNewTrail ? " in a new trail" : "") }
  }

  static let faults: [Fault] = [
    // The subject's key is made durable first, then the vault, then the log.
    Fault(call: "fdatasync:error=EIO:when=1", isFatal: true),
    Fault(call: "fdatasync:error=EIO:when=2", isFatal: true),
    Fault(call: "fdatasync:error=EIO:when=3", isFatal: true),
    Fault(call: "fdatasync:error=ENOSPC:when=1+", isFatal: true),
    Fault(call: "fdatasync:error=EIO:when=1+", isFatal: true, isOfNewTrail: true),
    Fault(call: "fsync:error=EIO:when=1+", isFatal: true, isOfNewTrail: true),
    Fault(call: "pwrite64:error=ENOSPC:when=1+", isFatal: true),
    Fault(call: "pwrite64:error=EIO:when=1", isFatal: true),
    Fault(call: "pwrite64:error=EIO:when=2", isFatal: true),
    Fault(call: "pwrite64:error=EIO:when=3", isFatal: true),
    Fault(call: "pwrite64:error=ENOSPC:when=1", isFatal: true, isOfNewTrail: true),
    // The head and the tree are caches: without them the next run rereads the log.
    Fault(call: "pwrite64:error=EIO:when=4", isFatal: false),
    Fault(call: "pwrite64:error=EIO:when=5", isFatal: false),
    Fault(call: "pwrite64:error=EIO:when=6", isFatal: false),
    // Then the checkpoint: in the anchor, in the list of all, and as the newest.
    Fault(call: "pwrite64:error=ENOSPC:when=7", isFatal: true),
    Fault(call: "pwrite64:error=ENOSPC:when=8", isFatal: true),
    Fault(call: "pwrite64:error=EIO:when=9", isFatal: true),
    Fault(call: "fdatasync:error=EIO:when=4", isFatal: true),
    Fault(call: "fdatasync:error=EIO:when=5", isFatal: true),
    Fault(call: "fdatasync:error=EIO:when=6", isFatal: true),
    Fault(call: "rename:error=EIO:when=1", isFatal: true),
    Fault(call: "rename:error=EIO:when=2", isFatal: true),
    Fault(call: "pwrite64:retval=1:when=1", isFatal: false),
    Fault(call: "flock:error=ENOLCK:when=1", isFatal: true),
    Fault(call: "mkdir:error=EROFS:when=1+", isFatal: true, isOfNewTrail: true),
    Fault(call: "mkdir:error=ENOSPC:when=3+", isFatal: true, isOfNewTrail: true),
    Fault(call: "rename:error=EIO:when=1", isFatal: true, isOfNewTrail: true),
  ]

  @Test(
    "a failing disk shows nothing, exits with 1 and leaves a trail that goes on", arguments: faults)
  func failingDisk(fault: Fault) throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("audit")
    var before: Set<Int> = []
    if !fault.isOfNewTrail {
      #expect(try run(injecting: nil, trail: trail).exitCode == 0)
      before = try BatchTests.recorded(trail)
    }
    let result = try run(injecting: fault.call, trail: trail)
    if fault.isFatal {
      #expect(result.exitCode == 1, "\(result.errors)")
      #expect(result.output.isEmpty, "nothing is shown without a record")
      #expect(result.errors.hasPrefix("vouch: ") && !result.errors.contains("amoxicillin"))
      #expect(result.errors.contains(folder.path), "it says where: \(result.errors)")
    } else {
      #expect(result.exitCode == 0 && result.output.contains("amoxicillin"), "\(result.errors)")
      #expect(try BatchTests.recorded(trail).count == before.count + 1)
    }
    let next = try run(injecting: nil, trail: trail)
    #expect(next.exitCode == 0, "the next run goes on: \(next.errors)")
    #expect(try BatchTests.recorded(trail).isSuperset(of: before), "nothing is lost")
    let verified = try ChildProcess.vouch(["audit", "verify", "--audit", trail])
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
  }

  @Test("a policy folder that cannot be listed is an error, not a folder with fewer rules")
  func unlistedPolicies() throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("audit")
    for name in ["bundle", "disclaimers", "structure", "privacy"] {
      let text = try String(
        contentsOfFile: "\(ChildProcess.repository)/Policies/\(name).yaml", encoding: .utf8)
      let inside = name == "privacy" ? "Policies/more/\(name).yaml" : "Policies/\(name).yaml"
      _ = try folder.write(inside, text)
    }
    // The folder is read in two calls, the one inside it in two more.
    for number in 1...4 {
      let result = try ChildProcess(
        [
          "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=getdents64", "-e",
          "inject=getdents64:error=EIO:when=\(number)", ChildProcess.vouch, "summarize", "--audit",
          trail,
        ], input: Self.note, environment: ["VOUCH_POLICIES": folder.file("Policies")]
      ).wait()
      #expect(result.exitCode == 3 && result.output.isEmpty, "\(number): \(result.output)")
      #expect(result.errors.contains("cannot be listed"), "\(number): \(result.errors)")
    }
  }

  @Test("a command line that the system does not give is a failure, not a run that is done")
  func missingArguments() throws {
    let folder = try TemporaryFolder()
    let log = folder.file("log")
    let command = [ChildProcess.vouch, "check", "--note", "/none", "--summary", "/none"]
    func traced(_ more: [String]) throws -> ChildProcess.Result {
      try ChildProcess(
        ["/usr/bin/strace", "-f", "-qq", "-o", log, "-e", "trace=openat"] + more + command,
        environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
      ).wait()
    }
    _ = try traced([])
    // Which of the calls it is depends on the libraries that were loaded before.
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let number = try #require(calls.firstIndex { $0.contains("/proc/self/maps") }) + 1
    let result = try traced(["-e", "inject=openat:error=EMFILE:when=\(number)"])
    #expect(result.exitCode == 1 && result.output.isEmpty, "\(result.exitCode) \(result.output)")
    #expect(result.errors.contains("the command line cannot be read"), "\(result.errors)")
  }

  @Test("a limit on the size of files is a failure with words")
  func fileSizeLimit() throws {
    let folder = try TemporaryFolder()
    let result = try ChildProcess(
      [
        "/bin/sh", "-c", "ulimit -f 1; exec \"$0\" summarize --quiet --audit \"$1\"",
        ChildProcess.vouch, folder.file("audit"),
      ], input: Self.note,
      environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
    #expect(result.exitCode == 1 && result.output.isEmpty, "\(result.exitCode)")
    #expect(result.errors.contains("ulimit -f"), "\(result.errors)")
  }

  @Test("threads that the system refuses make a batch slower, not endless")
  func refusedThreads() throws {
    let result = try ChildProcess(
      [
        "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=clone,clone3", "-e",
        "inject=clone,clone3:error=EAGAIN", ChildProcess.vouch, "summarize", "--jsonl", "--quiet",
        "--jobs", "4", "--no-audit",
      ], input: BatchTests.notes(20),
      environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").count == 20)
  }

  @Test("a disk that fails in a batch leaves nothing shown that is not in the trail")
  func failingBatch() throws {
    let folder = try TemporaryFolder()
    let trail = folder.file("audit")
    let result = try ChildProcess(
      [
        "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e",
        "inject=fdatasync:error=EIO:when=9", ChildProcess.vouch, "summarize", "--jsonl", "--quiet",
        "--jobs", "1", "--audit", trail,
      ], input: BatchTests.notes(1_000),
      environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
    #expect(result.exitCode == 1, "\(result.errors)")
    let shown = BatchTests.sequenceNumbers(result.output)
    #expect(!shown.isEmpty && shown.count < 1_000)
    #expect(result.output.hasSuffix("\n"), "whole lines only")
    let next = try run(injecting: nil, trail: trail)
    #expect(next.exitCode == 0, "\(next.errors)")
    #expect(try BatchTests.recorded(trail).isSuperset(of: shown))
    #expect(try BatchTests.verify(trail).exitCode == 0)
  }
}
