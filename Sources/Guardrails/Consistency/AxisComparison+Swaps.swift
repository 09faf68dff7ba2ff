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
        !isOpening(value), !isUnitOfNumber(value), !isShortened(value)
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

  private static let units = Set(
    ["length unit", "weight unit", "temperature unit"].compactMap {
      ExclusiveAxes.embedded.axis(named: $0)
    })

  /// `12 x 8 mm` for `1.2 x 0.8 cm`: what a number counts is compared with the number.
  private func isUnitOfNumber(_ value: ExclusiveAxes.Mention) -> Bool {
    guard value.start > 0, Self.units.contains(value.axis) else { return false }
    let before = comparison.summaryMeanings.words[Int(value.start) - 1]
    // `under a centimeter`
    return before.isNumber || Self.one.contains(before.fine)
  }

  /// `d/c` is discharge, whatever `D&C` is: no expression of the lists is written with a slash.
  private func isShortened(_ value: ExclusiveAxes.Mention) -> Bool {
    comparison.summary.text[
      comparison.summaryMeanings.span(
        of: Int(value.start)..<Int(value.end), in: comparison.summary)
    ].contains(UInt8(ascii: "/"))
  }

  private static let one = Thesaurus.roots("a an one")
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
