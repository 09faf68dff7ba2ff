package import ClinicalLanguage
import Deidentification
import SourceText

extension GuardrailEngine {
  /// Builds the word lists that every note is read and judged with, whatever the policies say: the first
  /// note would wait for them, while another thread has nothing to do as long as policies are read.
  package static func prepare(_ lexicon: Lexicon) {
    // reason: a text of one plain line is always one; without it the first note waits
    guard let text = try? SourceText(sample) else { return }
    let note = ClinicalDocument(reading: text, lexicon: lexicon)
    _ = (note.register, PassageReader.passages(in: note), note.quantities())
    _ = IdentifierReader.identifiers(in: note, isClinical: true)
  }

  /// Has a word of each kind that has a list: of age, sex, a denial, a drug with its dose, a measurement.
  private static let sample =
    "Plan: a 62-year-old woman denies pain; lisinopril 10 mg daily, BP 120/80, see Dr. Doe in 2 weeks."
}
