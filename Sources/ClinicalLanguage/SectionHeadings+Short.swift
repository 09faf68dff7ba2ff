package import SourceText

/// Headings without a colon, as British and telegraphic notes have them: `PMH asthma`,
/// `Plan reassured.`, `Dx - sprain`, `Impression  well baby`. At the beginning of a line only.
extension HeadingScanner {
  struct ShortHeading {
    var name: SectionName
    /// The last token of its words.
    var last: Int
    /// The first token of its body.
    var end: Int
  }

  // MARK: In capitals before a word

  /// `PMH asthma`, `SH lives alone`: in capitals, before a word.
  func capitals(at index: Int) -> ShortHeading? {
    guard tokens[index].kind == .word,
      (2...4).contains(tokens[index].span.count), isCapital(index), index + 1 < tokens.count,
      !tokens[index + 1].beginsLine, tokens[index + 1].kind == .word,
      tokens[index + 1].start > tokens[index].end
    else { return nil }
    let letters = text.bytes[tokens[index].span.range]
    // The `x` of `PMHx` may be small.
    guard letters.dropLast().allSatisfy(\.isASCIIUppercase),
      letters.last?.isASCIIUppercase == true || letters.last == UInt8(ascii: "x"),
      let name = Self.inCapitals[tokens[index].foldedHash]
    else { return nil }
    return ShortHeading(name: name, last: index, end: index + 1)
  }

  private static let inCapitals: [UInt32: SectionName] = table([
    ("pmh pmhx", .pastMedicalHistory), ("psh pshx", .pastSurgicalHistory),
    ("dh dhx", .medications), ("sh shx", .socialHistory), ("fh fhx", .familyHistory),
    ("hpc hpi", .historyOfPresentIllness), ("pc", .chiefComplaint), ("vs", .vitalSigns),
  ])

  // MARK: Before a dash or a gap

