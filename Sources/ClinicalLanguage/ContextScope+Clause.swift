/// The clause in which a cue stands.
extension ContextScopes {
  /// The clause around a token: back to a clause's beginning and forward to its end.
  func clause(around cue: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    var start = cue.lowerBound
    let lowest = max(sentence.lowerBound, start - Self.longestReach)
    while start > lowest {
      let word = words[start - 1]
      if word.contains(.semicolon) || endsClause(start - 1) { break }
      if words[start - 1].contains(.separator),
        isSubject(at: start, limit: sentence.upperBound)
      {
        break
      }
      start -= 1
    }
    var end = cue.upperBound
    let isFronted = start >= cue.lowerBound - 3
    let highest = min(sentence.upperBound, end + Self.longestReach)
    if isFronted {
      if end < highest, words[end].contains(.separator) { end += 1 }
      while end < highest {
        let word = words[end]
        if word.contains(.semicolon) || endsClause(end) { break }
        if word.contains(.separator), isSubject(at: end + 1, limit: highest) { break }
        end += 1
      }
    }
    return start..<end
  }

  private func endsClause(_ position: Int) -> Bool {
    guard let meaning = cueMeanings[position] else { return false }
    return meaning == .terminator || meaning == .aside || meaning == .adverb
  }
}
