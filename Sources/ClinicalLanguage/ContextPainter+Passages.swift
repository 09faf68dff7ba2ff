import SourceText

/// What the lines before a sentence say about it.
struct PassageState {
  /// The tokens of the sentence before.
  var previous = 0..<0
  /// Whether the sentence before dates what it tells to the past.
  var previousIsDated = false
  /// The match that speaks of the list below it: `Come back if you have:`.
  var lead: Int?
  /// The mark before the sentence of that match, where it is an item itself.
  var leadMark: UInt8?
  /// Whether an item came that stands on a line of its own.
  var hasItem = false
  /// Whether only items behind a mark are meant.
  var isMarked = false
  /// What the opening of the line says of its other sentences: `Father, 61: …`, `2012 septic shock. …`.
  var line: ContextFlags = []
  /// The token at which text from an older note ends; nil inside none.
  var copyEnd: Int?
  /// Whether that text ends with its paragraph, since no mark closes it.
  var isCopiedParagraph = false
}

/// What one place of a note says about lines, lists and paragraphs that follow it.
extension ContextPainter {
  /// Paints what the lines before say about a sentence.
  mutating func openPassages(_ sentence: Sentence, isFirst: Bool) {
    let beginsLine = beginsLine(sentence)
    let isAfterBlank = isAfterBlankLine(sentence)
    carryLead(to: sentence, isFirst: isFirst, beginsLine: beginsLine, isAfterBlank: isAfterBlank)
    carryCopy(to: sentence, isAfterBlank: isAfterBlank)
    if beginsLine || isFirst {
      passages.line = []
      openDatedLines(of: sentence)
    } else if !passages.line.isEmpty {
      carryLine(to: sentence)
    }
  }

  /// Takes note of what the sentence says about those that follow and those before.
  mutating func closePassages(_ sentence: Sentence, matches places: Range<Int>) {
    var hasFamily = false
    var isPast = false
    for place in places {
      let cue = cues[Int(matches[place].payload)]
      switch cue.meaning {
      case .copied: openCopy(sentence, at: place)
      case .misfiled: takeBack(sentence, at: place)
      case .course where passages.previousIsDated:
        add(.historical, to: sentence.tokens)
        isPast = true
      case .family: hasFamily = hasFamily || cue.direction == .forward
      default: break
      }
    }
    if hasFamily, beginsLine(sentence),
      !places.contains(where: {
        isParturient(matches[$0].tokens, in: sentence.tokens)
      })
    {
      openRelative(sentence, matches: places)
    }
    startLeading(from: sentence, matches: places)
    passages.previous = sentence.tokens
    passages.previousIsDated = isPast || isDatedToThePast(sentence.tokens)
  }

  // MARK: - Where a sentence stands

  /// Whether the sentence, or the mark before it, begins a line.
  private func beginsLine(_ sentence: Sentence) -> Bool {
    let first = min(passages.previous.upperBound, sentence.tokens.lowerBound)
    return (first...sentence.tokens.lowerBound).contains { source.tokens[$0].beginsLine }
  }

  /// Whether an empty line stands between the sentence and the one before it.
  private func isAfterBlankLine(_ sentence: Sentence) -> Bool {
    let first = max(1, min(passages.previous.upperBound, sentence.tokens.lowerBound))
    guard first <= sentence.tokens.lowerBound else { return true }
    return (first...sentence.tokens.lowerBound).contains { index in
      guard source.tokens[index].beginsLine else { return false }
      let gap = Int(source.tokens[index - 1].end)..<Int(source.tokens[index].start)
      return source.text.bytes[gap].count { $0 == 0x0A } > 1
    }
  }

  /// What kind of mark stands before an item: 1 for a number, 2 for a letter, else the sign itself.
  private func mark(of sentence: Sentence) -> UInt8? {
    guard sentence.isListItem, sentence.tokens.lowerBound > 0 else { return nil }
    let last = sentence.tokens.lowerBound - 1
    guard last > 0, source.isMark(last, ".") || source.isMark(last, ")") else {
      return source.byte(last)
    }
    return source.tokens[last - 1].kind == .number ? 1 : 2
  }

  // MARK: - Lists under advice

  /// The most tokens of an item that stands on a line of its own without a mark.
  private static let longestLine = 12

  /// The lead in the heading of a section: `WHAT TO DO IF`.
  mutating func startLeading(fromHeading match: Int?, of section: Section) {
    passages.lead = match
    passages.leadMark = nil
    if match != nil, let words = section.heading, section.span.start < words.start {
      // `1. Return if:` is an item itself.
      let first = source.tokens.partitioningIndex { $0.start >= section.span.start }
      passages.leadMark = source.tokens[first].kind == .number ? 1 : source.byte(first)
    }
    passages.hasItem = false
    passages.isMarked = false
  }

