import ClinicalLanguage
import SourceText

/// One unit of a note, laid out for matching: what each token is and where clauses begin.
struct SteeringLine {
  private var hashes: [UInt32] = []
  private var families: [SteeringGrammar.Families] = []
  private var isWord: [Bool] = []
  private var lengths: [Int32] = []
  private var beginsClause: [Bool] = []
  private var isQuoted: [Bool] = []
  /// While matching: for each token, where the match that ends there began, or -1.
  private var reached: [Int] = []
  private var next: [Int] = []

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
    hashes.removeAll(keepingCapacity: true)
    families.removeAll(keepingCapacity: true)
    isWord.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    beginsClause.removeAll(keepingCapacity: true)
    isQuoted.removeAll(keepingCapacity: true)
    var inQuotes = false
    let tokens = document.tokens
    for place in range {
      let token = tokens[place]
      let hash = token.foldedHash
      var family = grammar.lookUp(hash).families
      if hash == to, let before = families.last,
        before & SteeringGrammar.obligingVerb != 0
      {
        family |= SteeringGrammar.obligation
      }
      beginsClause.append(clauseBegins())
      if hash == straightQuote { inQuotes.toggle() }
      if hash == openingQuote { inQuotes = true }
      isQuoted.append(inQuotes || hash == straightQuote || hash == closingQuote)
      if hash == closingQuote { inQuotes = false }
      hashes.append(hash)
      families.append(family)
      isWord.append(token.kind != .punctuation)
      lengths.append(token.end - token.start)
    }
  }

  /// Whether the token that comes next begins a clause.
  private func clauseBegins() -> Bool {
    guard let last = hashes.indices.last else { return true }
    if families[last] & SteeringGrammar.clauseOpener != 0 { return true }
    if isWord[last] { return beginsClause[last] && Self.adverbs.contains(hashes[last]) }
    return beginsClause[last] || !innerMarks.contains(hashes[last])
  }

  /// After these a verb can still begin its clause if they began it themselves.
  private static let adverbs = Set(
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
    let count = hashes.count
    reached.removeAll(keepingCapacity: true)
    var isFirst = true
    for element in grammar.elements[construction.elements] {
      next.removeAll(keepingCapacity: true)
      var last = -1
      var isAny = false
      for place in 0..<count {
        var origin = -1
        if isFirst {
          origin = place
        } else if last >= 0, place - last - 1 <= element.gap {
          origin = reached[last]
        }
        if origin >= 0, matches(place, element, grammar) {
          next.append(origin)
          isAny = true
        } else {
          next.append(-1)
        }
        if !isFirst, reached[place] >= 0 { last = place }
      }
      guard isAny else { return nil }
      swap(&reached, &next)
      isFirst = false
    }
    var found: Found?
    for place in 0..<count where reached[place] >= 0 {
      if !(isQuoted[place] && isQuoted[reached[place]]) { return .plain }
      found = .quoted
    }
    return found
  }

  @inline(__always)
  private func matches(
    _ place: Int, _ element: SteeringGrammar.Element, _ grammar: SteeringGrammar
  ) -> Bool {
    if element.beginsClause && !beginsClause[place] { return false }
    if families[place] & element.families != 0 { return true }
    for index in element.literals where grammar.literals[index] == hashes[place] { return true }
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
    for place in hashes.indices where isWord[place] {
      let family = families[place]
      if words == 0, Self.openQuestions.contains(hashes[place]) { signs.opensWithQuestion = true }
      if words < 2, beginsClause[place], family & grammar.asking != 0 { signs.orders = true }
      if beginsClause[place], family & grammar.questioning != 0 { signs.asks = true }
      if family & grammar.topics != 0, seen.count < 3, !seen.contains(hashes[place]) {
        seen.append(hashes[place])
      }
      if family & (grammar.questioning | grammar.clinical) == 0, lengths[place] > 3 {
        signs.contentWords += 1
      }
      if Self.persons.contains(hashes[place]) { signs.namesPerson = true }
      if family & grammar.readers != 0 { signs.namesReader = true }
      if hashes[place] == Self.you, place > 0, Self.auxiliaries.contains(hashes[place - 1]) {
        signs.interviews = true
      }
      words += 1
    }
    signs.topics = seen.count
    return signs
  }

  private static let openQuestions = Set(
    ["what", "how", "which", "who", "why", "what's", "how's", "who's", "whats"].map {
      WordHash.of($0.utf8)
    })
  private static let you = WordHash.of("you".utf8)
  private static let auxiliaries = Set(["do", "are", "have", "did"].map { WordHash.of($0.utf8) })
  private static let persons = Set(
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
