import ClinicalLanguage

/// A disease that the note has for sure, or rules out, wherever it names it, told as one that may be
/// there: `possible pneumonia` for `she has pneumonia`, and for `no evidence of pneumonia`.
enum InventedDoubt {
  /// What doubts the thing behind it. `Likely` and `consistent with` are how a careful writer puts
  /// what is there.
  private static let doubting = Thesaurus.roots(
    """
    possible possibly suspected suspicion suspicious questionable question questioned may might could
    concern concerned concerning rule r/o exclude unclear whether differential
    """)
  private static let may = Thesaurus.roots("may")
  private static let excluded = Thesaurus.roots("excluded possible suspected")
  /// What may stand between a doubt and the thing doubted.
  private static let between = Thesaurus.roots(
    """
    a an the for of have has had be is was out she he you they diagnosis includes include including acute
    about with small tiny subtle early mild minimal minor hairline occult partial
    """)
  /// `tested for possible flu, which was negative`, `return for possible infection`: what else a doubt
  /// may be told for.
  private static let opening = Thesaurus.roots(
    """
    risk risks watch return call prevent avoid discussed complication complications test tests tested
    testing workup work-up evaluate evaluated evaluation sought asked
    """)

  private static let reach = 4
  private static let reachBehind = 3
  private static let mostPlaces = 6

  static func all(in comparison: Comparison) -> [SummaryUnit] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.filter { unit in
      isCondition(unit) && !unit.isNeutral && !unit.isAboutRecord
        && (1...mostPlaces).contains(Set(unit.places).count)
        && unit.context.experiencer == .patient
        && !comparison.deniesElsewhere(unit) && isInvented(unit, comparison)
    }
  }

  /// A disease, or a finding of which a note rules out each kind as it rules out the whole: `possible
  /// nondisplaced fracture` for `no fracture`.
  private static func isCondition(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .disease: unit.support == .said || unit.support == .parts
    case .finding: unit.support == .said || unit.support == .parts
    default: false
    }
  }

  private static func isInvented(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard let doubt = doubt(of: unit, comparison) else { return false }
    if unit.kind == .disease, unit.support == .said, isSure(unit, comparison) { return true }
    return !isSought(doubt, comparison) && isRuledOut(unit, comparison)
  }

  private static let seeking = Thesaurus.roots("for about regarding re against if")

  /// `a film for possible pneumonia`, which a note may have ruled out.
  private static func isSought(_ doubt: Int, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard doubt > 0, words[doubt].gap < .comma else { return false }
    // `a scan to exclude blockages`, by which a note makes sure that there are none.
    return seeking.contains(words[doubt - 1].fine)
      || to.contains(words[doubt - 1].fine) && excluding.contains(words[doubt].fine)
  }

  private static let to = Thesaurus.roots("to")
  private static let excluding = Thesaurus.roots("exclude rule r/o")

  private static let bounding = Thesaurus.roots("as if when where")

  /// The word that doubts the unit.
  private static func doubt(of unit: SummaryUnit, _ comparison: Comparison) -> Int? {
    let words = comparison.summaryMeanings.words
    if unit.clause.contains(where: { opening.contains(words[$0].fine) })
      || unit.clauseCues.contains(.past)
    {
      return nil
    }
    var word = unit.words.lowerBound
    let first = max(unit.clause.lowerBound, word - reach)
    while word > first, words[word].gap < .comma {
      word -= 1
      // `in May`: a month.
      if doubting.contains(words[word].fine),
        !comparison.summaryCues.words[word].isEmpty || !may.contains(words[word].fine)
      {
        // `as soon as possible`
        let isBound = word > 0 && bounding.contains(words[word - 1].fine)
        return isBound || isDenied(before: word, unit, comparison) ? nil : word
      }
      guard between.contains(words[word].fine) else { break }
    }
    // `pneumonia cannot be excluded`
    word = unit.words.upperBound
    let end = min(unit.clause.upperBound, word + reachBehind)
    while word < end, words[word].gap < .comma {
      // `stenosis and possible thrombus`: a doubt of what follows.
      if excluded.contains(words[word].fine) {
        return joining.contains(words[word - 1].fine) ? nil : word
      }
      word += 1
    }
    return nil
  }

  private static let joining = Thesaurus.roots("and or with plus")

  /// How far before a doubt its denial may stand.
  private static let denialReach = 3

  /// `nothing concerning for cancer`
  private static func isDenied(
    before doubt: Int, _ unit: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    comparison.summaryCues
      .cues(in: max(unit.clause.lowerBound, doubt - denialReach)..<doubt).contains(.negation)
  }

  /// Whether the note affirms it, in the summary's words or fewer, and doubts nothing near.
  private static func isSure(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.places.allSatisfy {
      comparison.isPlainlyAffirmed($0) && !comparison.noteSentenceCues($0).contains(.hedge)
        && comparison.sharesWord(unit, $0)
    }
  }

  private static func isRuledOut(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.places.allSatisfy {
      comparison.noteContext($0).assertion == .absent
        && comparison.noteContext($0).experiencer == .patient && comparison.sharesWord(unit, $0)
        && !comparison.isExcepted($0)
    }
  }
}
