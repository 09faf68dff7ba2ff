import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `lexicon`: words that must not stand in a summary, or that mean something in a note.
///
/// Parameters: `terms` (whole words, without regard to case), `exceptions` (longer phrases in which a
/// term does not count), `in` (`summary` or `note`), `cooccur` (one of these must stand in the same
/// sentence), `assertion` (`any`, or `present` to let denied mentions pass), `unlessInNote` (a term
/// that the note uses itself is no finding), `unlessTopicOfNote` (nothing is, where the note uses any
/// of the terms: it speaks of the matter itself).
package struct LexiconRule: RuleKind {
  package static let kind = "lexicon"

  private enum Place: String, CaseIterable { case summary, note }
  private enum Mention: String, CaseIterable { case any, present }

  private let terms: [String]
  private let exceptions: [String]
  private let companions: [String]
  private let place: Place
  private let mention: Mention
  private let passesWhereNoteSaysIt: Bool
  private let passesWhereNoteHasTopic: Bool

  package init?(reading parameters: inout ParameterReader) {
    let terms = parameters.requiredStrings("terms")
    exceptions = parameters.strings("exceptions") ?? []
    companions = parameters.strings("cooccur") ?? []
    place = parameters.choice("in", of: Place.self, default: .summary)
    mention = parameters.choice("assertion", of: Mention.self, default: .any)
    passesWhereNoteSaysIt = parameters.flag("unlessInNote", default: false)
    passesWhereNoteHasTopic = parameters.flag("unlessTopicOfNote", default: false)
    for (isSet, name) in [
      (passesWhereNoteSaysIt, "unlessInNote"), (passesWhereNoteHasTopic, "unlessTopicOfNote"),
    ] where place == .note && isSet {
      parameters.report(
        "'\(name)' makes no sense for a rule that reads the note", at: name,
        hint: "remove it, or write 'in: summary'")
      return nil
    }
    guard let terms else { return nil }
    self.terms = terms
  }

  /// More mentions than any note has; each costs a look at its sentence.
  private static let mentionLimit = 10_000

  private var side: Side { place == .note ? .note : .summary }

  var readsSummaryText: Bool { place == .summary }

  var phrases: [PhraseList] {
    var lists = [
      PhraseList(side: side, role: .sought, phrases: terms),
      PhraseList(side: side, role: .exception, phrases: exceptions),
      PhraseList(side: side, role: .companion, phrases: companions),
    ]
    if passesWhereNoteSaysIt || passesWhereNoteHasTopic {
      lists.append(PhraseList(side: .note, role: .sought, phrases: terms))
    }
    return lists
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let matches = context.matches(on: side)
    guard !matches.isEmpty else { return .nothing }
    let sought = matches.sought()
    guard mention == .any || sought.count <= Self.mentionLimit else { throw .effortLimitExceeded }
    let document = context.document(on: side)
    var sentencesWithCompanion: Set<Int> = []
    for match in matches where match.role == .companion {
      if let sentence = document.sentenceIndex(containing: Int(match.span.start)) {
        sentencesWithCompanion.insert(sentence)
      }
    }
    var saidByNote: Set<Int> = []
    if passesWhereNoteSaysIt || passesWhereNoteHasTopic {
      for match in context.matches(on: .note) where match.role == .sought {
        saidByNote.insert(match.phrase)
      }
      if passesWhereNoteHasTopic && !saidByNote.isEmpty { return .nothing }
    }
    var judgement = Judgement.nothing
    for match in sought {
      if saidByNote.contains(match.phrase) { continue }
      if !companions.isEmpty {
        guard let sentence = document.sentenceIndex(containing: Int(match.span.start)),
          sentencesWithCompanion.contains(sentence)
        else { continue }
      }
      if mention == .present && document.context(of: match.span).assertion != .present { continue }
      judgement.observations.append(
        place == .note
          ? Observation(message: .wordsInNote, noteSpans: [match.span])
          : Observation(message: .wordsInSummary, summarySpan: match.span))
    }
    return judgement
  }
}

extension Message {
  fileprivate static let wordsInSummary = Message("the summary uses words that this rule names")
  fileprivate static let wordsInNote = Message("the note uses words that this rule names")
}
