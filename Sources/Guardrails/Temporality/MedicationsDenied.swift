import ClinicalLanguage
import SourceText

extension Comparison {
  private static let medications: Set<UInt64> = Thesaurus.roots(
    "medication medications meds medicines medicine")
  private static let none = Thesaurus.roots("no none any")
  /// `no new medications`, `no medication allergies`: not all that the patient takes.
  private static let ofOthers = Thesaurus.roots(
    """
    new other more further additional changes change allergy allergies refill refills refilled pain side
    effects effect since today yet adjustment adjustments list problems interactions for start begin to
    """)
  /// Not what the patient takes now.
  private static let ofOtherTimes = Thesaurus.roots(
    "was were had previously before until if when unless whether")
  /// In words: `is not taking any medications`.
  private static let denialReach = 3
  private static let openingReach = 8

  /// Words by which the summary has the patient take no medication at all although the note lists some, and nowhere
  /// denies any.
  func medicationsDenied() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let words = summaryMeanings.words
    guard units.count <= Self.mostUnits,
      let word = words.indices.first(where: {
        Self.medications.contains(words[$0].fine) && isNone($0)
      }),
      isCompared(word..<word + 1), isOfPatientNow(word)
    else { return [] }
    let taken = note.facts.filter {
      guard $0.kind == .medication, $0.context.isCurrent else { return false }
      switch $0.medication?.status {
      case .continued, .started, .changed: return true
      default: return false
      }
    }
    guard !taken.isEmpty, !noteDeniesMedications() else { return [] }
    return [
      (summaryMeanings.span(of: word..<word + 1, in: summary), taken.prefix(2).map(\.span))
    ]
  }

  private func isOfPatientNow(_ word: Int) -> Bool {
    let words = summaryMeanings.words
    let mention = summary.context(of: summaryMeanings.span(of: word..<word + 1, in: summary))
    return mention.experiencer == .patient && mention.temporality == .recent
      && !words.holds(before: word, reach: Self.openingReach) {
        Self.ofOtherTimes.contains(words[$0].fine) || summaryCues.words[$0].contains(.kin)
      }
  }

  /// `takes no medications`, `medications: none`, `is not taking any medication`
  private func isNone(_ word: Int) -> Bool {
    let words = summaryMeanings.words
    var first = word
    while first > max(0, word - Self.denialReach), words[first].gap < .clause { first -= 1 }
    var end = word + 1
    while end < min(words.count, word + 1 + Self.denialReach), words[end].gap < .sentence {
      end += 1
    }
    let near = first..<end
    guard !near.contains(where: { Self.ofOthers.contains(words[$0].fine) }) else { return false }
    let before = near.lowerBound..<word
    if word > 0, words[word].gap < .comma,
      before.contains(where: { Self.none.contains(words[$0].fine) }),
      before.contains(where: { summaryCues.words[$0].contains(.negation) })
    {
      return true
    }
    return word + 1 < words.count && words[word + 1].gap < .sentence
      && Self.none.contains(words[word + 1].fine)
      && (word + 2 == words.count || words[word + 2].gap >= .comma)
  }

  private func noteDeniesMedications() -> Bool {
    noteHasSentence(with: Self.medications) { sentence in
      sentence.contains {
        noteCues.words[$0].contains(.negation) || Self.none.contains(noteMeanings.words[$0].fine)
      }
    }
  }
}
