import ClinicalLanguage
import SourceText

/// Reads a note for passages that were not written for clinicians.
///
/// Linear in the length of the note: one look-up a token, and constructions are only matched where a
/// word calls for them, each in one pass over a unit of bounded length.
struct PassageReader {
  let document: ClinicalDocument
  private let grammar: SteeringGrammar
  let tokens: [Token]
  let bytes: [UInt8]
  let units: [PassageUnit]
  private var line = SteeringLine()
  var passages: [HostilePassage] = []
  /// The units that begin with a role of a chat: indices, and who speaks.
  private var turns: [(unit: Int, isUser: Bool)] = []

  /// The most tokens of a unit; a sentence of a note has 20.
  private static let longestUnit = 512
  /// An order to an assistant begins a unit, perhaps behind a mark of a list.
  private static var openingTokens: Int { 4 }

  private init(_ document: ClinicalDocument) {
    self.document = document
    grammar = .shared
    tokens = document.tokens
    bytes = document.text.bytes
    units = document.passageUnits(longest: Self.longestUnit)
  }

  /// The passages with two points or more, in order of their places.
  static func passages(in document: ClinicalDocument) -> [HostilePassage] {
    var reader = PassageReader(document)
    for index in reader.units.indices { reader.read(index) }
    reader.readTurns()
    if !document.text.isASCII { reader.readHiddenText() }
    reader.readBlocks()
    reader.readEnclosures()
    return reader.passages.sorted { $0.unit < $1.unit }
  }

  private static let userWords = WordSet(["user", "human"].map { WordHash.of($0.utf8) })
  private static let agentWords = WordSet(
    ["assistant", "ai", "bot", "chatgpt", "chatbot", "model", "gpt"].map { WordHash.of($0.utf8) })

  private mutating func read(_ index: Int) {
    let range = units[index].tokens
    var families: SteeringGrammar.Families = 0
    var opening: SteeringGrammar.Families = 0
    var selection = SteeringGrammar.Selection.zero
    var signature = SteeringGrammar.Signature()
    var shape = TokenShape()
    for place in range {
      let token = tokens[place]
      let found = grammar.lookUp(token.foldedHash)
      families |= found.families
      if found.isKnown { signature.insert(token.foldedHash) }
      if place < range.lowerBound + Self.openingTokens { opening |= found.families }
      if found.selection != 0 { selection |= grammar.selection(found.selection) }
      shape.take(token, bytes)
    }
    var score = HostileScore()
    let mayRequest =
      (shape.questions > 0 ? families & grammar.requests : opening & grammar.asking) != 0
      && families & grammar.clinical == 0
      && (families & grammar.topics != 0 || shape.questions > 0)
    // The `to` of `is to` obliges too.
    if families & SteeringGrammar.obligingVerb != 0 { families |= SteeringGrammar.obligation }
    if selection != .zero {
      selection = grammar.possible(selection, families: families, signature: signature)
    }
    if selection != .zero || mayRequest {
      line.read(range, of: document, grammar: grammar)
      line.match(selection, grammar: grammar, into: &score)
      if mayRequest { addRequest(range, isQuestion: shape.questions > 0, to: &score) }
      if score.isPromising { line.matchMinor(grammar: grammar, into: &score) }
    }
    if shape.isUnusual {
      EncodedText.add(
        document.text.bytes, tokens: tokens[range], shape: shape, grammar: grammar,
        to: &score)
    }
    noteTurn(index)
    if !score.isEmpty { append(score, unit: index) }
  }

  private mutating func append(_ score: HostileScore, unit: Int) {
    let range = units[unit].tokens
    guard let first = range.first, let last = range.last else { return }
    passages.append(
      HostilePassage(
        span: TextSpan(start: tokens[first].start, end: tokens[last].end),
        score: score, unit: unit))
  }

  // MARK: Requests that no clinic gets

  /// A question or an order with words from outside any clinic and none from inside.
  private func addRequest(
    _ range: Range<Int>, isQuestion: Bool, to score: inout HostileScore
  ) {
    let signs = line.requestSigns(grammar)
    guard !signs.namesReader, !hasClinicalFact(range) else { return }
    var points = 0
    if isQuestion, signs.asks {
      if signs.topics > 0 {
        points = 3 + min(signs.topics - 1, 2)
      } else if signs.contentWords >= 3, signs.opensWithQuestion {
        points = 3
      }
    } else if signs.orders, signs.topics > 0 {
      points = 1 + min(signs.topics, 2)
    }
    if signs.namesPerson { points -= 1 }
    if signs.interviews { points -= 1 }
    if points >= 2 { score.add(points: points, for: .offDomain) }
  }