  /// Lets the words above a list speak of its items, whole: they are no statements about the patient.
  private mutating func carryLead(
    to sentence: Sentence, isFirst: Bool, beginsLine: Bool, isAfterBlank: Bool
  ) {
    guard let match = passages.lead else { return }
    let isItem: Bool
    if sentence.isListItem {
      isItem = passages.leadMark == nil || mark(of: sentence) != passages.leadMark
      passages.isMarked = true
      passages.hasItem = true
    } else if !beginsLine {
      isItem = passages.hasItem
    } else if isFirst, !isAfterBlank {
      // Behind the heading on its line, or on the line below it.
      isItem = true
      passages.hasItem = source.tokens[sentence.tokens.lowerBound].beginsLine
    } else {
      isItem =
        !passages.isMarked && !isAfterBlank && sentence.tokens.count <= Self.longestLine
        && !hasLabel(sentence.tokens)
      passages.hasItem = true
    }
    guard isItem else {
      passages.lead = nil
      return
    }
    add(ContextFlags(cues[Int(matches[match].payload)].meaning), to: sentence.tokens, by: match)
  }

  /// `Come back if you have:`, `Return to the ED if` at the end of a line.
  private mutating func startLeading(from sentence: Sentence, matches places: Range<Int>) {
    let end = sentence.tokens.upperBound
    let hasColon = scopes.words[end - 1].contains(.colon)
    guard hasColon || source.tokens[end - 1].kind == .word,
      let place = places.last(where: { cues[Int(matches[$0].payload)].leadsLists })
    else { return }
    let cue = cues[Int(matches[place].payload)]
    let rest = matches[place].tokens.upperBound..<(hasColon ? end - 1 : end)
    guard cue.reach == .sentence && hasColon || rest.allSatisfy(saysWhoOrWhat),
      hasColon || !sentence.isListItem
    else { return }
    passages.lead = place
    passages.leadMark = mark(of: sentence)
    passages.hasItem = false
    passages.isMarked = !hasColon
  }

  /// The words of `if you have any of the following symptoms`, which name no finding.
  private func saysWhoOrWhat(_ index: Int) -> Bool {
    guard let key = source.letters(at: index, before: index + 1)?.key else { return false }
    return Self.leadWords.contains(key)
  }

  private static let leadWords = Set(
    [
      "you", "your", "child", "he", "she", "they", "the", "a", "patient", "have", "has", "had",
      "develop", "develops", "experience", "experiences", "notice", "notices", "get", "gets", "any",
      "one", "of", "these", "those", "following", "there", "is", "are", "occur", "occurs", "happen",
      "happens", "symptoms", "symptom", "signs", "problems", "things", "include", "includes",
      "including", "for", "such", "as", "to", "ed", "er", "in", "this", "see",
    ].map { FactSource.packed($0.utf8) })

  private func hasLabel(_ tokens: Range<Int>) -> Bool {
    tokens.prefix(5).contains { scopes.words[$0].contains(.colon) }
  }

  // MARK: - Lines

  /// `2012 septic shock, E coli`: the date before it makes a line past, up to where it speaks of now.
  ///
  /// A sentence may take in more lines than one; each line that begins with a number is its own.
  private mutating func openDatedLines(of sentence: Sentence) {
    let tokens = sentence.tokens
    var start = min(passages.previous.upperBound, tokens.lowerBound)
    var isPast = false
    for index in start..<tokens.upperBound {
      let token = source.tokens[index]
      if token.beginsLine, token.kind == .number {
        if isPast { paintPastLine(max(start, tokens.lowerBound)..<index) }
        start = index
        isPast = false
      }
      if pastLines.contains(index) { isPast = true }
    }
    guard isPast else { return }
    passages.line = .historical
    paintPastLine(max(start, tokens.lowerBound)..<tokens.upperBound)
  }

  private mutating func paintPastLine(_ range: Range<Int>) {
    let now = range.first { scopes.cueMeanings[$0] == .adverb }
    add(.historical, to: range.lowerBound..<(now ?? range.upperBound))
    if now != nil { passages.line = [] }
  }

  private mutating func carryLine(to sentence: Sentence) {
    let tokens = sentence.tokens
    if passages.line.contains(.family) {
      // `Father, 61: well. The patient has …`, `Father: asthma. Came today with …`
      let isPatient = tokens.prefix(3).contains { index in
        source.letters(at: index, before: tokens.upperBound).map { Self.patients.contains($0.key) }
          ?? false
      }
      guard !isPatient, !tokens.contains(where: { scopes.cueMeanings[$0] == .adverb }) else {
        passages.line = []
        return
      }
    }
    if passages.line == .historical {
      paintPastLine(tokens)
    } else {
      add(passages.line, to: tokens)
    }
  }

  private static let patients = Set(
    ["patient", "pt", "proband", "index"].map { FactSource.packed($0.utf8) })

  /// `Father, 61: heart attack at 50. Well now.`: a relative who labels a line owns all of it.
  private mutating func openRelative(_ sentence: Sentence, matches places: Range<Int>) {
    let tokens = sentence.tokens
    guard let colon = tokens.prefix(12).first(where: { scopes.words[$0].contains(.colon) }),
      let place = places.first(where: {
        cues[Int(matches[$0].payload)].meaning == .family
          && matches[$0].tokens.lowerBound <= tokens.lowerBound + 2
      }), matches[place].tokens.upperBound <= colon,
      (tokens.lowerBound..<colon).allSatisfy({
        scopes.words[$0].isDisjoint(with: [.verb, .informant, .subject, .semicolon])
          && !source.isMark($0, ".")
      }), colon + 1 < tokens.upperBound, source.tokens[colon + 1].kind != .punctuation,
      scopes.words[colon + 1].isDisjoint(with: [.pronoun, .subject]),
      !isSpeaking(colon + 1)
        || colon + 2 < tokens.upperBound && scopes.words[colon + 2].contains(.preposition)
    else { return }
    add(.family, to: colon + 1..<tokens.upperBound, by: place)
    passages.line = .family
  }

