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

  /// Tells each unit of a clause its aligned places, and gives the share of the clause that the best
  /// sentence holds.
  static func align(
    _ units: inout [SummaryUnit], _ range: Range<Int>, sentences: [Int32]
  ) {
    var scores: [Int32: Float] = [:]
    var total: Float = 0
    var sentencesOfUnit: [[Int32]] = []
    var weights: [Float] = []
    for index in range {
      var own: [Int32] = []
      for place in units[index].places {
        let sentence = sentences[Int(place.start)]
        if own.last != sentence && !own.contains(sentence) { own.append(sentence) }
      }
      let weight = units[index].isNeutral ? 0.2 : weight(own.count)
      sentencesOfUnit.append(own)
      weights.append(weight)
      total += weight
      for sentence in own { scores[sentence, default: 0] += weight }
    }
    var best: Float = 0
    var bestSentence: Int32 = -1
    for (sentence, score) in scores where score > best || (score == best && sentence < bestSentence)
    {
      best = score
      bestSentence = sentence
    }
    let quoted = zip(range, sentencesOfUnit).count {
      units[$0].support == .said && $1.contains(bestSentence)
    }
    let isQuotation = range.count >= quotationLength && quoted * 4 >= range.count * 3
    for (offset, index) in range.enumerated() {
      units[index].isInQuotation = isQuotation
      units[index].clauseSentence = bestSentence
      units[index].clauseSupport = total > 0 ? best / total : 0
      let own = sentencesOfUnit[offset]
      let rest = total - weights[offset]
      guard own.count > 1, rest > 0 else {
        units[index].aligned = units[index].places
        continue
      }
      var most: Float = 0
      for sentence in own { most = max(most, (scores[sentence] ?? 0) - weights[offset]) }
      guard most >= leastShare * rest else {
        units[index].aligned = units[index].places
        continue
      }
      units[index].isAligned = true
      units[index].aligned = units[index].places.filter {
        (scores[sentences[Int($0.start)]] ?? 0) - weights[offset] >= most * 0.9
      }
    }
  }
}
