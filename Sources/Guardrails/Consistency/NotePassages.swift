import ClinicalLanguage

/// The note cut at every mark stronger than a comma: within such a passage words speak of one thing more
/// often than not, which is not so of a sentence that lists an examination.
struct NotePassages {
  /// The passage of each word.
  let ofWord: [Int32]
  /// The first word of each passage, and one more.
  private let first: [Int32]

  init(_ words: [MeaningWord]) {
    var ofWord: [Int32] = []
    ofWord.reserveCapacity(words.count)
    var first: [Int32] = []
    for (index, word) in words.enumerated() {
      if word.gap >= .clause || index == 0 { first.append(Int32(index)) }
      ofWord.append(Int32(first.count - 1))
    }
    first.append(Int32(words.count))
    self.ofWord = ofWord
    self.first = first
  }

  var count: Int { first.count - 1 }

  func words(of passage: Int) -> Range<Int> {
    Int(first[passage])..<Int(first[passage + 1])
  }
}

/// The values of all axes in a note, parts of the body among them, by passage.
struct PassageValues {
  /// By start.
  let mentions: [ExclusiveAxes.Mention]
  /// Those of which the note has a value.
  let axes: Set<Int16>
  /// The first of each passage, and one more.
  private let first: [Int]

  init(
    _ values: [ExclusiveAxes.Mention], _ parts: [ExclusiveAxes.Mention], _ passages: NotePassages
  ) {
    let mentions = Self.merged(values, parts)
    var first: [Int] = []
    first.reserveCapacity(passages.count + 1)
    var position = 0
    for passage in 0...passages.count {
      while position < mentions.count,
        Int(passages.ofWord[Int(mentions[position].start)]) < passage
      { position += 1 }
      first.append(position)
    }
    self.mentions = mentions
    axes = Set(mentions.map(\.axis))
    self.first = first
  }

  subscript(passage: Int) -> ArraySlice<ExclusiveAxes.Mention> {
    mentions[first[passage]..<first[passage + 1]]
  }

  /// Two lists by start as one.
  static func merged(
    _ left: [ExclusiveAxes.Mention], _ right: [ExclusiveAxes.Mention]
  ) -> [ExclusiveAxes.Mention] {
    var merged: [ExclusiveAxes.Mention] = []
    merged.reserveCapacity(left.count + right.count)
    var next = 0
    for mention in left {
      while next < right.count, right[next].start < mention.start {
        merged.append(right[next])
        next += 1
      }
      merged.append(mention)
    }
    return merged + right[next...]
  }
}
