import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// The results of one note: what several systems need of it is made once.
struct SampleScoring {
  private let sample: Sample
  private let scorer: SampleScorer
  private var workspace: Workspace { scorer.workspace }
  private let words: Int
  private let reference: RougeText?
  private let referenceConcepts: Set<ConceptMention>?
  private let referenceContent: ContentWords?
  private let noteContent: ContentWords?
  private var document: ClinicalDocument?
  private var baselines: BaselineWriter?
  private var stems: StemCache

  init(_ sample: Sample, scorer: SampleScorer) {
    self.sample = sample
    self.scorer = scorer
    words = scorer.plan.words(for: sample)
    var stems = StemCache()
    let text = sample.reference.flatMap { $0.isBlank ? nil : $0 }
    let reference = text.map { RougeText($0.bytes, stems: &stems) }
    self.reference = reference
    referenceContent = reference.map(ContentWords.init)
    noteContent =
      reference == nil ? nil : ContentWords(RougeText(sample.note.bytes, stems: &stems))
    self.stems = stems
    referenceConcepts = text.map {
      ConceptMention.all(in: ClinicalDocument(reading: $0, lexicon: scorer.workspace.lexicon))
    }
  }

  /// - Throws: `interrupted` alone.
  mutating func result(
    of system: EvaluatedSystem, repetition: Int, candidate: CandidateSummary?, key: String
  ) throws(EvaluationError) -> SampleResult {
    var result = SampleResult(key: key, id: sample.id, system: system.name, status: .scored)
    result.label = candidate?.label
    result.errorType = candidate?.errorType
    result.confidence = candidate?.confidence
    result.change = candidate?.change
    result.noteWords = CoverageScores.wordCount(sample.note.bytes)
    if case .baseline(let baseline) = system {
      score(baseline, into: &result)
      return result
    }
    let start = scorer.nanoseconds()
    let outcome: Outcome
    do throws(WorkflowError) {
      outcome = try judged(system, repetition, candidate)
    } catch {
      guard error != .interrupted else { throw .interrupted }
      result.status = error.isOfSystem ? .failed(code: error.code) : .unevaluable(code: error.code)
      if result.status.name == "failed" { result.measures.rate("failures", 1, of: 1) }
      return result
    }
    let elapsed = scorer.nanoseconds() &- start
    document = outcome.document
    if let run = outcome.remote {
      ModelCosts.score(run, into: &result.measures)
      if let failure = run.failure {
        // What Vouch quotes in place of the model's summary is none of the model's: it is not measured.
        fail(&result, failure)
        return result
      }
    }
    if let shown = outcome.verdict.released?.text.string, let cure = candidate?.cure {
      result.isMended = cure.isDone(in: shown.lowercased())
    }
    score(outcome, system, into: &result)
    result.measures.rate("failures", 0, of: 1)
    let recorded = outcome.remote?.recordedMilliseconds ?? 0
    result.measures.mean("latency", Double(elapsed) / 1e6 + Double(recorded))
    return result
  }

  private func fail(_ result: inout SampleResult, _ failure: RemoteRun.Failure) {
    guard !failure.isUnknown else {
      result.status = .unevaluable(code: failure.code)
      return
    }
    result.status = .failed(code: failure.code)
    result.measures.rate("failures", 1, of: 1)
    result.measures.rate("failures.provider", failure.isOfProvider ? 1 : 0, of: 1)
  }

  /// - Throws: `emptySummary` also where a system gave no summary of the note.
  private func judged(
    _ system: EvaluatedSystem, _ repetition: Int, _ candidate: CandidateSummary?
  ) throws(WorkflowError) -> Outcome {
    var input = NoteInput(
      id: sample.id, note: sample.note, audience: sample.audience, words: words)
    guard system != .extractive else { return try workspace.summarize(input) }
    if case .remote(let name) = system, let engine = scorer.engines[name] {
      return try workspace.summarize(
        input, by: engine.on("\(sample.id)\n\(repetition)"), starting: nil)
    }
    guard let candidate else { throw .emptySummary }
    do throws(SourceTextError) { input.summary = try SourceText(candidate.text) } catch {
      throw .unreadableSummary(error)
    }
    return try workspace.check(input)
  }

  // MARK: Measuring

