import ClinicalLanguage

/// Several words that doubt a statement together: `could not be excluded`, `yet to be confirmed`.
struct DoubtPhrase: Sendable {
  /// What may stand at each of its places.
  private let words: [RootSet]
  /// Whether it says that something was not shown.
  let isDenial: Bool

  private init(_ phrase: Substring) {
    isDenial = phrase.hasPrefix("-")
    words = phrase.drop { $0 == "-" }.split(separator: " ").map {
      Thesaurus.roots(String($0).replacing("|", with: " "))
    }
  }

  /// One a line; a `-` before it marks a denial, a `|` parts words of which one stands there.
  private static let phrases: [DoubtPhrase] = """
    could|can|may|might|did|does|do|had|has|have|was|is|were|are not exclude|excluded|rule|ruled
    cannot|can't|couldn't|didn't|doesn't exclude|excluded|rule|ruled
    neither confirm|confirmed|proved|proven nor exclude|excluded|refute|refuted
    neither confirm|confirmed|proved|proven
    -not certain|sure|clearly|definitely|certainly|conclusively|firmly|conclusive|definite
    -not confirm|confirmed|prove|proven|proved|establish|established|verify|verified
    -cannot|can't|couldn't|didn't|doesn't confirm|prove|establish|verify|clearly|definitely
    -yet to confirm|confirmed|prove|proven|establish|established|verify|verified|exclude|excluded
    -not yet confirm|confirmed|prove|proven|establish|established|verify|verified|explained
    -no longer considered|likely|suspected|thought
    raise|raises|raised|raising question|suspicion|doubt|possibility
    leave|leaves|left|leaving open|doubt
    in|into doubt
    into question
    merely|only|just suggest|suggested|suggests|hint|hinted|suspect|suspected|possibility|considered
    merely|only|just one possibility
    one of several|many|multiple|various|two|three possibilities|diagnoses|considerations|explanations
    no more than possibility|suspicion
    considered but not
    all likelihood
    reason to suspect|doubt
    suspicion of|that|for
    suspicious for|of
    presumed to|that
    """.split(separator: "\n").map(DoubtPhrase.init)

  private static let openings = Thesaurus.roots(
    """
    could can may might did does do had has have was is were are cannot can't couldn't didn't doesn't neither
    not yet no raise raises raised raising leave leaves left leaving in into merely only just one considered
    all reason suspicion suspicious presumed
    """)

  /// The phrase that begins at a word, and the word behind it.
  static func phrase(
    at index: Int, _ text: [MeaningWord]
  ) -> (phrase: DoubtPhrase, end: Int)? {
    guard openings.contains(text[index].fine) else { return nil }
    for phrase in phrases {
      if let end = phrase.end(at: index, text) { return (phrase, end) }
    }
    return nil
  }

  /// How many words that are not the phrase's may stand between two of it.
  private static let skipped = 2
  private static let filling = Thesaurus.roots(
    """
    be been a an the it any some entirely completely fully definitively yet still only with great
    """)

  private func end(at index: Int, _ text: [MeaningWord]) -> Int? {
    guard words[0].contains(text[index].fine) else { return nil }
    var next = index + 1
    for word in words.dropFirst() {
      var left = Self.skipped
      while next < text.count, text[next].gap < .comma, left > 0,
        !word.contains(text[next].fine), Self.filling.contains(text[next].fine)
      {
        next += 1
        left -= 1
      }
      guard next < text.count, text[next].gap < .comma, word.contains(text[next].fine)
      else { return nil }
      next += 1
    }
    return next
  }
}
