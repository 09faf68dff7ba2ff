import ClinicalLanguage
import SourceText

/// One part of the body, left in one section and right in another.
///
/// Notes speak of both sides for many good reasons: an examination compares, a study covers both, the
/// other knee was operated on years ago. A contradiction is only what remains: each of the two sections
/// names one side alone, of any part; nothing in the note is said of both sides of this part; and at
/// least one of the sections says what the visit or the operation is about.
struct SideContradictions {
  let source: ContradictionSource

  /// Parts of the body that come in pairs.
  private static let parts = WordClasses<PairedPart>(
    """
    knee hip shoulder breast eye ear kidney ankle foot hand wrist elbow arm forearm leg thigh groin
    inguinal ovary ovarian testicle testis carotid femur femoral tibia tibial humerus thumb heel calf
    ureter ureteral renal axilla clavicle lung extremity buttock cheek tonsil hemisphere eyelid
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).enumerated().map {
      (PairedPart(rawValue: 1 << UInt64($0.offset)), String($0.element))
    })

  private struct PairedPart: OptionSet, Sendable {
    let rawValue: UInt64
  }

  /// What the visit or operation is about.
  private static let leading: Set<SectionName> = [
    .chiefComplaint, .historyOfPresentIllness, .indication, .preoperativeDiagnosis, .diagnoses,
    .impression, .assessment, .assessmentAndPlan, .subjective, .reasonForConsult,
  ]
  /// What was seen and done.
  private static let following: Set<SectionName> = [
    .physicalExam, .impression, .assessment, .assessmentAndPlan, .procedures,
    .postoperativeDiagnosis,
    .procedureDescription, .technique, .imaging, .laboratory, .findings, .operativeFindings,
    .diagnoses,
    .plan,
  ]

  /// Between the side and the part: `right distal lateral ankle`.
  private static let reach = 3

  private struct Mention {
    let part: UInt64
    let section: Int
    let isLeft: Bool
    let span: TextSpan
  }

  func contradictions() -> [Contradiction] {
    let note = source.note
    var mentions: [Mention] = []
    var bothParts: UInt64 = 0
    /// For each section which sides it names at all: 1 left, 2 right, 4 both.
    var sides = [UInt8](repeating: 0, count: note.sections.count)
    for sentence in note.sentences {
      for index in sentence.tokens {
        let word = StoryWord.words[note.tokens[index]]
        guard !word.isDisjoint(with: [.left, .right, .both]) else { continue }
        sides[sentence.section] |=
          word.contains(.left) ? 1 : word.contains(.right) ? 2 : 4
        guard let part = part(behind: index, before: sentence.tokens.upperBound) else { continue }
        if word.contains(.both) {
          bothParts |= part.bits
        } else if note.context(of: note.tokens[index].span).isCurrent {
          mentions.append(
            Mention(
              part: part.bits, section: sentence.section, isLeft: word.contains(.left),
              span: TextSpan(start: note.tokens[index].start, end: note.tokens[part.index].end)))
        }
      }
    }
    return pairs(mentions, sides: sides, bothParts: bothParts)
  }

  private func pairs(_ mentions: [Mention], sides: [UInt8], bothParts: UInt64) -> [Contradiction] {
    var found: [Contradiction] = []
    var judged: UInt64 = bothParts
    for mention in mentions where judged & mention.part == 0 {
      judged |= mention.part
      let same = mentions.filter { $0.part == mention.part }
      guard let left = same.first(where: \.isLeft), let right = same.first(where: { !$0.isLeft }),
        same.allSatisfy({ sides[$0.section] == ($0.isLeft ? 1 : 2) }),
        fit(left.section, right.section)
      else { continue }
      found.append(Contradiction(.laterality, left.span, right.span))
    }
    return found
  }

  private func fit(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (source.note.sections[one].name, source.note.sections[other].name)
    return Self.leading.contains(one) && Self.following.contains(other)
      || Self.leading.contains(other) && Self.following.contains(one)
  }

  private func part(behind side: Int, before end: Int) -> (bits: UInt64, index: Int)? {
    let tokens = source.note.tokens
    var index = side + 1
    var words = 0
    while index < end, words <= Self.reach {
      if tokens[index].kind == .punctuation {
        guard source.note.text.bytes[Int(tokens[index].start)] == UInt8(ascii: "-") else {
          return nil
        }
      } else {
        words += 1
        let bits = Self.parts[tokens[index]].rawValue
        if bits != 0 { return (bits, index) }
        // `left and right`, `left hand in`: another thing begins.
        guard StoryWord.words[tokens[index]].isEmpty, tokens[index].kind == .word else {
          return nil
        }
      }
      index += 1
    }
    return nil
  }
}
