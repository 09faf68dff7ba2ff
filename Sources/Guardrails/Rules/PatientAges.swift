import ClinicalLanguage
import SourceText

/// The ages that a note gives its patient.
///
/// `His 8-year-old sister` tells nobody's age but hers. Where a note tells no other age, or names a child
/// that may be the patient, every age counts.
enum PatientAges {
  private struct Age {
    var years: Double
    var relative: Relative?
  }

  private enum Relative { case child, other }

  /// No one is older than a child by less.
  private static let leastBetween = 14.0

  static func years(in judged: JudgedCase) -> [Double] {
    let note = judged.note
    // `2-1/2-year-old`, `ten and a half years old` are read as quantities.
    let ages =
      note.facts.compactMap { fact in
        fact.demographic?.ageInYears.map { age($0, at: fact.span, in: note) }
      }
      + judged.reading.quantityReading.mentions.filter { $0.qualifiers.contains(.age) }.map {
        age($0.low / DemographicConsistencyRule.daysPerYear, at: $0.span, in: note)
      }
    let own = ages.filter { $0.relative == nil }.map(\.years)
    guard !own.isEmpty, own.count < ages.count else { return ages.map(\.years) }
    return ages.filter { age in
      switch age.relative {
      case nil: true
      case .other?: false
      case .child?: !own.contains { $0 - age.years >= leastBetween }
      }
    }
    .map(\.years)
  }

  private static func age(_ years: Double, at span: TextSpan, in note: ClinicalDocument) -> Age {
    Age(years: years, relative: relative(beside: span, in: note))
  }

  /// How many tokens may stand between an age and whose it is: `12-year-old twin sister`.
  private static let reach = 3

  private static func relative(beside span: TextSpan, in note: ClinicalDocument) -> Relative? {
    var next = note.tokenIndex(at: span.end)
    let end = min(note.tokens.count, next + reach)
    while next < end,
      unit.contains(note.tokens[next].foldedHash) || note.tokens[next].kind == .punctuation
    {
      next += 1
    }
    // A `31-year-old mother` may be the patient, `her 31-year-old mother` is not.
    let isOfSomebody = isOwned(note.tokenIndex(at: span.start), in: note)
    for index in next..<max(next, min(note.tokens.count, next + 2)) where isOfSomebody {
      guard note.tokens[index].kind == .word else { break }
      if let relative = relative(at: index, in: note) { return relative }
      if joining.contains(note.tokens[index].foldedHash) { break }
    }
    var before = note.tokenIndex(at: span.start) - 1
    let first = max(0, before - reach)
    while before >= first {
      if let relative = relative(at: before, in: note) {
        return isOwned(before, in: note) ? relative : nil
      }
      let token = note.tokens[before]
      guard connecting.contains(token.foldedHash) || isComma(token, in: note) else { return nil }
      before -= 1
    }
    return nil
  }

  /// Whether what begins at a token is said to be somebody's: `her`, `has a`.
  private static func isOwned(_ token: Int, in note: ClinicalDocument) -> Bool {
    guard token > 0 else { return false }
    if owners.contains(note.tokens[token - 1].foldedHash) { return true }
    return token > 1 && articles.contains(note.tokens[token - 1].foldedHash)
      && having.contains(note.tokens[token - 2].foldedHash)
  }

  private static func isComma(_ token: Token, in note: ClinicalDocument) -> Bool {
    token.kind == .punctuation
      && [UInt8(ascii: ","), UInt8(ascii: "(")].contains(note.text.bytes[Int(token.start)])
  }

  private static func relative(at index: Int, in note: ClinicalDocument) -> Relative? {
    let word = note.tokens[index].foldedHash
    return children.contains(word) ? .child : others.contains(word) ? .other : nil
  }

  private static let children = WordHash.list("son daughter grandson granddaughter")
  private static let others = WordHash.list(
    """
    brother sister sibling mother father husband wife mom dad aunt uncle cousin grandmother grandfather
    fiance boyfriend girlfriend nephew niece
    """)
  private static let owners = WordHash.list("his her their your my patient's whose")
  private static let articles = WordHash.list("a an one")
  private static let having = WordHash.list("has have had")
  private static let unit = WordHash.list(
    "year years yr yrs month months week weeks old y o yo of age")
  private static let connecting = WordHash.list("who is aged age at was")
  private static let joining = WordHash.list("with and or of by in who whose here comes is was has")

}
