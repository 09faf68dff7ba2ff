import ClinicalLanguage
import SourceText

/// Values of an axis that a note never has.
extension AxisComparison {
  /// Values that the note never has, where it has another of the same axis. What it denies it has, but it
  /// says nothing else by that.
  func swaps(on axes: Set<Int16>) -> [Disagreement] {
    let askedFor = AxisFilter(axes)
    let topics = AxisTopics.standard
    let told = summaryValues.filter {
      askedFor.holds($0.axis)
        && topics.areAbout($0, comparison.summaryMeanings, in: comparison.summary)
    }
    guard !told.isEmpty else { return [] }
    var noteHas: [Int16: Set<Int16>] = [:]
    var firstOfAxis: [Int16: [TextSpan]] = [:]
    let asked = AxisFilter(Set(told.map(\.axis)))
    let noteWords = comparison.noteMeanings.words
    for value in noteValues
    where asked.holds(value.axis) && (!isOpen(value, noteWords) || isWay(value, noteWords)) {
      let isAbout = topics.areAbout(value, comparison.noteMeanings, in: comparison.note)
      if isAbout || topics.agreesAnywhere(value) {
        noteHas[value.axis, default: []].insert(value.value)
      }
      if isAbout, firstOfAxis[value.axis, default: []].count < 4, !comparison.deniesInNote(value) {
        firstOfAxis[value.axis, default: []].append(
          comparison.noteMeanings.span(
            of: Int(value.start)..<Int(value.end), in: comparison.note))
      }
    }
    var found: [Disagreement] = []
    for value in told {
      guard let opposing = firstOfAxis[value.axis], !opposing.isEmpty,
        noteHas[value.axis]?.contains(value.value) != true, !isSaidApart(value),
        !isPartOfName(value),
        !isOpening(value), !isUnitOfNumber(value), !isDenial(value), !isPrimary(value),
        !isShortened(value), !isProneTo(value),
        !topics.isImplied(value, comparison.summaryMeanings.words, by: comparison.index),
        value.axis != Self.side || isSideOfPart(value), !isToldAsOther(value)
      else { continue }
      let span = comparison.summaryMeanings.span(
        of: Int(value.start)..<Int(value.end), in: comparison.summary)
      found.append(
        Disagreement(
          axis: value.axis, span: span, noteSpans: opposing,
          isContradicted: true))
    }
    return found
  }

  /// `endovascular repair` for `endovascular aneurysm repair`: whether the note has each of several words.
  private func isSaidApart(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = (Int(value.start)..<Int(value.end)).map { comparison.summaryMeanings.words[$0] }
    return words.count > 1
      && (words.allSatisfy { comparison.index.holds($0.fine) }
        || AxisTopics.standard.isOfParts(value) && isSaidInSentence(value))
  }

  /// `external carotid` where the note has `ECA`: an expression for which the note has a short form.
  private func isPartOfName(_ value: ExclusiveAxes.Mention) -> Bool {
    let units = comparison.units
    let next = units.partitioningIndex { $0.words.upperBound > Int(value.start) }
    guard value.axis != Self.side, next < units.count else { return false }
    let unit = units[next]
    return unit.support == .said && unit.words.count > 1
      && unit.words.lowerBound <= Int(value.start) && Int(value.end) <= unit.words.upperBound
      && unit.places.contains { place in
        place.words.count == 1
          && comparison.note.text[comparison.noteSpan(place)].allSatisfy { $0 &- 0x41 < 26 }
      }
  }

  /// `gastric body` where the note has `the body and antrum of the stomach`: whether a sentence of it has
  /// each of the words under one of its names.
  private func isSaidInSentence(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    var common: Set<Int>?
    for word in Int(value.start)..<Int(value.end) {
      var own: Set<Int> = []
      comparison.index.forEachPlace(of: words[word].fine) {
        own.insert(comparison.noteSentence($0))
      }
      Thesaurus.embedded.forEachMeaningOfWord(at: word, in: words) { group in
        comparison.index.forEachPlace(of: Meaning.group(group).key) {
          own.insert(comparison.noteSentence($0))
        }
      }
      common = common.map { $0.intersection(own) } ?? own
      if common?.isEmpty == true { return false }
    }
    return true
  }

  private static let inclined = Thesaurus.roots("prone")
  private static let toward = Thesaurus.roots("to")

  /// `prone to spasm` is no position.
  private func isProneTo(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = Int(value.end)
    return value.end == value.start + 1 && Self.inclined.contains(words[Int(value.start)].fine)
      && next < words.count && words[next].gap == .none && Self.toward.contains(words[next].fine)
  }

  private static let side = ExclusiveAxes.embedded.axis(named: "side")

