import ClinicalLanguage
import SourceText

/// `EMG-confirmed`, `biopsy-proven`, `pathologically proven`: a proof by a method of which the note gives
/// no result.
enum MethodProof {
  private static let proving = Thesaurus.roots("proven confirmed documented verified established")
  /// The adverbs of methods, and the words that name the method in a note.
  private static let adverbs = Thesaurus.roots(
    "pathologically histologically cytologically microscopically")
  private static let tissue = Thesaurus.roots(
    "pathology pathologic pathologist histology biopsy biopsied bx fna aspiration cytology specimen microscopic"
  )
  private static let results = Thesaurus.roots(
    """
    show showed shown demonstrate demonstrated reveal revealed confirm confirmed proven positive
    consistent diagnostic diagnosed diagnosis noted found returned identified came grew
    """)

  /// Each costs a look at all words of the note.
  private static let mostProofs = 8

  /// The places of the summary that claim such a proof, the first few.
  static func missing(in comparison: Comparison) -> [TextSpan] {
    let words = comparison.summaryMeanings.words
    let proving = proving
    return words.indices.lazy.compactMap { index -> TextSpan? in
      guard index > 0, proving.contains(words[index].fine) else { return nil }
      let method = words[index - 1].fine
      let isTissue = adverbs.contains(method) || tissue.contains(method)
      guard isTissue || words[index].gap == .hyphen else { return nil }
      let isDenied = (max(0, index - 4)..<index).contains {
        comparison.summaryCues.words[$0].contains(.negation)
      }
      guard !isDenied, !hasResult(of: isTissue ? nil : method, comparison) else { return nil }
      return comparison.summaryMeanings.span(of: index - 1..<index + 1, in: comparison.summary)
    }.prefix(mostProofs).map { $0 }
  }

  private static let showing = Thesaurus.roots(
    """
    show showed showing shown demonstrate demonstrated demonstrating reveal revealed revealing confirm confirmed
    confirming document documented documenting verify verified verifying prove proved proving grow grew
    grown
    """)
  /// How far before the word of proof its method may stand.
  private static let methodReach = 3

  /// `CT confirmed pancreatitis` where the note has `CT revealed pancreatitis`, and doubts nothing of it.
  static func isShown(
    at word: Int, by units: ArraySlice<SummaryUnit>, _ comparison: Comparison
  ) -> Bool {
    if let method = units.last(where: {
      isMethod($0) && $0.words.upperBound <= word && word - $0.words.upperBound < methodReach
    }) {
      let things = units.filter {
        ($0.kind == .disease || $0.kind == .finding) && $0.words.lowerBound > word
          && $0.support == .said
      }
      if isShown(things, by: method, comparison) { return true }
    }
    // `pancreatitis, confirmed by CT`
    let words = comparison.summaryMeanings.words
    guard word + 1 < words.count, means.contains(words[word + 1].fine),
      let method = units.first(where: {
        isMethod($0) && $0.words.lowerBound > word + 1
          && $0.words.lowerBound - word <= methodReach
      })
    else { return false }
    let things = units.filter {
      !$0.isNeutral && $0.words.upperBound <= word && $0.support == .said
    }
    return isShown(things, by: method, comparison)
  }

  private static let means = Thesaurus.roots("by on with at through")

  private static func isMethod(_ unit: SummaryUnit) -> Bool {
    unit.kind == .test || unit.kind == .procedure
  }

  /// Whether a sentence of the note that doubts nothing says that the method showed one of the things.
  private static func isShown(
    _ things: [SummaryUnit], by method: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    return method.places.contains { place in
      let sentence = comparison.noteSentence(place)
      return !comparison.noteSentenceCues(place).contains(.hedge)
        && comparison.noteWords(near: place).contains {
          showing.contains(comparison.noteMeanings.words[$0].fine)
        }
        && things.contains {
          $0.places.contains { comparison.noteSentence($0) == sentence }
        }
    }
  }

  /// Whether a sentence of the note names the method, or tissue that was looked at, and a result.
  private static func hasResult(of method: UInt64?, _ comparison: Comparison) -> Bool {
    let words = comparison.noteMeanings.words
    return words.indices.contains { index in
      let root = words[index].fine
      guard method.map({ $0 == root }) ?? tissue.contains(root) else { return false }
      return comparison.noteWords(
        near: NoteIndex.Place(start: Int32(index), end: Int32(index + 1))
      ).contains {
        results.contains(words[$0].fine)
      }
    }
  }
}
