import ClinicalLanguage
import SourceText

/// Words of a summary that only turn, repeat or end a word of the note or of everyday English otherwise.
extension Comparison {
  /// Whether the word is another one with a prefix that only turns or repeats it: `unlabored`,
  /// `reoperation`.
  ///
  /// - Parameter ofNoteAlone: whether the other word must be the note's; else everyday English will do.
  func isDerived(_ span: TextSpan, ofNoteAlone: Bool = false) -> Bool {
    hasPrefix(span, among: Self.prefixes, ofNoteAlone: ofNoteAlone) || isNamedByAdjective(span)
  }

  /// Whether a word that no list knows is made of another one of the note or of everyday English:
  /// `autofused`, `endobronchial`, `decongest`, `meati`, `impalpable`, `periclitoral`, `everted`.
  func isCompound(_ span: TextSpan) -> Bool {
    isDerived(span) || hasPrefix(span, among: Self.compounding, readsAdjectives: true)
      || hasPrefix(span, among: Self.denyingPrefixes, ofNoteAlone: true) || isOtherNumber(span)
      || isAdjective(span.range) || isVerbOfNoun(span) || isClosedCompound(span)
  }

  private static let particles = [
    "up", "out", "off", "down", "in", "on", "over", "back", "away", "through",
  ]
  .map { Array($0.utf8) }

  /// `buildup`, `flareup`, `washout`: an everyday word and what follows it, written as one.
  private func isClosedCompound(_ span: TextSpan) -> Bool {
    let bytes = summary.text.bytes
    return Self.particles.contains { particle in
      guard span.count >= particle.count + Self.leastStem else { return false }
      let stem = Int(span.start)..<Int(span.end) - particle.count
      return zip(particle, bytes[stem.upperBound...]).allSatisfy { $0 == $1 | 0x20 }
        && OrdinaryWords.embedded.contains(root: MeaningWord.fineRoot(of: bytes, stem))
    }
  }

  /// Endings that make an adjective of a Latin or Greek noun, and what may be left of the noun behind the
  /// stem: `clitoral` of `clitoris`, `vasal` of `vas`, `choanal` of `choana`.
  private static let adjectives = ["al", "ar", "ic", "eal", "ial", "ous", "ine"].map {
    Array($0.utf8)
  }
  private static let nounEndings: Set<[UInt8]> = Set(
    ["", "a", "e", "is", "us", "um", "ae", "es", "i", "on", "x", "y"].map { Array($0.utf8) })

  /// Whether the note has the noun of which the word is the adjective.
  private func isAdjective(_ word: Range<Int>) -> Bool {
    let bytes = summary.text.bytes
    let noteBytes = note.text.bytes
    guard units.count <= Self.mostUnits else { return false }
    for ending in Self.adjectives where word.count >= ending.count + Self.leastStem {
      let stem = word.lowerBound..<word.upperBound - ending.count
      guard zip(ending, bytes[stem.upperBound...]).allSatisfy({ $0 == $1 | 0x20 }) else { continue }
      for other in noteMeanings.words where !other.isNumber {
        let noun = note.tokens[Int(other.firstToken)].span
        guard noun.count >= stem.count, noun.count <= stem.count + 2,
          zip(bytes[stem], noteBytes[noun.range]).allSatisfy({ $0 | 0x20 == $1 | 0x20 }),
          Self.nounEndings.contains(noteBytes[noun.range].dropFirst(stem.count).map { $0 | 0x20 })
        else { continue }
        return true
      }
    }
    return false
  }

  /// `everted` where the note has `eversion`, and the other way round: Latin verbs whose noun changes the
  /// last letter of the stem.
  private func isVerbOfNoun(_ span: TextSpan) -> Bool {
    var word = summary.text[span].map { $0 | 0x20 }
    func drop(_ ending: String) -> Bool {
      guard word.count >= ending.utf8.count + Self.leastVerb,
        word.suffix(ending.utf8.count).elementsEqual(ending.utf8)
      else { return false }
      word.removeLast(ending.utf8.count)
      return true
    }
    func holds(_ ending: String) -> Bool {
      let form = word + Array(ending.utf8)
      return index.holds(MeaningWord.fineRoot(of: form, 0..<form.count))
    }
    if drop("sion") || drop("sions") { return holds("t") || holds("d") }
    if !drop("ed"), !drop("ing") { _ = drop("s") }
    return (drop("t") || drop("d")) && holds("sion")
  }

  private static let leastVerb = 4

