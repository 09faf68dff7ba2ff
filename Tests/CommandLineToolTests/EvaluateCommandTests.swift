import CommandLineTool
import FoundationEssentials
import TestSupport
import Testing

/// `vouch evaluate` in process, on notes and policies of its own.
@Suite("evaluate")
struct EvaluateCommandTests {
  private static let notes = """
    {"id":"a","note":"Chief complaint: crushing chest pain.\\nPlan: start aspirin 300 mg.","reference":"Crushing chest pain; aspirin 300 mg started.","sex":"F"}
    {"id":"b","note":"Follow-up of hypertension. Takes lisinopril 10 mg daily. Return in six weeks.","reference":"Hypertension on lisinopril 10 mg; return in six weeks.","sex":"M"}
    {"id":"c","note":"Asthma, well controlled.\\nPlan: continue salbutamol.","reference":"Asthma, controlled; continue salbutamol."}

    """

  private static let candidates = """
    {"id":"a","summary":"Crushing chest pain. Start aspirin 300 mg.","system":"model","label":"safe"}
    {"id":"b","summary":"Hypertension. A holdme here.","system":"model","error":"invented"}
    {"id":"c","summary":"","system":"model","label":"safe"}

    """

  private static func run() throws -> ToolRun {
    let run = try ToolRun()
    try run.folder.write("notes.jsonl", notes)
    try run.folder.write("candidates.jsonl", candidates)
    return run
  }

  private struct Report: Decodable {
    struct System: Decodable {
      struct Figure: Decodable {
        let value: Double
        let n: Int
        let lower: Double?
      }
      let name: String
      let scored: Int
      let failed: [String: Int]
      let leftOut: Int?
      let unevaluable: [String: Int]
      let metrics: [String: Figure]
    }
    let passed: Bool?
    let systems: [System]

    func system(_ name: String) throws -> System {
      try #require(systems.first { $0.name == name })
    }
  }

