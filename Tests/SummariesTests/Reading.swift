import ClinicalLanguage
import SourceText

@testable import Summaries

/// The lexicon, read once for all tests of this target.
let lexicon = Lexicon.embedded()

func read(_ text: String) throws -> ClinicalDocument {
  ClinicalDocument(reading: try SourceText(text), lexicon: lexicon)
}

extension Draft {
  /// The text of each claim, in order.
  var statements: [String] { claims.map { text.string($0.span) } }

  func statements(under section: SummarySection) -> [String] {
    claims.filter { $0.section == section }.map { text.string($0.span) }
  }

  /// Words split at white space, as a budget counts them.
  var words: Int {
    statements.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
  }
}

func summarize(_ note: String, words: Int = SummaryRequest.defaultWords) throws -> Draft {
  try ExtractiveSummarizer().draft(of: read(note), for: SummaryRequest(words: words))
}
