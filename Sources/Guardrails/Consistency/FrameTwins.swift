import ClinicalLanguage
import SourceText

/// Finds sentences of a summary that are a sentence of the note word for word but for one stretch, whatever
/// else they say: `his mood was despondent all day` for `his mood was elated all day`.
///
/// What stands before and behind the stretch must be the same in both, so that no other sentence can be
/// meant. The stretch says something else where its words exclude those of the note, where the note has
/// none of them anywhere, or where one of the two denies.
struct FrameTwins {
  let twins: TwinStatements
  private var comparison: Comparison { twins.comparison }

  /// A sentence without its articles: indices of its words, and their roots.
  private struct Frame {
    var words: [Int]
    var roots: [UInt64]
  }

  /// Indices of words of the two stretches, and how many words of content stand around them.
  private struct Difference {
    var told: [Int]
    var known: [Int]
    var shared: Int
  }

  /// In words; shorter ones name no thing, longer ones say many things.
  private static let length = 3...16
  /// In words.
  private static let longestStretch = 4
  /// More sentences with the same beginning or end are those of no note.
  private static let mostCandidates = 100

  func disagreements() -> [TwinStatements.Disagreement] {
    let told = frames(comparison.summaryMeanings.words).filter { frame in
      comparison.isCompared(Self.range(of: frame.words))
    }
    guard !told.isEmpty else { return [] }
    var byEnd: [UInt64: [Frame]] = [:]
    for frame in frames(comparison.noteMeanings.words) {
      byEnd[frame.roots[0], default: []].append(frame)
      let last = frame.roots[frame.roots.count - 1]
      if last != frame.roots[0] { byEnd[last, default: []].append(frame) }
    }
    return told.compactMap { frame in
      let candidates =
        (byEnd[frame.roots[0]] ?? []).prefix(Self.mostCandidates)
        + (byEnd[frame.roots[frame.roots.count - 1]] ?? []).prefix(Self.mostCandidates)
      for candidate in candidates {
        guard let difference = difference(frame, candidate) else { continue }
        if difference.told.isEmpty, difference.known.isEmpty { return nil }
      }
      return candidates.lazy.compactMap { candidate in
        difference(frame, candidate).flatMap { disagreement($0, of: frame, candidate) }
      }.first
    }
  }

  /// The sentences of a text that say one thing, without numbers.
  private func frames(_ words: [MeaningWord]) -> [Frame] {
    PlainStatement.segments(words, partedBy: .clause).compactMap { range in
      guard Self.length.contains(range.count), PlainStatement.isSentence(range, words),
        !range.contains(where: { words[$0].isNumber })
      else { return nil }
      let kept = range.filter { !PlainStatement.dispensable.contains(words[$0].fine) }
      return kept.count > 1 ? Frame(words: kept, roots: kept.map { words[$0].fine }) : nil
    }
  }

  /// Where the two part; nil where they share too little.
  private func difference(_ told: Frame, _ known: Frame) -> Difference? {
    let most = min(told.roots.count, known.roots.count)
    var before = 0
    while before < most, told.roots[before] == known.roots[before] { before += 1 }
    var behind = 0
    while behind < most - before,
      told.roots[told.roots.count - 1 - behind] == known.roots[known.roots.count - 1 - behind]
    {
      behind += 1
    }
    let stretch = Array(told.words[before..<told.words.count - behind])
    let other = Array(known.words[before..<known.words.count - behind])
    let words = comparison.summaryMeanings.words
    let shared =
      told.words[..<before].count { PlainStatement.isContent(words[$0]) }
      + told.words[(told.words.count - behind)...].count { PlainStatement.isContent(words[$0]) }
    guard shared > 0, max(stretch.count, other.count) <= Self.longestStretch else { return nil }
    return Difference(told: stretch, known: other, shared: shared)
  }

  private func disagreement(
    _ difference: Difference, of frame: Frame, _ known: Frame
  ) -> TwinStatements.Disagreement? {
    let (words, noteWords) = (comparison.summaryMeanings.words, comparison.noteMeanings.words)
    guard !difference.told.contains(where: { PlainStatement.isBounding(words[$0]) }),
      !difference.known.contains(where: { PlainStatement.isBounding(noteWords[$0]) })
    else { return nil }
    let told = difference.told.filter { PlainStatement.isContent(words[$0]) }
    let other = difference.known.filter { PlainStatement.isContent(noteWords[$0]) }
    let isSingle = difference.told.count == 1 && difference.known.count == 1
    guard isSingle || difference.shared > 1,
      excludes(difference, told, other, known) || isNew(difference, told, other)
        || isDenied(difference, told, other)
    else { return nil }
    // Where one has nothing in the place of the other's words, the whole sentence is meant.
    return TwinStatements.Disagreement(
      words: Self.range(of: difference.told.isEmpty ? frame.words : difference.told),
      noteWords: Self.range(of: difference.known.isEmpty ? known.words : difference.known))
  }

  /// From the first of some words to the last.
  private static func range(of words: [Int]) -> Range<Int> {
    words[0]..<words[words.count - 1] + 1
  }

  /// Whether the words of one stretch exclude those of the other.
  private func excludes(
    _ difference: Difference, _ told: [Int], _ other: [Int], _ known: Frame
  ) -> Bool {
    guard !told.isEmpty, !other.isEmpty, twins.isOneExpression(told) else { return false }
    return twins.excluded(by: told, other, in: Self.range(of: known.words)) != nil
  }

  /// Whether the note has the words of the summary's stretch under no name, and says something else there.
  private func isNew(_ difference: Difference, _ told: [Int], _ other: [Int]) -> Bool {
    difference.told.count == difference.known.count
      && (1...2).contains(told.count) && told.count == other.count
      && told.allSatisfy(twins.isNew)
      && denies(difference.told, comparison.summaryMeanings)
        == denies(difference.known, comparison.noteMeanings)
  }

  private static let denying = Thesaurus.roots(
    "no none without denies denied denying negative free absent lacks lacking \(PlainWords.not)")

  /// Whether the words have a plain denial; `normal` and `clear` are what may be said of the thing.
  private func denies(_ words: [Int], _ meanings: DocumentMeanings) -> Bool {
    words.contains { Self.denying.contains(meanings.words[$0].fine) }
  }

  /// Whether one stretch says no more than a plain denial: `may bear no weight`.
  private func isDenied(_ difference: Difference, _ told: [Int], _ other: [Int]) -> Bool {
    let (isTold, isKnown) = (
      denies(difference.told, comparison.summaryMeanings),
      denies(difference.known, comparison.noteMeanings)
    )
    guard isTold != isKnown else { return false }
    return isTold ? told.isEmpty && other.count <= 1 : other.isEmpty && told.count <= 1
  }
}
