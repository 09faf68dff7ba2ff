import SourceText

/// Writes the reach of every cue of a note onto its tokens, sentence by sentence.
struct ContextPainter {
  private(set) var flags: [ContextFlags]
  private let source: FactSource
  private let cues: [ContextCue]
  private let matches: [TermMatch]
  private let scopes: ContextScopes
  private let dates: DateReader
  /// The latest year that a full date of the note names; beyond all years where there is none.
  private let latestYear: Int
  /// The first match that no sentence has had yet.
  private var next = 0

  init(source: FactSource, cues: [ContextCue], matches: [TermMatch]) {
    self.source = source
    self.cues = cues
    self.matches = matches
    dates = DateReader(source: source)
    latestYear = Self.latestYear(of: source, dates)
    flags = Array(repeating: [], count: source.tokens.count)
    var meanings: [ContextCue.Meaning?] = Array(repeating: nil, count: source.tokens.count)
    for match in matches {
      meanings[match.tokens.lowerBound] = cues[Int(match.payload)].meaning
    }
    scopes = ContextScopes(
      tokens: source.tokens, words: source.words, cueMeanings: meanings)
  }

  private static func latestYear(of source: FactSource, _ dates: DateReader) -> Int {
    var latest = 0
    for index in source.tokens.indices where source.tokens[index].kind == .number {
      guard let year = dates.year(index), index > 1,
        source.touchesPrevious(index)
          || source.isMark(index - 1, ",")
      else { continue }
      latest = max(latest, year)
    }
    return latest == 0 ? .max : latest
  }

  /// Sentences must come in order.
  mutating func paint(_ sentence: Sentence, under section: SectionName) {
    paintYears(of: sentence.tokens)
    let inherited = Self.flags(of: section)
    if !inherited.isEmpty { add(inherited, to: sentence.tokens) }
    while next < matches.count, matches[next].tokens.lowerBound < sentence.tokens.upperBound {
      let match = matches[next]
      next += 1
      guard match.tokens.lowerBound >= sentence.tokens.lowerBound,
        match.tokens.upperBound <= sentence.tokens.upperBound
      else { continue }
      paint(cues[Int(match.payload)], at: match.tokens, in: sentence.tokens)
    }
  }

  /// `in 2005`, `in March 2005`: past, unless the note dates itself to that year or before.
  private mutating func paintYears(of sentence: Range<Int>) {
    for index in sentence where source.tokens[index].kind == .number {
      guard index > sentence.lowerBound, let year = dates.year(index), year < latestYear else {
        continue
      }
      let isBare = scopes.words[index - 1].contains(.inside)
      let isMonth =
        index > sentence.lowerBound + 1 && scopes.words[index - 1].contains(.month)
        && scopes.words[index - 2].contains(.inside)
      guard isBare || isMonth else { continue }
      let clause = scopes.clause(around: (isBare ? index - 1 : index - 2)..<index + 1, in: sentence)
      if !scopes.speaksOfOnset(clause) { add(.historical, to: clause) }
    }
  }

  /// What a section says of all that stands in it.
  private static func flags(of section: SectionName) -> ContextFlags {
    switch section {
    case .familyHistory: .family
    case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory, .birthHistory,
      .psychiatricHistory:
      .historical
    default: []
    }
  }

  private mutating func paint(_ cue: ContextCue, at place: Range<Int>, in sentence: Range<Int>) {
    let flag = ContextFlags(cue.meaning)
    guard !flag.isEmpty else { return }
    switch direction(of: cue, at: place, in: sentence) {
    case .forward:
      add(flag, to: forward(of: cue, at: place, in: sentence))
    case .backward:
      add(flag, to: backward(of: cue, at: place, in: sentence))
    case .both:
      add(flag, to: forward(of: cue, at: place, in: sentence))
      add(flag, to: backward(of: cue, at: place, in: sentence))
    case .clause:
      let clause = scopes.clause(around: place, in: sentence)
      if !scopes.speaksOfOnset(clause) { add(flag, to: clause) }
    case .either, nil: return
    }
  }

  /// The scope with all of the cue but its first word: in `no acute distress` the cue is `no acute`
  /// and the mention may be `acute distress`.
  private func forward(of cue: ContextCue, at place: Range<Int>, in sentence: Range<Int>)
    -> Range<Int>
  {
    var cue = cue
    if cue.reach == .inner, isWithinList(place, in: sentence) { cue.reach = .item }
    let scope = scopes.forward(of: cue, from: place.upperBound, to: sentence.upperBound)
    return scope.isEmpty ? scope : place.lowerBound + 1..<scope.upperBound
  }

  /// Whether the cue stands inside an item of a list that began before it.
  private func isWithinList(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    guard place.lowerBound > sentence.lowerBound,
      !scopes.words[place.lowerBound - 1].contains(.separator)
    else { return false }
    let first = max(sentence.lowerBound, place.lowerBound - ContextScopes.longestReach)
    return scopes.words[first..<place.lowerBound].contains { $0.contains(.separator) }
  }

  private func backward(of cue: ContextCue, at place: Range<Int>, in sentence: Range<Int>)
    -> Range<Int>
  {
    scopes.backward(
      of: cue, before: place.lowerBound, from: sentence.lowerBound,
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
      if !(isPredicate && cue.meaning == .negation),
        scopes.looksForward(from: place.upperBound, sentenceEnd: sentence.upperBound)
      {
        return .forward
      }
      return .backward
    case .forward where cue.meaning == .negation && isAnswer(place, in: sentence):
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
    guard before.isDisjoint(with: [.verb, .subject, .or, .preposition]) || before.contains(.be)
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
    var before = place.lowerBound - 1
    while before >= sentence.lowerBound, words[before].contains(.determiner) { before -= 1 }
    if before >= sentence.lowerBound, words[before].contains(.company) { return true }
    let next = place.upperBound
    guard next < sentence.upperBound else { return false }
    if words[next].contains(.informant) { return true }
    return next + 1 < sentence.upperBound && words[next].contains(.verb)
      && words[next + 1].contains(.informant)
  }

  private mutating func add(_ flag: ContextFlags, to range: Range<Int>) {
    for index in range { flags[index].formUnion(flag) }
  }
}
