import ClinicalLanguage
import SourceText

/// Qualities that a summary names by a noun and the note by its adjective.
extension UnitReader {
  private static let qualityEnding = Array("ness".utf8)
  private static let degrees = ["", "er", "est"].map { Array($0.utf8) }
  private static let leastQuality = 3

  /// `weakness` for `weaker`, `dryness` for `very dry`: a quality of which the note has the adjective.
  func quality(_ span: TextSpan, _ kind: Thesaurus.Kind) -> NoteIndex.Place? {
    guard kind == .finding || kind == .disease,
      span.count >= Self.leastQuality + Self.qualityEnding.count
    else { return nil }
    let word = summary.text[span].map { $0 | 0x20 }
    guard word.suffix(Self.qualityEnding.count) == Self.qualityEnding[...] else { return nil }
    let stem = Array(word.dropLast(Self.qualityEnding.count))
    var found: NoteIndex.Place?
    for degree in Self.degrees where found == nil {
      let adjective = stem + degree
      index.forEachPlace(of: MeaningWord.fineRoot(of: adjective, 0..<adjective.count)) {
        if found == nil { found = $0 }
      }
    }
    return found
  }
}
