import AuditTrail
import CanonicalJSON
import ClinicalLanguage
import Cryptography
import Guardrails
import ModelClient
import Policies
import Prompting
import SourceText
import Summaries
import Synchronization
import TestSupport
import Testing

@testable import Workflow

@Suite("Models that judge")
struct ModelJudgesTests {
  private static let note = """
    Patient: Mr. John Smithson, MRN 4482913.
    HPI: 58-year-old man with crushing chest pain. He denies fever.
    PLAN: To the catheterization laboratory at once.
    """
  private static let summary = "Mr. Smithson, 58, has crushing chest pain. He denies fever."

  private static func bundle(
    deidentify: Bool = false, params: String = "{model: m, budget: 9000, timeLimit: 20s}"
  ) throws -> PolicyBundle {
    let text = """
      schema: vouch/policy/1
      bundle: {id: judging, revision: 1, owner: tests}
      disclaimers: [{id: mock, version: 1, audiences: [clinician, patient], text: For learning only.}]
      rules:
        - id: judge.support
          title: Not supported by the note
          kind: model_judge
          mode: enforce
          severity: major
          params: \(params)
          then: {disposition: hold}
          onError: annotate
      """
    return try #require(
      PolicyBundle.load(
        [PolicyFile(path: "p.yaml", bytes: Array(text.utf8))], kinds: GuardrailEngine.kinds
      ).bundle)
  }

  private struct World {
    var workspace: Workspace
    let stub: ModelStub
    let judges: ModelJudges

    init(
      _ bundle: PolicyBundle, key: DeidentificationKey? = nil,
      _ answer: @escaping ModelStub.Answer
    ) throws {
      let lexicon = try #require(ShippedWorkspace.shared).lexicon
      stub = ModelStub(answer)
      let client = stub.client()
      let prompts = try PromptFolder.load("\(ChildProcess.repository)/Prompts", lexicon: lexicon)
      judges = ModelJudges(
        clients: ["judge.support": client], prompt: try #require(prompts.judge),
        deidentification: key)
      workspace = Workspace(lexicon: lexicon, bundle: bundle)
      workspace.judges = judges
    }

    func check(_ summary: String = ModelJudgesTests.summary) throws -> Outcome {
      try workspace.check(
        NoteInput(
          id: "n", note: try SourceText(ModelJudgesTests.note), summary: try SourceText(summary)))
    }
  }

  private static func reply(_ supported: Bool) -> String {
    #"{"verdicts":[{"statement":1,"supported":\#(supported)}]}"#
  }

  @Test("its word holds a summary, or lets pass what nothing else objects to")
  func word() throws {
    for (isSupported, decision) in [(true, Decision.released), (false, .held)] {
      let world = try World(try Self.bundle()) { _, _ in .success(Self.reply(isSupported)) }
      let outcome = try world.check()
      #expect(outcome.decision == decision, "\(outcome.account)")
      let run = try #require(outcome.judges.first)
      // The second sentence is the note's own.
      #expect(run.asked == [0] && run.unsupported == (isSupported ? 0 : 1))
      let question = try #require(
        world.stub.asked.first?["messages"]?.array?.last?["content"]?.string)
      #expect(question.contains("(1) Mr. Smithson, 58, has crushing chest pain."))
      #expect(!question.contains("(2)") && question.contains("] He denies fever."))
    }
  }

  @Test("a model that fails or answers something else counts as the rule's onError")
  func silence() throws {
    let failures: [(String, Result<String, ModelFailure>)] = [
      ("whole-timeout", .failure(.wholeTimeout)),
      ("server-failed", .failure(.serverFailed(status: 500))),
      ("reply-not-json", .success("It is fine.")),
      ("reply-missing-statement", .success(#"{"verdicts":[]}"#)),
      ("reply-unknown-statement", .success(#"{"verdicts":[{"statement":2,"supported":true}]}"#)),
    ]
    for (code, answer) in failures {
      let world = try World(try Self.bundle()) { _, _ in answer }
      let outcome = try world.check()
      #expect(outcome.judges.map(\.failure) == [code])
      #expect(outcome.decision == .annotated, "\(code)")
    }
  }

  @Test("what would cost more than the budget is not asked")
  func budget() throws {
    let bundle = try Self.bundle(params: "{model: m, budget: 600, timeLimit: 20s}")
    let world = try World(bundle) { _, _ in .success(Self.reply(true)) }
    let outcome = try world.check()
    #expect(world.stub.asked.isEmpty)
    #expect(outcome.judges.map(\.failure) == ["over-budget"] && outcome.decision == .annotated)
  }

  @Test("quotations are not asked about, and nobody is asked where nobody can be")
  func nothingToAsk() throws {
    var world = try World(try Self.bundle()) { _, _ in .success(Self.reply(false)) }
    let quoted = try world.check("He denies fever.")
    #expect(world.stub.asked.isEmpty && quoted.judges.isEmpty && quoted.decision == .released)
    world.workspace.judges = nil
    #expect(try world.check().decision == .annotated)
  }

  @Test("with surrogates, no identifier of note or summary leaves")
  func deidentified() throws {
    let key = DeidentificationKey(secret: .zero)
    let world = try World(try Self.bundle(), key: key) { _, _ in .success(Self.reply(false)) }
    let summary = "Mr. Smithson, MRN 4482913, known to Dr. Jane Whitfield, has chest pain."
    let outcome = try world.check(summary)
    let sent = try #require(world.stub.asked.first?["messages"]?.array?.last?["content"]?.string)
    for identifier in ["Smithson", "4482913", "Whitfield"] {
      #expect(!sent.contains(identifier), "\(identifier) was sent")
    }
    #expect(outcome.judges.first?.isDeidentified == true && outcome.decision == .held)
  }

  @Test("the start is durable before the question is sent, and the end tells of judge and prompt")
  func recorded() throws {
    let folder = try TemporaryFolder()
    let trail = try AuditTrail.open(at: folder.file("audit"), environment: .system())
    let started = Mutex<[Int]>([])
    var world = try World(try Self.bundle()) { _, _ in
      let records =
        (try? trail.reader().records(matching: AuditQuery(includesLogEvents: true))) ?? []
      started.withLock { $0.append(records.count { $0.type == .runStarted }) }
      return .success(Self.reply(false))
    }
    let recorder = Recorder(
      trail: trail, bundle: world.workspace.bundle, judges: world.judges)
    world.workspace.judges?.starting = recorder
    _ = try recorder.record([try world.check()])
    #expect(started.withLock { $0 } == [1])
    let records = try trail.reader().records(matching: AuditQuery(includesLogEvents: true))
    let start = try #require(records.first { $0.type == .runStarted })
    let end = try #require(records.first { $0.type == .runHeld })
    #expect(start.run == end.run)
    let judge = try #require(end.body?.judges.first)
    #expect(judge.rule == "judge.support" && judge.endpoint == "127.0.0.1")
    #expect(judge.statements == 1 && judge.unsupported == 1 && judge.failure == nil)
    #expect(judge.prompt.id == "judge.support" && judge.tokens == 950)
    #expect(records.contains { $0.type == .promptLoaded })
    #expect(try AuditTrail.verify(at: folder.file("audit")).isIntact)
  }

  @Test("a run that the user ends while the model thinks has its end in the trail")
  func interrupted() throws {
    let folder = try TemporaryFolder()
    let trail = try AuditTrail.open(at: folder.file("audit"), environment: .system())
    var world = try World(try Self.bundle()) { _, _ in .failure(.cancelled) }
    let recorder = Recorder(trail: trail, bundle: world.workspace.bundle, judges: world.judges)
    world.workspace.judges?.starting = recorder
    let ended = world
    #expect(throws: WorkflowError.interrupted) { try ended.check() }
    let records = try trail.reader().records(matching: AuditQuery(includesLogEvents: true))
    #expect(records.contains { $0.type == .runFailed })
  }
}
