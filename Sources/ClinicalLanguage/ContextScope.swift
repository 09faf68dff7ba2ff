import SourceText

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
  private static let longestLookAhead = 40
  /// `not febrile or tachycardic`: as NegEx's window of five or six words.
  private static let fewWords = 6

  /// The tokens that a cue looking forwards speaks about.
  func forward(of cue: ContextCue, from start: Int, to sentenceEnd: Int) -> Range<Int> {
    var begin = start
    while begin < sentenceEnd, words[begin].contains(.colon) || isOpeningDash(begin) { begin += 1 }
    guard begin < sentenceEnd else { return begin..<begin }
    let limit = min(sentenceEnd, begin + Self.longestReach)
    if cue.reach == .sentence { return begin..<limit }
    if cue.reach == .word {
      // Behind its hyphen.
      let word = words[begin].isEmpty && tokens[begin].kind == .punctuation ? begin + 1 : begin
      return word..<min(limit, word + 1)
    }
    var separator = -1
    var separatorIsOr = false
    var position = begin
    while position < limit {
      let word = words[position]
      if position > begin, ends(cue.meaning, at: position), !isPassive(position) {
        // "No fever, cough present": what is affirmed begins at its own item.
        let isTrailing =
          cueMeanings[position] == .affirmed && separator >= 0
          && isAffirmedBackward(at: position, sentenceEnd: sentenceEnd)
        if isTrailing { return begin..<(separatorIsOr ? position : separator) }
        return begin..<position
      }
      if word.contains(.semicolon) {
        if !listGoesOn(after: position, to: limit) { return begin..<position }
        separator = position
        separatorIsOr = false
      } else if word.contains(.colon) {
        return begin..<(separator > begin ? separator : position)
      } else if !word.isDisjoint(with: [.separator, .or]) {
        if position > begin, stops(cue, atSeparator: position, from: begin, limit: limit) {
          return begin..<position
        }
        if separator < 0 || separator < position - 1 { separator = position }
        separatorIsOr = word.contains(.or)
      } else if separator >= 0 || word.contains(.verb) {
        if let end = clauseEnd(
          cue, begin: begin, position: position, separator: separator, isOr: separatorIsOr,
          limit: limit)
        {
          return begin..<end
        }
      }
      if cue.reach == .words, separator < 0, position - begin + 1 >= Self.fewWords {
        return begin..<position + 1
      }
      position += 1
    }
    return begin..<limit
  }

  /// The tokens that a cue looking backwards speaks about.
  func backward(
    of cue: ContextCue, before end: Int, from sentenceStart: Int, cueIsPlural: Bool
  ) -> Range<Int> {
    let limit = max(sentenceStart, end - Self.longestReach)
    var stop = end
    // `has been`, `: `, ` - ` between the mention and the cue.
    while stop > limit,
      !words[stop - 1].isDisjoint(with: [.colon, .separator, .be, .verb, .bracket])
    {
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
    let crossesLists = cueIsPlural || cue.reach == .clause || (stop < end && isPlural(stop..<end))
    var position = stop
    while position > limit {
      let word = words[position - 1]
      if word.contains(.semicolon) || word.contains(.colon) { break }
      if word.contains(.verb) { break }
      if let meaning = cueMeanings[position - 1] {
        if meaning == .terminator || meaning == .affirmed { break }
        if meaning == .negation, cue.meaning == .negation { break }
      }
      if word.contains(.separator), !crossesLists { break }
      if word.contains(.bracket) { break }
      position -= 1
    }
    return position..<stop
  }

  /// The clause around a token: back to a clause's beginning and forward to its end.
  func clause(around cue: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    var start = cue.lowerBound
    let lowest = max(sentence.lowerBound, start - Self.longestReach)
    while start > lowest {
      let word = words[start - 1]
      if word.contains(.semicolon) || cueMeanings[start - 1] == .terminator { break }
      if words[start - 1].contains(.separator),
        isSubject(at: start, from: start, limit: sentence.upperBound)
      {
        break
      }
      start -= 1
    }
    var end = cue.upperBound
    let isFronted = start >= cue.lowerBound - 3
    let highest = min(sentence.upperBound, end + Self.longestReach)
    if isFronted {
      if end < highest, words[end].contains(.separator) { end += 1 }
      while end < highest {
        let word = words[end]
        if word.contains(.semicolon) || cueMeanings[end] == .terminator { break }
        if word.contains(.separator), isSubject(at: end + 1, from: end, limit: highest) { break }
        end += 1
      }
    }
    return start..<end
  }

  /// Whether the tokens say that something began: `began three years ago` is no past problem.
  func speaksOfOnset(_ range: Range<Int>) -> Bool {
    words[range].contains { $0.contains(.onset) }
  }

  /// Whether a cue of direction `either` looks forwards: a noun phrase follows it.
  func looksForward(from next: Int, sentenceEnd: Int) -> Bool {
    guard next < sentenceEnd else { return false }
    let word = words[next]
    if !word.isDisjoint(with: [.separator, .or, .semicolon, .colon, .bracket, .preposition, .verb])
    {
      return false
    }
    return tokens[next].kind != .punctuation
  }

  // MARK: - What ends a scope

  private func ends(_ meaning: ContextCue.Meaning, at position: Int) -> Bool {
    guard let other = cueMeanings[position] else { return false }
    switch (meaning, other) {
    case (_, .pseudo): return false
    case (_, .terminator): return true
    case (.hypothetical, _), (.conditional, _): return false
    case (.negation, .affirmed), (.possible, .affirmed), (.historical, .affirmed): return true
    case (.negation, .historical), (.negation, .family): return false
    case (.negation, .negation): return false
    case (.negation, .possible): return false
    case (.negation, _): return other == .planned
    case (.possible, .negation), (.historical, .negation): return true
    case (.family, .affirmed), (.other, .affirmed): return false
    case (.family, .other), (.other, .family): return true
    case (.planned, .negation), (.planned, .hypothetical): return true
    case (.planned, .affirmed): return true
    default: return false
    }
  }

  /// `denies that he has ever been diagnosed with`: a participle affirms nothing by itself.
  private func isPassive(_ position: Int) -> Bool {
    cueMeanings[position] == .affirmed
      && (words[position - 1].contains(.be)
        || (position > 1 && words[position - 2].contains(.be) && words[position - 1].isEmpty))
  }

  private func isAffirmedBackward(at position: Int, sentenceEnd: Int) -> Bool {
    !looksForward(from: position + 1, sentenceEnd: sentenceEnd)
      && (position + 1 >= sentenceEnd || !words[position + 1].contains(.preposition))
  }

  /// Whether a cue that keeps to one item stops at this comma or `and`.
  private func stops(_ cue: ContextCue, atSeparator position: Int, from begin: Int, limit: Int)
    -> Bool
  {
    if words[position].contains(.or) { return false }
    switch cue.reach {
    case .nouns, .list, .sentence, .inner, .word: return false
    case .clause:
      switch cue.meaning {
      case .family, .other: return false
      case .hypothetical,
        .conditional where tokens[position].kind == .word:
        return false
      default: return isSubject(at: position + 1, from: position, limit: limit)
      }
    case .words where cue.meaning == .historical && tokens[position].kind == .word: return false
    case .item, .words:
      return !listEndsInOr(after: position, to: limit)
    }
  }

  /// Where a new clause shows at this token, the end of the scope; nil where the scope goes on.
  private func clauseEnd(
    _ cue: ContextCue, begin: Int, position: Int, separator: Int, isOr: Bool, limit: Int
  ) -> Int? {
    let word = words[position]
    let follows = position + 1 < limit ? words[position + 1] : []
    if separator >= begin {
      if cue.meaning == .hypothetical || cue.meaning == .conditional { return nil }
      if position == separator + 1 || followsDeterminer(position, after: separator),
        isSubject(at: position, from: separator, limit: limit)
      {
        return separator
      }
      if word.contains(.verb) {
        if cue.meaning == .family || cue.meaning == .other { return nil }
        if follows.contains(.reported) || isNegated(position + 1, limit) || isOr { return position }
        return separator
      }
      if cue.meaning == .negation, cue.reach.isNominal, position == separator + 1,
        word.contains(.asserting) || isMeasured(position, limit: limit),
        !words[separator].contains(.or), !listEndsInOr(after: separator, to: limit)
      {
        return separator
      }
      return nil
    }
    guard word.contains(.verb), position > begin else { return nil }
    switch cue.meaning {
    case .negation:
      // `no mass that was seen`: the relative clause belongs to the noun.
      return cue.reach.isNominal && !words[position - 1].contains(.relative) ? position : nil
    case .historical, .planned: return position
    case .possible: return position - begin > 1 ? position : nil
    default: return nil
    }
  }

  private func followsDeterminer(_ position: Int, after separator: Int) -> Bool {
    position == separator + 2 && words[separator + 1].contains(.determiner)
  }

  /// Whether a subject with its verb begins here: `he complains`, `the patient had`.
  private func isSubject(at position: Int, from separator: Int, limit: Int) -> Bool {
    guard position < limit, words[position].contains(.subject) else { return false }
    var next = position + 1
    let last = min(limit, position + 5)
    while next < last {
      if words[next].contains(.verb) { return true }
      if !words[next].isDisjoint(with: [.separator, .or, .semicolon]) { return false }
      next += 1
    }
    return false
  }

  private func isNegated(_ position: Int, _ limit: Int) -> Bool {
    position < limit && cueMeanings[position] == .negation
  }

  /// A number with what follows it: `2+ pulses`, `98% saturation`.
  private func isMeasured(_ position: Int, limit: Int) -> Bool { tokens[position].kind == .number }

  /// Whether the list that goes on after this comma ends with `or`: then it belongs together.
  private func listEndsInOr(after position: Int, to limit: Int) -> Bool {
    var next = position + 1
    let last = min(limit, next + Self.longestLookAhead)
    while next < last {
      let word = words[next]
      if word.contains(.or) { return true }
      if !word.isDisjoint(with: [.verb, .semicolon, .colon]) { return false }
      if let meaning = cueMeanings[next],
        meaning == .terminator || meaning == .affirmed
          || meaning == .negation
      {
        return false
      }
      next += 1
    }
    return false
  }

  /// Whether after a semicolon the list goes on: a few words without verb, label or cue.
  private func listGoesOn(after position: Int, to limit: Int) -> Bool {
    var next = position + 1
    while next < limit, next <= position + 8 {
      let word = words[next]
      if word.contains(.semicolon) || word.contains(.separator) || word.contains(.or) {
        return true
      }
      if !word.isDisjoint(with: [.verb, .colon, .subject, .asserting]) || cueMeanings[next] != nil {
        return false
      }
      next += 1
    }
    return next >= limit
  }

  private func isOpeningDash(_ position: Int) -> Bool {
    words[position].contains(.separator) && tokens[position].kind == .punctuation
  }

  private func isPlural(_ range: Range<Int>) -> Bool {
    words[range].contains { $0.contains(.plural) }
  }
}
