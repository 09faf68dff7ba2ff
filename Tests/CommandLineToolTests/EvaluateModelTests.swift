import CommandLineTool
import FoundationEssentials
import TestSupport
import Testing

/// `vouch evaluate --engine remote` against a server on this machine, and then against its replies alone.
@Suite("evaluate language models")
struct EvaluateModelTests {
  private static let notes = """
    {"id":"a","note":"HPI: He has a cough.\\nPLAN: Start amoxicillin 500 mg.","reference":"Cough; amoxicillin 500 mg started."}
    {"id":"b","note":"HPI: Follow-up of hypertension.\\nPLAN: Continue lisinopril 10 mg.","reference":"Hypertension on lisinopril 10 mg."}
    {"id":"c","note":"HPI: Asthma, well controlled.\\nPLAN: Continue salbutamol.","reference":"Asthma; continue salbutamol."}

    """

  /// One answer of a server of OpenAI's kind.
  private static func answer(_ message: String, status: String = "200 OK") -> LoopbackServer.Script
  {
    let body =
      #"{"model":"tiny-1","choices":[{"message":\#(message),"finish_reason":"stop"}],"#
      + #""usage":{"prompt_tokens":900,"completion_tokens":50}}"#
    return .init(
      "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)"
        + "\r\nConnection: close\r\n\r\n\(body)")
  }

