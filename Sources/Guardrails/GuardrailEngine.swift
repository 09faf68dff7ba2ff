package import ClinicalLanguage
package import Policies
package import SourceText
package import Summaries

/// Holds drafts and their notes against a bundle of policies.
///
/// Made once, then used for any number of notes, from any thread: it does not change.
package struct GuardrailEngine: Sendable {
  /// All kinds of rules: a new one is its file in `Rules` and a line here.
  static let ruleKinds: [any RuleKind.Type] = [
    AbbreviationRule.self,
    AllergyConsistencyRule.self,
    AttributeConsistencyRule.self,
    CodeStatusConsistencyRule.self,
    CertaintyRule.self,
    CodeValidityRule.self,
    CompositeRule.self,
    ContradictionRule.self,
    DateConsistencyRule.self,
    DemographicConsistencyRule.self,
    DirectiveRule.self,
    EntityNotInSourceRule.self,
    EscalatedRule.self,
    EvidenceCoverageRule.self,
    ExperiencerRule.self,
    LateralityRule.self,
    LengthRule.self,
    LexiconRule.self,
    ModelJudgeRule.self,
    NegationFlipRule.self,
    OmissionRule.self,
    PHIRule.self,
    PlausibilityRule.self,
    ProcedureConsistencyRule.self,
    PromptInjectionRule.self,
    QuantityConsistencyRule.self,
    ReadingLevelRule.self,
    ReassuranceRule.self,
    RedFlagRule.self,
    RegexRule.self,
    RequiredSectionRule.self,
    RequiredTextRule.self,
    SourceNoteRule.self,
    StateConsistencyRule.self,
    TemporalityRule.self,
    UnfoundedClaimRule.self,
    UnsupportedClauseRule.self,
  ]

  /// The kinds as the loader of policies wants them.
  package static var kinds: [any RuleParameters.Type] { ruleKinds.map { $0 } }

  private static let kindOfType = Dictionary(
    uniqueKeysWithValues: ruleKinds.map { (ObjectIdentifier($0), $0) })

  /// The parameters as the kind that they are of. To ask the runtime whether a type conforms takes a
  /// search through all of the program, once for each type.
  static func kind(of parameters: any RuleParameters) -> (any RuleKind)? {
    let type = type(of: parameters)
    return kindOfType[ObjectIdentifier(type)]?.same(parameters) ?? parameters as? any RuleKind
  }

  let bundle: PolicyBundle
  let lexicon: Lexicon
  /// In order of id.
  let rules: [CompiledRule]
  /// Indices into `rules`: those that may raise alerts first, those that ask what others have found
  /// last, each behind the ones that it asks about; otherwise by id.
  let order: [Int]
  /// How many of the first in `order` may raise alerts.
  private let alertingCount: Int
  /// Whether any rule asks for the hostile passages of a note.
  private let readsHostilePassages: Bool
  /// Whether any rule that counts holds the summary against the note.
  private let holdsAgainstNote: Bool
  let book: PhraseBook

  package init(bundle: PolicyBundle, lexicon: Lexicon) {
    self.init(bundle: bundle, lexicon: lexicon, measurements: MeasurementNames(lexicon))
  }

  /// Spares looking the measurements up, where many engines are made.
  init(bundle: PolicyBundle, lexicon: Lexicon, measurements: MeasurementNames) {
    self.bundle = bundle
    self.lexicon = lexicon
    rules = bundle.rules.map { CompiledRule($0, concepts: measurements) }
    book = PhraseBook(rules.map { $0.mode == .off ? [] : $0.kind?.phrases ?? [] })
    let raises = rules.map { rule in rule.kind.map { type(of: $0).requiresRoute } ?? false }
    let alerting = rules.indices.filter { raises[$0] }
    let counting = CompiledRule.countingOrder(of: rules)
    let isCounting = Set(counting)
    order = alerting + rules.indices.filter { !raises[$0] && !isCounting.contains($0) } + counting
    alertingCount = alerting.count
    readsHostilePassages = rules.contains {
      $0.mode != .off && $0.kind?.readsHostilePassages ?? false
    }
    holdsAgainstNote = rules.contains { rule in
      rule.mode == .enforce && rule.kind.map { type(of: $0).holdsAgainstNote } ?? false
    }
  }

  /// Finds the phrases of all rules in a note, for what is asked about it afterwards.
  package func scan(_ note: ClinicalDocument) -> ScannedNote {
    let register = note.register
    let wordCount = note.wordCount(in: note.text.fullSpan)
    let hostilePassages = readsHostilePassages ? PassageReader.passages(in: note) : []
    return ScannedNote(
      document: note, matches: book.matches(in: note, side: .note), register: register,
      wordCount: wordCount, hostilePassages: hostilePassages)
  }

  /// The places of the note that no summary may draw on, by the enforced rules.
  package func quarantine(in note: ScannedNote) -> [TextSpan] {
    guard !note.hostilePassages.isEmpty else { return [] }
    return rules.filter { $0.mode == .enforce }.flatMap {
      $0.kind?.quarantine(note.hostilePassages) ?? []
    }.merged()
  }

  /// Judges a draft against its note. Same bundle, same input: same verdict.
  package func judge(
    _ grounded: GroundedDraft, against note: ClinicalDocument, audience: Audience
  ) -> Verdict {
    judge(grounded, against: scan(note), audience: audience)
  }

  /// Judges a draft against its note, which this engine has scanned.
  ///
  /// - Parameters:
  ///   - attestation: What a reviewer answers for.
  ///   - opinions: What language models said to `questions`.
  ///   - reading: What was read of the same note before.
  package func judge(
    _ grounded: GroundedDraft, against note: ScannedNote, audience: Audience,
    attestation: Attestation? = nil, opinions: ModelOpinions = [:], reading: NoteReading? = nil
  ) -> Verdict {
    var nobody = NoObserver()
    return judge(
      grounded, against: note, audience: audience, attestation: attestation, opinions: opinions,
      reading: reading, observer: &nobody)
  }

  /// Judges while an observer looks on; `NoObserver` compiles away.
  func judge<Observer: JudgingObserver>(
    _ grounded: GroundedDraft, against note: ScannedNote, audience: Audience,
    attestation: Attestation? = nil, opinions: ModelOpinions = [:], reading: NoteReading? = nil,
    observer: inout Observer
  ) -> Verdict {
    let judged = judgedCase(grounded, note: note, audience: audience, reading: reading)
    judged.opinions = opinions
    var evaluator = Evaluator(judged)
    for index in order {
      observer.willJudge(index, evaluator)
      evaluator.judge(rules[index], index: index, mode: rules[index].mode)
      observer.didJudge(index, evaluator)
    }
    var evaluation = evaluator.evaluation
    // Of so many words not each is held against the note: padding must not hide what is wrong.
    if holdsAgainstNote, let comparison = judged.comparison,
      comparison.units.count > Comparison.mostUnits
    {
      evaluation.findings.append(.tooLongToCompare)
    }
    if let attestation { evaluation.findings = attestation.applied(to: evaluation.findings) }
    var resolution = Resolver.resolve(evaluation, observer: &observer)
    if let attestation { resolution = attestation.applied(to: resolution) }
    var released: ReleasedSummary?
    if resolution.decision.isShown {
      let disclaimers = disclaimers(for: audience, obligations: resolution.obligations)
      do throws(SourceTextError) {
        var shown = try shown(
          judged, as: resolution, having: evaluation.findings)
        if let attestation {
          // What a named rule holds against the edited text is overridden as well.
          shown.objections = attestation.applied(to: shown.objections).filter {
            $0.finding.disposition >= .hold
          }
        }
        if shown.objections.isEmpty {
          released = try ReleasedSummary(
            shown.grounded, edited: shown.edited, edits: resolution.edits,
            warnings: resolution.warnings, disclaimers: disclaimers)
        } else {
          evaluation.findings += shown.objections
          observer.didObject(shown.objections)
          resolution = Resolver.resolve(evaluation, observer: &observer)
        }
      } catch {
        evaluation.findings.append(.tooLargeToShow)
        observer.didObject([.tooLargeToShow])
        resolution = Resolver.resolve(evaluation, observer: &observer)
      }
    }
    return Verdict(
      decision: resolution.decision, findings: evaluation.findings.map(\.finding),
      escalations: evaluation.escalations.collapsedByFamily(), alerts: evaluation.escalations,
      obligations: resolution.obligations,
      disclaimers: disclaimers(for: audience, obligations: resolution.obligations),
      released: released)
  }

  /// The alerts that a note demands, whether or not anything could summarize it.
  package func escalations(in note: ClinicalDocument, audience: Audience) throws(SourceTextError)
    -> [Escalation]
  {
    try escalations(in: scan(note), audience: audience)
  }

  /// The alerts that a note demands, which this engine has scanned.
  ///
  /// - Parameter reading: what was read of the same note before.
  package func escalations(
    in note: ScannedNote, audience: Audience, reading: NoteReading? = nil
  ) throws(SourceTextError) -> [Escalation] {
    let text = try SourceText("")
    let nothing = Draft(
      text: text, document: ClinicalDocument(reading: text, lexicon: lexicon), claims: [],
      engine: .external)
    return raiseAlerts(
      in: judgedCase(
        Grounding.ground(nothing, in: note.document), note: note, audience: audience,
        reading: reading))
  }

  /// Judges a case by the rules that raise alerts, and leaves these in it.
  @discardableResult
  func raiseAlerts(in judged: JudgedCase) -> [Escalation] {
    var evaluator = Evaluator(judged)
    for index in order.prefix(alertingCount) {
      evaluator.judge(rules[index], index: index, mode: rules[index].mode)
    }
    return evaluator.evaluation.escalations
  }

  /// - Parameter reading: what an earlier judgement of the same note has read of it.
  func judgedCase(
    _ grounded: GroundedDraft, note: ScannedNote, audience: Audience, reading: NoteReading? = nil
  ) -> JudgedCase {
    JudgedCase(
      note: note, reading: reading ?? NoteReading(note.document), grounded: grounded,
      audience: audience,
      standingDisclaimers: disclaimers(for: audience, obligations: []),
      summaryMatches: book.matches(in: grounded.draft.document, side: .summary))
  }

  /// The disclaimers of the audience and those that rules add, in the order of the bundle.
  private func disclaimers(for audience: Audience, obligations: [Obligation]) -> [Disclaimer] {
    bundle.disclaimers.filter {
      $0.audiences.contains(audience.rawValue) || obligations.contains(.disclaim(id: $0.id))
    }
  }
}

/// A note in which the phrases of all rules of one engine were found; other engines cannot use it.
package struct ScannedNote: Sendable {
  package let document: ClinicalDocument
  let matches: PhraseMatches
  let register: DocumentRegister
  let wordCount: Int
  let hostilePassages: [HostilePassage]
}

extension JudgedFinding {
  /// No rule's finding: comparisons leave out of a text with more units than `Comparison.mostUnits` what
  /// would take the square of its length.
  fileprivate static let tooLongToCompare = JudgedFinding(
    finding: Finding(
      rule: "vouch.comparison-size", kind: "comparison_size", severity: .critical,
      disposition: .hold, mode: .enforce,
      message: "the summary says too much in words of its own to be held against the note"),
    obligations: [])

  /// No rule's finding: a draft of almost the largest size that with what must stand under it is
  /// larger than any text may be.
  fileprivate static let tooLargeToShow = JudgedFinding(
    finding: Finding(
      rule: "vouch.output-size", kind: "output_size", severity: .critical, disposition: .hold,
      mode: .enforce,
      message: "the summary with its warnings and disclaimers is too large to be shown"),
    obligations: [])
}
