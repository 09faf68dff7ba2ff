import ClinicalLanguage

/// Finds what a summary denies with a `not` where the note, wherever it speaks of it, denies nothing:
/// `a peel was not applied to either cheek` for `a TCA peel was performed on both cheeks`.
///
/// Which word is denied need not be known, nor how the note puts it. The sentences of the note that
/// hold most of the denial's own words are asked for a witness: any word that denies, limits, ends
/// or turns something, or leaves it open.
struct UnwitnessedDenials {
  let comparison: Comparison

  /// So many of the words around a denial one sentence must hold.
  private static let leastShared = 2
  /// A word of more places says little of where it belongs.
  private static let mostPlaces = 8
  /// How many words of the denial's part of a clause are asked, on each side.
  private static let reach = 12

  private static let parting = Thesaurus.roots("and which who that because so although")
  /// What bears a denial out without being one.
  private static let limiting = Thesaurus.roots(
    """
    only outside otherwise too limited alone remain remains remained disagree against unchanged
    normal clear intact resolved spared except former formerly quit other
    """)

  func disagreements() -> [PolarityComparison.Disagreement] {
    comparison.plainDenials.compactMap { denial in
      let anchors = anchors(around: denial)
      // `the report does not say when`
      guard !anchors.contains(where: \.isAboutRecord), mayBeReworded(denial),
        anchors.count >= Self.leastShared, !isDeniedElsewhere(denial),
        let place = unwitnessedPlace(anchors)
      else {
        return nil
      }
      let told = anchors.first { $0.words.lowerBound > denial.word } ?? anchors[anchors.count - 1]
      return PolarityComparison.Disagreement(unit: told, place: place, isDenied: true)
    }
  }

  // MARK: - The denial

  /// The words of content in its part of the clause, in order.
  private func anchors(around denial: PlainDenials.Denial) -> [SummaryUnit] {
    let part = part(around: denial.word)
    let units = comparison.units
    var first = denial.nextUnit
    while first > 0, units[first - 1].words.lowerBound >= part.lowerBound { first -= 1 }
    return units[first...].prefix { $0.words.lowerBound < part.upperBound }.filter { unit in
      unit.kind != .person && !unit.isDemographic && !unit.words.contains(denial.word)
        && (1...Self.mostPlaces).contains(unit.places.count)
        && !unit.words.allSatisfy {
          FunctionWords.holds(comparison.summaryMeanings.words[$0])
        }
    }
  }

  /// How far behind the denial the word that is denied may stand.
  private static let predicateReach = 4

  /// Whether the note may say what is denied in words of its own. A finding, a disease or a device of
  /// which it says nothing is not there, as the summary says.
  private func mayBeReworded(_ denial: PlainDenials.Denial) -> Bool {
    var first = denial.nextUnit
    // `not infected`, which the lists know as one expression.
    if first > 0, comparison.units[first - 1].words.contains(denial.word) {
      if comparison.units[first - 1].support == .said { return false }
      first -= 1
    }
    let denied = comparison.units[first...].prefix {
      $0.words.lowerBound - denial.word <= Self.predicateReach
    }
    return denied.allSatisfy { unit in
      switch unit.kind {
      case .finding, .disease, .device, .state, .descriptor: unit.support > .none
      default: true
      }
    }
  }

  /// `the polyps were not cancer` for `polyps were removed. No cancer`: whether the note denies what is denied
  /// wherever it has it.
  private func isDeniedElsewhere(_ denial: PlainDenials.Denial) -> Bool {
    guard denial.nextUnit < comparison.units.count else { return false }
    let unit = comparison.units[denial.nextUnit]
    return unit.words.lowerBound - denial.word <= Self.predicateReach && !unit.places.isEmpty
      && unit.places.allSatisfy { comparison.noteContext($0).assertion == .absent }
  }

  private func part(around word: Int) -> Range<Int> {
    let words = comparison.summaryMeanings.words
    var first = word
    while first > max(0, word - Self.reach), words[first].gap < .comma {
      guard !isParting(words[first - 1]) || joinsThings(first - 1) else { break }
      first -= 1
    }
    var end = word + 1
    while end < min(words.count, word + Self.reach), words[end].gap < .comma,
      !isParting(words[end])
    {
      end += 1
    }
    return first..<end
  }

  private static let and = Thesaurus.roots("and")
  private static let pronouns = Thesaurus.roots("he she it they you we i there")
  /// How far a thing named before an `and` may reach back.
  private static let joinedReach = 5

  /// `sponges and needles were not …`: an `and` before which nothing is said yet joins two things.
  private func joinsThings(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    guard Self.and.contains(words[word].fine) else { return false }
    var first = word
    while first > 0, words[first].gap < .comma {
      if word - first >= Self.joinedReach { return false }
      first -= 1
      if isVerb(words[first]) { return false }
    }
    return words[first].gap >= .clause || first == 0
  }

  private func isVerb(_ word: MeaningWord) -> Bool {
    PlainDenials.auxiliaries.contains(word.fine) || Self.pronouns.contains(word.fine)
  }

  private func isParting(_ word: MeaningWord) -> Bool {
    WordCues.turns(word) || Self.parting.contains(word.fine)
  }

  // MARK: - The note

  /// Where the note speaks of the same, if none of the sentences that hold most of the words has a
  /// word that may bear the denial out.
  private func unwitnessedPlace(_ anchors: [SummaryUnit]) -> NoteIndex.Place? {
    var counts: [Int: (count: Int, place: NoteIndex.Place)] = [:]
    for anchor in anchors {
      var last = -1
      for place in anchor.places {
        let sentence = comparison.noteSentence(place)
        guard sentence != last else { continue }
        last = sentence
        counts[sentence, default: (0, place)].count += 1
      }
    }
    guard let most = counts.values.map(\.count).max(), most >= Self.leastShared else { return nil }
    for (_, entry) in counts where entry.count >= max(1, most - 1) {
      guard !hasWitness(around: entry.place) else { return nil }
    }
    return counts.filter { $0.value.count == most }.min { $0.key < $1.key }?.value.place
  }

  private func hasWitness(around place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return comparison.noteWords(near: place).contains {
      comparison.noteCues.words[$0].contains(.negation)
        || DeniedPredicates.denying.contains(words[$0].fine)
        || DeniedPredicates.opening.contains(words[$0].fine)
        || Self.limiting.contains(words[$0].fine) || comparison.isTurnedInNote($0)
    }
  }
}
