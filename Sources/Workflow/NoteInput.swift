package import AuditTrail
package import SourceText
package import Summaries

/// One note to work on, with what is asked for it.
package struct NoteInput: Sendable {
  /// The caller's name for the note; it may be a record number, so the trail keeps only its hash.
  package var id: String?
  package var note: SourceText
  /// The summary to check, for `check`.
  package var summary: SourceText?
  package var audience: Audience
  /// The most words a summary may have.
  package var words: Int
  /// Whom the note is about: what the vault can be asked to erase.
  package var subject: ContentSubject?

  package init(
    id: String? = nil, note: SourceText, summary: SourceText? = nil,
    audience: Audience = .clinician, words: Int = SummaryRequest.defaultWords,
    subject: ContentSubject? = nil
  ) {
    self.id = id
    self.note = note
    self.summary = summary
    self.audience = audience
    self.words = words
    self.subject = subject
  }

  /// The lengths that may be asked for, in words.
  package static let wordRange = 1...2000
}
