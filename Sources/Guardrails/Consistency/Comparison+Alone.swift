import ClinicalLanguage
import SourceText

/// What stands behind a thing that a summary denies, and whether the denial is of the thing altogether.
extension Comparison {
  private static let leading = Thesaurus.roots(
    "in on at with over of to during after since from when while")
  /// What a disease is caused or triggered by says no more of where it is not.
  private static let causing = Thesaurus.roots("to from")

  /// Not of `no pain in the calf`, nor of `no pain medication`.
  func speaksAlone(_ unit: SummaryUnit) -> Bool {
    let next = unit.words.upperBound
    guard next < unit.clause.upperBound, summaryMeanings.words[next].gap < .comma else {
      return true
    }
    let word = summaryMeanings.words[next]
    if unit.kind == .disease, Self.causing.contains(word.fine) { return true }
    return FunctionWords.holds(word) && !Self.leading.contains(word.fine)
      || isByTest(unit, from: next) || isClosed(unit, from: next)
  }

  // MARK: - By a test

  private static let testing = Thesaurus.roots("on by at")

  /// `no stone on CT`: what a test did not show is denied altogether where the note has no such test, or has it
  /// in the very sentences about the thing.
  private func isByTest(_ unit: SummaryUnit, from next: Int) -> Bool {
    let words = summaryMeanings.words
    guard Self.testing.contains(words[next].fine), next + 1 < unit.clause.upperBound,
      words[next + 1].gap < .comma,
      let test = units(over: summaryMeanings.span(of: next + 1..<next + 2, in: summary))
        .first(where: { $0.words.lowerBound == next + 1 }), test.kind == .test
    else { return false }
    let sentences = Set(test.places.map(noteSentence))
    return sentences.isEmpty || unit.places.allSatisfy { sentences.contains(noteSentence($0)) }
  }

  // MARK: - Now, anywhere, on examination

  private static let linking = Thesaurus.roots(
    "on at by the this my is was were are been has have be of a an")
  private static let whole = Thesaurus.roots(
    """
    anywhere whatsoever all seen found noted identified appreciated evident detected observed present
    demonstrated visualized visible palpable reported apparent
    """)
  private static let now = Thesaurus.roots(
    """
    today now currently presently time moment visit right point exam examination inspection palpation
    auscultation evaluation physical clinical
    """)

  /// `no rash on examination`, `no rash anywhere`, `no rash at this time`: behind the thing stands only how it was
  /// looked for, or that it is not there now, while the note has it now.
  func isClosed(_ unit: SummaryUnit, from next: Int) -> Bool {
    guard let isOfNow = closing(unit, from: next) else { return false }
    return !isOfNow || unit.places.allSatisfy(isSaidOfNow)
  }

  /// `no nausea today` where the note has it in the mornings: whether the thing is told not to be there now, and
  /// the note speaks of another time.
  func isOfOtherTime(_ unit: SummaryUnit) -> Bool {
    closing(unit, from: unit.words.upperBound) == true && !unit.places.allSatisfy(isSaidOfNow)
  }

  /// Nil where more stands behind the thing; else whether the present is spoken of.
  private func closing(_ unit: SummaryUnit, from next: Int) -> Bool? {
    let words = summaryMeanings.words
    guard next < unit.clause.upperBound, words[next].gap < .comma else { return nil }
    var word = next
    var isOfNow = false
    while word < unit.clause.upperBound, words[word].gap < .comma {
      let root = words[word].fine
      if Self.now.contains(root) {
        isOfNow = true
      } else if !Self.whole.contains(root), !Self.linking.contains(root) {
        return nil
      }
      word += 1
    }
    return Self.linking.contains(words[word - 1].fine) ? nil : isOfNow
  }

  private static let past = Thesaurus.roots(
    """
    was were had ago last yesterday earlier prior previous previously history since week weeks day days month
    months year years night resolved initially admission morning mornings evening evenings nights
    during when while after before exertion walking rest exercise occasional occasionally intermittent
    intermittently sometimes times often frequent chronic recurrent
    """)
  private static let present = Thesaurus.roots(
    "is are has have reports complains shows today now currently")
  private static let being = Thesaurus.roots("is are")
  private static let pastEnding = Array("ed".utf8)

  /// Whether the sentence of the note is about the present alone, and says of no time when it is otherwise:
  /// `nausea in the mornings`.
  private func isSaidOfNow(_ place: NoteIndex.Place) -> Bool {
    let words = noteWords(near: place)
    return words.contains { Self.present.contains(noteMeanings.words[$0].fine) }
      && !words.contains { index in
        let word = noteMeanings.words[index]
        return Self.past.contains(word.fine)
          || note.text[note.tokens[Int(word.firstToken)].span].suffix(2)
            .elementsEqual(Self.pastEnding)
            // `swelling is noted`
            && !(index > 0 && Self.being.contains(noteMeanings.words[index - 1].fine))
      }
  }

  // MARK: - Denied behind the thing

  private static let not = Thesaurus.roots("not never isn't wasn't aren't weren't")

  /// `rash not present`, `a rash was not seen`: whether the part of the sentence ends with its denial.
  func isDeniedBehind(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    var word = unit.words.upperBound
    while word < unit.clause.upperBound, words[word].gap < .comma,
      Self.linking.contains(words[word].fine)
    {
      word += 1
    }
    guard word + 1 < unit.clause.upperBound, words[word].gap < .comma,
      Self.not.contains(words[word].fine), words[word + 1].gap < .comma
    else { return false }
    return isClosed(unit, from: word + 1)
  }
}
