import ClinicalLanguage

/// What bears a claim out in a note, and what says the opposite.
final class ClaimFoundation: Sendable {
  /// What a phrase of the note is to the claim.
  enum Role: Sendable {
    /// The words of the claim themselves.
    case saying
    /// It bears the claim out.
    case need
    /// It says the opposite.
    case opposite
  }

  /// The words of the claim.
  let says: WrittenPhrases
  /// Whether anything is named that says the opposite.
  let hasOpposites: Bool
  private let phrases: NotePhrases<Role>

  init(says: WrittenPhrases, needs: WrittenPhrases, against: WrittenPhrases) {
    self.says = says
    hasOpposites = !against.isEmpty
    phrases = NotePhrases([(.saying, says), (.need, needs), (.opposite, against)])
  }

  /// What a note has of it, by start.
  func matches(in note: ClinicalDocument) -> [NotePhrases<Role>.Match] {
    phrases.matches(in: note)
  }
}
