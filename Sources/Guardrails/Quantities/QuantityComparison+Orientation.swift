import ClinicalLanguage
import SourceText

/// `alert and oriented x3` where the note has `oriented to person, place and time`: spheres of orientation,
/// which one text names and the other counts.
extension QuantityComparison {
  /// Whether a number counts the spheres of orientation, and the note names as many.
  func isOrientation(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.low == mention.high, mention.raw > 0, mention.raw <= Double(Self.spheres.count),
      let comparison = judged.comparison, isToldOfOrientation(mention)
    else { return false }
    var named: Set<Int> = []
    for root in Self.oriented {
      comparison.index.forEachPlace(of: root) { known in
        for word in comparison.noteWords(near: known) {
          let fine = comparison.noteMeanings.words[word].fine
          if let sphere = Self.spheres.firstIndex(where: { $0.contains(fine) }) {
            named.insert(sphere)
          }
        }
      }
    }
    return Double(named.count) == mention.raw
  }

  /// In tokens: `A&O x3`, `alert and oriented times three`.
  private static let orientationReach = 6

  private func isToldOfOrientation(_ mention: QuantityMention) -> Bool {
    let end = Int(mention.tokens.lowerBound)
    return summary.tokens[max(0, end - Self.orientationReach)..<end].reversed()
      .prefix { !Self.ends.contains(summary.text.bytes[Int($0.start)]) }
      .contains { Self.orienting.contains($0.foldedHash) }
  }

  private static let ends = [UInt8](",;:.".utf8)
  private static let orienting = WordHash.list("oriented orientated orientation ao aao ox o aox")
  private static let oriented: Set<UInt64> = Thesaurus.roots("oriented orientated orientation")

  /// What a person may know: who they are, where, when, and what goes on.
  private static let spheres: [Set<UInt64>] = [
    Thesaurus.roots("person self name"), Thesaurus.roots("place location"),
    Thesaurus.roots("time date day"),
    Thesaurus.roots("situation event events circumstance circumstances purpose"),
  ]
}
