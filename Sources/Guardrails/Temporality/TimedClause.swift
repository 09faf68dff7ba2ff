import ClinicalLanguage
import SourceText

/// A clause of a summary, the sentence of the note that holds most of it, and those that hold nearly as
/// much, as words in the form in which they stand: what says when something is or was, `completed` and not
/// `complete`, roots have lost.
struct TimedClause {
  /// A word by its letters as they stand, without their case: a hash of them (FNV-1a, 64 bits).
  typealias Form = UInt64

  let span: TextSpan
  let noteSpan: TextSpan
  let words: ArraySlice<Form>
  /// The words of the sentence that holds most.
  let source: [Form]
  /// The words of all sentences that hold two thirds of what the best one holds, that one among them.
  let around: [Form]
  /// Whether the clause and its sentence share something that is done to a patient.
  let isOfAction: Bool
  /// Whether the note lists what was done, and that among it.
  let isListed: Bool
  /// Whether a word of the clause denies.
  let isDenied: Bool

  /// Words as forms.
  static func forms(_ words: String) -> RootSet {
    RootSet(words.split { $0 == " " || $0 == "\n" }.map { form($0.utf8) })
  }

  static func form(_ bytes: some Sequence<UInt8>) -> Form {
    bytes.reduce(offsetBasis) { adding($1, to: $0) }
  }

  private static let offsetBasis: Form = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func adding(_ byte: UInt8, to form: Form) -> Form {
    (form ^ Form(byte | 0x20)) &* 0x0000_0100_0000_01B3
  }

  /// The least share of a clause that one sentence of the note must hold.
  private static let leastShare: Float = 0.3
  /// Longer sentences are lists.
  private static let mostWords = 120

  /// The clauses that have a word which `asks` is about; the note is only read for these.
  static func all(
    in comparison: Comparison, where asks: (ArraySlice<Form>) -> Bool
  ) -> [TimedClause] {
    let units = comparison.units
    let summary = forms(
      comparison.summaryMeanings.words.indices, comparison.summaryMeanings, comparison.summary)
    var found: [TimedClause] = []
    var first = 0
    while first < units.count {
      var end = first + 1
      while end < units.count, units[end].clause == units[first].clause { end += 1 }
      let clause = units[first..<end]
      first = end
      guard let unit = clause.first, unit.clauseSupport >= leastShare, unit.clauseSentence >= 0,
        !unit.isAboutRecord, unit.clause.count <= mostWords
      else { continue }
      let words = summary[unit.clause]
      guard asks(words), let timed = TimedClause(clause, words, comparison) else { continue }
      found.append(timed)
    }
    return found
  }

  private init?(
    _ clause: ArraySlice<SummaryUnit>, _ words: ArraySlice<Form>, _ comparison: Comparison
  ) {
    guard let unit = clause.first else { return nil }
    let own = unit.clauseSentence
    let sentences = comparison.noteMeanings.sentences
    var held: [Int32: Int] = [:]
    var isOfAction = false
    for unit in clause where !unit.isNeutral && unit.kind != .time && unit.kind != .quantity {
      for sentence in Set(unit.places.map { sentences[Int($0.start)] }) {
        held[sentence, default: 0] += 1
        if sentence == own, Self.isAction(unit.kind) { isOfAction = true }
      }
    }
    guard held[own] != nil, let most = held.values.max() else { return nil }
    var around: [Form] = []
    for sentence in held.filter({ $0.value * 3 >= most * 2 }).keys.sorted() {
      let range = comparison.noteWords(ofSentence: sentence)
      guard range.count <= Self.mostWords else { return nil }
      around += Self.forms(range, comparison.noteMeanings, comparison.note)
    }
    let source = comparison.noteWords(ofSentence: own)
    self.words = words
    self.around = around
    self.isOfAction = isOfAction
    isListed = clause.contains { unit in
      unit.kind == .procedure
        && unit.places.contains { place in
          let section = comparison.note.sentences[comparison.noteSentence(place)].section
          return comparison.note.sections[section].name == .procedures
        }
    }
    self.source = Self.forms(source, comparison.noteMeanings, comparison.note)
    span = comparison.summaryMeanings.span(of: unit.clause, in: comparison.summary)
    noteSpan = comparison.noteMeanings.span(of: source, in: comparison.note)
    isDenied = comparison.summaryCues.cues(in: unit.clause).contains(.negation)
  }

  private static func forms(
    _ range: Range<Int>, _ meanings: DocumentMeanings, _ document: ClinicalDocument
  ) -> [Form] {
    let bytes = document.text.bytes
    return range.map { word in
      let token = document.tokens[Int(meanings.words[word].firstToken)]
      var form = offsetBasis
      for index in Int(token.start)..<Int(token.end) { form = adding(bytes[index], to: form) }
      return form
    }
  }

  private static func isAction(_ kind: Thesaurus.Kind) -> Bool {
    switch kind {
    case .procedure, .action, .device, .drug, .drugClass: true
    default: false
    }
  }
}

/// Words, and pairs of words that stand side by side.
struct TimeWords {
  typealias Form = TimedClause.Form

  private let words: RootSet
  private let pairs: [(first: Form, second: Form)]
  /// The first words of the pairs.
  private let openers: RootSet

  init(_ words: String, pairs: String = "") {
    self.words = TimedClause.forms(words)
    self.pairs = pairs.split(separator: ";").compactMap { pair in
      let both = pair.split { $0 == " " || $0 == "\n" }.map { TimedClause.form($0.utf8) }
      return both.count == 2 ? (both[0], both[1]) : nil
    }
    openers = RootSet(self.pairs.map(\.first))
  }

  func holds(_ word: Form) -> Bool { words.contains(word) }

  private static let denying = TimedClause.forms(
    "not never no without fail failed fails failure unable didn't hasn't haven't hadn't doesn't don't won't"
  )
  /// In words: `has not yet completely healed`.
  private static let denialReach = 4

  /// Whether the words have any of them behind which no denial stands: not in `has not healed`.
  func standsUndenied(in text: ArraySlice<Form>) -> Bool {
    text.indices.contains { index in
      let isPair =
        index + 1 < text.endIndex && openers.contains(text[index])
        && pairs.contains { $0 == (text[index], text[index + 1]) }
      guard isPair || words.contains(text[index]) else { return false }
      let before = max(text.startIndex, index - Self.denialReach)..<index
      return !before.contains { Self.denying.contains(text[$0]) }
    }
  }

  /// Whether the words have any of them.
  func stands(in text: ArraySlice<Form>) -> Bool {
    for word in text where words.contains(word) { return true }
    guard !pairs.isEmpty else { return false }
    for index in text.indices.dropLast() where openers.contains(text[index]) {
      if pairs.contains(where: { $0 == (text[index], text[index + 1]) }) { return true }
    }
    return false
  }
}
