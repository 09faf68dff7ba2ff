import ClinicalLanguage

/// Sides that a passage of the note has without naming them.
extension DisplacedValues {
  private static let left = Thesaurus.roots("left left-sided leftward l lt")
  /// Short forms that name a side with the part it is of: an eye, an ear, a limb, a quadrant, a lobe, an artery.
  private static let implyingLeft = Thesaurus.roots(
    "os ou as au lle lue ble bue llq luq lul lll lca lica leca lcca")
  private static let implyingRight = Thesaurus.roots(
    "od ou ad au rle rue ble bue rlq ruq rul rml rll rca rica reca rcca")

  /// How many passages away a short form may tell whose values are spoken of.
  private static let impliedReach = 1

  /// Whether the passage, or one beside it, has the side in a short form (`20/40 OD`), or one before it has named
  /// the side as what follows is about.
  func isSidedOtherwise(_ value: ExclusiveAxes.Mention, in passage: Int) -> Bool {
    let isLeft = Self.left.contains(comparison.summaryMeanings.words[Int(value.start)].fine)
    let implying = isLeft ? Self.implyingLeft : Self.implyingRight
    let near =
      max(0, passage - Self.impliedReach)...min(passages.count - 1, passage + Self.impliedReach)
    return near.contains { passage in
      passages.words(of: passage).contains {
        // In capitals: `as` is no ear.
        let word = comparison.noteMeanings.words[$0]
        return implying.contains(word.fine) && word.exact != 0
      }
    } || isTopic(value, of: passage)
  }

  /// In passages.
  private static let topicReach = 12

  /// `Attention was turned to the right side. The cord was divided.`: whether the last side that the note names
  /// before a passage without any is this one, and named as a place to turn to.
  private func isTopic(_ value: ExclusiveAxes.Mention, of passage: Int) -> Bool {
    for earlier in (max(0, passage - Self.topicReach)...passage).reversed() {
      guard let last = noteValues[earlier].last(where: { $0.axis == Self.side }) else { continue }
      return earlier < passage && last.value == value.value && isPlace(last)
    }
    return false
  }

  private static let places = Thesaurus.roots("side sides")
  private static let leading = Thesaurus.roots("the on to")

  /// `the right side`, `on the left, …`
  private func isPlace(_ side: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.noteMeanings.words
    let next = Int(side.end)
    guard next < words.count, side.start > 0,
      Self.leading.contains(words[Int(side.start) - 1].fine)
    else { return false }
    return words[next].gap >= .comma || Self.places.contains(words[next].fine)
  }
}
