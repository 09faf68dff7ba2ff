import ClinicalLanguage
package import Policies
import SourceText

/// `contradiction`: the note disagrees with itself. Which of two statements is true nobody can tell
/// from the note, so the summary stays as it is and its reader is told.
///
/// Parameters: `classes`, any of `age`, `sex`, `allergy` (an allergen beside "no known allergies"),
/// `laterality` (one part of the body, left and right), `dose` (two doses that both go on), `value` (a
/// result and the assessment), `problem` (a lasting disease denied and taken for granted),
/// `code_status`, `recorded` (the note says that its own record is wrong); default all. One finding for each pair of places.
package struct ContradictionRule: RuleKind {
  package static let kind = "contradiction"

  private let classes: Set<ContradictionClass>

  package init?(reading parameters: inout ParameterReader) {
    classes = Set(
      parameters.choices("classes", of: ContradictionClass.self) ?? ContradictionClass.allCases)
  }

  var readsSummaryText: Bool { false }

  /// The two ends of code status, as wishes are written down.
  private static let fullCode = ["full code", "full resuscitation"]
  private static let noCode = [
    "DNR", "DNAR", "DNR/DNI", "do not resuscitate", "do not attempt resuscitation",
  ]

  var phrases: [PhraseList] {
    guard classes.contains(.codeStatus) else { return [] }
    return [
      PhraseList(side: .note, role: .sought, phrases: Self.fullCode),
      PhraseList(side: .note, role: .companion, phrases: Self.noCode),
    ]
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let hidden = context.judged.scanned.hostilePassages
      .filter { $0.score.points(for: HostileSignal.allCases) >= 2 || $0.isBlock }
      .map(\.span).merged()
    let source = ContradictionSource(context.note, apartFrom: hidden)
    var found = PersonContradictions(source: source).contradictions(of: classes)
    if classes.contains(.allergy) {
      found += AllergyContradictions(source: source).contradictions()
    }
    if classes.contains(.laterality) {
      found += SideContradictions(source: source).contradictions()
    }
    if classes.contains(.dose) { found += DoseContradictions(source: source).contradictions() }
    if classes.contains(.value) { found += ValueContradictions(source: source).contradictions() }
    if classes.contains(.problem) {
      found += ProblemContradictions(source: source).contradictions()
    }
    if classes.contains(.recorded) {
      found += RecordContradictions(source: source).contradictions()
    }
    if classes.contains(.codeStatus) { found += codeStatuses(in: context) }
    return Judgement(
      observations: found.map {
        Observation(message: .disagreement($0.kind), noteSpans: [$0.first, $0.second])
      })
  }

  /// `Full code` and `DNR`, neither in a sentence about a change of mind.
  private func codeStatuses(in context: JudgingContext) -> [Contradiction] {
    let matches = context.matches(on: .note)
    guard matches.count > 1 else { return [] }
    func place(_ role: PhraseRole) -> TextSpan? {
      matches.first { match in
        guard match.role == role,
          let sentence = context.note.sentenceIndex(containing: Int(match.span.start))
        else { return false }
        let mention = context.note.context(of: match.span)
        let near = context.note.surroundings(
          ofToken: match.tokens.lowerBound, in: context.note.sentences[sentence].tokens)
        return mention.experiencer == .patient
          && (role == .companion || mention.assertion == .present)
          && near.allSatisfy {
            StoryWord.words[context.note.tokens[$0]]
              .isDisjoint(with: [.change, .time, .open, .person])
          }
      }?.span
    }
    guard let full = place(.sought), let none = place(.companion) else { return [] }
    return [Contradiction(.codeStatus, full, none)]
  }
}

extension Message {
  fileprivate static func disagreement(_ kind: ContradictionClass) -> Message {
    switch kind {
    case .age: Message("it gives two ages")
    case .sex: Message("it calls the patient both a man and a woman")
    case .allergy: Message("it names a drug allergy and says that there is none")
    case .laterality: Message("it names the left side in one place and the right in another")
    case .dose: Message("it gives two current doses of one drug")
    case .value: Message("the results and the assessment give different values of one test")
    case .problem:
      Message("it denies a lasting disease in one place and takes it for granted in another")
    case .codeStatus: Message("it gives two code statuses")
    case .recorded: Message("it says that a part of its own record is wrong or disagrees")
    }
  }
}
