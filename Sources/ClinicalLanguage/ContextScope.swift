import SourceText

/// The tokens that a cue speaks about: a range, less what hangs on its items.
struct ContextScope {
  var range: Range<Int>
  var holes: [Range<Int>] = []

  init(_ range: Range<Int>) { self.range = range }

  func ended(at end: Int) -> ContextScope {
    var scope = self
    scope.range = range.lowerBound..<max(range.lowerBound, end)
    return scope
  }
}

/// The item of a list in which a walk along a scope stands.
struct ContextItem {
  /// Where the separators before the item begin; -1 in the first item.
  var separator = -1
  /// The item's first token.
  var start = -1
  /// Whether `or` stands before it.
  var isOr = false
  /// Whether it is the first or the second item.
  var isFirst = true

  init() {}

  init(separator: Int) {
    self.separator = separator
    start = separator + 1
    isFirst = false
  }

  mutating func open(at position: Int, isOr: Bool) {
    if separator < 0 || start < position {
      isFirst = separator < 0
      separator = position
    }
    start = position + 1
    self.isOr = isOr
  }
}

/// Finds how far the cues of one note reach.
///
/// Every walk ends after `longestReach` tokens, so that the work is linear in the text.
struct ContextScopes {
  let tokens: [Token]
  let words: [ContextWord]
  /// For each token the meaning of the cue that begins there, if any.
  let cueMeanings: [ContextCue.Meaning?]

  /// Lists of symptoms denied one after another run to about a hundred tokens in real notes.
  static let longestReach = 120
  /// How many tokens one item of a list may have where the end of the list is looked for.
  static let longestLookAhead = 40
  /// How many tokens may hang on an item: `after the procedure was explained`.
  private static let longestAside = 12
  /// How many tokens an item with its predicate has: `cranial nerves intact`.
  static let longestPredicate = 8
  /// `not febrile or tachycardic`: as NegEx's window of five or six words.
  private static let fewWords = 6

  /// The tokens that a cue looking forwards speaks about.
  ///
  /// - Parameter isInList: whether the cue opens an item of a list that began before it.
  func forward(
    of cue: ContextCue, from start: Int, to sentenceEnd: Int, isInList: Bool = false
  ) -> ContextScope {
    var begin = start
    while begin < sentenceEnd,
      words[begin].contains(.colon) || isOpening(begin, of: cue, to: sentenceEnd)
    {
      begin += 1
    }
    if cue.meaning == .family || cue.meaning == .other {
      begin = ageEnd(from: begin, to: sentenceEnd)
    }
    guard begin < sentenceEnd, cue.meaning != .negation || cueMeanings[begin] != .terminator else {
      return ContextScope(begin..<begin)
    }
    let limit = min(sentenceEnd, begin + Self.longestReach)
    if cue.reach == .sentence { return ContextScope(begin..<limit) }
    if cue.reach == .word {
      // Behind its hyphen.
      let word = words[begin].isEmpty && tokens[begin].kind == .punctuation ? begin + 1 : begin
      return ContextScope(word..<min(limit, word + 1))
    }
    return walk(cue, from: begin, to: limit, sentenceEnd: sentenceEnd, isInList: isInList)
  }

  /// Behind the age of a relative: `, 61:`, `(28):`, `aged 61 -`; the place itself where there is none.
  private func ageEnd(from begin: Int, to sentenceEnd: Int) -> Int {
    let last = min(sentenceEnd, begin + 6)
    var position = begin
    var hasAge = false
    while position < last {
      if words[position].contains(.colon) { return hasAge ? position + 1 : begin }
      if tokens[position].kind == .number {
        if hasAge { return begin }
        hasAge = true
      } else if words[position].isDisjoint(with: [.timeUnit, .bracket, .comma]),
        hasAge || tokens[position].kind != .word
      {
        return begin
      }
      position += 1
    }
    return begin
  }

