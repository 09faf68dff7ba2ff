import ClinicalLanguage
import SourceText

/// Sentences in which the note says of its own record that it disagrees or is wrong: `K values
/// disagree`, `the title was typed as right, not corrected`.
struct RecordContradictions {
  let source: ContradictionSource

  private struct Word: OptionSet, Sendable {
    let rawValue: UInt64

    /// What is written down.
    static let record = Word(rawValue: 1)
    /// Two of them do not agree, whatever they are.
    static let disagreement = Word(rawValue: 1 << 1)
    /// How something got into the record.
    static let writing = Word(rawValue: 1 << 2)
    /// That it is wrong there.
    static let mistake = Word(rawValue: 1 << 3)
    /// Set phrases about the making of notes, and what may be or was feared.
    static let excuse = Word(rawValue: 1 << 4)

    static let words = WordClasses<Word>([
      (
        .record,
        """
        value values record records chart charts list lists label labels letter report reports
        documentation title entry entries result results form forms
        """
      ),
      (
        .disagreement,
        "disagree disagrees discrepancy discrepancies discrepant contradictory contradict conflicting"
      ),
      (.writing, "typed entered mistyped recorded labelled labeled written mislabelled mislabeled"),
      (.mistake, "corrected correct wrong wrongly incorrectly incorrect erroneously mistakenly"),
      (
        .excuse,
        """
        may might could if please voice recognition software speech dictated transcription
        typographical grammatical errors proofread leg length
        """
      ),
    ])
  }

  func contradictions() -> [Contradiction] {
    let words = Word.words
    return source.note.sentences.compactMap { sentence in
      let tokens = source.note.tokens
      var first: [UInt64: Int] = [:]
      var all: Word = []
      for index in sentence.tokens {
        let word = words[tokens[index]]
        guard !word.isEmpty else { continue }
        all.formUnion(word)
        for kind in [Word.record, .disagreement, .writing, .mistake] where word.contains(kind) {
          if first[kind.rawValue] == nil { first[kind.rawValue] = index }
        }
      }
      guard all.isDisjoint(with: .excuse) else { return nil }
      func pair(_ one: Word, _ other: Word) -> Contradiction? {
        guard let left = first[one.rawValue], let right = first[other.rawValue], left != right
        else { return nil }
        return Contradiction(.recorded, tokens[left].span, tokens[right].span)
      }
      if let found = pair(.record, .disagreement) { return found }
      if all.contains(.record), let found = pair(.writing, .mistake) { return found }
      return all.contains(.writing) ? typedSide(sentence) : nil
    }
  }

  /// `typed as right`
  private func typedSide(_ sentence: Sentence) -> Contradiction? {
    let tokens = source.note.tokens
    return sentence.tokens.dropLast(2).lazy.compactMap { index -> Contradiction? in
      guard Word.words[tokens[index]].contains(.writing),
        source.note.text[tokens[index + 1].span].elementsEqual("as".utf8),
        !StoryWord.words[tokens[index + 2]].isDisjoint(with: [.left, .right])
      else { return nil }
      return Contradiction(.recorded, tokens[index].span, tokens[index + 2].span)
    }.first
  }
}
