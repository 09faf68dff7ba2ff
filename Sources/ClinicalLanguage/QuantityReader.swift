import SourceText

/// The quantities of a text, in order, and every other number that stands in it.
package struct QuantityReading: Sendable {
  package var mentions: [QuantityMention] = []
  /// The values of all numbers as written, those inside words (`q6h`, `B12`) among them.
  package var numbers: [Double] = []
}

extension ClinicalDocument {
  /// Reads every quantity of the text. Linear in its length.
  package func quantities() -> QuantityReading {
    var reader = QuantityReader(self)
    return reader.read()
  }
}

/// Reads numbers with what they count, sentence by sentence.
///
/// Numbers in digits and words, fractions, ranges and pairs; units, doses per weight, frequencies,
/// routes and dates. Ages are left to the demographic facts.
struct QuantityReader {
  let source: FactSource
  let words: [QuantityWord]
  let sentences: [Sentence]
  let facts: [Fact]
  var reading = QuantityReading()
  /// The sentence that is being read, and where its tokens end.
  var sentence: Int32 = 0
  var end = 0
  var start = 0

  init(_ document: ClinicalDocument) {
    source = FactSource(text: document.text, tokens: document.tokens, words: [])
    sentences = document.sentences
    facts = document.facts
    words = Self.words(of: document)
  }

  private static func words(of document: ClinicalDocument) -> [QuantityWord] {
    let table = QuantityWord.standard
    let bytes = document.text.bytes
    var words: [QuantityWord] = []
    words.reserveCapacity(document.tokens.count)
    for token in document.tokens {
      if token.kind == .number {
        words.append(.none)
        continue
      }
      var word = table[token.foldedHash]
      // Labels and schedules are short; `q12hours` is one of the longest.
      let length = token.end - token.start
      if word.role == .none, token.kind == .word, length > 1, length <= 12 {
        for offset in Int(token.start) + 1..<Int(token.end) where bytes[offset].isASCIIDigit {
          word.role = .labelled
          break
        }
      }
      words.append(word)
    }
    return words
  }

  mutating func read() -> QuantityReading {
    reading.mentions.reserveCapacity(source.tokens.count / 8 + 4)
    reading.numbers.reserveCapacity(source.tokens.count / 8 + 4)
    for (index, token) in source.tokens.enumerated() {
      switch token.kind {
      case .number: if let value = source.decimal(index) { reading.numbers.append(value) }
      case .word: if words[index].role == .labelled { appendDigits(of: token) }
      case .punctuation: break
      }
    }
    var position = 0
    for (index, sentence) in sentences.enumerated() {
      self.sentence = Int32(truncatingIfNeeded: index)
      // What stands between sentences is a heading or an item's number.
      if position < sentence.tokens.lowerBound { readTokens(position..<sentence.tokens.lowerBound) }
      readTokens(sentence.tokens)
      position = sentence.tokens.upperBound
    }
    return reading
  }

  private mutating func appendDigits(of token: Token) {
    var value = 0.0
    var isOpen = false
    for byte in source.text.bytes[token.span.range] {
      if byte.isASCIIDigit {
        value = value * 10 + Double(byte - UInt8(ascii: "0"))
        isOpen = true
      } else if isOpen {
        reading.numbers.append(value)
        value = 0
        isOpen = false
      }
    }
    if isOpen { reading.numbers.append(value) }
  }

  private mutating func readTokens(_ tokens: Range<Int>) {
    start = tokens.lowerBound
    end = tokens.upperBound
    var position = start
    while position < end {
      // Most words are in no quantity.
      let token = source.tokens[position]
      if words[position].role == .none, token.kind == .word, token.end - token.start > 3 {
        position += 1
      } else {
        position = max(readToken(position), position + 1)
      }
    }
    lendUnits()
  }

