import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Reviews")
struct ReviewCommandTests {
  /// Where `words.hold` is critical, so that two people must override it.
  static let critical = ToolRun.policies.replacing("severity: major", with: "severity: critical")

  /// A trail with one held run (record 2, its review at 3).
  static func held(
    _ policies: String = ToolRun.policies, summary: String = "A holdme here, with redactme."
  ) throws -> ToolRun {
    let run = try ToolRun(policies: policies)
    let line = #"{"id":"CANARY-7","note":"Cough. CANARY.","summary":"\#(summary)"}"#
    #expect(run("check", "--jsonl", input: line).code == .withheld)
    return run
  }

  private func decide(
    _ run: ToolRun, _ action: String, as name: String = "lee", reason: String,
    _ more: [String] = [], input: String = ""
  ) -> ToolRun.Result {
    run.run(
      ["review", action, "2", "--as", name, "--role", "gp", "--reason", reason] + more,
      input: Array(input.utf8))
  }

  private func types(_ run: ToolRun) throws -> [String] {
    let path = run.folder.file("state/vouch/audit/seg/000000.jsonl")
    let bytes = try #require(FileManager.default.contents(atPath: path))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
      (line: Substring) -> String? in
      guard let key = line.firstRange(of: #""type":""#) else { return nil }
      return String(line[key.upperBound...].prefix { $0 != "\"" })
    }
  }

