import ClinicalLanguage
import SourceText

/// What a note says of a thing wherever it speaks of it.
extension Comparison {
  private static let warning = Thesaurus.roots(
    """
    if ring call return watch seek warn warned warning warnings precaution precautions emergency should
    unless when until avoid sooner worse worsening usual expected common visit see er ed department 911 999
    recurrence recur recurs reevaluation reassess reassessment recheck observe monitor
    """)

  /// Whether all these places deny, or deny but for those that only warn: `no fever … ring if fever`.
  ///
  /// Where the summary itself warns, all of them must.
  func areOnlyDenied(_ places: [NoteIndex.Place], _ unit: SummaryUnit) -> Bool {
    // That there is none in the family denies nothing of the patient.
    if unit.context.experiencer == .patient, !places.isEmpty,
      places.allSatisfy({ noteContext($0).experiencer == .family })
    {
      return false
    }
    var isDenied = false
    var isWarned = false
    for place in places.sorted(by: { $0.start < $1.start }) {
      switch noteContext(place).assertion {
      case .absent: isDenied = true
      case .hypothetical, .conditional: isWarned = true
      // What was suspected first and denied at last.
      case .possible where !isDenied: isWarned = true
      case .present where !isDenied && isSought(place): isWarned = true
      default: return false
      }
    }
    guard isWarned else { return true }
    let sentence = summaryMeanings.sentences[unit.words.lowerBound]
    var word = unit.words.lowerBound
    while word > 0, summaryMeanings.sentences[word - 1] == sentence { word -= 1 }
    while word < summaryMeanings.words.count, summaryMeanings.sentences[word] == sentence {
      if Self.warning.contains(summaryMeanings.words[word].fine) { return false }
      word += 1
    }
    return isDenied
  }

  private static let seeking = Thesaurus.roots(
    """
    evaluate evaluated evaluation worry worried afraid fear fears feared concern concerned check
    checked tested screened workup work-up assess assessed investigated
    """)
  private static let fearing = Thesaurus.roots("fear fears feared")
  private static let purpose = Thesaurus.roots("for of about regarding that")
  /// In words: `worried about a`, `evaluated in the clinic for`.
  private static let seekingReach = 6

  /// `evaluated for pneumonia`, `afraid of a stroke`: what was looked for or feared, and so not told.
  private func isSought(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    var isAimed = false
    var word = Int(place.start)
    while word > max(0, Int(place.start) - Self.seekingReach), words[word].gap < .comma {
      word -= 1
      if Self.purpose.contains(words[word].fine) { isAimed = true }
      if isAimed ? Self.seeking.contains(words[word].fine) : Self.fearing.contains(words[word].fine)
      {
        return true
      }
    }
    return false
  }

  /// More places than these speak of more than one thing.
  private static let mostPlaces = 6

  /// Where the note has a finding or a disease, if it affirms it of the patient wherever it has it, in the
  /// summary's own words and with no denial in the same part of a sentence; and the summary speaks of the thing
  /// alone.
  func onlyAffirmedPlace(_ unit: SummaryUnit) -> NoteIndex.Place? {
    speaksAlone(unit) ? affirmedPlace(unit) : nil
  }

  /// The same, whatever stands beside the thing in the summary.
  func affirmedPlace(_ unit: SummaryUnit) -> NoteIndex.Place? {
    guard unit.kind == .disease || unit.kind == .finding, unit.support == .said,
      let first = unit.places.first, unit.places.count <= Self.mostPlaces
    else { return nil }
    return unit.places.allSatisfy { isPlainlyAffirmed($0) && isNamed(unit, $0) } ? first : nil
  }

  /// Whether the patient has it now by this place of the note.
  func isPlainlyAffirmed(_ place: NoteIndex.Place) -> Bool {
    noteContext(place).isCurrent && !isInDenyingPart(place) && !isOverOrOpen(place)
      && !isNameOfAnother(place)
  }

  private static let named = Thesaurus.roots(
    """
    protocol protocols clinic clinics precautions prophylaxis screen screening score scores scale panel
    questionnaire specialist center centre program programme support education pathway criteria risk risks
    """)

  /// `CT per renal stone protocol`, `seizure precautions`: what only gives another thing its name is not
  /// told to be there.
  func isNameOfAnother(_ place: NoteIndex.Place) -> Bool {
    let next = Int(place.end)
    return next < noteMeanings.words.count && noteMeanings.words[next].gap <= .hyphen
      && Self.named.contains(noteMeanings.words[next].fine)
  }

  private static let comparing = Thesaurus.roots("further more often less any again too well")

  /// The `a` of `not a serious reaction`, the `further` of `no further studies`: words of grammar and of how
  /// much, of which nothing is true or untrue.
  func saysNothing(_ unit: SummaryUnit) -> Bool {
    unit.words.allSatisfy {
      let word = summaryMeanings.words[$0]
      return FunctionWords.holds(word) || Self.comparing.contains(word.fine)
    }
  }

  private static let opening = Thesaurus.roots("of as be is in by at")