  /// `Dx - sprain`, `Impression  well baby`: a listed heading before a dash between blanks, or a
  /// tabulator or two blanks.
  func marked(at index: Int) -> ShortHeading? {
    guard tokens[index].kind == .word, isCapital(index) || isOwnLine(index) else { return nil }
    var last = index
    var words = 1
    while words <= 4, last + 1 < tokens.count, !tokens[last + 1].beginsLine {
      let next = last + 1
      if isDash(next) {
        guard next + 1 < tokens.count, !tokens[next + 1].beginsLine else { return nil }
        return markedName(index..<next).map { ShortHeading(name: $0, last: last, end: next + 1) }
      }
      let gap = gap(before: next)
      if gap > 1 || (gap == 1 && byteBefore(next) == 0x09) {
        guard !isTableRow(from: next) else { return nil }
        return markedName(index..<next).map { ShortHeading(name: $0, last: last, end: next) }
      }
      switch tokens[next].kind {
      case .word: words += 1
      case .number: return nil
      case .punctuation:
        switch byte(next) {
        case UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "-"): break
        default: return nil
        }
      }
      last = next
    }
    return nil
  }

  /// The section of a listed heading that counts without a colon, or nil.
  private func markedName(_ words: Range<Int>) -> SectionName? {
    guard case .section(let listed)? = lexicon.entry(hash(words)) else { return nil }
    // A single letter is a pulse or a potassium as soon as not.
    if words.count == 1, tokens[words.lowerBound].span.count == 1 { return nil }
    let name = inContext(listed, of: words.lowerBound)
    switch name {
    case .diagnoses, .impression, .assessment, .assessmentAndPlan, .plan, .allergies: return name
    case .chiefComplaint, .historyOfPresentIllness, .pastMedicalHistory, .pastSurgicalHistory,
      .familyHistory, .socialHistory, .medications, .dischargeMedications, .admissionMedications,
      .objective, .physicalExam, .vitalSigns, .laboratory:
      // Inside of a plan they are what it is about: `Labs - in the morning`.
      return tellsPlan ? nil : name
    default: return nil
    }
  }

  private var tellsPlan: Bool {
    switch current {
    case .plan, .assessmentAndPlan, .followUp, .patientInstructions, .disposition: true
    default: false
    }
  }

  private func isDash(_ index: Int) -> Bool {
    guard tokens[index].kind == .punctuation, gap(before: index) > 0, index + 1 < tokens.count,
      gap(before: index + 1) > 0
    else { return false }
    return byte(index) == UInt8(ascii: "-")
      || (byte(index) == 0xE2 && text.bytes[Int(tokens[index].start) + 1] == 0x80)
  }

  /// Whether another gap stands in the line: then it is a row of columns.
  private func isTableRow(from start: Int) -> Bool {
    var index = start + 1
    while index < tokens.count, index < start + 40, !tokens[index].beginsLine {
      if gap(before: index) > 1, tokens[index - 1].kind != .punctuation { return true }
      index += 1
    }
    return false
  }

  private func gap(before index: Int) -> Int { Int(tokens[index].start - tokens[index - 1].end) }
  private func byteBefore(_ index: Int) -> UInt8 { text.bytes[Int(tokens[index].start) - 1] }

  // MARK: Before anything

  /// `Plan reassured.`, `Allergies trimethoprim - rash`, `O/E hot, drowsy`: a word that does not go
  /// on with the line before, and behind which no phrase goes on.
  func bare(at index: Int) -> ShortHeading? {
    guard tokens[index].kind == .word, let (name, last) = bareWord(at: index),
      last + 1 < tokens.count
    else { return nil }
    let next = last + 1
    guard !tokens[next].beginsLine, gap(before: next) > 0, isOwnLine(index),
      gap(before: next) == 1 || !isTableRow(from: next)
    else { return nil }
    switch tokens[next].kind {
    case .word where Self.goesOn.contains(tokens[next].foldedHash): return nil
    case .word, .number: break
    case .punctuation:
      guard byte(next) == UInt8(ascii: "?") else { return nil }
    }
    return ShortHeading(name: inContext(name, of: index), last: last, end: next)
  }

  private func bareWord(at index: Int) -> (name: SectionName, last: Int)? {
    if let name = Self.bareWords[tokens[index].foldedHash] { return (name, index) }
    // `O/E`, `A/P`
    guard index + 2 < tokens.count, tokens[index].span.count == 1,
      tokens[index + 2].span.count == 1, byte(index + 1) == UInt8(ascii: "/"),
      gap(before: index + 1) == 0, gap(before: index + 2) == 0,
      case .section(let name)? = lexicon.entry(hash(index..<index + 3)),
      name == .objective || name == .assessmentAndPlan
    else { return nil }
    return (name, index + 2)
  }

  private static let bareWords: [UInt32: SectionName] = table([
    ("pmh pmhx", .pastMedicalHistory), ("psh pshx", .pastSurgicalHistory),
    ("dhx rx meds", .medications), ("shx", .socialHistory), ("fhx", .familyHistory),
    ("hpc hpi", .historyOfPresentIllness), ("allergies", .allergies),
    ("dx ddx", .diagnoses), ("imp impr impression", .impression), ("plan", .plan),
    ("ix labs bloods", .laboratory),
  ])

  /// Words behind which such a word is part of a sentence: `Plan was discussed`, `Meds on admission`.
  private static let goesOn: Set<UInt32> = Set(
    """
    was is are were be been being to of for with and or by per as at on in from that this which has \
    have had will would should may can reviewed updated verified confirmed noted include includes \
    included including clinic list form alert remains made given taken today today's review \
    reconciled reconciliation
    """.split(separator: " ").map(Token.FoldedHash.of))

  // MARK: Both

  /// Whether `Imp`, `Dx` or `Rx` stands alone on a line of its own.
  func isShortAlone(_ candidate: Candidate) -> Bool {
    candidate.isAloneOnLine && candidate.position == .lineStart && !candidate.isItem
      && Self.bareWords[tokens[candidate.first].foldedHash] != nil && isOwnLine(candidate.first)
  }

  /// `Rx` is what is prescribed: behind a diagnosis the treatment, before one the drugs at home.
  func inContext(_ name: SectionName, of word: Int) -> SectionName {
    guard tokens[word].foldedHash == Self.prescription else { return name }
    switch current {
    case .diagnoses, .impression, .assessment, .assessmentAndPlan, .plan: return .plan
    default: return name
    }
  }

  private static let prescription = Token.FoldedHash.of("rx")

  /// Whether the line was begun on purpose: it does not go on from the one before.
  private func isOwnLine(_ index: Int) -> Bool {
    isFreshLine(index, .lineStart)
      || (!SentenceBoundary.openers.contains(tokens[index - 1].foldedHash)
        && !tokens.isWrapped(before: index, longestLine: longestLine))
  }

  private static func table(_ rows: [(String, SectionName)]) -> [UInt32: SectionName] {
    var table: [UInt32: SectionName] = [:]
    for (words, name) in rows {
      for word in words.split(separator: " ") { table[Token.FoldedHash.of(word)] = name }
    }
    return table
  }
}

extension [Token] {
  /// Whether an empty line, or the beginning of the text, is before the token.
  package func hasBlankLine(before index: Int, in text: SourceText) -> Bool {
    guard index > 0 else { return true }
    var breaks = 0
    for offset in Int(self[index - 1].end)..<Int(self[index].start)
    where text.bytes[offset] == 0x0A { breaks += 1 }
    return breaks > 1
  }

  /// Whether the line break before the token is one of a wrapped paragraph: the word would have had
  /// no room on the line before. Looks at that line only.
  func isWrapped(before index: Int, longestLine: Int) -> Bool {
    guard index > 0, longestLine >= LineLengths.narrowestWrap,
      longestLine <= LineLengths.widestWrap
    else { return false }
    var first = index - 1
    while first > 0, !self[first].beginsLine { first -= 1 }
    let line = Int(self[index - 1].end - self[first].start)
    return line + 1 + self[index].span.count > longestLine
  }
}
