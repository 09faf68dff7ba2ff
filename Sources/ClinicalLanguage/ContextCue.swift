/// Words that say something about the mentions around them: `denies`, `history of`, `ruled out`.
///
/// The method is ConText (Harkema, Dowling, Thornblade and Chapman, J Biomed Inform 2009), which
/// grew out of NegEx (Chapman et al., J Biomed Inform 2001): a cue has a meaning, looks forwards
/// or backwards, and reaches until something ends its scope.
struct ContextCue: Sendable, Hashable {
  enum Meaning: UInt8, Sendable {
    case negation, possible, hypothetical, conditional, historical, family, other, planned
    /// What an examination looks for: hypothetical until an absence answers it.
    case purpose
    /// Claims what it stands beside, and so ends an absence: `positive for`, `complains of`.
    case affirmed
    /// Claims as `affirmed` does, but belongs to an absence that it follows at once: `no changes
    /// consistent with ischemia`.
    case likeness
    /// Ends every scope: `but`, `however`.
    case terminator
    /// Opens what hangs on one item of a list: `no pain after meals, nausea or vomiting`. Ends the
    /// scopes of other cues.
    case aside
    /// The same, but only for an absence: `no drainage from the wound, fever or chills`.
    case attachment
    /// Past, and hanging on what stands before: `no complaints status post appendectomy`.
    case sequel
    /// Ends an absence only where it opens an item: `no fever, now with cough`, but `no fever now`.
    case adverb
    /// Marks text that stood in an earlier note: `carried forward from note of 03/14/2030`.
    case copied
    /// Takes back what stands before: `That was typed in the wrong chart.`
    case misfiled
    /// What came of a treatment: past where the treatment is (`her course was complicated by`).
    case course
    /// Looks like a cue and is none: `no change`, `gram negative`, `history of present illness`.
    case pseudo
  }

  enum Direction: UInt8, Sendable {
    case forward, backward
    /// Forward where a noun follows (`absent bowel sounds`), else backward (`edema absent`).
    case either
    /// Both sides: `X versus Y`.
    case both
    /// The whole clause: `in 2005`, `three years ago`.
    case clause
  }

  enum Reach: UInt8, Sendable {
    /// Across a list of noun phrases: `no fever, chills or cough`.
    case nouns
    /// The same after a verb, which may have clauses in its list: `denies that she has …`.
    case list
    /// To the next separator, unless a list with `or` goes on.
    case item
    /// As `nouns`, but within an item of another list to the next comma: `asthma, migraine
    /// without aura, deafness`.
    case inner
    /// One word: `non-pitting edema`, `pain free`.
    case word
    /// The cue's own words and no more, unless `or` follows: `no change in vision`, `without
    /// complications or bleeding`.
    case own
    /// A few words at most: `not febrile`.
    case words
    /// To the end of the clause.
    case clause
    /// To the end of the sentence: what `risks include` opens.
    case sentence

    /// Whether a list of noun phrases is looked for, which a verb ends.
    var isNominal: Bool { self == .nouns || self == .inner }
  }

  var meaning: Meaning
  var direction: Direction
  var reach: Reach
  /// Whether it can speak of a whole list below it: `Come back if you have:`.
  var leadsLists: Bool

  init(
    _ meaning: Meaning, _ direction: Direction = .forward, _ reach: Reach = .item,
    leadsLists: Bool = false
  ) {
    self.meaning = meaning
    self.direction = direction
    self.reach = reach
    self.leadsLists = leadsLists
  }
}

/// All cues with the matcher that finds them.
struct ContextCues: Sendable {
  /// Indexed by the matcher's payload.
  let cues: [ContextCue]
  let matcher: TermMatcher

  static let standard = ContextCues(groups: ContextCue.negations + ContextCue.others)

  /// Each group is a cue and its phrases, parted by semicolons. The first group that has a phrase
  /// keeps it.
  init(groups: [(cue: ContextCue, phrases: String)]) {
    // All phrases in one array, byte by byte, since the lists are long and read at every start.
    var phrases: [UInt8] = []
    phrases.reserveCapacity(groups.reduce(0) { $0 + $1.phrases.utf8.count })
    var terms: [(place: Range<Int>, payload: Int32, isCaseSensitive: Bool)] = []
    // Which phrase a hash stands for; of two phrases with one hash both are kept.
    var seen: [UInt64: Range<Int>] = [:]
    seen.reserveCapacity(4096)
    cues = groups.map(\.cue)
    for (index, group) in groups.enumerated() {
      var start = phrases.count
      func end() {
        if phrases.count > start, phrases.last == 0x20 { phrases.removeLast() }
        let place = start..<phrases.count
        guard !place.isEmpty else { return }
        var hash = WordRoot.Hash()
        for byte in phrases[place] { hash.add(byte) }
        if let earlier = seen[hash.value], phrases[earlier] == phrases[place] {
          phrases.removeSubrange(place)
        } else {
          seen[hash.value] = place
          terms.append((place, Int32(index), false))
          start = phrases.count
        }
      }
      for byte in group.phrases.utf8 {
        switch byte {
        case UInt8(ascii: ";"): end()
        case 0x20, 0x0A: if phrases.count > start, phrases.last != 0x20 { phrases.append(0x20) }
        default: phrases.append(byte)
        }
      }
      end()
    }
    matcher = TermMatcher(phrases, terms: terms)
  }
}
