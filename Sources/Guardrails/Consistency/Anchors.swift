import ClinicalLanguage
import SourceText

/// The words of content around a word of a summary, by which its place in the note is known.
///
/// `Normal` and `not` stand in every note; the same `normal` is the one beside the same ventricles.
struct Anchors {
  /// On each side the nearest first.
  let before: [SummaryUnit]
  private(set) var after: [SummaryUnit]

  var units: [SummaryUnit] { before + after }

  /// How many words away they may be, and how many there may be on each side.
  private static let reach = 8
  private static let mostOnSide = 3

  /// - Parameters:
  ///   - position: the index of the first unit that begins behind the words.
  ///   - words: the words that are compared themselves, and are no anchors.
  ///   - crossesComma: whether a subject may be parted from them by a comma or a `but`.
  ///   - crossesColon: whether it may be the heading before a colon: `TSH: normal`.
  init(
    around words: Range<Int>, before position: Int, in comparison: Comparison,
    crossesComma: Bool, crossesColon: Bool = false
  ) {
    var before = Self.units(before: words, position, in: comparison, over: .comma)
    if before.isEmpty, crossesComma {
      before = Self.units(before: words, position, in: comparison, over: .clause)
    }
    if before.isEmpty, crossesColon {
      before = Self.units(before: words, position, in: comparison, over: .sentence)
    }
    self.before = before
    after = Self.units(behind: words, position, in: comparison)
  }

  /// The same with others behind the words.
  func adding(_ units: [SummaryUnit]) -> Anchors {
    var anchors = self
    anchors.after += units
    return anchors
  }

  private static func units(
    before words: Range<Int>, _ position: Int, in comparison: Comparison,
    over end: MeaningWord.Gap
  ) -> [SummaryUnit] {
    let text = comparison.summaryMeanings.words
    var found: [SummaryUnit] = []
    var index = position - 1
    var edge = words.lowerBound
    while index >= 0, found.count < mostOnSide {
      let unit = comparison.units[index]
      index -= 1
      guard unit.words.upperBound <= words.lowerBound else { continue }
      guard words.lowerBound - unit.words.upperBound < reach,
        (unit.words.upperBound...edge).allSatisfy({
          text[$0].gap < end && (end > .comma || !WordCues.turns(text[$0]))
        })
      else { break }
      edge = unit.words.lowerBound
      if isAnchor(unit) { found.append(unit) }
    }
    return found
  }

  private static func units(
    behind words: Range<Int>, _ position: Int, in comparison: Comparison
  ) -> [SummaryUnit] {
    let text = comparison.summaryMeanings.words
    var found: [SummaryUnit] = []
    var index = position
    var edge = words.upperBound - 1
    while index < comparison.units.count, found.count < mostOnSide {
      let unit = comparison.units[index]
      index += 1
      guard unit.words.lowerBound >= words.upperBound else { continue }
      guard unit.words.lowerBound - words.upperBound < reach,
        (edge + 1...unit.words.lowerBound).allSatisfy({
          text[$0].gap < .comma && !WordCues.turns(text[$0])
        })
      else { break }
      edge = unit.words.upperBound - 1
      if isAnchor(unit) { found.append(unit) }
    }
    return found
  }

  /// A word that says nothing clinical tells a place only where the note has few of it.
  private static let mostNeutralPlaces = 4

  private static func isAnchor(_ unit: SummaryUnit) -> Bool {
    // What is left of `weren't` is no thing.
    guard !unit.isDemographic, unit.words.count > 1 || !unit.cues.contains(.negation),
      !unit.isNeutral || (1...mostNeutralPlaces).contains(unit.places.count)
    else { return false }
    switch unit.kind {
    case .quantity, .time, .person: return false
    default: return true
    }
  }

  /// Those that stand near words of the note, in the same sentence and the same clause of it.
  func matched(
    at place: Range<Int>, within reach: Int, in comparison: Comparison
  ) -> [(unit: SummaryUnit, place: NoteIndex.Place)] {
    units.compactMap { unit in
      Self.nearest(unit, to: place, within: reach, in: comparison).map { (unit, $0) }
    }
  }

  /// The nearest place of a unit in the same sentence; over a semicolon or a colon only what stands
  /// right beside it.
  private static func nearest(
    _ unit: SummaryUnit, to place: Range<Int>, within reach: Int, in comparison: Comparison
  ) -> NoteIndex.Place? {
    let meanings = comparison.noteMeanings
    var best: (place: NoteIndex.Place, distance: Int)?
    for other in unit.places {
      let distance = distance(other.words, place)
      guard distance > 0, distance <= reach, distance < best?.distance ?? .max,
        meanings.sentences[Int(other.start)] == meanings.sentences[place.lowerBound]
      else { continue }
      let between = between(other.words, place)
      if distance > besideColon, between.contains(where: { meanings.words[$0].gap >= .clause }) {
        continue
      }
      best = (other, distance)
    }
    return best?.place
  }

  private static let besideColon = 2

  /// In words: 1 for neighbours, 0 where they overlap.
  static func distance(_ left: Range<Int>, _ right: Range<Int>) -> Int {
    max(0, left.lowerBound - right.upperBound + 1, right.lowerBound - left.upperBound + 1)
  }

  /// The words whose gaps part the two: those behind the first, up to the beginning of the second.
  static func between(_ left: Range<Int>, _ right: Range<Int>) -> Range<Int> {
    let first = min(left.upperBound, right.upperBound)
    return first..<max(first, max(left.lowerBound, right.lowerBound) + 1)
  }
}
