import ClinicalLanguage
import SourceText

/// What can be seen of a clause without understanding it, each as a number near 0 to 2.
struct SalienceSignals: Sendable {
  /// 1 for the first sentence of the note, falling to 0 at the ninth.
  var early: Float = 0
  /// Whether the clause begins the note.
  var opens: Float = 0
  /// 0 at the beginning of the note, 1 at its end.
  var lateness: Float = 0
  /// Whether it belongs to the first sentence under a heading.
  var beginsSection: Float = 0
  /// Whether it belongs to the last sentence under a heading.
  var endsSection: Float = 0
  /// The share of its words that are no function words.
  var content: Float = 0
  /// Drugs, for each eight words.
  var drugs: Float = 0
  /// Problems and symptoms, for each eight words.
  var problems: Float = 0
  /// Problems that the note denies, for each eight words.
  var denials: Float = 0
  /// Numbers, for each eight words.
  var numbers: Float = 0
  /// Values out of their reference range, for each eight words.
  var abnormalValues: Float = 0
  /// Words of a normal examination, for each eight words.
  var normality: Float = 0
  /// Words of routine technique, for each eight words.
  var technique: Float = 0
  /// Words of talk and courtesy, for each eight words.
  var discussion: Float = 0
  /// Whether it says someone's age.
  var age: Float = 0
  /// Words beyond the first thirty, as a share of thirty.
  var length: Float = 0
  /// Whether it points back at the sentence before: `This was closed.`
  var pointsBack: Float = 0
  /// Whether it is a few words without a clinical fact, 1: `The patient was then turned.` Of the
  /// making of the note, 4: `Service: Gastroenterology`.
  var scrap: Float = 0
  /// Problems that are another person's.
  private(set) var othersProblems = 0
  /// Problems that are the patient's, true or denied.
  private(set) var ownProblems = 0
  /// The classes of all its words.
  private(set) var classes: WordClass = []

  init(
    tokens: Range<Int>, words: Int, facts: ArraySlice<FactMark>, position: SentencePosition,
    role: SectionRole, document: ClinicalDocument, terms: Terms
  ) {
    early = max(0, 1 - Float(position.index) / 8)
    opens = position.index == 0 ? 1 : 0
    lateness = Float(position.index) / Float(max(position.total - 1, 1))
    beginsSection = position.indexInSection == 0 ? 1 : 0
    endsSection = position.endsSection ? 1 : 0
    countWords(tokens, words: words, document: document, terms: terms)
    countFacts(
      facts, from: document.tokens[tokens.lowerBound].start,
      to: document.tokens[tokens.upperBound - 1].end, words: words)
    length = min(Float(max(words - 30, 0)) / 30, 2)
    pointsBack = age == 0 && Self.pointsBack(tokens, terms) ? 1 : 0
    let hasFact = problems + denials + drugs + abnormalValues + age > 0
    if !hasFact, words <= Self.longestScrap {
      scrap = classes.contains(.clerical) || role == .opening ? 4 : 1
    }
  }

  /// Statements of up to so many words are scraps where they hold no clinical fact.
  private static let longestScrap = 8

  /// Whether the first word, or the second of `At that …`, points at the sentence before.
  private static func pointsBack(_ tokens: Range<Int>, _ terms: Terms) -> Bool {
    let first = terms.classes[tokens.lowerBound]
    if first.contains(.backReference) { return true }
    guard tokens.count > 2 else { return false }
    if first.contains(.introducer),
      terms.classes[tokens.lowerBound + 1].contains(.backReference)
    {
      return true
    }
    // `The pain worsened after this.`
    return tokens.suffix(2).contains { terms.classes[$0].contains(.backReference) }
  }

  private mutating func countWords(
    _ tokens: Range<Int>, words: Int, document: ClinicalDocument, terms: Terms
  ) {
    var all: Float = 0
    var contentWords: Float = 0
    for index in tokens {
      let token = document.tokens[index]
      switch token.kind {
      case .punctuation: continue
      case .number:
        all += 1
        contentWords += 1
        numbers += 1
        continue
      case .word: all += 1
      }
      let kind = terms.classes[index]
      classes.formUnion(kind)
      if !kind.contains(.function) { contentWords += 1 }
      if kind.contains(.normal) { normality += 1 }
      if kind.contains(.technique) { technique += 1 }
      if kind.contains(.discussion) { discussion += 1 }
    }
    content = contentWords / max(all, 1)
    let share = Self.share(words)
    numbers = min(numbers * share, 2)
    normality = min(normality * share, 2)
    technique = min(technique * share, 2)
    discussion = min(discussion * share, 2)
  }

  private mutating func countFacts(
    _ facts: ArraySlice<FactMark>, from start: Int32, to end: Int32, words: Int
  ) {
    for fact in facts where start <= fact.span.start && fact.span.end <= end {
      let traits = fact.traits
      if traits.contains(.drug) { drugs += 1 }
      if traits.contains(.others) {
        othersProblems += 1
      } else if traits.contains(.problem) {
        ownProblems += 1
      }
      if traits.contains(.problem) { problems += 1 }
      if traits.contains(.denial) { denials += 1 }
      if traits.contains(.abnormal) { abnormalValues += 1 }
      if traits.contains(.age) { age = 1 }
    }
    let share = Self.share(words)
    drugs = min(drugs * share, 2)
    problems = min(problems * share, 2)
    denials = min(denials * share, 2)
    abnormalValues = min(abnormalValues * share, 2)
  }

  /// Eight words are a short clause; a count for each eight words is about a count for each clause.
  private static func share(_ words: Int) -> Float { 8 / Float(max(words, 1)) }
}
