import ClinicalLanguage
package import Policies
import SourceText

/// `state_consistency`: of what a patient is in one state at a time the summary tells another one than the
/// note.
///
/// `Walks independently` for `uses a walker`, `discharged home` for `discharged to a nursing home`: the
/// words have nothing in common, and none is the opposite of another. What can be said of each matter is
/// listed with it.
///
/// Parameters: `matters`, a list of `of` (a name) and `states`, each with `is` (a name), `says` (phrases by
/// which a text tells it, `(a|b)` for alternatives), `also` (phrases of a note that may mean it as well),
/// `with` (the names of those that may hold at the same time), `past` (whether what was so once is so); with `about`, a phrase tells a state only
/// close to one of these words. A summary is held where it tells a state as the patient's own, the note has
/// none of its phrases but where it denies them, and tells one that cannot hold with it.
package struct StateConsistencyRule: RuleKind {
  package static let kind = "state_consistency"
  static let holdsAgainstNote = true

  private let matters: [StateMatter]
  /// What a summary tells: the phrases of all states in one row, and where in it those of each begin.
  private let told: WrittenPhrases
  private let states: [(first: Int, matter: Int, state: Int)]
  /// Beside what it tells them: the same for the words that matters are about.
  private let about: WrittenPhrases
  private let topics: [(first: Int, matter: Int)]

  package init?(reading parameters: inout ParameterReader) {
    guard let matters = parameters.requiredMappings("matters", StateMatter.init(reading:)) else {
      return nil
    }
    self.matters = matters
    var (told, about): (WrittenPhrases, WrittenPhrases) = ([], [])
    var states: [(first: Int, matter: Int, state: Int)] = []
    var topics: [(first: Int, matter: Int)] = []
    for (index, matter) in matters.enumerated() {
      for (state, says) in matter.says.enumerated() {
        states.append((told.count, index, state))
        told.append(contentsOf: says)
      }
      if let words = matter.about {
        topics.append((about.count, index))
        about.append(contentsOf: words)
      }
    }
    (self.told, self.about, self.states, self.topics) = (told, about, states, topics)
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .summary, role: .sought, phrases: told),
      PhraseList(side: .summary, role: .companion, phrases: about),
    ]
  }

  /// Two matters may have words in common: `alone` of walking and of living.
  var phraseGroups: [WrittenPhrases] {
    matters.map { matter in matter.says.reduce(into: []) { $0.append(contentsOf: $1) } }
  }

  var asksBeyondPhrases: Bool { true }
  var trigger: RuleTrigger { .summary }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let matches = context.matches(on: .summary)
    guard matches.contains(where: { $0.role == .sought }),
      let comparison = context.judged.comparison
    else { return .nothing }
    let words = matches.filter { $0.role == .companion }
    var judgement = Judgement.nothing
    var known: [Int: StateMatter.Told] = [:]
    // Of phrases of one matter that lie one in the other the longest counts: `not tolerating`.
    var furthest: [Int: TextSpan] = [:]
    for match in matches where match.role == .sought {
      let (_, index, state) = states[states.partitioningIndex { $0.first > match.phrase } - 1]
      if let last = furthest[index], match.span.end <= last.end, match.span != last { continue }
      furthest[index] = match.span
      let matter = matters[index]
      let mention = comparison.summary.contextOfWhole(match.span)
      let time = matter.time(of: state, told: mention.temporality)
      guard mention.assertion == .present, mention.experiencer == .patient, time != .historical,
        matter.about == nil || isAbout(index, match, words, comparison),
        let place = comparison.summaryWords(over: match.span), comparison.isCompared(place),
        comparison.unitsBeside(place).allSatisfy({ !$0.isAboutRecord }),
        !Self.isOpen(place, in: comparison)
      else { continue }
      let note = known[index] ?? matter.told(by: comparison)
      known[index] = note
      let opposing = note.opposing(state, told: time)
      guard !opposing.isEmpty else { continue }
      judgement.observations.append(
        Observation(
          message: Message("\(Message.otherState.text) (\(matter.name))"),
          summarySpan: match.span, noteSpans: opposing))
    }
    return judgement
  }

  /// Whether one of the words that the matter is about stands close by, and no other thing between them.
  private func isAbout(
    _ matter: Int, _ match: PhraseMatch, _ words: [PhraseMatch], _ comparison: Comparison
  ) -> Bool {
    let first = words.partitioningIndex {
      $0.tokens.lowerBound + StateMatter.reach >= match.tokens.lowerBound
    }
    return words[first...]
      .prefix { $0.tokens.lowerBound <= match.tokens.upperBound + StateMatter.reach }
      .contains { word in
        topics[topics.partitioningIndex { $0.first > word.phrase } - 1].matter == matter
          && comparison.summary.areTogether(word.tokens, match.tokens)
          && !comparison.hasThing(between: word.span, and: match.span)
          && !comparison.isSaidOfAnother(match.span, before: word.span)
      }
  }

  /// How many words before may deny a state, or make it hang on something.
  private static let reach = 3

  private static let open = Thesaurus.roots(
    "\(conditions) may might should could goal nobody none neither")
  /// `may drive after he has been seen again`
  private static let later = Thesaurus.roots("\(conditions) after")
  private static let conditions = "if until unless once when"

  private static func isOpen(_ words: Range<Int>, in comparison: Comparison) -> Bool {
    let all = comparison.summaryMeanings.words
    let next = words.upperBound
    return all.holds(before: words.lowerBound, reach: reach) { word in
      comparison.summaryCues.words[word].contains(.negation) || open.contains(all[word].fine)
    } || next < all.count && all[next].gap < .comma && later.contains(all[next].fine)
  }
}

extension Comparison {
  private static let being = Thesaurus.roots("is are was were be been")
  private static let joining = Thesaurus.roots("and but though although while whereas")

  /// `the urinalysis was positive though the culture`: said of what stands before it.
  fileprivate func isSaidOfAnother(_ state: TextSpan, before topic: TextSpan) -> Bool {
    guard let first = summaryWords(over: state)?.first, first > 0,
      let next = summaryWords(over: topic)?.first, first < next
    else { return false }
    return Self.being.contains(summaryMeanings.words[first - 1].fine)
      && (first..<next).contains { Self.joining.contains(summaryMeanings.words[$0].fine) }
  }

  /// Whether the summary names a thing between the two.
  fileprivate func hasThing(between one: TextSpan, and other: TextSpan) -> Bool {
    let (start, end) = (min(one.end, other.end), max(one.start, other.start))
    let first = units.partitioningIndex { $0.span.start >= start }
    return units[first...].prefix { $0.span.end <= end }.contains { $0.isEntity && !$0.isNeutral }
  }
}

extension Message {
  fileprivate static let otherState = Message("the note tells another state")
}
