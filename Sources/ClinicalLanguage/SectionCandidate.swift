import SourceText

extension HeadingScanner {
  /// What may be a heading: where its words stand and how they look.
  struct Candidate {
    /// Tokens of the words.
    var first: Int
    var last: Int
    /// The token after the heading with its colon and markup.
    var end: Int
    /// The token of the opening bracket, where there is one.
    var bracket: Int?
    var wordCount: Int
    var isUpperCase = true
    var isCapitalized: Bool
    var letterCount = 0
    var hasColon: Bool
    var isMarkdown: Bool
    /// Whether a bullet or a number stands before the words.
    var isItem: Bool
    var isAloneOnLine: Bool
    var hasBlankLineBefore: Bool
    var isNumberAfter: Bool
    var position: Position

    var isSOAPLetter: Bool { wordCount == 1 && letterCount == 1 }
  }

  /// Reads the words up to a colon or the line's end, or nil where that is no heading's shape.
  func candidate(at start: Int, _ position: Position) -> Candidate? {
    guard let (first, isMarkdown) = firstWord(at: start, position),
      isMarkdown || isCapital(first) || isFreshLine(start, position),
      let shape = shape(from: first),
      shape.hasColon || position == .lineStart
    else { return nil }
    var candidate = Candidate(
      first: first, last: shape.last, end: shape.end, bracket: shape.bracket,
      wordCount: shape.wordCount, isCapitalized: isCapital(first), hasColon: shape.hasColon,
      isMarkdown: isMarkdown, isItem: first > start && !isMarkdown,
      isAloneOnLine: shape.end >= tokens.count || tokens[shape.end].beginsLine,
      hasBlankLineBefore: tokens.hasBlankLine(before: start, in: text),
      isNumberAfter: shape.end < tokens.count && tokens[shape.end].kind == .number,
      position: position)
    for index in first...shape.last where tokens[index].kind == .word {
      for offset in tokens[index].span.range {
        let byte = text.bytes[offset]
        if byte.isASCIILetter || byte >= 0x80 { candidate.letterCount += 1 }
        if byte.isASCIILowercase || byte >= 0x80 { candidate.isUpperCase = false }
      }
    }
    return candidate
  }

  /// The first word behind `#`, `*`, `-`, `•` and item numbers, and whether there was a `#`.
  private func firstWord(at start: Int, _ position: Position) -> (index: Int, isMarkdown: Bool)? {
    var index = start
    var isMarkdown = false
    while index < tokens.count, tokens[index].kind != .word {
      guard position == .lineStart, index < start + 8, index == start || !tokens[index].beginsLine,
        isMarkup(index)
      else { return nil }
      if byte(index) == UInt8(ascii: "#") { isMarkdown = true }
      index += 1
    }
    guard index < tokens.count, index == start || !tokens[index].beginsLine else { return nil }
    return (index, isMarkdown)
  }

  /// Whether the line does not go on from the one before it: notes typed in haste have headings in
  /// lower case (`plan: rest`), but so do wrapped lines begin.
  func isFreshLine(_ start: Int, _ position: Position) -> Bool {
    guard position == .lineStart else { return false }
    if start == 0 || tokens.hasBlankLine(before: start, in: text) { return true }
    let last = text.bytes[Int(tokens[start - 1].end) - 1]
    return last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!")
  }

  private struct Shape {
    var last: Int
    var end: Int
    var bracket: Int?
    var wordCount: Int
    var hasColon: Bool
  }

  /// The run of words from the first one up to a colon or the line's end; nil where something
  /// stands in it that no heading has. Looks at tokens only: most runs are no heading.
  private func shape(from first: Int) -> Shape? {
    var shape = Shape(last: first, end: first, bracket: nil, wordCount: 0, hasColon: false)
    var index = first
    scan: while index < tokens.count, index == first || !tokens[index].beginsLine {
      switch tokens[index].kind {
      case .word:
        shape.wordCount += 1
        if shape.wordCount > Self.maximumWords { return nil }
        shape.last = index
      case .number: return nil
      case .punctuation:
        switch byte(index) {
        case UInt8(ascii: ":"):
          shape.hasColon = true
          index += 1
          break scan
        case UInt8(ascii: ")"):
          if shape.bracket != nil { shape.last = index }
        case UInt8(ascii: "("):
          shape.bracket = shape.bracket ?? index
        case UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: ","),
          UInt8(ascii: "*"), UInt8(ascii: "_"):
          break
        default: return nil
        }
      }
      index += 1
    }
    // Bold markup may close after the colon.
    while shape.hasColon, index < tokens.count, byte(index) == UInt8(ascii: "*"),
      !tokens[index].beginsLine
    {
      index += 1
    }
    shape.end = index
    return shape
  }

  func isCapital(_ index: Int) -> Bool { byte(index).isASCIIUppercase }

  /// The hash of the words among the tokens, as the lexicon of headings has it.
  func hash(_ range: Range<Int>) -> UInt64 {
    var words = SectionHeadings.WordHash()
    for index in range where tokens[index].kind == .word { add(index, to: &words) }
    return words.value
  }

  private func add(_ word: Int, to hash: inout SectionHeadings.WordHash) {
    hash.beginWord()
    for offset in tokens[word].span.range where text.bytes[offset] != UInt8(ascii: "'") {
      hash.add(text.bytes[offset])
    }
  }

  func byte(_ index: Int) -> UInt8 { text.bytes[Int(tokens[index].start)] }

  private func isMarkup(_ index: Int) -> Bool {
    if tokens[index].kind == .number { return tokens[index].span.count <= 2 }
    switch byte(index) {
    case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: "_"), 0xE2:
      return true
    default: return false
    }
  }
}
