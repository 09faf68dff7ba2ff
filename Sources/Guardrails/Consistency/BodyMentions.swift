import ClinicalLanguage
import SourceText

/// The parts of the body that a text names.
///
/// They are kept as the values of an axis: what hurts on the left hurts not on the right, and what hurts in
/// the knee hurts not in the elbow.
enum BodyMentions {
  /// No axis of the lists has this number.
  static let axis: Int16 = -1

  static func part(of value: ExclusiveAxes.Mention) -> BodyParts.Part {
    BodyParts.Part(index: value.value)
  }

  static func named(in words: [MeaningWord], of document: ClinicalDocument) -> [ExclusiveAxes
    .Mention]
  {
    let parts = BodyParts.embedded
    var found: [ExclusiveAxes.Mention] = []
    for (index, word) in words.enumerated() {
      guard let part = parts.part(named: word.fine), !isVerb(word, in: document) else { continue }
      found.append(
        ExclusiveAxes.Mention(
          start: Int32(index), end: Int32(index + 1), axis: axis, value: part.index))
    }
    return found
  }

  /// `headed for`, `facing`, and the `handed` of `right-handed`, which have the roots of parts.
  private static func isVerb(_ word: MeaningWord, in document: ClinicalDocument) -> Bool {
    let bytes = document.text[document.tokens[Int(word.endToken) - 1].span]
    return endings.contains { ending in
      bytes.count > ending.count
        && zip(bytes.suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  private static let endings = ["ed", "ing"].map { Array($0.utf8) }
}

/// What the note tells of parts of the body, passage by passage.
struct ToldParts {
  private let note: ClinicalDocument
  private let words: [MeaningWord]
  private let passages: NotePassages
  private var ofPassage: [BodyParts.Parts]
  private var ofNote = BodyParts.Parts()

  init(_ note: ClinicalDocument, _ words: [MeaningWord], _ passages: NotePassages) {
    self.note = note
    self.words = words
    self.passages = passages
    let parts = BodyParts.embedded
    ofPassage = Array(repeating: BodyParts.Parts(), count: passages.count)
    for (index, word) in words.enumerated() {
      guard let told = parts.parts(toldBy: word.fine) else { continue }
      ofPassage[Int(passages.ofWord[index])].formUnion(told)
      ofNote.formUnion(told)
    }
  }

  /// Whether the note tells of the part.
  func holds(_ part: BodyParts.Part) -> Bool {
    ofNote.contains(part) || hasStem(of: part, in: words.indices)
  }

  /// Whether one passage of it does.
  func holds(_ part: BodyParts.Part, in passage: Int) -> Bool {
    ofPassage[passage].contains(part) || hasStem(of: part, in: passages.words(of: passage))
  }

  /// Stems are looked for only where no whole word was found, which is seldom.
  private func hasStem(of part: BodyParts.Part, in range: Range<Int>) -> Bool {
    let bytes = note.text.bytes
    return range.contains { index in
      let word = words[index]
      let span = TextSpan(
        start: note.tokens[Int(word.firstToken)].start,
        end: note.tokens[Int(word.endToken) - 1].end)
      return BodyParts.embedded.isTold(part, by: span.range, of: bytes)
    }
  }
}
