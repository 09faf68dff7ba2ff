import FoundationEssentials
import ModelClient
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Language models on the command line")
struct RemoteCommandTests {
  private static let prompts = "\(ChildProcess.repository)/Prompts"

  private func run(models: String = "", _ change: (inout ToolRun) throws -> Void = { _ in }) throws
    -> ToolRun
  {
    var run = try ToolRun()
    run.variables["VOUCH_PROMPTS"] = Self.prompts
    if !models.isEmpty {
      try run.folder.write("vouch.yaml", "schema: vouch/config/1\nmodels:\n\(models)")
    }
    try change(&run)
    return run
  }

  private static let local =
    "  - {name: local, dialect: openai, url: 'http://127.0.0.1:1/v1', model: tiny-1, attempts: 1}\n"

  @Test("a dry run prints the request without its key, and sends and records nothing")
  func dryRun() throws {
    let run = try run(
      models: "  - {name: far, dialect: anthropic, url: 'https://llm.example.org', model: m-1}\n")
    let result = run(
      "summarize", "--engine", "remote", "--model", "far", "--dry-run",
      input: "HPI: Cough. PLAN: Rest.")
    #expect(result.code == .success, "\(result.errors)")
    #expect(result.output.hasPrefix("POST https://llm.example.org/v1/messages\n"))
    #expect(result.output.contains("x-api-key: [redacted]\n"))
    #expect(result.output.contains("[1] Cough."))
    #expect(try !run.folder.contents().contains { $0.name.contains("audit") })
  }

  @Test("a server that is not there: the summary is quoted and says so, the escalation is there")
  func unreachable() throws {
    let result = try run(models: Self.local)(
      "summarize", "--engine", "remote", "--format", "json",
      input: "HPI: He has crushing chest pain. PLAN: Rest.")
    #expect(result.code == .success, "\(result.errors)")
    #expect(result.output.contains(#""code": "unreachable""#))
    #expect(result.output.contains(#""used": false"#))
    #expect(result.output.contains(#""family": "cardiac""#))
    #expect(result.errors.contains("no connection to 127.0.0.1:1"))
    #expect(result.errors.contains("quoted from the note"))
    let text = try run(models: Self.local)(
      "summarize", "--engine", "remote", input: "HPI: Cough. PLAN: Rest.")
    #expect(text.output.contains("model   tiny-1 at 127.0.0.1:1, 1 request"))
  }