  private static func claim(_ text: String) -> LoopbackServer.Script {
    let claims = #"{\"claims\":[{\"text\":\"\#(text)\",\"section\":\"plan\",\"cites\":[2]}]}"#
    return answer(#"{"content":"\#(claims)"}"#)
  }

  private static let refusal = answer(#"{"content":null,"refusal":"no"}"#)
  private static let outage = answer(#"{"content":"x"}"#, status: "503 Service Unavailable")

  private struct Report: Decodable {
    struct System: Decodable {
      struct Figure: Decodable, Equatable {
        let value: Double
        let n: Int
      }
      let name: String
      let scored: Int
      let failed: [String: Int]
      let unevaluable: [String: Int]
      let metrics: [String: Figure]
    }
    struct Setting: Decodable {
      struct Model: Decodable {
        let name, model, dialect: String
        let prompts: [String]
      }
      let models: [Model]
    }
    let setting: Setting
    let systems: [System]
  }

  private static func tool(port: Int) throws -> ToolRun {
    var run = try ToolRun()
    run.variables["VOUCH_PROMPTS"] = "\(ChildProcess.repository)/Prompts"
    try run.folder.write("notes.jsonl", notes)
    try run.folder.write(
      "vouch.yaml",
      """
      schema: vouch/config/1
      models:
        - {name: local, dialect: openai, url: 'http://127.0.0.1:\(port)/v1', model: tiny-1, attempts: 1, stream: false}

      """)
    return run
  }

  private static func report(_ result: ToolRun.Result) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  private static let arguments = [
    "evaluate", "notes.jsonl", "--engine", "extractive,remote", "--format", "json",
  ]

  /// The scripts of the server go by the order of the notes.
  private static let inOrder = arguments + ["--jobs", "1"]

  @Test("a model stands beside Vouch; what its provider and what it failed at are counted apart")
  func sideBySide() throws {
    let server = try LoopbackServer(
      Self.claim("Start amoxicillin 500 mg."), Self.outage, Self.refusal)
    defer { server.close() }
    let result = try Self.tool(port: server.port).run(Self.inOrder)
    #expect(result.code == .success, "\(result.errors)")
    let report = try Self.report(result)
    #expect(report.systems.prefix(2).map(\.name) == ["extractive", "local"])
    #expect(report.systems[0].scored == 3)
    let model = report.systems[1]
    #expect(model.scored == 1 && model.failed == ["server-failed": 1, "refused": 1])
    #expect(model.unevaluable.isEmpty)
    // Only what was scored is in denominators of quality.
    #expect(model.metrics["rouge1.f1"]?.n == 1 && model.metrics["faithfulness.supported"]?.n == 1)
    #expect(model.metrics["failures"]?.n == 3)
    let provider = try #require(model.metrics["failures.provider"])
    #expect(provider.n == 3 && abs(provider.value - 1.0 / 3) < 1e-4)
    #expect(model.metrics["tokens.prompt"] == .init(value: 900, n: 1))
    #expect(model.metrics["model.requests"] == .init(value: 1, n: 3))
    #expect(report.setting.models.map(\.model) == ["tiny-1"])
    #expect(report.setting.models[0].prompts.count == 2)
  }

  @Test("replies that were kept give the same figures without a server, a key or a network")
  func replayed() throws {
    let server = try LoopbackServer(
      Self.claim("Start amoxicillin 500 mg."), Self.outage, Self.refusal)
    let run = try Self.tool(port: server.port)
    let live = run.run(Self.inOrder + ["--record", "replies.jsonl"])
    server.close()
    #expect(live.code == .success, "\(live.errors)")
    let again = run.run(Self.arguments + ["--replay", "replies.jsonl"])
    #expect(again.code == .success && !again.errors.contains("no reply"), "\(again.errors)")
    let (first, second) = (try Self.report(live).systems[1], try Self.report(again).systems[1])
    func figures(_ system: Report.System) -> [String: Report.System.Figure] {
      system.metrics.filter { $0.key != "latency" }
    }
    #expect(figures(first) == figures(second) && first.failed == second.failed)
    // Two threads and another order of asking change nothing.
    let many = run.run(Self.arguments + ["--replay", "replies.jsonl", "--jobs", "3"])
    #expect(many.output == again.output)
  }

  @Test("what a recording lacks could not be evaluated, and did not fail")
  func incomplete() throws {
    let server = try LoopbackServer(Self.claim("Start amoxicillin 500 mg."))
    let run = try Self.tool(port: server.port)
    _ = run.run(Self.arguments + ["--record", "replies.jsonl", "--limit", "1"])
    server.close()
    let result = run.run(Self.arguments + ["--replay", "replies.jsonl"])
    let model = try Self.report(result).systems[1]
    #expect(model.scored == 1 && model.failed.isEmpty && model.unevaluable == ["not-recorded": 2])
    #expect(model.metrics["failures"]?.n == 1)
    #expect(result.errors.contains("2 requests had no reply in replies.jsonl"))
    // A gate does not open for what could not be evaluated.
    try run.folder.write("gate.yaml", "schema: vouch/gate/1\nrequire: [local:unevaluable == 0]\n")
    let gated = run.run(Self.arguments + ["--replay", "replies.jsonl", "--gate", "gate.yaml"])
    #expect(gated.code == .gateFailed, "\(gated.errors)")
  }

  @Test("--record asks only for what failed or is not there")
  func continued() throws {
    let first = try LoopbackServer(Self.claim("Start amoxicillin 500 mg."), Self.outage)
    let run = try Self.tool(port: first.port)
    _ = run.run(Self.inOrder + ["--record", "replies.jsonl", "--limit", "2"])
    first.close()
    let second = try LoopbackServer(
      Self.claim("Continue lisinopril 10 mg."), Self.claim("Continue salbutamol."))
    defer { second.close() }
    try run.folder.write(
      "vouch.yaml",
      "schema: vouch/config/1\nmodels:\n  - {name: local, dialect: openai, "
        + "url: 'http://127.0.0.1:\(second.port)/v1', model: tiny-1, attempts: 1, stream: false}\n")
    // The killed run left half a line.
    let replies = try #require(try run.folder.contents().first { $0.name == "replies.jsonl" })
    try run.folder.write("replies.jsonl", replies.bytes + Array("{\"request\":\"ab".utf8))
    let result = run.run(Self.inOrder + ["--record", "replies.jsonl"])
    #expect(try Self.report(result).systems[1].scored == 3, "\(result.errors)")
    #expect(second.requests.count == 2)
  }

  @Test("a failure of the provider is tried again when the run goes on")
  func resumed() throws {
    let first = try LoopbackServer(
      Self.claim("Start amoxicillin 500 mg."), Self.outage, Self.refusal)
    let run = try Self.tool(port: first.port)
    _ = run.run(Self.inOrder + ["--report", "out"])
    first.close()
    let second = try LoopbackServer(Self.claim("Continue lisinopril 10 mg."))
    defer { second.close() }
    try run.folder.write(
      "vouch.yaml",
      "schema: vouch/config/1\nmodels:\n  - {name: local, dialect: openai, "
        + "url: 'http://127.0.0.1:\(second.port)/v1', model: tiny-1, attempts: 1, stream: false}\n")
    let result = run.run(Self.arguments + ["--report", "out"])
    let model = try Self.report(result).systems[1]
    #expect(model.scored == 2 && model.failed == ["refused": 1], "\(result.errors)")
    #expect(second.requests.count == 1)
  }

  @Test(
    "mistakes are told before anything is asked",
    arguments: [
      (["--engine", "extractive", "--record", "x"], ExitCode.usage, "goes with --engine remote"),
      (["--model", "local"], .usage, "goes with --engine remote"),
      (
        ["--engine", "remote", "--record", "x", "--replay", "y"], .usage,
        "--record and --replay exclude each other"
      ),
      (["--engine", "remote", "--model", "local,local"], .usage, "named twice"),
      (["--engine", "remote", "--model", "locl"], .usage, "did you mean 'local'?"),
      (["--engine", "remote", "--replay", "nowhere"], .failure, "nowhere: no such file"),
      (["--engine", "remote", "--replay", "notes.jsonl"], .failure, "no recording of replies"),
      (["--engine", "remote", "--record", "notes.jsonl"], .failure, "no recording of replies"),
    ])
  func mistakes(arguments: [String], code: ExitCode, words: String) throws {
    let run = try Self.tool(port: 1)
    let result = run.run(["evaluate", "notes.jsonl"] + arguments)
    #expect(result.code == code && result.errors.contains(words), "\(result.errors)")
    let notes = try run.folder.contents().first { $0.name == "notes.jsonl" }
    #expect(notes?.bytes == Array(Self.notes.utf8))
  }

  @Test("two servers that call their models the same are two systems, recorded or not")
  func namesakes() throws {
    let good = try LoopbackServer(Self.claim("Start amoxicillin 500 mg."))
    let bad = try LoopbackServer(Self.refusal)
    let run = try Self.tool(port: good.port)
    let entry = { (name: String, port: Int) in
      "  - {name: \(name), dialect: openai, url: 'http://127.0.0.1:\(port)/v1', model: tiny-1, "
        + "attempts: 1, stream: false}\n"
    }
    try run.folder.write(
      "vouch.yaml",
      "schema: vouch/config/1\nmodels:\n" + entry("good", good.port) + entry("bad", bad.port))
    let both = Self.inOrder + ["--model", "good,bad", "--limit", "1"]
    let live = try Self.report(run.run(both + ["--record", "replies.jsonl"]))
    good.close()
    bad.close()
    let replayed = try Self.report(run.run(both + ["--replay", "replies.jsonl"]))
    for report in [live, replayed] {
      #expect(report.systems.prefix(3).map(\.name) == ["extractive", "good", "bad"])
      #expect(report.systems[1].scored == 1 && report.systems[2].failed == ["refused": 1])
    }
  }
}