  /// `left hand`, `right subclavian vein`: a side of the body right before what it is a side of, in a note
  /// that names the other side alone. `The catheter was left`, `right next to it` say nothing of sides,
  /// nor does `both`; and a note with `LLE` has the left side without naming it.
  private func isSideOfPart(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    // `4 L CO2`: litres.
    guard !isBoth(value), isQualifier(value),
      value.start == 0 || !words[Int(value.start) - 1].isNumber
    else { return false }
    let implying =
      Self.left.contains(words[Int(value.start)].fine) ? Self.implyingLeft : Self.implyingRight
    guard comparison.units.count <= Comparison.mostUnits,
      !comparison.noteMeanings.words.contains(where: { implying.contains($0.fine) })
    else { return false }
    let next = comparison.units.partitioningIndex { $0.words.upperBound > Int(value.end) }
    guard next < comparison.units.count else { return false }
    let unit = comparison.units[next]
    guard unit.words.lowerBound <= Int(value.end) + 1, !unit.isNeutral,
      (Int(value.end)...max(Int(value.end), unit.words.lowerBound)).allSatisfy({
        words[$0].gap <= .hyphen
      })
    else { return false }
    // `right hand`, which the lists know as one expression.
    if unit.words.lowerBound < Int(value.end) { return unit.words.upperBound > Int(value.end) }
    switch unit.kind {
    case .site, .finding, .disease, .procedure, .test: return true
    default: return false
    }
  }

  private static let left = Thesaurus.roots("left left-sided leftward l lt")
  private static let implyingLeft = Thesaurus.roots(
    """
    lle lue llq luq lul lll lusb llsb lica lcea ltka ltha os lad lmca lima lcx lv lvef lvh lbbb la
    contralateral opposite
    """)
  private static let implyingRight = Thesaurus.roots(
    """
    rle rue rlq ruq rul rml rll rusb rlsb rica rcea rtka rtha od rca rima rv rvh rbbb ra
    contralateral opposite
    """)

  private static let units = Set(
    ["length unit", "weight unit", "temperature unit"].compactMap {
      ExclusiveAxes.embedded.axis(named: $0)
    })

  /// `12 x 8 mm` for `1.2 x 0.8 cm`: what a number counts is compared with the number.
  private func isUnitOfNumber(_ value: ExclusiveAxes.Mention) -> Bool {
    guard value.start > 0, Self.units.contains(value.axis) else { return false }
    let before = comparison.summaryMeanings.words[Int(value.start) - 1]
    return before.isNumber || Self.one.contains(before.fine)
  }

  /// `under a centimeter`
  private static let one = Thesaurus.roots("a an one half")

  private static let negative = Thesaurus.roots("negative neg")
  private static let purpose = Thesaurus.roots("for")

  /// `negative for radiculopathy`: a denial, which other rules hold against the note.
  private func isDenial(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = Int(value.end)
    return value.end == value.start + 1 && Self.negative.contains(words[Int(value.start)].fine)
      && next < words.count && words[next].gap == .none
      && Self.purpose.contains(words[next].fine)
  }

  private static let primary = Thesaurus.roots("primary")

  /// `metastatic, compatible with a breast primary`: the place that a tumor came from.
  private func isPrimary(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = Int(value.end)
    return value.end == value.start + 1 && Self.primary.contains(words[Int(value.start)].fine)
      && (next == words.count || words[next].gap >= .comma || FunctionWords.holds(words[next]))
  }

  /// `d/c` is discharge, whatever `D&C` is: no expression of the lists is written with a slash.
  private func isShortened(_ value: ExclusiveAxes.Mention) -> Bool {
    comparison.summary.text[
      comparison.summaryMeanings.span(
        of: Int(value.start)..<Int(value.end), in: comparison.summary)
    ].contains(UInt8(ascii: "/"))
  }

  private static let open = Thesaurus.roots("open")

  /// `the fascia was opened`, `the airway stayed open`: a step of any operation, or how something is, and
  /// no way into the body, which stands before what is done that way, or behind `converted to`.
  private func isOpening(_ value: ExclusiveAxes.Mention) -> Bool {
    let summary = comparison.summaryMeanings
    guard isOpen(value, summary.words) else { return false }
    return summary.span(of: Int(value.start)..<Int(value.end), in: comparison.summary).count
      > Self.openLength || !isWay(value, summary.words)
  }

  private func isOpen(_ value: ExclusiveAxes.Mention, _ words: [MeaningWord]) -> Bool {
    value.end == value.start + 1 && Self.open.contains(words[Int(value.start)].fine)
  }

  /// Whether the word stands before a noun, by itself, or behind one that says how an operation went on:
  /// not behind what is open.
  private func isWay(_ value: ExclusiveAxes.Mention, _ words: [MeaningWord]) -> Bool {
    let next = Int(value.end)
    if next < words.count, words[next].gap <= .hyphen, !FunctionWords.holds(words[next]) {
      return !Self.ended.contains(words[next].fine)
    }
    return value.start == 0 || words[Int(value.start)].gap >= .comma
      || Self.turning.contains(words[Int(value.start) - 1].fine)
  }

  private static let ended = Thesaurus.roots("ended end")
  private static let turning = Thesaurus.roots("to as an a the and or versus by via")
  private static let openLength = 4
}
