import SourceText

/// Decides where a sentence ends.
struct SentenceBoundary {
  let text: SourceText
  let tokens: [Token]
  /// The token at which the section ends.
  let end: Int
  /// The width in bytes at which the lines were wrapped; nil where they were not.
  let wrapWidth: Int?

  /// A line of at least this many bytes may go on with a number behind its break.
  private static let longLineBytes = 55
  /// A line shorter than this is no wrapped one.
  private static let shortLineBytes = 25
  /// Words that no line of its own ends with.
  static let openers = wordSet([
    "the", "a", "an", "of", "and", "or", "with", "to", "in", "at", "by", "for", "from", "on", "is",
    "was", "are", "were", "his", "her", "this", "that", "dr", "mr", "mrs", "ms",
  ])

  /// Words before a full stop that never end a sentence.
  private static let titles = wordSet([
    "dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "fig", "ref", "dept", "messrs", "drs",
    "pt", "cf", "viz", "al", "est", "avg",
  ])
  /// Words before a full stop that do not end a sentence where a number follows.
  private static let beforeNumbers = wordSet(["no", "nos", "vol", "p", "pp", "ext", "gr", "tel"])
  /// Words that begin a sentence, so that an abbreviation before them ends one.
  private static let starters = wordSet([
    "the", "he", "she", "they", "it", "his", "her", "their", "this", "there", "these", "we", "i",
    "patient", "pt", "no", "on", "in", "at", "an", "a", "as", "if", "for", "with", "after", "then",
    "also", "will", "today", "however", "since", "when", "but", "and", "denies", "reports", "plan",
    "continue", "start", "stop", "follow", "family", "past", "review", "by", "upon", "during",
    "currently", "previously", "recently", "my", "our", "mr", "mrs", "ms", "dr", "please", "return",
  ])

  private static func wordSet(_ words: [String]) -> WordSet {
    WordSet(words.map(Token.FoldedHash.of))
  }

  private func byte(_ index: Int) -> UInt8 { text.bytes[Int(tokens[index].start)] }

  private func isAdjacent(_ index: Int) -> Bool {
    index > 0 && tokens[index].start == tokens[index - 1].end
  }

  // MARK: Full stops

  /// The token after the sentence, where the token at `index` ends one; else nil.
  func sentenceEnd(at index: Int, sentenceStart: Int) -> Int? {
    guard tokens[index].kind == .punctuation else { return nil }
    switch byte(index) {
    case UInt8(ascii: "."):
      guard isFullStop(index, sentenceStart: sentenceStart) else { return nil }
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      // `?UTI` and `!!` are no ends: a mark that ends a sentence hangs on a word before a gap.
      guard index > sentenceStart, isAdjacent(index), index + 1 >= end || !isAdjacent(index + 1)
      else { return nil }
      // `height ?? inches` goes on.
      if index + 1 < end, byte(index + 1).isASCIILowercase, !tokens[index + 1].beginsLine {
        return nil
      }
    default: return nil
    }
    var next = index + 1
    // Closing quotes and brackets belong to the sentence that they close.
    while next < end, tokens[next].kind == .punctuation, isAdjacent(next) {
      let mark = byte(next)
      guard
        mark == UInt8(ascii: "\"") || mark == UInt8(ascii: ")") || mark == UInt8(ascii: "]")
          // A line break as Markdown writes it.
          || mark == UInt8(ascii: "\\") || isClosingQuote(next)
      else { break }
      next += 1
    }
    return next
  }

  private func isClosingQuote(_ index: Int) -> Bool {
    let span = tokens[index].span
    return span.count == 3 && text.bytes[Int(span.start)] == 0xE2
      && text.bytes[Int(span.start) + 1] == 0x80
      && (text.bytes[Int(span.start) + 2] == 0x9D || text.bytes[Int(span.start) + 2] == 0x99)
  }

