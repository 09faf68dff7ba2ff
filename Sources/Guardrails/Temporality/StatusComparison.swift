import ClinicalLanguage
import SourceText

/// Finds words such as `former`, `new` or `continue` that say of a thing the opposite of what the note
/// says of it.
struct StatusComparison {
  struct Disagreement {
    var span: TextSpan
    var noteSpans: [TextSpan]
  }

  /// What is said of a thing before them: `symptoms have persisted since the operation`.
  private static let following = Thesaurus.roots("persist persisted persists")

  private static let ago = Thesaurus.roots("ago")
  private static let history = Thesaurus.roots("history hx")

  /// How many words may stand between a status and its thing: in the summary after it and before
  /// it, and in the note before the thing and after it.
  private static let reach = 3
  private static let reachBack = 5
  private static let reachBefore = 6
  private static let reachAfter = 12
  /// What the note speaks of more often than this has more than one status.
  private static let placeLimit = 6

  let comparison: Comparison

  func disagreements() -> [Disagreement] {
    let words = comparison.summaryMeanings.words
    let claims = Self.claims
    var found: [Disagreement] = []
    var unit = 0
    for index in words.indices {
      guard let claim = claims[words[index].fine] else { continue }
      while unit < comparison.units.count, comparison.units[unit].words.upperBound <= index {
        unit += 1
      }
      guard !isDenied(index, comparison.summaryCues, comparison.summaryMeanings),
        !isManner(index), !isOrder(index, Self.statuses[claim]),
        let head = head(of: index, from: unit, Self.statuses[claim])
      else { continue }
      let noteSpans = opposing(Self.statuses[claim], head)
      if noteSpans.isEmpty { continue }
      let first = min(index, head.words.lowerBound)
      let last = max(index + 1, head.words.upperBound)
      found.append(
        Disagreement(
          span: comparison.summaryMeanings.span(of: first..<last, in: comparison.summary),
          noteSpans: noteSpans))
    }
    return found
  }

  private static let like = Thesaurus.roots("as")

  /// `went as planned`: how, and not when.
  private func isManner(_ index: Int) -> Bool {
    index > 0 && comparison.summaryMeanings.words[index].gap < .comma
      && Self.like.contains(comparison.summaryMeanings.words[index - 1].fine)
  }

  private static let then = Thesaurus.roots("then next")
  private static let thenReach = 4

  /// `left side first, then right`: which of two, and not for the first time.
  private func isOrder(_ index: Int, _ status: Status) -> Bool {
    let words = comparison.summaryMeanings.words
    guard status.opposing.contains(Self.recurrent) else { return false }
    var word = index + 1
    while word < min(words.count, index + Self.thenReach), words[word].gap < .sentence {
      if Self.then.contains(words[word].fine) { return true }
      word += 1
    }
    return false
  }

  private static let recurrent = MeaningWord.fineRoot(
    of: Array("recurrent".utf8), 0..<"recurrent".utf8.count)

  private func isDenied(_ index: Int, _ cues: CueMap, _ meanings: DocumentMeanings) -> Bool {
    var word = index
    while word > max(0, index - 2), meanings.words[word].gap < .comma {
      word -= 1
      if cues.words[word].contains(.negation) { return true }
    }
    return false
  }

  /// The thing right after the status; where nothing follows, the one before it.
  private func head(of index: Int, from first: Int, _ status: Status) -> SummaryUnit? {
    let words = comparison.summaryMeanings.words
    let units = comparison.units
    if let term = term(around: index, from: first) {
      return isHead(term, status) && !isJoined(index) ? term : nil
    }
    var position = first
    var reach = Self.reach
    while position < units.count, units[position].words.lowerBound <= index { position += 1 }
    while !followsThing(index), position < units.count,
      units[position].words.lowerBound - index <= reach
    {
      let unit = units[position]
      guard (index + 1...unit.words.lowerBound).allSatisfy({ words[$0].gap < .comma }) else {
        break
      }
      if isHead(unit, status) { return unit }
      if isPortion(unit) {
        reach += Self.portionReach
      } else if !unit.isNeutral && unit.kind != .descriptor {
        // `release planned in the coming weeks`: what follows says when.
        if words[index].gap < .comma && unit.kind != .time { return nil }
        break
      }
      position += 1
    }
    position = first - 1
    while position >= 0, index - units[position].words.upperBound < Self.reachBack {
      let unit = units[position]
      guard unit.words.upperBound <= index,
        (unit.words.upperBound...index).allSatisfy({ words[$0].gap <= .comma })
      else { break }
      if isHead(unit, status) { return unit }
      position -= 1
    }
    return nil
  }

  /// The `former smoker`, the `chronic kidney disease`: an expression that goes on behind the word is what the
  /// word is said of, whatever stands before it.
  private func term(around index: Int, from first: Int) -> SummaryUnit? {
    let units = comparison.units
    guard first < units.count, units[first].words.contains(index),
      index + 1 < units[first].words.upperBound, units[first].kind != .action,
      !Self.present.contains(comparison.summaryMeanings.words[index + 1].fine)
    else { return nil }
    return units[first]
  }

  private static let portions = Thesaurus.roots("cycle course round session series week half")
  private static let portionReach = 2

  /// The `cycle` of `finished your last cycle of chemotherapy`: so much of what follows.
  private func isPortion(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = unit.words.upperBound
    return next < words.count && Self.portions.contains(words[next - 1].fine)
      && Self.of.contains(words[next].fine)
  }

  private static let of = Thesaurus.roots("of")

  /// `still present` is said of what stands before it.
  private static let present = Thesaurus.roots("present there")

  private static let on = Thesaurus.roots("on")