  /// Reads what begins at the token; the index behind it.
  private mutating func readToken(_ index: Int) -> Int {
    switch source.tokens[index].kind {
    case .number: return readNumber(index)
    case .punctuation: return vulgarPart(index) == nil ? readAfterAmount(index) : readNumber(index)
    case .word: break
    }
    let (word, next) = word(index)
    switch word.role {
    case .number, .part: return readNumber(index)
    case .couple:
      // `a couple of months`
      let behind = next < end && words[next].role == .of ? next + 1 : next
      return readAmount(
        Number(low: 2, high: 2, next: behind, qualifiers: [.word, .approximate]), from: index)
    case .both:
      guard let (unit, _) = wordUnit(next), unit.dimension.0 == .duration else { return next }
      return readAmount(
        Number(low: 2, high: 2, next: next, qualifiers: [.word]), from: index)
    case .dayBefore:
      return add(
        .amount, index..<next, low: 1, dimension: .duration, qualifiers: [.word, .borrowedUnit])
    case .frequency:
      add(.frequency, index..<next, low: word.value)
      return readCount(of: word.value, next)
    case .labelled:
      return source.byte(index) | 0x20 == UInt8(ascii: "q")
        ? readEveryHours(index) : readLabelled(index)
    case .about:
      guard isAroundTheClock(index) else { return index + 1 }
      return add(.frequency, index..<index + 3, low: Self.hoursPerDay)
    case .times, .every: return readFrequency(index, word, next)
    case .other: return readAlternate(index)
    case .weekday: return readWeekday(index)
    case .per: return readArticle(index)
    case .at, .with, .by: return readOccasion(index, word)
    case .route:
      // `under topical anaesthesia` is by which way that was given.
      if next < end, Self.anesthesia.contains(source.tokens[next].foldedHash) { return next }
      let route = MedicationRoute(rawValue: word.code)
      if Self.short.contains(source.tokens[index].foldedHash), !isBetweenDoseAndTime(index, next) {
        return next
      }
      return add(.route, index..<next, low: 0, route: route)
    case .month: return readMonth(index)
    case .dayPart: return readDayParts(index, from: index) ?? index + 1
    case .unit: return readBareTime(index)
    case .none:
      if source.byte(index) | 0x20 == UInt8(ascii: "q") { return readEveryHours(index) }
      guard index + 2 < end, source.tokens[index + 1].kind == .punctuation else { return next }
      if let days = readDayLetters(index) { return days }
      if let ratio = romanRatio(index) {
        return add(.ratio, index..<ratio.next, low: ratio.low, high: ratio.high)
      }
      return next
    default: return index + 1
    }
  }

  /// `around the clock`: every hour of the day, by the words.
  private func isAroundTheClock(_ index: Int) -> Bool {
    index + 2 < end && source.tokens[index].foldedHash == Self.around
      && source.tokens[index + 1].foldedHash == Self.the
      && source.tokens[index + 2].foldedHash == Self.clock
  }

  private static let hoursPerDay = 24.0
  private static let around = Token.FoldedHash.of("around")
  private static let the = Token.FoldedHash.of("the")
  private static let clock = Token.FoldedHash.of("clock")

  /// Abbreviations that also stand for other things: the PR interval, polycythemia vera.
  private static let short: WordSet = WordSet(["pr", "pv"].map(Token.FoldedHash.of))

  /// `500 mg PV b.i.d.`, `PR q6h`: whether a dose stands before a short word or a schedule behind it.
  private func isBetweenDoseAndTime(_ index: Int, _ next: Int) -> Bool {
    if let last = reading.mentions.last, last.kind == .amount, last.dimension != .none,
      Int(last.tokens.upperBound) == index
    {
      return true
    }
    guard next < end else { return false }
    let behind = word(next).word.role
    return behind == .frequency || behind == .labelled || behind == .every
  }

  private static let anesthesia: WordSet = WordSet(
    ["anesthesia", "anaesthesia", "anesthetic", "anaesthetic", "sedation"].map(
      Token.FoldedHash.of))

  /// The meaning of a word, or of a dotted abbreviation; and the index behind it.
  func word(_ index: Int) -> (word: QuantityWord, next: Int) {
    let token = source.tokens[index]
    guard token.end - token.start == 1, token.kind == .word, index + 2 < end,
      source.isMark(index + 1, "."), source.touchesPrevious(index + 1)
    else { return (words[index], index + 1) }
    var hash = Token.FoldedHash.offsetBasis
    var next = index
    while next < end, source.tokens[next].kind == .word, source.tokens[next].span.count == 1 {
      hash = Token.FoldedHash.adding(source.byte(next).foldedASCII, to: hash)
      next += 1
      guard next + 1 < end, source.isMark(next, "."), source.touchesPrevious(next),
        source.touchesPrevious(next + 1)
      else { break }
      next += 1
    }
    if next < end, source.isMark(next, "."), source.touchesPrevious(next) { next += 1 }
    let found = QuantityWord.standard[hash]
    return found.role == .none ? (words[index], index + 1) : (found, next)
  }

  func role(_ index: Int) -> QuantityWord.Role {
    index >= start && index < end ? words[index].role : .none
  }

