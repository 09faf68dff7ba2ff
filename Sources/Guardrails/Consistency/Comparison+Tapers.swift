import ClinicalLanguage

extension Comparison {
  private static let taper = Thesaurus.roots("taper tapering")

  /// `prednisone taper` where the note gives falling doses of prednisone: what they are called together.
  func isTaperOfDoses(_ unit: SummaryUnit) -> Bool {
    guard unit.kind == .drugClass || unit.kind == .drug,
      unit.words.contains(where: { Self.taper.contains(summaryMeanings.words[$0].fine) }),
      unit.words.contains(where: {
        !Self.taper.contains(summaryMeanings.words[$0].fine)
          && index.holds(summaryMeanings.words[$0].fine)
      })
    else { return false }
    let doses = reading.quantities.mentions.filter {
      $0.kind == .amount && ($0.dimension.measure == .mass || $0.dimension.measure == .tablet)
    }
    return zip(doses, doses.dropFirst()).contains { first, next in
      first.dimension == next.dimension && next.low < first.low
        && next.sentence - first.sentence <= 1
    }
  }
}
