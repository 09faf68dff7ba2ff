/// A phrase of a `TermTrie`.
struct StoredTerm: BitwiseCopyable {
  /// Where the phrase stands in the arena: its tokens, a space between each two.
  var start: Int32
  var end: Int32
  var payload: Int32
  /// The phrase before this one at the same node, as an index into `terms`; -1 for none.
  var previous: Int32
  /// 1 for a phrase that is matched as written; four bytes, so that a term has no padding.
  private var caseSensitivity: UInt32

  var isCaseSensitive: Bool { caseSensitivity == 1 }

  init(place: Range<Int>, payload: Int32, previous: Int32, isCaseSensitive: Bool) {
    start = Int32(place.lowerBound)
    end = Int32(place.upperBound)
    self.payload = payload
    self.previous = previous
    caseSensitivity = isCaseSensitive ? 1 : 0
  }
}
