import ClinicalLanguage
import SourceText

/// On which text a phrase is looked for.
enum Side: UInt8, Sendable, Hashable { case note, summary }

/// What a phrase is to its rule.
enum PhraseRole: UInt8, Sendable, Hashable {
  /// What the rule is about.
  case sought
  /// A longer phrase in which a sought one does not count.
  case exception
  /// What must stand in the same sentence.
  case companion
  /// What must stand there, saying the opposite.
  case opposite
  /// What counts only together with others of its kind.
  case sign
  /// Words that make a verb advice: `should`.
  case modal
  /// The verb of an order: `stop`.
  case action
}

/// The phrases of one rule in one role.
struct PhraseList: Sendable {
  var side: Side
  var role: PhraseRole
  var phrases: [String]
  /// Whether they are looked for on the other side as well.
  var isOnBothSides = false
}

/// An occurrence of one of a rule's phrases.
struct PhraseMatch: Sendable, Hashable {
  var role: PhraseRole
  /// Index into the rule's phrases of that side and role.
  var phrase: Int
  var span: TextSpan
  /// Indices into the tokens of the text.
  var tokens: Range<Int>
}

/// The phrases of all rules, compiled into one matcher, so that each text is scanned once however many
/// rules there are, and a phrase that is looked for on both sides is held once.
struct PhraseBook: Sendable {
  private struct Owner: Sendable {
    var rule: Int32
    var phrase: Int32
    var role: PhraseRole
    var side: Side
    var isOnBothSides: Bool
  }

  private let matcher: TermMatcher
  /// To whom each payload of the matcher belongs.
  private let owners: [Owner]
  private let ruleCount: Int

  /// Compiles the lists of each rule, in the order of the rules.
  init(_ lists: [[PhraseList]]) {
    let count = lists.reduce(0) { $1.reduce($0) { $0 + $1.phrases.count } }
    var owners: [Owner] = []
    var text: [UInt8] = []
    var ends: [Int] = []
    owners.reserveCapacity(count)
    ends.reserveCapacity(count)
    // A phrase has 20 bytes or so.
    text.reserveCapacity(count * 24)
    for (rule, lists) in lists.enumerated() {
      for list in lists {
        for (index, phrase) in list.phrases.enumerated() {
          text.append(contentsOf: phrase.utf8)
          ends.append(text.count)
          owners.append(
            Owner(
              rule: Int32(rule), phrase: Int32(index), role: list.role, side: list.side,
              isOnBothSides: list.isOnBothSides))
        }
      }
    }
    matcher = TermMatcher(text, ends: ends)
    self.owners = owners
    ruleCount = lists.count
  }

  /// The matches of each rule; those of one by start, then the longest first.
  func matches(in document: ClinicalDocument, side: Side) -> PhraseMatches {
    let found = matcher.matches(in: document.text, tokens: document.tokens)
    return PhraseMatches(ofRules: ruleCount, expecting: found.count) { matches in
      for match in found {
        let owner = owners[Int(match.payload)]
        guard owner.isOnBothSides || owner.side == side else { continue }
        matches.append(
          (
            Int(owner.rule),
            PhraseMatch(
              role: owner.role, phrase: Int(owner.phrase), span: match.span, tokens: match.tokens)
          ))
      }
    }
  }
}

/// The matches of all rules in one text. In one array: most of some hundred rules have none.
struct PhraseMatches: Sendable {
  private var matches: [PhraseMatch]
  /// For each rule where its matches begin; one more at the end.
  private let starts: [Int32]

  /// - Parameter fill: gives matches with the indices of their rules, in the order in which those of one
  ///   rule are kept.
  fileprivate init(
    ofRules count: Int, expecting most: Int,
    _ fill: (inout [(rule: Int, match: PhraseMatch)]) -> Void
  ) {
    var found: [(rule: Int, match: PhraseMatch)] = []
    found.reserveCapacity(most)
    fill(&found)
    var starts = [Int32](repeating: 0, count: count + 1)
    guard let first = found.first?.match else {
      matches = []
      self.starts = starts
      return
    }
    for (rule, _) in found { starts[rule + 1] += 1 }
    for rule in 0..<count { starts[rule + 1] += starts[rule] }
    var next = starts
    matches = Array(repeating: first, count: found.count)
    for (rule, match) in found {
      matches[Int(next[rule])] = match
      next[rule] += 1
    }
    self.starts = starts
  }

  subscript(rule: Int) -> [PhraseMatch] {
    isEmpty(rule) ? [] : Array(matches[Int(starts[rule])..<Int(starts[rule + 1])])
  }

  /// Whether the rule has none.
  func isEmpty(_ rule: Int) -> Bool { starts[rule] == starts[rule + 1] }
}

extension [PhraseMatch] {
  /// The sought matches that count: not inside an exception, and of nested ones only the longest.
  ///
  /// Linear in the number of matches, which come by start and then longest first.
  func sought() -> [PhraseMatch] {
    var kept: [PhraseMatch] = []
    var furthestExceptionEnd = Int32.min
    var furthestKeptEnd = Int32.min
    var index = 0
    while index < count {
      // All exceptions with this start are looked at before the sought phrases with this start.
      let start = self[index].span.start
      var end = index
      while end < count, self[end].span.start == start {
        if self[end].role == .exception {
          furthestExceptionEnd = Swift.max(furthestExceptionEnd, self[end].span.end)
        }
        end += 1
      }
      for match in self[index..<end] where match.role == .sought {
        guard match.span.end > furthestExceptionEnd, match.span.end > furthestKeptEnd else {
          continue
        }
        furthestKeptEnd = match.span.end
        kept.append(match)
      }
      index = end
    }
    return kept
  }

  /// The matches of signs that are not inside an exception. Nested ones stay, since they may be of
  /// different signs.
  func signs() -> [PhraseMatch] {
    var furthestExceptionEnd = Int32.min
    return filter { match in
      switch match.role {
      case .exception:
        furthestExceptionEnd = Swift.max(furthestExceptionEnd, match.span.end)
        return false
      case .sign: return match.span.end > furthestExceptionEnd
      default: return false
      }
    }
  }
}
