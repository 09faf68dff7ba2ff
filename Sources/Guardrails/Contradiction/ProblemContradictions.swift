import ClinicalLanguage
import SourceText

/// A lasting disease that one sentence denies and another takes for granted.
///
/// A symptom comes and goes and a diagnosis is made in the end; so only diseases count that stay, only
/// plain denials (`denies diabetes`, `no history of asthma`), and only mentions that are part of the
/// history rather than of the assessment, which may be new.
struct ProblemContradictions {
  let source: ContradictionSource
  private var note: ClinicalDocument { source.note }

  /// By the lexicon's names.
  private static let lasting: Set<String> = [
    "diabetes mellitus", "type 2 diabetes mellitus", "type 1 diabetes mellitus", "hypertension",
    "asthma", "chronic obstructive pulmonary disease", "coronary artery disease", "heart failure",
    "congestive heart failure", "chronic kidney disease", "atrial fibrillation", "epilepsy",
    "glaucoma", "rheumatoid arthritis", "parkinson's disease", "dementia", "cirrhosis",
    "multiple sclerosis", "osteoporosis", "hypothyroidism", "emphysema",
  ]
  private static let history: Set<SectionName> = [
    .preamble, .historyOfPresentIllness, .pastMedicalHistory, .problemList, .subjective,
    .chiefComplaint, .identifyingData, .other, .intervalHistory,
  ]
  /// Between a denial and its disease.
  private static let reach = 5

  func contradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    var judged: Set<ConceptID> = []
    for index in source.deniedProblems {
      let denial = note.facts[index]
      guard let concept = denial.concept, denial.context.experiencer == .patient,
        Self.history.contains(source.section(of: denial)), !judged.contains(concept),
        isPlainDenial(of: denial), Self.lasting.contains(note.lexicon.name(of: concept))
      else { continue }
      judged.insert(concept)
      let mention = note.facts.first { fact in
        fact.kind == .problem && fact.concept == concept && fact.sentence != denial.sentence
          && fact.context.assertion == .present && fact.context.experiencer == .patient
          && fact.context.temporality != .planned
          && Self.history.contains(source.section(of: fact))
          && !source.sentence(of: fact, has: .open)
      }
      if let mention { found.append(Contradiction(.problem, denial.span, mention.span)) }
    }
    return found
  }

  private func isPlainDenial(of fact: Fact) -> Bool {
    let first = source.words(ofSentence: fact.sentence).lowerBound
    var index = note.tokenIndex(at: fact.nameSpan.start) - 1
    let last = max(first, index - Self.reach)
    while index >= last {
      let word = StoryWord.words[note.tokens[index]]
      if word.contains(.denial) { return true }
      // `may not have`.
      if word.contains(.not) {
        return index == first || !StoryWord.words[note.tokens[index - 1]].contains(.open)
      }
      // `denies that he had diabetes`.
      guard !word.isDisjoint(with: [.link, .he, .she]) || isThat(index) else { return false }
      index -= 1
    }
    return false
  }

  private func isThat(_ index: Int) -> Bool {
    note.text[note.tokens[index].span].elementsEqual("that".utf8)
  }
}
