import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Summaries and checks")
struct JudgingTests {
  static let note = """
    HISTORY: He has crushing chest pain since six. Denies fever.

    ASSESSMENT: Myocardial infarction.

    PLAN: Aspirin 325 mg given.

    """

  /// The keys of a JSON object in the order of the text, without those of nested values.
  static func topKeys(_ line: some StringProtocol) -> [String] {
    var keys: [String] = []
    var depth = 0
    var current: String?
    var last = ""
    var isEscaped = false
    for character in line.unicodeScalars {
      if current != nil {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          last = current ?? ""
          current = nil
        } else {
          current?.unicodeScalars.append(character)
        }
        continue
      }
      switch character {
      case "\"": current = ""
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      case ":": if depth == 1 { keys.append(last) }
      default: break
      }
    }
    return keys
  }

  @Test("a released summary as JSON has the fields of the product, in order")
  func json() throws {
    let run = try ToolRun()
    let result = run("summarize", "--format", "json", input: Self.note)
    #expect(result.code == .success, "\(result.errors)")
    #expect(
      Self.topKeys(result.output) == [
        "id", "schema", "decision", "audience", "engine", "summary", "statements", "findings",
        "edits", "escalations", "disclaimers", "policy", "audit",
      ])
    let line = run("summarize", "--jsonl", input: #"{"id":"n1","note":"Cough."}"# + "\n").output
    #expect(
      line.hasPrefix(
        #"{"id":"n1","schema":"vouch/summary/1","decision":"released","audience":"clinician","#
          + #""engine":{"kind":"extractive","name":"#), "\(line)")
    #expect(line.contains(#""policy":{"bundle":"test-bundle","revision":7,"digest":"sha256:"#))
    #expect(
      line.contains(#""disclaimers":[{"id":"standing","version":2,"text":"Mock notes only."}]"#))
    #expect(line.contains(#""audit":{"log":""#) && line.contains(#","seq":6}}"#), "\(line)")
    #expect(line.contains("Mock notes only.\",\"statements\""), "the disclaimer ends the summary")
  }

  @Test("an escalation and its places, counted in Unicode scalars")
  func escalation() throws {
    let run = try ToolRun()
    let input = #"{"id":"ü","note":"Größe 😀 stable. He has crushing chest pain."}"#
    let result = run("summarize", "--jsonl", "--no-audit", input: input)
    #expect(
      result.output.contains(
        #""escalations":[{"rule":"flag.chest","family":"cardiac","urgency":"immediate","#
          + #""route":"cardiology","reason":"This may be a heart attack.","#
          + #""noteSpans":[{"start":23,"end":42}]}]"#), "\(result.output)")
    #expect(result.output.hasSuffix(#""audit":null}"# + "\n"))
    #expect(result.errors.contains("--no-audit"))
  }

  @Test("a check names the words, and its spans index the summary that was given")
  func check() throws {
    let run = try ToolRun()
    try run.folder.write("n.txt", Self.note)
    try run.folder.write("s.txt", "Chest pain. A redactme here.")
    let result = run(
      "check", "--note", "n.txt", "--summary", "s.txt", "--format", "json", "--no-audit")
    #expect(result.code == .success, "\(result.errors)")
    #expect(result.output.contains(#""schema": "vouch/check/1""#))
    #expect(result.output.contains(#""decision": "annotated""#))
    let compact = result.output.filter { $0 != " " && $0 != "\n" }
    #expect(compact.contains(#""engine":{"kind":"external"}"#))
    #expect(compact.contains(#""summarySpan":{"start":14,"end":22}"#), "\(result.output)")
    #expect(compact.contains(#""edits":[{"span":{"start":14,"end":22}"#))
    #expect(!compact.contains("redactmehere"), "what was taken out is not shown")
  }

  @Test(
    "withheld summaries exit with 2 and show no word of the draft, in any format",
    arguments: ["text", "json", "markdown"], ["holdme", "blockme"])
  func withheld(_ format: String, _ word: String) throws {
    let run = try ToolRun()
    try run.folder.write("n.txt", Self.note)
    try run.folder.write("s.txt", "The secretword stands beside \(word).")
    let result = run("check", "--note", "n.txt", "--summary", "s.txt", "--format", format)
    #expect(result.code == .withheld)
    #expect(!result.output.contains("secretword") && !result.output.contains(word))
    #expect(!result.errors.contains("secretword") && !result.errors.contains(word))
    let decision = word == "holdme" ? "held" : "blocked"
    #expect(result.output.lowercased().contains(decision), "\(result.output)")
    #expect(result.output.contains("Mock notes only."), "withheld output has its disclaimer too")
    if format == "text" { #expect(result.output.contains("vouch audit show 2 --content")) }
    if format == "json" { #expect(result.output.contains(#""summary": null"#)) }
    // The vault has it, for whoever reviews it.
    let shown = run("audit", "show", "2", "--content")
    #expect(shown.code == .success && shown.output.contains("secretword"), "\(shown.errors)")
  }

  @Test("text has the alert on top, numbered evidence with lines, and the record")
  func text() throws {
    let run = try ToolRun()
    try run.folder.write("chest.txt", Self.note)
    let output = run("summarize", "chest.txt").output
    #expect(output.hasPrefix("RELEASED  chest\n"), "\(output)")
    #expect(output.contains("IMMEDIATE  cardiac → cardiology, within 15 minutes"))
    #expect(output.contains("note 1:17  “crushing chest pain”"), "\(output)")
    #expect(output.contains("[1] line 1"))
    #expect(output.contains("audit   record 3 of log "))
    let alert = try #require(output.firstRange(of: "Escalations"))
    let summary = try #require(output.firstRange(of: "\nSummary\n"))
    #expect(alert.lowerBound < summary.lowerBound)
    for line in output.split(separator: "\n") {
      #expect(TextLayout.columns(line) <= 100, "\(line)")
    }
    #expect(!output.contains("\u{1B}"))
    #expect(run("summarize", "chest.txt", "--color", "always").output.contains("\u{1B}[1;32m"))
  }

  @Test("text does not quote what an edit took out")
  func redacted() throws {
    let run = try ToolRun()
    try run.folder.write("n.txt", Self.note)
    try run.folder.write("s.txt", "Chest pain. A redactme here.")
    let result = run("check", "--note", "n.txt", "--summary", "s.txt")
    #expect(result.output.hasPrefix("ANNOTATED  n\n"), "\(result.output)")
    #expect(result.output.contains("summary 1:15") && !result.output.contains("redactme"))
  }

  @Test("several notes: one broken file is named, the others are shown, and the exit code is 1")
  func several() throws {
    let run = try ToolRun()
    try run.folder.write("a.txt", Self.note)
    try run.folder.write("b.txt", "  \n")
    try run.folder.write("c.txt", Array("Pain ".utf8) + [0xFF])
    let result = run(
      "summarize", "--no-audit", "--format", "json", "a.txt", "b.txt", "c.txt", "d.txt")
    #expect(result.code == .failure && result.lines.count == 1)
    for words in [
      "b.txt: it is empty but for white space", "c.txt: not valid UTF-8 at byte offset 5",
    ] {
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    #expect(result.errors.contains("d.txt: no such file"))
  }

  @Test("--output appears whole, and not at all where the run fails")
  func output() throws {
    let run = try ToolRun()
    let good = run("summarize", "--output", "out.json", "--format", "json", input: Self.note)
    #expect(good.code == .success && good.output.isEmpty)
    let files = try run.folder.contents().map(\.name).filter { !$0.hasPrefix("state/") }
    #expect(files == ["Policies/all.yaml", "out.json"], "no temporary file is left")
    let bad = run("summarize", "--jsonl", "--no-audit", "--output", "none/out.json", input: "{}\n")
    #expect(bad.code == .failure && bad.errors.contains("none/out.json"), "\(bad.errors)")
  }

  @Test("--no-audit is refused where the policy requires a trail")
  func required() throws {
    let policies = ToolRun.policies.replacing(
      "owner: tests}", with: "owner: tests, audit: required}")
    let run = try ToolRun(policies: policies)
    let refused = run("summarize", "--no-audit", input: Self.note)
    #expect(refused.code == .usage && refused.output.isEmpty, "\(refused.errors)")
    #expect(run("summarize", input: Self.note).code == .success)
  }

  @Test("invalid policies stop everything with 3, and say where")
  func invalidPolicies() throws {
    let run = try ToolRun(
      policies: ToolRun.policies.replacing("severity: minor", with: "severty: minor"))
    let result = run("summarize", "--no-audit", input: Self.note)
    #expect(result.code == .invalidFile && result.output.isEmpty)
    #expect(result.errors.contains("all.yaml:") && result.errors.contains("'severty'"))
  }
}
