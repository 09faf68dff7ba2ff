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
    DirectiveRule.self,
    EscalatedRule.self,
    EvidenceCoverageRule.self,
    LengthRule.self,
    LexiconRule.self,
    RedFlagRule.self,
    RegexRule.self,
    RequiredSectionRule.self,
    RequiredTextRule.self,
    SourceNoteRule.self,
  ]

  /// The kinds as the loader of policies wants them.
  package static var kinds: [any RuleParameters.Type] { ruleKinds }

  let bundle: PolicyBundle
  let lexicon: Lexicon
  /// In order of id.
  let rules: [CompiledRule]
  /// Indices into `rules`: those that may raise alerts first, each group by id.
  let order: [Int]
  /// How many of the first in `order` may raise alerts.
  private let alertingCount: Int
  let book: PhraseBook

  package init(bundle: PolicyBundle, lexicon: Lexicon) {
    self.bundle = bundle
    self.lexicon = lexicon
    let concepts = MeasurementNames(lexicon)
    rules = bundle.rules.map { CompiledRule($0, concepts: concepts) }
    book = PhraseBook(rules.map { $0.mode == .off ? [] : $0.kind?.phrases ?? [] })
    let raises = rules.map { rule in rule.kind.map { type(of: $0).requiresRoute } ?? false }
    let alerting = rules.indices.filter { raises[$0] }
    order = alerting + rules.indices.filter { !raises[$0] }
    alertingCount = alerting.count
  }

  /// Finds the phrases of all rules in a note, for what is asked about it afterwards.
  package func scan(_ note: ClinicalDocument) -> ScannedNote {
    ScannedNote(
      document: note, matches: book.matches(in: note, side: .note), register: note.register,
      wordCount: note.wordCount(in: note.text.fullSpan))
  }

  /// Judges a draft against its note. Same bundle, same input: same verdict.
  package func judge(
    _ grounded: GroundedDraft, against note: ClinicalDocument, audience: Audience
  ) -> Verdict {
    judge(grounded, against: scan(note), audience: audience)
  }

  /// Judges a draft against its note, which this engine has scanned.
  package func judge(
    _ grounded: GroundedDraft, against note: ScannedNote, audience: Audience
  ) -> Verdict {
    let judged = judgedCase(grounded, note: note, audience: audience)
    var evaluator = Evaluator(judged)
    for index in order {
      evaluator.judge(rules[index], index: index, mode: rules[index].mode)
    }
    var evaluation = evaluator.evaluation
    var resolution = Resolver.resolve(evaluation)
    var released: ReleasedSummary?
    if resolution.decision.isShown {
      let disclaimers = disclaimers(for: audience, obligations: resolution.obligations)
      let edited = EditedText(grounded.draft.text, edits: resolution.edits)
      do throws(SourceTextError) {
        let objections =
          resolution.edits.isEmpty ? [] : try objections(to: edited, of: judged)
        if objections.isEmpty {
          released = try ReleasedSummary(
            grounded, edited: edited, edits: resolution.edits, warnings: resolution.warnings,
            disclaimers: disclaimers)
        } else {
          evaluation.findings += objections
          resolution = Resolver.resolve(evaluation)
        }
      } catch {
        evaluation.findings.append(.tooLargeToShow)
        resolution = Resolver.resolve(evaluation)
      }
    }
    return Verdict(
      decision: resolution.decision, findings: evaluation.findings.map(\.finding),
      escalations: evaluation.escalations, obligations: resolution.obligations,
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
  package func escalations(in note: ScannedNote, audience: Audience) throws(SourceTextError)
    -> [Escalation]
  {
    let text = try SourceText("")
    let nothing = Draft(
      text: text, document: ClinicalDocument(reading: text, lexicon: lexicon), claims: [],
      engine: .external)
    var evaluator = Evaluator(
      judgedCase(
        Grounding.ground(nothing, in: note.document), note: note, audience: audience))
    for index in order.prefix(alertingCount) {
      evaluator.judge(rules[index], index: index, mode: rules[index].mode)
    }
    return evaluator.evaluation.escalations
  }

  /// What the rules that read the summary's words hold against it after the edits: an edit must not
  /// make a summary that would have been withheld.
  private func objections(to edited: EditedText, of judged: JudgedCase) throws(SourceTextError)
    -> [JudgedFinding]
  {
    let draft = try judged.draft.edited(edited)
    let again = judgedCase(
      Grounding.ground(draft, in: judged.note), note: judged.scanned, audience: judged.audience)
    var evaluator = Evaluator(again)
    for index in order where rules[index].mode == .enforce {
      if rules[index].kind?.readsSummaryText ?? true {
        evaluator.judge(rules[index], index: index, mode: .enforce)
      }
    }
    return evaluator.evaluation.findings.filter { $0.finding.disposition >= .hold }.map {
      var objection = $0
      // The place is one in the edited text, which nobody sees.
      objection.finding.summarySpan = nil
      objection.finding.message += Message.afterEdits.text
      objection.obligations.removeAll(where: \.isEdit)
      return objection
    }
  }

  func judgedCase(
    _ grounded: GroundedDraft, note: ScannedNote, audience: Audience
  ) -> JudgedCase {
    JudgedCase(
      note: note, grounded: grounded, audience: audience,
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
  let matches: [[PhraseMatch]]
  let register: DocumentRegister
  let wordCount: Int
}

extension JudgedFinding {
  /// No rule's finding: a draft of almost the largest size that with what must stand under it is
  /// larger than any text may be.
  fileprivate static let tooLargeToShow = JudgedFinding(
    finding: Finding(
      rule: "vouch.output-size", kind: "output_size", severity: .critical, disposition: .hold,
      mode: .enforce,
      message: "the summary with its warnings and disclaimers is too large to be shown"),
    obligations: [])
}

extension Message {
  fileprivate static let afterEdits = Message(" (in the summary as the policy's edits leave it)")
}
