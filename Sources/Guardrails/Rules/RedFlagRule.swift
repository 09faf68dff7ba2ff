import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `red_flag`: something in the note that must reach a person whatever the summary says.
///
/// Parameters: `family`, `urgency`, `reason` (plain words), `phrases`, `exceptions` (longer phrases in
/// which one does not count), `thresholds`. A mention counts where it is present, of this patient and
/// recent, and where no later assessment, impression or plan rules the same thing out. Every rule that
/// fires raises an alert; only where the summary leaves it out is there a finding as well.
package struct RedFlagRule: RuleKind {
  package static let kind = "red_flag"
  package static var requiresRoute: Bool { true }

  private let family: EscalationFamily
  private let urgency: Urgency
  private let reason: String
  private let soughtPhrases: [String]
  private let exceptions: [String]
  private let thresholds: [Threshold]
  /// The stems of each phrase's words, for finding it in other words of a summary.
  private let phraseStems: [[UInt64]]

  package init?(reading parameters: inout ParameterReader) {
    let family = parameters.requiredChoice("family", of: EscalationFamily.self)
    let urgency = parameters.requiredChoice("urgency", of: Urgency.self)
    let reason = parameters.requiredString("reason")
    soughtPhrases = parameters.strings("phrases") ?? []
    exceptions = parameters.strings("exceptions") ?? []
    thresholds =
      parameters.mappings("thresholds") { (reader: inout ParameterReader) in
        Threshold(reading: &reader)
      } ?? []
    guard parameters.has("phrases") || parameters.has("thresholds") else {
      parameters.report("a red_flag rule needs 'phrases' or 'thresholds'", at: "phrases")
      return nil
    }
    guard let family, let urgency, let reason else { return nil }
    self.family = family
    self.urgency = urgency
    self.reason = reason
    phraseStems = soughtPhrases.map { phrase in
      phrase.split(whereSeparator: { $0 == " " || $0 == "-" }).map { Stem.stem(of: String($0)) }
    }
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .note, role: .sought, phrases: soughtPhrases),
      PhraseList(side: .note, role: .exception, phrases: exceptions),
      PhraseList(side: .summary, role: .sought, phrases: soughtPhrases),
    ]
  }

  var measurements: [String] { thresholds.map(\.measurement) }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard context.measurementConcepts.allSatisfy({ !$0.isEmpty }) else {
      throw .unknownMeasurement
    }
    let mentions = try currentMentions(in: context)
    let measurements = crossingMeasurements(in: context)
    guard !mentions.isEmpty || !measurements.isEmpty else { return .nothing }
    let spans = (mentions.map(\.span) + measurements.map(\.span)).sorted()
    var judgement = Judgement.nothing
    judgement.alert = Alert(family: family, urgency: urgency, reason: reason, noteSpans: spans)
    let isCarried =
      summaryCarries(mentions, in: context) || summaryCarries(measurements, in: context)
      || summaryTellsSentence(of: mentions, in: context)
    if !isCarried {
      judgement.observations = [Observation(message: .leftOut, noteSpans: spans)]
    }
    return judgement
  }

  // MARK: In the note

  private func currentMentions(
    in context: JudgingContext
  ) throws(RuleError) -> [PhraseMatch] {
    let matches = context.matches(on: .note).sought()
    guard !matches.isEmpty else { return [] }
    guard matches.count <= Self.mentionLimit else { throw .effortLimitExceeded }
    let current = matches.filter { context.note.context(of: $0.span).isCurrent }
    guard !current.isEmpty, current.count < matches.count else { return current }
    // Where a later conclusion of the note denies the same words, the mention was a suspicion.
    var lastDenial: [Int: Int32] = [:]
    for match in matches where context.note.context(of: match.span).assertion == .absent {
      if let section = context.note.sectionName(at: match.span),
        Self.concludingSections.contains(section)
      {
        lastDenial[match.phrase] = match.span.start
      }
    }
    return current.filter { $0.span.start > lastDenial[$0.phrase] ?? Int32.min }
  }

  /// More mentions of one red flag than any note has; each costs a look at its sentence.
  private static let mentionLimit = 10_000

  /// Where a note says what it has come to.
  private static let concludingSections: Set<SectionName> = [
    .impression, .assessment, .assessmentAndPlan, .plan, .diagnoses,
  ]

  private func crossingMeasurements(in context: JudgingContext) -> [Fact] {
    guard !thresholds.isEmpty else { return [] }
    var crossing: [Fact] = []
    for value in context.judged.currentMeasurements {
      let crosses = thresholds.indices.contains {
        context.measurementConcepts[$0].contains(value.concept)
          && thresholds[$0].isCrossed(by: value.quantity)
      }
      if crosses { crossing.append(context.note.facts[value.fact]) }
    }
    return crossing
  }

  // MARK: In the summary

  /// Whether the summary says it: one of the rule's phrases, the same concept of the lexicon, or all
  /// words of a mention in one statement; denied it does not count.
  private func summaryCarries(_ mentions: [PhraseMatch], in context: JudgingContext) -> Bool {
    let summary = context.draft.document
    for match in context.matches(on: .summary) where match.role == .sought {
      if summary.context(of: match.span).assertion != .absent { return true }
    }
    guard !mentions.isEmpty else { return false }
    let places = mentions.map(\.span).merged()
    var concepts: Set<ConceptID> = []
    for fact in context.note.facts {
      if let concept = fact.concept, places.hasOverlap(with: fact.nameSpan) {
        concepts.insert(concept)
      }
    }
    let sharesConcept = summary.facts.contains { fact in
      guard let concept = fact.concept, concepts.contains(concept) else { return false }
      return fact.context.assertion != .absent
    }
    if sharesConcept { return true }
    let stems = context.judged.summaryStems
    let sought = Set(mentions.map(\.phrase)).sorted().map { phraseStems[$0] }
    return summary.sentences.contains { sentence in
      let words = Set(stems[sentence.tokens])
      return sought.contains { phrase in
        phrase.count > 1 && phrase.allSatisfy(words.contains)
          && summary.context(of: sentence.span).assertion != .absent
      }
    }
  }

  /// Percent of the content of a mention's sentence that a summary takes up where it tells of the same
  /// thing in other words.
  private static let toldShare = 60
  /// More mentions of one alert say nothing more, and each costs a look at the note.
  private static let mostTold = 50
  /// A shorter sentence has its words in common with a summary by chance.
  private static let leastWords = 5

  private func summaryTellsSentence(
    of mentions: [PhraseMatch], in context: JudgingContext
  ) -> Bool {
    // A summary of copies has the words of the note, which were looked for already.
    guard let coverage = context.judged.comparison?.coverage else { return false }
    return mentions.prefix(Self.mostTold).contains { mention in
      if coverage.covers(mention.tokens) { return true }
      guard let sentence = context.note.sentenceIndex(containing: Int(mention.span.start)),
        let share = coverage.share(
          ofSentence: sentence, without: 0..<0, leastWords: Self.leastWords)
      else { return false }
      return share >= Self.toldShare
    }
  }

  /// Whether the summary gives one of the values.
  private func summaryCarries(_ measurements: [Fact], in context: JudgingContext) -> Bool {
    guard !measurements.isEmpty else { return false }
    let summary = context.draft.document
    let values = Set(
      measurements.flatMap { fact -> [UInt32] in
        guard let span = fact.quantity?.span else { return [] }
        return context.note.numberHashes(in: span)
      })
    return summary.tokens.contains { $0.kind == .number && values.contains($0.foldedHash) }
  }
}

extension ClinicalDocument {
  /// The hashes of the number tokens inside a span.
  fileprivate func numberHashes(in span: TextSpan) -> [UInt32] {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < span.start { low = middle + 1 } else { high = middle }
    }
    return tokens[low...].prefix { $0.end <= span.end }.filter { $0.kind == .number }
      .map(\.foldedHash)
  }
}

extension Message {
  fileprivate static let leftOut = Message("the summary leaves out what raised this alert")
}
