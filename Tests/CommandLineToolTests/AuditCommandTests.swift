import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Audit commands")
struct AuditCommandTests {
  /// A trail of one released, one held and one escalating note: records 2, 3 and 5, behind the
  /// policies at 1, with what the held one opened at 4.
  static func trail() throws -> ToolRun {
    let run = try ToolRun()
    let lines = [
      #"{"id":"first","note":"Cough.","summary":"Cough."}"#,
      #"{"id":"second","note":"Cough.","summary":"A holdme here."}"#,
      #"{"id":"third","note":"He has crushing chest pain.","summary":"Crushing chest pain."}"#,
    ]
    let result = run("check", "--jsonl", input: lines.joined(separator: "\n"))
    #expect(result.code == .withheld, "\(result.errors)")
    return run
  }

  static func numbers(_ result: ToolRun.Result) -> [Int] {
    result.lines.dropFirst().compactMap { line in
      line.split(separator: " ").first.flatMap { Int($0) }
    }
  }

  @Test("the list is filtered by decision, rule, note, time and number")
  func list() throws {
    let run = try Self.trail()
    #expect(Self.numbers(run("audit", "list")) == [2, 3, 5])
    #expect(Self.numbers(run("audit", "list", "--decision", "held")) == [3])
    #expect(Self.numbers(run("audit", "list", "--rule", "flag.chest")) == [5])
    #expect(Self.numbers(run("audit", "list", "--note", "first")) == [2])
    #expect(Self.numbers(run("audit", "list", "--limit", "2")) == [3, 5])
    #expect(Self.numbers(run("audit", "list", "--from", "2020-01-01")) == [2, 3, 5])
    #expect(Self.numbers(run("audit", "list", "--to", "2020-01-01T00:00:00Z")) == [])
    #expect(run("audit", "list", "--from", "yesterday").code == .usage)
    #expect(run("audit", "list", "--format", "jsonl").lines.count == 3)
    #expect(run("audit", "list", "--format", "json").output.contains("vouch/audit-list/1"))
    #expect(run("audit", "list").output.contains("!flag.chest"))
  }

  @Test("a record shows decision, policy and places; content only where it is asked for")
  func show() throws {
    let run = try Self.trail()
    let record = run("audit", "show", "3")
    #expect(record.code == .success && record.output.contains("decision     held"))
    #expect(record.output.contains("test-bundle revision 7"))
    #expect(record.output.contains("words.hold · summary 2–8"), "\(record.output)")
    #expect(!record.output.contains("holdme"))
    let content = run("audit", "show", "3", "--content")
    #expect(content.output.contains("│ A holdme here.") && content.output.contains("│ Cough."))
    let json = run("audit", "show", "3", "--content", "--format", "json")
    #expect(json.output.contains(#""draft": "A holdme here.""#))
    #expect(run("audit", "show", "99").code == .failure)
    #expect(run("audit", "show", "two").code == .usage)
  }

  @Test("an untouched trail verifies; a changed byte is found, named and gives 5")
  func verify() throws {
    let run = try Self.trail()
    let good = run("audit", "verify")
    #expect(good.code == .success && good.output.hasPrefix("verified"))
    #expect(good.output.contains("whoever holds the private key"), "what cannot be shown is said")
    let path = run.folder.file("state/vouch/audit/seg/000000.jsonl")
    var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    let target = Array(#""decision":"held""#.utf8)
    let place = try #require(
      (0...(bytes.count - target.count)).first { Array(bytes[$0..<($0 + target.count)]) == target })
    bytes.replaceSubrange((place + 12)..<(place + 16), with: Array("hexd".utf8))
    try run.folder.write("state/vouch/audit/seg/000000.jsonl", bytes)
    let bad = run("audit", "verify")
    #expect(bad.code == .unverifiedTrail && bad.output.hasPrefix("does not verify"))
    #expect(bad.output.contains("seg/000000.jsonl:"), "\(bad.output)")
    let json = run("audit", "verify", "--format", "json")
    #expect(json.code == .unverifiedTrail && json.output.contains(#""verifies": false"#))
  }

  @Test("what is used, what alerts and what is to be reviewed has its record, and shows it")
  func events() throws {
    let run = try Self.trail()
    let policy = run("audit", "show", "1").output
    #expect(policy.contains("policy.loaded") && policy.contains("revision 7"), "\(policy)")
    let review = run("audit", "show", "4").output
    #expect(review.contains("review.opened") && review.contains("words.hold"), "\(review)")
    let alert = run("audit", "show", "6").output
    #expect(alert.contains("escalation.raised") && alert.contains("route cardiology"), "\(alert)")
    #expect(run("audit", "show", "7").output.contains("causes       escalation"))
    try run.folder.write(
      "Policies/all.yaml", ToolRun.policies.replacing("revision: 7", with: "revision: 8"))
    #expect(run("summarize", input: "Cough.").code == .success)
    let changed = run("audit", "show", "8").output
    #expect(changed.contains("policy.changed") && changed.contains("previous     sha256:"))
    #expect(run("audit", "show", "9").output.contains("model.loaded"))
  }

  @Test("what a configuration file says of summaries is recorded when it is first used and changed")
  func configuration() throws {
    let run = try ToolRun()
    for words in [40, 40, 60] {
      try run.folder.write("vouch.yaml", "schema: vouch/config/1\nwords: \(words)\n")
      #expect(run("summarize", input: "Cough.").code == .success)
    }
    let events = run("audit", "list", "--events").lines.filter { $0.contains("config.") }
    #expect(events.count == 2 && events[1].contains("config.changed"), "\(events)")
    #expect(run("audit", "show", "1").output.contains("words 40"))
  }

  @Test("without a trail, the commands say so")
  func none() throws {
    let run = try ToolRun()
    for command in ["list", "verify"] {
      let result = run("audit", command)
      #expect(result.code == .failure && result.errors.contains("--audit DIR"), "\(result.errors)")
    }
  }

  @Test("a trail that cannot be used shows nothing and gives 1")
  func unusable() throws {
    let run = try ToolRun()
    try run.folder.write("file", "no folder")
    let result = run("summarize", "--audit", "file/audit", input: "Cough.")
    #expect(result.code == .failure && result.output.isEmpty && result.errors.contains("--audit"))
  }
}
