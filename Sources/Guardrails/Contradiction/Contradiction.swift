import ClinicalLanguage
import SourceText

/// In what a note can disagree with itself: the parameter `classes`.
enum ContradictionClass: String, CaseIterable, Sendable, Hashable {
  case age, sex, allergy, laterality, dose, value, problem
  case codeStatus = "code_status"
  /// The note says itself that its record is wrong or disagrees.
  case recorded
}

/// Two places of a note that cannot both be true.
struct Contradiction: Sendable, Hashable {
  let kind: ContradictionClass
  let first: TextSpan
  let second: TextSpan

  init(_ kind: ContradictionClass, _ one: TextSpan, _ other: TextSpan) {
    self.kind = kind
    first = min(one, other)
    second = max(one, other)
  }
}

/// A note with its facts sorted by kind, as the readers of contradictions want it.
struct ContradictionSource {
  let note: ClinicalDocument
  private(set) var demographics: [Int] = []
  private(set) var allergies: [Int] = []
  private(set) var doses: [Int] = []
  private(set) var measurements: [Int] = []
  private(set) var deniedProblems: [Int] = []

  /// - Parameter hidden: places that nobody wrote for a reader, in order; nothing there is a statement
  ///   of the note.
  init(_ note: ClinicalDocument, apartFrom hidden: [TextSpan] = []) {
    self.note = note
    for index in note.facts.indices where !hidden.hasOverlap(with: note.facts[index].span) {
      switch note.facts[index].kind {
      case .demographic: demographics.append(index)
      case .allergy: allergies.append(index)
      case .medication:
        if note.facts[index].medication?.dose != nil { doses.append(index) }
      case .measurement: measurements.append(index)
      case .problem:
        if note.facts[index].context.assertion == .absent { deniedProblems.append(index) }
      case .procedure, .date, .concept: break
      }
    }
  }

  func section(of fact: Fact) -> SectionName { note.sections[fact.section].name }

  func words(ofSentence index: Int) -> Range<Int> { note.sentences[index].tokens }

  /// Whether a word of one of the classes stands in the sentence of the fact, near it.
  func sentence(of fact: Fact, has words: StoryWord) -> Bool {
    note.surroundings(
      ofToken: note.tokenIndex(at: fact.span.start), in: note.sentences[fact.sentence].tokens
    ).contains {
      !StoryWord.words[note.tokens[$0]].isDisjoint(with: words)
    }
  }
}

/// Words that tell of other people, other times and of change: with one of them beside it, a mention
/// that differs from another does not contradict it.
struct StoryWord: OptionSet, Sendable {
  let rawValue: UInt64

  /// Somebody who is not the patient, or may not be.
  static let person = StoryWord(rawValue: 1)
  /// Another time than now.
  static let time = StoryWord(rawValue: 1 << 1)
  /// Something becomes other than it was.
  static let change = StoryWord(rawValue: 1 << 2)
  /// It goes on as it is.
  static let ongoing = StoryWord(rawValue: 1 << 3)
  /// A question, a plan, a possibility.
  static let open = StoryWord(rawValue: 1 << 4)
  static let patient = StoryWord(rawValue: 1 << 5)
  static let he = StoryWord(rawValue: 1 << 6)
  static let she = StoryWord(rawValue: 1 << 7)
  /// `except`, `other`: a denial with a remainder.
  static let remainder = StoryWord(rawValue: 1 << 8)
  static let denial = StoryWord(rawValue: 1 << 9)
  /// May stand between a denial and what is denied.
  static let link = StoryWord(rawValue: 1 << 10)
  static let left = StoryWord(rawValue: 1 << 11)
  static let right = StoryWord(rawValue: 1 << 12)
  static let both = StoryWord(rawValue: 1 << 13)
  static let not = StoryWord(rawValue: 1 << 14)

  static let words = WordClasses<StoryWord>([
    (
      .person,
      """
      mother father son sons daughter daughters husband wife brother sister baby newborn infant child
      children fetus born dr doctor physician surgeon nurse partner boyfriend girlfriend parent
      parents family friend mom dad aunt uncle grandmother grandfather roommate officer caregiver
      cousin neighbor spouse donor counselor attorney teacher supervisor boss guardian therapist
      urologist cardiologist oncologist neurologist psychiatrist psychologist pediatrician
      radiologist pathologist gynecologist gastroenterologist nephrologist orthopedist dermatologist
      anesthesiologist internist hospitalist podiatrist dentist pharmacist specialist provider
      practitioner mr mrs ms anesthesia team service stepfather stepmother fiance twin siblings
      sibling nephew niece grandson granddaughter offender assailant
      """
    ),
    (
      .time,
      """
      previously previous prior last initial initially admission repeat repeated recheck rechecked
      retake yesterday ago earlier later then before after since until past peak maximum maximal
      baseline discharge presentation outside history historically formerly recent recently
      january february march april june july august september october november december year years
      month months week weeks visit when at post postoperative preoperative intraoperative
      """
    ),
    (
      .change,
      """
      increase increased increasing decrease decreased decreasing reduce reduced reducing raise raised
      raising taper tapered titrate titrated change changed changing switch switched lower lowered up
      down new start started starting add added adding from to another extra additional instead
      improved improving worse worsened trend trending rose risen fell fallen dropped drop gained lost
      loss gain converted reversed rescinded resume hold stop stopped discontinue discontinued
      """
    ),
    (.ongoing, "continue continues continued taking current currently remain remains stay"),
    (
      .open,
      """
      for screen screening screened rule ruled if risk possible possibly probable new newly test
      testing antibody antibodies suspected suspect evaluate evaluation evaluated rule question
      whether may might could would consider concern concerned discussed discuss discussion negative
      borderline gestational pre induced prevent prevention related versus vs onset workup
      """
    ),
    (.patient, "patient pt"),
    (.he, "he"),
    (.she, "she"),
    (
      .remainder,
      """
      other except besides but however new additional further food foods environmental seasonal latex
      contrast adhesive
      """
    ),
    (.denial, "no denies denied without never"),
    (.not, "not"),
    (.link, "any a known of history prior previous the having have had has past personal"),
    (.left, "left"), (.right, "right"),
    (.both, "bilateral bilaterally both contralateral opposite"),
  ])
}
