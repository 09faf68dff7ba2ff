import ClinicalLanguage
import SourceText

/// What the place of a side tells where its surroundings do not: the order in which a rendered sentence
/// names sides, and the sides that the whole note gives a part of the body.
extension AxisComparison {
  enum Verdict {
    case agrees
    case disagrees([TextSpan])
    case open
  }

  func verdict(
    on value: ExclusiveAxes.Mention, of heads: [SummaryUnit], unit: Int, noteIsSideless: inout Bool?
  ) -> Verdict {
    switch verdictOfOrder(value, heads, unit: unit) {
    case .open: break
    case let verdict: return verdict
    }
    if isKnownPart(value, heads) {
      // One look at the note does for all sides of the summary.
      let isSideless = noteIsSideless ?? namesNoSide(of: value.axis)
      noteIsSideless = isSideless
      if isSideless { return .disagrees([]) }
    }
    return verdictOfHead(value, heads)
  }

  // MARK: - A clause that renders one sentence

  /// The least share of a clause, in percent, that its sentence holds where the order of sides counts.
  private static let renderedShare = 70
  private static let leastUnits = 3

  /// Where one sentence of the note holds most of a clause, sides stand in both in one order.
  private func verdictOfOrder(
    _ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit], unit: Int
  ) -> Verdict {
    guard unit < comparison.units.count else { return .open }
    let words = comparison.units[unit].clause
    guard words.contains(Int(value.start)), let mine = sides(of: value.axis, in: words),
      let position = mine.firstIndex(of: value)
    else { return .open }
    var held: [Int32: Int] = [:]
    var total = 0
    for unit in units(of: words, near: unit) where !unit.isNeutral && !isSide(unit, mine) {
      total += 1
      var own: Set<Int32> = []
      for place in unit.places { own.insert(comparison.noteMeanings.sentences[Int(place.start)]) }
      for sentence in own { held[sentence, default: 0] += 1 }
    }
    guard total >= Self.leastUnits, let most = held.values.max(),
      most * 100 >= total * Self.renderedShare
    else { return .open }
    var opposing: [TextSpan] = []
    for (sentence, count) in held where count == most {
      let all = noteValues[firstOfSentence[Int(sentence)]..<firstOfSentence[Int(sentence) + 1]]
      guard all.count <= Self.mostValues else { return .open }
      let theirs = all.filter { $0.axis == value.axis }
      let order = orderOfNumbers(beside: mine, inSentence: sentence, withSides: theirs)
      if theirs.map(\.value) == mine.map(\.value) {
        guard order == .reversed else { return .agrees }
        opposing.append(
          comparison.noteMeanings.span(
            of: Int(theirs[1 - position].start)..<Int(theirs[1 - position].end), in: comparison.note
          ))
        continue
      }
      // `R 3/5, L 5/5` for `5/5 on the left and 3/5 on the right`: each has its own words beside it.
      if mine.count == 2, mine[0].value != mine[1].value,
        theirs.map(\.value) == mine.reversed().map(\.value)
      {
        switch order {
        case .reversed: return .agrees
        case .open where isBesideNumber(mine[0]) && isBesideNumber(mine[1]): return .open
        default: break
        }
      }
      if theirs.contains(where: isBothInNote) { return .open }
      // A sentence that has nothing of what the side belongs to leaves it to others, as one without sides.
      if let head = heads.first,
        !head.places.contains(where: {
          comparison.noteMeanings.sentences[Int($0.start)] == sentence
        })
      {
        return .open
      }
      guard theirs.count == mine.count, theirs[position].value != value.value else { return .open }
      opposing.append(
        comparison.noteMeanings.span(
          of: Int(theirs[position].start)..<Int(theirs[position].end), in: comparison.note))
    }
    return .disagrees(opposing)
  }

  /// More sides in one clause than this are a list.
  private static let mostSides = 6

  /// Nil where there are too many.
  private func sides(of axis: Int16, in words: Range<Int>) -> [ExclusiveAxes.Mention]? {
    var low = summaryValues.partitioningIndex { Int($0.start) >= words.lowerBound }
    var found: [ExclusiveAxes.Mention] = []
    var seen = 0
    while low < summaryValues.count, Int(summaryValues[low].start) < words.upperBound {
      seen += 1
      if summaryValues[low].axis == axis { found.append(summaryValues[low]) }
      if found.count > Self.mostSides || seen > Self.mostValues { return nil }
      low += 1
    }
    return found
  }

  private func units(of clause: Range<Int>, near unit: Int) -> ArraySlice<SummaryUnit> {
    let units = comparison.units
    var first = unit
    while first > 0, units[first - 1].clause == clause { first -= 1 }
    var end = unit
    while end < units.count, units[end].clause == clause { end += 1 }
    return units[first..<end]
  }

  private func isSide(_ unit: SummaryUnit, _ sides: [ExclusiveAxes.Mention]) -> Bool {
    sides.contains {
      unit.words.lowerBound == Int($0.start) && unit.words.upperBound == Int($0.end)
    }
  }

  // MARK: - A sentence that names one side alone

  /// How many words from a side what it is said of may stand.
  private static let toldReach = 5

  /// Whether a sentence of the note that names no other side has the heads, and another word beside the
  /// side of the summary; or every sentence that has the head and a side has this one.
  func isToldAlone(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Bool {
    guard let head = heads.first, head.support == .said, !isBoth(value) else { return false }
    let units = comparison.units
    let first = units.partitioningIndex {
      $0.words.upperBound > Int(value.start) - Self.toldReach
    }
    let beside = units[first...].prefix {
      $0.words.lowerBound < Int(value.end) + Self.toldReach
    }.filter {
      !$0.isNeutral && $0.support == .said && $0.words != head.words
        && !($0.words.lowerBound <= Int(value.start) && Int(value.end) <= $0.words.upperBound)
        && $0.clause == head.clause
    }
    var isAlwaysThis = true
    var isThis = false
    for place in head.places.prefix(Self.mostSentences) {
      let sentence = comparison.noteSentence(place)
      let all = noteValues[firstOfSentence[sentence]..<firstOfSentence[sentence + 1]]
      guard all.count <= Self.mostValues else { return false }
      let theirs = all.filter { $0.axis == value.axis && !isNoSide($0) }
      if theirs.isEmpty { continue }
      guard theirs.allSatisfy({ $0.value == value.value }) else {
        isAlwaysThis = false
        continue
      }
      isThis = true
      let told = beside.count { unit in
        unit.places.contains { comparison.noteSentence($0) == sentence }
      }
      if told >= Self.leastBeside { return true }
    }
    return isThis && isAlwaysThis
  }

  private static let leastBeside = 2

  /// The `L` of `L-spine`.
  func isLumbar(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = Int(value.end)
    guard next < words.count, words[next].gap <= .hyphen, Self.spine.contains(words[next].fine)
    else { return false }
    return comparison.summaryMeanings.span(
      of: Int(value.start)..<next, in: comparison.summary
    ).count == 1
  }

  private static let spine = Thesaurus.roots("spine spinal")

  // MARK: - A side that the note never names

  /// Whether the side stands right before a part of the body that the note knows.
  private func isKnownPart(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Bool {
    guard let head = heads.first, head.kind == .site || beginsWithSite(head),
      head.support == .said
    else { return false }
    let distance = head.words.lowerBound - Int(value.end)
    return (0...Self.bindingReach).contains(distance)
  }

  /// The `foot` of `foot pain`, which the lists know as one expression.
  private func beginsWithSite(_ unit: SummaryUnit) -> Bool {
    let mentions = comparison.summaryMeanings.mentions
    let low = mentions.partitioningIndex { Int($0.start) >= unit.words.lowerBound }
    return mentions[low...].prefix { Int($0.start) == unit.words.lowerBound }.contains {
      $0.kind == .site
    }
  }

  private func namesNoSide(of axis: Int16) -> Bool {
    !noteValues.contains { $0.axis == axis }
      && !comparison.noteMeanings.words.contains { Self.sidedNames.contains($0.fine) }
  }

  /// Abbreviations and words that imply a side.
  private static let sidedNames = Thesaurus.roots(
    """
    rle rue rlq ruq rul rml rll lle lue llq luq lul lll ble bue od os ou ad au rca lad lcx lca lvh lv
    rv la ra rt lt rbbb lbbb lvef unilateral sided side contralateral ipsilateral dextro levo
    """)

  /// `hypertropia OD`: whether a sentence about the heads names a side in a way that is no value.
  func isSidedOtherwise(_ heads: [SummaryUnit]) -> Bool {
    heads.prefix(1).contains { head in
      head.aligned.prefix(Self.mostSentences).contains { place in
        comparison.noteWords(near: place).contains {
          Self.eyes.contains(comparison.noteMeanings.words[$0].fine)
        }
      }
    }
  }

  private static let mostSentences = 8
  private static let eyes = Thesaurus.roots("od os ou")

  // MARK: - A part of the body that the note only ever gives the other side

  /// More values around one place than this are a list of words.
  private static let mostValues = 64

  /// How many words may stand between a side and the part it belongs to.
  private static let bindingReach = 2

  private func verdictOfHead(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Verdict {
    guard let head = heads.first, isKnownPart(value, heads) else { return .open }
    var opposing: [TextSpan] = []
    for place in head.places {
      // `your left lung` is said of the note's left base, whatever its right lobe has.
      guard comparison.sharesWord(head, place) else { return .open }
      let sentence = comparison.noteSentence(place)
      let near = values(near: sentence)
      guard near.count <= Self.mostValues else { return .open }
      for other in near where other.axis == value.axis {
        if isBound(other, to: place) {
          if other.value == value.value || isBothInNote(other) { return .open }
          opposing.append(
            comparison.noteMeanings.span(
              of: Int(other.start)..<Int(other.end), in: comparison.note))
        } else if other.value == value.value || isBothInNote(other),
          !isBoundElsewhere(other, than: head)
        {
          return .open
        }
      }
    }
    return opposing.isEmpty ? .open : .disagrees(opposing)
  }

  /// The `left` of `the right and left knees`, where the note has the knees on both sides.
  func isOneOfBoth(_ value: ExclusiveAxes.Mention, _ heads: [SummaryUnit]) -> Bool {
    guard let head = heads.first else { return false }
    return head.places.contains { place in
      values(near: comparison.noteSentence(place)).prefix(Self.mostValues).contains {
        $0.axis == value.axis && isBothInNote($0)
          && Int(place.start) - Int($0.end) < Self.bothReach
          && Int($0.start) - Int(place.end) < Self.bindingReach
      }
    }
  }

  /// In words: `both of her knees`.
  private static let bothReach = 3

  func isBothInNote(_ value: ExclusiveAxes.Mention) -> Bool {
    Self.bilateral.contains(comparison.noteMeanings.words[Int(value.start)].fine)
  }

  private static let bilateral = Thesaurus.roots("both bilateral bilaterally each")

  /// `right foot`, `right great toe`
  private func isBound(_ value: ExclusiveAxes.Mention, to place: NoteIndex.Place) -> Bool {
    let distance = Int(place.start) - Int(value.end)
    guard (0..<Self.bindingReach).contains(distance) else { return false }
    let words = comparison.noteMeanings.words
    return (Int(value.end)...Int(place.start)).allSatisfy { words[$0].gap <= .hyphen }
  }

  /// Whether the side stands right before some other part of the body.
  private func isBoundElsewhere(_ value: ExclusiveAxes.Mention, than head: SummaryUnit) -> Bool {
    let mentions = comparison.reading.mentions
    var low = mentions.partitioningIndex { $0.start >= value.end }
    while low < mentions.count, Int(mentions[low].start) - Int(value.end) < Self.bindingReach {
      let place = NoteIndex.Place(start: mentions[low].start, end: mentions[low].end)
      if mentions[low].kind == .site, isBound(value, to: place) { return true }
      low += 1
    }
    return false
  }
}