  private func isFullStop(_ index: Int, sentenceStart: Int) -> Bool {
    guard index > sentenceStart else { return false }
    let hasGap = index + 1 >= end || !isAdjacent(index + 1)
    let before = index - 1
    if !hasGap {
      // `pain.Denies` is a missing space; `b.i.d`, `e.g.`, `example.org` are not.
      guard isAdjacent(index), tokens[before].kind == .word, tokens[before].span.count > 2,
        tokens[index + 1].kind == .word, byte(index + 1).isASCIIUppercase,
        tokens[index + 1].span.count > 2
      else {
        return byte(index + 1) == UInt8(ascii: "\"") || byte(index + 1) == UInt8(ascii: ")")
          || byte(index + 1) == UInt8(ascii: "\\") || byte(index + 1) == UInt8(ascii: "]")
          || isClosingQuote(index + 1)
      }
      return true
    }
    guard index + 1 < end else { return true }
    let after = index + 1
    if isItemNumber(before, sentenceStart: sentenceStart) { return false }
    guard tokens[before].kind == .word, isAdjacent(index) else { return true }
    let hash = tokens[before].foldedHash
    if Self.titles.contains(hash) { return false }
    if tokens[after].kind == .number, Self.beforeNumbers.contains(hash) { return false }
    if byte(after).isASCIILowercase { return isEndBeforeLowercase(before, next: after) }
    if tokens[before].span.count == 1 {
      return isEndAfterLetter(before, next: after, sentenceStart: sentenceStart)
    }
    // `q.6h.` and `q.i.d.` lead to a capital where a new sentence begins.
    return true
  }

  /// Whether a sentence ends before a word in lower case, as in notes typed in haste: behind a word
  /// that is long enough to be none of the usual abbreviations, or at the end of the line.
  private func isEndBeforeLowercase(_ before: Int, next: Int) -> Bool {
    let letters = tokens[before].span.count
    if tokens[next].kind != .word || Self.abbreviations.contains(tokens[before].foldedHash) {
      return false
    }
    if tokens[next].beginsLine { return letters > 2 }
    // `mg. daily`, `tabs. daily`: units and forms are short.
    return letters >= 4 && tokens[next].span.count >= 2
  }

  /// Abbreviations of three letters and more that notes write with a full stop.
  private static let abbreviations = wordSet([
    "approx", "resp", "temp", "tabs", "caps", "hosp", "diag", "poss", "prob", "incl", "excl", "etc",
    "neg", "pos", "dept", "bilat", "cont", "freq", "max", "min", "norm", "susp", "inj", "supp",
    "amp",
    "tab", "cap", "susp", "soln", "oint", "ophth", "subq", "subcut", "hrs", "mins", "secs", "wks",
    "yrs", "mos", "avg", "vol", "fig", "ref", "assoc", "prev", "prep", "post", "ant", "lat", "med",
    "sup", "inf", "ext", "int", "abd", "mod", "prox", "dist", "exam", "viz", "inc", "corp",
  ])

  /// Whether a full stop behind a single letter ends a sentence: `b.i.d. He` does, `J. Smith` not.
  private func isEndAfterLetter(_ letter: Int, next: Int, sentenceStart: Int) -> Bool {
    let isStarter = tokens[next].kind == .word && Self.starters.contains(tokens[next].foldedHash)
    let isChain =
      letter >= sentenceStart + 2 && isAdjacent(letter) && byte(letter - 1) == UInt8(ascii: ".")
    let isUpper = byte(letter).isASCIIUppercase
    if isChain { return !isUpper || isStarter || tokens[next].beginsLine }
    return isUpper ? isStarter || tokens[next].beginsLine : tokens[next].kind == .word
  }

  // MARK: Lines

  /// Whether the sentence that was going on ends with the line before the token.
  func isLineEnd(before index: Int, lineStart: Int) -> Bool {
    let previousEnd = Int(tokens[index - 1].end)
    let start = Int(tokens[index].start)
    var breaks = 0
    var indent = 0
    for offset in previousEnd..<start {
      if text.bytes[offset] == 0x0A {
        breaks += 1
        indent = 0
      } else {
        indent += 1
      }
    }
    if breaks > 1 { return true }
    if isListMark(index) || isRow(index) || isRow(lineStart) { return true }
    if startsWithLabel(index) { return true }
    let lineBytes = previousEnd - Int(tokens[lineStart].start)
    let isLower = byte(index).isASCIILowercase
    let lastByte = text.bytes[previousEnd - 1]
    // A line that ends with a comma, or goes on in lower case, is not over.
    let isOpen =
      tokens[index - 1].kind == .word && Self.openers.contains(tokens[index - 1].foldedHash)
    if isLower {
      return !isOpen && lineBytes < Self.shortLineBytes && lastByte != UInt8(ascii: ",")
        && indent == 0
    }
    if lastByte == UInt8(ascii: ",") { return lineBytes < Self.shortLineBytes }
    if tokens[index].kind == .number { return lineBytes < Self.longLineBytes }
    if isOpen { return false }
    // Where the next word would have had room, the break was meant.
    guard let wrapWidth else { return true }
    return lineBytes + 1 + tokens[index].span.count <= wrapWidth
  }

