import ClinicalLanguage
import SourceText

/// One unit of a note, laid out for matching: what each token is and where clauses begin.
struct SteeringLine {
  private struct Item {
    var families: SteeringGrammar.Families
    var hash: UInt32
    /// In bytes.
    var length: Int32
    var isWord: Bool
    var beginsClause: Bool
    var isQuoted: Bool
  }

  private var items: [Item] = []
  /// While matching: for each token, where the match that ends there began, or -1.
  private var reached: [Int32] = []
  private var next: [Int32] = []

  private let straightQuote = WordHash.of("\"".utf8)
  private let openingQuote = WordHash.of("“".utf8)
  private let closingQuote = WordHash.of("”".utf8)
  private let to = WordHash.of("to".utf8)
  private static let backtick = WordHash.of("`".utf8)
  /// Marks inside of which no clause begins: `follow-up`, `s/p`, `5%`.
  private let innerMarks = ["-", "'", "/", "%", "°"].map { WordHash.of($0.utf8) }

  mutating func read(
    _ range: Range<Int>, of document: ClinicalDocument, grammar: SteeringGrammar
  ) {
    items.removeAll(keepingCapacity: true)
    var inQuotes = false
    let tokens = document.tokens
    for place in range {
      let token = tokens[place]
      let hash = token.foldedHash
      var family = grammar.lookUp(hash).families
      if hash == to, let before = items.last,
        before.families & SteeringGrammar.obligingVerb != 0
      {
        family |= SteeringGrammar.obligation
      }
      let beginsClause = clauseBegins()
      if hash == straightQuote { inQuotes.toggle() }
      if hash == openingQuote { inQuotes = true }
      let isQuoted = inQuotes || hash == straightQuote || hash == closingQuote
      if hash == closingQuote { inQuotes = false }
      items.append(
        Item(
          families: family, hash: hash, length: token.end - token.start,
          isWord: token.kind != .punctuation, beginsClause: beginsClause, isQuoted: isQuoted))
    }
  }

  /// Whether the token that comes next begins a clause.
  private func clauseBegins() -> Bool {
    guard let last = items.last else { return true }
    if last.families & SteeringGrammar.clauseOpener != 0 { return true }
    if last.isWord { return last.beginsClause && Self.adverbs.contains(last.hash) }
    return last.beginsClause || !innerMarks.contains(last.hash)
  }

  /// After these a verb can still begin its clause if they began it themselves.
  private static let adverbs = WordSet(
    ["only", "just", "now", "not", "do"].map { WordHash.of($0.utf8) })

  /// Adds the points of the constructions of a selection.
  mutating func match(
    _ selection: SteeringGrammar.Selection, grammar: SteeringGrammar, into score: inout HostileScore
  ) {
    for lane in 0..<SteeringGrammar.Selection.scalarCount {
      var bits = selection[lane]
      while bits != 0 {
        match(
          lane << 6 | bits.trailingZeroBitCount, grammar: grammar, into: &score)
        bits &= bits - 1
      }
    }
  }

  /// Adds small signs and what speaks against.
  mutating func matchMinor(
    grammar: SteeringGrammar, into score: inout HostileScore
  ) {
    for index in grammar.minor {
      match(index, grammar: grammar, into: &score)
    }
  }

  private mutating func match(
    _ index: Int, grammar: SteeringGrammar, into score: inout HostileScore
  ) {
    let construction = grammar.constructions[index]
    guard let found = find(construction, grammar: grammar) else { return }
    score.add(
      points: construction.points, for: construction.signal,
      isQuoted: found == .quoted && construction.signal != .roleMarkup && construction.points > 0)
  }

  private enum Found { case plain, quoted }