  private func walk(
    _ cue: ContextCue, from begin: Int, to limit: Int, sentenceEnd: Int, isInList: Bool
  ) -> ContextScope {
    var scope = ContextScope(begin..<limit)
    var item = ContextItem()
    var openBrackets = 0
    var position = begin
    while position < limit {
      let word = words[position]
      if position > begin,
        opensColumn(position) || cue.meaning == .negation && opensLabel(position, before: limit)
      {
        return scope.ended(at: position)
      }
      if position > begin, let meaning = cueMeanings[position] {
        if cue.meaning == .negation, Self.opensAside(meaning),
          let next = resumption(of: cue, after: position, item, limit: limit)
        {
          scope.holes.append(position..<next)
          position = next
          continue
        }
        let isOwn = meaning == .likeness && cue.meaning == .negation && item.separator < 0
        if !isOwn, ends(cue.meaning, at: position), !isPassive(position),
          !isComplaintOfItem(position, before: limit)
        {
          return scope.ended(at: end(of: item, at: position, meaning, sentenceEnd: sentenceEnd))
        }
      }
      if word.contains(.bracket) {
        openBrackets += word.contains(.closing) ? -1 : 1
        if openBrackets < 0 { return scope.ended(at: position) }
      } else if word.contains(.semicolon) {
        if !listGoesOn(cue, after: position, to: limit) { return scope.ended(at: position) }
        item = ContextItem(separator: position)
      } else if word.contains(.colon) {
        // `should it last, that would be status epilepticus: midazolam`
        let isCondition = cue.meaning == .hypothetical || cue.meaning == .conditional
        return scope.ended(at: item.separator > begin && !isCondition ? item.separator : position)
      } else if !word.isDisjoint(with: [.separator, .or]) {
        // `never tested -> sent today`: what follows from a denial is not denied.
        if cue.meaning == .negation, isArrow(position) { return scope.ended(at: position) }
        if position > begin, stops(cue, atSeparator: position, from: begin, limit: limit) {
          return scope.ended(at: position)
        }
        if cue.meaning == .negation, cue.reach.isNominal, item.separator >= begin,
          saysPlus(position)
        {
          return scope.ended(at: item.separator)
        }
        // `nausea, no vomiting, and diarrhea`: the list around the cue goes on.
        if isInList, item.separator == position - 1, item.isFirst, tokens[position].kind == .word,
          word.contains(.separator), cue.reach.isNominal
        {
          return scope.ended(at: item.separator)
        }
        item.open(at: position, isOr: word.contains(.or))
      } else if item.separator >= begin || word.contains(.verb) {
        if let end = clauseEnd(cue, begin: begin, position: position, item, limit: limit) {
          return scope.ended(at: end)
        }
      }
      if cue.reach == .words, item.separator < 0, position - begin + 1 >= Self.fewWords {
        return scope.ended(at: position + 1)
      }
      position += 1
    }
    return scope
  }

  /// `->` behind a blank.
  private func isArrow(_ position: Int) -> Bool {
    position + 1 < tokens.count && tokens[position].kind == .punctuation
      && tokens[position].span.count == 1 && tokens[position + 1].kind == .punctuation
      && tokens[position].end == tokens[position + 1].start && words[position] == .separator
  }

  /// `mouth - thrush` on a line of its own, below `no fever, no rigors`.
  private func opensLabel(_ position: Int, before limit: Int) -> Bool {
    guard tokens[position].beginsLine, position + 2 < limit, tokens[position].kind == .word,
      words[position - 1].isDisjoint(with: [.separator, .or, .preposition, .determiner])
    else { return false }
    let dash = position + 1
    return tokens[dash].kind == .punctuation && words[dash].contains(.separator)
      && !words[dash].contains(.comma) && !words[dash].contains(.slash)
      && tokens[position].end < tokens[dash].start && tokens[dash].end < tokens[dash + 1].start
  }

  /// In blanks: the least that parts two columns, and two cells of one row.
  private static let column = 3
  private static let cell = 2

  /// `no tear  superotemporal tear` of a row whose other cells stand further apart.
  private func opensColumn(_ position: Int) -> Bool {
    let gap = Int(tokens[position].start - tokens[position - 1].end)
    guard gap >= Self.cell, !tokens[position].beginsLine,
      tokens[position - 1].kind != .punctuation
    else { return false }
    if gap >= Self.column { return true }
    var other = position - 1
    while other > max(0, position - Self.longestLookAhead), !tokens[other].beginsLine {
      if tokens[other].start - tokens[other - 1].end > Self.column { return true }
      other -= 1
    }
    return false
  }

  /// Where the scope ends at a cue that ends it. What a verb affirms begins with the verb's subject:
  /// `no shift, and the MRI demonstrates …`, `no fever, cough present`.
  private func end(
    of item: ContextItem, at position: Int, _ meaning: ContextCue.Meaning, sentenceEnd: Int
  ) -> Int {
    guard meaning == .affirmed || meaning == .likeness, item.separator >= 0, !item.isOr,
      meaning == .likeness || words[position].contains(.verb)
        || isAffirmedBackward(at: position, sentenceEnd: sentenceEnd)
    else { return position }
    return item.separator
  }

  private static func opensAside(_ meaning: ContextCue.Meaning) -> Bool {
    meaning == .aside || meaning == .attachment || meaning == .sequel
  }

  /// The comma behind `in appetite` where a list that ends in `or` goes on; nil behind `in the
  /// nodules`, which are there.
  func listAfterChange(from position: Int, to sentenceEnd: Int) -> Int? {
    guard position + 1 < sentenceEnd, !words[position + 1].contains(.article) else { return nil }
    var next = position + 1
    let last = min(sentenceEnd, position + Self.longestAside)
    while next < last {
      let word = words[next]
      if word.contains(.comma) { return listEndsInOr(after: next, to: sentenceEnd) ? next : nil }
      if !word.isDisjoint(with: [.semicolon, .colon, .verb]) || cueMeanings[next] == .terminator {
        return nil
      }
      next += 1
    }
    return nil
  }