  /// - Parameters:
  ///   - ofNoteAlone: whether the note must have the rest, and everyday English does not suffice.
  ///   - readsAdjectives: whether the rest may be the adjective of a noun of the note.
  private func hasPrefix(
    _ span: TextSpan, among prefixes: [[UInt8]], ofNoteAlone: Bool = false,
    readsAdjectives: Bool = false
  ) -> Bool {
    let bytes = summary.text.bytes
    for prefix in prefixes where span.count >= prefix.count + 4 {
      let start = Int(span.start)
      guard zip(prefix, bytes[start...]).allSatisfy({ $0 == $1 | 0x20 }) else { continue }
      let stem = start + prefix.count..<Int(span.end)
      let rest = MeaningWord.fineRoot(of: bytes, stem)
      if index.holds(rest) || readsAdjectives && isAdjective(stem) { return true }
      if ofNoteAlone {
        // `impalpable` for `nonpalpable`
        if Self.denials.contains(where: { denial in
          let form = denial + bytes[stem]
          return index.holds(MeaningWord.fineRoot(of: form, 0..<form.count))
        }) {
          return true
        }
        continue
      }
      if OrdinaryWords.embedded.contains(root: rest) { return true }
      // `unassessable`
      if hasKnownStem(stem) { return true }
    }
    return false
  }

