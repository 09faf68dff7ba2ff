import ClinicalLanguage

/// A certainty of the summary about what the note only suspects: `the lesion has been proven to arise
/// from the pancreas` for `the lesion appears to arise from the pancreas`.
///
/// Each sentence of the note that holds most of the words around it has a doubt, and none speaks of a
/// proof.
struct UnsharedProof {
  let comparison: Comparison

  private static let mostProofs = 64

  /// The certainties, each with the place of the note that doubts the same.
  func proofs() -> [(words: Range<Int>, place: NoteIndex.Place)] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.summaryMeanings.words.indices.lazy.filter(isProof).prefix(Self.mostProofs)
      .compactMap { word in doubtedPlace(of: word).map { (word..<word + 1, $0) } }
  }

  // MARK: - The certainty

  private static let proving = Thesaurus.roots(
    """
    certain certainly definite definitely definitive definitively proven proof confirmed confirms established
    establishes undoubtedly unquestionably unequivocal unequivocally indisputably conclusive conclusively
    verified settled firm firmly
    """)
  /// These prove something only where they have an object; `proved solid` is `turned out`.
  private static let turning = Thesaurus.roots("proved proves prove proving")
  private static let objects = Thesaurus.roots("a an the that two three some")
  private static let shown = Thesaurus.roots("shown found diagnosed")
  private static let linking = Thesaurus.roots("to that")
  private static let denialReach = 4

  private func isProof(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    let root = words[word].fine
    let next = word + 1 < words.count && words[word + 1].gap < .comma ? words[word + 1].fine : 0
    if Self.shown.contains(root) {
      guard Self.linking.contains(next) else { return false }
    } else if Self.turning.contains(root) {
      guard Self.objects.contains(next) else { return false }
    } else {
      guard Self.proving.contains(root), !WordCues.isKind(next, of: root) else { return false }
    }
    return !comparison.summaryCues.cues(in: max(0, word - Self.denialReach)..<word)
      .contains(.negation)
  }

  // MARK: - The note

  private func doubtedPlace(of word: Int) -> NoteIndex.Place? {
    let statement = MarkedStatement(around: word..<word + 1, in: comparison)
    guard statement.isTold, !statement.anchors.contains(where: \.isAboutRecord),
      !statement.anchors.contains(where: isProvenElsewhere),
      !comparison.summaryCues.cues(in: statement.part).contains(.strongHedge),
      statement.places.allSatisfy({
        let sentence = comparison.noteWords(near: $0)
        return sentence.contains(where: isDoubt) && !sentence.contains(where: isProven)
      })
    else { return nil }
    return statement.places.first
  }

  /// A word of more places is told of much.
  private static let mostPlaces = 4

  /// `this film confirmed our position at C5-6`: whether the note speaks of a proof beside the word.
  private func isProvenElsewhere(_ unit: SummaryUnit) -> Bool {
    unit.places.count <= Self.mostPlaces
      && unit.places.contains { comparison.noteWords(near: $0).contains(where: isProven) }
  }

  private static let doubting = Thesaurus.roots(
    """
    possible possibly probable probably likely suspect suspected suspicion suspicious presumed presume
    presumably presumptive questionable seem appear apparent apparently suggest suggestive suggestion
    consistent compatible believe believed think thought felt hope hopeful may might could consider
    considered perhaps maybe versus vs r/o uncertain unclear unsure equivocal doubtful impression favor
    favored potentially estimated wonder differential concern concerning
    """)
  private static let proven = Thesaurus.roots(
    """
    certain certainly definite definitely proven proved prove proof confirm confirmed confirming establish
    established verified verify diagnosed diagnosis conclusive demonstrate demonstrated reveal revealed
    """)

  private func isDoubt(_ word: Int) -> Bool {
    Self.doubting.contains(comparison.noteMeanings.words[word].fine)
  }

  private func isProven(_ word: Int) -> Bool {
    Self.proven.contains(comparison.noteMeanings.words[word].fine)
  }
}
