import Glibc
import TestSupport
import Testing

/// Every bad input of which a user must hear what, where and how to mend it, through the binary.
@Suite("Bad input")
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var message: String
    var testDescription: String { name }
  }

  static let files: [Case] = [
    Case(name: "an empty note", bytes: [], message: "empty"),
    Case(name: "white space only", bytes: Array(" \n\t\n".utf8), message: "empty"),
    Case(name: "invalid UTF-8", bytes: Array("Pain ".utf8) + [0xE9], message: "byte offset 5"),
    Case(name: "a NUL byte", bytes: Array("ab".utf8) + [0] + Array("c".utf8), message: "offset 2"),
    Case(
      name: "an executable", bytes: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0], message: "binary"),
    Case(
      name: "50 MB", bytes: [UInt8](repeating: 0x61, count: 50 << 20), message: "limit of 16777216"),
  ]

  @Test("a file that is no note gives exit code 1 and says how to mend it", arguments: files)
  func file(_ row: Case) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("note.txt", row.bytes)
    let result = try ChildProcess.vouch(["summarize", "--no-audit", path])
    #expect(result.exitCode == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("note.txt"), "\(result.errors)")
    #expect(result.errors.contains(row.message), "\(result.errors)")
  }

  @Test("a missing file, a folder and an unreadable file are told apart")
  func places() throws {
    let folder = try TemporaryFolder()
    let missing = try ChildProcess.vouch(["summarize", "--no-audit", folder.file("none.txt")])
    #expect(missing.exitCode == 1 && missing.errors.lowercased().contains("no such file"))
    let directory = try ChildProcess.vouch(["summarize", "--no-audit", folder.path])
    #expect(directory.exitCode == 1 && directory.errors.contains("folder"))
    guard geteuid() != 0 else { return }  // root reads everything
    let path = try folder.write("secret.txt", "Cough.")
    unsafe chmod(path, 0)
    let unreadable = try ChildProcess.vouch(["summarize", "--no-audit", path])
    #expect(unreadable.exitCode == 1 && unreadable.errors.contains("permission"))
  }

  @Test("one line of 10 MB is read in one go and ends with a documented exit code")
  func longLine() throws {
    let folder = try TemporaryFolder()
    let sentence = Array("The patient denies chest pain and takes metformin 500 mg daily, ".utf8)
    let bytes = Array(repeatElement(sentence, count: (10 << 20) / sentence.count).joined())
    let path = try folder.write("note.txt", bytes)
    let result = try ChildProcess.vouch(["summarize", "--no-audit", "--format", "json", path])
    #expect([0, 2].contains(result.exitCode), "\(result.errors.prefix(300))")
  }

  @Test("broken lines are answered in place, and the run goes on")
  func jsonLines() throws {
    let lines = [
      #"{"id":"a","note":"Cough for two days. No fever."}"#,
      #"{"id":"b","note":"#,
      "",
      #"{"id":"c"}"#,
      #"{"id":"a","note":"The same id again."}"#,
      #"{"id":"d","note":""}"#,
      #"{"id":"e","note":"\ud800"}"#,
      #"{"id":"f","note":17}"#,
      #"{"id":"g","note":"Ankle sprain.","audience":"robot"}"#,
      #"{"id":"h","text":"Ankle sprain. Ice and rest.","words":40,"unknown":[1,{"x":null}]}"#,
    ]
    let result = try ChildProcess.vouch(
      ["summarize", "--jsonl", "--no-audit"],
      input: Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(result.exitCode == 1)
    #expect(result.lines.count == 9, "the blank line is skipped: \(result.output)")
    let failed = result.lines.enumerated().filter { $0.element.contains(#""error":{"#) }
    #expect(failed.map(\.offset) == [1, 2, 3, 4, 5, 6, 7])
    for (line, number) in zip(failed.map(\.element), [2, 4, 5, 6, 7, 8, 9]) {
      #expect(line.contains(#""line":\#(number)"#), "\(line)")
      #expect(!line.contains("Ankle"), "an error quotes no note")
    }
  }

  @Test("an empty policy folder is refused: without policies nothing is released")
  func noPolicies() throws {
    let folder = try TemporaryFolder()
    let note = try folder.write("note.txt", "Cough for two days.")
    for policies in [folder.path, folder.file("missing")] {
      let result = try ChildProcess.vouch(
        ["summarize", "--no-audit", "--policies", policies, note])
      #expect(result.exitCode == 3 && result.output.isEmpty, "\(result.errors)")
    }
  }

  @Test("a policy with thirty mistakes has all thirty reported, each with its place")
  func thirtyMistakes() throws {
    let folder = try TemporaryFolder()
    var text = "schema: vouch/policy/1\nbundle: {id: x, revision: 1, owner: y}\nrules:\n"
    for number in 0..<30 {
      text += """
          - id: rule.number-\(number)
            title: Rule \(number)
            kind: lexicon
            mode: enforce
            severity: major
            params: {terms: [word\(number)], mistake\(number): 1}
            then: {disposition: hold}
            tests: [{summary: "word\(number)", expect: hold}]

        """
    }
    try folder.write("policies/all.yaml", text)
    let result = try ChildProcess.vouch(["policy", "check", "--policies", folder.file("policies")])
    #expect(result.exitCode == 3)
    let report = result.output + result.errors
    for number in 0..<30 {
      #expect(report.contains("'mistake\(number)'"), "mistake \(number) is missing")
    }
    #expect(report.contains("all.yaml:9:"), "\(report.prefix(400))")
  }

  @Test(
    "a closed standard stream fails its use, and what is printed never lands in another file",
    arguments: ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func closedStreams(redirection: String) throws {
    let folder = try TemporaryFolder()
    let note = try folder.write("note.txt", "ASSESSMENT: zebracanary syndrome. PLAN: Rest.")
    let trail = folder.file("audit")
    let result = try ChildProcess(
      [
        "/bin/sh", "-c", "exec \"$0\" summarize --audit \"$1\" \"$2\" \(redirection)",
        ChildProcess.vouch, trail, note,
      ], environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
    #expect(result.exitCode == (redirection.contains(">&- ") || redirection == ">&-" ? 1 : 0))
    if redirection == ">&-" { #expect(result.errors.contains("standard output")) }
    for (name, bytes) in try folder.contents() where name.hasPrefix("audit/") {
      #expect(
        !String(decoding: bytes, as: UTF8.self).contains("zebracanary"), "\(name) was printed to")
    }
    #expect(try BatchTests.verify(trail).exitCode == 0)
  }

  @Test("without memory nothing is shown, and the exit code and message say so")
  func memoryLimit() throws {
    let folder = try TemporaryFolder()
    let sentence = Array("The patient denies chest pain and takes metformin 500 mg daily. ".utf8)
    let bytes = Array(repeatElement(sentence, count: (15 << 20) / sentence.count).joined())
    let note = try folder.write("note.txt", bytes)
    let result = try ChildProcess(
      [
        "/bin/sh", "-c", "ulimit -v 150000; exec \"$0\" summarize --no-audit --quiet \"$1\"",
        ChildProcess.vouch, note,
      ], environment: ["VOUCH_POLICIES": "\(ChildProcess.repository)/Policies"]
    ).wait()
    #expect(result.exitCode == 1)
    #expect(result.output.isEmpty)
    // By which signal a refused allocation ends a run depends on whose it was; both words name the limit.
    #expect(result.errors.contains("ulimit -v"), "\(result.errors)")
  }

  @Test("a place for the trail that cannot be written is named, and nothing is shown")
  func unwritableTrail() throws {
    let folder = try TemporaryFolder()
    let note = try folder.write("note.txt", "Cough for two days.")
    // Places where nobody, not even root, can make a folder.
    for place in ["/proc/vouch-audit", "\(note)/audit"] {
      let result = try ChildProcess.vouch(["summarize", "--audit", place, note])
      #expect(result.exitCode == 1 && result.output.isEmpty)
      #expect(result.errors.contains(place) && result.errors.contains("--audit"))
    }
  }

  @Test("unknown commands and options are usage errors with a suggestion")
  func usage() throws {
    for arguments in [
      ["sumarize"], ["summarize", "--wrods", "5"], ["summarize", "--words", "no"],
    ] {
      let result = try ChildProcess.vouch(arguments)
      #expect(result.exitCode == 64, "\(arguments)")
      #expect(!result.errors.isEmpty && result.output.isEmpty)
    }
  }
}
