import ClinicalLanguage
package import Policies
import SourceText

/// `certainty`: a doubt of the note dropped, one added that it does not have, a proof made up or
/// doubted.
///
/// Parameters: `changes` (which of them to look for; all by default): `doubt_dropped`,
/// `doubt_omitted` (the note has the same words behind a doubt, and nowhere without),
/// `doubt_added`, `proof_added`, `proof_doubted` of a thing, `clause_doubt_added` of a whole clause
/// that renders one sentence of the note, `result_added` where the note still awaits it,
/// `doubt_denied` of a disease that the note only looks for, `doubt_invented` of one that it has for
/// sure or rules out, or of anything that it tells without a doubt, `possibility_raised` of what may
/// be and is told as what will be.
package struct CertaintyRule: RuleKind {
  package static let kind = "certainty"
  static let holdsAgainstNote = true

  private enum Change: String, CaseIterable {
    case doubtDropped = "doubt_dropped"
    case doubtOmitted = "doubt_omitted"
    case doubtAdded = "doubt_added"
    case proofAdded = "proof_added"
    case proofDoubted = "proof_doubted"
    case clauseDoubtAdded = "clause_doubt_added"
    case resultAdded = "result_added"
    case doubtDenied = "doubt_denied"
    case doubtInvented = "doubt_invented"
    case possibilityRaised = "possibility_raised"
  }

  private let changes: [Change]

  package init?(reading parameters: inout ParameterReader) {
    changes = parameters.choices("changes", of: Change.self) ?? Change.allCases
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    var judgement = Judgement.nothing
    for unit in comparison.units
    where unit.isEntity && !unit.places.isEmpty && !unit.isAboutRecord {
      if unit.support == .parts, changes.contains(.doubtDropped),
        unit.kind == .disease || unit.kind == .finding,
        isDoubtDropped(unit, comparison)
      {
        judgement.observations.append(comparison.observation(.doubtDropped, at: unit))
      }
      guard unit.support == .said else { continue }
      if changes.contains(.doubtDropped), isDoubtDropped(unit, comparison) {
        judgement.observations.append(comparison.observation(.doubtDropped, at: unit))
      }
      if changes.contains(.doubtAdded), isDoubtAdded(unit, comparison) {
        judgement.observations.append(comparison.observation(.doubtAdded, at: unit))
      }
      if changes.contains(.proofDoubted), isProofDoubted(unit, comparison) {
        judgement.observations.append(comparison.observation(.doubtAdded, at: unit))
      }
    }
    if changes.contains(.doubtOmitted) {
      let known = Set(judgement.observations.map(\.summarySpan))
      judgement.observations += DroppedDoubt(comparison: comparison).units()
        .filter { !known.contains($0.span) }
        .map { comparison.observation(.doubtDropped, at: $0) }
    }
    if changes.contains(.proofAdded) {
      judgement.observations += proofsAdded(in: comparison)
      judgement.observations += MethodProof.missing(in: comparison).map {
        Observation(message: .proofAdded, summarySpan: $0)
      }
      add(UnsharedProof(comparison: comparison).proofs(), .proofAdded, comparison, to: &judgement)
    }
    if changes.contains(.doubtDenied) {
      judgement.observations += DeniedDoubt.all(in: comparison).map {
        comparison.observation(.doubtDenied, at: $0)
      }
    }
    if changes.contains(.doubtInvented) {
      judgement.observations += InventedDoubt.all(in: comparison).map {
        comparison.observation(.doubtAdded, at: $0)
      }
      add(UnsharedDoubt(comparison: comparison).doubts(), .doubtAdded, comparison, to: &judgement)
    }
    if changes.contains(.possibilityRaised) {
      add(
        RaisedPossibility(comparison: comparison).words(), .doubtDropped, comparison,
        to: &judgement)
    }
    if changes.contains(.resultAdded) {
      judgement.observations += AwaitedResult.told(in: comparison).map {
        Observation(message: .resultAdded, summarySpan: $0.span, noteSpans: [$0.noteSpan])
      }
    }
    if changes.contains(.clauseDoubtAdded) {
      judgement.observations += clauseDoubts(in: comparison)
    }
    return judgement
  }

  /// Adds what is told surer or less sure than in the note, unless something is said of it already.
  private func add(
    _ found: [(words: Range<Int>, place: NoteIndex.Place)], _ message: Message,
    _ comparison: Comparison, to judgement: inout Judgement
  ) {
    for (words, place) in found {
      let span = comparison.summaryMeanings.span(of: words, in: comparison.summary)
      let isKnown = judgement.observations.contains { $0.summarySpan?.overlaps(span) ?? false }
      if isKnown { continue }
      let sentence = comparison.noteMeanings.span(
        of: comparison.noteWords(near: place), in: comparison.note)
      judgement.observations.append(
        Observation(message: message, summarySpan: span, noteSpans: [sentence]))
    }
  }

  private func isDoubtDropped(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.kind != .device && unit.kind != .test && unit.kind != .drug && unit.kind != .drugClass
      && unit.context.assertion == .present
      && !comparison.isHedged(unit) && !comparison.isReasonOfVisit(unit)
      && unit.places.allSatisfy {
        comparison.isDoubted($0)
          // `consider calcium channel blockers` doubts no calcification.
          && (unit.kind == .procedure || comparison.isSameWording(unit, $0)
            || !comparison.qualifies($0) && !comparison.isInsideTerm($0))
      }
  }

  /// How many words may stand between the doubt and what it doubts.
  private static let reach = 3

  private func isDoubtAdded(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    var first = unit.words.lowerBound
    while first > max(unit.clause.lowerBound, unit.words.lowerBound - Self.reach),
      comparison.summaryMeanings.words[first].gap < .comma
    {
      first -= 1
    }
    return comparison.summaryCues.cues(in: first..<unit.words.lowerBound).contains(.strongHedge)
      && unit.aligned.allSatisfy { !comparison.noteSentenceCues($0).contains(.hedge) }
  }

  /// `suspected cancer` where the note says that it was confirmed.
  private func isProofDoubted(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    isDoubtAdded(unit, comparison)
      && unit.aligned.contains { comparison.noteSentenceCues($0).contains(.certainty) }
  }

  private static let established = Thesaurus.roots("established")

  /// `established diabetes`: one that the patient has had for some time, which proves nothing.
  private func isStanding(
    _ word: Int, _ units: ArraySlice<SummaryUnit>, _ comparison: Comparison
  ) -> Bool {
    Self.established.contains(comparison.summaryMeanings.words[word].fine)
      && units.contains { $0.words.lowerBound == word + 1 && $0.kind == .disease }
  }

  /// `confirmed`, `proven` in a clause of which the note says no such thing.
  private func proofsAdded(in comparison: Comparison) -> [Observation] {
    var found: [Observation] = []
    var clause = 0..<0
    var isDenied = false
    for (index, unit) in comparison.units.enumerated() {
      if unit.clause == clause { continue }
      clause = unit.clause
      isDenied = unit.clauseCues.contains(.negation)
      guard !isDenied, unit.clauseCues.contains(.certainty) else { continue }
      let others = comparison.units[index...].prefix { $0.clause == clause }
      let isSupported = others.contains { other in
        !other.cues.contains(.certainty)
          && other.aligned.contains {
            let cues = comparison.noteSentenceCues($0)
            return cues.contains(.certainty)
              || (cues.contains(.evidence) && !isAwaited($0, comparison))
          }
      }
      if isSupported { continue }
      for word in clause
      where comparison.summaryCues.words[word].contains(.certainty)
        && isOfDiagnosis(word, others, comparison)
        && !isStanding(word, others, comparison)
        && !MethodProof.isShown(at: word, by: others, comparison)
      {
        let noteSpans = others.filter(\.isEntity).flatMap(\.aligned).prefix(4).map(
          comparison.noteSpan)
        found.append(
          Observation(
            message: .proofAdded,
            summarySpan: comparison.summaryMeanings.span(
              of: word..<word + 1, in: comparison.summary),
            noteSpans: noteSpans))
      }
    }
    return found
  }
}

