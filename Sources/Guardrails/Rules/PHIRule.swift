import ClinicalLanguage
import Deidentification
package import Policies
import SourceText
import Summaries

/// `phi`: identifiers of the patient that must not stand in a summary.
///
/// Parameters: `types` (which identifiers, by the names that `vouch deidentify` uses; without it all
/// that say who somebody is: ages, places and dates are left out, but a date of birth is not),
/// `operator` (what a `redact` of the rule leaves in their place: `redact` a mark, `mask` asterisks of
/// the same form, `surrogate` a stand-in of the same form), `clinicians` (whether the names of those
/// who treat count too).
package struct PHIRule: RuleKind {
  package static let kind = "phi"

  private enum Operator: String, CaseIterable { case redact, mask, surrogate }

  /// What is said of a patient for the sake of care: when, where and how old.
  private static let narrative: Set<IdentifierType> = [.date, .age, .location]

  private let types: Set<IdentifierType>
  private let takesBirthDates: Bool
  private let takesClinicians: Bool
  private let operation: Operator

  package init?(reading parameters: inout ParameterReader) {
    let named = parameters.choices("types", of: IdentifierType.self)
    types = named.map(Set.init) ?? Set(IdentifierType.allCases).subtracting(Self.narrative)
    takesBirthDates = named == nil
    operation = parameters.choice("operator", of: Operator.self, default: .redact)
    takesClinicians = parameters.flag("clinicians", default: false)
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let document = context.draft.document
    // A summary of a note is clinical text, however short it is.
    let identifiers = IdentifierReader.identifiers(in: document, isClinical: true)
      .filter(counts)
    guard !identifiers.isEmpty else { return .nothing }
    let replacements = replacements(for: identifiers, in: document)
    var judgement = Judgement.nothing
    for (place, identifier) in identifiers.enumerated() {
      judgement.observations.append(
        Observation(
          message: Message.identifiers[identifier.type] ?? .identifier,
          summarySpan: identifier.span, replacement: replacements?[place]))
    }
    return judgement
  }

  private func counts(_ identifier: Identifier) -> Bool {
    if identifier.role == .clinician { return takesClinicians && types.contains(identifier.type) }
    if identifier.role == .birth, takesBirthDates { return true }
    return types.contains(identifier.type)
  }

  /// What stands in the place of each; nil where the mark of a redaction does.
  private func replacements(
    for identifiers: [Identifier], in document: ClinicalDocument
  ) -> [String]? {
    switch operation {
    case .redact: return nil
    case .mask: return identifiers.map { masked(document.text[$0.span]) }
    case .surrogate:
      // These stand-ins hide, they are no way back: the same summary always gets the same ones.
      var seed = SurrogateSeed(high: 0, low: 0)
      for byte in document.text.bytes { seed.low = (seed.low ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return Deidentifier.deidentify(document, identifiers: identifiers, seed: seed)
        .replacements.map { String(decoding: $0.surrogate, as: UTF8.self) }
    }
  }

  /// An asterisk for each letter and digit.
  private func masked(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      decoding: bytes.compactMap { byte -> UInt8? in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0xFF: UInt8(ascii: "*")
        case 0x80...0xBF: nil
        default: byte
        }
      }, as: UTF8.self)
  }
}

extension Message {
  fileprivate static let identifier = Message("the summary holds an identifier")
  fileprivate static let identifiers: [IdentifierType: Message] = [
    .name: Message("the summary names a person"),
    .date: Message("the summary holds an identifying date"),
    .age: Message("the summary gives an age over 89"),
    .phone: Message("the summary holds a telephone number"),
    .fax: Message("the summary holds a fax number"),
    .email: Message("the summary holds an e-mail address"),
    .address: Message("the summary holds a postal address"),
    .location: Message("the summary names a place"),
    .zip: Message("the summary holds a postal code"),
    .socialSecurity: Message("the summary holds a social security number"),
    .medicalRecord: Message("the summary holds a record number"),
    .healthPlan: Message("the summary holds a health plan number"),
    .account: Message("the summary holds an account number"),
    .license: Message("the summary holds a licence number"),
    .vehicle: Message("the summary holds a vehicle number"),
    .device: Message("the summary holds the serial number of a device"),
    .url: Message("the summary holds a web address"),
    .ip: Message("the summary holds a network address"),
    .biometric: Message("the summary holds a biometric reference"),
    .creditCard: Message("the summary holds a card number"),
    .bank: Message("the summary holds a bank account"),
  ]
}
