import SourceText

/// Allergies, from their own section and from words such as `allergic to` anywhere.
extension FactReader {
  /// Allergens that are no drugs and are named outside a section of their own.
  static let allergens = TermMatcher(
    [
      "latex", "peanut", "tree nut", "nut", "shellfish", "shrimp", "seafood", "fish", "egg", "milk",
      "dairy", "soy", "wheat", "gluten", "strawberry", "banana", "kiwi", "avocado", "bee sting",
      "bee venom", "wasp", "insect sting", "pollen", "ragweed", "grass", "dust", "dust mite",
      "mold",
      "mould", "cat", "dog", "animal dander", "iodine", "contrast", "IV contrast", "contrast dye",
      "IV dye", "dye", "iodinated contrast", "contrast media", "iodinated contrast media",
      "adhesive", "adhesive tape", "tape", "nickel", "sulfa", "sulfa drug",
      "penicillin", "bees",
    ].map { TermMatcher.Entry(phrase: $0, payload: -1) }, matchesPlurals: true)

  mutating func readAllergies(
    of sentence: Range<Int>, terms: ArraySlice<TermMatch>, in index: Int
  ) {
    let section = structure.sections[structure.sentences[index].section].name
    if section == .allergies, takeHeadedAllergens(in: index) { return }
    let cue = sentence.first { source.words[$0].contains(.allergy) }
    guard cue != nil || section == .allergies else {
      if goesOn(sentence) {
        takeAllergens(in: sentence, of: sentence, terms: terms, isList: false, index)
      } else {
        readToldReactions(of: sentence, terms: terms, in: index)
      }
      return
    }
    if let cue, takeNone(at: cue, of: sentence, in: index) { return }
    if let cue, section != .allergies, let region = bareList(behind: cue, of: sentence) {
      takeAllergens(
        in: beforeTolerance(region), of: sentence, terms: terms, isList: true, index)
      return
    }
    if section == .allergies {
      if isAnswerNone(sentence) {
        takeAbsence(withoutStop(sentence), in: index)
      } else {
        takeAllergens(
          in: beforeTolerance(sentence), of: sentence, terms: terms, isList: true, index)
      }
    } else if let cue {
      let before = facts.count
      defer {
        // `Lamotrigine caused a rash and is listed as an allergy.`
        if facts.count == before { readToldReactions(of: sentence, terms: terms, in: index) }
      }
      if let region = region(behind: cue, of: sentence) {
        takeAllergens(in: region, of: sentence, terms: terms, isList: false, index)
      } else if cue > sentence.lowerBound {
        takeAllergens(
          in: max(sentence.lowerBound, cue - 3)..<cue, of: sentence, terms: terms, isList: false,
          index, mustEnd: cue)
      }
    }
  }

  /// `NKDA`, `no known drug allergies`, `denies any allergies`.
  private mutating func takeNone(at cue: Int, of sentence: Range<Int>, in index: Int) -> Bool {
    let key = source.letters(at: cue, before: sentence.upperBound)?.key ?? 0
    if Self.abbreviations.contains(key) {
      takeAbsence(cue..<cue + 1, in: index)
      return true
    }
    guard key != Self.allergic, context.context(ofTokens: cue..<cue + 1).assertion == .absent,
      region(behind: cue, of: sentence) == nil
    else { return false }
    // A named allergen before the word is what is denied: `no penicillin allergy`.
    var first = cue
    while first > sentence.lowerBound, cue - first < 8,
      context.context(ofTokens: first - 1..<first).assertion == .absent
    {
      first -= 1
    }
    // The cue itself stands before its scope.
    if first > sentence.lowerBound { first -= 1 }
    guard first < cue else { return false }
    if !Self.isGeneric(first + 1..<cue, source) { return false }
    takeAbsence(first..<cue + 1, in: index)
    return true
  }