  @Test("a run of many lines says at its end how the model did")
  func batch() throws {
    let lines = (0..<5).map { #"{"id":"\#($0)","note":"HPI: Cough. PLAN: Rest."}"# }
    let result = try run(models: Self.local)(
      "summarize", "--engine", "remote", "--jsonl", input: lines.joined(separator: "\n"))
    #expect(result.lines.count == 5, "\(result.errors)")
    #expect(result.errors.contains("0 summaries by the model, 5 quoted instead"))
  }

  @Test("a run that is refused for its id, or interrupted, has an end in the trail")
  func ends() throws {
    let run = try run(models: Self.local)
    let line = #"{"id":"a","note":"HPI: Cough. PLAN: Rest."}"#
    let repeated = run(
      "summarize", "--engine", "remote", "--jsonl", input: "\(line)\n\(line)\n")
    #expect(repeated.code == .failure && repeated.output.contains("repeated-id"))
    let segment = run.folder.file("state/vouch/audit/seg/000000.jsonl")
    @Sendable func starts() -> Int {
      let log = FileManager.default.contents(atPath: segment) ?? Data()
      return String(decoding: log, as: UTF8.self).split(separator: "\"type\":\"run.started\"").count
    }
    let known = starts()
    let stopped = run.run(
      ["summarize", "--engine", "remote", "--jsonl"],
      input: Array(line.replacing("\"a\"", with: "\"b\"").utf8),
      isInterrupted: { starts() > known })
    #expect(stopped.code == .interrupted && stopped.output.isEmpty)
    let list = run("audit", "list", "--decision", "failed", "--format", "jsonl")
    #expect(list.output.contains(#""failure":"repeated-id""#), "\(list.output)")
    #expect(list.output.contains(#""failure":"interrupted""#))
    #expect(!list.errors.contains("did not end"), "\(list.errors)")
    #expect(run("audit", "verify").code == .success)
  }

  static let mistakes: [(models: String, arguments: [String], code: ExitCode, words: [String])] = [
    ("", [], .usage, ["no model is named", "ollama:llama3.2"]),
    ("", ["--model", "ward"], .usage, ["there is no model 'ward'"]),
    ("", ["--model", "opneai:x"], .usage, ["unknown dialect 'opneai'", "openai, azure"]),
    ("", ["--model", "openai:"], .usage, ["no name of a model"]),
    (
      "", ["--model", "openai:gpt-4o-mini"], .invalidFile,
      ["variable OPENAI_API_KEY is not set", "export OPENAI_API_KEY"]
    ),
    (
      "", ["--model", "anthropic:claude"], .invalidFile, ["variable ANTHROPIC_API_KEY is not set"]
    ),
    (
      "", ["--model", "azure:deployment"], .invalidFile,
      ["variable AZURE_OPENAI_ENDPOINT is not set"]
    ),
    (
      "  - {name: a, dialect: ollama, url: 'http://10.0.0.7:11434', model: m}\n", [], .invalidFile,
      ["http to 10.0.0.7:11434", "plainHTTP: true"]
    ),
    (
      "  - {name: a, dialect: ollama, url: 'http://127.0.0.1:1', model: m}\n"
        + "  - {name: b, dialect: ollama, url: 'http://127.0.0.1:1', model: m}\n", [], .usage,
      ["several models", "a | b"]
    ),
    (
      "  - {name: a, dialect: opnai, url: 'https://x', model: m}\n", [], .invalidFile,
      ["vouch.yaml:3:24: error[C017]", "did you mean 'openai'?"]
    ),
    (
      "  - {name: a, dialect: openai, url: 'https://k@x', model: m}\n", [], .invalidFile,
      ["vouch.yaml:3:37: error[C017]", "no name or password"]
    ),
    (
      "  - {name: a, dialect: openai, model: m, key: sk-zebrakey}\n", [], .invalidFile,
      ["vouch.yaml:3:47: error[C010]"]
    ),
    (
      "  - {name: a, dialect: openai, model: m, key: {variable: A, file: b}}\n", [], .invalidFile,
      ["exactly one of variable, file and command"]
    ),
    (
      "  - {name: a, dialect: openai, model: m, temperature: hot}\n", [], .invalidFile,
      ["'temperature' must be a number from 0 to 2, or none"]
    ),
    (
      "  - {name: a, dialect: openai, model: m, timeouts: {whole: 2h}}\n", [], .invalidFile,
      ["'whole' is no time", "500ms, 5s or 2m"]
    ),
    (
      "  - {name: a, dialect: openai, model: m, temprature: 0}\n", [], .invalidFile,
      ["unknown field 'temprature'", "did you mean 'temperature'?"]
    ),
  ]

  @Test("each mistake is told with its remedy before anything is sent", arguments: mistakes.indices)
  func mistake(index: Int) throws {
    let it = Self.mistakes[index]
    let result = try run(models: it.models).run(
      ["summarize", "--engine", "remote"] + it.arguments, input: Array("HPI: Cough.".utf8))
    #expect(result.code == it.code, "\(result.errors)")
    for words in it.words { #expect(result.errors.contains(words), "\(result.errors)") }
    #expect(!result.errors.contains("zebrakey"), "a key that stands where it must not is not shown")
  }

  @Test("options of models go with --engine remote")
  func alone() throws {
    for option in [["--model", "x"], ["--deidentify"], ["--dry-run"], ["--prompts", "x"]] {
      let result = try run().run(["summarize"] + option, input: Array("HPI: Cough.".utf8))
      #expect(result.code == .usage)
      #expect(result.errors.contains("goes with --engine remote"))
    }
  }

  @Test("prompts with errors are told with their places")
  func prompts() throws {
    let run = try run(models: Self.local) { run in
      try run.folder.write("P/a.yaml", "schema: vouch/prompt/1\nid: x\nversion: one\n")
    }
    let result = run(
      "summarize", "--engine", "remote", "--prompts", "P", input: "HPI: Cough.")
    #expect(result.code == .invalidFile)
    #expect(result.errors.contains("P/a.yaml:3:10: error[T014]"))
    let missing = run(
      "summarize", "--engine", "remote", "--prompts", "Q", input: "HPI: Cough.")
    #expect(missing.code == .invalidFile && missing.errors.contains("--prompts"))
  }

  @Test("two folders of prompts are compared like policies, a long text by its lines")
  func promptDifference() throws {
    let run = try run { run in
      let path = "\(Self.prompts)/summarize-patient.yaml"
      let old = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      try run.folder.write("Old/p.yaml", old)
      try run.folder.write(
        "New/p.yaml",
        old.replacing("version: 1", with: "version: 2")
          .replacing("Use short sentences", with: "Use very short sentences"))
    }
    let result = run("policy", "diff", "Old", "New")
    #expect(result.code == .success, "\(result.errors)")
    #expect(result.output.contains("version  “1” → “2”"), "\(result.output)")
    #expect(result.output.contains("with “2. Use very short sentences"), "\(result.output)")
    #expect(!result.output.contains("Copy numbers"))
    #expect(result.output.contains("1 prompt differs: 1 changed"))
    #expect(run("policy", "diff", "Old", "Old").output == "no prompt differs\n")
    let mixed = run("policy", "diff", "Old", "\(ChildProcess.repository)/Policies")
    #expect(mixed.code == .usage && mixed.errors.contains("holds prompts"))
    let pairs = run("policy", "diff", "Old", "New", "--pairs", "x")
    #expect(pairs.code == .usage && pairs.errors.contains("--pairs is for policies"))
  }

  private static let judging = """
    schema: vouch/policy/1
    bundle: {id: judging, revision: 1, owner: tests}
    disclaimers: [{id: mock, version: 1, audiences: [clinician, patient], text: For learning only.}]
    rules:
      - id: judge.support
        title: Not supported
        kind: model_judge
        mode: enforce
        severity: major
        params: {model: local, budget: 9000, timeLimit: 5s}
        then: {disposition: hold}
        onError: hold
        tests:
          - {name: made up, note: "HPI: Cough.", summary: "She has asthma.", model: {unsupported: [asthma]}, expect: hold}

    """

  @Test("a rule asks its model, whatever writes; a server that is not there counts as onError")
  func judged() throws {
    let run = try run(models: Self.local) { run in
      try run.folder.write("J/p.yaml", Self.judging)
      try run.folder.write("note.txt", "HPI: Cough. PLAN: Rest.")
      try run.folder.write("summary.txt", "She has asthma.")
    }
    let check = [
      "check", "--policies", "J", "--note", "note.txt", "--summary", "summary.txt", "--format",
      "json",
    ]
    let result = run.run(check)
    #expect(result.code == .withheld, "\(result.errors)")
    #expect(result.output.contains(#""judges": ["#), "\(result.output)")
    #expect(result.output.contains(#""failure": "unreachable""#))
    let pages = (0..<8).map { run("audit", "show", "\($0)").output }
    #expect(pages.contains { $0.contains("no opinion on 1 statement (unreachable)") }, "\(pages)")
    let quoted = run("summarize", "--policies", "J", "note.txt")
    #expect(quoted.code == .success, "\(quoted.errors)")
    #expect(run("policy", "test", "J").code == .success)
    #expect(run("doctor", "--policies", "J").output.contains("judge.support version 1"))
  }

  @Test("a rule that asks a model which there is not is told of, with its place")
  func judgeUnknown() throws {
    let run = try run { run in try run.folder.write("J/p.yaml", Self.judging) }
    let result = run("summarize", "--policies", "J", input: "HPI: Cough.")
    #expect(result.code == .invalidFile)
    #expect(
      result.errors.contains("J/p.yaml:5: the rule 'judge.support': there is no model 'local'"),
      "\(result.errors)")
  }

  @Test("the usual variables name servers, and OLLAMA_HOST may be short")
  func variables() throws {
    func endpoint(_ model: String, _ variables: [String: String]) throws -> Endpoint {
      try ModelChoice.profile(
        named: model, among: [],
        ToolEnvironment(variables: variables, currentDirectory: "/")
      ).endpoint
    }
    #expect(try endpoint("openai:m", [:]).address("/x") == "https://api.openai.com/v1/x")
    #expect(
      try endpoint("openai:m", ["OPENAI_BASE_URL": "http://localhost:8000/v1/"]).address("/x")
        == "http://localhost:8000/v1/x")
    #expect(try endpoint("anthropic:m", [:]).address("") == "https://api.anthropic.com")
    #expect(try endpoint("ollama:m", [:]).address("") == "http://127.0.0.1:11434")
    for (text, address) in [
      ("localhost", "http://localhost:11434"), ("0.0.0.0:9", "http://127.0.0.1:9"),
      ("0.0.0.0", "http://127.0.0.1:11434"), ("http://127.0.0.1:9/", "http://127.0.0.1:9"),
      ("https://llm.example.org", "https://llm.example.org"),
    ] {
      #expect(try endpoint("ollama:m", ["OLLAMA_HOST": text]).address("") == address)
    }
  }

