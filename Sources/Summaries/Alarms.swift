import ClinicalLanguage
import SourceText

/// Which candidates state what the note raises alerts for.
struct Alarms: Sendable {
  /// For each alert the indices of the candidates that state one of its places.
  private(set) var carriers: [[Int]] = []
  /// For each alert the index of the shortest quotation of one of its places, where no whole clause
  /// fits; nil where a carrier is as short.
  private(set) var quotations: [Int?] = []

  init() {}

  /// Finds the carriers and puts them under `Alerts`; who the patient is stays at the beginning.
  init(
    _ alarms: [[TextSpan]], among candidates: inout [Candidate], in document: ClinicalDocument,
    terms: Terms
  ) {
    for places in alarms {
      let index = PlaceIndex(places)
      let indices = candidates.indices.filter { index.hasPlace(in: candidates[$0].span) }
      for index in indices where !candidates[index].mustKeep.contains(.identity) {
        candidates[index].heading = .alerts
      }
      carriers.append(indices)
    }
    for places in alarms {
      let quotes = places.prefix(Self.mostPlaces).compactMap {
        Self.quotation(of: $0, in: document, terms: terms)
      }
      guard let shortest = quotes.min(by: { $0.words < $1.words }) else {
        quotations.append(nil)
        continue
      }
      quotations.append(candidates.count)
      candidates.append(shortest)
    }
  }

  /// How many places of an alert are looked at for the shortest quotation.
  private static let mostPlaces = 4

  /// The place itself, as the alert quotes it. It is worth nothing for any other purpose.
  private static func quotation(
    of place: TextSpan, in document: ClinicalDocument, terms: Terms
  ) -> Candidate? {
    guard let sentence = index(ofSentenceAt: place, in: document) else { return nil }
    let tokens = document.sentences[sentence].tokens
    guard let first = tokens.first(where: { document.tokens[$0].end > place.start }),
      let last = tokens.last(where: { document.tokens[$0].start < place.end }), first <= last
    else { return nil }
    let span = TextSpan(start: document.tokens[first].start, end: document.tokens[last].end)
    guard span.contains(place) else { return nil }
    return Candidate(
      sentence: sentence, tokens: first..<last + 1, quoted: first..<last + 1, span: span,
      hasHeading: false, isWhole: false,
      words: terms.wordCount(first..<last + 1), salience: -1, worth: -1, mustKeep: [],
      isOthers: false, heading: .alerts)
  }

  private static func index(ofSentenceAt place: TextSpan, in document: ClinicalDocument) -> Int? {
    let low = document.sentences.partitioningIndex { $0.span.end > place.start }
    return low < document.sentences.count && document.sentences[low].span.contains(place)
      ? low : nil
  }
}

/// Answers in logarithmic time whether one of many places lies in a span.
private struct PlaceIndex {
  private let starts: [Int32]
  /// For each place in order, the first end of it and of all later ones.
  private let firstEnds: [Int32]

  init(_ places: [TextSpan]) {
    let places = places.sorted()
    starts = places.map(\.start)
    var ends = places.map(\.end)
    for index in ends.indices.dropLast().reversed() {
      ends[index] = min(ends[index], ends[index + 1])
    }
    firstEnds = ends
  }

  func hasPlace(in span: TextSpan) -> Bool {
    let low = starts.partitioningIndex { $0 >= span.start }
    return low < firstEnds.count && firstEnds[low] <= span.end
  }
}
