import ClinicalLanguage
import SourceText

/// The word that a value stands beside, and the values that the note has beside it.
extension DisplacedValues {
  /// How far a value may stand from its word, in words of the summary.
  private static let headReach = 3
  /// How many words the note may have between the two.
  private static let mostBetween = 1
  /// The same where the value follows.
  private static let mostBetweenBehind = 2

  private static let joining = Thesaurus.roots("the a an his her their your this that of to")
  private static let parting = Thesaurus.roots("and or but not no nor than versus vs who which")
  /// What is said of anything.
  private static let general = Thesaurus.roots(
    """
    normal abnormal clear unremarkable negative positive deny denies intact stable present absent nl nml wnl
    neg pos benign good fine ok okay unchanged healthy
    """)

  struct Head {
    var word: Int
    var isBehind: Bool
    /// The word that the head itself only qualifies: the `sensation` of `decreased hand sensation`.
    var inner: Int?
  }

  /// Where a thing is, each word of its name may say: `medial deltoid tenderness` is none that is lateral.
  private static let directions = Set(
    [
      "side", "above or below", "along a limb", "front or back", "inner or outer", "head or foot",
      "hand surface", "foot surface", "quadrant", "limb",
    ].compactMap { ExclusiveAxes.embedded.axis(named: $0) })

  /// Whether the note has the value right beside the word anywhere.
  private func isHeld(_ value: ExclusiveAxes.Mention, beside word: Int) -> Bool {
    places(of: word).contains { place in
      noteValues[Int(passages.ofWord[Int(place.start)])].contains {
        $0.axis == value.axis && $0.value == value.value && isBound($0, to: place, mayFollow: true)
      }
    }
  }

  /// The next word of the phrase, where one with content follows without a word between.
  private func inner(of word: Int) -> Int? {
    let words = comparison.summaryMeanings.words
    let next = word + 1
    guard next < words.count, words[next].gap <= .hyphen, !FunctionWords.holds(words[next]),
      !words[next].isNumber
    else { return nil }
    return next
  }

  /// The values that exclude this one and stand beside its word wherever the note has it; nil where the
  /// note has this one there too, or none.
  ///
  /// - Parameter mayPrecede: whether the word may be the one before the value.
  func opposing(
    besideWordOf value: ExclusiveAxes.Mention, mayPrecede: Bool
  ) -> [ExclusiveAxes.Mention]? {
    guard let head = head(of: value), head.isBehind || mayPrecede else { return nil }
    let places = places(of: head.word)
    guard places.count < NoteIndex.placeLimit else { return nil }
    var found: [ExclusiveAxes.Mention] = []
    for place in places {
      let passage = Int(passages.ofWord[Int(place.start)])
      if holds(value, in: passage) { return nil }
      if let inner = head.inner, !Self.directions.contains(value.axis),
        isHeld(value, beside: inner)
      {
        return nil
      }
      for other in noteValues[passage]
      where excludes(value, other) && isBound(other, to: place, mayFollow: !head.isBehind) {
        found.append(other)
      }
    }
    return found.isEmpty || isHeld(value, besideKinOf: head) ? nil : found
  }

  /// `lateral meniscal tear` for `a tear of the lateral meniscus`: whether the note has the value beside a word of
  /// the head's kin, in a passage that has what the head qualifies.
  private func isHeld(_ value: ExclusiveAxes.Mention, besideKinOf head: Head) -> Bool {
    guard let inner = head.inner else { return false }
    let kin = comparison.summaryMeanings.words[head.word].coarse
    let words = comparison.noteMeanings.words
    return Set(places(of: inner).map(passage)).contains { passage in
      passages.words(of: passage).count <= Self.mostWords
        && noteValues[passage].contains { other in
          other.axis == value.axis && other.value == value.value
            && (Int(other.end)..<min(words.count, Int(other.end) + Self.mostBetween + 1)).contains {
              words[$0].coarse == kin && words[$0].gap < .comma
            }
        }
    }
  }

