import ClinicalLanguage
import SourceText

/// Finds what a summary says not to be there although the note, wherever it speaks of it, says that
/// it is: `denies chest pain` for `reports chest pain`.
///
/// The summary's denial must be of the thing alone: not of a kind of it (`no exertional chest
/// pain`), of more of it (`no further chest pain`), or of it at one time (`no chest pain today`) unless the note
/// has it at that time.
struct DeniedThings {
  let comparison: Comparison

  /// More places than these are of more than one thing.
  private static let mostPlaces = 6
  /// How far behind the thing what denies it may stand: `chest pain: none`.
  private static let reachBehind = 2

  private static let denying = Thesaurus.roots(
    "no denies denied denying without never not negative free lacks lacking neither")
  /// What may stand between a denial and the first thing that it denies.
  private static let between = Thesaurus.roots(
    """
    any or nor and of for a an the to that he she they patient has have had having been ever complaint complaints complain
    complained complains report reports reported reporting experience experienced experiencing
    sign signs symptom symptoms evidence history on take takes taking taken use uses using receive
    receives receiving received given suffer suffers suffering from reveal reveals revealed show shows showed
    demonstrate demonstrates demonstrated find found detect detected
    """)
  private static let predicated = Thesaurus.roots("negative free")
  private static let and = Thesaurus.roots("and")
  private static let none = Thesaurus.roots("none nil negative denied absent 0")
  /// What says when, or how much of it is meant.
  private static let bounding = Thesaurus.roots(
    """
    now currently current today present presently yesterday since during at while when after before
    further more new other another additional longer recent recently acute anymore again yet still
    tonight morning arrival significant
    """)
  private static let opening = Thesaurus.roots(
    "\(PlainWords.open) can could return call watch monitor risk avoid prevent rule ruled until")