  /// `denies allergic reactions` is about a reaction, not about allergens.
  private static let allergic = FactSource.packed("allergic".utf8)
  private static let abbreviations: RootSet = RootSet(
    ["nkda", "nka", "nkma"].map { FactSource.packed($0.utf8) })
  private static let generic: RootSet = RootSet(
    [
      "known", "drug", "medication", "medications", "medicine", "food", "environmental", "any",
      "other", "to", "or", "and", "seasonal",
      "latex", "significant", "allergies", "allergy", "of", "history", "no", "has", "having",
      "prior", "a",
      "have", "does", "not", "reported", "s",
      "reaction", "reactions", "like", "unknown", "all", "include", "includes", "following",
      "patient",
    ].map { FactSource.packed($0.utf8) })

  private static func isGeneric(_ tokens: Range<Int>, _ source: FactSource) -> Bool {
    tokens.allSatisfy { index in
      guard let key = source.letters(at: index, before: tokens.upperBound)?.key else { return true }
      return generic.contains(key)
    }
  }

  /// Under the heading `Allergies`: `None.`, `No known`, `Nil`.
  func isAnswerNone(_ sentence: Range<Int>) -> Bool {
    guard let key = source.letters(at: sentence.lowerBound, before: sentence.upperBound)?.key else {
      return false
    }
    let isNegative = Self.answers.contains(key)
    return isNegative && sentence.count <= 7
      && Self.isGeneric(sentence.dropFirst(), source)
  }

  private static let answers: RootSet = RootSet(
    ["none", "no", "nil", "denies", "denied", "not", "negative", "unknown"].map {
      FactSource.packed($0.utf8)
    })

  /// The sentence without the full stop at its end.
  private func withoutStop(_ sentence: Range<Int>) -> Range<Int> {
    sentence.count > 1 && source.isMark(sentence.upperBound - 1, ".")
      ? sentence.lowerBound..<sentence.upperBound - 1 : sentence
  }

  private mutating func takeAbsence(_ tokens: Range<Int>, in index: Int) {
    guard isFree(tokens) else { return }
    var fact = fact(.allergy, tokens: tokens, name: tokens, in: index)
    fact.context = MentionContext(assertion: .absent)
    take(fact, tokens)
  }

  /// What stands behind `allergic to`, `allergy to`, `allergies include`, `allergies:`.
  private func region(behind cue: Int, of sentence: Range<Int>) -> Range<Int>? {
    var next = cue + 1
    guard next < sentence.upperBound else { return nil }
    // `Allergies on requisition:`, `Allergies (reviewed):`
    if let colon = (next..<min(next + Self.mostBeforeColon, sentence.upperBound)).first(where: {
      source.words[$0].contains(.colon)
    }), (next..<colon).allSatisfy({ source.words[$0].isDisjoint(with: [.separator, .verb]) }) {
      next = colon
    }
    let word = source.words[next]
    // `Penicillin allergy (angioedema): gentamicin used`: the allergen stands before the word.
    if word.contains(.colon), cue > sentence.lowerBound, beginsAllergen(cue - 1, before: cue) {
      return nil
    }
    let key = source.letters(at: next, before: sentence.upperBound)?.key ?? 0
    guard word.contains(.colon) || Self.openers.contains(key) else { return nil }
    var end = next + 1
    while end < sentence.upperBound {
      if source.words[end].contains(.semicolon) {
        guard
          beginsAllergen(end + 1, before: sentence.upperBound)
            || (word.contains(.colon) && namesReaction(behind: end, before: sentence.upperBound))
        else { break }
      }
      // `allergic to cefazolin and received vancomycin`
      if !source.words[end].isDisjoint(with: [.subject, .verb]),
        source.words[end - 1].contains(.separator)
      {
        break
      }
      end += 1
    }
    return next + 1 < end ? next + 1..<end : nil
  }

  /// Whether an allergen with what it does follows the semicolon: `; iodinated contrast - hives`.
  private func namesReaction(behind semicolon: Int, before end: Int) -> Bool {
    var place = semicolon + 1
    let last = min(end, semicolon + Self.longestItem)
    while place < last, !source.words[place].contains(.semicolon) {
      if place > semicolon + 1, isDash(place) || source.isMark(place, "(") {
        return (semicolon + 1..<place).contains { allergenEnd($0, before: end) != nil }
      }
      place += 1
    }
    return false
  }

  /// In tokens: `; iodinated contrast medium -`.
  private static let longestItem = 6