  /// `acute on chronic heart failure`: neither word alone.
  private func isJoined(_ index: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return index > 0 && Self.on.contains(words[index - 1].fine)
      || index + 1 < words.count && Self.on.contains(words[index + 1].fine)
  }

  /// `symptoms have persisted`, `an infection that is still being treated`.
  private func followsThing(_ index: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return Self.following.contains(words[index].fine)
      || (index + 1 < words.count && words[index + 1].gap < .comma
        && Self.beingVerbs.contains(words[index + 1].fine))
  }

  private static let beingVerbs = Thesaurus.roots("being present under there")

  private func isHead(_ unit: SummaryUnit, _ status: Status) -> Bool {
    guard unit.support == .said, !unit.places.isEmpty, unit.places.count <= Self.placeLimit,
      !unit.isNeutral
    else { return false }
    switch unit.kind {
    case .drug, .drugClass: return true
    case .finding, .disease, .device: return !status.isOfDrugs
    case .procedure: return status.isOfTreatment
    // `aspirin 81 mg` has a short form of its own.
    case .abbreviation where status.isOfDrugs:
      return comparison.summary.facts.contains {
        $0.kind == .medication && $0.nameSpan.overlaps(unit.span)
      }
    case .action, .state, .abbreviation, .generic:
      return !status.isOfDrugs && unit.places.count <= 4
    default: return false
    }
  }

  /// What the note says against the status, where nothing in it bears it out.
  private func opposing(_ status: Status, _ head: SummaryUnit) -> [TextSpan] {
    var found: [TextSpan] = []
    let words = comparison.noteMeanings.words
    for place in head.places {
      let sentence = comparison.noteSentence(place)
      if status.isOfDrugs,
        comparison.note.sections[comparison.note.sentences[sentence].section].name == .medications
      {
        return []
      }
      var first = Int(place.start)
      while first > max(0, Int(place.start) - Self.reachBefore), words[first].gap < .comma {
        first -= 1
      }
      var last = Int(place.end)
      while last < min(words.count, Int(place.end) + Self.reachAfter), words[last].gap < .clause {
        last += 1
      }
      if listsStatus(place, from: last, status) || isExchanged(place, before: last) { return [] }
      let hasHistory = (first..<Int(place.start)).contains { Self.history.contains(words[$0].fine) }
      for word in first..<last where !place.words.contains(word) {
        let fine = words[word].fine
        if status.agreeing.contains(fine), !isDenied(word, of: status) { return [] }
        if status.dating.contains(fine), !isDenied(word, of: status),
          !isOverruled(status, in: first..<last)
        {
          return []
        }
        let speaksAgainst =
          status.opposing.contains(fine)
          || (hasHistory && Self.ago.contains(fine) && status.words == Self.statuses[0].words)
        // `prophylaxis, otherwise follow-up as previously scheduled`
        if speaksAgainst, word == 0 || !Self.like.contains(words[word - 1].fine),
          !isDenied(word, comparison.noteCues, comparison.noteMeanings)
        {
          found.append(
            comparison.noteMeanings.span(
              of: min(word, Int(place.start))..<max(word + 1, Int(place.end)), in: comparison.note))
        }
      }
    }
    return found.prefix(4).map { $0 }
  }

  private static let listing = Thesaurus.roots("medication medicine drug med")

  /// `Naproxen 500 mg twice daily - STOPPED`: the status of a list's item, behind its dash.
  private func listsStatus(_ place: NoteIndex.Place, from last: Int, _ status: Status) -> Bool {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    guard
      (sentence.lowerBound..<Int(place.start)).allSatisfy({
        words[$0].isNumber || status.agreeing.contains(words[$0].fine)
          || Self.listing.contains(words[$0].fine)
      })
    else { return false }
    return (last..<max(last, min(sentence.upperBound, last + Self.reachAfter))).contains {
      status.agreeing.contains(words[$0].fine)
    }
  }

  /// `co-codamol -> paracetamol 1 g tds`: what an arrow leads away from is stopped, what it leads to is
  /// begun, and a dose before it and behind it has changed.
  private func isExchanged(_ place: NoteIndex.Place, before last: Int) -> Bool {
    let words = comparison.noteMeanings.words
    let tokens = comparison.note.tokens
    let bytes = comparison.note.text.bytes
    let first = max(Int(place.start) - Self.reachBefore, 0)
    let start = Int(words[first].firstToken)
    let end = min(tokens.count, Int(words[max(first, last - 1)].endToken) + 3)
    var token = start
    while token + 1 < end {
      if bytes[Int(tokens[token].start)] == UInt8(ascii: "-")
        || bytes[Int(tokens[token].start)] == UInt8(ascii: "="),
        bytes[Int(tokens[token + 1].start)] == UInt8(ascii: ">"),
        tokens[token].end == tokens[token + 1].start
      {
        return true
      }
      // U+2192
      if bytes[Int(tokens[token].start)] == 0xE2, tokens[token].end - tokens[token].start == 3,
        bytes[Int(tokens[token].start) + 1] == 0x86
      {
        return true
      }
      token += 1
    }
    return false
  }

  private func isOverruled(_ status: Status, in range: Range<Int>) -> Bool {
    range.contains { status.overruling.contains(comparison.noteMeanings.words[$0].fine) }
  }

  /// `was not on aspirin at home`: words that would agree that a drug goes on, denied in their clause.
  private func isDenied(_ word: Int, of status: Status) -> Bool {
    guard status.isOfDrugs else { return false }
    let words = comparison.noteMeanings.words
    var before = word
    while before > max(0, word - Self.reachBefore), words[before].gap < .comma {
      before -= 1
      if Self.not.contains(words[before].fine) { return true }
    }
    return false
  }

  private static let not = Thesaurus.roots(PlainWords.not)
}
