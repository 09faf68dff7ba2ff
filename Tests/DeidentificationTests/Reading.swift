import ClinicalLanguage
import Deidentification
import SourceText
import TestSupport

/// A text read once, with the identifiers in it.
struct Reading {
  static let lexicon = Lexicon.embedded()

  let document: ClinicalDocument
  let identifiers: [Identifier]

  init(_ text: String, isClinical: Bool = true) throws {
    document = ClinicalDocument(reading: try SourceText(text), lexicon: Self.lexicon)
    identifiers = IdentifierReader.identifiers(in: document, isClinical: isClinical)
  }

  /// Type and words of each identifier, as marks are written.
  var found: [String] {
    identifiers.map { "\($0.type.rawValue):\(document.text.string($0.span))" }
  }

  func deidentified(seed: UInt64 = 1) -> Deidentified {
    Deidentifier.deidentify(
      document, identifiers: identifiers, seed: SurrogateSeed(high: seed, low: ~seed))
  }
}

extension MarkedText {
  /// The marks as `Reading.found` writes identifiers.
  var expected: [String] { marks.map { "\($0.label):\($0.text)" } }
}