extension CertaintyRule {
  /// Words of doubt or condition that belong to a statement wherever they stand in it.
  private static let doubting = Thesaurus.roots(
    """
    may might could believe believed probability possibility possible possibly probable probably
    likely unlikely suspect suspected suspicion suspicious suggest suggestive consider considered
    considering consideration questionable uncertain unclear unsure whether if potential potentially
    presumed presumably perhaps appears appear apparently thought versus vs concern concerning favor
    favored depending option optional borderline equivocal r/o unless wishes interested decision
    decide determine would should discuss discussed needed prn except risk risks
    """)
  /// Those that do nothing else.
  private static let plainlyDoubting = Thesaurus.roots(
    """
    may might possible possibly probable probably suspected suspicious presumed questionable
    consider considered
    """)

  /// A doubt in a clause that renders one sentence of the note, which has no word of doubt or
  /// condition.
  private func clauseDoubts(in comparison: Comparison) -> [Observation] {
    var found: [Observation] = []
    let noteWords = comparison.noteMeanings.words
    let words = comparison.summaryMeanings.words
    for clause in RenderedClause.all(in: comparison) {
      guard
        let doubt = clause.clause.first(where: {
          // `in May` doubts nothing.
          Self.plainlyDoubting.contains(words[$0].fine)
            && !(words[$0].exact != 0 && words[$0].gap < .clause && $0 > 0)
        }),
        !clause.sentence.contains(where: {
          Self.doubting.contains(noteWords[$0].fine)
            || comparison.noteCues.words[$0].contains(.hedge)
        }),
        !isQuestioned(clause.sentence, comparison),
        !isPermission(doubt, clause.sentence, comparison),
        !isDoubtedBeside(clause.sentence, words[doubt].fine, comparison)
      else { continue }
      found.append(
        Observation(
          message: .doubtAdded,
          summarySpan: comparison.summaryMeanings.span(
            of: doubt..<doubt + 1, in: comparison.summary),
          noteSpans: [comparison.noteMeanings.span(of: clause.sentence, in: comparison.note)]))
    }
    return found
  }

