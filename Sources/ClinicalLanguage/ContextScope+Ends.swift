import SourceText

/// What ends the scope of a cue.
extension ContextScopes {
  func ends(_ meaning: ContextCue.Meaning, at position: Int) -> Bool {
    guard var other = cueMeanings[position] else { return false }
    switch other {
    case .likeness: other = .affirmed
    case .attachment: other = meaning == .negation ? .aside : .pseudo
    case .sequel: other = meaning == .negation ? .aside : .historical
    default: break
    }
    switch (meaning, other) {
    case (_, .pseudo): return false
    case (_, .terminator), (_, .aside): return true
    case (.negation, .adverb):
      return !words[position - 1].isDisjoint(with: [.separator, .semicolon])
    case (_, .adverb): return true
    case (.purpose, .negation), (.purpose, .affirmed): return true
    case (.purpose, _): return false
    case (.negation, .purpose): return false
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

  /// The `c/o` of `visual c/o, hallucinations`: complaints of the kind before, and none behind.
  func isComplaintOfItem(_ position: Int, before limit: Int) -> Bool {
    let last = position + 2
    guard cueMeanings[position] == .affirmed, position > 0, last < limit,
      words[position + 1].contains(.slash), tokens[position].span.count == 1,
      tokens[last].span.count == 1, tokens[position - 1].kind == .word,
      words[position - 1].isDisjoint(with: [.verb, .subject, .separator, .or])
    else { return false }
    return last + 1 >= limit
      || !words[last + 1].isDisjoint(with: [.separator, .or, .semicolon, .slash])
  }

  /// `denies that he has ever been diagnosed with`: a participle affirms nothing by itself.
  func isPassive(_ position: Int) -> Bool {
    cueMeanings[position] == .affirmed
      && (words[position - 1].contains(.be)
        || (position > 1 && words[position - 2].contains(.be) && words[position - 1].isEmpty))
  }

  func isAffirmedBackward(at position: Int, sentenceEnd: Int) -> Bool {
    !looksForward(from: position + 1, sentenceEnd: sentenceEnd)
      && (position + 1 >= sentenceEnd || !words[position + 1].contains(.preposition))
  }

  /// Whether a cue that keeps to one item stops at this comma or `and`.
  func stops(_ cue: ContextCue, atSeparator position: Int, from begin: Int, limit: Int)
    -> Bool
  {
    if words[position].contains(.or) { return false }
    switch cue.reach {
    case .nouns, .list, .sentence, .inner, .word, .own: return false
    case .clause:
      switch cue.meaning {
      case .family, .other: return false
      case .hypothetical,
        .conditional where tokens[position].kind == .word:
        return false
      // `as needed for pain, Advair daily`
      case .conditional: return !listEndsInOr(after: position, to: limit)
      default: return isSubject(at: position + 1, limit: limit)
      }
    case .words where cue.meaning == .historical && tokens[position].kind == .word: return false
    case .item, .words:
      return !listEndsInOr(after: position, to: limit)
    }
  }

  /// Where a new clause shows at this token, the end of the scope; nil where the scope goes on.
  func clauseEnd(
    _ cue: ContextCue, begin: Int, position: Int, _ item: ContextItem, limit: Int
  ) -> Int? {
    let word = words[position]
    let isVerb = word.contains(.verb) && !isModifier(position, item, limit: limit)
    guard item.separator >= begin else {
      guard isVerb, position > begin else { return nil }
      switch cue.meaning {
      case .negation:
        // `no mass that was seen`: the relative clause belongs to the noun.
        return cue.reach.isNominal && !words[position - 1].contains(.relative) ? position : nil
      case .historical, .planned: return position
      case .possible: return position - begin > 1 ? position : nil
      default: return nil
      }
    }
    if cue.meaning == .hypothetical || cue.meaning == .conditional { return nil }
    let opens = position == item.start
    if opens, word.contains(.pronoun), !item.isOr { return item.separator }
    if opens || position == item.start + 1 && words[item.start].contains(.determiner),
      isSubject(at: position, limit: limit)
    {
      return item.separator
    }
    if isVerb {
      if cue.meaning == .family || cue.meaning == .other { return nil }
      let follows = position + 1 < limit ? words[position + 1] : []
      let isReported = follows.contains(.reported) && cueMeanings[position + 1] != .affirmed
      if isReported || item.isOr {
        return position
      }
      return item.separator
    }
    guard cue.meaning == .negation, !item.isOr else { return nil }
    if cue.reach.isNominal, isOwnReport(position, of: item, from: begin) { return item.separator }
    // `without bleeding, drug interaction plus poor intake`: no one denies one thing plus another.
    if cue.reach.isNominal, isPlus(position) { return item.separator }
    guard opens else { return nil }
    return opensAffirmed(cue, item, limit: limit) ? item.separator : nil
  }

  /// `no stenosis noted and plaque noted in the bulb`: whether the item has a predicate of its own, as the
  /// one before it had, so that it is no longer what is denied.
  private func isOwnReport(_ position: Int, of item: ContextItem, from begin: Int) -> Bool {
    position > item.start && words[position].contains(.reported) && item.separator > begin + 1
      && words[item.separator - 1].contains(.reported)
  }

  /// `plus`, or a sign between blanks.
  private func isPlus(_ position: Int) -> Bool {
    if words[position].contains(.plus) {
      return position > 0 && position + 1 < tokens.count
        && tokens[position - 1].end < tokens[position].start
        && tokens[position].end < tokens[position + 1].start
    }
    return saysPlus(position)
  }

  /// `without bleeding, drug interaction plus poor intake`.
  func saysPlus(_ position: Int) -> Bool { tokens[position].foldedHash == Self.plus }

  private static let plus = Token.FoldedHash.of("plus")

  /// Whether the item that begins here is there: `no murmurs, mild edema`, `no edema, 2+ pulses`,
  /// `no fever, with a cough`, `no drift, strength 5/5`.
  private func opensAffirmed(_ cue: ContextCue, _ item: ContextItem, limit: Int) -> Bool {
    let word = words[item.start]
    if word.contains(.plus) { return true }
    let opensPhrase =
      word.contains(.preposition)
      || cue.reach.isNominal
        && (!word.isDisjoint(with: [.asserting, .article, .relative])
          || opensOwnContext(item.start)
          || tokens[item.start].kind == .number || isPredicated(item.start, limit: limit))
    return opensPhrase && !listEndsInOr(after: item.start - 1, to: limit)
  }

  /// `no effusion, possible atelectasis`, `no diabetes, history of asthma`.
  private func opensOwnContext(_ position: Int) -> Bool {
    switch cueMeanings[position] {
    case .possible, .historical, .family: true
    default: false
    }
  }

  /// Whether an item says of its finding how it is: `cranial nerves intact`, `pulses 2+`.
  private func isPredicated(_ start: Int, limit: Int) -> Bool {
    var position = start + 1
    let last = min(limit, start + Self.longestPredicate)
    var isAsserting = false
    while position < last {
      let word = words[position]
      if !word.isDisjoint(with: [.separator, .or, .semicolon, .preposition]) { break }
      if tokens[position].kind == .number, position + 1 < last,
        !words[position + 1].isDisjoint(with: [.plus, .slash])
      {
        return true
      }
      if tokens[position].kind == .word {
        isAsserting = word.contains(.asserting) || cueMeanings[position] == .possible
      }
      position += 1
    }
    return isAsserting
  }

  /// Whether the verb's form stands before a noun of the list: `no nausea or increased pain`.
  private func isModifier(_ position: Int, _ item: ContextItem, limit: Int) -> Bool {
    guard words[position].contains(.participle), position + 1 < limit else { return false }
    let next = words[position + 1]
    guard tokens[position + 1].kind == .word,
      next.isDisjoint(with: [.determiner, .preposition, .be, .verb, .separator, .or])
    else { return false }
    return position == item.start || item.separator < 0
      || !words[position - 1].isDisjoint(with: [.preposition, .determiner])
  }

  /// Whether a subject with its verb begins here: `he complains`, `the patient had`.
  func isSubject(at position: Int, limit: Int) -> Bool {
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

  /// Whether the list that goes on after this comma ends with `or`: then it belongs together.
  func listEndsInOr(after position: Int, to limit: Int) -> Bool {
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
  ///
  /// A list that `no` or `without` opens seldom does.
  func listGoesOn(_ cue: ContextCue, after position: Int, to limit: Int) -> Bool {
    if cue.meaning == .negation, cue.reach.isNominal || cue.reach == .item {
      return listEndsInOr(after: position, to: limit)
    }
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

  /// A dash before what a cue speaks about, or the comma in `his mother, who has`.
  func isOpening(_ position: Int, of cue: ContextCue, to end: Int) -> Bool {
    words[position].contains(.separator) && tokens[position].kind == .punctuation
      && !(words[position].contains(.comma)
        && (cue.meaning == .negation
          || position + 1 < end && words[position + 1].contains(.pronoun)))
  }

  func isPlural(_ range: Range<Int>) -> Bool {
    words[range].contains { $0.contains(.plural) }
  }
}
