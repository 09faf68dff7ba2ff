import ClinicalLanguage

/// Words of a summary that put something in doubt: `merely suspected`, `may have been`, `could not be
/// excluded`, `one of several possibilities`.
struct DoubtMark {
  /// What of a sentence it is about.
  enum Scope {
    /// What follows it: `possible pneumonia`.
    case behind
    /// The statement it stands in: `pneumonia was suspected`.
    case statement
  }

  /// Words of the summary.
  let words: Range<Int>
  let scope: Scope
  /// Whether it is a verb of possibility, which also tells leave and what is to come.
  let isModal: Bool
  /// Whether it says that something was not shown, which a note that denies it may mean as well.
  let isDenial: Bool
  /// Whether it is a `possible`, which is told of plans as well.
  let isPossibility: Bool

  init(
    words: Range<Int>, scope: Scope, isModal: Bool = false, isDenial: Bool = false,
    isPossibility: Bool = false
  ) {
    self.words = words
    self.scope = scope
    self.isModal = isModal
    self.isDenial = isDenial
    self.isPossibility = isPossibility
  }

  /// All of a summary, in order.
  static func all(in comparison: Comparison) -> [DoubtMark] {
    let words = comparison.summaryMeanings.words
    var found: [DoubtMark] = []
    var index = 0
    while index < words.count {
      if let mark = mark(at: index, words), !isDenied(mark, comparison),
        !comparison.isUndoubting(mark)
      {
        found.append(mark)
        index = mark.words.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: - Single words

  /// Before a noun these doubt it, behind it the statement.
  private static let qualifying = Thesaurus.roots(
    """
    possible possibly probable probably suspected questionable questionably presumptive presumptively presumably
    tentative tentatively doubtful dubious unconfirmed unproven unverified equivocal inconclusive
    uncertain unclear undetermined unlikely
    """)
  private static let unlikely = Thesaurus.roots("unlikely")
  /// What is told of what can be done as well.
  private static let enabling = Thesaurus.roots("possible")
  private static let modal = Thesaurus.roots("may might could")
  private static let being = Thesaurus.roots("be have")
  private static let might = Thesaurus.roots("might")
  private static let be = Thesaurus.roots("be")
  private static let could = Thesaurus.roots("could")
  private static let not = Thesaurus.roots("not")
  /// Behind these `be` tells what something is, and gives no leave.
  private static let explaining = Thesaurus.roots(
    """
    a an the due related unrelated caused secondary because from in under at why what some part present absent
    consistent responsible
    """)

  private static func isNegated(_ range: Range<Int>, _ words: [MeaningWord]) -> Bool {
    range.contains { not.contains(words[$0].fine) }
  }
  private static let between = Thesaurus.roots("not also well still only in fact indeed perhaps")

  private static func mark(at index: Int, _ words: [MeaningWord]) -> DoubtMark? {
    let root = words[index].fine
    if qualifying.contains(root) {
      let isBefore =
        index + 1 < words.count && words[index + 1].gap < .comma
        && !FunctionWords.holds(words[index + 1])
      // `weight-bearing possible`
      if !isBefore, enabling.contains(root) { return nil }
      return DoubtMark(
        words: index..<index + 1, scope: isBefore ? .behind : .statement,
        isDenial: unlikely.contains(root), isPossibility: enabling.contains(root))
    }
    if modal.contains(root), let end = end(ofModalAt: index, words) {
      return DoubtMark(
        words: index..<end, scope: .statement, isModal: true)
    }
    return DoubtPhrase.phrase(at: index, words).map { phrase, end in
      DoubtMark(words: index..<end, scope: .statement, isDenial: phrase.isDenial)
    }
  }

  /// `may have`, `may not be`, `might persist`: `may walk` is leave, and `could walk` was able to.
  private static func end(ofModalAt index: Int, _ words: [MeaningWord]) -> Int? {
    // `in May`
    guard words[index].exact == 0 else { return nil }
    var next = index + 1
    while next < words.count, words[next].gap < .comma, between.contains(words[next].fine) {
      next += 1
    }
    guard next < words.count, words[next].gap < .comma else { return nil }
    // `the edge could be felt`, `so that it may be analyzed`
    if be.contains(words[next].fine),
      could.contains(words[index].fine) || !isNegated(index..<next, words)
    {
      guard next + 1 < words.count, explaining.contains(words[next + 1].fine) else { return nil }
    }
    return being.contains(words[next].fine) || might.contains(words[index].fine) ? next + 1 : nil
  }

  // MARK: - What doubts nothing

  /// How far before a doubt its denial may stand.
  private static let denialReach = 4

  /// `nothing raises suspicion of`, `no longer suspected`.
  private static func isDenied(_ mark: DoubtMark, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = mark.words.lowerBound
    let first = max(0, word - denialReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if WordCues.turns(words[word]) { return false }
      if comparison.summaryCues.words[word].contains(.negation) { return true }
    }
    return false
  }
}

extension Comparison {
  /// What may be possible without any doubt about the patient.
  private static let prospects = Thesaurus.roots(
    """
    complication risk side effect adverse cause reason need option treatment benefit outcome source
    explanation etiology consequence to surgery operation injection change
    adjustment referral admission discharge date
    """)
  private static let possible = Thesaurus.roots("possible possibly")
  private static let bounding = Thesaurus.roots("as if when where whenever wherever far soon")
  /// What a doubt may be told for without there being one of the writer's.
  private static let seeking = Thesaurus.roots(
    "for of about regarding re after against rule evaluate evaluation exclude if")

  /// `as soon as possible`, `possible side effects`, `unclear why`.
  fileprivate func isUndoubting(_ mark: DoubtMark) -> Bool {
    let words = summaryMeanings.words
    let (first, next) = (mark.words.lowerBound, mark.words.upperBound)
    if Self.possible.contains(words[first].fine), next < words.count, words[next].gap < .comma,
      Self.prospects.contains(words[next].fine)
    {
      return true
    }
    return first > 0 && words[first].gap < .comma && Self.bounding.contains(words[first - 1].fine)
  }

  /// `tested for possible influenza`.
  func isSought(_ mark: DoubtMark) -> Bool {
    let words = summaryMeanings.words
    let first = mark.words.lowerBound
    return first > 0 && words[first].gap < .comma && Self.seeking.contains(words[first - 1].fine)
  }
}