  private static let permitting = Thesaurus.roots(
    "can ok okay allowed fit able free may permitted fine unrestricted driving")
  private static let may = Thesaurus.roots("may")

  /// `He may drive` for the note's `can drive`.
  private func isPermission(_ doubt: Int, _ sentence: Range<Int>, _ comparison: Comparison) -> Bool
  {
    Self.may.contains(comparison.summaryMeanings.words[doubt].fine)
      && sentence.contains { Self.permitting.contains(comparison.noteMeanings.words[$0].fine) }
  }

  /// `?stroke`: the mark that notes put before what is in doubt.
  private func isQuestioned(_ sentence: Range<Int>, _ comparison: Comparison) -> Bool {
    comparison.note.text[comparison.noteMeanings.span(of: sentence, in: comparison.note)]
      .contains(UInt8(ascii: "?"))
  }

  private static let mostBeside = 120

  /// Whether the sentence before or after has the same word of doubt.
  private func isDoubtedBeside(
    _ sentence: Range<Int>, _ doubt: UInt64, _ comparison: Comparison
  ) -> Bool {
    guard let first = sentence.first else { return false }
    let own = comparison.noteMeanings.sentences[first]
    return [own - 1, own + 1].contains { other in
      other >= 0
        && comparison.noteWords(ofSentence: other).prefix(Self.mostBeside).contains {
          comparison.noteMeanings.words[$0].fine == doubt
        }
    }
  }

  private static let awaiting = Thesaurus.roots(
    "sent send pending await awaiting submitted ordered scheduled will")

  /// `the specimen was sent to pathology` proves nothing yet.
  private func isAwaited(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    comparison.noteWords(near: place).contains {
      Self.awaiting.contains(comparison.noteMeanings.words[$0].fine)
    }
  }

  /// How far from the word of proof the thing proven may stand.
  private static let proofReach = 4

  /// Fluoroscopy confirms a position, which nobody doubted; what is proven is a disease or a
  /// finding.
  private func isOfDiagnosis(
    _ word: Int, _ units: ArraySlice<SummaryUnit>, _ comparison: Comparison
  ) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = word + 1
    if next < words.count, Self.conjunction.contains(words[next].fine) { return false }
    return units.contains { unit in
      (unit.kind == .disease || unit.kind == .finding)
        && unit.words.lowerBound - word <= Self.proofReach
        && word - unit.words.upperBound < Self.proofReach
    }
  }

  private static let conjunction = Thesaurus.roots("that")
}

extension Message {
  fileprivate static let doubtDropped = Message(
    "the note only suspects this, the summary states it")
  fileprivate static let doubtAdded = Message("the note states this, the summary only suspects it")
  fileprivate static let doubtDenied = Message(
    "the note only looks for this, the summary denies it")
  fileprivate static let resultAdded = Message("the note still awaits what the summary tells")
  fileprivate static let proofAdded = Message("the note does not speak of such proof")
}
