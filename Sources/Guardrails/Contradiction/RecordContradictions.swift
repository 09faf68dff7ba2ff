import ClinicalLanguage
import SourceText

/// Sentences in which the note says of its own record that it disagrees or is wrong: `K values
/// disagree`, `the title was typed as right, not corrected`, `charted in the wrong row`, `the paragraph
/// has come from another letter`, `the first conclusion is withdrawn`, `the chart still reads NKDA`.
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
    /// A part of the record that others go by until somebody changes it.
    static let chart = Word(rawValue: 1 << 5)
    /// What was concluded, which its writer may take back; findings are revised all the time.
    static let conclusion = Word(rawValue: 1 << 6)
    static let withdrawal = Word(rawValue: 1 << 7)
    static let still = Word(rawValue: 1 << 8)
    static let shows = Word(rawValue: 1 << 9)
    static let from = Word(rawValue: 1 << 10)
    static let another = Word(rawValue: 1 << 11)
    static let patient = Word(rawValue: 1 << 12)
    /// `Correct patient` is what a time-out before an operation finds.
    static let wrong = Word(rawValue: 1 << 13)

    /// The kinds of which a sentence is wrong where it has two.
    static let paired: [Word] = [
      .record, .disagreement, .writing, .mistake, .conclusion, .withdrawal,
    ]

    static let words = WordClasses<Word>([
      (
        .record,
        """
        value values record records chart charts list lists label labels letter report reports
        documentation title entry entries result results form forms row paragraph page
        """
      ),
      (.chart, "chart charts list label banner box order orders system form entry"),
      (.conclusion, "conclusion statement sentence paragraph"),
      (.withdrawal, "withdrawn retracted"),
      (.still, "still"), (.shows, "shows reads lists"),
      (.from, "from"), (.another, "another"), (.wrong, "wrong"), (.patient, "patient patients"),
      (
        .disagreement,
        "disagree disagrees discrepancy discrepancies discrepant contradictory contradict conflicting"
      ),
      (
        .writing,
        "typed entered charted mistyped recorded labelled labeled written mislabelled mislabeled"
      ),
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
    source.note.sentences.compactMap { sentence in
      let tokens = source.note.tokens
      var first: [UInt64: Int] = [:]
      var all: Word = []
      for index in sentence.tokens {
        let word = Word.words[tokens[index]]
        guard !word.isEmpty else { continue }
        all.formUnion(word)
        for kind in Word.paired where word.contains(kind) {
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
      if let found = pair(.conclusion, .withdrawal) { return found }
      return typedSide(sentence) ?? neighbours(in: sentence)
    }
  }

  /// `wrong row`, `still reads` of a chart, `from another letter` of a paragraph: words side by side.
  private func neighbours(in sentence: Sentence) -> Contradiction? {
    let tokens = source.note.tokens
    var chart: Int?
    var record: Int?
    for index in sentence.tokens.dropLast() {
      let word = Word.words[tokens[index]]
      guard !word.isEmpty else { continue }
      let next = Word.words[tokens[index + 1]]
      if word.contains(.wrong), !next.isDisjoint(with: [.record, .patient]) {
        return Contradiction(.recorded, tokens[index].span, tokens[index + 1].span)
      }
      if let chart, index - chart <= Self.reach, word.contains(.still), next.contains(.shows) {
        return Contradiction(.recorded, tokens[chart].span, tokens[index + 1].span)
      }
      if let record, word.contains(.from), next.contains(.another),
        index + 2 < sentence.tokens.upperBound,
        !Word.words[tokens[index + 2]].isDisjoint(with: [.record, .patient])
      {
        return Contradiction(.recorded, tokens[record].span, tokens[index + 2].span)
      }
      if word.contains(.chart) { chart = index }
      if word.contains(.record) { record = index }
    }
    return nil
  }

  /// So many words may stand between a part of the record and what is said of it.
  private static let reach = 4

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
