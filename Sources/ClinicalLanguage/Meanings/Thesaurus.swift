/// Which different words mean the same in a note and its summary, and which are broader.
///
/// Rows of `equivalents.tsv`: a class, expressions of one meaning, and broader ones that a summary may
/// use instead; read from the table that a `ThesaurusBuilder` makes of them. An expression may have several meanings; any of them suffices for a match, since what
/// is asked is whether the note can have meant it.
public final class Thesaurus: Sendable {
  /// What sort of thing an expression names.
  public enum Kind: UInt8, Sendable {
    /// What only joins a short form to one of its senses, and says nothing of their sort.
    case abbreviation
    case finding, disease, site, procedure, test, device, drugClass, drug, state, action, time
    case person, descriptor, quantity, generic
  }

  private let kinds: [Kind]
  /// The broader meanings of each meaning, a step up and one more: a cholecystectomy is abdominal
  /// surgery, which is surgery.
  package let broader: BroaderMeanings
  private let trie: RootTrie
  private let neutralWords: RootSet

  package static let embedded = Thesaurus()

  private init() {
    var numbers = CompiledList.meanings.numbers
    kinds = numbers.next(of: UInt8.self).map { Kind(rawValue: $0) ?? .generic }
    broader = BroaderMeanings(reading: &numbers)
    trie = RootTrie(reading: &numbers)
    neutralWords = RootSet(numbers.next(of: UInt64.self))
  }

  package func kind(of group: Int32) -> Kind { kinds[Int(group)] }

  /// The broader meanings of one meaning.
  package func broader(than group: Int32) -> ArraySlice<Int32> {
    broader.groups[broader.range(of: group)]
  }

  /// Whether the word says nothing clinical of its own.
  package func isNeutral(_ word: MeaningWord) -> Bool { neutralWords.contains(word.fine) }

  /// Every meaning of every expression in a text, by start, as payload of a match.
  func expressions(in words: [MeaningWord]) -> [RootTrie.Match] { trie.matches(in: words) }

  /// What expressions refer to as their payloads: groups.
  package var payloads: [Int32] { trie.payloads }

  /// The meanings that the word has alone.
  package func forEachMeaningOfWord(
    at index: Int, in words: [MeaningWord], _ visit: (_ group: Int32) -> Void
  ) {
    trie.forEachMatch(ofWordAt: index, in: words, visit)
  }

  /// The fine roots of a list of words, for looking words up whatever their endings.
  package static func roots(_ list: String) -> RootSet { RootSet(rootList(list)) }

  /// The same as a set to go through or to join with others.
  @_disfavoredOverload
  package static func roots(_ list: String) -> Set<UInt64> { Set(rootList(list)) }

  private static func rootList(_ list: String) -> [UInt64] {
    var tokens: [Token] = []
    var words: [MeaningWord] = []
    let bytes = Array(list.utf8)
    read(0..<bytes.count, of: bytes.span, &tokens, &words)
    return words.map(\.fine)
  }

  /// The meanings of an expression.
  func meanings(of bytes: Span<UInt8>, _ range: Range<Int>) -> [Int32] {
    var tokens: [Token] = []
    var words: [MeaningWord] = []
    Self.read(range, of: bytes, &tokens, &words)
    return trie.payloads(of: words, isExact: false)
  }

  // MARK: Reading the list

  static func read(
    _ term: Range<Int>, of list: Span<UInt8>, _ tokens: inout [Token],
    _ words: inout [MeaningWord]
  ) {
    tokens.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    var cursor = TokenCursor(term)
    while let token = cursor.next(in: list) { tokens.append(token) }
    MeaningWords.append(tokens, 0..<tokens.count, of: list, to: &words)
  }

  /// Terms are divided by `|`; `=` before one asks for exactly that case.
  static func forEachTerm(
    _ terms: Range<Int>, of list: Span<UInt8>,
    _ visit: (_ term: Range<Int>, _ isExact: Bool) -> Void
  ) {
    var position = terms.lowerBound
    while position < terms.upperBound {
      var end = position
      while end < terms.upperBound, list[end] != UInt8(ascii: "|") { end += 1 }
      let isExact = list[position] == UInt8(ascii: "=")
      if isExact { position += 1 }
      if position < end { visit(position..<end, isExact) }
      position = end + 1
    }
  }
}