  /// Latin and Greek endings of one and of many.
  private static let numbers: [(one: [UInt8], many: [UInt8])] = [
    ("ix", "ices"), ("ex", "ices"), ("us", "i"), ("a", "ae"), ("um", "a"), ("on", "a"),
    ("is", "es"),
    ("ma", "mata"), ("nx", "nges"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  /// `varix` for the note's `varices`, `meati` for `meatus`.
  private func isOtherNumber(_ span: TextSpan) -> Bool {
    let word = summary.text[span].map { $0 | 0x20 }
    func holds(_ ending: [UInt8], as other: [UInt8]) -> Bool {
      guard word.count >= ending.count + Self.leastStem, word.suffix(ending.count) == ending[...]
      else { return false }
      let form = Array(word.dropLast(ending.count)) + other
      return index.holds(MeaningWord.fineRoot(of: form, 0..<form.count))
    }
    return Self.numbers.contains { holds($0.one, as: $0.many) || holds($0.many, as: $0.one) }
  }

  private static let leastStem = 3

  /// Whether the note or everyday English has the word without an ending that makes an agent, an action
  /// or a quality of it.
  private func hasKnownStem(_ word: Range<Int>, ofNoteAlone: Bool = false) -> Bool {
    let bytes = summary.text.bytes
    for ending in Self.endings where word.count >= ending.count + 4 {
      let stem = word.lowerBound..<word.upperBound - ending.count
      guard zip(ending, bytes[stem.upperBound...]).allSatisfy({ $0 == $1 | 0x20 }) else { continue }
      let single =
        stem.count > 3 && bytes[stem.upperBound - 1] == bytes[stem.upperBound - 2]
        ? stem.lowerBound..<stem.upperBound - 1 : stem
      for range in [stem, single] {
        let root = MeaningWord.fineRoot(of: bytes, range)
        if index.holds(root) || !ofNoteAlone && OrdinaryWords.embedded.contains(root: root) {
          return true
        }
      }
    }
    return false
  }

  /// `dialysis` for `dialytic`: Greek nouns on `-sis` whose adjective the note has.
  private func isNamedByAdjective(_ span: TextSpan) -> Bool {
    let word = summary.text[span].map { $0 | 0x20 }
    guard word.count > 5, word.suffix(3).elementsEqual("sis".utf8) else { return false }
    let adjective = Array(word.dropLast(3)) + Array("tic".utf8)
    return index.holds(MeaningWord.fineRoot(of: adjective, 0..<adjective.count))
  }

  /// How much of the shorter of two words, in percent, must be the same beginning.
  private static let kinShare = 60
  private static let leastKin = 5

  /// Whether the note or everyday English has a word of the same beginning, or one that has the word
  /// inside it: `swimmer` for `swims`, `emulsified` for `phacoemulsification`, `Staph` for
  /// `Staphylococcus`.
  ///
  /// - Parameter inNoteAlone: whether everyday English counts for nothing.
  func hasKin(of span: TextSpan, inNoteAlone: Bool = false) -> Bool {
    let bytes = summary.text.bytes
    let noteBytes = note.text.bytes
    guard span.count >= Self.leastKin, units.count <= Self.mostUnits else { return false }
    if hasKnownStem(Int(span.start)..<Int(span.end), ofNoteAlone: inNoteAlone) { return true }
    for word in noteMeanings.words where !word.isNumber {
      let other = note.tokens[Int(word.firstToken)].span
      guard other.count >= Self.leastKin else { continue }
      var same = 0
      let shorter = min(span.count, other.count)
      while same < shorter,
        bytes[Int(span.start) + same] | 0x20 == noteBytes[Int(other.start) + same] | 0x20
      { same += 1 }
      if same >= Self.leastKin, same * 100 >= max(shorter, span.count) * Self.kinShare {
        return true
      }
      if max(span.count, other.count) >= Self.leastMisspelt,
        min(span.count, other.count) + 1 >= Self.leastMisspelt,
        differsLittle(bytes, span.range, noteBytes, other.range, same),
        !areOpposed(bytes, span.range, noteBytes, other.range),
        TermEndings.agree(bytes, span.range, noteBytes, other.range)
      {
        return true
      }
      if span.count == other.count, span.count >= Self.leastTransposed, same >= 1,
        isTransposed(bytes, span.range, noteBytes, other.range)
      {
        return true
      }
      // Its first six letters inside a longer word.
      if other.count > span.count,
        contains(noteBytes, other.range, bytes, span.range.prefix(span.count > 6 ? 6 : span.count))
      {
        return true
      }
    }
    return false
  }

  /// Long words of which only two letters in a row differ are one, dictated or typed otherwise:
  /// `intraloop` for `interloop`.
  private func differsLittle(
    _ bytes: [UInt8], _ range: Range<Int>, _ other: [UInt8], _ otherRange: Range<Int>, _ same: Int
  ) -> Bool {
    var end = 0
    let shorter = min(range.count, otherRange.count)
    while end < shorter - same,
      bytes[range.upperBound - 1 - end] | 0x20 == other[otherRange.upperBound - 1 - end] | 0x20
    { end += 1 }
    return max(range.count, otherRange.count) - same - end <= 2 && same >= 3
  }

  /// Prefixes of one word and its opposite, which are often misread and never a misspelling of each other.
  private static let opposedPrefixes: [([UInt8], [UInt8])] = [
    ("hyper", "hypo"), ("abd", "add"), ("intra", "extra"), ("supra", "infra"),
    ("pre", "post"), ("ante", "post"), ("antero", "postero"), ("macro", "micro"), ("eso", "exo"),
    ("endo", "exo"), ("en", "ex"), ("in", "e"), ("ante", "retro"), ("ureter", "urethr"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  /// `hyperreflexia` and `hyporeflexia`, `ureteroscopy` and `urethroscopy`.
  private func areOpposed(
    _ bytes: [UInt8], _ range: Range<Int>, _ other: [UInt8], _ otherRange: Range<Int>
  ) -> Bool {
    func begins(_ text: [UInt8], _ range: Range<Int>, _ prefix: [UInt8]) -> Bool {
      range.count > prefix.count && zip(prefix, text[range]).allSatisfy { $0 == $1 | 0x20 }
    }
    return Self.opposedPrefixes.contains { one, two in
      begins(bytes, range, one) && begins(other, otherRange, two)
        || begins(bytes, range, two) && begins(other, otherRange, one)
    }
  }

  private static let leastMisspelt = 9
  private static let leastTransposed = 8

  /// `Dioralyte` for `diarolyte`: the same letters, two of which have changed their places.
  private func isTransposed(
    _ bytes: [UInt8], _ range: Range<Int>, _ other: [UInt8], _ otherRange: Range<Int>
  ) -> Bool {
    let differing = zip(range, otherRange).filter { bytes[$0] | 0x20 != other[$1] | 0x20 }
    guard differing.count == 2 else { return false }
    return bytes[differing[0].0] | 0x20 == other[differing[1].1] | 0x20
      && bytes[differing[1].0] | 0x20 == other[differing[0].1] | 0x20
  }

  private func contains(
    _ bytes: [UInt8], _ range: Range<Int>, _ other: [UInt8], _ part: Range<Int>
  ) -> Bool {
    guard range.count >= part.count else { return false }
    return (range.lowerBound...range.upperBound - part.count).contains { start in
      zip(start..<start + part.count, part).allSatisfy { bytes[$0] | 0x20 == other[$1] | 0x20 }
    }
  }

  private static let endings = [
    "er", "ers", "or", "ors", "ist", "ment", "ness", "ward", "wards", "ory", "able", "ible", "ive",
    "ion",
    "ity", "ful", "less", "al", "ish", "ated", "ary", "ally", "ize", "izes", "ized", "izing",
    "ization",
    "izations",
  ].map { Array($0.utf8) }

  /// A part of a compound, which people make up as they write: `retro-orbital`.
  func isHyphenated(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    return words[unit.words.lowerBound].gap == .hyphen
      || (unit.words.upperBound < words.count && words[unit.words.upperBound].gap == .hyphen)
  }

  private static let prefixes = [
    "un", "non", "re", "pre", "post", "retro", "fore", "mid", "mis", "over", "under", "out",
    "micro",
  ].map { Array($0.utf8) }
  private static let denials = ["non", "un"].map { Array($0.utf8) }
  /// `impalpable`, `irreducible`.
  private static let denyingPrefixes = ["im", "in", "ir"].map { Array($0.utf8) }
  private static let compounding = [
    "auto", "endo", "intra", "inter", "peri", "supra", "trans", "de",
  ].map { Array($0.utf8) }
}
