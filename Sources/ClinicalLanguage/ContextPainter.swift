import SourceText

/// Writes the reach of every cue of a note onto its tokens, sentence by sentence.
struct ContextPainter {
  private(set) var flags: [ContextFlags]
  /// For each token, one more than the index of the match that decides its assertion.
  private(set) var deciders: [Int32]
  let source: FactSource
  let cues: [ContextCue]
  let matches: [TermMatch]
  let scopes: ContextScopes
  let dates: DateReader
  /// The latest year that a full date of the note names; beyond all years where there is none.
  let latestYear: Int
  /// The first match that no sentence has had yet.
  private var next = 0
  /// The match whose cue speaks of the list items that follow: `Patient denies:`.
  var carried: Int?
  /// The last match in the heading of the section.
  private var headingMatch: Int?
  private var section = -1
  /// What the lines before say about the next sentence.
  var passages = PassageState()
  /// When the note was written, in months, as far as it says so at its beginning.
  let writtenMonth: Int?
  /// The years that open a line and make it past.
  let pastLines: Set<Int>
  /// The marks that close text from an older note.
  let copyEnds: [Int]

  init(source: FactSource, cues: [ContextCue], matches: [TermMatch]) {
    self.source = source
    self.cues = cues
    self.matches = matches
    dates = DateReader(source: source)
    latestYear = Self.latestYear(of: source, dates)
    writtenMonth = Self.writtenMonth(of: source, dates)
    pastLines = Self.pastLines(of: source, dates, writtenMonth: writtenMonth)
    copyEnds = Self.copyEnds(of: matches, cues, in: source)
    flags = Array(repeating: [], count: source.tokens.count)
    deciders = Array(repeating: 0, count: source.tokens.count)
    var meanings: [ContextCue.Meaning?] = Array(repeating: nil, count: source.tokens.count)
    for match in matches {
      meanings[match.tokens.lowerBound] = cues[Int(match.payload)].meaning
    }
    scopes = ContextScopes(
      tokens: source.tokens, words: source.words, cueMeanings: meanings)
    for prompt in Self.blankPrompts(of: source) {
      for token in prompt { flags[token].formUnion(.hypothetical) }
    }
  }

  /// Sentences must come in order.
  mutating func paint(_ sentence: Sentence, under heading: Section) {
    paintYears(of: sentence.tokens)
    let inherited = Self.flags(of: heading.name)
    if !inherited.isEmpty { add(inherited, to: sentence.tokens) }
    let isFirst = sentence.section != section
    if isFirst { enter(sentence, heading) }
    carry(to: sentence, isFirst: isFirst)
    openPassages(sentence, isFirst: isFirst)
    let first = next
    while next < matches.count, matches[next].tokens.lowerBound < sentence.tokens.upperBound {
      let match = matches[next]
      next += 1
      guard match.tokens.lowerBound >= sentence.tokens.lowerBound || isOpeningSign(match, sentence),
        match.tokens.upperBound <= sentence.tokens.upperBound
      else { continue }
      paint(cues[Int(match.payload)], of: next - 1, at: match.tokens, in: sentence.tokens)
    }
    paintMarks(of: sentence.tokens)
    if isFirst, first < next { answerHeading(heading, in: sentence, with: first) }
    if first < next { startCarrying(from: sentence, matches: first..<next) }
    closePassages(sentence, matches: first..<next)
  }

  /// The `-` of `-ve for` or the `∅` of `∅ rash` at the front of a sentence was taken for a bullet.
  private func isOpeningSign(_ match: TermMatch, _ sentence: Sentence) -> Bool {
    match.tokens.lowerBound == sentence.tokens.lowerBound - 1
      && source.tokens[match.tokens.lowerBound].kind == .punctuation
      && (match.tokens.count == 1 || source.touchesPrevious(sentence.tokens.lowerBound))
  }

  /// Takes note of the cue in the heading of a new section.
  private mutating func enter(_ sentence: Sentence, _ heading: Section) {
    section = sentence.section
    carried = nil
    headingMatch = nil
    var lead: Int?
    while next < matches.count, matches[next].tokens.lowerBound < sentence.tokens.lowerBound,
      !isOpeningSign(matches[next], sentence)
    {
      if let words = heading.heading, matches[next].span.start >= words.start,
        matches[next].span.end <= words.end || isAtColon(matches[next], of: words)
      {
        let cue = cues[Int(matches[next].payload)]
        if cue.meaning == .negation { headingMatch = next }
        if cue.leadsLists { lead = next }
      }
      next += 1
    }
    startLeading(fromHeading: lead, of: heading)
    if let headingMatch, let words = heading.heading,
      opensList(headingMatch, before: words.end)
    {
      carried = headingMatch
    }
  }

  /// The `(-):` of a heading, which ends before its colon.
  private func isAtColon(_ match: TermMatch, of heading: TextSpan) -> Bool {
    match.span.end == heading.end + 1
      && scopes.words[match.tokens.upperBound - 1].contains(.colon)
  }

