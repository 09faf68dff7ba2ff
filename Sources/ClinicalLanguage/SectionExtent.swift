import SourceText

/// Finds where a section ends before the next heading.
///
/// Most sections run up to the next heading. A list of allergies, a family history and a few others
/// are one line or one paragraph long in most notes, and what follows them without a heading is
/// about something else: `Allergies: penicillin, rash.` and, on the next line, blood pressures.
struct SectionExtent {
  let text: SourceText
  let tokens: [Token]
  /// By start, as the lexicon's matcher gives them.
  let terms: [TermMatch]
  let lexicon: Lexicon
  /// The longest line in bytes.
  let longestLine: Int

  /// How a section may end by itself.
  private enum Width {
    /// With its line, or with a sentence that is about no allergy.
    case allergies
    /// With its line, and inside of a line with a sentence that is about no relative.
    case family
    /// With its paragraph, where no list goes on behind it.
    case medications
    /// With its paragraph, where prose follows.
    case paragraph

    init?(_ name: SectionName) {
      switch name {
      case .allergies: self = .allergies
      case .familyHistory: self = .family
      case .medications, .admissionMedications, .dischargeMedications: self = .medications
      case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory, .psychiatricHistory,
        .socialHistory, .chiefComplaint, .immunizations, .codeStatus:
        self = .paragraph
      default: return nil
      }
    }
  }

  /// Whether a section of the name may end before the next heading.
  static func isNarrow(_ name: SectionName) -> Bool { Width(name) != nil }

  /// The first token that no longer belongs to the heading; nil where all up to the limit does.
  func end(of heading: FoundHeading, before limit: Int) -> Int? {
    let first = heading.bodyToken
    guard let width = Width(heading.name), first < limit else { return nil }
    var walk = Walk(runsIn: !tokens[first].beginsLine, sentence: first, line: first)
    var index = first + 1
    while index < limit {
      if tokens[index].beginsLine {
        if !goesOn(at: index, width, walk, before: limit) { return index }
        if !isContinued(at: index) { walk.ownLines += 1 }
        walk.line = index
        walk.sentence = index
      } else if endsSentence(before: index) {
        let isOver =
          switch width {
          case .allergies:
            walk.runsIn && !isItem(walk.line) && !isAboutAllergy(index, before: limit)
          case .family:
            heading.isInMidLine && !heading.isUpperCase && !isAboutFamily(index, before: limit)
          case .medications, .paragraph: false
          }
        if isOver { return index }
        walk.sentence = index
      }
      index += 1
    }
    return nil
  }

  private struct Walk {
    /// Whether the body begins on the line of its heading.
    var runsIn: Bool
    var sentence: Int
    /// The first token of the line.
    var line: Int
    /// How many lines behind the first were begun on purpose, not by wrapping.
    var ownLines = 0
  }

  // MARK: At a line's beginning

  private func goesOn(at index: Int, _ width: Width, _ walk: Walk, before limit: Int) -> Bool {
    if tokens.hasBlankLine(before: index, in: text) {
      return goesOnBehindGap(at: index, width, walk, before: limit)
    }
    switch width {
    case .medications, .paragraph: return true
    case .allergies, .family:
      return !walk.runsIn || isContinued(at: index) || isItem(index)
        || opens(width, at: index, before: limit)
    }
  }

  private func goesOnBehindGap(at index: Int, _ width: Width, _ walk: Walk, before limit: Int)
    -> Bool
  {
    if opens(width, at: index, before: limit) { return true }
    switch width {
    case .allergies, .family: return !walk.runsIn && isItem(index)
    case .medications:
      return isItem(index) || lineEnd(from: index, before: limit) - index <= 4
    case .paragraph:
      // Under a heading that stands alone, paragraphs of prose follow one another; a list is over.
      if !walk.runsIn, walk.ownLines < 2 { return true }
      return !isProse(index, before: limit)
    }
  }

  /// Whether the line begins as the section's own lines do.
  private func opens(_ width: Width, at index: Int, before limit: Int) -> Bool {
    let end = lineEnd(from: index, before: limit)
    switch width {
    case .allergies:
      return (isAllergen(index) && !holdsNumber(index + 1..<min(index + 5, end)))
        || (index..<end).contains { Self.allergyWords.contains(tokens[$0].foldedHash) }
    case .family:
      return (index..<min(index + 3, end)).contains {
        Self.relativeWords.contains(tokens[$0].foldedHash)
      }
    case .medications:
      return isDrug(index) || (index + 1 < end && isDrug(index + 1))
    case .paragraph: return tokens[index].kind == .number || isItem(index)
    }
  }

  /// Whether the break before the token is the wrapping of a paragraph.
  private func isContinued(at index: Int) -> Bool {
    guard !tokens.hasBlankLine(before: index, in: text), !isItem(index) else { return false }
    let last = text.bytes[Int(tokens[index - 1].end) - 1]
    if last == UInt8(ascii: ",") || last == UInt8(ascii: "(") { return true }
    return tokens.isWrapped(before: index, longestLine: longestLine)
  }