  /// `evidence of`, `appears to be`, `as well as`: an expression that ends like this leads to a thing and is
  /// none, so that it is neither there nor not. Not so `wishes to`, which is denied as it stands.
  func isOpenEnded(_ unit: SummaryUnit) -> Bool {
    unit.words.count > 1
      && Self.opening.contains(summaryMeanings.words[unit.words.upperBound - 1].fine)
  }

  private static let hindering = Thesaurus.roots("difficulty difficulties trouble problem problems")
  /// In words: `difficulty managing his oral secretions`.
  private static let hindranceReach = 4

  /// `no difficulty managing his secretions` denies no secretions.
  func isHindrance(before place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    var word = Int(place.start)
    let first = max(0, word - Self.hindranceReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      guard Self.hindering.contains(words[word].fine) else { continue }
      let next = note.tokens[Int(words[word + 1].firstToken)].span
      return word + 1 <= Int(place.start) && note.text[next].suffix(3).elementsEqual("ing".utf8)
    }
    return false
  }

  private static let over = Thesaurus.roots(
    "left gone went settled better improved cleared eased subsided ended")
  /// How far behind a thing a word may stand that says it is over.
  private static let overReach = 3

  /// `the cough left him in February`, and `chest pain [ ]`, which nobody has ticked.
  private func isOverOrOpen(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    var word = Int(place.end)
    while word < min(words.count, Int(place.end) + Self.overReach), words[word].gap < .comma {
      if Self.over.contains(words[word].fine), !isSide(word) { return true }
      word += 1
    }
    let next = Int(words[Int(place.end) - 1].endToken)
    return next < note.tokens.count
      && [UInt8(ascii: "["), UInt8(ascii: "?")].contains(
        note.text.bytes[Int(note.tokens[next].start)])
  }

  private static let left = Thesaurus.roots("left")
  private static let pronouns = Thesaurus.roots("him her me them us")

  private static let leadingToSide = Thesaurus.roots("the on to at")

  /// `pain in the left hand`, `a tear on the left`: a side, where nobody is left.
  private func isSide(_ word: Int) -> Bool {
    let words = noteMeanings.words
    guard Self.left.contains(words[word].fine) else { return false }
    if word > 0, words[word].gap < .comma, Self.leadingToSide.contains(words[word - 1].fine) {
      return true
    }
    let next = word + 1
    return next < words.count && words[next].gap < .comma
      && !Self.pronouns.contains(words[next].fine)
  }

  /// Whether the note names it as the summary does; a disease also by a shorter name or in initials.
  private func isNamed(_ unit: SummaryUnit, _ place: NoteIndex.Place) -> Bool {
    isSameWording(unit, place)
      || (unit.kind == .disease
        && (sharesWord(unit, place) && place.words.count <= unit.words.count || isInitials(place)))
  }

  /// `HF`, `AKI`: one word in capitals.
  private func isInitials(_ place: NoteIndex.Place) -> Bool {
    place.words.count == 1
      && note.text[noteSpan(place)].allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// Whether any word from the last semicolon, colon or full stop before the place to the next one denies.
  private func isInDenyingPart(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    // `Pain: 0`
    let next = Int(place.end)
    if next < words.count, words[next].gap < .sentence, words[next].isNumber { return true }
    var word = Int(place.start)
    while word > 0, words[word].gap < .clause {
      word -= 1
      if noteCues.words[word].contains(.negation) { return true }
    }
    if isAnsweredNo(behind: Int(place.end)) { return true }
    word = Int(place.start)
    var isSamePart = true
    while word + 1 < words.count, words[word + 1].gap < .clause {
      word += 1
      // `oriented to person, but not to date`
      if WordCues.turns(words[word]), word + 1 < words.count,
        noteCues.words[word + 1].contains(.negation)
      {
        return true
      }
      if words[word].gap >= .comma { isSamePart = false }
      if isSamePart
        ? noteCues.words[word].contains(.negation) : Self.listDenials.contains(words[word].fine)
      {
        return true
      }
    }
    return false
  }

  /// How far behind a colon a denial may stand: `suicidal ideation: the patient denies`.
  private static let answerReach = 4

  /// Whether a colon follows, and a denial begins what stands behind it: `tobacco: no prior history`.
  private func isAnsweredNo(behind end: Int) -> Bool {
    let words = noteMeanings.words
    guard
      let first = (end..<min(words.count, end + Self.answerReach)).first(where: {
        words[$0].gap >= .clause
      }), first > 0, words[first].gap < .sentence
    else { return false }
    let between =
      Int(
        note.tokens[Int(words[first - 1].endToken) - 1].span.end)..<Int(
        note.tokens[Int(words[first].firstToken)].span.start)
    guard note.text.bytes[between].contains(UInt8(ascii: ":")) else { return false }
    var word = first
    while word < min(words.count, first + Self.answerReach),
      word == first || words[word].gap < .comma
    {
      if noteCues.words[word].contains(.negation) { return true }
      word += 1
    }
    return false
  }
}