  /// What a section says of all that stands in it.
  private static func flags(of section: SectionName) -> ContextFlags {
    switch section {
    case .familyHistory: .familyHeading
    case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory, .birthHistory,
      .psychiatricHistory:
      .historical
    default: []
    }
  }

  private mutating func paint(
    _ cue: ContextCue, of match: Int, at place: Range<Int>, in sentence: Range<Int>
  ) {
    let flag = ContextFlags(cue.meaning)
    guard !flag.isEmpty else { return }
    if cue.reach == .own {
      paintOwn(cue, of: match, at: place, in: sentence)
      return
    }
    switch direction(of: cue, at: place, in: sentence) {
    case .forward:
      paintForward(cue, of: match, at: place, in: sentence)
    case .backward where opensRemark(place, in: sentence): return
    case .backward:
      add(flag, to: backward(of: cue, at: place, in: sentence), by: match)
    case .both:
      paintForward(cue, of: match, at: place, in: sentence)
      add(flag, to: backward(of: cue, at: place, in: sentence), by: match)
    case .clause:
      let clause = scopes.clause(around: place, in: sentence)
      if cue.meaning == .historical, let event = event(behind: place, in: sentence) {
        add(flag, to: event, by: match)
      }
      if !scopes.speaksOfOnset(clause) || isEventYearsAgo(clause, at: place) {
        add(flag, to: clause, by: match)
        if cue.meaning == .historical, let reason = reason(behind: place, in: sentence) {
          add(flag, to: reason, by: match)
        }
      }
    case .either, nil: return
    }
  }

  /// `no change`, `without complications`: of the cue's own words, and of what `or` adds to them.
  private mutating func paintOwn(
    _ cue: ContextCue, of match: Int, at place: Range<Int>, in sentence: Range<Int>
  ) {
    var end = place.upperBound
    if end < sentence.upperBound, scopes.words[end].contains(.or) {
      let list = ContextCue(cue.meaning, .forward, .nouns)
      end = scopes.forward(of: list, from: end + 1, to: sentence.upperBound).range.upperBound
    } else if end < sentence.upperBound, scopes.words[end].contains(.inside),
      let next = scopes.listAfterChange(from: end, to: sentence.upperBound)
    {
      // `no change in appetite, chest pain, or dyspnea`
      let list = ContextCue(cue.meaning, .forward, .nouns)
      let scope = scopes.forward(of: list, from: next + 1, to: sentence.upperBound)
      add(ContextFlags(cue.meaning), to: scope.range, by: match)
    }
    add(ContextFlags(cue.meaning), to: place.lowerBound + 1..<end, by: match)
  }

  /// The scope with all of the cue but its first word: in `no acute distress` the cue is `no acute`
  /// and the mention may be `acute distress`.
  private mutating func paintForward(
    _ cue: ContextCue, of match: Int, at place: Range<Int>, in sentence: Range<Int>
  ) {
    var cue = cue
    if cue.reach == .inner, isWithinList(place, in: sentence) { cue.reach = .item }
    // `in no distress, sitting in a wheelchair`
    if cue.reach == .nouns, place.lowerBound > sentence.lowerBound,
      scopes.words[place.lowerBound - 1].contains(.inside)
    {
      cue.reach = .item
    }
    // `went to zero, a code was called`; but `not smoke, drink`, and a stray comma in `denies, pain`.
    if cue.meaning == .negation, cue.reach.isNominal, place.upperBound < sentence.upperBound,
      !scopes.words[place.upperBound].isDisjoint(with: [.comma, .semicolon])
    {
      return
    }
    let isInList =
      place.lowerBound > sentence.lowerBound
      && scopes.words[place.lowerBound - 1].contains(.separator)
    let scope = scopes.forward(
      of: cue, from: place.upperBound, to: sentence.upperBound, isInList: isInList)
    guard !scope.range.isEmpty else { return }
    let flag = ContextFlags(cue.meaning)
    var start = place.lowerBound + 1
    for hole in scope.holes {
      add(flag, to: start..<hole.lowerBound, by: match)
      start = hole.upperBound
    }
    if start < scope.range.upperBound { add(flag, to: start..<scope.range.upperBound, by: match) }
  }

  /// Whether the cue stands inside an item of a list that began before it.
  private func isWithinList(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    guard place.lowerBound > sentence.lowerBound,
      !scopes.words[place.lowerBound - 1].contains(.separator)
    else { return false }
    let first = max(sentence.lowerBound, place.lowerBound - ContextScopes.longestReach)
    return (first..<place.lowerBound).contains {
      scopes.words[$0].contains(.separator) && source.tokens[$0].kind == .punctuation
    }
  }

  private func backward(of cue: ContextCue, at place: Range<Int>, in sentence: Range<Int>)
    -> Range<Int>
  {
    let relative = cue.direction == .forward ? self.relative(before: place, in: sentence) : nil
    return scopes.backward(
      of: cue, before: relative ?? place.lowerBound, from: sentence.lowerBound,
      cueIsPlural: scopes.words[place.lowerBound].contains(.plural))
  }

