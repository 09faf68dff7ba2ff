import ClinicalLanguage

/// Whether a note is the report of an autopsy. Nothing in it is true of a patient now, and no alert can
/// help whom it is about.
enum PostmortemReport {
  private static let matcher = TermMatcher(
    [
      "manner of death", "body is that of a", "body is that of an", "the decedent",
      "postmortem examination", "post-mortem examination", "autopsy report", "autopsy findings",
      "evidence of rigor mortis", "livor mortis",
    ].map { TermMatcher.Entry(phrase: $0, payload: 0) })

  static func describes(_ note: ClinicalDocument) -> Bool {
    !matcher.matches(in: note.text, tokens: note.tokens).isEmpty
  }
}
