import ClinicalLanguage
import SourceText

/// What was lost, told as not lost, and the other way round: `did not lose consciousness` for `he lost
/// consciousness`.
///
/// The verb of loss is itself a word that denies, so that what denies it is asked here alone.
struct TurnedLosses {
  let comparison: Comparison

  private static let losing = Thesaurus.roots("lose lost loses losing loss")
  private static let filling = Thesaurus.roots("of any her his the their your much some")
  private static let denial = Thesaurus.roots(
    "no not never without denies denied denying deny negative didn't nor w/o")
  private static let doubt = Thesaurus.roots(
    "if or may might possible possibly questionable unsure")

  private static let reach = 5
  private static let most = 40

  func disagreements() -> [PolarityComparison.Disagreement] {
    comparison.turned(most: Self.most, Self.losses)
  }

  private static func losses(in meanings: DocumentMeanings) -> [PolarReading] {
    let words = meanings.words
    var found: [PolarReading] = []
    for (index, word) in words.enumerated() where losing.contains(word.fine) {
      var thing = index + 1
      while thing < words.count, words[thing].gap < .comma, filling.contains(words[thing].fine) {
        thing += 1
      }
      guard thing < min(words.count, index + reach),
        words[thing].gap < .comma, !FunctionWords.holds(words[thing])
      else { continue }
      var isDenied = false
      var isDoubtful = false
      var before = index
      while before > max(0, index - reach), words[before].gap < .comma {
        before -= 1
        if denial.contains(words[before].fine) { isDenied = true }
        if doubt.contains(words[before].fine) { isDoubtful = true }
      }
      if isDoubtful { continue }
      found.append(PolarReading(thing: thing, words: index..<thing + 1, isDenied: isDenied))
    }
    return found
  }
}
