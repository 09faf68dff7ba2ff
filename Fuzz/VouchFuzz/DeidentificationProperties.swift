import ClinicalLanguage
import Deidentification
import SourceText

/// What must hold for the identifiers of any text.
enum DeidentificationProperties {
  static func check(_ input: [UInt8]) {
    guard let text = try? SourceText(validating: input) else { return }  // reason: refused input
    let document = ClinicalDocument(reading: text, lexicon: FuzzTarget.lexicon)
    let isClinical = input.count % 2 == 0
    let identifiers = IdentifierReader.identifiers(in: document, isClinical: isClinical)
    var end: Int32 = 0
    for identifier in identifiers {
      precondition(identifier.span.start >= end && !identifier.span.isEmpty, "in order and apart")
      precondition(isBoundary(identifier.span.start, text) && isBoundary(identifier.span.end, text))
      end = identifier.span.end
    }
    precondition(Int(end) <= text.count)
    let seed = SurrogateSeed(high: UInt64(input.count), low: UInt64(input.first ?? 0))
    let result = Deidentifier.deidentify(document, identifiers: identifiers, seed: seed)
    guard let output = try? SourceText(validating: result.bytes) else {
      preconditionFailure("surrogates are text")
    }
    precondition(result.map.reidentify(output).bytes == text.bytes, "what was taken out comes back")
    precondition(SurrogateMap(decoding: result.map.encoded) == result.map)
    // Any bytes may be given for a map, and any text with any map.
    if let foreign = SurrogateMap(decoding: input) { _ = foreign.reidentify(text) }
    _ = result.map.reidentify(text)
  }

  private static func isBoundary(_ offset: Int32, _ text: SourceText) -> Bool {
    Int(offset) == text.count || text.bytes[Int(offset)] & 0xC0 != 0x80
  }
}