  /// Whether `Word:` or `Two words:` stands there, as at the beginning of a labelled line.
  private func startsWithLabel(_ index: Int) -> Bool {
    guard tokens[index].kind == .word, byte(index).isASCIIUppercase else { return false }
    var position = index + 1
    while position < min(end, index + 5), !tokens[position].beginsLine {
      if tokens[position].kind == .punctuation { return byte(position) == UInt8(ascii: ":") }
      position += 1
    }
    return false
  }

  // MARK: List items

  /// Whether a bullet or an item number begins a line there.
  func isListMark(_ index: Int) -> Bool {
    guard tokens[index].beginsLine || index == 0 else { return isBulletSign(index) }
    if tokens[index].kind == .punctuation { return isBullet(index) }
    return isNumberedItem(index)
  }

  private func isBullet(_ index: Int) -> Bool {
    switch byte(index) {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "~"):
      return true
    default: return isBulletSign(index) || tokens[index].span.count == 3 && byte(index) == 0xE2
    }
  }

  /// `•`, `◦`, `▪`, `●`, `‣`: signs that are bullets wherever they stand.
  private func isBulletSign(_ index: Int) -> Bool {
    let span = tokens[index].span
    guard tokens[index].kind == .punctuation, span.count == 3, byte(index) == 0xE2 else {
      return false
    }
    let second = text.bytes[Int(span.start) + 1]
    let third = text.bytes[Int(span.start) + 2]
    switch (second, third) {
    case (0x80, 0xA2), (0x80, 0xA3), (0x97, 0xA6), (0x96, 0xAA), (0x97, 0x8F), (0x97, 0x8B):
      return true
    default: return false
    }
  }

  /// `1.`, `12)`, `a)` before a word.
  private func isNumberedItem(_ index: Int) -> Bool {
    guard index + 1 < end, tokens[index + 1].kind == .punctuation, isAdjacent(index + 1) else {
      return false
    }
    let mark = byte(index + 1)
    if tokens[index].kind == .number {
      return tokens[index].span.count <= 2
        && (mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"))
        && (index + 2 >= end || !isAdjacent(index + 2))
    }
    if mark == UInt8(ascii: ")") { return tokens[index].span.count == 1 || isRomanNumber(index) }
    return isLetteredItem(index)
  }

  /// `a. Incision`, `IV. Plan` at the beginning of a line; not `J. Smith` nor `E. coli`.
  private func isLetteredItem(_ index: Int) -> Bool {
    guard tokens[index].beginsLine, index + 2 < end, byte(index + 1) == UInt8(ascii: "."),
      isAdjacent(index + 1), !isAdjacent(index + 2), !tokens[index + 2].beginsLine
    else { return false }
    if isRomanNumber(index), tokens[index].span.count > 1 { return true }
    guard tokens[index].span.count == 1 else { return false }
    // Lists seldom have more items than letters up to `j`; in upper case, initials come close.
    let letter = byte(index)
    if letter.isASCIILowercase { return letter <= UInt8(ascii: "j") }
    return (letter <= UInt8(ascii: "H") || isRomanNumber(index))
      && tokens[index + 2].kind == .word
      && tokens[index + 2].span.count > 1 && byte(index + 2).isASCIIUppercase
  }

  /// `I` to `XIII` and the like.
  private func isRomanNumber(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word, token.span.count <= 4 else { return false }
    return token.span.range.allSatisfy { offset in
      let letter = text.bytes[offset]
      return letter == UInt8(ascii: "I") || letter == UInt8(ascii: "V")
        || letter == UInt8(ascii: "X")
    }
  }

  /// Whether the token is an item's number or letter at the front of its sentence: `2. Bar`.
  private func isItemNumber(_ index: Int, sentenceStart: Int) -> Bool {
    guard index == sentenceStart else { return false }
    return tokens[index].kind == .number ? tokens[index].span.count <= 2 : isLetteredItem(index)
  }

  /// How many tokens a mark at the front takes up that is no part of the sentence, or nil.
  func itemMark(at index: Int, end runEnd: Int) -> Int? {
    if tokens[index].kind == .punctuation {
      switch byte(index) {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "#"), UInt8(ascii: ")"), UInt8(ascii: "_"), UInt8(ascii: "|"):
        return 1
      default: return isBullet(index) ? 1 : nil
      }
    }
    if index + 1 < runEnd, isNumberedItem(index) { return 2 }
    return nil
  }
}