  private mutating func score(
    _ outcome: Outcome, _ system: EvaluatedSystem, into result: inout SampleResult
  ) {
    result.decision = outcome.decision
    defer {
      GuardrailScores.decision(
        outcome.decision, label: result.label,
        isMended: result.change == nil ? nil : result.isMended, into: &result.measures)
      if let type = result.errorType.flatMap(PlantedErrorType.init), type.isCritical {
        result.measures.rate("guardrails.criticalSensitivity", result.isCaught ? 1 : 0, of: 1)
      }
      describe(outcome, in: &result)
    }
    // Of summaries with planted errors only what the guardrails make of them is of interest.
    if case .planted = system { return }
    let draft = outcome.grounded.draft
    let claims = draft.claimText
    measureWords(of: RougeText(claims, stems: &stems), into: &result.measures)
    if let referenceConcepts {
      CoverageScores.concepts(
        of: ConceptMention.all(in: draft.document), reference: referenceConcepts,
        into: &result.measures)
    }
    CoverageScores.length(
      words: CoverageScores.wordCount(claims), noteWords: result.noteWords,
      into: &result.measures)
    Attribution.score(outcome.grounded, note: outcome.document.text, into: &result.measures)
    Faithfulness.score(
      outcome.verdict, of: outcome.grounded, note: outcome.document, into: &result.measures)
    GuardrailScores.disclaimers(outcome.verdict, into: &result.measures)
    Readability.score(draft, into: &result.measures)
    if let expected = sample.expectation {
      result.alerts = GuardrailScores.alerts(outcome, expected: expected, into: &result.measures)
      let shown = outcome.verdict.released?.text.string ?? draft.text.string
      let missing = FactRecall.score(expected.facts, in: shown, into: &result.measures)
      result.missingFacts = missing.map { "\($0.factClass.rawValue): \($0.words.first ?? "")" }
      // The corpus expects decisions of what Vouch itself writes.
      if system == .extractive {
        result.expectedDecision = expected.decision
        result.measures.rate(
          "decisions.expected", outcome.decision == expected.decision ? 1 : 0, of: 1)
        result.label = expected.decision.isShown ? .safe : .unsafe
      }
    }
  }

  private func measureWords(of text: RougeText, into measures: inout Measures) {
    guard let reference, let referenceContent, let noteContent else { return }
    CoverageScores.rouge(of: text, reference: reference, into: &measures)
    ContentWords.score(
      ContentWords(text), reference: referenceContent, note: noteContent, into: &measures)
  }

  /// What the report shows of a summary.
  private func describe(_ outcome: Outcome, in result: inout SampleResult) {
    let noteOffsets = ScalarOffsets(outcome.document.text)
    let draftOffsets = ScalarOffsets(outcome.grounded.draft.text)
    result.summary = outcome.grounded.draft.text.string
    result.statements = outcome.grounded.claims.map { claim in
      SampleResult.Statement(
        span: draftOffsets.scalarRange(of: claim.claim.span),
        evidence: claim.evidence.map(noteOffsets.scalarRange))
    }
    result.findings = outcome.verdict.findings.map { finding in
      SampleResult.Finding(
        rule: finding.rule, kind: finding.kind, severity: finding.severity,
        disposition: finding.disposition, mode: finding.mode, message: finding.message,
        summarySpan: finding.summarySpan.map(draftOffsets.scalarRange),
        noteSpans: finding.noteSpans.map(noteOffsets.scalarRange))
    }
    result.groups = sample.groups(outcome.document)
  }

  private mutating func score(_ baseline: Baseline, into result: inout SampleResult) {
    let document =
      self.document ?? ClinicalDocument(reading: sample.note, lexicon: workspace.lexicon)
    self.document = document
    let writer = baselines ?? BaselineWriter(document, stems: &stems)
    baselines = writer
    guard
      let bytes = writer.summary(
        baseline, words: words, reference: reference, seed: sample.seed(scorer.plan.seed))
    else {
      result.status = .unevaluable(code: "no-reference")
      return
    }
    let text = RougeText(bytes, stems: &stems)
    // The whole note need not be kept again.
    if baseline != .copy { result.summary = String(decoding: bytes, as: UTF8.self) }
    measureWords(of: text, into: &result.measures)
    // Cut from a valid note at white space.
    guard let source = try? SourceText(validating: bytes) else { return }
    let own =
      baseline == .copy
      ? document : ClinicalDocument(reading: source, lexicon: workspace.lexicon)
    if let referenceConcepts {
      CoverageScores.concepts(
        of: ConceptMention.all(in: own), reference: referenceConcepts, into: &result.measures)
    }
    CoverageScores.length(
      words: CoverageScores.wordCount(bytes), noteWords: result.noteWords,
      into: &result.measures)
    if let expected = sample.expectation {
      FactRecall.score(expected.facts, in: source.string, into: &result.measures)
    }
  }
}

extension WorkflowError {
  /// Whether it is the system's failure, or the note cannot be worked on.
  fileprivate var isOfSystem: Bool {
    switch self {
    case .unreadableSummary, .emptySummary: true
    // A note without a sentence has no summary by anyone.
    case .summarizer, .unreadableNote, .emptyNote, .audit, .noPrompt, .interrupted, .cryptography:
      false
    }
  }
}
