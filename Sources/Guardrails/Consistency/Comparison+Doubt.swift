import ClinicalLanguage
import SourceText

/// How sure something is said.
extension Comparison {
  /// Whether the note doubts it, with a word for the doubt close by.
  func isDoubted(_ place: NoteIndex.Place) -> Bool {
    guard noteContext(place).assertion == .possible else { return false }
    let near = max(0, Int(place.start) - 6)..<min(noteCues.words.count, Int(place.end) + 4)
    // `possible causes for autonomic dysfunction`: what may be is the cause.
    if (near.lowerBound..<Int(place.start)).dropLast().contains(where: {
      noteCues.words[$0].contains(.hedge)
        && Self.causes.contains(noteMeanings.words[$0 + 1].fine)
    }) {
      return false
    }
    // `borderline hypertrophy with normal ejection fraction`: a degree of the one, no doubt of the other.
    if let with = (near.lowerBound..<Int(place.start)).last(where: {
      Self.with.contains(noteMeanings.words[$0].fine)
    }),
      (near.lowerBound..<with).allSatisfy({
        !noteCues.words[$0].contains(.hedge) || Self.degree.contains(noteMeanings.words[$0].fine)
      }), !noteCues.cues(in: with..<near.upperBound).contains(.hedge)
    {
      return false
    }
    return noteCues.cues(in: near).contains(.hedge)
  }

  private static let with = Thesaurus.roots("with")
  private static let degree = Thesaurus.roots("borderline")
  private static let causes = Thesaurus.roots("cause causes etiology source sources reason reasons")

  /// How far before and behind a unit a word may stand that doubts it.
  private static let doubtBefore = 8
  private static let doubtBehind = 5
  /// Words that only look like doubt: `impression: pneumonia`, `evidence of a leak`.
  private static let undoubting = Thesaurus.roots(
    """
    impression evidence early test testing screen screening assess discussed discuss evaluate evaluation
    feel felt complication complications prevention
    """)

  /// How far behind it may stand that a thing is yet to be excluded.
  private static let exclusionReach = 10
  private static let be = Thesaurus.roots("be")
  private static let excluding = Thesaurus.roots("excluded ruled")
  private static let looking = Thesaurus.roots(
    "evaluation evaluated evaluate investigation investigated workup assessed assessment")
  private static let purpose = Thesaurus.roots("for")
  private static let testing = Thesaurus.roots(
    """
    test tests tested testing screen screened screening check checked checking swab culture cultured look
    looked looking search searched
    """)
  private static let settling = Thesaurus.roots(
    "positive reactive confirmed proved proven treat treated treatment")
  /// How many words before a bracket belong to what stands in it.
  private static let bracketReach = 4

  private static let playing = Thesaurus.roots("role roles part")
  private static let of = Thesaurus.roots("of")

  /// Whether a word close by in the unit's clause doubts it, or it is only what has a part in something: `role
  /// of mold in hay explained`.
  func isHedged(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    let reach = isCalled(unit) ? 2 * Self.doubtBefore : Self.doubtBefore
    let first = max(opening(ofClauseOf: unit), unit.words.lowerBound - reach)
    let last = min(unit.clause.upperBound, unit.words.upperBound + Self.doubtBehind)
    if (first..<last).contains(where: {
      summaryCues.words[$0].contains(.hedge) && !Self.undoubting.contains(words[$0].fine)
    }) {
      return true
    }
    // `under evaluation for interstitial cystitis`
    if (first..<unit.words.lowerBound).dropLast().contains(where: {
      Self.looking.contains(words[$0].fine) && Self.purpose.contains(words[$0 + 1].fine)
    }) {
      return true
    }
    if isTestedFor(first..<unit.words.lowerBound) { return true }
    if (first..<unit.words.lowerBound).dropLast().contains(where: {
      Self.playing.contains(words[$0].fine) && Self.of.contains(words[$0 + 1].fine)
    }) {
      return true
    }
    // `impacted wax needs to be excluded`
    let end = min(unit.clause.upperBound, unit.words.upperBound + Self.exclusionReach)
    if (unit.words.upperBound..<end).dropFirst().contains(where: {
      Self.excluding.contains(words[$0].fine) && Self.be.contains(words[$0 - 1].fine)
    }) {
      return true
    }
    return isQuestioned(first..<last) || isHedgedBehindBracket(unit)
  }

