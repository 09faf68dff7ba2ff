import ClinicalLanguage
import Guardrails
import ModelClient
import Policies
import Prompting
import SourceText
import Summaries

/// What is said between Vouch and a model about one note: the question, and after a reply that cannot be
/// used, or that a rule wants written again, the findings.
struct RemoteDialogue {
  let workspace: Workspace
  let engine: RemoteEngine
  let input: NoteInput
  let note: ScannedNote
  let sent: SentNote
  let prompt: PromptFile
  var run: RemoteRun
  /// After how many claims the last reply was ended for words that no summary may hold.
  private var stoppedAfter: Int?

  init(
    workspace: Workspace, engine: RemoteEngine, input: NoteInput, note: ScannedNote,
    sent: SentNote, prompt: PromptFile, run: RemoteRun
  ) {
    self.workspace = workspace
    self.engine = engine
    self.input = input
    self.note = note
    self.sent = sent
    self.prompt = prompt
    self.run = run
  }

  /// Asks; nil where the model gave nothing that can be used, and `run` then says why.
  mutating func outcome() throws(WorkflowError) -> Outcome? {
    var filled = prompt.filled(
      with: sent.numbered, words: input.words, alerts: sent.alerts)
    while true {
      let exchange: ModelExchange
      do throws(ModelFailure) { exchange = try ask(Self.request(filled)) } catch {
        run.failure = .model(error)
        return nil
      }
      let findings: [String]
      switch read(exchange) {
      case .failure(let problem):
        findings = [problem.message]
        run.failure = .reply(problem)
      case .success(let claims):
        let restored = try sent.restored(claims)
        var outcome = try workspace.decide(
          try draft(of: restored), of: note, for: input, task: .summarize, run: run.runID)
        let demanding = Self.demanding(outcome.verdict, workspace.bundle)
        if demanding.isEmpty {
          run.failure = nil
          outcome.remote = run
          return outcome
        }
        findings = messages(outcome, claims: restored)
        run.failure = .rejected(rules: demanding)
      }
      guard run.regenerations < RemoteEngine.mostRegenerations else { return nil }
      run.regenerations += 1
      filled = prompt.repairing(
        filled, reply: Self.shortened(exchange.reply.text), findings: findings, words: input.words)
    }
  }

  /// The request that says this.
  static func request(_ filled: FilledPrompt) -> ModelRequest {
    ModelRequest(
      system: filled.system,
      messages: filled.turns.map { .init($0.isModel ? .assistant : .user, $0.text) },
      schema: .init(name: ClaimsSchema.name, json: ClaimsSchema.json),
      schemaInWords: ClaimsSchema.inWords)
  }

  // MARK: A reply

  private mutating func ask(_ request: ModelRequest) throws(ModelFailure) -> ModelExchange {
    var watch = ReplyWatch(dialogue: self)
    var account = run.account
    defer { run.account = account }
    let exchange = try engine.client.ask(request, account: &account) { watch.mayGoOn($0) }
    run.isStopped = exchange.isStopped
    stoppedAfter = exchange.isStopped ? watch.seen : nil
    guard !exchange.isStopped || !watch.isRunaway else { throw .runaway }
    return exchange
  }

  private func read(_ exchange: ModelExchange) -> Result<[ModelClaim], ReplyProblem> {
    var text = exchange.reply.text
    if stoppedAfter != nil { text = ClaimsDecoder.complete(Array(text.utf8)) ?? text }
    do throws(ReplyProblem) {
      let claims = try ClaimsDecoder(sent.numbered)
        .claims(of: text, isText: exchange.rung == .text)
      return .success(stoppedAfter.map { Array(claims.prefix($0)) } ?? claims)
    } catch { return .failure(error) }
  }

  /// Claims as a draft; their identifiers are back in them.
  func draft(of claims: [ModelClaim]) throws(WorkflowError) -> Draft {
    do throws(SourceTextError) {
      return try DraftBuilder.draft(
        of: claims, engine: engine.identity, lexicon: workspace.lexicon, place: { sent.place($0) })
    } catch { throw .unreadableSummary(error) }
  }

  /// A draft held against the note by Vouch alone: no model is asked about a reply that still comes.
  func judged(_ draft: Draft) -> Outcome {
    workspace.judge(draft, of: note, for: input, task: .summarize)
  }

  /// The rules whose enforced findings want the summary written again. None where the summary is
  /// withheld by another rule as well: what that found, a person has to see.
  private static func demanding(_ verdict: Verdict, _ bundle: PolicyBundle) -> [String] {
    guard verdict.obligations.contains(.regenerate) else { return [] }
    let enforced = verdict.findings.filter { $0.mode == .enforce }
    let found = Set(enforced.map(\.rule))
    let demanding = bundle.rules.filter {
      found.contains($0.id) && $0.obligations.contains(.regenerate)
    }.map(\.id)
    let withholding = Set(enforced.filter { $0.disposition >= .hold }.map(\.rule))
    return withholding.isSubset(of: demanding) ? demanding : []
  }

  // MARK: Findings, for the model

  /// One phrase for each enforced finding, with the numbers of the claim and the sentences.
  private func messages(_ outcome: Outcome, claims: [ModelClaim]) -> [String] {
    let draft = outcome.grounded.draft
    var seen: Set<String> = []
    var messages: [String] = []
    for finding in outcome.verdict.findings where finding.mode == .enforce {
      var words = finding.message
      if let span = finding.summarySpan, let number = Self.claim(at: span, of: draft, claims) {
        words = "claim \(number): \(words)"
      }
      let sentences = sentenceNumbers(at: finding.noteSpans)
      if !sentences.isEmpty { words += " (see \(sentences.joined(separator: ", ")))" }
      if seen.insert(words).inserted { messages.append(words) }
      // A model that is told more than this mends none of it.
      if messages.count == 20 { break }
    }
    return messages
  }

  /// The numbers under which the model knows the sentences at places of the note itself.
  private func sentenceNumbers(at places: [TextSpan]) -> [String] {
    let sentences = note.document.sentences
    guard sentences.count == sent.numbered.count else { return [] }
    return sentences.indices.filter { index in
      !sent.numbered.withheld.contains(index + 1)
        && places.contains(where: sentences[index].span.overlaps)
    }.prefix(4).map { "[\($0 + 1)]" }
  }

  /// Which claim of the reply stands at a place of the draft, from 1. The draft has them by section.
  private static func claim(at span: TextSpan, of draft: Draft, _ claims: [ModelClaim]) -> Int? {
    var start = 0
    for section in ClaimsSchema.sections {
      let stated = claims.indices.filter { claims[$0].section == section }
      guard !stated.isEmpty else { continue }
      if let heading = section.heading { start += heading.utf8.count + 2 }
      for index in stated {
        let line = TextSpan(start, start + 2 + claims[index].text.utf8.count)
        if line.overlaps(span) { return index + 1 }
        start = Int(line.end) + 1
      }
    }
    return nil
  }

  /// Not more of a reply goes back than a summary may have.
  private static func shortened(_ reply: String) -> String {
    guard reply.utf8.count > longestEcho else { return reply }
    return String(decoding: reply.utf8.prefix(longestEcho), as: UTF8.self)
  }

  private static let longestEcho = 16 << 10
}
