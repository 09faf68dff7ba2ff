/// Syllables of English words: groups of vowels, corrected for silent and for parted ones.
enum Syllables {
  /// - Parameter word: lower case; anything that is no letter from `a` to `z` counts as a consonant.
  static func count(_ word: [UInt8]) -> Int {
    let byRule = SyllableRule(word).count
    guard let correction = SyllableExceptions.corrections[word] else { return byRule }
    return max(1, byRule + correction)
  }
}

/// The rule without its exceptions.
private struct SyllableRule {
  private let word: [UInt8]

  init(_ word: [UInt8]) { self.word = word }

  var count: Int {
    var count = 0
    var wasVowel = false
    for byte in word {
      let isVowel = Self.isVowel(byte)
      if isVowel, !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    if count > 1, endsSilently { count -= 1 }
    if hasSilentE { count -= 1 }
    for index in word.indices.dropLast() where isParted(at: index) { count += 1 }
    // `doesn't`, `couldn't`.
    if ends("n't"), isOne(word.count - 4, of: "sd") { count += 1 }
    return max(count, 1)
  }

  /// `take`, `walked`, `takes`; not `table`, `treated`, `doses`, `patches`.
  private var endsSilently: Bool {
    let end = word.count
    guard end >= 3 else { return false }
    let before = letter(end - 3)
    if self.is(end - 1, "e") {
      return !isVowel(end - 2) && !(self.is(end - 2, "l") && !Self.isVowel(before))
    }
    guard self.is(end - 2, "e"), !Self.isVowel(before) else { return false }
    let hasOwnGroup = !isVowel(end - 4) && !isOne(end - 4, of: "lr")
    if self.is(end - 1, "d") {
      return !isOne(end - 3, of: "td") && !(isOne(end - 3, of: "lr") && hasOwnGroup)
    }
    guard self.is(end - 1, "s") else { return false }
    return !isOne(end - 3, of: "szcgx") && !(self.is(end - 3, "h") && isOne(end - 4, of: "sc"))
      && !(self.is(end - 3, "l") && hasOwnGroup)
  }

  /// `safely`, `movement`, `careless`.
  private var hasSilentE: Bool {
    for ending in Self.endings where ends(ending) {
      let index = word.count - ending.utf8CodeUnitCount - 1
      if index >= 2, self.is(index, "e"), !isVowel(index - 1), isVowel(index - 2),
        !isOne(index - 1, of: "hx")
      {
        return true
      }
    }
    return false
  }

  private static let endings: [StaticString] = [
    "ly", "ment", "ments", "less", "ness", "ful", "fully", "some", "where", "fore", "time", "times",
    "line",
  ]

  /// Neighbouring vowels that are two syllables: `dia`, `rio`, `neo`; and the end of `spasm`.
  private func isParted(at index: Int) -> Bool {
    let isSoft = index > 0 && isOne(index - 1, of: "cgst")
    let third = letter(index + 2)
    switch (word[index], word[index + 1]) {
    case (UInt8(ascii: "i"), UInt8(ascii: "a")):
      return !isSoft || !(third == 0 || isOne(index + 2, of: "lnr"))
    case (UInt8(ascii: "i"), UInt8(ascii: "o")):
      if third == UInt8(ascii: "n") || (third == UInt8(ascii: "u") && self.is(index + 3, "s")) {
        return !isSoft && !isOne(index - 1, of: "xhnl")
      }
      return true
    case (UInt8(ascii: "i"), UInt8(ascii: "u")): return true
    case (UInt8(ascii: "e"), UInt8(ascii: "o")):
      return third != UInt8(ascii: "u") && !(third == UInt8(ascii: "p") && self.is(index + 3, "l"))
    case (UInt8(ascii: "u"), UInt8(ascii: "a")):
      return isOne(index + 2, of: "lrt") && !isOne(index - 1, of: "qg")
    case (_, UInt8(ascii: "i")):
      return isVowel(index) && third == UInt8(ascii: "n") && self.is(index + 3, "g")
        && index + 4 == word.count
    case (UInt8(ascii: "s"), UInt8(ascii: "m")): return index + 2 == word.count
    default: return false
    }
  }

  // MARK: Letters

  /// 0 outside the word.
  private func letter(_ index: Int) -> UInt8 { word.indices.contains(index) ? word[index] : 0 }

  private func `is`(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
    letter(index) == UInt8(ascii: scalar)
  }

  private func isOne(_ index: Int, of letters: StaticString) -> Bool {
    let byte = letter(index)
    guard byte != 0 else { return false }
    return unsafe UnsafeBufferPointer(
      start: letters.utf8Start, count: letters.utf8CodeUnitCount
    ).contains(byte)
  }

  private func ends(_ ending: StaticString) -> Bool {
    let count = ending.utf8CodeUnitCount
    guard word.count >= count else { return false }
    return unsafe word.suffix(count).elementsEqual(
      UnsafeBufferPointer(start: ending.utf8Start, count: count))
  }

  private func isVowel(_ index: Int) -> Bool { Self.isVowel(letter(index)) }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      true
    default: false
    }
  }
}