  private func hasClinicalFact(_ range: Range<Int>) -> Bool {
    guard let first = range.first, let last = range.last else { return false }
    let start = tokens[first].start
    let end = tokens[last].end
    let facts = document.facts
    var low = facts.partitioningIndex { $0.span.start >= start }
    while low < facts.count, facts[low].span.start < end {
      switch facts[low].kind {
      case .problem, .medication, .allergy, .measurement, .procedure: return true
      case .demographic, .date, .concept: low += 1
      }
    }
    return false
  }

  // MARK: Turns of a chat

  private mutating func noteTurn(_ index: Int) {
    let range = units[index].tokens
    guard range.count > 1, bytes[Int(tokens[range.lowerBound + 1].start)] == UInt8(ascii: ":")
    else { return }
    let word = tokens[range.lowerBound].foldedHash
    if Self.userWords.contains(word) {
      turns.append((index, true))
    } else if Self.agentWords.contains(word) {
      turns.append((index, false))
    }
  }

  /// `Assistant:` alone heads a line of many operative notes; together with `User:` it is a chat.
  private mutating func readTurns() {
    guard turns.contains(where: \.isUser), turns.contains(where: { !$0.isUser }) else { return }
    var positions: [Int: Int] = [:]
    for (position, passage) in passages.enumerated() { positions[passage.unit] = position }
    for turn in turns {
      if let position = positions[turn.unit] {
        passages[position].score.add(points: 4, byCharactersFor: .roleMarkup)
      } else {
        var score = HostileScore()
        score.add(points: 4, byCharactersFor: .roleMarkup)
        append(score, unit: turn.unit)
      }
    }
  }

  // MARK: Characters that hide

  private mutating func readHiddenText() {
    var scores: [Int: HostileScore] = [:]
    for (position, known) in passages.enumerated() { scores[known.unit] = passages[position].score }
    var found: [HostilePassage] = []
    for index in units.indices {
      // What follows the last token, such as letters without shape, belongs to the unit too.
      let start = self.start(ofUnit: index)
      let end = self.start(ofUnit: index + 1)
      var score = scores[index] ?? HostileScore()
      let hidden = HiddenText(document.text.bytes, start..<end)
      hidden.add(to: &score)
      guard !score.isEmpty else { continue }
      let last = units[index].tokens.last.map { tokens[$0].end } ?? Int32(end)
      let stop = hidden.isHidden ? max(last, Int32(hidden.lastEnd)) : last
      let first = units[index].tokens.first.map { tokens[$0].start } ?? Int32(start)
      found.append(
        HostilePassage(
          span: TextSpan(start: hidden.isHidden ? min(first, Int32(start)) : first, end: stop),
          score: score, unit: index))
    }
    passages = found
  }

  /// Where the unit begins: at its first token or, at the beginning of a line, with the line, so that
  /// characters without a shape before the first word are its own.
  private func start(ofUnit unit: Int) -> Int {
    guard unit > 0 else { return 0 }
    guard unit < units.count, let first = units[unit].tokens.first else {
      return document.text.count
    }
    let start = Int(tokens[first].start)
    let before = first > 0 ? Int(tokens[first - 1].end) : 0
    let gap = document.text.bytes[before..<start]
    return gap.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
  }

  // MARK: Blocks of code

  /// A fenced block belongs together, and to the line that announces it.
  private mutating func readBlocks() {
    let fences = passages.filter { line.isFence(units[$0.unit].tokens, of: document) }
    guard let first = fences.first else { return }
    var known = Set(passages.map(\.unit))
    var open: Int?
    for fence in fences {
      guard let start = open else {
        open = fence.unit
        continue
      }
      appendBlock(start + 1..<fence.unit, score: first.score, known: &known)
      open = nil
    }
    if let open {
      // A block that nothing closes goes on up to where the note speaks of a patient again.
      let rest = open + 1..<units.count
      let end = rest.first { hasClinicalFact(units[$0].tokens) } ?? units.count
      appendBlock(open + 1..<end, score: first.score, known: &known)
    }
  }

  mutating func appendBlock(
    _ range: Range<Int>, score: HostileScore, known: inout Set<Int>
  ) {
    for unit in range where known.insert(unit).inserted {
      append(score, unit: unit)
      passages[passages.count - 1].isBlock = true
    }
  }
}
