import ClinicalLanguage
import Policies
import SourceText

/// Something of which a patient is in one state at a time, and the phrases by which a text tells each.
struct StateMatter: Sendable {
  let name: String
  /// Words one of which stands close to a phrase that tells a state; nil where the phrases say it all.
  let about: WrittenPhrases?
  /// For each state the phrases by which a text tells it.
  let says: [WrittenPhrases]
  /// For each state which others cannot hold with it.
  private let excluded: [Set<Int>]
  /// What was so once is so: an organ that was taken out.
  private let lasting: Set<Int>
  private let phrases: NotePhrases<Role>

  /// What a phrase of a note is.
  private enum Role: Sendable {
    case about
    /// It tells the state.
    case told(Int)
    /// It may mean the state.
    case meant(Int)
  }

  /// So many tokens lie at most between a phrase and what it is about.
  static let reach = 8

  init?(reading parameters: inout ParameterReader) {
    let name = parameters.requiredString("of")
    let about = parameters.phrases("about")
    var count = 0
    let states = parameters.requiredMappings("states") { (reader: inout ParameterReader) in
      count += 1
      return State(reading: &reader)
    }
    guard let name, let states else { return nil }
    if count < 2 {
      parameters.report(
        "a matter needs two states", at: "states",
        hint: "a state is held against the others of its matter")
    }
    let names = Set(states.map(\.name))
    for other in states.flatMap(\.with) where !names.contains(other) {
      parameters.report(
        "there is no state '\(other)' of '\(name)'", at: "states",
        hint: "'with' lists what 'is' calls other states of the matter")
    }
    self.name = name
    self.about = about
    says = states.map(\.says)
    excluded = states.map { state in
      Set(
        states.indices.filter { index in
          let other = states[index]
          return other.name != state.name && !state.with.contains(other.name)
            && !other.with.contains(state.name)
        })
    }
    lasting = Set(states.indices.filter { states[$0].isLasting })
    phrases = NotePhrases(
      [(.about, about ?? [])]
        + states.enumerated().flatMap { index, state in
          [(.told(index), state.says), (.meant(index), state.also)]
        })
  }

  private struct State {
    var name: String
    var says: WrittenPhrases
    var also: WrittenPhrases
    var with: [String]
    var isLasting: Bool

    init?(reading parameters: inout ParameterReader) {
      let name = parameters.requiredString("is")
      let says = parameters.requiredPhrases("says")
      let also = parameters.has("also") ? parameters.phrases("also") : []
      let with = parameters.strings("with") ?? []
      let isLasting = parameters.flag("past", default: false)
      guard let name, let says, let also else { return nil }
      (self.name, self.says, self.also, self.with) = (name, says, also, with)
      self.isLasting = isLasting
    }
  }

  // MARK: - In a note

  /// What a note tells of the matter.
  struct Told {
    /// States that the note has, or may have, in any way but denied.
    fileprivate var possible: Set<Int> = []
    /// What it tells as the patient's own.
    fileprivate var own: [(state: Int, temporality: Temporality, span: TextSpan)] = []
    fileprivate let excluded: [Set<Int>]

    /// Where the note tells a state that cannot hold with the given one; empty where it has that one too.
    ///
    /// - Parameter temporality: of what the summary tells: what the note has in mind for later is held against the
    ///   same.
    func opposing(_ state: Int, told temporality: Temporality) -> [TextSpan] {
      guard !possible.contains(state) else { return [] }
      return own.filter {
        excluded[state].contains($0.state)
          && ($0.temporality == .recent || $0.temporality == temporality)
      }.prefix(mostShown).map(\.span)
    }

    /// Of each state and time the first places are enough.
    fileprivate mutating func tell(_ state: Int, _ temporality: Temporality, _ span: TextSpan) {
      let known = own.count { $0.state == state && $0.temporality == temporality }
      if known < mostShown { own.append((state, temporality, span)) }
    }
  }

  /// How many places of a note are shown.
  private static let mostShown = 2

