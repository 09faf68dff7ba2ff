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

/// A bit for each axis that is asked for: every value of a note and a summary is held against it.
struct AxisFilter {
  private var bits: [UInt64]

  init(_ axes: Set<Int16>) {
    bits = Array(repeating: 0, count: Int(max(0, axes.max() ?? 0)) / 64 + 1)
    for axis in axes where axis >= 0 { bits[Int(axis) / 64] |= 1 << UInt64(axis & 63) }
  }

  @inline(__always)
  func holds(_ axis: Int16) -> Bool {
    let index = Int(axis) >> 6
    return bits.indices.contains(index) && bits[index] >> UInt64(axis & 63) & 1 == 1
  }
}
