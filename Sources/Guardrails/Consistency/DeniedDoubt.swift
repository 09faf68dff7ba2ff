import ClinicalLanguage

/// A disease that the note only looks for, told as one that the patient does not have: `this is not
/// COVID-19` where a test is ordered, `you do not have prostate cancer` where a PSA is to rule it out.
enum DeniedDoubt {
  /// Words of a note that ask whether something is there.
  private static let asking = Thesaurus.roots(
    """
    rule r/o test tested testing screen screening order ordered evaluate evaluation suspect suspected
    possible possibly probable concern concerned concerning pending check checked exclude consider
    considered differential may might could versus vs whether likely if send sent swab
    """)
  private static let ruling = Thesaurus.roots("rule r/o exclude")
  private static let signs = Thesaurus.roots("symptom sign")
  /// Between a denial and the disease these deny something else: `no family history of`, `no sign of`.
  private static let diverting = Thesaurus.roots(
    """
    history family sign symptom known previous prior past evidence exclude rule concern concerning
    suspicious finding visible obvious gross significant complication risk further other more new recent
    """)

  /// How far before a disease its denial may stand, and around it in the note what asks for it.
  private static let denialReach = 4
  private static let noteReach = 8
  private static let signReach = 3

  /// All of a summary.
  static func all(in comparison: Comparison) -> [SummaryUnit] {
    comparison.units.filter { unit in
      unit.kind == .disease && unit.support == .said && unit.context.assertion == .absent
        && !unit.isAboutRecord && !unit.isNeutral && !unit.places.isEmpty
        && isDenied(unit, comparison) && isOnlyAsked(unit.places, comparison)
        && !isDeniedInParts(unit, comparison)
    }
  }

  /// `no common duct stones` where the note only asks for choledocholithiasis, and then has `no stones in the
  /// common bile duct`: whether one of its sentences denies a word of the unit and has the others.
  private static func isDeniedInParts(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = unit.words.map { comparison.summaryMeanings.words[$0] }.filter {
      !FunctionWords.holds($0)
    }
    guard words.count > 1, let head = words.last else { return false }
    let noteWords = comparison.noteMeanings.words
    var isDenied = false
    comparison.index.forEachPlace(of: head.fine) { place in
      guard !isDenied, comparison.noteContext(place).assertion == .absent else { return }
      let sentence = comparison.noteWords(near: place)
      isDenied = words.dropLast().allSatisfy { word in
        sentence.contains { noteWords[$0].fine == word.fine }
      }
    }
    return isDenied
  }

  private static func isDenied(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.lowerBound
    let first = max(unit.clause.lowerBound, word - denialReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if diverting.contains(words[word].fine) { return false }
      if comparison.summaryCues.words[word].contains(.negation) { return true }
    }
    return false
  }

  private static func isOnlyAsked(_ places: [NoteIndex.Place], _ comparison: Comparison) -> Bool {
    var isAsked = false
    for place in places {
      // `No symptoms of cancer` says nothing of cancer itself.
      let before = max(0, Int(place.start) - signReach)..<Int(place.start)
      let isSign = before.contains { signs.contains(comparison.noteMeanings.words[$0].fine) }
      if isSign { continue }
      guard isOpen(place, comparison) else { return false }
      isAsked = true
    }
    return isAsked
  }

  /// Whether the note asks for it at this place and does not deny it.
  private static func isOpen(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteMeanings.sentences[Int(place.start)]
    let near = (max(0, Int(place.start) - noteReach)..<min(words.count, Int(place.end) + noteReach))
      .filter { comparison.noteMeanings.sentences[$0] == sentence }
    let before = near.filter { $0 < Int(place.start) }
    let context = comparison.noteContext(place).assertion
    let isRuled = before.suffix(denialReach).contains { ruling.contains(words[$0].fine) }
    let isDenied =
      context == .absent || near.contains { comparison.noteCues.words[$0].contains(.negation) }
    if isDenied && !isRuled { return false }
    return context == .possible
      || near.contains { asking.contains(words[$0].fine) }
  }
}