  /// The places of a word of the summary, under its other names too.
  func places(of word: Int) -> [NoteIndex.Place] {
    var places: [NoteIndex.Place] = []
    comparison.index.forEachPlace(of: comparison.summaryMeanings.words[word].fine) {
      places.append($0)
    }
    let next = comparison.units.partitioningIndex { $0.words.upperBound > word }
    if next < comparison.units.count, comparison.units[next].words == word..<(word + 1) {
      for place in comparison.units[next].places where !places.contains(place) {
        places.append(place)
      }
    }
    return places
  }

  /// The next word that carries content in the phrase, or else the one before.
  func head(of value: ExclusiveAxes.Mention) -> Head? {
    let words = comparison.summaryMeanings.words
    var word = Int(value.end)
    while word < words.count, word < Int(value.end) + Self.headReach, words[word].gap < .comma {
      if Self.joining.contains(words[word].fine) {
        word += 1
        continue
      }
      if FunctionWords.holds(words[word]) { break }
      return isHead(word, of: value)
        ? Head(word: word, isBehind: true, inner: inner(of: word)) : nil
    }
    word = Int(value.start)
    while word > 0, word > Int(value.start) - Self.headReach, words[word].gap < .comma {
      word -= 1
      if Self.parting.contains(words[word].fine) { return nil }
      if FunctionWords.holds(words[word]) { continue }
      return isHead(word, of: value) ? Head(word: word, isBehind: false) : nil
    }
    return nil
  }

  private func isHead(_ word: Int, of value: ExclusiveAxes.Mention) -> Bool {
    let root = comparison.summaryMeanings.words[word]
    if Self.general.contains(root.fine) || root.isNumber { return false }
    if value.axis == BodyMentions.axis, Thesaurus.embedded.isNeutral(root) || isPerson(word) {
      return false
    }
    if value.axis == Self.count, Self.measures.contains(root.fine) { return false }
    let low = summaryValues.partitioningIndex { Int($0.start) >= word }
    return !summaryValues[low...].prefix { Int($0.start) == word }.contains {
      $0.axis == value.axis
    }
  }

  /// What is counted with numbers that other rules compare.
  private static let measures = Thesaurus.roots(
    """
    second minute hour day night week month year time fold tablet capsule pill puff drop spray unit dose mg
    mcg g ml l cc cm mm inch pound pack o'clock
    """)

  /// `the baby's neck`: everybody has one.
  private func isPerson(_ word: Int) -> Bool {
    let next = comparison.units.partitioningIndex { $0.words.upperBound > word }
    return next < comparison.units.count && comparison.units[next].words.contains(word)
      && comparison.units[next].kind == .person
  }

  func isBound(
    _ other: ExclusiveAxes.Mention, to place: NoteIndex.Place, mayFollow: Bool
  ) -> Bool {
    let words = comparison.noteMeanings.words
    if other.end <= place.start {
      return Int(place.start - other.end) <= Self.mostBetween
        && (other.end...place.start).allSatisfy { words[Int($0)].gap < .comma }
    }
    guard other.start >= place.end,
      Int(other.start - place.end) <= Self.mostBetweenBehind,
      (place.end...other.start).allSatisfy({ words[Int($0)].gap < .comma })
    else { return false }
    // `hypertension is uncontrolled`
    return mayFollow
      || other.start > place.end
        && (place.end..<other.start).allSatisfy { Self.copulas.contains(words[Int($0)].fine) }
  }

  /// Whether the value is all that is said of the word before it: `the pupils are unequal`, `pulses were absent`.
  func isPredicate(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let end = Int(value.end)
    guard end == words.count || words[end].gap >= .comma,
      let head = head(of: value), !head.isBehind, head.word + 1 < Int(value.start)
    else { return false }
    return (head.word + 1..<Int(value.start)).allSatisfy {
      words[$0].gap < .comma && Self.copulas.contains(words[$0].fine)
    } && words[Int(value.start)].gap < .comma
  }

  private static let copulas = Thesaurus.roots(PlainWords.copulas)
}
