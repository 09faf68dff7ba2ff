import ClinicalLanguage
import SourceText

/// Slips of the pen, which are no words from elsewhere.
extension Comparison {
  /// Shorter words are too many to be told apart by one letter.
  private static let leastMisspelled = 5
  /// Longer ones are names of drugs and diseases.
  private static let mostMisspelled = 12

  /// `rcent` for `recent`, `evaulation` for `evaluation`: whether an everyday word becomes this one where a
  /// letter is left out, added, or changed for another, or two change places (Damerau, CACM 1964: four of
  /// five misspellings).
  ///
  /// A word that ends like the name of a drug is none.
  func isMisspelled(_ span: TextSpan) -> Bool {
    let word = summary.text[span].map { $0 | 0x20 }
    guard units.count <= Self.mostUnits,
      (Self.leastMisspelled...Self.mostMisspelled).contains(word.count),
      word.allSatisfy({ $0 &- 0x61 < 26 }),
      !Self.drugEndings.contains(where: { word.suffix($0.count) == $0[...] })
    else { return false }
    func isWord(_ form: [UInt8]) -> Bool {
      OrdinaryWords.embedded.contains(root: MeaningWord.fineRoot(of: form, 0..<form.count))
    }
    for index in word.indices {
      var form = word
      let letter = form.remove(at: index)
      if isWord(form) { return true }
      if index > 0 {
        form.insert(letter, at: index - 1)
        if isWord(form) { return true }
      }
      form = word
      for other in UInt8(ascii: "a")...UInt8(ascii: "z") where other != letter {
        form[index] = other
        if isWord(form) { return true }
      }
      form.remove(at: index)
      form.insert(contentsOf: [0, letter], at: index)
      for other in UInt8(ascii: "a")...UInt8(ascii: "z") {
        form[index] = other
        if isWord(form) { return true }
      }
    }
    return false
  }

  /// Stems of international nonproprietary names (WHO, The use of stems in the selection of INN, 2018), and the
  /// endings that most of the others have.
  private static let drugEndings = [
    "mab", "nib", "pril", "sartan", "azole", "vir", "pam", "lam", "setron", "triptan", "profen",
    "coxib",
    "xaban", "in", "ine", "ide", "ol", "ate", "one",
  ].map { Array($0.utf8) }
}
