import ClinicalLanguage
import SourceText

/// Where a note denies a red flag that it tells or asks about further up.
struct MentionAnswers {
  private struct Answer {
    var phrase: Int
    var stems: Set<UInt64>
    var start: Int32
    var isConclusion: Bool
  }

  /// Denials, in the order of the note; of many with the same words the last.
  private var denials: [Answer] = []

  /// - Parameter concluding: the sections in which a note says what it has come to.
  init(
    _ matches: [PhraseMatch], stems: (PhraseMatch) -> [UInt64], concluding: Set<SectionName>,
    in note: ClinicalDocument
  ) {
    var places: [Place: Int] = [:]
    for match in matches {
      let mention = note.context(of: match.span)
      guard mention.assertion == .absent, let section = note.sectionName(at: match.span) else {
        continue
      }
      let isConclusion = concluding.contains(section)
      let place = Place(phrase: match.phrase, isConclusion: isConclusion)
      if let known = places[place] {
        denials[known].start = match.span.start
      } else {
        places[place] = denials.count
        denials.append(
          Answer(
            phrase: match.phrase, stems: Set(stems(match)), start: match.span.start,
            isConclusion: isConclusion))
      }
    }
  }

  private struct Place: Hashable {
    var phrase: Int
    var isConclusion: Bool
  }

  /// Whether the note itself settles that a mention is not true now.
  ///
  /// A later conclusion that denies it shows that it was a suspicion; what was only asked (`? cauda
  /// equina`) any later denial answers, also in more words (`cauda equina syndrome excluded`).
  func settles(_ mention: PhraseMatch, stems: [UInt64], in note: ClinicalDocument) -> Bool {
    let isAsked = note.context(of: mention.span).assertion == .possible
    let asked = isAsked ? Set(stems) : []
    for denial in denials where denial.start > mention.span.start {
      if denial.phrase == mention.phrase, denial.isConclusion || isAsked { return true }
      if isAsked, Self.isSame(denial.stems, asked) { return true }
    }
    return false
  }

  /// Whether a denial speaks of what was asked: of a kind of it alone (`no massive embolism`) is not.
  private static func isSame(_ denied: Set<UInt64>, _ asked: Set<UInt64>) -> Bool {
    denied.isSuperset(of: asked) && denied.subtracting(asked).isSubset(of: general)
  }

  private static let general = Set(
    ["syndrome", "acute", "new", "frank", "signs", "evidence"].map { Stem.stem(of: $0) })
}