  @Test("a held summary and an alert wait with queue and time, until somebody decides")
  func waiting() throws {
    let run = try Self.held()
    #expect(
      run("summarize", input: "He has crushing chest pain.").code == .success, "an alert, not held")
    let list = run("review", "list")
    #expect(list.code == .success && list.lines.count == 4, "\(list.output)\(list.errors)")
    #expect(list.lines[1].contains("held") && list.lines[1].contains("words.hold"))
    #expect(list.lines[2].contains("alert") && list.lines[2].contains("cardiology !flag.chest"))
    #expect(run("review", "list", "--route", "cardiology").lines.count == 3)
    #expect(run("review", "list", "--overdue").output == "No review waits.\n")
    let json = run("review", "list", "--format", "json").output
    #expect(json.contains(#""standing": "open""#) && json.contains(#""alerts": "waiting""#))
    #expect(decide(run, "reject", reason: "inaccurate").code == .success)
    #expect(!run("review", "list").output.contains("words.hold"))
    #expect(run("review", "list", "--all").output.contains("rejected"))
  }

  @Test("showing a review shows note, draft, places and history, and is recorded")
  func show() throws {
    let run = try Self.held()
    let shown = run("review", "show", "2", "--as", "lee")
    #expect(shown.code == .success, "\(shown.errors)")
    #expect(shown.output.contains("│ A holdme here") && shown.output.contains("│ Cough. CANARY."))
    #expect(shown.output.contains("“holdme”") && shown.output.contains("words.hold"))
    #expect(shown.output.contains("review.shown · lee, as stated"), "\(shown.output)")
    #expect(try types(run).last == "review.shown")
    let json = run("review", "show", "3", "--as", "lee", "--format", "json")
    #expect(json.output.contains(#""draft": "A holdme here, with redactme.""#))
    #expect(run("review", "show", "1", "--as", "lee").errors.contains("no review was opened"))
    #expect(run("review", "show", "2").code == .usage, "nobody is named")
  }

  @Test("an override shows the summary with the override as its first warning, edits and all")
  func approve() throws {
    let run = try Self.held()
    #expect(run("review", "show", "2", "--as", "lee").code == .success)
    try run.folder.write("why.txt", "CANARY said her mother.")
    let result = decide(run, "approve", reason: "rule-wrong", ["--remark", "why.txt"])
    #expect(result.code == .success, "\(result.errors)")
    let words = result.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      words.contains("Held by words.hold; shown by an override of lee (gp), the rule is wrong"))
    #expect(words.contains("A holdme here") && !words.contains("redactme"), "\(words)")
    #expect(try types(run).suffix(2) == ["review.approved", "override.applied"])
    let record = run("audit", "show", "5").output
    #expect(record.contains("reason       rule-wrong") && record.contains("sourceOpened yes"))
    #expect(record.contains("secondsToDecision") && !record.contains("mother"))
    #expect(run("review", "show", "2", "--as", "lee").output.contains("“CANARY said her mother.”"))
    let again = decide(run, "reject", as: "okafor", reason: "unsafe")
    #expect(again.code == .failure && again.errors.contains("lee has approved this before"))
    #expect(run("audit", "verify").code == .success)
  }

  @Test("an override ends, and then the review is open again")
  func expiry() throws {
    let run = try Self.held()
    #expect(
      decide(run, "approve", reason: "acceptable-here", ["--expires", "2020-01-01"]).code == .usage)
    #expect(
      decide(run, "approve", reason: "acceptable-here", ["--expires", "2999-01-01"]).code == .usage)
    #expect(decide(run, "approve", reason: "acceptable-here").code == .success)
    #expect(run("review", "list").output == "No review waits.\n")
  }

  @Test("rules of critical severity need two different people")
  func secondPerson() throws {
    let run = try Self.held(Self.critical)
    let first = decide(run, "approve", as: "lee", reason: "rule-wrong")
    #expect(first.code == .withheld && !first.output.contains("holdme"), "\(first.output)")
    #expect(first.output.contains("a second person"))
    #expect(run("review", "list").output.contains("needs a second"))
    let same = decide(run, "approve", as: "lee", reason: "rule-wrong")
    #expect(same.code == .failure && same.errors.contains("second person"), "\(same.errors)")
    let second = decide(run, "approve", as: "okafor", reason: "acceptable-here")
    #expect(second.code == .success && second.output.contains("A holdme here"))
    #expect(second.output.contains("lee (gp) and okafor (gp)"), "\(second.output)")
    #expect(
      try types(run).suffix(3) == ["review.approved", "review.approved", "override.applied"])
  }

  @Test("what is blocked is never shown, whatever anybody decides")
  func blocked() throws {
    let run = try ToolRun()
    let line =
      #"{"id":"b","note":"He has crushing chest pain.","summary":"Crushing chest pain, blockme."}"#
    #expect(run("check", "--jsonl", input: line).code == .withheld)
    for action in ["approve", "amend", "reject"] {
      let reason = ["approve": "rule-wrong", "amend": "reworded", "reject": "unsafe"][action] ?? ""
      let more = action == "amend" ? ["--summary", "-"] : []
      let result = decide(run, action, reason: reason, more, input: "Chest pain.")
      #expect(result.code == .failure && result.errors.contains("never shown"), "\(result.errors)")
    }
    #expect(decide(run, "acknowledge", reason: "acted").code == .success)
    // A held summary that is blocked by now is not let out either.
    let held = try Self.held(summary: "A holdme here, and laterword.")
    try held.folder.write(
      "Policies/all.yaml", ToolRun.policies.replacing("[blockme]", with: "[blockme, laterword]"))
    let late = decide(held, "approve", reason: "rule-wrong")
    #expect(late.code == .failure && late.errors.contains("never shown"), "\(late.errors)")
    #expect(!late.output.contains("holdme"))
  }

  @Test("an override covers only the rules that held the summary when it was reviewed")
  func otherRules() throws {
    let run = try Self.held(summary: "A holdme here, and laterword.")
    let other = """
        - id: words.later
          title: A word that holds since
          kind: lexicon
          mode: enforce
          severity: major
          params: {terms: [laterword]}
          then: {disposition: hold}
          tests: [{name: word, summary: "A laterword here.", expect: hold}]

      """
    try run.folder.write("Policies/all.yaml", ToolRun.policies + other)
    let result = decide(run, "approve", reason: "rule-wrong")
    #expect(result.code == .failure && result.errors.contains("words.later"), "\(result.errors)")
  }

  @Test("an amended summary goes through the policies; one that is withheld leaves the review open")
  func amend() throws {
    let run = try Self.held()
    let worse = decide(
      run, "amend", reason: "reworded", ["--summary", "-"], input: "Cough, blockme.")
    #expect(worse.code == .withheld && !worse.output.contains("blockme"), "\(worse.output)")
    #expect(run("review", "list").output.contains("words.hold"))
    let better = decide(
      run, "amend", reason: "corrected-error", ["--summary", "-"], input: "Cough.")
    #expect(better.code == .success && better.output.contains("Amended by lee (gp)"))
    #expect(run("review", "list").output == "No review waits.\n")
    #expect(try types(run).suffix(2) == ["run.completed", "review.amended"])
    #expect(decide(run, "amend", reason: "reworded").code == .usage, "no summary")
  }

  @Test("a decision that answers an older state is refused; being looked at changes nothing")
  func compareAndSwap() throws {
    let run = try Self.held(Self.critical)
    #expect(run("review", "show", "2", "--as", "okafor").code == .success)
    let first = decide(run, "approve", as: "lee", reason: "rule-wrong", ["--answers", "3"])
    #expect(first.code == .withheld, "\(first.errors)")
    let late = decide(run, "reject", as: "okafor", reason: "unsafe", ["--answers", "3"])
    #expect(late.code == .failure && late.errors.contains("record 5"), "\(late.errors)")
    #expect(
      decide(run, "reject", as: "okafor", reason: "unsafe", ["--answers", "5"]).code == .success)
  }

  @Test("of many reviewers who decide at once, one does")
  func race() throws {
    let run = try Self.held()
    let results = try ConcurrentRun.collect(8) { index in
      decide(
        run, index % 2 == 0 ? "approve" : "reject", as: "reviewer-\(index)",
        reason: index % 2 == 0 ? "rule-wrong" : "unsafe")
    }
    #expect(results.count { $0.code == .success } == 1)
    #expect(results.count { $0.errors.contains("before; nothing was recorded") } == 7)
    #expect(run("audit", "verify").code == .success)
  }

  @Test("reasons go with decisions; 'other' needs a remark; a decision needs a role")
  func reasons() throws {
    let run = try Self.held()
    #expect(decide(run, "approve", reason: "unsafe").code == .usage)
    let other = decide(run, "reject", reason: "other")
    #expect(other.code == .failure && other.errors.contains("--remark"), "\(other.errors)")
    #expect(
      decide(run, "reject", reason: "other", ["--remark", "-"], input: "As agreed.").code
        == .success)
    #expect(run("review", "reject", "2", "--as", "x", "--reason", "unsafe").code == .usage)
    #expect(
      run("review", "reject", "2", "--as", " ", "--role", "r", "--reason", "unsafe").code == .usage)
  }

  @Test("an alert is acknowledged once, and one that nobody saw in time has its record")
  func alerts() throws {
    let run = try ToolRun(
      policies: ToolRun.policies.replacing("within: 15m", with: "within: 1m"))
    #expect(run("summarize", input: "He has crushing chest pain.").code == .success)
    #expect(
      run("review", "reject", "3", "--as", "x", "--role", "r", "--reason", "unsafe").errors
        .contains("not held"))
    let seen = run("review", "acknowledge", "4", "--as", "x", "--role", "r", "--reason", "acted")
    #expect(seen.code == .success, "\(seen.errors)")
    let again = run("review", "acknowledge", "4", "--as", "y", "--role", "r", "--reason", "acted")
    #expect(again.errors.contains("x has acknowledged this before"))
    #expect(try types(run).last == "escalation.acknowledged")
  }

  @Test("no word of note, draft, remark or id is in the log or in a message")
  func canary() throws {
    let run = try Self.held()
    _ = run("review", "show", "2", "--as", "lee")
    let result = decide(
      run, "reject", reason: "other", ["--remark", "-"], input: "CANARY remark")
    #expect(!result.errors.contains("CANARY"))
    for (name, bytes) in try run.folder.contents() where name.hasPrefix("state/") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("CANARY"), "\(name)")
    }
  }
}
