import SourceText

/// What an allergy list has that is no allergy: `Heparin ok`, `none to iodine`, `nuts - not allergic`.
extension FactReader {
  /// The part of a sentence before the clause that tells what is tolerated, which is no allergen:
  /// `Amoxicillin taken in January without trouble`, `Reglan; tolerates Percocet`.
  func beforeTolerance(_ sentence: Range<Int>) -> Range<Int> {
    let word = sentence.first { index in
      guard let key = source.letters(at: index, before: sentence.upperBound)?.key else {
        return false
      }
      return Self.toleranceWords.contains(key)
    }
    guard var end = word else { return sentence }
    // `codeine, tolerates morphine`: what follows is tolerated; `aspirin, ibuprofen - tolerated`: what stands
    // before it, back to the comma.
    var bound: ContextWord = [.separator, .bracket, .semicolon]
    if !beginsAllergen(end + 1, before: sentence.upperBound) {
      while end > sentence.lowerBound, !source.words[end - 1].isDisjoint(with: bound) { end -= 1 }
      bound = [.comma, .semicolon]
    }
    while end > sentence.lowerBound, source.words[end - 1].isDisjoint(with: bound) { end -= 1 }
    return sentence.lowerBound..<end
  }

  private static let toleranceWords: RootSet = RootSet(
    ["taken", "takes", "tolerates", "tolerated", "tolerating"].map { FactSource.packed($0.utf8) })

  /// Whether what stands around one entry of a list says that it is tolerated, or no allergy.
  ///
  /// - Parameter end: where the next entry begins.
  func isTolerated(_ allergen: Range<Int>, in region: Range<Int>, before end: Int) -> Bool {
    var start = allergen.lowerBound
    while start > region.lowerBound,
      source.words[start - 1].isDisjoint(with: [.separator, .semicolon])
    {
      start -= 1
    }
    if (start..<allergen.lowerBound).contains(where: { isWord($0, Self.before) }) { return true }
    // `NOT to have phenytoin` is an order.
    if allergen.lowerBound - start >= 3, isWord(start, Self.negations), isWord(start + 1, Self.to) {
      return true
    }
    var place = allergen.upperBound
    while place < end, !source.words[place].contains(.semicolon) {
      // `penicillin, tolerated cephalosporins`: said of the next entry.
      if isWord(place, Self.tolerated) {
        return !beginsAllergen(place + 1, before: source.tokens.count)
      }
      if isWord(place, Self.only), place - allergen.upperBound >= 2 { return true }
      if isWord(place, Self.negations), isRefutation(place, before: end) { return true }
      place += 1
    }
    // `idarucizumab none`, `Latex N.`
    let next = allergen.upperBound
    return next < end
      && (isWord(next, Self.none)
        || (source.tokens[next].span.count == 1 && source.byte(next) == UInt8(ascii: "N")))
  }

  /// `not allergic`, `not a true allergy`, `no reaction to it`, `never had it`; not `no reaction noted`.
  private func isRefutation(_ negation: Int, before end: Int) -> Bool {
    for place in negation + 1..<max(negation + 1, min(negation + 4, end)) {
      if isWord(place, Self.allergic) { return true }
      if isWord(place, Self.had) { return isWord(negation, Self.never) }
      guard isWord(place, Self.reaction) else { continue }
      return !(place + 1..<max(place + 1, min(place + 3, end))).contains {
        isWord($0, Self.recorded)
      }
    }
    return false
  }

  private func isWord(_ index: Int, _ words: Set<UInt64>) -> Bool {
    guard let key = source.letters(at: index, before: index + 1)?.key else { return false }
    return words.contains(key)
  }

  private static let before = keys(
    "eats ate eating tolerates tolerated tolerating takes taking none")
  private static let tolerated = keys(
    "ok okay fine tolerates tolerated tolerating eats removed delabelled delabeled refuted disproved"
  )
  private static let negations = keys("not no never")
  private static let never = keys("never")
  private static let allergic = keys("allergic allergy")
  private static let reaction = keys("reaction reactions")
  private static let recorded = keys(
    "noted recorded documented known listed given specified stated")
  private static let had = keys("had")
  private static let only = keys("only")
  private static let to = keys("to")
  private static let none = keys("none")

  private static func keys(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { FactSource.packed($0.utf8) })
  }
}
