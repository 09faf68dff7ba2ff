import ClinicalLanguage
import SourceText

/// The part of a clause around words that say how sure it is, and where the note tells the same.
///
/// How the note puts it need not be known: the sentences count that hold most of the part's words.
struct MarkedStatement {
  /// Words of the summary.
  let part: Range<Int>
  /// Its words of content, in order, without the marking words.
  let anchors: [SummaryUnit]
  /// How many of them one sentence of the note holds at most.
  let most: Int
  /// A place in each sentence that holds so many, in the order of the note.
  let places: [NoteIndex.Place]

  /// How many words of a clause are asked, on each side.
  private static let reach = 12
  /// A word of more places says little of where it belongs.
  static let mostPlaces = 30
  /// A word that says nothing clinical tells a place only where the note has few of it.
  private static let mostNeutralPlaces = 4
  private static let parting = Thesaurus.roots("which who because so although whereas")
  private static let patient = Thesaurus.roots("patient")

  init(around mark: Range<Int>, in comparison: Comparison) {
    let part = Self.part(around: mark, comparison.summaryMeanings.words)
    let units = comparison.units
    let first = units.partitioningIndex { $0.words.lowerBound >= part.lowerBound }
    self.part = part
    anchors = units[first...].prefix { $0.words.lowerBound < part.upperBound }.filter {
      !$0.words.overlaps(mark) && Self.isAnchor($0, comparison)
    }
    var sentences: [Int: (count: Int, place: NoteIndex.Place)] = [:]
    for anchor in anchors where anchor.places.count <= Self.mostPlaces {
      var last = -1
      for place in anchor.places {
        let sentence = comparison.noteSentence(place)
        guard sentence != last else { continue }
        last = sentence
        sentences[sentence, default: (0, place)].count += 1
      }
    }
    let most = sentences.values.map(\.count).max() ?? 0
    self.most = most
    places = sentences.values.filter { $0.count == most }.map(\.place)
      .sorted { $0.order < $1.order }
  }

  /// So many of its words one sentence must hold, and half of them.
  private static let leastShared = 2

  /// Whether a sentence of the note tells the same.
  var isTold: Bool { most >= Self.leastShared && most * 2 >= anchors.count }

  private static func isAnchor(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    return unit.kind != .person && !unit.isDemographic
      && (!unit.isNeutral || (1...mostNeutralPlaces).contains(unit.places.count))
      && !unit.words.allSatisfy {
        FunctionWords.holds(words[$0]) || patient.contains(words[$0].fine)
      }
  }

  private static func part(around mark: Range<Int>, _ words: [MeaningWord]) -> Range<Int> {
    var first = mark.lowerBound
    while first > max(0, mark.lowerBound - reach), words[first].gap < .comma,
      !isParting(words[first - 1])
    {
      first -= 1
    }
    var end = mark.upperBound
    while end < min(words.count, mark.upperBound + reach), words[end].gap < .comma,
      !isParting(words[end])
    {
      end += 1
    }
    return first..<end
  }

  private static func isParting(_ word: MeaningWord) -> Bool {
    WordCues.turns(word) || parting.contains(word.fine)
  }
}