  @Test("a key is fetched from a program, which is not waited for when it fails")
  func keyCommand() {
    #expect(KeyCommand.output(of: ["/bin/echo", "sk-1"]) == Array("sk-1\n".utf8))
    #expect(KeyCommand.output(of: ["/bin/false"]) == nil)
    #expect(KeyCommand.output(of: ["/nonexistent"]) == nil)
    #expect(KeyCommand.output(of: []) == nil)
  }

  @Test("doctor tells of each model, its server and its circuit")
  func doctor() throws {
    let run = try run(models: Self.local) { run in
      // Far in the future for the clock of this machine, so that it counts as a clock set back.
      try run.folder.write(
        "state/vouch/servers/127.0.0.1:1.json", #"{"closedUntil":9000000000,"failures":7}"#)
    }
    let result = run("doctor")
    #expect(result.code == .failure)
    #expect(result.output.contains("summarize.clinician version 1"))
    #expect(result.output.contains("no connection to 127.0.0.1:1"))
    #expect(result.output.contains("failed 7 times in a row"))
  }

  @Test("a server that keeps failing is left alone by later runs, too")
  func circuit() throws {
    let run = try run(models: Self.local)
    for _ in 0..<5 {
      _ = run("summarize", "--engine", "remote", input: "HPI: Cough. PLAN: Rest.")
    }
    let result = run(
      "summarize", "--engine", "remote", "--format", "json", input: "HPI: Cough. PLAN: Rest.")
    #expect(result.output.contains(#""code": "circuit-open""#), "\(result.errors)")
    #expect(result.output.contains(#""attempts": 0"#))
  }
}
