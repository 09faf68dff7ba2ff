import SourceText

/// Finds the headings of a note as people really write them, and divides the note at them.
///
/// A heading stands at the beginning of a line, before a colon (`PLAN:`, `Past medical history:`)
/// or alone on its line (`CHIEF COMPLAINT`, `# Plan`), or runs in after the end of a sentence of a
/// dictated paragraph (`… no distress. ABDOMEN: soft`).
package enum SectionReader {
  /// The sections in order, covering the whole text; one unnamed section where there is no heading.
  static func sections(
    of text: SourceText, tokens: [Token], terms: [TermMatch], lexicon: Lexicon
  ) -> [Section] {
    var scanner = HeadingScanner(text: text, tokens: tokens, headings: lexicon.headings)
    let found = scanner.headings()
    var sections: [Section] = []
    sections.reserveCapacity(found.count + 1)
    let first = found.first?.start ?? text.count
    if first > 0 {
      let span = TextSpan(0, first)
      sections.append(Section(name: .preamble, heading: nil, span: span, body: span))
    }
    let extent = SectionExtent(
      text: text, tokens: tokens, terms: terms, lexicon: lexicon,
      longestLine: scanner.longestLine)
    // What goes on behind a heading in the midst of a line.
    var enclosing = SectionName.preamble
    for (index, heading) in found.enumerated() {
      let isLast = index + 1 == found.count
      let limit = isLast ? text.count : found[index + 1].start
      let close = extent.end(
        of: heading, before: isLast ? tokens.count : found[index + 1].firstToken)
      let end = close.map { Int(tokens[$0].start) } ?? limit
      sections.append(
        Section(
          name: heading.name, heading: heading.words, span: TextSpan(heading.start, end),
          body: TextSpan(min(heading.bodyStart, end), end)))
      if !heading.isInMidLine {
        enclosing = close == nil ? heading.name : .other
        if SectionExtent.isNarrow(enclosing) { enclosing = .other }
      }
      if end < limit {
        let span = TextSpan(end, limit)
        sections.append(Section(name: enclosing, heading: nil, span: span, body: span))
      }
    }
    return sections
  }
}

/// A heading with its place: where its line or run begins, its words, where its body begins.
struct FoundHeading {
  var name: SectionName
  var start: Int
  var words: TextSpan
  var bodyStart: Int
  /// The token at which its line or run begins.
  var firstToken: Int
  /// The first token behind it.
  var bodyToken: Int
  /// Whether it runs in behind other text of its line.
  var isInMidLine = false
  /// Whether its words are in capitals, as in dictations whose line breaks were lost.
  var isUpperCase = false
}

/// Walks over the tokens and decides at each possible beginning whether a heading stands there.
struct HeadingScanner {
  let text: SourceText
  let tokens: [Token]
  let lexicon: SectionHeadings
  var current: SectionName = .preamble
  var hasSOAP = false
  /// The longest line in bytes.
  let longestLine: Int

  /// The most words of a heading (`HISTORY OF PRESENT ILLNESS AND HOSPITAL COURSE` has seven).
  static let maximumWords = 8

  init(text: SourceText, tokens: [Token], headings: SectionHeadings) {
    self.text = text
    self.tokens = tokens
    self.lexicon = headings
    longestLine = LineLengths(of: tokens[...]).longest
  }

  mutating func headings() -> [FoundHeading] {
    var found: [FoundHeading] = []
    var index = 0
    while index < tokens.count {
      guard let heading = heading(at: index) else {
        index += 1
        continue
      }
      found.append(heading)
      current = heading.name
      index = heading.bodyToken
    }
    return found
  }

  /// The heading that begins at the token, or nil.
  private mutating func heading(at index: Int) -> FoundHeading? {
    if tokens[index].beginsLine, let short = capitals(at: index) { return found(short, at: index) }
    guard let position = headingPosition(at: index) else { return nil }
    if let candidate = candidate(at: index, position), let name = name(of: candidate) {
      if candidate.isSOAPLetter { hasSOAP = true }
      return FoundHeading(
        name: name, start: Int(tokens[index].start),
        words: TextSpan(start: tokens[candidate.first].start, end: tokens[candidate.last].end),
        bodyStart: Int(tokens[candidate.end - 1].end), firstToken: index,
        bodyToken: candidate.end, isInMidLine: position != .lineStart,
        isUpperCase: candidate.isUpperCase)
    }
    guard position == .lineStart else { return nil }
    return (marked(at: index) ?? bare(at: index)).map { found($0, at: index) }
  }

  private func found(_ short: ShortHeading, at index: Int) -> FoundHeading {
    FoundHeading(
      name: short.name, start: Int(tokens[index].start),
      words: TextSpan(start: tokens[index].start, end: tokens[short.last].end),
      bodyStart: Int(tokens[short.end - 1].end), firstToken: index, bodyToken: short.end)
  }
}

extension HeadingScanner {
  enum Position { case lineStart, afterSentence, afterComma }

  /// Where a heading may begin, or nil.
  private func headingPosition(at index: Int) -> Position? {
    if tokens[index].beginsLine { return .lineStart }
    guard index > 0, tokens[index].kind == .word,
      Int(tokens[index].start) > Int(tokens[index - 1].end)
    else { return nil }
    switch text.bytes[Int(tokens[index - 1].start)] {
    case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "?"):
      return .afterSentence
    case UInt8(ascii: ","): return .afterComma
    default: return nil
    }
  }
}