  func isTouching(_ index: Int) -> Bool { index < end && source.touchesPrevious(index) }

  // MARK: - Making mentions

  /// Appends a mention; the index behind it.
  @discardableResult
  mutating func add(
    _ kind: QuantityMention.Kind, _ tokens: Range<Int>, low: Double, high: Double? = nil,
    raw: Double? = nil, dimension: QuantityDimension = .none,
    qualifiers: QuantityMention.Qualifier = [], route: MedicationRoute? = nil,
    date: CalendarDate? = nil
  ) -> Int {
    reading.mentions.append(
      QuantityMention(
        kind: kind, dimension: dimension, qualifiers: qualifiers, route: route, date: date,
        raw: raw ?? low, low: low, high: high ?? low, span: source.span(tokens),
        tokens: Int32(
          truncatingIfNeeded: tokens.lowerBound)..<Int32(
            truncatingIfNeeded: tokens.upperBound), sentence: sentence))
    return tokens.upperBound
  }

  /// `3 x 4 cm`, `5, 10 and 20 mg`: numbers without a unit take that of the one behind.
  private mutating func lendUnits() {
    let first = reading.mentions.lastIndex { $0.sentence != sentence }.map { $0 + 1 } ?? 0
    guard reading.mentions.count - first > 1 else { return }
    for index in (first..<reading.mentions.count - 1).reversed() {
      let giver = reading.mentions[index + 1]
      let taker = reading.mentions[index]
      guard taker.kind == .amount, taker.dimension == .none, giver.kind == .amount,
        giver.dimension != .none, taker.raw > 0, giver.raw > 0,
        giver.tokens.lowerBound - taker.tokens.upperBound <= 2,
        giver.tokens.lowerBound > taker.tokens.upperBound, !isBareTime(giver)
      else { continue }
      let isJoined =
        (taker.tokens.upperBound..<giver.tokens.lowerBound).allSatisfy {
          switch words[Int($0)].role {
          case .to, .or, .by: true
          // `a shock at 120 and two minutes of compressions`
          case .and: taker.qualifiers.contains(.word) == giver.qualifiers.contains(.word)
          // `103 x 8 days`: how long something was so.
          case .timesWord: giver.dimension.measure != .duration
          default: false
          }
        } || isArrow(taker.tokens.upperBound..<giver.tokens.lowerBound)
      guard isJoined else { continue }
      let factor = giver.low / giver.raw
      reading.mentions[index].dimension = giver.dimension
      reading.mentions[index].low *= factor
      reading.mentions[index].high *= factor
      reading.mentions[index].qualifiers.insert(.borrowedUnit)
    }
  }

  /// The day of `3 to 4 by day`: a time that no number counts, and so no unit of one.
  private func isBareTime(_ mention: QuantityMention) -> Bool {
    mention.qualifiers.isSuperset(of: [.word, .borrowedUnit])
      && words[Int(mention.tokens.lowerBound)].role == .unit
  }

  /// The `->` of `62 -> 57.5 kg`.
  private func isArrow(_ tokens: Range<Int32>) -> Bool {
    tokens.count == 2 && source.isMark(Int(tokens.lowerBound), "-")
      && source.isMark(Int(tokens.lowerBound) + 1, ">")
  }

  /// What loosens the number that begins at the token, or says whether it is new or old.
  func qualifiers(before index: Int) -> QuantityMention.Qualifier {
    var found: QuantityMention.Qualifier = []
    for back in 1...2 {
      let place = index - back
      guard place >= start else { break }
      switch words[place].role {
      case .about: found.insert(.approximate)
      case .over, .under: found.insert(.approximate)
      case .to
      where back == 1 && source.tokens[place].kind == .word
        && !(place > start && isUp(place - 1)):
        if hasChange(before: place) { found.insert(.target) }
      case .from where back == 1:
        if hasChange(before: place) { found.insert(.origin) }
      default: break
      }
    }
    return found
  }

  private func isUp(_ index: Int) -> Bool { source.tokens[index].foldedHash == Self.up }

  private static let up = Token.FoldedHash.of("up")

  /// How far before `to` the verb may stand: `increase the metformin from 500 mg daily to`.
  private static let changeReach = 12

  private func hasChange(before index: Int) -> Bool {
    var place = index - 1
    while place >= max(start, index - Self.changeReach) {
      if words[place].role == .change { return true }
      if source.isMark(place, ";") { return false }
      place -= 1
    }
    return false
  }
}
