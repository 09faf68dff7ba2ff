import ClinicalLanguage
import SourceText

/// Whether a note is written as in Britain, where laboratories report in SI units: `Mg 0.80` there is
/// in mmol/L, and normal; in mg/dL it would be an emergency.
///
/// Words of prescribing and care that are not used in the United States (NHS Digital, "Dose syntax
/// implementation guidance"; British National Formulary, "Latin abbreviations").
enum BritishWriting {
  private struct Word: OptionSet, Sendable {
    let rawValue: UInt64

    static let british = Word(rawValue: 1)
    /// Also short for glycoprotein: `GP IIb/IIIa inhibitor`.
    static let practice = Word(rawValue: 1 << 1)
    static let glycoprotein = Word(rawValue: 1 << 2)

    static let words = WordClasses<Word>([
      (
        .british,
        """
        bd tds qds nocte mane paracetamol salbutamol haemoglobin anaemia oedema haematology
        paediatric paediatrics dietitian registrar theatre nhs
        """
      ),
      (.practice, "gp gps"),
      (.glycoprotein, "iib ib ibiiia iibiiia"),
    ])
  }

  static func shows(_ note: ClinicalDocument) -> Bool {
    note.tokens.indices.contains { index in
      let word = Word.words[note.tokens[index]]
      if word.contains(.british) { return true }
      return word.contains(.practice)
        && !(index + 1 < note.tokens.count
          && Word.words[note.tokens[index + 1]].contains(.glycoprotein))
    }
  }
}
