/// Which words a text has, to tell without a search that a phrase does not stand in it.
///
/// One of sixteen words or so that it lacks is taken for present; none that it has is taken for missing.
package struct PresentWords: Sendable {
  private let hashes: HashFilter

  /// - Parameter tokens: the tokens of the text, as `Tokenizer` makes them.
  package init(_ tokens: [Token]) {
    var hashes = HashFilter(expecting: tokens.count)
    for token in tokens { hashes.insert(token.foldedHash) }
    self.hashes = hashes
  }

  /// False where a word of a part of a phrase is missing from the text.
  ///
  /// Only words are asked for that are of ASCII letters between blanks or the ends of the part: they are
  /// tokens of their own in the phrase and in every text that has it.
  ///
  /// - Parameters:
  ///   - isWholeBefore: Whether the part begins where a word may; else its first one may be the rest of one.
  ///   - isWholeAfter: The same of its end.
  package func mayHold(
    _ part: Range<Int>, of phrase: Span<UInt8>, isWholeBefore: Bool, isWholeAfter: Bool
  ) -> Bool {
    var hash = Token.FoldedHash.offsetBasis
    var length = 0
    var isWord = isWholeBefore
    for index in part {
      let byte = phrase[index]
      if byte == UInt8(ascii: " ") {
        if isWord, length > 0, !hashes.mayHold(hash) { return false }
        (hash, length, isWord) = (Token.FoldedHash.offsetBasis, 0, true)
      } else if isWord {
        isWord = byte.isASCIILetter
        hash = Token.FoldedHash.adding(byte.foldedASCII, to: hash)
        length += 1
      }
    }
    return !isWord || !isWholeAfter || length == 0 || hashes.mayHold(hash)
  }
}
