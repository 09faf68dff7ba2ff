import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `omission`: a statement that must not be lost stands in the note and not in the summary.
///
/// Parameters: `class` (for the message), `phrases` (a note sentence that has one of them is such a
/// statement), `exceptions` (longer phrases in which one does not count), `sections` (only there),
/// `notSections`, `coverage` (percent: a statement is lost where less than this share of its content
/// words is in the summary, under any name), `atMost` (the least covered ones are named, no more).
package struct OmissionRule: RuleKind {
  package static let kind = "omission"

  private let name: String
  private let soughtPhrases: [String]
  private let exceptions: [String]
  private let sections: Set<SectionName>?
  private let notSections: Set<SectionName>
  private let coverage: Int
  private let limit: Int

  package init?(reading parameters: inout ParameterReader) {
    let name = parameters.requiredString("class")
    let phrases = parameters.requiredStrings("phrases")
    exceptions = parameters.strings("exceptions") ?? []
    sections = parameters.choices("sections", of: SectionName.self).map(Set.init)
    notSections = Set(parameters.choices("notSections", of: SectionName.self) ?? [])
    coverage = parameters.integer("coverage", in: 1...100) ?? 34
    limit = parameters.integer("atMost", in: 1...20) ?? 3
    guard let name, let phrases else { return nil }
    self.name = name
    soughtPhrases = phrases
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .note, role: .sought, phrases: soughtPhrases),
      PhraseList(side: .note, role: .exception, phrases: exceptions),
    ]
  }

  var readsSummaryText: Bool { false }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let matches = context.matches(on: .note).sought()
    guard !matches.isEmpty else { return .nothing }
    var lost: [(share: Int, sentence: Int)] = []
    var last = -1
    for match in matches {
      guard let sentence = context.note.sentenceIndex(containing: Int(match.span.start)),
        sentence != last
      else { continue }
      last = sentence
      let section = context.note.sections[context.note.sentences[sentence].section].name
      guard sections?.contains(section) ?? true, !notSections.contains(section) else { continue }
      guard let share = context.judged.coverage.share(ofSentence: sentence, without: match.tokens),
        share < coverage
      else { continue }
      lost.append((share, sentence))
    }
    var judgement = Judgement.nothing
    for item in lost.sorted(by: { $0 < $1 }).prefix(limit) {
      judgement.observations.append(
        Observation(
          message: .lost(name), noteSpans: [context.note.sentences[item.sentence].span]))
    }
    return judgement
  }
}

extension Message {
  fileprivate static func lost(_ name: String) -> Message {
    Message("the summary leaves out what the note says (\(name))")
  }
}
