import CanonicalJSON
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("What the trail answers")
struct AuditAnswerTests {
  /// Three checks by policies of two revisions (records 2 held, 4 released, 6 blocked) and an override.
  static func trail() throws -> ToolRun {
    let run = try ToolRun()
    let lines = [
      #"{"id":"=cmd|calc","note":"67-year-old woman. Cough. CANARY.","summary":"A holdme here."}"#,
      #"{"id":"two","note":"Cough.","summary":"Cough."}"#,
    ]
    #expect(run("check", "--jsonl", input: lines.joined(separator: "\n")).code == .withheld)
    try run.folder.write(
      "Policies/all.yaml", ToolRun.policies.replacing("revision: 7", with: "revision: 8"))
    let third = #"{"id":"three","note":"Crushing chest pain.","summary":"Crushing blockme."}"#
    #expect(run("check", "--jsonl", input: third).code == .withheld)
    #expect(
      run("review", "approve", "2", "--as", "lee", "--role", "gp", "--reason", "rule-wrong").code
        == .success)
    return run
  }

  private func digest(_ run: ToolRun, _ seq: Int) throws -> String {
    let output = run("audit", "show", "\(seq)", "--format", "json").output
    let key = try #require(output.firstRange(of: "sha256:"))
    return String(output[key.upperBound...].prefix(64))
  }

  @Test("list takes every filter, alone and together")
  func filters() throws {
    let run = try Self.trail()
    func numbers(_ arguments: String...) -> [Int] {
      AuditCommandTests.numbers(run.run(["audit", "list"] + arguments))
    }
    #expect(numbers() == [2, 4, 6])
    #expect(numbers("--severity", "critical") == [6])
    #expect(numbers("--engine", "external") == [2, 4, 6])
    #expect(numbers("--subgroup", "sex:F", "--subgroup=age:0-1") == [])
    #expect(numbers("--subgroup", "age:65-79") == [2])
    #expect(numbers("--policy", "test-bundle", "--decision", "blocked") == [6])
    #expect(numbers("--policy", String(try digest(run, 2).prefix(8))) == [2, 4])
    #expect(numbers("--model", "m") == [])
    #expect(run("audit", "list", "--reviewer", "lee").lines.count == 3)
    #expect(run("audit", "list", "--reviewer", "lee").output.contains("override.applied  lee"))
    #expect(run("audit", "list", "--events").lines.count > 8)
    #expect(run("audit", "tail", "--limit", "1").output.contains("override.applied"))
    let tail = run("audit", "tail", "--format", "jsonl", "--limit", "2")
    #expect(tail.lines.count == 2 && tail.lines[0].hasPrefix(#"{"body""#))
  }

  @Test("tail --follow goes on until it is interrupted, and shows each record once")
  func follow() throws {
    let run = try Self.trail()
    let asked = Atomic<Int>(0)
    let sink = MemorySink()
    let result = run.run(
      ["audit", "tail", "--follow", "--limit", "3"], sink: sink,
      isInterrupted: {
        let count = asked.add(1, ordering: .relaxed).newValue
        // Somebody else works on while this one watches.
        if count == 2 { #expect(run("summarize", input: "Cough.").code == .success) }
        return count > 4
      })
    #expect(result.code == .interrupted)
    let lines = sink.text.split(separator: "\n")
    #expect(lines.count == 5 && Set(lines).count == 5, "\(sink.text)")
    #expect(lines.last?.contains("released") == true)
  }

  @Test("CSV has one row a record, and nothing that a spreadsheet would run")
  func csv() throws {
    let run = try Self.trail()
    let lines = run("audit", "list", "--format", "csv").output.split(separator: "\r\n")
    #expect(lines.count == 4 && lines[0].hasPrefix("seq,time,type,run,decision"))
    #expect(lines[1].contains(",held,") && lines[1].contains("age:65-79 sex:F"))
    let columns = lines.map { $0.count { $0 == "," } }
    #expect(Set(columns).count == 1, "\(columns)")
    let ids = run(
      "audit", "recall", "--engine", "external", "--ids", "--as", "=x", "--format", "csv")
    #expect(ids.output.contains(",'=cmd|calc\r\n"), "\(ids.output)")
    #expect(run("audit", "tail", "--limit", "1").output.contains("access.read"))
    var writer = CSVWriter(header: ["a"])
    for cell in ["=1", "+1", "-1", "@x", "\tx", "plain", "a,b", "say \"x\"", "two\nlines"] {
      writer.row([cell])
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self).components(separatedBy: "\r\n").dropLast() == [
        "a", "'=1", "'+1", "'-1", "'@x", "'\tx", "plain", "\"a,b\"", "\"say \"\"x\"\"\"",
        "\"two\nlines\"",
      ])
  }

  @Test("recall finds all that a part did, and what was shown of it by whom")
  func recall() throws {
    let run = try Self.trail()
    let first = run("audit", "recall", "--policy", try digest(run, 2), "--format", "json")
    #expect(first.output.contains(#""runs": 2"#) && first.output.contains(#""shown": 2"#))
    #expect(first.output.contains(#""shown": "override""#))
    #expect(first.output.contains(#""shown": "released""#) && !first.output.contains("=cmd"))
    let text = run("audit", "recall", "--engine", "external").output
    #expect(text.hasPrefix("3 runs: 1 released, 1 held, 1 blocked; something was shown of 2"))
    #expect(run("audit", "recall", "--engine", "nobody").output == "No run used it.\n")
    #expect(run("audit", "recall").code == .usage)
  }

  @Test("stats count decisions, rules, overrides and reviewers, and say what to look at")
  func stats() throws {
    let run = try Self.trail()
    let text = run("audit", "stats").output
    #expect(text.contains("3 runs") && text.contains("held"), "\(text)")
    #expect(text.contains("1 of 1, 100.0 %"), "the override rate of words.hold")
    #expect(text.contains("1 review, 1 of them with alerts"))
    let json = run("audit", "stats", "--format", "json").output
    struct Page: Decodable {
      struct Rule: Decodable {
        var rule: String
        var fired: Int
        var overridden: Int
      }
      var runs: Int
      var decisions: [String: Int]
      var rules: [Rule]
      var subgroups: [String: Int]
    }
    let page = try JSONInput().decode(Page.self, from: Array(json.utf8))
    #expect(page.runs == 3 && page.decisions["blocked"] == 1 && page.subgroups["sex:F"] == 1)
    #expect(page.rules.first { $0.rule == "words.hold" }?.overridden == 1)
    let csv = run("audit", "stats", "--format", "csv").output
    #expect(csv.contains("rules,words.hold,overridden,1\r\n"), "\(csv)")
    let html = run("audit", "stats", "--format", "html").output
    #expect(html.hasPrefix("<!doctype html>") && html.contains("<svg"))
    #expect(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"))
    #expect(!html.contains("CANARY") && !text.contains("CANARY"))
    #expect(run("audit", "stats", "--from", "2999-01-01").output.hasPrefix("No run matches."))
    #expect(run("audit", "stats", "--reference-from", "2026-01-01").code == .usage)
  }

  @Test("replay shows every decision that a candidate changes, and by which rule")
  func replay() throws {
    let run = try Self.trail()
    try run.folder.write(
      "Candidate/all.yaml",
      ToolRun.policies.replacing("[holdme]", with: "[cough]").replacing(
        "{disposition: block}", with: "{disposition: hold}"))
    let text = run("audit", "replay", "Candidate", "--as", "lee").output
    #expect(text.hasPrefix("3 decisions of 3 would change"), "\(text)")
    let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("2 held → released -words.hold"), "\(words)")
    #expect(words.contains("4 released → held +words.hold"), "\(words)")
    #expect(words.contains("6 blocked → held"))
    let same = run("audit", "replay", "Policies", "--format", "json").output
    #expect(same.contains(#""changes": []"#) && same.contains(#""judged": 3"#), "\(same)")
    #expect(run("audit", "tail", "--limit", "1").output.contains("access.read"))
    #expect(run("audit", "replay", "Nowhere").code == .invalidFile)
  }

  @Test("what reads the vault is recorded before it gives anything")
  func access() throws {
    let run = try Self.trail()
    for arguments in [
      ["audit", "show", "2", "--content", "--as", "lee"], ["policy", "explain", "--seq", "2"],
    ] {
      #expect(run.run(arguments).code == .success)
      #expect(run("audit", "tail", "--limit", "1").output.contains("access.read"))
    }
  }
}
