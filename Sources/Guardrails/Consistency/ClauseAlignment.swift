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
  private var sentencesOfUnits: [Int32] = []
  private var holdings: [Holding] = []

  private init(_ units: [SummaryUnit], _ range: Range<Int>, sentences: [Int32]) {
    self.sentences = sentences
    holdings.reserveCapacity(range.count)
    sentencesOfUnits.reserveCapacity(range.count * 4)
    for index in range { hold(units[index].places, isNeutral: units[index].isNeutral) }
  }

  /// Notes the sentences of the places, each once.
  private mutating func hold(_ places: [NoteIndex.Place], isNeutral: Bool) {
    let first = sentencesOfUnits.count
    for place in places {
      let sentence = sentences[Int(place.start)]
      if sentencesOfUnits.count > first,
        sentencesOfUnits.last == sentence || sentencesOfUnits[first...].contains(sentence)
      {
        continue
      }
      sentencesOfUnits.append(sentence)
    }
    let own = first..<sentencesOfUnits.count
    holdings.append(
      Holding(sentences: own, weight: isNeutral ? 0.2 : Self.weight(own.count)))
  }

  /// Tells each unit of a clause its aligned places, and gives the share of the clause that the best
  /// sentence holds.
  static func align(
    _ units: inout [SummaryUnit], _ range: Range<Int>, sentences: [Int32]
  ) {
    guard !range.isEmpty else { return }
    let clause = ClauseAlignment(units, range, sentences: sentences)
    var scores = SentenceScores(expecting: clause.sentencesOfUnits.count)
    var total: Float = 0
    for holding in clause.holdings {
      total += holding.weight
      for sentence in clause.sentencesOfUnits[holding.sentences] {
        scores.add(holding.weight, to: sentence)
      }
    }
    let best = scores.best
    let quoted = zip(range, clause.holdings).count { index, holding in
      units[index].support == .said
        && clause.sentencesOfUnits[holding.sentences].contains(best.sentence)
    }
    let isQuotation = range.count >= quotationLength && quoted * 4 >= range.count * 3
    for (index, holding) in zip(range, clause.holdings) {
      let unit = units[index]
      unit.isInQuotation = isQuotation
      unit.clauseSentence = best.sentence
      unit.clauseSupport = total > 0 ? best.score / total : 0
      clause.align(unit, holding, scores, total: total)
    }
  }

  private func align(
    _ unit: SummaryUnit, _ holding: Holding, _ scores: SentenceScores, total: Float
  ) {
    unit.aligned = unit.places
    let rest = total - holding.weight
    guard holding.sentences.count > 1, rest > 0 else { return }
    var most: Float = 0
    for sentence in sentencesOfUnits[holding.sentences] {
      most = max(most, scores[sentence] - holding.weight)
    }
    guard most >= Self.leastShare * rest else { return }
    unit.isAligned = true
    let least = most * 0.9
    let isHeld = { (place: NoteIndex.Place) in
      scores[sentences[Int(place.start)]] - holding.weight >= least
    }
    if !unit.places.allSatisfy(isHeld) { unit.aligned = unit.places.filter(isHeld) }
  }
}

/// What each sentence of a note holds of a clause: open addressing by the number of the sentence.
private struct SentenceScores {
  private struct Slot {
    /// -1 is free.
    var sentence: Int32 = -1
    var score: Float = 0
  }

  private var slots: [Slot]

  init(expecting count: Int) {
    var size = 8
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
  }

  @inline(__always)
  private func slot(of sentence: Int32) -> Int {
    let mask = slots.count - 1
    var slot = Int(sentence) & mask
    while slots[slot].sentence >= 0, slots[slot].sentence != sentence { slot = (slot + 1) & mask }
    return slot
  }

  mutating func add(_ weight: Float, to sentence: Int32) {
    let slot = slot(of: sentence)
    slots[slot].sentence = sentence
    slots[slot].score += weight
  }

  subscript(sentence: Int32) -> Float { slots[slot(of: sentence)].score }

  /// The sentence with the highest score, of several the first; -1 where there is none.
  var best: (sentence: Int32, score: Float) {
    var best: (sentence: Int32, score: Float) = (-1, 0)
    for slot in slots where slot.sentence >= 0 {
      if slot.score > best.score || (slot.score == best.score && slot.sentence < best.sentence) {
        best = (slot.sentence, slot.score)
      }
    }
    return best
  }
}
