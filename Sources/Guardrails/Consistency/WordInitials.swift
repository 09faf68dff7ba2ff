import ClinicalLanguage
import SourceText

/// The words of a note by their first letter, whatever its case: a word that is written otherwise is
/// looked for among those that begin alike.
struct WordInitials {
  /// Indices of words; those of one initial beside each other, in the order of the text.
  private let words: [Int32]
  /// For each initial where its words begin; one more at the end.
  private let starts: [Int32]

  init(_ meanings: DocumentMeanings, of note: ClinicalDocument) {
    let bytes = note.text.bytes
    let tokens = note.tokens
    let initials = meanings.words.map { word in
      Int(Self.folded(bytes[Int(tokens[Int(word.firstToken)].start)]))
    }
    var starts = [Int32](repeating: 0, count: 257)
    for initial in initials { starts[initial + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var words = [Int32](repeating: 0, count: initials.count)
    var next = starts
    for (index, initial) in initials.enumerated() {
      words[Int(next[initial])] = Int32(truncatingIfNeeded: index)
      next[initial] += 1
    }
    self.starts = starts
    self.words = words
  }

  /// The words that begin with the byte or with what folds to the same.
  subscript(initial: UInt8) -> ArraySlice<Int32> {
    let initial = Int(Self.folded(initial))
    return words[Int(starts[initial])..<Int(starts[initial + 1])]
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte | 0x20 }
}