  private func isItem(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .word: return false
    case .number:
      guard index + 1 < tokens.count, tokens[index].span.count <= 2,
        tokens[index + 1].start == tokens[index].end
      else { return false }
      return byte(index + 1) == UInt8(ascii: ".") || byte(index + 1) == UInt8(ascii: ")")
    case .punctuation:
      switch byte(index) {
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "~"),
        UInt8(ascii: "|"), UInt8(ascii: "["), 0xE2:
        return true
      default: return false
      }
    }
  }

  /// A line of some length with a full stop inside of it or behind it.
  private func isProse(_ index: Int, before limit: Int) -> Bool {
    let end = lineEnd(from: index, before: limit)
    guard tokens[index].kind == .word, end - index >= 8 else { return false }
    return (index + 4..<end).contains { isStop($0) }
  }

  private func lineEnd(from index: Int, before limit: Int) -> Int {
    var end = index + 1
    // What is asked of a line is settled by its first words, and lines may be megabytes long.
    while end < limit, end < index + 60, !tokens[end].beginsLine { end += 1 }
    return end
  }

  // MARK: At a sentence's beginning

  private func endsSentence(before index: Int) -> Bool {
    guard tokens[index].kind != .punctuation, tokens[index].start > tokens[index - 1].end,
      isStop(index - 1), index >= 2
    else { return false }
    // `3. ACE BANDAGES`: the stop of a number in a list.
    if isItem(index - 2), tokens[index - 2].kind == .number,
      tokens[index - 2].beginsLine || index == 2 || isStop(index - 3)
    {
      return false
    }
    let before = tokens[index - 2]
    return before.kind != .word || before.span.count > 2
  }

  private func isStop(_ index: Int) -> Bool {
    tokens[index].kind == .punctuation && byte(index) == UInt8(ascii: ".")
  }

  private func sentenceEnd(from index: Int, before limit: Int) -> Int {
    var end = index + 1
    while end < limit, end < index + 60, !tokens[end].beginsLine, !endsSentence(before: end) {
      end += 1
    }
    return end
  }

  private func isAboutAllergy(_ index: Int, before limit: Int) -> Bool {
    let end = sentenceEnd(from: index, before: limit)
    if isAllergen(index) { return !holdsNumber(index + 1..<min(index + 3, end)) }
    if tokens[index].foldedHash == Self.also { return index + 1 < end && isAllergen(index + 1) }
    if Self.allergyOpeners.contains(tokens[index].foldedHash) { return true }
    if (index..<end).contains(where: { Self.allergyWords.contains(tokens[$0].foldedHash) }) {
      return true
    }
    // `Rash.` behind the drug that causes it; `ACE inhibitor: cough`
    if end - index <= 5, isProblem(index), !holdsNumber(index..<end) { return true }
    return isAnswered(index, before: end)
  }

  /// Whether a few words, a mark and then a symptom stand there: `ACE inhibitor: cough`.
  private func isAnswered(_ index: Int, before end: Int) -> Bool {
    var mark = index
    while mark < min(end, index + 5), tokens[mark].kind == .word { mark += 1 }
    guard mark > index, mark + 1 < end, tokens[mark].kind == .punctuation else { return false }
    switch byte(mark) {
    case UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: "-"), 0xE2: break
    default: return false
    }
    return isProblem(mark + 1)
  }

  private func isAboutFamily(_ index: Int, before limit: Int) -> Bool {
    let end = sentenceEnd(from: index, before: limit)
    return (index..<end).contains { Self.relativeWords.contains(tokens[$0].foldedHash) }
  }

  // MARK: What a token begins

  private func isDrug(_ index: Int) -> Bool { holds(index) { $0 == .medication } }
  private func isProblem(_ index: Int) -> Bool { holds(index) { $0 == .disease || $0 == .symptom } }

  private func holds(_ index: Int, _ kind: (Concept.Kind) -> Bool) -> Bool {
    var match = terms.partitioningIndex { $0.tokens.lowerBound >= index }
    while match < terms.count, terms[match].tokens.lowerBound == index {
      if kind(lexicon.kind(of: ConceptID(index: terms[match].payload))) { return true }
      match += 1
    }
    return false
  }

  private func isAllergen(_ index: Int) -> Bool {
    isDrug(index)
      || !FactReader.allergens.matches(in: text, tokens: tokens, at: index).isEmpty
  }

  private func holdsNumber(_ range: Range<Int>) -> Bool {
    range.contains { tokens[$0].kind == .number }
  }

  private func byte(_ index: Int) -> UInt8 { text.bytes[Int(tokens[index].start)] }

  private static func words(_ list: String) -> WordSet {
    WordSet(list.split(separator: " ").map(Token.FoldedHash.of))
  }

  private static let allergyWords = words(
    """
    allergy allergies allergic nkda nka nkma intolerance intolerances intolerant anaphylaxis \
    anaphylactic hypersensitivity sensitivity sensitivities sensitive allergen allergens
    """)
  /// Words that go on with the sentence before.
  private static let allergyOpeners = words(
    """
    she he it this these those that they which reaction reactions causes caused causing gets \
    develops tolerates tolerated none nil denies other others patient pt unknown possible \
    possibly
    """)
  private static let also = Token.FoldedHash.of("also")
  private static let relativeWords = words(
    """
    family familial father mother dad mum mom parent parents brother brothers sister sisters \
    sibling siblings son sons daughter daughters aunt aunts uncle uncles cousin cousins grandfather \
    grandmother grandparents grandparent grandson granddaughter niece nephew maternal paternal \
    relative relatives hereditary half-brother twin noncontributory noncontributary contributory \
    mgm mgf pgm pgf
    """)
}