  /// `We will test your phlegm for Pneumocystis`: whether the words before a unit say that it is looked for, and
  /// not that it was found.
  private func isTestedFor(_ before: Range<Int>) -> Bool {
    let words = summaryMeanings.words
    guard let test = before.first(where: { Self.testing.contains(words[$0].fine) }) else {
      return false
    }
    let behind = test..<before.upperBound
    return behind.contains { Self.purpose.contains(words[$0].fine) }
      && !behind.contains { Self.settling.contains(words[$0].fine) }
  }

  /// In words.
  private static let longestBracket = 24

  /// `nerve injury (radial and median) is suspected`, `sinusitis and vasculitis (lupus) remain to be ruled
  /// out`: whether what is said behind the bracket that ends the unit's clause doubts it.
  private func isHedgedBehindBracket(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    let bytes = summary.text.bytes
    func follows(_ mark: Character, _ word: Int) -> Bool {
      let token = Int(words[word].firstToken)
      return token > 0 && mark.asciiValue == bytes[Int(summary.tokens[token - 1].start)]
    }
    // What stands in the bracket is doubted with what stands before it.
    let isInside = follows("(", unit.clause.lowerBound)
    let opening = isInside ? unit.words.upperBound - 1 : unit.clause.upperBound
    guard opening < words.count, isInside || follows("(", opening) else { return false }
    let limit = min(words.count, opening + Self.longestBracket)
    guard let closing = (opening + 1..<max(opening + 1, limit)).first(where: { follows(")", $0) })
    else { return false }
    var end = closing + 1
    while end < min(words.count, closing + Self.doubtBehind), words[end].gap < .comma { end += 1 }
    return (closing..<end).contains {
      summaryCues.words[$0].contains(.hedge) && !Self.undoubting.contains(words[$0].fine)
        || Self.excluding.contains(words[$0].fine) && Self.be.contains(words[$0 - 1].fine)
    }
  }

  private static let calling = Thesaurus.roots("called named termed known")

  /// `suggests an opening between the upper chambers, called a patent foramen ovale`: whether the unit
  /// names what stands before it.
  private func isCalled(_ unit: SummaryUnit) -> Bool {
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - 3)
    return (first..<unit.words.lowerBound).contains {
      Self.calling.contains(summaryMeanings.words[$0].fine)
    }
  }

  /// The first word of the clause, or of the words before it where it stands in brackets: `of unclear
  /// cause (myelitis, tumor)`.
  private func opening(ofClauseOf unit: SummaryUnit) -> Int {
    let first = unit.clause.lowerBound
    let token = Int(summaryMeanings.words[first].firstToken)
    guard token > 0, first > 0,
      summary.text.bytes[Int(summary.tokens[token - 1].start)] == UInt8(ascii: "(")
    else { return first }
    return max(0, first - Self.bracketReach)
  }

  /// `?inflammatory polyp`: whether one of the words has the mark that notes put before what is in doubt.
  private func isQuestioned(_ words: Range<Int>) -> Bool {
    let bytes = summary.text.bytes
    return words.contains { word in
      let start = Int(summary.tokens[Int(summaryMeanings.words[word].firstToken)].start)
      return start > 0 && bytes[start - 1] == UInt8(ascii: "?")
    }
  }

  private static let visiting = Thesaurus.roots(
    "see seen consult consulted consultation referred referral")
  private static let worrying = Thesaurus.roots("concern concerns concerned worry worried")
  /// In words.
  private static let reasonReach = 3
  private static let worryReach = 4

  /// `seen for sepsis`, `sepsis consult` for `asked to see her, since the nurses were concerned about sepsis`:
  /// why the patient is seen, by which nothing is told to be there.
  func isReasonOfVisit(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    let (first, next) = (unit.words.lowerBound, unit.words.upperBound)
    let isVisit =
      next < words.count && words[next].gap < .comma && Self.visiting.contains(words[next].fine)
      || first > unit.clause.lowerBound && Self.purpose.contains(words[first - 1].fine)
        && (max(unit.clause.lowerBound, first - Self.reasonReach)..<first).contains {
          Self.visiting.contains(words[$0].fine)
        }
    guard isVisit else { return false }
    return unit.places.allSatisfy { place in
      let sentence = noteWords(near: place)
      let near = max(sentence.lowerBound, Int(place.start) - Self.worryReach)..<Int(place.start)
      return near.contains { Self.worrying.contains(noteMeanings.words[$0].fine) }
        && sentence.contains { Self.visiting.contains(noteMeanings.words[$0].fine) }
    }
  }
}
