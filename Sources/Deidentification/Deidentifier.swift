package import ClinicalLanguage
import SourceText

/// A text whose identifiers were replaced, and what it takes to put them back.
package struct Deidentified: Sendable, Hashable {
  /// One identifier and what stands in its place.
  package struct Replacement: Sendable, Hashable {
    /// Its span is one into the text that came in.
    package var identifier: Identifier
    package var surrogate: [UInt8]
  }

  package var bytes: [UInt8]
  /// In order.
  package var replacements: [Replacement]
  package var map: SurrogateMap
}

/// Replaces identifiers by surrogates.
package enum Deidentifier {
  /// Replaces the identifiers, which are in order and apart, in the text of a document.
  ///
  /// Within the text the same original always has the same surrogate, a name's parts too; dates move
  /// by the same number of days; no surrogate is an original. Same seed, same text: same result.
  package static func deidentify(
    _ document: ClinicalDocument, identifiers: [Identifier], seed: SurrogateSeed
  ) -> Deidentified {
    let text = document.text
    let originals = identifiers.map { (type: $0.type, bytes: Array(text[$0.span])) }
    var words: Set<UInt32> = []
    if !identifiers.isEmpty {
      for token in document.tokens where token.kind == .word { words.insert(token.foldedHash) }
    }
    var writer = SurrogateWriter(
      seed, wordsOfText: words, originals: originals.map { ($0.type, $0.bytes) })
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 16)
    var replacements: [Deidentified.Replacement] = []
    var entries: [SurrogateMap.Entry] = []
    var position = 0
    for (identifier, original) in zip(identifiers, originals) {
      bytes += text.bytes[position..<Int(identifier.span.start)]
      let surrogate = writer.surrogate(for: original.bytes, original.type)
      let start = bytes.count
      bytes += surrogate
      entries.append(
        SurrogateMap.Entry(
          place: TextSpan(start, bytes.count), surrogate: surrogate, original: original.bytes))
      replacements.append(
        Deidentified.Replacement(identifier: identifier, surrogate: surrogate))
      position = Int(identifier.span.end)
    }
    bytes += text.bytes[position...]
    return Deidentified(
      bytes: bytes, replacements: replacements, map: SurrogateMap(entries: entries))
  }
}
