import ClinicalLanguage
import SourceText

/// What the note tells of parts of the body, passage by passage.
///
/// A class, since the stems are looked through when a rule first asks for them, once for all of the note:
/// where a whole word tells of a part, which is most often, they are not needed.
final class ToldParts {
  /// What some words tell.
  private struct Told {
    var ofPassage: [BodyParts.Parts]
    var ofNote = BodyParts.Parts()

    func holds(_ part: BodyParts.Part, in passage: Int) -> Bool {
      ofPassage[passage].contains(part)
    }
  }

  private let note: ClinicalDocument
  private let words: [MeaningWord]
  private let passages: NotePassages
  private let byWords: Told
  private lazy var byStems = Self.told(words, passages) { [note] word in
    let span = TextSpan(
      start: note.tokens[Int(word.firstToken)].start, end: note.tokens[Int(word.endToken) - 1].end)
    return BodyParts.embedded.parts(toldByStemsOf: span.range, of: note.text.bytes)
  }

  init(_ note: ClinicalDocument, _ words: [MeaningWord], _ passages: NotePassages) {
    self.note = note
    self.words = words
    self.passages = passages
    byWords = Self.told(words, passages) { BodyParts.embedded.parts(toldBy: $0.fine) }
  }

  private static func told(
    _ words: [MeaningWord], _ passages: NotePassages,
    by parts: (MeaningWord) -> BodyParts.Parts?
  ) -> Told {
    var told = Told(ofPassage: Array(repeating: BodyParts.Parts(), count: passages.count))
    for (index, word) in words.enumerated() {
      guard let parts = parts(word) else { continue }
      told.ofPassage[Int(passages.ofWord[index])].formUnion(parts)
      told.ofNote.formUnion(parts)
    }
    return told
  }

  /// Whether the note tells of the part.
  func holds(_ part: BodyParts.Part) -> Bool {
    byWords.ofNote.contains(part) || byStems.ofNote.contains(part)
  }

  /// Whether one passage of it does.
  func holds(_ part: BodyParts.Part, in passage: Int) -> Bool {
    byWords.holds(part, in: passage) || byStems.holds(part, in: passage)
  }
}
