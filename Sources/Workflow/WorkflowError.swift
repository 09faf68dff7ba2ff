package import AuditTrail
package import Cryptography
package import SourceText
package import Summaries

/// Why a note could not be worked on. Never quotes the note.
package enum WorkflowError: Error, Equatable {
  /// The note is no readable text.
  case unreadableNote(SourceTextError)
  /// The summary to check is no readable text.
  case unreadableSummary(SourceTextError)
  /// The note holds nothing, or white space only.
  case emptyNote
  /// The summary to check holds nothing, or white space only.
  case emptySummary
  case summarizer(SummarizerError)
  /// The decision could not be made durable; nothing may be shown.
  case audit(AuditError)
  /// No prompt for those who are to read the summary.
  case noPrompt(audience: Audience)
  /// The user has asked to stop.
  case interrupted
  /// A map of identifiers could not be sealed or opened.
  case cryptography(CryptographyError)

  /// A stable name, free of any content.
  package var code: String {
    switch self {
    case .unreadableNote(let error), .unreadableSummary(let error): error.code
    case .emptyNote: "empty-note"
    case .emptySummary: "empty-summary"
    case .summarizer(let error): error.code
    case .audit(let error): error.code
    case .noPrompt: "no-prompt"
    case .interrupted: "interrupted"
    case .cryptography(let error): error.code
    }
  }

  /// What is wrong, and how to mend it.
  package var message: String {
    switch self {
    case .unreadableNote(let error): "note: \(error.message)"
    case .unreadableSummary(let error): "summary: \(error.message)"
    case .emptyNote: "the note is empty; give a note with text"
    case .emptySummary: "the summary is empty; give the summary that is to be checked"
    case .summarizer(let error): error.message
    case .audit(let error): error.message
    case .noPrompt(let audience):
      "there is no prompt for the audience '\(audience.rawValue)'; add one to the prompts, or write "
        + "some with 'vouch init'"
    case .interrupted: "the run was interrupted"
    case .cryptography(let error): error.message
    }
  }
}