  /// What was so once is so.
  func time(of state: Int, told temporality: Temporality) -> Temporality {
    lasting.contains(state) && temporality == .historical ? .recent : temporality
  }

  func told(by comparison: Comparison) -> Told {
    let note = comparison.note
    var told = Told(excluded: excluded)
    let matches = phrases.matches(in: note)
    let topics = matches.filter { if case .about = $0.role { true } else { false } }
    // Of phrases that lie one in the other the longest counts; one may belong to two states.
    var furthest = TextSpan(start: 0, end: 0)
    for match in matches {
      let state: Int
      switch match.role {
      case .about: continue
      case .told(let index), .meant(let index): state = index
      }
      // `poorly controlled` is not `controlled`.
      guard match.span.end > furthest.end || match.span == furthest else { continue }
      furthest = match.span
      guard about == nil || isNear(match.tokens, topics) else { continue }
      let mention = note.contextOfWhole(match.span)
      if mention.assertion == .absent || comparison.deniesInNote(match.tokens) {
        // What is not confused may be anything else.
        told.possible.formUnion(excluded[state])
        continue
      }
      told.possible.insert(state)
      guard case .told = match.role, mention.assertion == .present, mention.experiencer == .patient,
        about == nil || isBeside(match, topics, note)
      else { continue }
      told.tell(state, time(of: state, told: mention.temporality), match.span)
    }
    return told
  }

  /// What may be about the matter: so many tokens are two sentences or so.
  private static let widerReach = 40

  private func isNear(_ tokens: Range<Int>, _ topics: [NotePhrases<Role>.Match]) -> Bool {
    let first = topics.partitioningIndex {
      $0.tokens.lowerBound + Self.widerReach >= tokens.lowerBound
    }
    return first < topics.count
      && topics[first].tokens.lowerBound <= tokens.upperBound + Self.widerReach
  }

  private func isBeside(
    _ match: NotePhrases<Role>.Match, _ topics: [NotePhrases<Role>.Match],
    _ note: ClinicalDocument
  ) -> Bool {
    let first = topics.partitioningIndex {
      $0.tokens.lowerBound + Self.reach >= match.tokens.lowerBound
    }
    return topics[first...]
      .prefix { $0.tokens.lowerBound <= match.tokens.upperBound + Self.reach }
      .contains { note.areTogether($0.tokens, match.tokens) }
  }
}

extension ClinicalDocument {
  /// What the words around a phrase say of it; a denial in the phrase itself is part of what it says:
  /// `pregnancy test is negative`.
  func contextOfWhole(_ span: TextSpan) -> MentionContext {
    var mention = context(of: span)
    if mention.assertion != .present, let cue = cueSpan(of: span), span.contains(cue) {
      mention.assertion = .present
    }
    return mention
  }

  private static let parting = Set(",;.!?".utf8)

  /// Whether no mark that parts what is said of two things stands between the tokens.
  func areTogether(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let first = min(left.upperBound, right.upperBound)
    let last = max(left.lowerBound, right.lowerBound)
    guard first < last else { return true }
    // A heading stands in no sentence: `NECK: Supple`.
    let before = sentenceIndex(containing: Int(tokens[first - 1].start))
    return (before == nil || before == sentenceIndex(containing: Int(tokens[last].start)))
      && !(first..<last).contains {
        tokens[$0].kind == .punctuation && Self.parting.contains(text[tokens[$0].span].first ?? 0)
      }
  }
}

extension Comparison {
  /// How many words before may deny what a note says.
  private static let denialReach = 3

  /// Whether the note denies what the tokens say: `not sleeping well`.
  fileprivate func deniesInNote(_ tokens: Range<Int>) -> Bool {
    let words = noteMeanings.words
    let word = words.partitioningIndex { Int($0.endToken) > tokens.lowerBound }
    return word < words.count
      && words.holds(before: word, reach: Self.denialReach) {
        noteCues.words[$0].contains(.negation)
      }
  }
}