  /// `says`, `found`: a relative behind whose label it stands tells about the patient.
  func isSpeaking(_ index: Int) -> Bool {
    source.letters(at: index, before: index + 1).map { Self.speaking.contains($0.key) } ?? false
  }

  private static let speaking = Set(
    [
      "says", "said", "states", "stated", "reports", "reported", "notes", "noted", "noticed",
      "found",
      "called", "calls", "denies", "denied", "describes", "tells", "thinks", "feels", "worried",
      "concerned", "confirms", "present",
    ].map { FactSource.packed($0.utf8) })

  // MARK: - Text from an older note

  /// The marks that close copied text: `[End of text carried forward]`.
  static func copyEnds(
    of matches: [TermMatch], _ cues: [ContextCue], in source: FactSource
  ) -> [Int] {
    matches.compactMap { match in
      guard cues[Int(match.payload)].meaning == .copied else { return nil }
      let start = match.tokens.lowerBound
      let end = (max(0, start - 4)..<start).last {
        source.letters(at: $0, before: start)?.key == Self.end
      }
      return end
    }
  }

  private static let end = FactSource.packed("end".utf8)

  /// `[Text below carried forward from note of 03/14/2030]`: past up to the mark that closes it, else
  /// to the end of the paragraph; text of the same illness that is copied from day to day is not.
  private mutating func openCopy(_ sentence: Sentence, at place: Int) {
    let start = matches[place].tokens.lowerBound
    let next = copyEnds.partitioningIndex { $0 >= start - 4 }
    if next < copyEnds.count, copyEnds[next] < start {
      passages.copyEnd = nil
      return
    }
    if isShort(matches[place].tokens) {
      openCopiedLine(sentence, at: matches[place].tokens)
      return
    }
    guard saysOlderDate(sentence.tokens) else { return }
    add(.historical, to: sentence.tokens)
    passages.isCopiedParagraph = next == copyEnds.count
    passages.copyEnd = next < copyEnds.count ? copyEnds[next] : source.tokens.count
  }

  /// `CF`, which stands for carried forward before a date alone.
  private func isShort(_ tokens: Range<Int>) -> Bool {
    source.tokens[tokens.upperBound - 1].end - source.tokens[tokens.lowerBound].start <= 5
  }

  /// How far into a line `Exam (CF 05/04):` labels all of it, in tokens, and how far it reaches elsewhere.
  private static let copiedLabel = 4
  private static let copiedValue = 8

  private mutating func openCopiedLine(_ sentence: Sentence, at mark: Range<Int>) {
    // `CF 1 m` counts fingers.
    guard mark.upperBound + 1 < source.tokens.count,
      source.tokens[mark.upperBound].kind == .number, source.isMark(mark.upperBound + 1, "/")
    else { return }
    var start = mark.lowerBound
    while start > 0, mark.lowerBound - start <= Self.copiedLabel, !source.tokens[start].beginsLine {
      start -= 1
    }
    guard source.tokens[start].beginsLine || start == 0 else {
      add(
        .historical,
        to: mark.lowerBound..<min(sentence.tokens.upperBound, mark.upperBound + Self.copiedValue))
      return
    }
    var end = mark.upperBound
    while end < source.tokens.count, !source.tokens[end].beginsLine { end += 1 }
    add(.historical, to: start..<max(sentence.tokens.upperBound, start))
    passages.isCopiedParagraph = false
    passages.copyEnd = end
  }

  private mutating func carryCopy(to sentence: Sentence, isAfterBlank: Bool) {
    guard let end = passages.copyEnd else { return }
    guard sentence.tokens.lowerBound < end, !(passages.isCopiedParagraph && isAfterBlank) else {
      passages.copyEnd = nil
      return
    }
    add(.historical, to: sentence.tokens.lowerBound..<min(end, sentence.tokens.upperBound))
  }

  // MARK: - What is taken back

  /// `That was typed in the wrong chart.`: of somebody else, and so is what `that` points at.
  private mutating func takeBack(_ sentence: Sentence, at place: Int) {
    add(.other, to: sentence.tokens, by: place)
    takeBackParagraph(quotedIn: sentence.tokens, by: place)
    let first = sentence.tokens.lowerBound
    guard
      source.letters(at: first, before: sentence.tokens.upperBound)
        .map({ Self.pointers.contains($0.key) }) == true,
      !isAfterBlankLine(sentence)
    else { return }
    add(.other, to: passages.previous, by: place)
  }

  private static let pointers = Set(
    ["that", "this", "it", "these", "those", "which", "both"].map { FactSource.packed($0.utf8) })
}