  /// Which way a cue looks here; nil where it says nothing.
  private func direction(of cue: ContextCue, at place: Range<Int>, in sentence: Range<Int>)
    -> ContextCue.Direction?
  {
    switch cue.direction {
    case .either:
      let isPredicate =
        place.lowerBound > sentence.lowerBound && scopes.words[place.lowerBound - 1].contains(.be)
      // `is negative` looks back; `was not given antibiotics` need not.
      if !(isPredicate && cue.meaning == .negation && cue.reach != .item),
        scopes.looksForward(from: place.upperBound, sentenceEnd: sentence.upperBound)
      {
        return .forward
      }
      return .backward
    case .forward where cue.meaning == .negation && isAnswer(place, in: sentence):
      return .backward
    // `This is gastritis most likely.`
    case .forward where cue.meaning == .possible && isLast(place, in: sentence):
      return .backward
    case .forward where cue.meaning == .family || cue.meaning == .other:
      if isInsideRelative(place, in: sentence) { return .backward }
      return isCompany(place, in: sentence) ? nil : .forward
    case let direction: return direction
    }
  }

  /// `Fever: no`, `Chest pain - denied`: the cue ends its item and answers what stands before it.
  private func isAnswer(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    guard place.lowerBound > sentence.lowerBound else { return false }
    let before = scopes.words[place.lowerBound - 1]
    guard
      before.isDisjoint(with: [.verb, .subject, .or, .preposition]) || before.contains(.be)
        || relative(before: place, in: sentence) != nil
    else { return false }
    let next = place.upperBound
    if next < sentence.upperBound {
      let word = scopes.words[next]
      guard !word.isDisjoint(with: [.semicolon, .separator]) || source.isMark(next, ".") else {
        return false
      }
    }
    return true
  }

  private func isLast(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    place.upperBound >= sentence.upperBound || source.isMark(place.upperBound, ".")
  }

  /// `pain on flexion, none on extension`
  private func opensRemark(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    place.count == 1 && place.lowerBound > sentence.lowerBound
      && scopes.words[place.lowerBound - 1].contains(.comma)
      && place.upperBound < sentence.upperBound
      && scopes.words[place.upperBound].contains(.preposition)
  }

  /// The subject of the relative clause that ends with a cue: `…, which she now denies`.
  private func relative(before place: Range<Int>, in sentence: Range<Int>) -> Int? {
    var subject = place.lowerBound - 1
    if subject > sentence.lowerBound, scopes.cueMeanings[subject] == .adverb { subject -= 1 }
    guard subject > sentence.lowerBound, scopes.words[subject].contains(.subject),
      scopes.words[subject - 1].contains(.relative)
    else { return nil }
    return subject
  }

  /// `asthma in her mother`.
  private func isInsideRelative(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    var before = place.lowerBound - 1
    while before >= sentence.lowerBound, scopes.words[before].contains(.determiner) { before -= 1 }
    return before > sentence.lowerBound && scopes.words[before].contains(.inside)
  }

  /// A relative who informs or keeps company says nothing about the family's illnesses.
  private func isCompany(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    let words = scopes.words
    // `with a family history of` is no company.
    guard place.count == 1 else { return false }
    if isParturient(place, in: sentence) { return true }
    var before = place.lowerBound - 1
    while before >= sentence.lowerBound, words[before].contains(.determiner) { before -= 1 }
    // `the patient and her daughter deny`
    if before > sentence.lowerBound, words[before].contains(.separator),
      words[before - 1].contains(.subject)
    {
      return true
    }
    var next = place.upperBound
    // `Mother: says he had a seizure`, but `Father: found to have diabetes`
    if next + 2 < sentence.upperBound, words[next].contains(.colon),
      isSpeaking(next + 1), !words[next + 2].contains(.preposition)
    {
      next += 1
    }
    // `born to a mother with diabetes`, but `here with his father for acne`
    let isDescribed =
      next < sentence.upperBound && words[next].contains(.company)
      && source.letters(at: next, before: sentence.upperBound)?.key
        != FactSource.packed("for".utf8)
    if before >= sentence.lowerBound, words[before].contains(.company), !isDescribed { return true }
    guard next < sentence.upperBound else { return false }
    if words[next].contains(.informant) { return true }
    return next + 1 < sentence.upperBound && words[next].contains(.verb)
      && words[next + 1].contains(.informant)
  }

  mutating func add(_ flag: ContextFlags, to range: Range<Int>, by match: Int? = nil) {
    guard !range.isEmpty else { return }
    guard let match, !flag.isDisjoint(with: .assertion) else {
      for index in range { flags[index].formUnion(flag) }
      return
    }
    let decider = Int32(match) + 1
    for index in range {
      flags[index].formUnion(flag)
      if flags[index].leading == flag { deciders[index] = decider }
    }
  }
}
