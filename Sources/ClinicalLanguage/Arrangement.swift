package import SourceText

/// What is agreed about the patient's care beyond the visit: code status, follow-up, when to return.
///
/// Read when asked for and kept apart from the facts: no claim is compared by it.
package struct Arrangement: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case codeStatus = "code_status"
    case followUp = "follow_up"
    case returnInstruction = "return_instruction"
  }

  package var kind: Kind
  /// From the words that tell to the end of their clause; for a code status the words alone.
  package var span: TextSpan
  /// The usual name: `full code`, `do not resuscitate`, `follow-up`.
  package var name: String
  /// When: `in two weeks`, `within 7 to 10 days`.
  package var time: TextSpan?
  package var context: MentionContext
  /// Index into `ClinicalDocument.sections`.
  package var section: Int
}

extension ClinicalDocument {
  /// In order of their spans; linear in the length of the note.
  package var arrangements: [Arrangement] { ArrangementReader(self).arrangements() }
}
