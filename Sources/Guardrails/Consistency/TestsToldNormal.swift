import ClinicalLanguage
import SourceText

/// Finds a test that a summary calls normal although the note tells what it showed, and of nothing it showed that it
/// was normal: `chest x-ray was normal` for `chest x-ray shows pneumonia`.
struct TestsToldNormal {
  let comparison: Comparison

  private static let normal = Thesaurus.roots("normal unremarkable negative clear clean wnl")
  /// What may stand between a test and the word: `was read as normal`.
  private static let between = Thesaurus.roots(
    "is was were are came back returned read as completely entirely within results result")
  private static let denying = Thesaurus.roots("\(PlainWords.not) no without")
  /// By these a note says that a test, or what the sentence is about, is in order, or that it is another test.
  private static let excusing = Thesaurus.roots(
    """
    normal unremarkable negative clear clean wnl no not without denies free intact stable unchanged benign
    unrevealing previous previously prior repeat repeated limits resolved resolution
    """)
  /// In words: `chest x-ray was completely normal`.
  private static let reach = 4
  private static let mostPlaces = 6

  func disagreements() -> [(span: TextSpan, noteSpan: TextSpan)] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard unit.kind == .test || unit.kind == .abbreviation, unit.support == .said,
        !unit.isAboutRecord, (1...Self.mostPlaces).contains(unit.places.count),
        let word = wordOfNormal(unit)
      else { return nil }
      guard unit.places.allSatisfy({ !saysNormal(around: $0) }),
        let finding = unit.places.compactMap(finding).first
      else { return nil }
      return (
        comparison.summaryMeanings.span(of: word..<word + 1, in: comparison.summary), finding
      )
    }
  }

  /// The word that calls the test normal: `normal chest x-ray`, `chest x-ray was normal`.
  private func wordOfNormal(_ unit: SummaryUnit) -> Int? {
    let words = comparison.summaryMeanings.words
    let first = unit.words.lowerBound
    if first > unit.clause.lowerBound, Self.normal.contains(words[first - 1].fine),
      words[first].gap < .comma, first < 2 || !Self.denying.contains(words[first - 2].fine),
      isEnd(unit.words.upperBound, unit)
    {
      return first - 1
    }
    var word = unit.words.upperBound
    while word < min(unit.clause.upperBound, unit.words.upperBound + Self.reach),
      words[word].gap < .sentence
    {
      if Self.normal.contains(words[word].fine) { return isEnd(word + 1, unit) ? word : nil }
      guard Self.between.contains(words[word].fine) else { return nil }
      word += 1
    }
    return nil
  }

  /// `negative for fracture` is about the fracture.
  private func isEnd(_ word: Int, _ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    return word >= unit.clause.upperBound || words[word].gap >= .comma
  }

  // MARK: - The note

  /// Whether the sentence, or the next one, has a word that something is in order.
  private func saysNormal(around place: NoteIndex.Place) -> Bool {
    let sentences = comparison.noteMeanings.sentences
    let own = comparison.noteWords(near: place)
    var words = own
    if own.upperBound < sentences.count {
      words =
        own
        .lowerBound..<comparison.noteWords(
          near: NoteIndex.Place(start: Int32(own.upperBound), end: Int32(own.upperBound + 1))
        ).upperBound
    }
    return words.contains { Self.excusing.contains(comparison.noteMeanings.words[$0].fine) }
  }

  /// What the sentence tells behind the test, as the patient's own.
  private func finding(at place: NoteIndex.Place) -> TextSpan? {
    let note = comparison.note
    let end = comparison.noteSpan(place).end
    let sentence = comparison.noteSentence(place)
    if let word = wordOfFinding(behind: place) { return isShown(word, from: end) ? word : nil }
    let first = note.facts.partitioningIndex { $0.span.start >= end }
    for fact in note.facts[first...].prefix(Self.mostFacts) {
      guard fact.sentence == sentence else { return nil }
      if fact.kind == .problem || fact.kind == .concept, fact.context.isCurrent {
        return isShown(fact.span, from: end) ? fact.span : nil
      }
    }
    return nil
  }

  private static let showing = Thesaurus.roots(
    """
    shows showed showing show reveals revealed revealing demonstrates demonstrated demonstrating confirms confirmed
    found finds with is was were are has had read indicates consistent notes noted
    """)
  private static let reasons = Thesaurus.roots(
    "for given because since due if rule evaluate assess concern suspected history prior despite before"
  )

  /// `shows pneumonia`, `: infiltrate`, but not `for pneumonia`: whether what stands between the test and the finding
  /// makes it the result.
  private func isShown(_ finding: TextSpan, from end: Int32) -> Bool {
    let note = comparison.note
    let between = note.tokenIndex(at: end)..<note.tokenIndex(at: finding.start)
    let words = comparison.noteMeanings.words
    let first = words.partitioningIndex { $0.firstToken >= between.lowerBound }
    let last = words.partitioningIndex { $0.firstToken >= between.upperBound }
    if (first..<last).contains(where: { Self.reasons.contains(words[$0].fine) }) { return false }
    // `urinalysis positive for nitrites`
    return first >= last || (first..<last).contains { Self.showing.contains(words[$0].fine) }
      || between.contains {
        note.text[note.tokens[$0].span].elementsEqual([UInt8(ascii: ":")])
      }
  }

  private static let mostFacts = 6

  /// What no normal test shows.
  private static let findings = Thesaurus.roots(
    """
    tear torn fracture fractured infiltrate infiltrates consolidation opacity opacities mass nodule nodules
    lesion lesions effusion stenosis stone stones calculus calculi hemorrhage thrombus clot dislocation
    abscess obstruction edema dilation dilatation atelectasis herniation aneurysm tumor metastasis metastases
    pneumothorax cardiomegaly perforation inflammation polyp polyps ulcer abnormal positive infarct ischemia
    """)

  private func wordOfFinding(behind place: NoteIndex.Place) -> TextSpan? {
    let words = comparison.noteMeanings.words
    return (Int(place.end)..<comparison.noteWords(near: place).upperBound).lazy
      .filter { Self.findings.contains(words[$0].fine) }
      .map { comparison.noteMeanings.span(of: $0..<$0 + 1, in: comparison.note) }
      .first { comparison.note.context(of: $0).isCurrent }
  }
}
