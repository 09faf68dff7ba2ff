import AuditTrail
import ClinicalLanguage
import Deidentification
package import Guardrails
package import ModelClient
import Policies
package import Prompting
import SourceText
package import Summaries

/// The language models that rules of the kind `model_judge` ask, and how they are asked. Their word is
/// advice: it can hold a summary back, and release nothing.
package struct ModelJudges: Sendable {
  /// By the id of the rule that asks.
  private let clients: [String: ModelClient]
  package let prompt: JudgePrompt
  /// The key behind surrogates; nil where notes are sent as they are.
  private let deidentification: DeidentificationKey?
  /// Makes the start of a run durable before its note leaves the machine; nil without a trail.
  package var starting: (any JudgementStarting)?

  package init(
    clients: [String: ModelClient], prompt: JudgePrompt, deidentification: DeidentificationKey?
  ) {
    self.clients = clients
    self.prompt = prompt
    self.deidentification = deidentification
  }

  /// How many questions may be under way at once; waiting for a server takes no processor.
  package var concurrency: Int {
    clients.values.map(\.profile.limits.concurrency).min() ?? 1
  }

  /// The models that may be asked, for the start of a run.
  var calls: [RunRecord.ModelCall] {
    clients.sorted { $0.key < $1.key }.map { _, client in
      RunRecord.ModelCall(
        id: client.profile.model, provider: client.profile.dialect.rawValue,
        endpoint: client.profile.endpoint.authority)
    }
  }

  /// Asks what a draft gives to ask. Every question has a run with an end; none throws but where the user
  /// has asked to stop.
  func ask(
    _ questions: [JudgeQuestion], about grounded: GroundedDraft, of note: ScannedNote,
    audience: Audience, guardrails: GuardrailEngine
  ) throws(WorkflowError) -> [JudgeRun] {
    let sent = try SentNote(
      note, audience: audience, key: deidentification, guardrails: guardrails)
    var runs: [JudgeRun] = []
    for question in questions {
      guard let client = clients[question.rule] else { continue }
      let statements = sent.hidden(
        question.claims.map { grounded.claims[$0].claim.span }, of: grounded.draft)
      runs.append(
        try ask(
          question, client, sent: sent, statements: NumberedStatements(statements)))
    }
    return runs
  }

  private func ask(
    _ question: JudgeQuestion, _ client: ModelClient, sent: SentNote,
    statements: NumberedStatements
  ) throws(WorkflowError) -> JudgeRun {
    let profile = client.profile
    var run = JudgeRun(
      rule: question.rule, host: profile.endpoint.authority, dialect: profile.dialect,
      model: profile.model,
      prompt: RemoteRun.PromptLabel(
        id: prompt.id, version: prompt.version, digest: prompt.digest),
      isDeidentified: deidentification != nil, asked: question.claims)
    guard sent.hasWords else {
      run.opinion = .missing(code: "nothing-to-send")
      return run
    }
    let filled = prompt.filled(with: sent.numbered, statements: statements)
    let request = ModelRequest(
      system: filled.system,
      messages: filled.turns.map { .init($0.isModel ? .assistant : .user, $0.text) },
      schema: .init(name: VerdictsSchema.name, json: VerdictsSchema.json),
      schemaInWords: VerdictsSchema.inWords)
    let bytes = request.system.utf8.count + request.messages.reduce(0) { $0 + $1.text.utf8.count }
    guard bytes / Self.bytesPerToken + profile.limits.outputTokens <= question.budget else {
      run.opinion = .missing(code: "over-budget")
      return run
    }
    do throws(ModelFailure) {
      let exchange = try client.ask(request, account: &run.account) {
        $0.count <= Self.longestReply
      }
      guard !exchange.isStopped else { throw .runaway }
      run.opinion = Self.opinion(exchange, question)
    } catch {
      if error == .cancelled { throw .interrupted }
      run.opinion = .missing(code: error.code)
    }
    return run
  }

  /// Tokenizers in use make a token of three to five bytes of clinical English; the estimate is high, so
  /// that a budget is kept.
  private static let bytesPerToken = 3
  /// As the decoder's, in bytes.
  private static let longestReply = 64 << 10

  private static func opinion(
    _ exchange: ModelExchange, _ question: JudgeQuestion
  ) -> ModelOpinion {
    do throws(VerdictsProblem) {
      let verdicts = try VerdictsDecoder(count: question.claims.count)
        .verdicts(of: exchange.reply.text, isText: exchange.rung == .text)
      return .given(
        unsupported: Set(zip(question.claims, verdicts).filter { !$1 }.map(\.0)))
    } catch { return .missing(code: error.rawValue) }
  }
}

/// What came of asking a language model about a summary for one rule.
package struct JudgeRun: Sendable, Hashable {
  package let rule: String
  /// The host that was asked, with its port.
  package let host: String
  package let dialect: ModelProfile.Dialect
  package let model: String
  package let prompt: RemoteRun.PromptLabel
  package let isDeidentified: Bool
  /// The statements that were asked about, as indices of the draft's claims.
  package let asked: [Int]
  package var account = ModelAccount()
  package var opinion = ModelOpinion.missing(code: "not-asked")

  package var failure: String? { if case .missing(let code) = opinion { code } else { nil } }
  /// How many statements it does not find supported; nil where it gave no opinion.
  package var unsupported: Int? {
    if case .given(let unsupported) = opinion { unsupported.count } else { nil }
  }

  var record: RunRecord.Judge {
    RunRecord.Judge(
      rule: rule, model: model, provider: dialect.rawValue, endpoint: host,
      prompt: RunRecord.Prompt(
        id: prompt.id, version: "\(prompt.version)", digest: prompt.digest),
      deidentified: isDeidentified, statements: asked.count, unsupported: unsupported,
      failure: failure, attempts: account.attempts, milliseconds: account.milliseconds,
      tokens: account.promptTokens.map { $0 + (account.outputTokens ?? 0) })
  }
}

/// Makes the start of a run durable whose note goes to models that judge.
package protocol JudgementStarting: Sendable {
  /// The id of the run, which the record at its end carries.
  func start(_ input: NoteInput, _ task: Outcome.Task, _ engine: EngineIdentity)
    throws(WorkflowError) -> String
  /// The run ends without an outcome.
  func fail(
    _ run: String, _ input: NoteInput, _ task: Outcome.Task, _ engine: EngineIdentity, code: String
  ) throws(WorkflowError)
}

extension JudgePrompt {
  /// As the trail notes what runs go by.
  var part: PartRecord { PartRecord(name: id, version: "version \(version)", digest: digest) }
}
