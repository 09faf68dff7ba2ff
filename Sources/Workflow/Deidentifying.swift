package import ClinicalLanguage
import Cryptography
package import Deidentification
package import SourceText

/// The use case of taking identifiers out of notes, and of putting them back.
package struct Deidentifying: Sendable {
  private let lexicon: Lexicon
  private let key: DeidentificationKey
  /// Nil where no map is kept and there is no way back.
  private let randomBytes: (@Sendable (Int) -> [UInt8]?)?

  /// - Parameter randomBytes: for the maps, nil where there are none; without it no map is made.
  package init(
    lexicon: Lexicon, key: DeidentificationKey,
    randomBytes: (@Sendable (Int) -> [UInt8]?)?
  ) {
    self.lexicon = lexicon
    self.key = key
    self.randomBytes = randomBytes
  }

  /// Replaces the identifiers of a note. Same note, same key: same text.
  package func deidentify(_ note: SourceText) throws(WorkflowError) -> DeidentifiedNote {
    guard !note.isBlank else { throw .emptyNote }
    let document = ClinicalDocument(reading: note, lexicon: lexicon)
    let identifiers = IdentifierReader.identifiers(
      in: document, isClinical: document.register.isClinical)
    let result = Deidentifier.deidentify(
      document, identifiers: identifiers, seed: key.seed(for: note))
    guard result.bytes.count <= SourceText.maximumByteCount else {
      throw .unreadableNote(
        .tooLarge(bytes: result.bytes.count, limit: SourceText.maximumByteCount))
    }
    var map: SealedMap?
    if let randomBytes {
      guard let random = randomBytes(SealedMap.randomByteCount) else {
        throw .cryptography(.noRandomness)
      }
      do throws(CryptographyError) {
        map = try SealedMap(result.map, key: key, random: random)
      } catch {
        throw .cryptography(error)
      }
    }
    return DeidentifiedNote(original: note, result: result, map: map)
  }

  /// Puts the identifiers of a map back into a text.
  package static func reidentify(
    _ text: SourceText, with map: SealedMap, key: DeidentificationKey
  ) throws(WorkflowError) -> Reidentified {
    do throws(CryptographyError) {
      return try map.open(with: key).reidentify(text)
    } catch {
      throw .cryptography(error)
    }
  }
}

/// What came of one note.
package struct DeidentifiedNote: Sendable {
  package let original: SourceText
  package let result: Deidentified
  package let map: SealedMap?
}
