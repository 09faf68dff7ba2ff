import ClinicalLanguage
package import Policies
import SourceText

/// `red_flag`: something in the note that must reach a person whatever the summary says.
///
/// Parameters: `family`, `urgency`, `reason` (plain words), `phrases`, `exceptions` (longer phrases in
/// which neither a phrase nor a value counts), `thresholds`, `combinations` (signs that count together),
/// `trends` (values that get worse), `patient` (for whom the rule holds), `unlessPatient` (for whom it does
/// not), `suspected` (mentions in doubt count too). A mention counts where it is present, of this
/// patient and recent, stands outside the list of allergies, and where no later assessment, impression or
/// plan rules the same thing out; in the report of an autopsy nothing counts. Every rule that fires raises
/// an alert; only where the summary leaves it out is there a finding as well.
package struct RedFlagRule: RuleKind {
  package static let kind = "red_flag"
  package static var requiresRoute: Bool { true }

  let family: EscalationFamily
  private let urgency: Urgency
  private let reason: String
  private let soughtPhrases: WrittenPhrases
  private let exceptions: WrittenPhrases
  private let thresholds: [Threshold]
  private let combined: CombinedSigns
  private let trends: [Trend]
  private let patient: PatientGroup?
  private let excludedPatient: PatientGroup?
  private let countsSuspected: Bool

  package init?(reading parameters: inout ParameterReader) {
    let family = parameters.requiredChoice("family", of: EscalationFamily.self)
    let urgency = parameters.requiredChoice("urgency", of: Urgency.self)
    let reason = parameters.requiredString("reason")
    soughtPhrases = parameters.phrases("phrases") ?? []
    exceptions = parameters.phrases("exceptions") ?? []
    thresholds = parameters.mappings("thresholds") { Threshold(reading: &$0) } ?? []
    combined = CombinedSigns(
      parameters.mappings("combinations") { SignCombination(reading: &$0) } ?? [])
    trends = parameters.mappings("trends") { Trend(reading: &$0) } ?? []
    patient = parameters.patientGroup()
    excludedPatient = parameters.patientGroup("unlessPatient")
    countsSuspected = parameters.flag("suspected", default: false)
    let signs = ["phrases", "thresholds", "combinations", "trends"]
    guard signs.contains(where: { parameters.has($0) }) else {
      parameters.report(
        "a red_flag rule needs 'phrases', 'thresholds', 'combinations' or 'trends'", at: "phrases")
      return nil
    }
    guard let family, let urgency, let reason else { return nil }
    self.family = family
    self.urgency = urgency
    self.reason = reason
  }

  /// The stems of the words of a mention's phrase, for finding it in other words of a summary.
  func stems(of mention: PhraseMatch) -> [UInt64] {
    (mention.role == .sign ? combined.phrases : soughtPhrases)[mention.phrase]
      .split(whereSeparator: { $0 == " " || $0 == "-" }).map { Stem.stem(of: String($0)) }
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .note, role: .sought, phrases: soughtPhrases, isOnBothSides: true),
      PhraseList(side: .note, role: .exception, phrases: exceptions),
      PhraseList(side: .note, role: .sign, phrases: combined.phrases),
    ]
  }

  private var allThresholds: [Threshold] {
    thresholds + combined.thresholds + trends.map(\.threshold)
  }

  var measurements: [String] { allThresholds.map(\.measurement) }

  var trigger: RuleTrigger { .note }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard context.measurementConcepts.allSatisfy({ !$0.isEmpty }) else {
      throw .unknownMeasurement
    }
    if let patient, !patient.contains(context.judged.patient) { return .nothing }
    if let excludedPatient, excludedPatient.contains(context.judged.patient) { return .nothing }
    let matches = context.matches(on: .note)
    guard matches.count <= Self.mentionLimit else { throw .effortLimitExceeded }
    var mentions = currentMentions(matches.sought(), in: context)
    var values = crossingMeasurements(in: context)
    for sighting in combined.met(by: sightings(matches, in: context)) {
      switch sighting.evidence {
      case .mention(let match): mentions.append(match)
      case .value(let fact): values.append(context.note.facts[fact])
      }
    }
    guard !mentions.isEmpty || !values.isEmpty, !context.judged.isPostmortem,
      !context.judged.isLeaflet
    else { return .nothing }
    let spans = Set(mentions.map(\.span) + values.map(\.span)).sorted()
    var judgement = Judgement.nothing
    judgement.alert = Alert(family: family, urgency: urgency, reason: reason, noteSpans: spans)
    let isCarried =
      summaryCarries(mentions, in: context) || summaryCarries(values, in: context)
      || summaryTellsSentence(of: mentions, in: context) || summaryNamesFamily(in: context)
    if !isCarried {
      judgement.observations = [Observation(message: .leftOut, noteSpans: spans)]
    }
    return judgement
  }

  // MARK: Mentions

  private func currentMentions(
    _ matches: [PhraseMatch], in context: JudgingContext
  ) -> [PhraseMatch] {
    guard !matches.isEmpty else { return [] }
    let allergies = context.note.facts.ofKind(.allergy)
    let current = matches.filter { match in
      counts(context.note.context(of: match.span))
        && !isPastEvent(match.span, in: context.note)
        && context.note.sectionName(at: match.span) != .allergies
        && !isUnlikely(match, in: context.note)
        // `PENICILLIN - angioedema`, wherever it stands: what an allergen once did.
        && !allergies.contains { $0.reaction?.overlaps(match.span) == true }
    }
    guard !current.isEmpty, current.count < matches.count else { return current }
    let answers = MentionAnswers(
      matches, stems: { stems(of: $0) }, concluding: Self.concludingSections, in: context.note)
    return current.filter { !answers.settles($0, stems: stems(of: $0), in: context.note) }
  }

  /// `had a seizure at the age of 12`: the cue dates the noun, and the verb before it stands open.
  private func isPastEvent(_ span: TextSpan, in note: ClinicalDocument) -> Bool {
    let words = note.text.string(span).lowercased()
    guard Self.having.contains(where: words.hasPrefix) else { return false }
    let last = TextSpan(start: span.end - 1, end: span.end)
    return note.context(of: last).temporality == .historical
  }

  private static let having = ["had ", "experienced ", "suffered ", "developed "]

  private func counts(_ mention: MentionContext) -> Bool {
    if mention.isCurrent { return true }
    guard countsSuspected, mention.assertion == .possible else { return false }
    return mention.experiencer == .patient && mention.temporality == .recent
  }

  /// More mentions of one red flag than any note has; each costs a look at its sentence.
  private static let mentionLimit = 10_000

  /// Where a note says what it has come to.
  private static let concludingSections: Set<SectionName> = [
    .impression, .assessment, .assessmentAndPlan, .plan, .diagnoses,
  ]

  // MARK: Values

  private func crossingMeasurements(in context: JudgingContext) -> [Fact] {
    guard !thresholds.isEmpty || !trends.isEmpty else { return [] }
    guard !context.judged.currentMeasurements.isEmpty else { return [] }
    var crossing = thresholds.indices.flatMap { crossings($0, in: context).map(\.fact) }
    let first = thresholds.count + combined.thresholds.count
    for (index, trend) in trends.enumerated() {
      let concepts = context.measurementConcepts[first + index]
      let values = context.judged.currentMeasurements.filter { concepts.contains($0.concept) }
      crossing += trend.worsened(values).map(\.fact)
    }
    return Set(crossing).sorted().map { context.note.facts[$0] }
  }

  /// The values that cross one of all thresholds, by its index.
  private func crossings(_ index: Int, in context: JudgingContext) -> [CurrentMeasurement] {
    let concepts = context.measurementConcepts[index]
    let values = context.judged.currentMeasurements.filter { concepts.contains($0.concept) }
    // Few notes have the value at all.
    guard !values.isEmpty else { return [] }
    let threshold =
      index < thresholds.count ? thresholds[index] : combined.thresholds[index - thresholds.count]
    if let group = threshold.patient, !group.contains(context.judged.patient) { return [] }
    let crossing = values.filter { threshold.isCrossed(by: $0.quantity) }
    guard !crossing.isEmpty else { return [] }
    // `pulmonary artery saturation`, `goal saturation`: the name of another value.
    let excepted = context.matches(on: .note).filter { $0.role == .exception }.map(\.span).merged()
    return crossing.filter { !excepted.hasOverlap(with: context.note.facts[$0.fact].span) }
  }

  // MARK: Signs

  private func sightings(
    _ matches: [PhraseMatch], in context: JudgingContext
  ) -> [CombinedSigns.Sighting] {
    guard !combined.isEmpty else { return [] }
    let note = context.note
    let mentions = currentMentions(matches.signs(), in: context).compactMap {
      (match: PhraseMatch) -> CombinedSigns.Sighting? in
      guard let sentence = note.sentenceIndex(containing: Int(match.span.start)) else {
        return nil
      }
      return CombinedSigns.Sighting(
        evidence: .mention(match), origin: match.phrase, sentence: sentence,
        section: note.sentences[sentence].section)
    }
    let values = combined.thresholds.indices.flatMap { index in
      crossings(thresholds.count + index, in: context).map {
        CombinedSigns.Sighting(
          evidence: .value(fact: $0.fact), origin: index,
          sentence: note.facts[$0.fact].sentence, section: note.facts[$0.fact].section)
      }
    }
    return mentions + values
  }
}

extension Message {
  fileprivate static let leftOut = Message("the summary leaves out what raised this alert")
}