  private static let mostBeforeColon = 4
  private static let openers: RootSet = RootSet(
    ["to", "include", "includes", "including", "are", "with"].map { FactSource.packed($0.utf8) })

  mutating func takeAllergens(
    in region: Range<Int>, of sentence: Range<Int>, terms: ArraySlice<TermMatch>, isList: Bool,
    _ index: Int, mustEnd: Int? = nil
  ) {
    let region = beforeNextField(region)
    var found: [(tokens: Range<Int>, concept: ConceptID?)] = []
    for match in terms where region.contains(match.tokens.lowerBound) {
      let concept = ConceptID(index: match.payload)
      guard structure.lexicon.kind(of: concept) == .medication,
        match.tokens.upperBound <= region.upperBound
      else { continue }
      if let last = found.last, last.tokens.overlaps(match.tokens) { continue }
      found.append((match.tokens, concept))
    }
    for position in region {
      for match in Self.allergens.matches(
        in: structure.text, tokens: structure.tokens, at: position)
      where match.tokens.upperBound <= region.upperBound
        && !found.contains(where: { $0.tokens.overlaps(match.tokens) })
      {
        found.append((match.tokens, nil))
      }
    }
    let known = found.map(\.tokens.lowerBound)
    if isList { appendUnknown(in: region, to: &found) }
    found.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    // Where the last one ends that no brackets hold.
    var last: Int?
    for (place, allergen) in found.enumerated() {
      if let mustEnd, allergen.tokens.upperBound != mustEnd { continue }
      guard isFree(allergen.tokens) else { continue }
      let next = place + 1 < found.count ? found[place + 1].tokens.lowerBound : sentence.upperBound
      // `IV iron (ferric carboxymaltose)`: the same in other words.
      if place > 0, source.isMark(allergen.tokens.lowerBound - 1, "("),
        found[place - 1].tokens.upperBound == allergen.tokens.lowerBound - 1,
        found[place - 1].concept != nil
      {
        continue
      }
      // `peanut (has EpiPen x2)`: what stands in brackets behind an allergen is about it.
      if let last, isBracketed(allergen.tokens.lowerBound, from: last) { continue }
      last = allergen.tokens.upperBound
      let nextKnown = known.filter { $0 > allergen.tokens.lowerBound }.min()
      let end = isList ? region.upperBound : sentence.upperBound
      if isTolerated(allergen.tokens, in: region, before: nextKnown ?? end) {
        continue
      }
      takeAllergy(allergen.tokens, allergen.concept, before: next, index)
    }
  }

  /// Whether a bracket opens between the two places and does not close.
  private func isBracketed(_ index: Int, from start: Int) -> Bool {
    guard start < index else { return false }
    var depth = 0
    for place in start..<index where source.words[place].contains(.bracket) {
      depth += source.words[place].contains(.closing) ? -1 : 1
    }
    return depth > 0 && index - start > 1
  }

  /// In an allergy section each short item names an allergen, known to the lexicon or not.
  private func appendUnknown(
    in region: Range<Int>, to found: inout [(tokens: Range<Int>, concept: ConceptID?)]
  ) {
    // What stands behind `causes` is what the allergens do.
    let region = region.lowerBound..<(region.first { isLead($0) } ?? region.upperBound)
    var start = region.lowerBound
    var position = start
    // What stands in brackets is about the allergen before them.
    var depth = 0
    while position <= region.upperBound {
      let isEnd = position == region.upperBound
      if isEnd || source.words[position].isItemEnd || source.tokens[position].kind == .punctuation {
        let item = start..<position
        let isBracketed = depth > 0
        start = position + 1
        if !isEnd, source.words[position].contains(.bracket) {
          depth = source.words[position].contains(.closing) ? max(0, depth - 1) : depth + 1
        }
        guard (1...4).contains(item.count),
          item.allSatisfy({
            source.words[$0].isDisjoint(with: [.verb, .subject, .be, .allergy, .preposition])
          }),
          item.contains(where: {
            source.tokens[$0].kind == .word && source.tokens[$0].span.count > 2
          }),
          !Self.isGeneric(item, source), !found.contains(where: { $0.tokens.overlaps(item) }),
          !isBracketed,
          item.lowerBound == region.lowerBound
            || !source.words[item.lowerBound - 1].contains(.bracket),
          context.context(ofTokens: item).assertion == .present,
          !isReaction(item), !isSaid(item, of: found)
        else {
          position += 1
          continue
        }
        found.append((item, nil))
      }
      position += 1
    }
  }

