import ClinicalLanguage
import SourceText

/// Courses of falling doses, of which the note gives each step.
extension QuantityComparison {
  /// `a 14-day taper` for 40 mg for four days, 20 mg for four days and 10 mg for six: whether steps of a
  /// course that follow one another take so long together.
  func isSumOfDoses(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .duration, mention.low == mention.high, mention.low >= 2
    else { return false }
    var total = 0.0
    var steps = 0
    var last: QuantityMention?
    for index in index.mentions.indices.prefix(QuantityIndex.mostCompared) {
      let known = self.index.mentions[index]
      guard known.dimension.measure == .duration, known.low == known.high else { continue }
      let isStep = index > 0 && isStepDose(self.index.mentions[index - 1], before: known)
      if !isStep || last.map({ known.sentence - $0.sentence > 1 }) ?? false {
        (total, steps) = (0, 0)
      }
      if isStep {
        total += known.low
        steps += 1
        if steps > 1, isClose(total, mention.low, 1e-6) { return true }
      }
      last = known
    }
    return false
  }

  private func isStepDose(_ dose: QuantityMention, before time: QuantityMention) -> Bool {
    (dose.kind == .frequency || isDose(dose)) && dose.sentence == time.sentence
  }
}
