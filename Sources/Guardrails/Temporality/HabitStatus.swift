import ClinicalLanguage
import SourceText

/// What a text says of smoking and drinking: whether it goes on, has ended, or never was.
struct HabitStatus {
  enum Habit { case tobacco, alcohol }
  enum Status { case current, former, never }

  var habit: Habit
  var status: Status
  var span: TextSpan

  private static let tobacco = Thesaurus.roots(
    "smoke smokes smoker smoking smoked tobacco cigarette cigarettes cigar nicotine ppd")
  private static let alcohol = Thesaurus.roots(
    "alcohol etoh beer beers wine liquor alcoholic drinker")
  private static let ended = Thesaurus.roots(
    "former formerly ex quit stopped previously ceased sober abstinent dry")
  private static let past = Thesaurus.roots("prior previous past remote")
  private static let never = Thesaurus.roots("never nonsmoker lifelong")
  private static let denial = Thesaurus.roots(
    "no not denies denied without negative none nor non nil doesn't doesnt don't dont didn't")
  private static let going = Thesaurus.roots(
    "current currently active actively still continue ongoing")
  /// What is only wished for or advised has not happened.
  private static let wished = Thesaurus.roots(
    """
    try trying plans ready willing able advise advised encourage encouraged should must counsel counseled cessation wants
    hopes interested attempt attempting urge urged recommend if risk
    """)
  /// `Used to smoke more` says nothing of having stopped.
  private static let compared = Thesaurus.roots("more less heavy heavily heavier much excessive")
  private static let to = Thesaurus.roots("to")

  /// How far before and behind the word for the habit its status may stand.
  private static let reachBefore = 5
  private static let reachBehind = 5

  /// Every mention of a habit whose status is plain; relatives' habits are left out.
  static func statuses(
    in meanings: DocumentMeanings, cues: CueMap, of document: ClinicalDocument
  ) -> [HabitStatus] {
    let words = meanings.words
    return words.indices.compactMap { index in
      let habit: Habit
      if tobacco.contains(words[index].fine) {
        habit = .tobacco
      } else if alcohol.contains(words[index].fine) {
        habit = .alcohol
      } else {
        return nil
      }
      guard !cues.sentences[Int(meanings.sentences[index])].contains(.kin) else { return nil }
      let range = clause(around: index, words)
      guard let status = status(of: index, in: range, words, document) else { return nil }
      return HabitStatus(
        habit: habit, status: status, span: meanings.span(of: range, in: document))
    }
  }

  private static func clause(around index: Int, _ words: [MeaningWord]) -> Range<Int> {
    var first = index
    while first > max(0, index - reachBefore), words[first].gap < .comma { first -= 1 }
    var last = index + 1
    while last < min(words.count, index + 1 + reachBehind), words[last].gap < .comma { last += 1 }
    return first..<last
  }

  private static func status(
    of index: Int, in range: Range<Int>, _ words: [MeaningWord], _ document: ClinicalDocument
  ) -> Status? {
    if range.contains(where: { never.contains(words[$0].fine) }) { return .never }
    if range.contains(where: { denial.contains(words[$0].fine) }) { return nil }
    if range.contains(where: { wished.contains(words[$0].fine) }) { return nil }
    if range.contains(where: { compared.contains(words[$0].fine) }) { return nil }
    let hasEnded = range.contains { word in
      ended.contains(words[word].fine)
        || (past.contains(words[word].fine) && !isMeasure(after: word, words)
          && !(word + 1 < words.count && to.contains(words[word + 1].fine)))
        || isUsed(before: word, words, document)
    }
    if hasEnded { return .former }
    if range.contains(where: { going.contains(words[$0].fine) }) { return .current }
    // `smokes`, `drinks`, `is a smoker`, `does smoke`.
    return range.contains { isPresent(words[$0], document) } ? .current : nil
  }

  /// `for the past 20 years`: how long it goes on.
  private static func isMeasure(after word: Int, _ words: [MeaningWord]) -> Bool {
    word + 1 < words.count && words[word + 1].gap < .comma && words[word + 1].isNumber
  }

  /// The `to` of `used to`.
  private static func isUsed(
    before word: Int, _ words: [MeaningWord], _ document: ClinicalDocument
  ) -> Bool {
    word > 0 && to.contains(words[word].fine)
      && letters(of: words[word - 1], document) == Array("used".utf8)
  }

  private static let presentForms = ["smokes", "drinks", "smoke", "consumes", "smoker"].map {
    Array($0.utf8)
  }

  private static func isPresent(_ word: MeaningWord, _ document: ClinicalDocument) -> Bool {
    presentForms.contains(letters(of: word, document))
  }

  private static func letters(of word: MeaningWord, _ document: ClinicalDocument) -> [UInt8] {
    document.text[document.tokens[Int(word.firstToken)].span].map { $0 | 0x20 }
  }
}

extension Comparison {
  /// Habits that the note gives one status and the summary another.
  func turnedHabits() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let told = HabitStatus.statuses(in: summaryMeanings, cues: summaryCues, of: summary)
    guard !told.isEmpty else { return [] }
    let known = HabitStatus.statuses(in: noteMeanings, cues: noteCues, of: note)
    return [HabitStatus.Habit.tobacco, .alcohol].flatMap { habit in
      let claims = told.filter { $0.habit == habit }
      let same = known.filter { $0.habit == habit }
      // A note that says both tells a story, and the summary may tell its end.
      guard let claim = claims.first, let first = same.first, first.status != claim.status,
        same.allSatisfy({ $0.status == first.status }),
        claims.allSatisfy({ $0.status == claim.status })
      else { return [(span: TextSpan, noteSpans: [TextSpan])]() }
      return claims.map { ($0.span, same.prefix(3).map(\.span)) }
    }
  }
}
