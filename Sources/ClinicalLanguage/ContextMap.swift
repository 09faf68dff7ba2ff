/// What the cues of a note say about each of its tokens.
struct ContextFlags: OptionSet, Sendable {
  let rawValue: UInt8

  static let absent = ContextFlags(rawValue: 1 << 0)
  static let possible = ContextFlags(rawValue: 1 << 1)
  static let hypothetical = ContextFlags(rawValue: 1 << 2)
  static let conditional = ContextFlags(rawValue: 1 << 3)
  static let historical = ContextFlags(rawValue: 1 << 4)
  static let family = ContextFlags(rawValue: 1 << 5)
  static let other = ContextFlags(rawValue: 1 << 6)
  static let planned = ContextFlags(rawValue: 1 << 7)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ meaning: ContextCue.Meaning) {
    switch meaning {
    case .negation: self = .absent
    case .possible: self = .possible
    case .hypothetical: self = .hypothetical
    case .conditional: self = .conditional
    case .historical: self = .historical
    case .family: self = .family
    case .other: self = .other
    case .planned: self = .planned
    case .affirmed, .terminator, .pseudo: self = []
    }
  }

  /// A hypothesis outweighs all else, an absence a doubt.
  var context: MentionContext {
    let assertion: Assertion =
      if contains(.hypothetical) {
        .hypothetical
      } else if contains(.absent) {
        .absent
      } else if contains(.possible) {
        .possible
      } else if contains(.conditional) {
        .conditional
      } else {
        .present
      }
    let experiencer: Experiencer =
      contains(.family) ? .family : contains(.other) ? .other : .patient
    let temporality: Temporality =
      contains(.planned) ? .planned : contains(.historical) ? .historical : .recent
    return MentionContext(
      assertion: assertion, experiencer: experiencer, temporality: temporality)
  }
}

/// The context of every token of a note, computed once.
struct ContextMap: Sendable {
  private let flags: [ContextFlags]

  init(
    source: FactSource, sentences: [Sentence], sections: [Section], cues: ContextCues = .standard
  ) {
    var painter = ContextPainter(
      source: source, cues: cues.cues,
      matches: Self.longest(cues.matcher.matches(in: source.text, tokens: source.tokens)))
    for sentence in sentences {
      painter.paint(sentence, under: sections[sentence.section].name)
    }
    flags = painter.flags
  }

  /// The context of a mention: what holds for its first token, so that a cue inside the mention
  /// (`loss of consciousness`, `no urine output`) does not turn upon it.
  func context(ofTokens range: Range<Int>) -> MentionContext {
    guard range.lowerBound < flags.count, !range.isEmpty else { return MentionContext() }
    return flags[range.lowerBound].context
  }

  /// Of matches that overlap, the one that starts first, and of those the longest.
  private static func longest(_ matches: [TermMatch]) -> [TermMatch] {
    var kept: [TermMatch] = []
    kept.reserveCapacity(matches.count)
    var end = 0
    for match in matches where match.tokens.lowerBound >= end {
      kept.append(match)
      end = match.tokens.upperBound
    }
    return kept
  }
}