  func disagreements() -> [PolarityComparison.Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard let thing = thing(in: unit), isDenied(unit, thing),
        !isBounded(isClosed(unit) ? unit.clause.lowerBound..<thing.upperBound : unit.clause),
        let place = affirmedPlace(unit, thing)
      else { return nil }
      return PolarityComparison.Disagreement(unit: unit, place: place, isDenied: true)
    }
  }

  // MARK: - The summary

  /// The words of what can be there or not, without a denial that the lists know as part of it:
  /// `no headache`.
  private func thing(in unit: SummaryUnit) -> Range<Int>? {
    guard !unit.places.isEmpty, !unit.isNeutral, !unit.isAboutRecord, !unit.isDemographic,
      unit.context.experiencer == .patient
    else { return nil }
    switch unit.kind {
    case .finding, .disease, .device, .drugClass, .drug: break
    // `does not smoke`
    case .state where unit.support == .parts: break
    default: return nil
    }
    let words = comparison.summaryMeanings.words
    guard let first = unit.words.first(where: { !isLeading(words[$0]) }) else { return nil }
    if (unit.words.lowerBound..<first).contains(where: { Self.denying.contains(words[$0].fine) }) {
      return unit.support == .parts ? first..<unit.words.upperBound : nil
    }
    return unit.support == .said ? unit.words : nil
  }

  private func isLeading(_ word: MeaningWord) -> Bool {
    Self.denying.contains(word.fine) || FunctionWords.holds(word)
  }

  /// Whether it is denied by a word right before it, before a list that it is in, or right behind
  /// it.
  private func isDenied(_ unit: SummaryUnit, _ thing: Range<Int>) -> Bool {
    if thing != unit.words { return true }
    let words = comparison.summaryMeanings.words
    let isAbsent = unit.context.assertion == .absent
    if isAbsent, isAnswered(behind: unit.words.upperBound) { return true }
    if comparison.isDeniedBehind(unit) || isListedAsAbsent(unit) { return true }
    if isAnsweredWithNo(behind: unit.words.upperBound) { return true }
    var word = thing.lowerBound
    while word > unit.clause.lowerBound {
      if words[word].gap >= .comma { return isInDeniedList(unit, isAbsent) }
      word -= 1
      if Self.denying.contains(words[word].fine) {
        // `the swab was negative and antibiotics were given`: told of what stands before it.
        return !Self.predicated.contains(words[word].fine)
          || !Self.and.contains(words[word + 1].fine)
      }
      guard Self.between.contains(words[word].fine) else {
        return isAbsent && isThing(endingAt: word)
      }
    }
    return false
  }

  /// `chest pain: none`, `chest pain is denied`.
  private func isAnswered(behind end: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = end
    while word < min(words.count, end + Self.reachBehind), words[word].gap < .sentence {
      if Self.none.contains(words[word].fine) {
        return word + 1 == words.count || words[word + 1].gap >= .comma
      }
      guard Self.copulas.contains(words[word].fine) else { return false }
      word += 1
    }
    return false
  }

  private static let noWords = Thesaurus.roots("no")

  /// `Headache: no.`
  private func isAnsweredWithNo(behind end: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return end < words.count && words[end].gap == .clause && Self.noWords.contains(words[end].fine)
      && (end + 1 == words.count || words[end + 1].gap >= .comma)
  }

  /// A denial reaches over commas only in a list that ends with `or`, or behind a verb of denial: `no
  /// effusion, pain with movement`.
  private func isInDeniedList(_ unit: SummaryUnit, _ isAbsent: Bool) -> Bool {
    let words = comparison.summaryMeanings.words
    return isAbsent && unit.clause.contains { Self.listing.contains(words[$0].fine) }
      || isBareList(unit.clause, ofAtLeast: Self.leastListed)
        && unit.clause.prefix(Self.longestOpening).contains {
          Self.denying.contains(words[$0].fine)
        }
  }

  /// `ROS was negative`
  private static let longestOpening = 3
  private static let introducing = Thesaurus.roots(
    "for any of ros review systems patient she he they exam was is")

  /// `No effusion, pain with movement` are two statements; three bare things behind one denial are a list.
  private static let leastListed = 3
  private static let longestListed = 2

  /// `No fever, rash, chills`, `ROS negative for fever, rash and chills`: whether the words are denials and short
  /// names of at least so many things, and nothing else.
  private func isBareList(_ range: Range<Int>, ofAtLeast least: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = range.lowerBound
    var next = comparison.units.partitioningIndex { $0.words.upperBound > word }
    var count = 0
    while word < range.upperBound {
      if next < comparison.units.count, comparison.units[next].words.contains(word) {
        let unit = comparison.units[next]
        let named = unit.words.filter { !isListing(words[$0].fine) }
        switch unit.kind {
        case .finding, .disease, .state: break
        // `chills`, which the lists know as what is done to cool something.
        case .action where named.count == 1: break
        default: guard named.isEmpty else { return false }
        }
        guard named.count <= Self.longestListed,
          !named.contains(where: { FunctionWords.holds(words[$0]) })
        else { return false }
        if !named.isEmpty { count += 1 }
        word = unit.words.upperBound
        next += 1
        continue
      }
      guard isListing(words[word].fine) else { return false }
      word += 1
    }
    return count >= least
  }

  private func isListing(_ root: UInt64) -> Bool {
    Self.denying.contains(root) || Self.introducing.contains(root) || Self.joining.contains(root)
  }

  /// `chest pain, fever and chills are absent`: whether a list of things ends with a word that denies all of them.
  private func isListedAsAbsent(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let clause = unit.clause
    guard var end = clause.indices.last, Self.none.contains(words[end].fine), clause.count > 2
    else {
      return false
    }
    while end > clause.lowerBound, Self.copulas.contains(words[end - 1].fine) { end -= 1 }
    return isBareList(clause.lowerBound..<end, ofAtLeast: 2)
  }

  private static let listing = Thesaurus.roots("or nor denies denied deny denying without")

  /// `fever or chills`: what stands before the joining word is a thing as well.
  private func isThing(endingAt word: Int) -> Bool {
    let span = comparison.summary.tokens[
      Int(comparison.summaryMeanings.words[word].firstToken)
    ].span
    return comparison.units(over: span).contains { $0.isEntity && $0.words.upperBound == word + 1 }
  }

  /// Whether what follows the thing leaves nothing open.
  private func isClosed(_ unit: SummaryUnit) -> Bool {
    comparison.isClosed(unit, from: unit.words.upperBound) || comparison.isDeniedBehind(unit)
  }

  private func isBounded(_ clause: Range<Int>) -> Bool {
    clause.contains {
      let fine = comparison.summaryMeanings.words[$0].fine
      return Self.bounding.contains(fine) || Self.opening.contains(fine)
    }
  }

  private static let copulas = Thesaurus.roots(PlainWords.copulas)
  private static let joining = Thesaurus.roots("and or nor but")

  // MARK: - The note

  /// Where the note affirms it of the patient, if it does so wherever it has it under any name, and
  /// denies it behind no prefix.
  private func affirmedPlace(_ unit: SummaryUnit, _ thing: Range<Int>) -> NoteIndex.Place? {
    let isDrug = unit.kind == .drug || unit.kind == .drugClass
    let places = Set(thing == unit.words ? unit.places : comparison.places(ofExpression: thing))
    guard (1...Self.mostPlaces).contains(places.count), !comparison.holdsTurned(unit),
      places.allSatisfy({
        isDrug
          ? isTaken($0)
          : comparison.isPlainlyAffirmed($0) && (unit.kind != .device || isUndenied($0))
      })
    else { return nil }
    return places.sorted { $0.order < $1.order }
      .first { place in
        (unit.kind == .drugClass || isNamed(thing, in: place))
          && (isClosed(unit) || isMeant(thing, at: place))
      }
  }

  /// Whether what follows the thing in the summary, which says which one is meant, stands beside it in
  /// the note as well: `numbness in the left hand`, `no hematoma on CT`.
  private func isMeant(_ thing: Range<Int>, at place: NoteIndex.Place) -> Bool {
    let words = comparison.summaryMeanings.words
    let following = words[thing.upperBound...].prefix {
      $0.gap < .comma && !Self.joining.contains($0.fine) && !Self.none.contains($0.fine)
        && !Self.copulas.contains($0.fine)
    }
    let near = comparison.noteWords(near: place)
    return following.allSatisfy { word in
      FunctionWords.holds(word)
        || near.contains { comparison.noteMeanings.words[$0].fine == word.fine }
    }
  }

  /// A drug that the note tells to be given, neither planned nor left away.
  private func isTaken(_ place: NoteIndex.Place) -> Bool {
    let section = comparison.note.sentences[comparison.noteSentence(place)].section
    return comparison.noteContext(place).isCurrent
      && comparison.note.sections[section].name != .allergies
      && isUndenied(place)
      && comparison.noteWords(near: place).allSatisfy {
        !Self.planning.contains(comparison.noteMeanings.words[$0].fine)
      }
  }

  /// Whether nothing in the sentence denies anything: `a clip was attempted, however could not be
  /// placed`.
  private func isUndenied(_ place: NoteIndex.Place) -> Bool {
    comparison.noteWords(near: place).allSatisfy {
      !comparison.noteCues.words[$0].contains(.negation)
    }
  }

  private static let planning = Thesaurus.roots(
    """
    \(PlainWords.open) \(PlainWords.planning) start begin add resume restart to discuss discussed
    allergic allergy allergies intolerance intolerant held switch change
    """)

  /// Whether a place of the note has the thing's own words, among others (`has a pacemaker`, `subdural
  /// hematoma`), or one of the two is in initials.
  private func isNamed(_ thing: Range<Int>, in place: NoteIndex.Place) -> Bool {
    let (told, said) = (comparison.summaryMeanings.words, comparison.noteMeanings.words)
    let last = place.words.upperBound - thing.count
    if place.words.lowerBound <= last,
      (place.words.lowerBound...last).contains(where: { start in
        zip(thing, start..<start + thing.count).allSatisfy { told[$0].fine == said[$1].fine }
      })
    {
      return true
    }
    return thing.count == 1 && isInitials(told[thing.lowerBound], comparison.summary)
      || place.words.count == 1 && isInitials(said[Int(place.start)], comparison.note)
  }

  private func isInitials(_ word: MeaningWord, _ document: ClinicalDocument) -> Bool {
    let span = document.tokens[Int(word.firstToken)].span
    return span.count > 1 && document.text[span].allSatisfy { (0x41...0x5A).contains($0) }
  }
}
