package import ClinicalLanguage
package import SourceText

/// What is asked of a summarizer.
package struct SummaryRequest: Sendable, Hashable {
  package var audience: Audience
  /// How many words the summary should have at most, headings and disclaimers aside.
  package var words: Int
  /// What the note raises alerts for, one entry for each alert with all its places in the note. A
  /// summary should state at least one place of each.
  package var alarms: [[TextSpan]]
  /// Places of the note that no summary may draw on, in order and apart: what stands there was not
  /// written for a reader of the note.
  package var quarantine: [TextSpan]

  /// The length of a summary where none is asked for, in words.
  package static let defaultWords = 120

  package init(
    audience: Audience = .clinician, words: Int = SummaryRequest.defaultWords,
    alarms: [[TextSpan]] = [], quarantine: [TextSpan] = []
  ) {
    self.audience = audience
    self.words = words
    self.alarms = alarms
    self.quarantine = quarantine
  }
}

/// Anything that turns a note into a draft.
package protocol Summarizer: Sendable {
  var identity: EngineIdentity { get }

  /// Writes a draft. Same document, same request: same draft.
  func draft(of document: ClinicalDocument, for request: SummaryRequest) throws(SummarizerError)
    -> Draft
}

/// Why a summarizer wrote nothing.
package enum SummarizerError: Error, Equatable {
  /// Nothing in the note can be summarized: it holds no sentence.
  case nothingToSummarize

  package var code: String { "nothing-to-summarize" }
  package var message: String {
    "the note holds no sentence to summarize; give a note with clinical text"
  }
}
