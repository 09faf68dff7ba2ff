import SourceText

/// What the cues of a note say about each of its tokens.
struct ContextFlags: OptionSet, Sendable {
  let rawValue: UInt16

  static let absent = ContextFlags(rawValue: 1 << 0)
  static let possible = ContextFlags(rawValue: 1 << 1)
  static let hypothetical = ContextFlags(rawValue: 1 << 2)
  static let conditional = ContextFlags(rawValue: 1 << 3)
  static let historical = ContextFlags(rawValue: 1 << 4)
  static let family = ContextFlags(rawValue: 1 << 5)
  static let other = ContextFlags(rawValue: 1 << 6)
  static let planned = ContextFlags(rawValue: 1 << 7)
  static let purpose = ContextFlags(rawValue: 1 << 8)
  /// The heading alone, and no word of the sentence, speaks of the family.
  static let familyHeading = ContextFlags(rawValue: 1 << 9)
  /// What decides on the assertion.
  static let assertion: ContextFlags = [.absent, .possible, .hypothetical, .conditional, .purpose]

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ meaning: ContextCue.Meaning) {
    switch meaning {
    case .negation: self = .absent
    case .possible: self = .possible
    case .hypothetical: self = .hypothetical
    case .conditional: self = .conditional
    case .historical, .sequel: self = .historical
    case .family: self = .family
    case .other: self = .other
    case .planned: self = .planned
    case .purpose: self = .purpose
    case .affirmed, .likeness, .terminator, .aside, .attachment, .adverb, .pseudo, .copied,
      .misfiled, .course:
      self = []
    }
  }

  /// The flag of the assertion that prevails: a hypothesis outweighs all else, an absence a doubt.
  var leading: ContextFlags {
    if contains(.hypothetical) { return .hypothetical }
    if contains(.absent) { return .absent }
    if contains(.purpose) { return .purpose }
    return contains(.possible) ? .possible : intersection(.conditional)
  }

  var context: MentionContext {
    let assertion: Assertion =
      switch leading {
      case .hypothetical, .purpose: .hypothetical
      case .absent: .absent
      case .possible: .possible
      case .conditional: .conditional
      default: .present
      }
    let experiencer: Experiencer =
      !isDisjoint(with: [.family, .familyHeading])
      ? .family : contains(.other) ? .other : .patient
    let temporality: Temporality =
      contains(.planned) ? .planned : contains(.historical) ? .historical : .recent
    return MentionContext(
      assertion: assertion, experiencer: experiencer, temporality: temporality)
  }
}

/// The context of every token of a note, computed once.
struct ContextMap: Sendable {
  private let flags: [ContextFlags]
  /// For each token, one more than the index of the cue that decides its assertion; 0 for none.
  private let deciders: [Int32]
  private let cueSpans: [TextSpan]

  init(
    source: FactSource, sentences: [Sentence], sections: [Section], cues: ContextCues = .standard
  ) {
    var painter = ContextPainter(
      source: source, cues: cues.cues,
      matches: Self.longest(cues.matcher.matches(in: source.text, tokens: source.tokens)))
    for sentence in sentences { painter.paint(sentence, under: sections[sentence.section]) }
    flags = painter.flags
    deciders = painter.deciders
    cueSpans = painter.matches.map(\.span)
  }

  /// The context of a mention: what holds for its first token, so that a cue inside the mention
  /// (`loss of consciousness`, `no urine output`) does not turn upon it.
  func context(ofTokens range: Range<Int>) -> MentionContext {
    guard range.lowerBound < flags.count, !range.isEmpty else { return MentionContext() }
    return flags[range.lowerBound].context
  }

  /// Whether words of the sentence, and not only the heading above it, give a token to a relative.
  func isSaidOfFamily(token: Int) -> Bool { flags[token].contains(.family) }

  /// The cue that makes a mention other than present; nil where a section or nothing does.
  func cueSpan(ofToken index: Int) -> TextSpan? {
    guard index < deciders.count, deciders[index] > 0 else { return nil }
    return cueSpans[Int(deciders[index]) - 1]
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
