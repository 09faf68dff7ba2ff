import ClinicalLanguage
import SourceText

/// A clause of a summary, the sentence of the note that holds most of it, and those that hold nearly as
/// much, as words in the form in which they stand: what says when something is or was, `completed` and not
/// `complete`, roots have lost.
struct TimedClause {
  typealias Form = [UInt8]

  let span: TextSpan
  let noteSpan: TextSpan
  let words: [Form]
  /// The words of the sentence that holds most.
  let source: [Form]
  /// The words of all sentences that hold two thirds of what the best one holds, that one among them.
  let around: [Form]
  /// Whether the clause and its sentence share something that is done to a patient.
  let isOfAction: Bool
  /// Whether a word of the clause denies.
  let isDenied: Bool

  /// Words as forms.
  static func forms(_ words: String) -> Set<Form> {
    Set(words.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }

  /// The least share of a clause that one sentence of the note must hold.
  private static let leastShare: Float = 0.3
  /// Longer sentences are lists.
  private static let mostWords = 120

  /// The clauses that have a word which `asks` is about; the note is only read for these.
  static func all(
    in comparison: Comparison, where asks: ([Form]) -> Bool
  ) -> [TimedClause] {
    let units = comparison.units
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
      let words = forms(unit.clause, comparison.summaryMeanings, comparison.summary)
      guard asks(words), let timed = TimedClause(clause, words, comparison) else { continue }
      found.append(timed)
    }
    return found
  }

  private init?(
    _ clause: ArraySlice<SummaryUnit>, _ words: [Form], _ comparison: Comparison
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
    self.source = Self.forms(source, comparison.noteMeanings, comparison.note)
    span = comparison.summaryMeanings.span(of: unit.clause, in: comparison.summary)
    noteSpan = comparison.noteMeanings.span(of: source, in: comparison.note)
    isDenied = comparison.summaryCues.cues(in: unit.clause).contains(.negation)
  }

  private static func forms(
    _ range: Range<Int>, _ meanings: DocumentMeanings, _ document: ClinicalDocument
  ) -> [Form] {
    range.map { word in
      document.text[document.tokens[Int(meanings.words[word].firstToken)].span].map { $0 | 0x20 }
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
  private let words: Set<TimedClause.Form>
  private let pairs: [TimedClause.Form: Set<TimedClause.Form>]

  init(_ words: String, pairs: String = "") {
    self.words = TimedClause.forms(words)
    var all: [TimedClause.Form: Set<TimedClause.Form>] = [:]
    for pair in pairs.split(separator: ";") {
      let both = pair.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
      if both.count == 2 { all[both[0], default: []].insert(both[1]) }
    }
    self.pairs = all
  }

  func holds(_ word: TimedClause.Form) -> Bool { words.contains(word) }

  /// Whether the words have any of them.
  func stands(in text: [TimedClause.Form]) -> Bool {
    text.contains { words.contains($0) }
      || text.indices.dropLast().contains { pairs[text[$0]]?.contains(text[$0 + 1]) ?? false }
  }
}
