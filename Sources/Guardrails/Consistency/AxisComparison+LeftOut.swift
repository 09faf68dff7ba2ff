import ClinicalLanguage

/// Sides that the note tells of without naming them beside their part: as the opposite one, as a side of a part
/// that it has on both, or with the noun left out.
extension AxisComparison {
  /// With more values than this a text is a list of words.
  private static let mostNoteValues = 2000

  /// Whether the note tells of the side without naming it beside the part.
  func isToldInPassing(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Bool {
    !isBoth(value)
      && (isOfHeart(value) || isToldAsOpposite(value, heads) || isToldAsSide(value, heads)
        || isLeftOut(value, heads))
  }

  private static let heart = Thesaurus.roots("heart")
  private static let chambers = Thesaurus.roots("ventricle ventricular atrium atrial heart")
  private static let portions = Thesaurus.roots(
    "part side half chamber of the your his her lower upper")

  /// `the lower right part of your heart` for `the right ventricle`: whether the note has a chamber of the heart
  /// on this side.
  private func isOfHeart(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let behind = words[Int(value.end)...].drop {
      $0.gap < .comma && Self.portions.contains($0.fine)
    }
    guard let head = behind.first, head.gap < .comma, Self.heart.contains(head.fine),
      behind.startIndex > Int(value.end), noteValues.count <= Self.mostNoteValues
    else { return false }
    let note = comparison.noteMeanings.words
    return noteValues.contains { known in
      let next = Int(known.end)
      return known.axis == value.axis && known.value == value.value && next < note.count
        && note[next].gap < .comma && Self.chambers.contains(note[next].fine)
    }
  }

  private static let opposite = Thesaurus.roots("opposite contralateral")
  /// More places than these are of a word that says little.
  private static let mostHeadPlaces = 16

  /// In words: `the opposite upper arm`.
  private static let oppositeReach = 2

  /// `the right nostril and then the left was packed` for `the opposite nostril was then packed`: whether the note has
  /// the head as the opposite one, or where it names no side but an opposite one.
  private func isToldAsOpposite(
    _ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]
  ) -> Bool {
    let words = comparison.noteMeanings.words
    return heads.prefix(1).contains { head in
      head.places.prefix(Self.mostHeadPlaces).contains { place in
        if isOther(Int(place.start)) { return true }
        let sentence = comparison.noteWords(near: place)
        guard let word = sentence.first(where: { Self.opposite.contains(words[$0].fine) }) else {
          return false
        }
        return (1...Self.oppositeReach).contains(Int(place.start) - word)
          || !isSided(comparison.noteMeanings.sentences[word], on: value.axis)
      }
    }
  }

  private static let other = Thesaurus.roots("other opposite contralateral")

  /// Whether the note's word right before one is `other`: `the other leg`.
  private func isOther(_ word: Int) -> Bool {
    let words = comparison.noteMeanings.words
    return word > 0 && words[word].gap < .comma && Self.other.contains(words[word - 1].fine)
  }

  /// The `right leg` of one text that the other has as `the other leg`.
  func isToldAsOther(_ value: ExclusiveAxes.Mention) -> Bool {
    let told = comparison.summaryMeanings.words
    // Of a side alone, its part is the next word.
    let part = Int(value.end) - (value.end > value.start + 1 ? 1 : 0)
    guard part < told.count, told[part].gap <= .hyphen else { return false }
    var isTold = false
    comparison.index.forEachPlace(of: told[part].fine) {
      isTold = isTold || isOther(Int($0.start))
    }
    return isTold
  }

  private func isSided(_ sentence: Int32, on axis: Int16) -> Bool {
    noteValues[firstOfSentence[Int(sentence)]..<firstOfSentence[Int(sentence) + 1]].contains {
      $0.axis == axis
    }
  }

  private static let sides = Thesaurus.roots("side sides")

  /// `the left leg is dressed` for `ulcers on both legs … the left side is dressed`: whether the
  /// note has the part on both sides, and another word of the clause where it speaks of this one as a side, or
  /// in the sentence behind, if that names no side.
  private func isToldAsSide(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Bool {
    guard let head = heads.first, noteValues.count <= Self.mostNoteValues,
      isOneOfBoth(value, heads)
    else { return false }
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    let told = Set(
      noteValues.filter { known in
        let next = Int(known.end)
        return known.axis == value.axis && known.value == value.value
          && (Self.sides.contains(words[next - 1].fine)
            || next < words.count && words[next].gap < .comma
              && Self.sides.contains(words[next].fine))
      }.map { sentences[Int($0.start)] })
    return !told.isEmpty
      && comparison.units.contains { unit in
        unit.clause == head.clause && unit.words != head.words && !unit.isNeutral
          && !unit.words.contains(Int(value.start))
          && unit.places.contains { place in
            let sentence = sentences[Int(place.start)]
            return told.contains(sentence)
              || told.contains(sentence - 1) && !isSided(sentence, on: value.axis)
          }
      }
  }

  private static let articles = Thesaurus.roots("the")
  private static let predicating = Thesaurus.roots(
    "\(PlainWords.copulas) has had does did shows showed one")
  /// In words, to either side of the side.
  private static let tellingReach = 4

  /// `normal left knee` for `the right knee shows arthritis; the left is normal`: whether the note has the side
  /// with its noun left out, in a sentence that has the head or right behind one, and there another word that the
  /// summary has around the side.
  private func isLeftOut(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Bool {
    guard let head = heads.first, noteValues.count <= Self.mostNoteValues else { return false }
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    let homes = Set(head.places.map { sentences[Int($0.start)] })
    let told = comparison.summaryMeanings.words
    let first = max(0, Int(value.start) - Self.tellingReach)
    let last = min(told.count, Int(value.end) + Self.tellingReach)
    let around = (first..<last).filter {
      $0 != Int(value.start) && !head.words.contains($0) && !FunctionWords.holds(told[$0])
    }.map { told[$0].fine }
    return noteValues.contains { known in
      let next = Int(known.end)
      guard known.axis == value.axis, known.value == value.value, known.start > 0,
        next < words.count, words[next].gap < .comma, Self.predicating.contains(words[next].fine),
        Self.articles.contains(words[Int(known.start) - 1].fine),
        homes.contains(sentences[next]) || homes.contains(sentences[next] - 1)
      else { return false }
      var end = next + 1
      while end < words.count, words[end].gap < .clause { end += 1 }
      return (next..<end).contains { around.contains(words[$0].fine) }
    }
  }
}