extension HeadingScanner {
  /// The section that the candidate opens, or nil where it is no heading after all.
  private func name(of candidate: Candidate) -> SectionName? {
    let isFramed = candidate.hasColon || candidate.isMarkdown || candidate.isAloneOnLine
    // In lower case only a listed heading with its colon counts.
    guard isFramed, candidate.isCapitalized || candidate.isMarkdown || candidate.hasColon
    else { return nil }
    if candidate.isSOAPLetter { return soapSection(of: candidate) }
    let entry =
      lexicon.entry(hash(candidate.first..<candidate.last + 1))
      ?? candidate.bracket.flatMap { lexicon.entry(hash(candidate.first..<$0)) }
    switch candidate.position {
    case .lineStart: break
    case .afterSentence where candidate.hasColon: break
    case .afterComma where candidate.hasColon && candidate.isUpperCase && candidate.letterCount > 2:
      break
    case .afterSentence, .afterComma: return nil
    }
    switch entry {
    case .section(let name):
      // Two or three letters are a heading in capitals only: `PC:` but not `Pc:`.
      if candidate.letterCount <= 3, !candidate.isUpperCase,
        !(candidate.position == .lineStart && candidate.hasColon), !isShortAlone(candidate)
      {
        return nil
      }
      return isBareWord(candidate, name) ? nil : inContext(name, of: candidate.first)
    case .bodySystem: return bodySystemSection(of: candidate)
    case nil where !candidate.isCapitalized && !candidate.isMarkdown: return nil
    case nil: return unlistedSection(of: candidate)
    }
  }

  /// Whether the words are a heading only by standing alone on their line, and too little for that:
  /// an item such as `- Fluids`, or a single everyday word such as `Diet`.
  private func isBareWord(_ candidate: Candidate, _ name: SectionName) -> Bool {
    guard !candidate.hasColon, !candidate.isMarkdown, !candidate.isUpperCase else { return false }
    if candidate.isItem { return true }
    return candidate.wordCount == 1 && Self.everydayNames.contains(name)
  }

  /// Sections that open with everyday words: `Activity`, `Drain`, `Patient`, `Tobacco`, `Status`.
  private static let everydayNames: Set<SectionName> = [
    .operativeDetails, .patientInstructions, .identifyingData, .socialHistory, .condition,
    .signature, .other, .birthHistory, .obstetricHistory, .codeStatus, .pathology,
    .procedureDescription, .intervalHistory, .functionalStatus, .emergencyCourse, .consultations,
  ]

  /// `S:`, `O:`, `A:`, `P:` at the beginning of a line, or running in once one of them was seen.
  private func soapSection(of candidate: Candidate) -> SectionName? {
    guard candidate.hasColon, candidate.isUpperCase, candidate.position != .afterComma,
      candidate.position == .lineStart || hasSOAP,
      case .section(let name)? = lexicon.entry(hash(candidate.first..<candidate.last + 1))
    else { return nil }
    return name
  }

  /// A body system divides an examination without opening a section; elsewhere it opens one.
  private func bodySystemSection(of candidate: Candidate) -> SectionName? {
    switch current {
    case .physicalExam, .reviewOfSystems, .objective, .findings, .imaging, .assessment, .plan,
      .assessmentAndPlan, .operativeFindings, .technique, .hospitalCourse, .impression,
      .subjective:
      return nil
    default:
      return candidate.isUpperCase && candidate.hasColon && candidate.letterCount > 2
        ? .physicalExam : nil
    }
  }

  /// A heading that is not listed: told by a word in it where its shape leaves no doubt.
  private func unlistedSection(of candidate: Candidate) -> SectionName? {
    let isHeadingShape =
      candidate.isMarkdown
      || (candidate.isUpperCase && candidate.hasColon && candidate.letterCount >= 4
        && !candidate.isNumberAfter)
      || (candidate.isUpperCase && candidate.isAloneOnLine && candidate.hasBlankLineBefore
        && candidate.letterCount >= 6)
      || (candidate.hasColon && candidate.isAloneOnLine && candidate.wordCount <= 5)
    guard isHeadingShape || isTitle(candidate) else { return nil }
    let keyword = lexicon.keywordSection(
      (candidate.first...candidate.last).filter { tokens[$0].kind == .word }.map {
        hash($0..<$0 + 1)
      })
    if candidate.position == .lineStart { return keyword ?? .other }
    return candidate.isUpperCase && candidate.wordCount > 1 ? keyword : nil
  }

  /// `Postop instructions`: a few words that stand alone behind an empty line, the last of which
  /// names a section.
  private func isTitle(_ candidate: Candidate) -> Bool {
    guard candidate.isAloneOnLine, candidate.hasBlankLineBefore, candidate.isCapitalized,
      !candidate.isItem, (2...4).contains(candidate.wordCount), tokens[candidate.last].kind == .word
    else { return false }
    switch lexicon.keywordSection([hash(candidate.last..<candidate.last + 1)]) {
    case .plan, .patientInstructions, .medications, .allergies, .diagnoses, .findings, .impression,
      .assessment:
      return true
    default: return false
    }
  }
}
