import ClinicalLanguage
import SourceText

/// A word of the grammar of clauses, compared with a token by its hash.
struct StaticWord: Sendable {
  private let foldedHash: UInt32

  init(_ word: String) {
    // The words are ASCII without NUL, which every source text may be.
    let text = try? SourceText(word)
    foldedHash = text.flatMap { Tokenizer.tokens(of: $0).first?.foldedHash } ?? 0
  }

  func matches(_ index: Int, _ document: ClinicalDocument) -> Bool {
    document.tokens[index].foldedHash == foldedHash
  }

  static let the = StaticWord("the")
  static let patient = StaticWord("patient")
  static let this = StaticWord("this")
  static let `is` = StaticWord("is")
  static let a = StaticWord("a")
  static let an = StaticWord("an")
  static let and = StaticWord("and")
  static let `do` = StaticWord("do")
  static let d = StaticWord("d")
  static let c = StaticWord("c")
  static let year = StaticWord("year")
  /// Words of a heading without which what stands under it would be taken for a fact of this patient.
  static let governing = [
    "differential", "possible", "probable", "suspected", "rule", "risk", "negative", "negatives",
    "denies", "denied", "absent", "declined", "refused", "family",
  ].map { StaticWord($0) }
  /// Words that open an order to leave something.
  static let forbidding = ["no", "not", "never", "avoid", "withhold"].map { StaticWord($0) }
  /// What parts of a week, a year and a fortnight's days are counted in: `6/52`, `3/12`, `5/7`.
  static let partsOfTime = ["52", "12", "7"].map { StaticWord($0) }
  /// Words that alone are the title of what follows.
  static let titles = [
    "plan", "advice", "impression", "assessment", "comment", "comments", "summary", "diagnosis",
    "recommendation", "recommendations", "opinion", "action", "actions", "n", "y", "yes",
  ].map { StaticWord($0) }
  /// Words that open a part which only adds to what stands before it.
  static let tailOpeners = ["which", "who", "with", "for", "due", "secondary", "following"]
    .map { StaticWord($0) }
}
