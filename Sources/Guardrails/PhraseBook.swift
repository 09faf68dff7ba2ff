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
  var phrases: WrittenPhrases
  /// Whether they are looked for on the other side as well.
  var isOnBothSides = false
}

extension PhraseList {
  /// Of phrases without alternatives.
  init(side: Side, role: PhraseRole, phrases: [String]) {
    self.init(side: side, role: role, phrases: WrittenPhrases(plain: phrases))
  }
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

/// The phrases of all rules, compiled so that each text is scanned once for all of them however many
/// rules there are. What is looked for on one side alone costs nothing on the other one.
///
/// For the first few texts only the phrases are compiled whose words each of them has: that takes less
/// than all of them, of which there are ten thousands, and a process may have no more texts than these.
final class PhraseBook: Sendable {
  private struct Shelves {
    var ofNote: PhraseShelf
    var ofSummary: PhraseShelf
    var ofBoth: PhraseShelf
  }

  private let lists: [[PhraseList]]
  private let shelves: CompiledLater<Shelves>
  /// A note and what is shown of it have about as many texts; all phrases take as long to compile as those of
  /// some twenty texts.
  private static let fewTexts = 6
  /// So many phrases are compiled as fast as they are looked through.
  private static let fewPhrases = 500

  /// - Parameter lists: of each rule, in the order of the rules.
  init(_ lists: [[PhraseList]]) {
    self.lists = lists
    let count = lists.reduce(0) { $1.reduce($0) { $0 + $1.phrases.count } }
    shelves = CompiledLater(after: count < Self.fewPhrases ? 0 : Self.fewTexts)
  }

  private static func shelves(_ lists: [[PhraseList]]) -> Shelves {
    Shelves(
      ofNote: PhraseShelf(lists) { !$0.isOnBothSides && $0.side == .note },
      ofSummary: PhraseShelf(lists) { !$0.isOnBothSides && $0.side == .summary },
      ofBoth: PhraseShelf(lists, where: \.isOnBothSides))
  }

  /// The matches of each rule; those of one by start, then the longest first.
  func matches(in document: ClinicalDocument, side: Side) -> PhraseMatches {
    let own: PhraseShelf
    let both: PhraseShelf
    if let shelves = shelves.value({ Self.shelves(lists) }) {
      (own, both) = (side == .note ? shelves.ofNote : shelves.ofSummary, shelves.ofBoth)
    } else {
      let words = PresentWords(document.tokens)
      own = PhraseShelf(lists, among: words) { !$0.isOnBothSides && $0.side == side }
      both = PhraseShelf(lists, among: words, where: \.isOnBothSides)
    }
    let (found, shared) = (own.matches(in: document), both.matches(in: document))
    return PhraseMatches(ofRules: lists.count, expecting: found.count + shared.count) { matches in
      var next = 0
      for match in found {
        while next < shared.count, !match.precedes(shared[next]) {
          matches.append(both.owned(shared[next]))
          next += 1
        }
        matches.append(own.owned(match))
      }
      for match in shared[next...] { matches.append(both.owned(match)) }
    }
  }
}

/// Phrases of many rules that are looked for in the same texts.
private struct PhraseShelf: Sendable {
  private struct Owner: Sendable {
    var rule: Int32
    var phrase: Int32
    var role: PhraseRole
  }

  private let matcher: TermMatcher
  /// To whom each payload of the matcher belongs.
  private let owners: [Owner]

  /// Compiles the lists that belong there.
  ///
  /// - Parameter words: those of the only text in which they are looked for; nil where it may be any.
  init(
    _ lists: [[PhraseList]], among words: PresentWords? = nil,
    where belongs: (PhraseList) -> Bool
  ) {
    var owners: [Owner] = []
    var text: [UInt8] = []
    var ends: [Int] = []
    if words == nil {
      let count = lists.reduce(0) {
        $1.reduce($0) { belongs($1) ? $0 + $1.phrases.count : $0 }
      }
      owners.reserveCapacity(count)
      ends.reserveCapacity(count)
      // A phrase has 20 bytes or so.
      text.reserveCapacity(count * 24)
    }
    for (rule, lists) in lists.enumerated() {
      for list in lists where belongs(list) {
        list.phrases.append(among: words, to: &text, ends: &ends) { index in
          owners.append(Owner(rule: Int32(rule), phrase: Int32(index), role: list.role))
        }
      }
    }
    matcher = TermMatcher(text, ends: ends)
    self.owners = owners
  }

  func matches(in document: ClinicalDocument) -> [TermMatch] {
    matcher.matches(in: document.text, tokens: document.tokens)
  }

  func owned(_ match: TermMatch) -> (rule: Int, match: PhraseMatch) {
    let owner = owners[Int(match.payload)]
    return (
      Int(owner.rule),
      PhraseMatch(
        role: owner.role, phrase: Int(owner.phrase), span: match.span, tokens: match.tokens)
    )
  }
}

extension TermMatch {
  /// Whether it begins before the other one, or there and is no shorter.
  fileprivate func precedes(_ other: TermMatch) -> Bool {
    (tokens.lowerBound, -tokens.upperBound) <= (other.tokens.lowerBound, -other.tokens.upperBound)
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