  /// One pass over the tokens for each element: whether the elements so far end at a token, and
  /// where the nearest such match began.
  private mutating func find(_ construction: SteeringGrammar.Construction, grammar: SteeringGrammar)
    -> Found?
  {
    let count = items.count
    while reached.count < count {
      reached.append(-1)
      next.append(-1)
    }
    var isFirst = true
    for index in construction.elements {
      guard
        Self.pass(
          grammar.elements[index], over: items, from: isFirst ? nil : reached, to: &next, grammar)
      else { return nil }
      (reached, next) = (next, reached)
      isFirst = false
    }
    var found: Found?
    for place in 0..<count where reached[place] >= 0 {
      if !(items[place].isQuoted && items[Int(reached[place])].isQuoted) { return .plain }
      found = .quoted
    }
    return found
  }

  /// Whether an element stands anywhere behind what was reached before it; nil: before any element.
  private static func pass(
    _ element: SteeringGrammar.Element, over items: [Item], from before: [Int32]?,
    to after: inout [Int32], _ grammar: SteeringGrammar
  ) -> Bool {
    var last = -1
    var isAny = false
    for place in items.indices {
      var origin: Int32 = -1
      if let before {
        if last >= 0, place - last - 1 <= element.gap { origin = before[last] }
        if before[place] >= 0 { last = place }
      } else {
        origin = Int32(truncatingIfNeeded: place)
      }
      if origin >= 0, matches(items[place], element, grammar) {
        after[place] = origin
        isAny = true
      } else {
        after[place] = -1
      }
    }
    return isAny
  }

  @inline(__always)
  private static func matches(
    _ item: Item, _ element: SteeringGrammar.Element, _ grammar: SteeringGrammar
  ) -> Bool {
    if element.beginsClause && !item.beginsClause { return false }
    if item.families & element.families != 0 { return true }
    for index in element.literals where grammar.literals[index] == item.hash { return true }
    return false
  }

  // MARK: What else a line shows

  struct RequestSigns {
    /// A word of asking where a clause begins.
    var asks = false
    /// An order to an assistant at the very beginning.
    var orders = false
    var opensWithQuestion = false
    /// How many different words there are from outside any clinic.
    var topics = 0
    /// Words of four letters or more that are no question words.
    var contentWords = 0
    var namesPerson = false
    /// Somebody to whom clinics write.
    var namesReader = false
    /// `do you`, as an interviewer asks.
    var interviews = false
  }

  func requestSigns(_ grammar: SteeringGrammar) -> RequestSigns {
    var signs = RequestSigns()
    var seen: [UInt32] = []
    var words = 0
    for (place, item) in items.enumerated() where item.isWord {
      let family = item.families
      if words == 0, Self.openQuestions.contains(item.hash) { signs.opensWithQuestion = true }
      if words < 2, item.beginsClause, family & grammar.asking != 0 { signs.orders = true }
      if item.beginsClause, family & grammar.questioning != 0 { signs.asks = true }
      if family & grammar.topics != 0, seen.count < 3, !seen.contains(item.hash) {
        seen.append(item.hash)
      }
      if family & (grammar.questioning | grammar.clinical) == 0, item.length > 3 {
        signs.contentWords += 1
      }
      if Self.persons.contains(item.hash) { signs.namesPerson = true }
      if family & grammar.readers != 0 { signs.namesReader = true }
      if item.hash == Self.you, place > 0, Self.auxiliaries.contains(items[place - 1].hash) {
        signs.interviews = true
      }
      words += 1
    }
    signs.topics = seen.count
    return signs
  }

  private static let openQuestions = WordSet(
    ["what", "how", "which", "who", "why", "what's", "how's", "who's", "whats"].map {
      WordHash.of($0.utf8)
    })
  private static let you = WordHash.of("you".utf8)
  private static let auxiliaries = WordSet(
    ["do", "are", "have", "did"].map { WordHash.of($0.utf8) })
  private static let persons = WordSet(
    ["patient", "he", "she", "his", "her", "him", "they", "them", "their"].map {
      WordHash.of($0.utf8)
    })

  /// Whether three backticks stand in the unit.
  func isFence(_ range: Range<Int>, of document: ClinicalDocument) -> Bool {
    var run = 0
    for place in range {
      run = document.tokens[place].foldedHash == Self.backtick ? run + 1 : 0
      if run == 3 { return true }
    }
    return false
  }
}
