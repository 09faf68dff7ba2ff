import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Policy tools")
struct PolicyToolTests {
  /// Text with the places of the temporary folder taken out.
  private func steady(_ text: String, _ run: ToolRun) -> String {
    text.replacing(run.folder.path + "/", with: "")
  }

  // MARK: test --coverage --mutate

  @Test("coverage and mutation of one rule read as written here")
  func golden() throws {
    let policies = ToolRun.policies
      .replacing("terms: [holdme]", with: "terms: [holdme, keepme]")
      .replacing("severity: major", with: "severity: major\n    when: audience == \"clinician\"")
    let run = try ToolRun(policies: policies)
    let result = run(
      "policy", "test", "--coverage", "--mutate", "--rule", "words.hold", "--color", "never")
    #expect(result.code == .success && result.errors.isEmpty, "\(result.errors)")
    #expect(
      steady(result.output, run) == """
        passed  1 example of 1 rule

        Coverage
          rule      examples  fired  silent     when  parameters
          words.hold       1      1       0      1/2         1/2
          total            1    1/1     0/1                  1/2
          50.0 % of 6 points: each rule firing and silent, each condition and operand true and false,
          each parameter making a difference to an example

        Not exercised
          Policies/all.yaml:6:9: words.hold
              in no example is it silent
          Policies/all.yaml:6:9: words.hold
              'audience == "clinician"' is never false
          Policies/all.yaml:12:30: words.hold
              params.terms: 1 of 2: without 'keepme': no example changes

        Mutation
          operator            killed    of
          drop-entry               1     2
          negate-condition         1     1
          change-comparison        1     1
          drop-condition           0     1
          shift-disposition        2     2
          weaken-mode              2     2
          score 77.7 %: 7 of 9 mutants killed
          without the dropped entries of lists 85.7 %

        Survivors
          Policies/all.yaml:12:30: words.hold
              params.terms: 1 of 2 survive: without 'keepme' (no example meets it)
          Policies/all.yaml:11:11: words.hold
              when: without the condition (no example meets it)

        Notes
          1 change refused by the loader, not counted

        """, "\(steady(result.output, run))")
  }

  @Test("the mutation score is a gate, and JSON has every mutant with its place")
  func gate() throws {
    let run = try ToolRun()
    #expect(run("policy", "test", "--mutate", "--minimum-score", "80").code == .success)
    let policies = ToolRun.policies.replacing("terms: [holdme]", with: "terms: [holdme, keepme]")
    let weak = try ToolRun(policies: policies)
    let result = weak(
      "policy", "test", "--mutate", "--minimum-score", "99", "--format", "json")
    #expect(result.code == .invalidFile)
    #expect(result.errors.contains("below the minimum of 99 %"), "\(result.errors)")
    for part in [
      #""operator": "drop-entry""#, #""path": "params.terms[2]""#, #""fate": "survived""#,
      #""change": "without 'keepme'""#, #""mutants": 17"#, #""killed": 14"#,
    ] { #expect(result.output.contains(part), "\(part): \(result.output)") }
    #expect(weak("policy", "test", "--mutate", "--minimum-score", "0").code == .success)
  }

  @Test("options that do not go together are refused")
  func usage() throws {
    let run = try ToolRun()
    for arguments in [
      ["policy", "test", "--minimum-score", "50"], ["policy", "test", "--entries", "5"],
      ["policy", "test", "--mutate", "--minimum-score", "101"], ["policy", "explain"],
      ["policy", "explain", "--note", "a"], ["policy", "explain", "--id", "a"],
      ["policy", "explain", "--note", "-", "--summary", "-"],
      ["policy", "explain", "--jsonl", "--seq", "1"], ["policy", "explain", "x", "--seq", "1"],
      ["policy", "diff", "Policies"], ["policy", "diff", "a", "b", "c"],
      ["policy", "diff", "Policies", "Policies", "--jobs", "2"],
    ] {
      let result = run.run(arguments)
      #expect(result.code == .usage, "\(arguments): \(result.output)")
      #expect(result.errors.contains("vouch: ") && result.output.isEmpty, "\(arguments)")
    }
  }

  // MARK: check

  @Test("warnings come with place and code as text, JSON and SARIF, and leave the code 0")
  func warnings() throws {
    let policies = ToolRun.policies.replacing(
      "terms: [blockme]", with: "terms: [blockme, holdme]")
    let run = try ToolRun(policies: policies)
    let text = run("policy", "check")
    #expect(text.code == .success)
    #expect(
      steady(text.output, run).contains(
        "Policies/all.yaml:6:9: warning[P081]: 'words.block' finds whatever this rule finds"),
      "\(text.output)")
    let sarif = run("policy", "check", "--format", "sarif")
    for part in [
      #""version": "2.1.0""#, #""ruleId": "P081""#, #""level": "warning""#, #""startLine": 6"#,
      #""startColumn": 9"#,
    ] { #expect(sarif.output.contains(part), "\(part): \(sarif.output)") }
    #expect(run("policy", "check", "--format", "json").output.contains(#""code": "P081""#))
  }

  @Test("a condition that more alerts end is an error, since another rule would loosen a decision")
  func loosening() throws {
    let run = try ToolRun(
      policies: ToolRun.policies.replacing(
        "params: {terms: [holdme]}",
        with: "when: escalation.count == 0\n    params: {terms: [holdme]}"))
    let result = run("policy", "check")
    #expect(result.code == .invalidFile)
    #expect(result.output.contains("error[P054]") && result.output.contains("hint: more alerts"))
  }

  // MARK: explain

  @Test("an explanation reads as written here")
  func explanation() throws {
    let run = try ToolRun()
    try run.folder.write("note.txt", "He has crushing chest pain since six.")
    try run.folder.write("summary.txt", "A holdme and a redactme,\nand one more holdme.")
    let result = run(
      "policy", "explain", "--note", "note.txt", "--summary", "summary.txt", "--color", "never")
    #expect(result.code == .success && result.errors.isEmpty, "\(result.errors)")
    #expect(
      steady(result.output, run) == """
        HELD  note  for clinician, summary by external

        Rules
          flag.chest  red_flag · enforce · Policies/all.yaml:30:9
            Crushing chest pain
            alerts      cardiac, immediate, to cardiology within 15 minutes
                        note 1:8  “crushing chest pain”
            asks        release: the summary leaves out what raised this alert
                        note 1:8  “crushing chest pain”
            obliges     route to cardiology within 15 minutes
          words.hold  lexicon · enforce · Policies/all.yaml:6:9
            A word that holds
            asks        hold: the summary uses words that this rule names
                        summary 1:3  “holdme”
            asks        hold: the summary uses words that this rule names
                        summary 2:14  “holdme”
          words.redact  lexicon · enforce · Policies/all.yaml:22:9
            A word that goes
            asks        annotate: the summary uses words that this rule names
                        summary 1:16  “redactme”
            obliges     redact
          1 other rule: 1 found nothing (--rule ID says why)

        Resolver
          1  it begins with released
          2  flag.chest asks release: stays released
          3  words.hold asks hold (2 findings): released → held
          4  words.redact asks annotate: stays held
          5  obligations of all together: redact · route to cardiology within 15 minutes
          6  the maximum is held
          7  no edit is made: what is withheld is not shown

        policy  test-bundle revision 7
        Synthetic or mock notes only; for learning and exploration, not for clinical use.

        """, "\(steady(result.output, run))")
  }

  @Test("a rule that did not fire is explained, from a file, a line, and the audit trail")
  func silence() throws {
    let run = try ToolRun()
    try run.folder.write("note.txt", "He denies crushing chest pain.")
    let file = run("policy", "explain", "--rule", "flag.chest", "note.txt")
    #expect(file.output.contains("“crushing chest pain” absent"), "\(file.output)")
    let lines = """
      {"id":"a","note":"He feels well.","summary":"A blockme."}
      {"id":"b","note":"He feels well.","summary":"Well."}
      nonsense

      """
    let line = run("policy", "explain", "--jsonl", "--id", "b", "--rule", "words", input: lines)
    #expect(line.code == .success && line.output.hasPrefix("RELEASED  b"), "\(line.output)")
    #expect(line.output.contains("it was asked and found nothing"))
    let all = run("policy", "explain", "--jsonl", "--format", "json", input: lines)
    #expect(all.code == .failure && all.lines.count == 2)
    #expect(all.errors.contains("line 3: "), "\(all.errors)")
    #expect(run("policy", "explain", "--jsonl", "--id", "z", input: lines).code == .failure)

    #expect(run("check", "--jsonl", input: lines).code == .failure)
    let record = run("policy", "explain", "--seq", "2")
    #expect(record.code == .success, "\(record.errors)")
    #expect(record.output.contains("BLOCKED") && record.output.contains("“blockme”"))
    #expect(run("policy", "explain", "--seq", "99").code == .failure)
    try run.folder.write(
      "Policies/all.yaml", ToolRun.policies.replacing("revision: 7", with: "revision: 8"))
    #expect(run("policy", "explain", "--seq", "2").errors.contains("under other policies"))
    let confused = run("policy", "explain", "words.hold")
    #expect(confused.code == .usage && confused.errors.contains("--rule words.hold NOTE"))
    let unknown = run("policy", "explain", "--rule", "words.holt", "note.txt")
    #expect(unknown.code == .failure && unknown.errors.contains("did you mean 'words.hold'?"))
  }

  // MARK: diff

  private func candidate() throws -> ToolRun {
    let run = try ToolRun()
    try run.folder.write(
      "Candidate/all.yaml",
      ToolRun.policies.replacing("revision: 7", with: "revision: 8")
        .replacing("disposition: block", with: "disposition: hold")
        .replacing("expect: block", with: "expect: hold")
        .replacing("terms: [holdme]", with: "terms: [holdme, keepme]")
        .replacing("id: words.redact", with: "id: words.remove"))
    return run
  }

  @Test("two folders are compared field by field")
  func bundles() throws {
    let run = try candidate()
    let result = run("policy", "diff", "Policies", "Candidate", "--color", "never")
    #expect(result.code == .success)
    #expect(
      steady(result.output, run).split(separator: "\n", omittingEmptySubsequences: false)
        .dropFirst(3).joined(separator: "\n") == """
            bundle.revision  “7” → “8”
            ~ words.block  Candidate/all.yaml:14:5
                then.disposition  “block” → “hold”
                tests  without “{expect: block, name: word, summary: A blockme here.}”
                tests  with “{expect: hold, name: word, summary: A blockme here.}”
            ~ words.hold  Candidate/all.yaml:6:5
                params.terms  with “keepme”
            - words.redact  Policies/all.yaml:22:5
            + words.remove  Candidate/all.yaml:22:5

          4 rules differ: 1 added, 1 removed, 2 changed

          """, "\(steady(result.output, run))")
    #expect(run("policy", "diff", "Policies", "Policies").output.hasSuffix("no rule differs\n"))
    let json = run("policy", "diff", "Policies", "Candidate", "--format", "json").output
    #expect(json.contains(#""change": "removed""#) && json.contains(#""after": "keepme""#))
  }

  @Test("decisions that change are counted, and the rules named that they are due to")
  func decisions() throws {
    let run = try candidate()
    let pairs = """
      {"id":"a","note":"He feels well.","summary":"A blockme."}
      {"id":"b","note":"He feels well.","summary":"A keepme and a redactme."}
      {"id":"c","note":"He feels well.","summary":"A redactme."}
      {"id":"d","note":"He feels well.","summary":"Well."}

      """
    try run.folder.write("pairs.jsonl", pairs)
    let result = run(
      "policy", "diff", "Policies", "Candidate", "--pairs", "pairs.jsonl", "--color", "never")
    #expect(result.code == .success, "\(result.errors)")
    #expect(
      result.output.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3)
        .joined(separator: "\n") == """
          4 pairs: 2 decisions change, 1 more differ in findings alone

            A \\ B        released  annotated       held    blocked
            released            1          ·          ·          ·
            annotated           ·          1          1          ·
            held                ·          ·          ·          ·
            blocked             ·          ·          1          ·

          By rule  pairs  decisive  rule
                       1         1  words.block
                       1         1  words.hold
                       2         0  words.redact
                       2         0  words.remove

          Pairs
            a  blocked → held
              ! ~ words.block: block (1 finding) → hold (1 finding)
            b  annotated → held
              ! + words.hold: hold (1 finding)
                - words.redact: annotate (1 finding)
                + words.remove: annotate (1 finding)
            c  stays annotated
                - words.redact: annotate (1 finding)
                + words.remove: annotate (1 finding)

          """, "\(result.output)")
    let json = run(
      "policy", "diff", "Policies", "Candidate", "--pairs", "-", "--format", "json", "--jobs", "3",
      input: pairs)
    #expect(json.output.contains(#""changed": 2"#) && json.output.contains(#""decisive": true"#))
  }

  @Test("lines that cannot be judged and folders that cannot be read fail with their codes")
  func badPairs() throws {
    let run = try candidate()
    let result = run(
      "policy", "diff", "Policies", "Candidate", "--pairs", "-",
      input: """
        {"id":"a","note":"Well.","summary":"Well."}
        {"id":"a","note":"Well.","summary":"Well."}
        {"id":"b","note":"Well."}
        {"id":"c","note":"Well.","summary":" "}

        """)
    #expect(result.code == .failure)
    #expect(
      result.output.contains("1 pair: 0 decisions change; 3 lines failed"), "\(result.output)")
    for line in 2...4 { #expect(result.errors.contains("line \(line): ")) }
    #expect(run("policy", "diff", "Policies", "missing").code == .invalidFile)
    #expect(
      run("policy", "diff", "Policies", "Candidate", "--pairs", "missing.jsonl").code == .failure)
    let empty = run("policy", "diff", "Policies", "Candidate", "--pairs", "-")
    #expect(empty.code == .success && empty.output.hasSuffix("0 pairs: 0 decisions change\n"))
  }
}
