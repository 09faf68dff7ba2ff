import ClinicalLanguage
import SourceText

/// Words of a summary that the note has in another way of writing: in two words, in the words that an
/// abbreviation stands for, in plain words for its Greek parts, or inside a longer word.
extension UnitReader {
  mutating func findOtherwiseWritten(_ unit: inout SummaryUnit, _ word: MeaningWord) {
    let span = summary.tokens[Int(word.firstToken)].span
    guard span.count >= 2, spellingChecks < Self.spellingLimit else { return }
    spellingChecks += 1
    if let place = joined(span) ?? longer(span, unit.kind) ?? sided(span) ?? operated(span)
      ?? shortened(span, unit) ?? clipped(span, unit) ?? quality(span, unit.kind)
    {
      unit.support = .kindred
      unit.places = [place]
    } else if let place = spelledOut(span, unit.kind) {
      unit.support = .parts
      unit.places = [place]
    } else if unit.kind != .drug, let place = composed(span) {
      unit.support = .parts
      unit.places = [place]
    }
  }

  // MARK: - Two words written as one

  /// `methyl prednisolone`, `over circulation`.
  private func joined(_ span: TextSpan) -> NoteIndex.Place? {
    guard span.count >= 6 else { return nil }
    let bytes = summary.text.bytes
    let noteBytes = note.text.bytes
    let words = noteMeanings.words
    for index in initials[bytes[Int(span.start)]].lazy.map({ Int($0) })
    where index + 1 < words.count && words[index + 1].gap <= .hyphen {
      let first = note.tokens[Int(words[index].firstToken)].span
      let second = note.tokens[Int(words[index + 1].firstToken)].span
      guard abs(first.count + second.count - span.count) <= 1,
        first.count >= 2, second.count >= 2, first.count < span.count,
        isSame(bytes, span.range.prefix(first.count), noteBytes, first.range),
        isBeginning(
          bytes, span.range.dropFirst(first.count), of: noteBytes, second.range)
      else { continue }
      return NoteIndex.Place(start: Int32(index), end: Int32(index + 2))
    }
    return nil
  }

