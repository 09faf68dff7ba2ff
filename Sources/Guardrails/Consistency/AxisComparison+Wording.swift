import ClinicalLanguage
import SourceText

/// A side that the note gives in the words of the summary.
extension AxisComparison {
  /// How far behind a side its word may stand in the note, and how far around it another: `right-sided
  /// acute stroke`.
  private static let reach = 3
  private static let nearReach = 5
  /// With more values than this a text is a list of words.
  private static let mostNoteValues = 2000

  /// `right renal infarct` for `embolic right renal infarction`: whether the note has the side right before
  /// the word that the summary has it before, and beside it another word of the summary's, whatever it says
  /// of the other side.
  func isSaidSo(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    guard let head = content(from: Int(value.end), step: 1, in: words) else { return false }
    var others: [Int] = []
    var next = head
    while others.count < Self.reach, let other = content(from: next + 1, step: 1, in: words) {
      others.append(other)
      next = other
    }
    if let before = content(from: Int(value.start) - 1, step: -1, in: words) {
      others.append(before)
    }
    guard !others.isEmpty else { return false }
    let note = comparison.noteMeanings.words
    guard noteValues.count <= Self.mostNoteValues else { return false }
    return noteValues.contains { known in
      guard known.axis == value.axis, known.value == value.value else { return false }
      let behind = Int(known.end)..<min(note.count, Int(known.end) + Self.reach)
      guard
        behind.prefix(while: { note[$0].gap < .comma }).contains(where: {
          isOne(note[$0], words[head])
        })
      else { return false }
      let near =
        max(0, Int(known.start) - Self.nearReach)..<min(note.count, Int(known.end) + Self.nearReach)
      return near.contains { place in
        comparison.noteMeanings.sentences[place]
          == comparison.noteMeanings.sentences[Int(known.start)]
          && others.contains { isOne(note[place], words[$0]) }
      }
    }
  }

  /// The `left` of `left nephrectomy and bilateral stents`, which says nothing of the stents: whether another
  /// value of the axis stands between it and the place.
  func hasNearer(_ value: ExclusiveAxes.Mention, to place: NoteIndex.Place) -> Bool {
    let end = max(value.start, place.start)
    return noteValues[Self.index(of: min(value.end, place.end), in: noteValues[...])...]
      .prefix { $0.start < end }.contains { $0.axis == value.axis && $0.value != value.value }
  }

  /// The `reached` of `the right vas was reached`: what is done to a thing has no side of its own.
  func isThing(_ head: SummaryUnit) -> Bool {
    switch head.kind {
    case .action, .state, .generic, .descriptor: false
    default: true
    }
  }

  private static let resultState = ExclusiveAxes.embedded.axis(named: "result state")
  private static let result = Array("result".utf8)

  /// The noun of `culture results outstanding`, which says nothing of whether they are there.
  func isResultNoun(_ value: ExclusiveAxes.Mention) -> Bool {
    guard value.axis == Self.resultState else { return false }
    let text = comparison.summary.text[
      comparison.summaryMeanings.span(
        of: Int(value.start)..<Int(value.end), in: comparison.summary)]
    return text.count <= Self.result.count + 1
      && zip(text, Self.result).allSatisfy { $0 | 0x20 == $1 }
  }

  private func isOne(_ left: MeaningWord, _ right: MeaningWord) -> Bool {
    left.fine == right.fine || left.coarse == right.coarse
  }

  /// The next word of the part of a sentence that carries content, within three.
  private func content(from first: Int, step: Int, in words: [MeaningWord]) -> Int? {
    var index = first
    for _ in 0..<Self.reach {
      guard words.indices.contains(index) else { return nil }
      // What stands between two words is told with the second.
      let between = step > 0 ? index : index + 1
      if words.indices.contains(between), words[between].gap >= .comma { return nil }
      if !FunctionWords.holds(words[index]), !words[index].isNumber { return index }
      index += step
    }
    return nil
  }

  /// `R 3/5`
  func isBesideNumber(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = Int(value.end)
    return next < words.count && words[next].isNumber && words[next].gap < .comma
  }

  private static let mostPlaces = 8
  /// More values around one place than this are a list of words.
  private static let mostNear = 64

  /// `A new lead` for one of several places that have the lead: whether the note gives the head this value
  /// right before it anywhere.
  func isSaidElsewhere(_ value: ExclusiveAxes.Mention, of head: SummaryUnit) -> Bool {
    head.places.prefix(Self.mostPlaces).contains { place in
      let near = values(near: comparison.noteSentence(place))
      return near.count <= Self.mostNear
        && near.contains {
          $0.axis == value.axis && $0.value == value.value && $0.end == place.start
        }
    }
  }
}