  /// Where the list goes on behind what hangs on one of its items, or nil where it does not.
  private func resumption(
    of cue: ContextCue, after position: Int, _ item: ContextItem, limit: Int
  ) -> Int? {
    var next = position + 1
    let last = min(limit, position + Self.longestAside)
    while next < last {
      let word = words[next]
      if word.contains(.or) { return next }
      if word.contains(.separator) {
        guard tokens[next].kind == .punctuation else {
          next += 1
          continue
        }
        let isList = cue.reach == .list || item.separator >= 0
        return isList || listEndsInOr(after: next, to: limit) ? next : nil
      }
      if !word.isDisjoint(with: [.semicolon, .colon, .verb]) || cueMeanings[next] == .terminator {
        return nil
      }
      next += 1
    }
    return nil
  }

  /// The tokens that a cue looking backwards speaks about.
  func backward(
    of cue: ContextCue, before end: Int, from sentenceStart: Int, cueIsPlural: Bool
  ) -> Range<Int> {
    let limit = max(sentenceStart, end - Self.longestReach)
    var stop = end
    // `has been`, `: `, ` - ` between the mention and the cue.
    var isBehindList = false
    while stop > limit,
      !words[stop - 1].isDisjoint(with: [.colon, .separator, .be, .verb, .bracket])
        || cue.meaning == .negation && Self.whole.contains(tokens[stop - 1].foldedHash)
    {
      // `(fever, chills, weight loss) denied`
      if words[stop - 1].contains([.bracket, .closing])
        || words[stop - 1].contains(.colon) && Self.denied.contains(tokens[end].foldedHash)
      {
        isBehindList = cue.meaning == .negation
      }
      // `is in pain and was negative`, `and there were none`: another predicate.
      if words[stop - 1].contains(.separator), tokens[stop - 1].kind == .word {
        return stop..<stop
      }
      stop -= 1
    }
    // `…, both of which were negative` speaks of what stands before the comma.
    if stop > limit, words[stop - 1].contains(.relative) {
      while stop > limit,
        !words[stop - 1].isDisjoint(with: [.relative, .preposition, .separator, .verb])
      {
        stop -= 1
      }
    }
    let crossesLists =
      cueIsPlural || isBehindList || cue.reach == .clause
      || (stop < end && isPlural(stop..<end))
    if cue.reach == .word { return word(before: stop, from: limit) }
    var position = stop
    // `wheezes, rales or rhonchi not heard`
    var isList = crossesLists
    while position > limit {
      let word = words[position - 1]
      if word.contains(.semicolon) || word.contains(.colon) { break }
      if word.contains(.verb), !isAdjective(position - 1, before: stop) { break }
      if let meaning = cueMeanings[position - 1] {
        if meaning == .terminator || meaning == .aside || meaning == .affirmed
          || meaning == .likeness
        {
          break
        }
        if meaning == .negation, cue.meaning == .negation { break }
      }
      if word.contains(.or) { isList = true }
      if word.contains(.separator), !isList { break }
      if word.contains(.bracket) { break }
      position -= 1
    }
    return position..<stop
  }

  /// What may stand between a list and what denies all of it.
  private static let whole = WordSet(["all", "both"].map(Token.FoldedHash.of))
  /// What denies a whole list before a colon.
  private static let denied = WordSet(
    ["denied", "denies", "none", "negative"].map(Token.FoldedHash.of))

  /// The noun before `free` in `pain free`, `symptom-free`.
  private func word(before stop: Int, from limit: Int) -> Range<Int> {
    var word = stop - 1
    if word > limit, tokens[word].kind == .punctuation, tokens[word].end == tokens[word + 1].start {
      word -= 1
    }
    guard word >= limit, tokens[word].kind == .word,
      words[word].isDisjoint(with: [.be, .verb, .preposition, .determiner, .separator, .or])
    else { return stop..<stop }
    return word..<word + 1
  }

  /// Whether the participle stands before its noun: `increased pain`.
  private func isAdjective(_ position: Int, before end: Int) -> Bool {
    guard words[position].contains(.participle), position + 1 < end else { return false }
    let next = words[position + 1]
    return tokens[position + 1].kind == .word
      && next.isDisjoint(with: [.determiner, .preposition, .be, .verb, .separator, .or])
  }

  /// Whether the tokens say that something began: `began three years ago` is no past problem.
  func speaksOfOnset(_ range: Range<Int>) -> Bool {
    words[range].contains { $0.contains(.onset) }
  }

  /// Whether a cue of direction `either` looks forwards: a noun phrase follows it.
  func looksForward(from next: Int, sentenceEnd: Int) -> Bool {
    guard next < sentenceEnd, cueMeanings[next] != .terminator else { return false }
    let word = words[next]
    if !word.isDisjoint(with: [.separator, .or, .semicolon, .colon, .bracket, .preposition, .verb])
    {
      return false
    }
    return tokens[next].kind != .punctuation
  }
}
