import ClinicalLanguage
import SourceText

/// Values of an axis that a note never has.
extension AxisComparison {
  /// Values that the note never has, where it has another of the same axis.
  func swaps(on axes: Set<Int16>) -> [Disagreement] {
    let askedFor = AxisFilter(axes)
    let told = summaryValues.filter { askedFor.holds($0.axis) }
    guard !told.isEmpty else { return [] }
    var noteHas: [Int16: Set<Int16>] = [:]
    var firstOfAxis: [Int16: [TextSpan]] = [:]
    let asked = AxisFilter(Set(told.map(\.axis)))
    for value in noteValues where asked.holds(value.axis) {
      noteHas[value.axis, default: []].insert(value.value)
      if firstOfAxis[value.axis, default: []].count < 4 {
        firstOfAxis[value.axis, default: []].append(
          comparison.noteMeanings.span(
            of: Int(value.start)..<Int(value.end), in: comparison.note))
      }
    }
    var found: [Disagreement] = []
    for value in told {
      guard let has = noteHas[value.axis], !has.contains(value.value), !isSaidApart(value),
        !isOpening(value), !isUnitOfNumber(value), value.axis != Self.side || isSideOfPart(value)
      else { continue }
      let span = comparison.summaryMeanings.span(
        of: Int(value.start)..<Int(value.end), in: comparison.summary)
      found.append(
        Disagreement(
          axis: value.axis, span: span, noteSpans: firstOfAxis[value.axis] ?? [],
          isContradicted: true))
    }
    return found
  }

  /// `endovascular repair` for `endovascular aneurysm repair`: whether the note has each of several words.
  private func isSaidApart(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = (Int(value.start)..<Int(value.end)).map { comparison.summaryMeanings.words[$0] }
    return words.count > 1 && words.allSatisfy { comparison.index.holds($0.fine) }
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
    guard !comparison.noteMeanings.words.contains(where: { implying.contains($0.fine) }) else {
      return false
    }
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
    "lle lue llq luq lul lll lusb llsb lica lcea ltka ltha os contralateral opposite")
  private static let implyingRight = Thesaurus.roots(
    "rle rue rlq ruq rul rml rll rusb rlsb rica rcea rtka rtha od contralateral opposite")

  private static let units = Set(
    ["length unit", "weight unit", "temperature unit"].compactMap {
      ExclusiveAxes.embedded.axis(named: $0)
    })

  /// `12 x 8 mm` for `1.2 x 0.8 cm`: what a number counts is compared with the number.
  private func isUnitOfNumber(_ value: ExclusiveAxes.Mention) -> Bool {
    value.start > 0 && Self.units.contains(value.axis)
      && comparison.summaryMeanings.words[Int(value.start) - 1].isNumber
  }

  private static let open = Thesaurus.roots("open")

  /// `the fascia was opened`: a step of any operation, and no way into the body.
  private func isOpening(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = Int(value.start)..<Int(value.end)
    return words.count == 1
      && Self.open.contains(comparison.summaryMeanings.words[words.lowerBound].fine)
      && comparison.summaryMeanings.span(of: words, in: comparison.summary).count > Self.openLength
  }

  private static let openLength = 4
}
