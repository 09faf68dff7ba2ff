import ClinicalLanguage
import SourceText

/// Which sentence of the note a clause of the summary most likely renders: the one that holds most of
/// the clause's other content.
///
/// Looking a thing up anywhere in the note would miss swaps, so each unit is compared with its mentions
/// in the sentences that also hold its neighbours, where there are such.
struct ClauseAlignment {
  /// A unit counts the less the more sentences it stands in.
  private static func weight(_ sentences: Int) -> Float {
    switch sentences {
    case 0: 1
    case 1: 1
    case 2: 0.8
    case 3, 4: 0.6
    case 5...8: 0.4
    default: 0.2
    }
  }

  /// The least share of the other units' weight that a sentence must hold to be taken for the source.
  private static let leastShare: Float = 0.4

  /// A clause of fewer units has its words in common with the note by chance.
  private static let quotationLength = 5

  /// The sentences of the note that hold a unit.
  private struct Holding {
    /// Indices into `sentencesOfUnits`.
    var sentences: Range<Int>
    var weight: Float
  }

  /// The sentence of each word of the note.
  private let sentences: [Int32]
  /// What each sentence of the note holds of the clause.
  private var scores: [Float]
  /// The sentences that hold something of it.
  private var touched: [Int32] = []
  private var sentencesOfUnits: [Int32] = []
  private var holdings: [Holding] = []

  /// For the clauses of one summary, one after another.
  ///
  /// - Parameters:
  ///   - sentences: the sentence of each word of the note.
  ///   - sentenceCount: how many sentences the note has.
  init(sentences: [Int32], sentenceCount: Int) {
    self.sentences = sentences
    scores = Array(repeating: 0, count: max(1, sentenceCount))
  }

  /// Notes the sentences of the places, each once.
  private mutating func hold(_ places: [NoteIndex.Place], isNeutral: Bool) {
    let first = sentencesOfUnits.count
    for place in places {
      let sentence = sentences[Int(place.start)]
      if isHeld(sentence, from: first) { continue }
      sentencesOfUnits.append(sentence)
    }
    let own = first..<sentencesOfUnits.count
    holdings.append(
      Holding(sentences: own, weight: isNeutral ? 0.2 : Self.weight(own.count)))
  }

  /// Whether the sentence is among those from an index on; mostly it is the last.
  private func isHeld(_ sentence: Int32, from first: Int) -> Bool {
    var index = sentencesOfUnits.count
    while index > first {
      index -= 1
      if sentencesOfUnits[index] == sentence { return true }
    }
    return false
  }

  /// Tells each unit of a clause its aligned places, and gives the share of the clause that the best
  /// sentence holds.
  mutating func align(_ units: ArraySlice<SummaryUnit>) {
    guard !units.isEmpty else { return }
    sentencesOfUnits.removeAll(keepingCapacity: true)
    holdings.removeAll(keepingCapacity: true)
    for unit in units { hold(unit.places, isNeutral: unit.isNeutral) }
    var total: Float = 0
    for holding in holdings {
      total += holding.weight
      for index in holding.sentences { add(holding.weight, to: sentencesOfUnits[index]) }
    }
    let best = best
    let quoted = zip(units, holdings).count { unit, holding in
      unit.support == .said && holding.sentences.contains { sentencesOfUnits[$0] == best.sentence }
    }
    let isQuotation = units.count >= Self.quotationLength && quoted * 4 >= units.count * 3
    for (unit, holding) in zip(units, holdings) {
      unit.isInQuotation = isQuotation
      unit.clauseSentence = best.sentence
      unit.clauseSupport = total > 0 ? best.score / total : 0
      align(unit, holding, total: total)
    }
    for sentence in touched { scores[Int(sentence)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ weight: Float, to sentence: Int32) {
    if scores[Int(sentence)] == 0 { touched.append(sentence) }
    scores[Int(sentence)] += weight
  }

  /// The sentence with the highest score, of several the first; -1 where there is none.
  private var best: (sentence: Int32, score: Float) {
    var best: (sentence: Int32, score: Float) = (-1, 0)
    for sentence in touched {
      let score = scores[Int(sentence)]
      if score > best.score || (score == best.score && sentence < best.sentence) {
        best = (sentence, score)
      }
    }
    return best
  }

  @inline(__always)
  private func score(at place: NoteIndex.Place) -> Float {
    scores[Int(sentences[Int(place.start)])]
  }

  private func align(_ unit: SummaryUnit, _ holding: Holding, total: Float) {
    unit.aligned = unit.places
    let rest = total - holding.weight
    guard holding.sentences.count > 1, rest > 0 else { return }
    var most: Float = 0
    for index in holding.sentences {
      most = max(most, scores[Int(sentencesOfUnits[index])] - holding.weight)
    }
    guard most >= Self.leastShare * rest else { return }
    unit.isAligned = true
    if unit.places.allSatisfy({ score(at: $0) - holding.weight >= most * 0.9 }) { return }
    var aligned: [NoteIndex.Place] = []
    aligned.reserveCapacity(unit.places.count)
    for place in unit.places where score(at: place) - holding.weight >= most * 0.9 {
      aligned.append(place)
    }
    unit.aligned = aligned
  }
}
