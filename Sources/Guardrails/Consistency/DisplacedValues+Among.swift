import ClinicalLanguage
import SourceText

/// The passage of the note that has the words around a value, and its values.
extension DisplacedValues {
  /// How many words to either side of a value tell what it is said of.
  private static let reach = 5
  /// The least share of the weight of these words that a passage must hold.
  private static let leastShare: Float = 0.6
  /// And how many of them.
  private static let leastWords = 2
  /// Another passage that has the value may hold this share of what the best holds.
  private static let mostElsewhere: Float = 0.5
  /// How many passages to either side may still speak of the same thing.
  private static let neighbours: Int32 = 2
  /// With more parts of the body a passage is a list of them.
  private static let mostParts = 2

  /// The values that exclude this one in the passage that most likely tells the same; nil where it, its
  /// neighbours, or a passage half as alike have this value, or where there is no such passage.
  func opposing(amongWordsOf value: ExclusiveAxes.Mention) -> [ExclusiveAxes.Mention]? {
    guard noteValues.axes.contains(value.axis),
      !isSaidBeside(value)
    else { return nil }
    var scores: [Int32: (weight: Float, words: Int)] = [:]
    var total: Float = 0
    for word in words(around: value) {
      let places = places(of: word)
      // Of a word that stands in so many places the later ones are not known.
      guard places.count < NoteIndex.placeLimit else { continue }
      let held = Set(places.map { passages.ofWord[Int($0.start)] })
      let weight = 1 / Float(max(1, held.count)).squareRoot()
      total += weight
      for passage in held {
        let known = scores[passage] ?? (0, 0)
        scores[passage] = (known.weight + weight, known.words + 1)
      }
    }
    guard let most = scores.values.map(\.weight).max(), most >= Self.leastShare * total else {
      return nil
    }
    let best = scores.filter { $0.value.weight >= most * 0.999 }
    guard best.values.contains(where: { $0.words >= Self.leastWords }) else { return nil }
    var found: [ExclusiveAxes.Mention] = []
    for passage in best.keys.sorted() {
      guard passages.words(of: Int(passage)).count <= Self.mostWords else { return nil }
      let opposing = noteValues[Int(passage)].filter { excludes(value, $0) }
      guard !opposing.isEmpty,
        value.axis != BodyMentions.axis || Set(opposing.map(\.value)).count <= Self.mostParts
      else { return nil }
      found += opposing
    }
    let near = Set(best.keys.flatMap { ($0 - Self.neighbours)...($0 + Self.neighbours) })
    for passage in near where passage >= 0 && Int(passage) < passages.count {
      if holds(value, in: Int(passage)) { return nil }
    }
    for (passage, score) in scores where score.weight > most * Self.mostElsewhere {
      if holds(value, in: Int(passage)) { return nil }
    }
    return found
  }

  /// `dorsal component preserved` where the note has `the dorsal component is intact`, whatever it says of other
  /// components: whether it has the value beside the word that the summary has it beside, and with it another
  /// word of those around it, where the clause names another value, of which the other words are said. Sides are
  /// told of both too often to be known by that.
  private func isSaidBeside(_ value: ExclusiveAxes.Mention) -> Bool {
    guard value.axis != BodyMentions.axis, value.axis != Self.side, namesAnother(value),
      let head = head(of: value)
    else {
      return false
    }
    let all = places(of: head.word)
    guard all.count < NoteIndex.placeLimit else { return false }
    let said = Set(
      all.filter { place in
        noteValues[passage(of: place)].contains {
          $0.axis == value.axis && $0.value == value.value
            && isBound($0, to: place, mayFollow: !head.isBehind)
        }
      }.map(passage))
    return !said.isEmpty
      && words(around: value).contains { word in
        word != head.word && places(of: word).contains { said.contains(passage(of: $0)) }
      }
  }

  private static let clauseReach: Int32 = 40

  private func namesAnother(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = summaryValues.partitioningIndex { $0.start >= value.start - Self.clauseReach }
    return summaryValues[first...].prefix { $0.start < value.end + Self.clauseReach }.contains {
      let between = min(value.start, $0.start)..<max(value.start, $0.start)
      return $0.axis == value.axis && $0.value != value.value
        && between.dropFirst().allSatisfy { words[Int($0)].gap < .clause }
    }
  }

  func passage(of place: NoteIndex.Place) -> Int {
    Int(passages.ofWord[Int(place.start)])
  }

  private func words(around value: ExclusiveAxes.Mention) -> [Int] {
    let words = comparison.summaryMeanings.words
    var found: [Int] = []
    var word = Int(value.start)
    while word > 0, Int(value.start) - word < Self.reach, words[word].gap < .clause {
      word -= 1
      if !FunctionWords.holds(words[word]) { found.append(word) }
    }
    word = Int(value.end)
    while word < words.count, word - Int(value.end) < Self.reach, words[word].gap < .clause {
      if !FunctionWords.holds(words[word]) { found.append(word) }
      word += 1
    }
    return found
  }
}