  /// Whether two stretches are the same but for capitals.
  private func isSame(_ left: [UInt8], _ a: Range<Int>, _ right: [UInt8], _ b: Range<Int>) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { left[$0] | 0x20 == right[$1] | 0x20 }
  }

  /// The same but for the last letter, which may be a plural's.
  private func isBeginning(
    _ left: [UInt8], _ a: Range<Int>, of right: [UInt8], _ b: Range<Int>
  ) -> Bool {
    let length = min(a.count, b.count)
    return length >= 2 && isSame(left, a.prefix(length), right, b.prefix(length))
  }

  // MARK: - A longer word of the note

  private static let leastDrug = 6
  /// `-ized`, `-ization`.
  private static let longestEnding = 7

  /// `heparinized saline` for heparin.
  private func longer(_ span: TextSpan, _ kind: Thesaurus.Kind) -> NoteIndex.Place? {
    guard kind == .drug, span.count >= Self.leastDrug else { return nil }
    let bytes = summary.text.bytes
    let noteBytes = note.text.bytes
    for index in initials[bytes[Int(span.start)]] {
      let other = note.tokens[Int(noteMeanings.words[Int(index)].firstToken)].span
      guard other.count > span.count + 1, other.count <= span.count + Self.longestEnding,
        isSame(bytes, span.range, noteBytes, other.range.prefix(span.count)),
        noteBytes[Int(other.start) + span.count] | 0x20 == UInt8(ascii: "i")
      else { continue }
      return NoteIndex.Place(start: index, end: index + 1)
    }
    return nil
  }

  private static let leastShortened = 8
  private static let shortest = 4

  /// `clopidogrel` for the note's `clopi`, `teicoplanin` for `teic`: a drug by its beginning, which is
  /// no word of its own.
  private func shortened(_ span: TextSpan, _ unit: SummaryUnit) -> NoteIndex.Place? {
    guard unit.kind == .drug || !unit.isKnown, span.count >= Self.leastShortened else { return nil }
    let bytes = summary.text.bytes
    let noteBytes = note.text.bytes
    for index in initials[bytes[Int(span.start)]] {
      let word = noteMeanings.words[Int(index)]
      let other = note.tokens[Int(word.firstToken)].span
      guard (Self.shortest...span.count - 3).contains(other.count), !word.isNumber,
        isSame(bytes, span.range.prefix(other.count), noteBytes, other.range),
        !OrdinaryWords.embedded.contains(word), !isTerm(Int(word.firstToken))
      else { continue }
      return NoteIndex.Place(start: index, end: index + 1)
    }
    return nil
  }

  private static let leastClipped = 4
  /// How much longer the whole word must be, in letters.
  private static let leastCut = 3

  /// `frags` for the note's `fragments`, `hosp` for `hospital`: a word of no list that is the beginning of one
  /// of the note's, which is no drug.
  private func clipped(_ span: TextSpan, _ unit: SummaryUnit) -> NoteIndex.Place? {
    let bytes = summary.text.bytes
    var stem = span.range
    if stem.count > Self.leastClipped, bytes[stem.upperBound - 1] | 0x20 == UInt8(ascii: "s") {
      stem = stem.dropLast()
    }
    guard !unit.isKnown, stem.count >= Self.leastClipped,
      !OrdinaryWords.embedded.contains(meanings.words[unit.words.lowerBound])
    else { return nil }
    let noteBytes = note.text.bytes
    for index in initials[bytes[stem.lowerBound]] {
      let word = noteMeanings.words[Int(index)]
      let other = note.tokens[Int(word.firstToken)].span
      guard other.count >= stem.count + Self.leastCut, !word.isNumber,
        isSame(bytes, stem, noteBytes, other.range.prefix(stem.count)), !isDrug(Int(index))
      else { continue }
      return NoteIndex.Place(start: index, end: index + 1)
    }
    return nil
  }

  private func isDrug(_ word: Int) -> Bool {
    let mentions = noteMeanings.mentions
    let first = mentions.partitioningIndex { Int($0.start) >= word }
    return mentions[first...].prefix { Int($0.start) == word }.contains {
      $0.kind == .drug || $0.kind == .drugClass
    }
  }

  /// Of an expression's word that stands nowhere by itself.
  mutating func placeInWord(of word: MeaningWord) -> NoteIndex.Place? {
    guard !word.isNumber, spellingChecks < Self.spellingLimit else { return nil }
    spellingChecks += 1
    let span = summary.tokens[Int(word.firstToken)].span
    return sided(span) ?? operated(span)
  }

  /// The same of a word that the note has as a verb, or in plain words.
  mutating func placeInPlainWords(of word: MeaningWord) -> NoteIndex.Place? {
    guard !word.isNumber, spellingChecks < Self.spellingLimit else { return nil }
    spellingChecks += 1
    let span = summary.tokens[Int(word.firstToken)].span
    return acted(span) ?? composed(span)
  }

  private static let leastAction = 4
  private static let actions = ["ion", "al"].map { Array($0.utf8) }

  /// `creation` for `created`, `removal` for `removed`: what was done, as a noun.
  private func acted(_ span: TextSpan) -> NoteIndex.Place? {
    let bytes = summary.text.bytes
    for ending in Self.actions where span.count >= ending.count + Self.leastAction {
      let stem = Int(span.start)..<Int(span.end) - ending.count
      guard zip(ending, bytes[stem.upperBound...]).allSatisfy({ $0 == $1 | 0x20 }) else { continue }
      var place: NoteIndex.Place?
      index.forEachPlace(of: MeaningWord.fineRoot(of: bytes, stem)) {
        if place == nil { place = $0 }
      }
      if let place { return place }
    }
    return nil
  }

  /// `MCA` where the note has `RMCA`: an abbreviation with its side before it.
  private func sided(_ span: TextSpan) -> NoteIndex.Place? {
    let bytes = summary.text.bytes
    guard (2...4).contains(span.count),
      summary.text[span].allSatisfy({ (0x41...0x5A).contains($0) })
    else { return nil }
    let noteBytes = note.text.bytes
    for (index, word) in noteMeanings.words.enumerated() {
      let other = note.tokens[Int(word.firstToken)].span
      guard other.count == span.count + 1, Self.sides.contains(noteBytes[Int(other.start)]),
        noteBytes[other.range.dropFirst()].elementsEqual(bytes[span.range])
      else { continue }
      return NoteIndex.Place(start: Int32(index), end: Int32(index + 1))
    }
    return nil
  }

  private static let sides = Array("RLB".utf8)

  private static let leastOperated = 5

  /// `hernia` in `herniorrhaphy`, `thyroid` in `thyroidectomy`: what is operated on, named by the operation.
  private func operated(_ span: TextSpan) -> NoteIndex.Place? {
    let bytes = summary.text.bytes
    var stem = span.range
    if let last = stem.last, bytes[last] | 0x20 == UInt8(ascii: "s") { stem = stem.dropLast() }
    while let last = stem.last, stem.count > Self.leastOperated,
      Self.vowels.contains(bytes[last] | 0x20)
    {
      stem = stem.dropLast()
    }
    guard stem.count >= Self.leastOperated else { return nil }
    let noteBytes = note.text.bytes
    for index in initials[bytes[stem.lowerBound]] {
      let other = note.tokens[Int(noteMeanings.words[Int(index)].firstToken)].span
      guard other.count >= stem.count + 4,
        isSame(bytes, stem, noteBytes, other.range.prefix(stem.count)),
        Self.operations.contains(where: { ending in
          other.count > ending.count
            && zip(ending, noteBytes[Int(other.end) - ending.count..<Int(other.end)]).allSatisfy {
              $0 == $1 | 0x20
            }
        })
      else { continue }
      return NoteIndex.Place(start: index, end: index + 1)
    }
    return nil
  }

  private static let vowels = Array("aeiouy".utf8)
  private static let operations = [
    "rrhaphy", "plasty", "ectomy", "otomy", "ostomy", "pexy", "oscopy", "ography",
  ].map { Array($0.utf8) }

  // MARK: - Initials

  private static let longestAbbreviation = 6

  /// The words whose first letters the abbreviation has: `ACDF` for `anterior cervical discectomy and
  /// fusion` (after Schwartz and Hearst, Pac Symp Biocomput 2003); also in the order of an index, `T2DM` for
  /// `diabetes mellitus, type 2`.
  ///
  /// Two letters stand for too much where a drug or a disease could be made up: among devices, procedures
  /// and classes of drugs `NC` may be a nuchal cord and `RW` a round window.
  private func spelledOut(_ span: TextSpan, _ kind: Thesaurus.Kind) -> NoteIndex.Place? {
    let shortest =
      switch kind {
      case .device, .procedure, .drugClass: 2
      default: 3
      }
    guard (shortest...Self.longestAbbreviation).contains(span.count) else { return nil }
    let letters = summary.text[span]
    guard let first = letters.first, (0x41...0x5A).contains(first),
      letters.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
    else { return nil }
    let initials = letters.map { $0 | 0x20 }[...]
    for start in self.initials[first | 0x20].lazy.map({ Int($0) }) {
      if let end = end(of: initials, from: start) {
        return NoteIndex.Place(start: Int32(start), end: Int32(end))
      }
    }
    if initials.count == 2 { return inOneWord(Array(initials)) }
    for cut in initials.indices.dropFirst() where (0x61...0x7A).contains(initials[cut]) {
      for start in self.initials[initials[cut]].lazy.map({ Int($0) }) {
        guard let middle = end(of: initials[cut...], from: start),
          middle < noteMeanings.words.count,
          (MeaningWord.Gap.comma...MeaningWord.Gap.clause).contains(noteMeanings.words[middle].gap),
          let end = end(of: initials[..<cut], from: middle)
        else { continue }
        return NoteIndex.Place(start: Int32(start), end: Int32(end))
      }
    }
    return nil
  }

  private static let joining = Thesaurus.roots("and or")

  private static let kinds = Thesaurus.roots("type grade stage class")
  private static let romans = ["i", "ii", "iii", "iv", "v"].map { Array($0.utf8) }

  /// Whether a word of the note begins with the letter, or is the number under its Roman name.
  private func begins(_ word: Int, with letter: UInt8) -> Bool {
    if initial(word) == letter { return true }
    guard (0x31...0x35).contains(letter) else { return false }
    let token = note.tokens[Int(noteMeanings.words[word].firstToken)].span
    return note.text[token].map { $0 | 0x20 } == Self.romans[Int(letter - 0x31)]
  }

  /// Behind the words from `start` that begin with these letters; nil where they do not. Small words may
  /// stand among them, and what `and` joins to one of them: `SR` for `superior and inferior rectus`. A kind
  /// may be told behind any mark: `DM2` for `diabetes mellitus - type II`.
  private func end(of letters: ArraySlice<UInt8>, from start: Int) -> Int? {
    let words = noteMeanings.words
    guard start < words.count, let first = letters.first, initial(start) == first else {
      return nil
    }
    var matched = max(1, capitals(start, at: letters))
    var index = start + 1
    while matched < letters.count, index < words.count, index - start < letters.count * 2 {
      let isKind = Self.kinds.contains(words[index].fine)
      guard words[index].gap <= (isKind ? .clause : .comma) else { return nil }
      let letter = letters[letters.startIndex + matched]
      if begins(index, with: letter) {
        matched += max(1, capitals(index, at: letters.dropFirst(matched)))
      } else if letters.count >= Self.leastPlaced, Self.places.contains(words[index].fine) {
        // `STEMI` for `ST elevation, anterior myocardial infarction`: where it is has no letter.
      } else if !FunctionWords.holds(words[index]), !isKind || !(0x31...0x39).contains(letter),
        !Self.joining.contains(words[index - 1].fine)
      {
        return nil
      }
      index += 1
    }
    return matched == letters.count ? index : nil
  }

  /// How many of the letters a word in capitals is: both of `STEMI` for `ST elevation …`.
  private func capitals(_ word: Int, at letters: ArraySlice<UInt8>) -> Int {
    let text = note.text[note.tokens[Int(noteMeanings.words[word].firstToken)].span]
    guard text.count > 1, text.count < letters.count,
      text.allSatisfy({ (0x41...0x5A).contains($0) }),
      zip(text, letters).allSatisfy({ $0 | 0x20 == $1 })
    else { return 0 }
    return text.count
  }

  private static let leastPlaced = 4
  private static let places = Thesaurus.roots(
    "anterior inferior lateral posterior septal medial left right upper lower acute chronic")

  /// `ST` for `semitendinosus`, `TA` for `thyroarytenoid`: a word that begins with one letter and has the
  /// other at the beginning of its second part.
  private func inOneWord(_ letters: [UInt8]) -> NoteIndex.Place? {
    let bytes = note.text.bytes
    for index in initials[letters[0]] {
      let word = note.tokens[Int(noteMeanings.words[Int(index)].firstToken)].span
      guard word.count >= Self.leastCompound else { continue }
      let inner = Int(word.start) + Self.leastPart..<Int(word.end) - Self.leastPart
      if bytes[inner].contains(where: { $0 | 0x20 == letters[1] }) {
        return NoteIndex.Place(start: index, end: index + 1)
      }
    }
    return nil
  }

  private static let leastCompound = 12
  private static let leastPart = 4

  private func initial(_ word: Int) -> UInt8 {
    note.text.bytes[Int(note.tokens[Int(noteMeanings.words[word].firstToken)].start)] | 0x20
  }

  // MARK: - Greek and Latin parts

  /// `perioral` where a sentence of the note has `around her lips`.
  private func composed(_ span: TextSpan) -> NoteIndex.Place? {
    let bytes = summary.text.bytes
    let index = index
    guard
      let parts = CombiningForms.embedded.parts(
        of: bytes, span.range,
        isWord: { index.holds(MeaningWord.fineRoot(of: bytes, $0)) })
    else { return nil }
    var common: [Int32: NoteIndex.Place]?
    for part in parts {
      var own: [Int32: NoteIndex.Place] = [:]
      switch part {
      case .form(let roots):
        if roots.isEmpty { continue }
        for root in roots { collect(root, &own) }
      case .word(let range):
        collect(MeaningWord.fineRoot(of: bytes, range), &own)
      }
      if let known = common {
        common = own.filter { known[$0.key] != nil }
      } else {
        common = own
      }
      if common?.isEmpty == true { return nil }
    }
    return common?.min { $0.key < $1.key }?.value
  }

  private func collect(_ root: UInt64, _ places: inout [Int32: NoteIndex.Place]) {
    index.forEachPlace(of: root) { place in
      places[noteMeanings.sentences[Int(place.start)]] = place
    }
  }
}
