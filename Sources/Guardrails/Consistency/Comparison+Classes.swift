import ClinicalLanguage
import SourceText

/// Drugs that a note warns of by their class.
extension Comparison {
  /// Whether any meaning of these words of the summary is a drug or a class of drugs: `blood thinners`
  /// are an action as well.
  func mayBeDrug(_ words: Range<Int>) -> Bool {
    let mentions = summaryMeanings.mentions
    let first = mentions.partitioningIndex { Int($0.start) >= words.lowerBound }
    return mentions[first...].prefix { Int($0.start) == words.lowerBound }.contains {
      Int($0.end) == words.upperBound && ($0.kind == .drug || $0.kind == .drugClass)
    }
  }

  private static let warning = Thesaurus.roots("no not never avoid don't without nor")
  /// In words: `do not take any ibuprofen`, `must not have tablets like ibuprofen`.
  private static let warningReach = 6

  /// `Do not take ibuprofen` where the note has `No NSAIDs`, or lists them as an allergy: what holds of
  /// a class, each of its drugs may be warned of by name.
  func isOfDeniedClass(_ unit: SummaryUnit) -> Bool {
    guard unit.kind == .drug || unit.kind == .drugClass, isWarnedOf(unit) else { return false }
    let mentions = summaryMeanings.mentions
    var next = mentions.partitioningIndex { Int($0.start) >= unit.words.lowerBound }
    while next < mentions.count, Int(mentions[next].start) == unit.words.lowerBound {
      defer { next += 1 }
      guard let group = mentions[next].meaning.group else { continue }
      for broad in Thesaurus.embedded.broader(than: group) {
        var isDenied = false
        index.forEachPlace(of: Meaning.group(broad).key) { place in
          if !isDenied, isClass(place), isWarning(place) { isDenied = true }
        }
        if isDenied { return true }
      }
    }
    return false
  }

  private func isWarnedOf(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    var word = unit.words.lowerBound
    while word > max(unit.clause.lowerBound, unit.words.lowerBound - Self.warningReach),
      words[word].gap < .comma
    {
      word -= 1
      if Self.warning.contains(words[word].fine) { return true }
    }
    return false
  }

  private func isWarning(_ place: NoteIndex.Place) -> Bool {
    noteSentenceCues(place).contains(.negation)
      || note.sections[note.sentences[noteSentence(place)].section].name == .allergies
  }

  /// Classes of which a note warns, and in which a patient would not know each drug.
  private static let classes: Set<UInt64> = Thesaurus.roots(
    """
    nsaid opioid opiate antibiotic steroid statin antihistamine anti-inflammatory sedative macrolide
    benzodiazepine aminoglycoside penicillin cephalosporin quinolone bisphosphonate sulfa sulfonamide
    """)

  /// Whether the note names a class of drugs there: no single drug, and nothing as wide as a medicine.
  private func isClass(_ place: NoteIndex.Place) -> Bool {
    Self.classes.contains(noteMeanings.words[Int(place.start)].fine)
  }
}
