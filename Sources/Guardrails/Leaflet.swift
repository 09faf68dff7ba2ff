import ClinicalLanguage

/// Whether a text is a leaflet: it explains an illness to whoever reads it, and speaks of no patient.
///
/// A letter to a patient tells what was found and done; a leaflet has nobody of whom it could tell that.
enum Leaflet {
  /// What speaks to a reader.
  private static let readers = TermMatcher(
    ["you", "your"].map { TermMatcher.Entry(phrase: $0, payload: 0) })
  /// What speaks of somebody, or of what happened.
  private static let persons = TermMatcher(
    [
      "patient", "patients", "pt", "he", "she", "him", "his", "her", "hers", "mr", "mrs", "ms",
      "we", "i",
      "was", "were", "had", "did", "seen", "admitted", "discharged", "today", "yesterday", "ago",
      "presented", "presents", "denies", "underwent", "showed",
    ].map { TermMatcher.Entry(phrase: $0, payload: 0) })
  /// The fewest addresses to a reader.
  private static let leastAddresses = 5

  static func describes(_ note: ClinicalDocument) -> Bool {
    let isAboutSomebody = note.facts.contains { $0.kind == .demographic || $0.kind == .measurement }
    return !isAboutSomebody
      && readers.matches(in: note.text, tokens: note.tokens).count >= leastAddresses
      && persons.matches(in: note.text, tokens: note.tokens).isEmpty
  }
}
