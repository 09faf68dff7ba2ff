import ClinicalLanguage
import SourceText

extension UnitReader {
  /// What an expression is that only the list of short forms knows in full: `diffuse axonal injury` is what the
  /// longest expression at its end is, where that is a disease, a symptom or a procedure.
  func kindOfHead(_ words: Range<Int>) -> Thesaurus.Kind? {
    // `clubbing, cyanosis, or edema` has several heads.
    guard
      words.dropFirst().allSatisfy({
        meanings.words[$0].gap < .comma && !Self.joining.contains(meanings.words[$0].fine)
      })
    else { return nil }
    for start in words.dropFirst() {
      let first = meanings.mentions.partitioningIndex { Int($0.start) >= start }
      var least: Thesaurus.Kind?
      for mention in meanings.mentions[first...].prefix(while: { Int($0.start) == start })
      where Int(mention.end) == words.upperBound && mention.kind.rawValue >= least?.rawValue ?? 0 {
        least = mention.kind
      }
      guard let least, least != .abbreviation else { continue }
      switch least {
      case .disease, .finding, .procedure: return least
      default: return nil
      }
    }
    return nil
  }

  private static let joining = Thesaurus.roots("and or versus with")
}
