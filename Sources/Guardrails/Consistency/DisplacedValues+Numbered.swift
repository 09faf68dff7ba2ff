import ClinicalLanguage
import SourceText

/// Which of several numbered parts: the third compartment for the fourth, the first toe for the fifth.
extension DisplacedValues {
  static let order = ExclusiveAxes.embedded.axis(named: "order")

  /// How many words may stand between a number and its part: `fourth dorsal compartment`.
  private static let between = 1

  /// The other numbers of the part in each passage that has what the clause says of it, where the passages
  /// that have this number say something else.
  func opposing(numberOf value: ExclusiveAxes.Mention) -> [ExclusiveAxes.Mention]? {
    guard let part = numberedPart(behind: value) else { return nil }
    let root = comparison.summaryMeanings.words[part].fine
    let told = things(besides: part, of: value).map { unit in
      Set(unit.places.map { passages.ofWord[Int($0.start)] })
    }
    guard var home = told.first else { return nil }
    for other in told.dropFirst() { home.formIntersection(other) }
    guard !home.isEmpty else { return nil }
    var ofPassage: [Int32: [ExclusiveAxes.Mention]] = [:]
    comparison.index.forEachPlace(of: root) { place in
      let passage = passages.ofWord[Int(place.start)]
      ofPassage[passage, default: []] += noteValues[Int(passage)].filter {
        $0.axis == value.axis && isNumber($0, of: place)
      }
    }
    guard ofPassage.values.contains(where: { $0.contains { $0.value == value.value } }) else {
      return nil
    }
    var found: [ExclusiveAxes.Mention] = []
    for passage in home.sorted() {
      guard let numbers = ofPassage[passage], !numbers.isEmpty,
        !noteValues[Int(passage)].contains(where: {
          $0.axis == value.axis && $0.value == value.value
        })
      else { return nil }
      found += numbers
    }
    return found
  }

  /// The noun that the number is of, right behind it or behind one more word.
  private func numberedPart(behind value: ExclusiveAxes.Mention) -> Int? {
    let words = comparison.summaryMeanings.words
    var word = Int(value.end)
    let end = min(words.count, word + Self.between + 1)
    while word < end, words[word].gap <= .hyphen, !FunctionWords.holds(words[word]),
      !words[word].isNumber
    {
      if comparison.index.holds(words[word].fine), isNumbered(words[word].fine) { return word }
      word += 1
    }
    return nil
  }

  /// Whether the note numbers what the word names.
  private func isNumbered(_ root: UInt64) -> Bool {
    var isFound = false
    comparison.index.forEachPlace(of: root) { place in
      guard !isFound else { return }
      isFound = noteValues[Int(passages.ofWord[Int(place.start)])].contains {
        $0.axis == Self.order && isNumber($0, of: place)
      }
    }
    return isFound
  }

  private func isNumber(_ number: ExclusiveAxes.Mention, of place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return (0...Int32(Self.between)).contains(place.start - number.end)
      && (number.end...place.start).allSatisfy { words[Int($0)].gap <= .hyphen }
  }

  /// What the clause says is there, known to the note in the same words.
  private func things(besides part: Int, of value: ExclusiveAxes.Mention) -> [SummaryUnit] {
    let units = comparison.units
    let own = units.partitioningIndex { $0.words.upperBound > Int(value.start) }
    guard own < units.count else { return [] }
    let clause = units[own].clause
    let first = own - units[..<own].reversed().prefix { $0.clause == clause }.count
    return units[first...].prefix { $0.clause == clause }.filter { unit in
      guard unit.support == .said, !unit.words.contains(part),
        !unit.words.contains(Int(value.start)), unit.context.assertion != .absent
      else { return false }
      switch unit.kind {
      case .finding, .disease, .procedure, .device: return true
      default: return false
      }
    }
  }
}
