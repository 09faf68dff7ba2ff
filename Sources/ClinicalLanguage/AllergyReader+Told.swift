import SourceText

/// Allergies that a note only tells: `flucloxacillin gave blisters`, `ceftazidime = rash`, `penicillin
/// anaphylaxis 1994`.
extension FactReader {
  /// Between a drug and what it did, and between that verb and the reaction.
  private static let verbReach = 3
  private static let reactionReach = 4

  mutating func readToldReactions(
    of sentence: Range<Int>, terms: ArraySlice<TermMatch>, in index: Int
  ) {
    for match in terms {
      let concept = ConceptID(index: match.payload)
      let end = match.tokens.upperBound
      guard structure.lexicon.kind(of: concept) == .medication, end <= sentence.upperBound,
        isFree(match.tokens)
      else { continue }
      if let reaction = signedReaction(behind: end, before: sentence.upperBound) {
        if isHad(reaction, of: match.tokens) {
          takeAllergy(match.tokens, concept, before: sentence.upperBound, index)
        }
        continue
      }
      if let reaction = reaction(before: match.tokens.lowerBound, from: sentence.lowerBound) {
        if isHad(reaction, of: match.tokens) {
          takeAllergy(match.tokens, concept, before: end, index)
        }
        continue
      }
      let verb = (end..<min(end + Self.verbReach, sentence.upperBound)).first {
        Self.causing.contains(source.tokens[$0].foldedHash)
      }
      guard let verb,
        let reaction = (verb + 1..<min(verb + 1 + Self.reactionReach, sentence.upperBound)).first(
          where: { Self.reactions.contains(source.tokens[$0].foldedHash) }),
        !(end..<reaction).contains(where: { source.tokens[$0].kind == .punctuation }),
        isHad(reaction, of: match.tokens)
      else { continue }
      takeAllergy(match.tokens, concept, before: sentence.upperBound, index)
    }
  }

  /// Whether the patient had the reaction, and neither it nor the drug is denied.
  private func isHad(_ reaction: Int, of drug: Range<Int>) -> Bool {
    let mention = context.context(ofTokens: reaction..<reaction + 1)
    return mention.assertion == .present && mention.experiencer == .patient
      && context.context(ofTokens: drug).assertion == .present
  }

  /// A reaction behind `=`, or the one that needs no verb: `anaphylaxis`.
  private func signedReaction(behind end: Int, before limit: Int) -> Int? {
    guard end < limit else { return nil }
    if Self.grave.contains(source.tokens[end].foldedHash) { return end }
    guard end + 1 < limit, source.isMark(end, "=") || isDash(end) else { return nil }
    if Self.grave.contains(source.tokens[end + 1].foldedHash) { return end + 1 }
    return source.isMark(end, "=") && Self.reactions.contains(source.tokens[end + 1].foldedHash)
      ? end + 1 : nil
  }

  private static let grave: WordSet = WordSet(
    ["anaphylaxis", "anaphylactic", "angioedema"].map(Token.FoldedHash.of))

  /// The `rash` of `a rash with sulfasalazine`, `hives from penicillin`.
  private func reaction(before drug: Int, from start: Int) -> Int? {
    guard drug - 2 >= start, Self.joining.contains(source.tokens[drug - 1].foldedHash),
      Self.reactions.contains(source.tokens[drug - 2].foldedHash)
    else { return nil }
    return drug - 2
  }

  private static let joining: WordSet = WordSet(["with", "to", "from"].map(Token.FoldedHash.of))
  private static let causing: WordSet = WordSet(
    ["gave", "gives", "caused", "causes", "produced"].map(Token.FoldedHash.of))
  private static let reactions: WordSet = WordSet(
    [
      "rash", "hives", "urticaria", "blisters", "blistering", "angioedema", "anaphylaxis", "wheals",
    ].map(Token.FoldedHash.of))

  /// In tokens: `allergies to any medications and to latex`.
  private static let denialReach = 10
  private static let contrasts = Set(
    ["but", "except", "excepting", "than", "besides", "only"].map { FactSource.packed($0.utf8) })

  /// The latex of `denies allergies to medications and to latex`: the denial of the allergies reaches all that
  /// they are to, whatever ends its scope in other lists.
  func isDenied(_ name: Range<Int>) -> Bool {
    var place = name.lowerBound - 1
    while place >= max(0, name.lowerBound - Self.denialReach) {
      let word = source.words[place]
      if word.contains(.allergy) {
        return place + 1 < name.lowerBound && source.words[place + 1].contains(.preposition)
          && context.context(ofTokens: place..<place + 1).assertion == .absent
      }
      guard word.isDisjoint(with: [.semicolon, .colon, .verb, .subject, .be, .bracket]),
        source.tokens[place].kind == .word || word.contains(.comma),
        !Self.contrasts.contains(
          FactSource.packed(source.text.bytes[source.tokens[place].span.range]))
      else { return false }
      place -= 1
    }
    return false
  }
}
