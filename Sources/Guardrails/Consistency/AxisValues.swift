import ClinicalLanguage

/// The values of all axes in a text, by sentence.
struct AxisValues {
  let mentions: [ExclusiveAxes.Mention]
  /// The first value of each sentence, and one more.
  let firstOfSentence: [Int]

  init(
    in meanings: DocumentMeanings, sentenceCount: Int, axes: ExclusiveAxes = .embedded
  ) {
    let mentions = axes.mentions(in: meanings.words)
    self.mentions = mentions
    var first: [Int] = []
    first.reserveCapacity(sentenceCount + 1)
    var position = 0
    for sentence in 0...sentenceCount {
      while position < mentions.count,
        Int(meanings.sentences[Int(mentions[position].start)]) < sentence
      { position += 1 }
      first.append(position)
    }
    firstOfSentence = first
  }
}