  private static func report(_ text: String) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(text.utf8))
  }

  @Test("own and other summaries stand beside all baselines")
  func sideBySide() throws {
    let result = try Self.run()(
      "evaluate", "notes.jsonl", "--candidates", "candidates.jsonl", "--format", "json")
    #expect(result.code == .success, "\(result.errors)")
    let report = try Self.report(result.output)
    #expect(
      report.systems.map(\.name) == [
        "extractive", "model", "baseline:lead", "baseline:tail", "baseline:random",
        "baseline:textrank", "baseline:copy", "baseline:oracle",
      ])
    let own = try report.system("extractive")
    #expect(own.scored == 3 && own.failed.isEmpty)
    #expect(own.metrics["rouge1.f1"]?.n == 3)
    #expect(own.metrics["guardrails.disclaimers"]?.value == 1)
    let model = try report.system("model")
    // A summary that failed is in no denominator but that of failures.
    #expect(model.scored == 2 && model.failed == ["empty-summary": 1])
    #expect(model.metrics["rouge1.f1"]?.n == 2 && model.metrics["failures"]?.n == 3)
    #expect(model.metrics["guardrails.sensitivity"]?.value == 1)
    #expect(model.metrics["guardrails.overblocking"]?.value == 0)
    let oracle = try report.system("baseline:oracle").metrics["rouge2.f1"]?.value ?? 0
    for name in ["lead", "tail", "random", "textrank"] {
      #expect(oracle >= (try report.system("baseline:\(name)").metrics["rouge2.f1"]?.value ?? 1))
    }
  }

  @Test("the same run gives the same bytes, on one thread and on several")
  func deterministic() throws {
    let run = try Self.run()
    let one = run("evaluate", "notes.jsonl", "--format", "json", "--jobs", "1")
    let many = run("evaluate", "notes.jsonl", "--format", "json", "--jobs", "4")
    #expect(one.code == .success && one.output == many.output)
    let seeded = run("evaluate", "notes.jsonl", "--format", "json", "--seed", "2")
    #expect(seeded.output != one.output)
  }

  @Test("a run that is done is not done again, and a changed note alone is made anew")
  func resume() throws {
    let run = try Self.run()
    let first = run("evaluate", "notes.jsonl", "--report", "out", "--format", "json")
    #expect(first.code == .success, "\(first.errors)")
    let path = run.folder.file("out/results.jsonl")
    func lines() -> Int {
      FileManager.default.contents(atPath: path).map { $0.split(separator: 0x0A).count } ?? 0
    }
    let count = lines()
    #expect(count == 3 * 7)
    let again = run("evaluate", "notes.jsonl", "--report", "out", "--format", "json")
    #expect(again.output == first.output && lines() == count)
    try run.folder.write(
      "notes.jsonl",
      Self.notes.split(separator: "\n").map { $0 + "\n" }.joined().replacing("well", with: "badly"))
    #expect(run("evaluate", "notes.jsonl", "--report", "out").code == .success)
    #expect(lines() == count + 7)
    // A note without any result comes first, and the report has the notes in their order all the same.
    let whole = run("evaluate", "notes.jsonl", "--format", "markdown")
    let kept = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    let other = kept.split(separator: 0x0A).filter {
      !String(decoding: $0, as: UTF8.self).contains("\"id\":\"a\"")
    }
    try run.folder.write("out/results.jsonl", Array(other.joined(separator: [0x0A])) + [0x0A])
    let resumed = run("evaluate", "notes.jsonl", "--report", "out", "--format", "markdown")
    #expect(resumed.code == .success && lines() == other.count + 7)
    func figures(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains(" ms") && !$0.contains("Time") }
    }
    #expect(figures(resumed.output) == figures(whole.output))
    for name in ["out/report.md", "out/report.json", "out/report.html"] {
      #expect(FileManager.default.fileExists(atPath: run.folder.file(name)))
    }
  }

  @Test("a run that was interrupted leaves nothing but whole results")
  func interrupted() throws {
    let run = try Self.run()
    let result = run.run(
      ["evaluate", "notes.jsonl", "--report", "out"], isInterrupted: { true })
    #expect(result.code == .interrupted)
    #expect(run("evaluate", "notes.jsonl", "--report", "out").code == .success)
  }

  @Test("a gate decides the exit code, and the verdict says the same")
  func gate() throws {
    let run = try Self.run()
    try run.folder.write("pass.yaml", "schema: vouch/gate/1\nrequire: [rouge1.f1 > 0]\n")
    try run.folder.write(
      "fail.yaml", "schema: vouch/gate/1\nrequire:\n  - rouge1.f1 > 0\n  - rouge1.f1 > 0.99\n")
    try run.folder.write("none.yaml", "schema: vouch/gate/1\nrequire: [facts.recall >= 0]\n")
    let passed = run("evaluate", "notes.jsonl", "--gate", "pass.yaml")
    #expect(passed.code == .success && passed.output.contains("Passed: all 1 requirements"))
    let failed = run("evaluate", "notes.jsonl", "--gate", "fail.yaml", "--junit", "junit.xml")
    #expect(failed.code == .gateFailed && failed.output.contains("Failed: 1 of 2"))
    #expect(failed.errors.contains("fail.yaml:4: extractive: rouge1.f1 > 0.99: failed"))
    #expect(FileManager.default.fileExists(atPath: run.folder.file("junit.xml")))
    let unclear = run("evaluate", "notes.jsonl", "--gate", "none.yaml")
    #expect(unclear.code == .gateFailed && unclear.output.contains("1 could not be evaluated"))
  }

  @Test("a baseline is kept, compared with, and needed where the gate compares")
  func baseline() throws {
    let run = try Self.run()
    try run.folder.write(
      "gate.yaml",
      "schema: vouch/gate/1\nbaseline: {noSignificantDrop: [rouge2.f1], noNewBreak: true}\n")
    #expect(run("evaluate", "notes.jsonl", "--save-baseline", "base.json").code == .success)
    let same = run(
      "evaluate", "notes.jsonl", "--gate", "gate.yaml", "--baseline", "base.json")
    #expect(same.code == .success, "\(same.errors)")
    let compared = run("evaluate", "notes.jsonl", "--baseline", "base.json", "--format", "markdown")
    #expect(compared.output.contains("## extractive against the earlier run"))
    #expect(compared.output.contains("the interval of the difference includes zero"))
    let missing = run("evaluate", "notes.jsonl", "--gate", "gate.yaml")
    #expect(missing.code == .usage && missing.errors.contains("--save-baseline"))
    try run.folder.write("base.json", "{\"schema\":\"vouch/evaluation-baseline/9\"}")
    let foreign = run(
      "evaluate", "notes.jsonl", "--gate", "gate.yaml", "--baseline", "base.json")
    #expect(foreign.code == .invalidFile && foreign.errors.contains("another version"))
  }

  @Test(
    "what cannot be evaluated is refused with the remedy",
    arguments: [
      (["evaluate"], ExitCode.usage, "needs a folder or a file"),
      (["evaluate", "missing.jsonl"], .failure, "No such file"),
      (["evaluate", "notes.jsonl", "--note-field", "txt"], .invalidFile, "it has: id, note"),
      (["evaluate", "notes.jsonl", "--engine", "extractiv"], .usage, "did you mean 'extractive'?"),
      (["evaluate", "notes.jsonl", "--engine", "candidates"], .usage, "needs --candidates"),
      (["evaluate", "notes.jsonl", "--words", "many"], .usage, "--words must be"),
      (["evaluate", "notes.jsonl", "--junit", "x"], .usage, "--junit goes with --gate"),
      (["evaluate", "notes.jsonl", "--limit", "1", "--sample", "1"], .usage, "exclude each other"),
      (["evaluate", "notes.jsonl", "--gate", "nowhere"], .failure, "no such file"),
    ])
  func mistakes(arguments: [String], code: ExitCode, words: String) throws {
    let result = try Self.run().run(arguments)
    #expect(result.code == code && result.errors.contains(words), "\(result.errors)")
  }

  @Test("--limit takes the first notes, --sample draws them by the seed")
  func fewer() throws {
    let run = try Self.run()
    func scored(_ arguments: String...) throws -> Int {
      let result = run.run(["evaluate", "notes.jsonl", "--format", "json"] + arguments)
      return try Self.report(result.output).system("extractive").scored
    }
    #expect(try scored("--limit", "2") == 2)
    #expect(try scored("--sample", "1") == 1)
    #expect(try scored("--sample", "99") == 3)
  }

  @Test("a note that holds nothing counts as not to be evaluated, and the run goes on")
  func emptyNote() throws {
    let run = try Self.run()
    try run.folder.write("some.jsonl", "{\"id\":\"x\",\"note\":\"\"}\n" + Self.notes)
    let result = run("evaluate", "some.jsonl", "--format", "json")
    let own = try Self.report(result.output).system("extractive")
    #expect(own.scored == 3 && own.unevaluable == ["empty-note": 1] && own.failed.isEmpty)
  }

  @Test("--repeat counts summaries that come out otherwise: none of ours")
  func repeated() throws {
    let result = try Self.run()("evaluate", "notes.jsonl", "--repeat", "3")
    #expect(result.output.contains("0 of 6 repetitions came out otherwise"))
  }

  @Test("planted errors are labelled, judged, and told with both texts where they go through")
  func planted() throws {
    let run = try Self.run()
    let result = run("evaluate", "notes.jsonl", "--plant", "references", "--format", "json")
    let planted = try Self.report(result.output).system("planted")
    // The policies of this test know nothing of errors: all go through, and all faithful ones too.
    #expect(planted.metrics["guardrails.sensitivity"]?.value == 0)
    #expect(planted.metrics["guardrails.specificity"]?.value == 1)
    #expect(result.output.contains("\"after\": \"Hypertension on lisinopril 100 mg"))
    #expect(run("evaluate", "notes.jsonl", "--plant", "candidates").code == .usage)
  }

  @Test("a note whose every summary is expected to be held counts for no guardrail")
  func leftOut() throws {
    let run = try Self.run()
    func expectation(_ more: String) -> String {
      """
      schema: vouch/corpus/1
      title: Knee
      specialty: orthopaedics
      style: letter
      expect:
        decision: released
      \(more)
      references:
        clinician: Knee pain with a holdme; ibuprofen 400 mg three times a day.

      """
    }
    // The word is in the reference itself: it stands for what the policy holds whatever is said.
    for (name, more) in [("a", "  external: held"), ("b", "  external: blocked"), ("c", "")] {
      try run.folder.write(
        "notes/\(name).txt",
        "Knee pain with a holdme. Plan: ibuprofen 400 mg three times a day.\n")
      try run.folder.write("notes/\(name).yaml", expectation(more))
    }
    let result = run("evaluate", "notes", "--plant", "references", "--format", "json")
    #expect(result.code == .success, "\(result.errors)")
    let planted = try Self.report(result.output).system("planted")
    #expect(planted.leftOut == 2)
    #expect(planted.metrics["guardrails.specificity"]?.n == 1)
    #expect(planted.metrics["guardrails.specificity"]?.value == 0)
    let text = run("evaluate", "notes", "--plant", "references").output
    #expect(text.contains("2 notes expected to be held are left out"), "\(text)")
    // Labelled summaries of other systems, too; without a label there is nothing to leave out.
    try run.folder.write(
      "labelled.jsonl",
      [("a", ",\"label\":\"safe\""), ("b", ""), ("c", ",\"label\":\"safe\"")].map {
        "{\"id\":\"\($0.0)\",\"summary\":\"Knee pain, holdme.\",\"system\":\"model\"\($0.1)}\n"
      }.joined())
    let model = try Self.report(
      run("evaluate", "notes", "--candidates", "labelled.jsonl", "--format", "json").output
    ).system("model")
    #expect(model.leftOut == 1 && model.metrics["guardrails.specificity"]?.n == 1)
  }

  @Test("people rate summaries without knowing whose they are, and their ratings come back")
  func rated() throws {
    let run = try Self.run()
    let arguments = [
      "evaluate", "notes.jsonl", "--candidates", "candidates.jsonl", "--report", "out",
    ]
    let made = run.run(arguments + ["--rating-sheet", "sheet.csv", "--model-card", "CARD.md"])
    #expect(made.code == .success, "\(made.errors)")
    #expect(FileManager.default.fileExists(atPath: run.folder.file("CARD.md")))
    let sheet =
      FileManager.default.contents(atPath: run.folder.file("sheet.csv"))
      .map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(!sheet.contains("extractive") && !sheet.contains("model"))
    #expect(sheet.ranges(of: "\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n").count == 5)
    try run.folder.write(
      "sheet.csv",
      sheet.replacing(
        "\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n",
        with: "\"4\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"0\",\"\"\r\n"))
    let back = run.run(arguments + ["--ratings", "sheet.csv", "--format", "json"])
    for (name, count) in [("extractive", 3), ("model", 2)] {
      let figure = try Self.report(back.output).system(name).metrics["human.cited"]
      #expect(figure?.value == 4 && figure?.n == count)
    }
    #expect(!back.errors.contains("none of this run"))
    let other = run.run(arguments + ["--ratings", "sheet.csv", "--seed", "9"])
    #expect(other.errors.contains("5 of 5 rated summaries are none of this run"))
    #expect(run("evaluate", "notes.jsonl", "--rating-sheet", "x.csv").code == .usage)
  }

  @Test("the metrics are listed with definition and source")
  func metrics() throws {
    let result = try Self.run()("evaluate", "--metrics")
    #expect(result.code == .success && result.output.contains("rouge2.f1 (%, higher is better)"))
    #expect(result.output.contains("source: Lin, ROUGE, ACL 2004"))
  }
}
