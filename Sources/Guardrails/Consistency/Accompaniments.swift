import ClinicalLanguage
import SourceText

/// Finds what a summary tells to have been with or without something, the other way round than the
/// note: `lidocaine with epinephrine` for `lidocaine without epinephrine`.
///
/// Word by word, since the lists know many such pairs as one expression.
struct Accompaniments {
  let comparison: Comparison

  private static let with = Thesaurus.roots("with w/")
  private static let without = Thesaurus.roots("without w/o")
  private static let determiners = Thesaurus.roots("a an the any some")
  /// What may be told of the whole behind the thing that belongs to it: `MRI with contrast showed`.
  private static let predicates = Thesaurus.roots(
    "show shows showed reveals revealed demonstrates demonstrated done performed given used obtained"
  )
  /// Words behind which a thing only may be there, or is to be done.
  private static let opening = Thesaurus.roots(
    "\(PlainWords.open) \(PlainWords.planning) when can risk risks return call avoid watch")
  /// What bears out in other words that something was done without a thing.
  private static let limiting = Thesaurus.roots("only alone instead otherwise except until plain")

  /// A word of more places is said of more than one thing.
  private static let mostPlaces = 4
  private static let openingReach = 8
  private static let noteReach = 6

  func disagreements() -> [PolarityComparison.Disagreement] {
    let units = comparison.units
    guard units.count <= Comparison.mostUnits else { return [] }
    let words = comparison.summaryMeanings.words
    let (with, without) = (Self.with, Self.without)
    var found: [PolarityComparison.Disagreement] = []
    var next = 0
    for index in words.indices {
      let isWith = with.contains(words[index].fine)
      guard isWith || without.contains(words[index].fine) else { continue }
      while next < units.count, units[next].words.upperBound <= index + 1 { next += 1 }
      guard next < units.count, let object = object(after: index), isPlain(index),
        let place = opposing(object, isWith: isWith, before: next),
        let unit = units[next...].first(where: { $0.words.contains(object) })
      else { continue }
      found.append(
        PolarityComparison.Disagreement(unit: unit, place: place, isDenied: !isWith))
    }
    return found
  }

  // MARK: - The summary

  /// The word that is told to be there or not, if nothing else follows that it may only qualify.
  private func object(after index: Int) -> Int? {
    let words = comparison.summaryMeanings.words
    var object = index + 1
    while object < words.count, words[object].gap < .comma,
      Self.determiners.contains(words[object].fine)
    {
      object += 1
    }
    guard object < words.count, words[object].gap < .comma, !words[object].isNumber,
      !FunctionWords.holds(words[object])
    else { return nil }
    let next = object + 1
    guard
      next == words.count || words[next].gap >= .comma
        || FunctionWords.holds(words[next]) && !Self.with.contains(words[next].fine)
        || Self.predicates.contains(words[next].fine)
    else { return nil }
    return object
  }

  /// Whether nothing before it in its part of the clause denies it, doubts it or makes it wait.
  private func isPlain(_ index: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = index
    while word > max(0, index - Self.openingReach), words[word].gap < .comma {
      word -= 1
      if Self.opening.contains(words[word].fine)
        || !comparison.summaryCues.words[word].isDisjoint(with: [.negation, .hedge])
      {
        return false
      }
    }
    return true
  }

  // MARK: - The note

  /// Where the note says the opposite of the same word beside the same words, if it does so wherever it
  /// has the word.
  private func opposing(_ object: Int, isWith: Bool, before next: Int) -> NoteIndex.Place? {
    var places: [NoteIndex.Place] = []
    comparison.index.forEachPlace(of: comparison.summaryMeanings.words[object].fine) {
      places.append($0)
    }
    guard (1...Self.mostPlaces).contains(places.count),
      places.allSatisfy({ isWith ? isWithout($0) : isPlainlyWith($0) })
    else { return nil }
    let anchors = Anchors(
      around: object..<object + 1, before: next, in: comparison, crossesComma: false)
    let known = anchors.units.count { $0.support > .none }
    return places.first {
      if isBehindSame($0, object) { return true }
      let matched = anchors.matched(at: $0.words, within: Self.noteReach, in: comparison)
      return !matched.isEmpty && matched.count * 2 >= known
    }
  }

  /// `lidocaine with epinephrine`: whether the word before `with` stands before the place in the note.
  private func isBehindSame(_ place: NoteIndex.Place, _ object: Int) -> Bool {
    let (told, said) = (comparison.summaryMeanings.words, comparison.noteMeanings.words)
    var word = object - 1
    while word > 0, Self.determiners.contains(told[word].fine) { word -= 1 }
    guard word > 0, told[word].gap < .comma, !told[word - 1].isNumber,
      !FunctionWords.holds(told[word - 1])
    else { return false }
    let near = max(0, Int(place.start) - Self.besideReach)..<Int(place.start)
    return near.contains { said[$0].fine == told[word - 1].fine }
  }

  private static let besideReach = 4

  private func isWithout(_ place: NoteIndex.Place) -> Bool {
    !comparison.qualifies(place) && !PolarityComparison(comparison: comparison).isBothWays(place)
      && Self.without.contains(comparison.noteMeanings.words[led(place)].fine)
  }

  private func isPlainlyWith(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return Self.with.contains(words[led(place)].fine) && !comparison.qualifies(place)
      && comparison.noteContext(place).assertion == .present
      && comparison.noteWords(near: place).allSatisfy {
        !comparison.noteCues.words[$0].contains(.negation)
          && !Self.limiting.contains(words[$0].fine)
      }
  }

  /// The word before the place, but for an article; the place's own first where a mark parts them.
  private func led(_ place: NoteIndex.Place) -> Int {
    let words = comparison.noteMeanings.words
    var word = Int(place.start)
    while word > 0, words[word].gap < .comma {
      word -= 1
      if !Self.determiners.contains(words[word].fine) { return word }
    }
    return Int(place.start)
  }
}