  /// `morphine - hallucinated`: what stands behind the dash is said of the allergen before it.
  private func isSaid(
    _ item: Range<Int>, of found: [(tokens: Range<Int>, concept: ConceptID?)]
  ) -> Bool {
    let dash = item.lowerBound - 1
    return dash > 0 && isDash(dash) && found.contains { $0.tokens.upperBound == dash }
  }

  /// Behind an allergen, a symptom is what it does and no allergen of its own.
  private func isReaction(_ item: Range<Int>) -> Bool {
    item.contains { place in
      structure.lexicon.matcher.matches(in: structure.text, tokens: structure.tokens, at: place)
        .contains { structure.lexicon.kind(of: ConceptID(index: $0.payload)) != .medication }
    } || item.contains { source.letters(at: $0, before: item.upperBound)?.key == Self.reaction }
  }

  private static let reaction = FactSource.packed("reaction".utf8)

  mutating func takeAllergy(
    _ name: Range<Int>, _ concept: ConceptID?, before end: Int, _ index: Int
  ) {
    let reaction = reaction(after: name.upperBound, before: end)
    var tokens = name.lowerBound..<(reaction?.upperBound ?? name.upperBound)
    if reaction != nil, tokens.upperBound < end, source.words[tokens.upperBound].contains(.bracket),
      source.words[name.upperBound].contains(.bracket)
    {
      tokens = tokens.lowerBound..<tokens.upperBound + 1
    }
    var fact = fact(.allergy, tokens: isFree(tokens) ? tokens : name, name: name, in: index)
    fact.concept = concept
    if let reaction, isFree(tokens) { fact.reaction = source.span(reaction) }
    if isDenied(name) { fact.context.assertion = .absent }
    // A reaction in the past is an allergy now.
    fact.context.temporality = .recent
    take(fact, tokens)
  }

  /// `(rash)`, `causes hives`, `- anaphylaxis`, `which gives her a rash`.
  private func reaction(after start: Int, before end: Int) -> Range<Int>? {
    guard start < end else { return nil }
    var position = start
    if source.isMark(position, "(") || source.isMark(position, "[") {
      var close = position + 1
      while close < end, !source.words[close].contains(.bracket) { close += 1 }
      return position + 1 < close ? position + 1..<close : nil
    }
    // At most `, which gives her a`.
    var sawLead = false
    while position < end, position - start < 6 {
      let word = source.words[position]
      let key = source.letters(at: position, before: end)?.key ?? 0
      if Self.leads.contains(key) || word.contains(.colon) || isDash(position) {
        sawLead = true
      } else if !(word.contains(.separator) || word.contains(.determiner)
        || Self.fillers.contains(key))
      {
        break
      }
      position += 1
    }
    guard sawLead, position < end else { return nil }
    var last = position
    while last < end, last - position < 5, !source.words[last].isItemEnd,
      source.tokens[last].kind != .punctuation
    {
      last += 1
    }
    return position < last ? position..<last : nil
  }

  private func isLead(_ index: Int) -> Bool {
    guard let key = source.letters(at: index, before: index + 1)?.key else { return false }
    return Self.leads.contains(key)
  }

  func isDash(_ index: Int) -> Bool {
    source.words[index].contains(.separator) && !source.isMark(index, ",")
      && source.tokens[index].kind == .punctuation
  }

  private static let leads: RootSet = RootSet(
    [
      "causes", "caused", "causing", "cause", "gives", "gave", "with", "resulting", "produces",
      "develops", "gets",
    ].map {
      FactSource.packed($0.utf8)
    })
  private static let fillers: RootSet = RootSet(
    ["which", "that", "it", "her", "him", "in", "a", "she", "he", "and"].map {
      FactSource.packed($0.utf8)
    })
}

extension ContextWord {
  /// Whether an item of a list ends here.
  fileprivate var isItemEnd: Bool { !isDisjoint(with: [.separator, .or, .semicolon, .bracket]) }
}
