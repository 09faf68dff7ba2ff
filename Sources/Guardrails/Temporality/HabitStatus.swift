import ClinicalLanguage
import SourceText

/// What a text says of smoking and drinking: whether it goes on, has ended, or never was.
struct HabitStatus {
  enum Habit { case tobacco, alcohol }
  enum Status {
    case current, former, never
    /// There is none now; whether there was, is not said.
    case denied

    /// Whether two texts that say these of one habit cannot both be true.
    func excludes(_ other: Status) -> Bool {
      switch (self, other) {
      case (.current, .current): false
      case (.current, _), (_, .current), (.former, .never), (.never, .former): true
      default: false
      }
    }
  }

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
    "no not nobody noone denies denied without negative none nor non nil doesn't doesnt don't dont didn't"
  )
  private static let going = Thesaurus.roots(
    "current currently active actively still continue ongoing")
  /// What is only wished for or advised has not happened.
  private static let wished = Thesaurus.roots(
    """
    try trying plans ready willing able advise advised encourage encouraged should must counsel counseled cessation wants
    hopes interested attempt attempting urge urged recommend if risk
    """)
  /// Of which a denial denies no use: `no alcohol abuse`, `no alcohol on the breath`.
  private static let beside = Thesaurus.roots(
    """
    abuse misuse dependence dependency problem problems disorder withdrawal binge breath odor smell level
    swab wipe wipes pad prep sanitizer today tonight yesterday cessation products exposure secondhand
    passive intoxication intoxicated related induced poisoning hepatitis cirrhosis until before after
    """)
  private static let drinking = Thesaurus.roots("drink drinks drinking")
  /// With these behind it, or a denial right before it, to drink means alcohol.
  private static let socially = Thesaurus.roots(
    "socially social occasionally daily weekend weekends nightly moderately rarely heavily beer wine"
  )
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
      } else if alcohol.contains(words[index].fine) || isDrinking(index, words) {
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
    let isDenied =
      range.contains { denial.contains(words[$0].fine) }
      // `no known allergies, smoker` denies no smoking.
      || !isPresent(words[index], document)
        && document.context(ofToken: Int(words[index].firstToken)).assertion == .absent
    if isDenied {
      // `is not ready to quit smoking` denies another thing.
      return range.contains { word in
        [beside, compared, wished, ended].contains { $0.contains(words[word].fine) }
      } ? nil : .denied
    }
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

  /// `drinks socially`, `does not drink`
  private static func isDrinking(_ index: Int, _ words: [MeaningWord]) -> Bool {
    guard drinking.contains(words[index].fine) else { return false }
    let next = index + 1
    if next < words.count, words[next].gap < .comma, socially.contains(words[next].fine) {
      return true
    }
    return index > 0 && words[index].gap < .comma && denial.contains(words[index - 1].fine)
      && (next == words.count || words[next].gap >= .comma || joining.contains(words[next].fine))
  }

  private static let joining = Thesaurus.roots("or and nor")

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
      guard !claims.isEmpty, !same.isEmpty,
        claims.allSatisfy({ claim in same.allSatisfy { claim.status.excludes($0.status) } })
      else { return [(span: TextSpan, noteSpans: [TextSpan])]() }
      return claims.map { ($0.span, same.prefix(3).map(\.span)) }
    }
  }
}
