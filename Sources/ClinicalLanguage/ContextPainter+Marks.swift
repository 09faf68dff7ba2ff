import SourceText

/// What the layout of a note says: a denial above a list, an answer beside a heading, ticks and
/// signs before findings.
extension ContextPainter {
  // MARK: - Lists under a cue

  /// Lets a cue that ended the line or heading before speak of a list item.
  mutating func carry(to sentence: Sentence, isFirst: Bool) {
    guard let match = carried else { return }
    guard sentence.isListItem || isFirst else {
      carried = nil
      return
    }
    let cue = cues[Int(matches[match].payload)]
    let start = sentence.tokens.lowerBound
    guard scopes.cueMeanings[start] != .affirmed else { return }
    let scope = scopes.forward(of: cue, from: start, to: sentence.tokens.upperBound)
    add(ContextFlags(cue.meaning), to: scope.range, by: match)
  }

  /// `Patient denies:`, `Negative for the following:` at the end of a line.
  mutating func startCarrying(from sentence: Sentence, matches places: Range<Int>) {
    guard let end = sentence.tokens.last, scopes.words[end].contains(.colon),
      let match = places.last(where: { cues[Int(matches[$0].payload)].meaning == .negation })
    else { return }
    if opensList(match, before: source.tokens[end].start) { carried = match }
  }

  /// Whether the cue negates what follows and nothing but `any of the following` comes after it.
  func opensList(_ match: Int, before end: Int32) -> Bool {
    let cue = cues[Int(matches[match].payload)]
    guard cue.meaning == .negation, cue.direction != .backward, cue.reach != .own,
      cue.reach != .word
    else { return false }
    var index = matches[match].tokens.upperBound
    let last = index + 4
    while index < min(last, source.tokens.count), source.tokens[index].end <= end { index += 1 }
    return index >= source.tokens.count || source.tokens[index].start >= end
  }

  // MARK: - Headings

  /// `COMPLICATIONS: None.` says that there were no complications.
  mutating func answerHeading(_ heading: Section, in sentence: Sentence, with match: Int) {
    guard let words = heading.heading else { return }
    let place = matches[match].tokens
    let cue = cues[Int(matches[match].payload)]
    guard cue.meaning == .negation, place.lowerBound == sentence.tokens.lowerBound,
      (place.upperBound..<sentence.tokens.upperBound).allSatisfy({
        source.tokens[$0].kind == .punctuation
      })
    else { return }
    var first = place.lowerBound
    while first > 0, source.tokens[first - 1].start >= words.start { first -= 1 }
    var end = first
    while end < place.lowerBound, source.tokens[end].end <= words.end { end += 1 }
    add(.absent, to: first..<end, by: match)
  }

  // MARK: - Ticks and signs

  /// `[ ] cough` is absent and `[x] cough` present; `-vomiting` is absent where `+nausea` stands
  /// beside it.
  mutating func paintMarks(of sentence: Range<Int>) {
    // At the front of a line the sign was taken for a bullet.
    var hasPlus = sentence.lowerBound > 0 && source.isMark(sentence.lowerBound - 1, "+")
    var hasBox = false
    for index in sentence {
      let word = scopes.words[index]
      guard !word.isDisjoint(with: [.plus, .bracket]) else { continue }
      if word.contains(.plus) { hasPlus = hasPlus || isSign(index, in: sentence) }
      hasBox = hasBox || isEmptyBox(index, in: sentence)
    }
    if hasBox { paintBoxes(of: sentence) }
    if hasPlus { paintMinuses(of: sentence) }
  }

  /// A sign with a word behind it, and nothing or a gap before it.
  private func isSign(_ index: Int, in sentence: Range<Int>) -> Bool {
    index + 1 < sentence.upperBound && source.tokens[index + 1].kind == .word
      && !(index > sentence.lowerBound && source.touchesPrevious(index)
        && source.tokens[index - 1].kind != .punctuation)
  }

  /// `PENICILLIN - hives`: between blanks, behind a word, a dash.
  private func isDash(_ index: Int, in sentence: Range<Int>) -> Bool {
    index > sentence.lowerBound && source.tokens[index - 1].kind == .word
      && !source.touchesPrevious(index) && !source.touchesPrevious(index + 1)
  }

  /// `[ ]` or `[]`.
  private func isEmptyBox(_ index: Int, in sentence: Range<Int>) -> Bool {
    index + 1 < sentence.upperBound && source.isMark(index, "[") && source.isMark(index + 1, "]")
  }

  private mutating func paintBoxes(of sentence: Range<Int>) {
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard isEmptyBox(index, in: sentence) else {
        index += 1
        continue
      }
      let start = index + 2
      index = start
      while index < sentence.upperBound, !source.isMark(index, "[") { index += 1 }
      add(.absent, to: start..<index)
    }
  }

  private mutating func paintMinuses(of sentence: Range<Int>) {
    for index in sentence
    where source.isMark(index, "-") && isSign(index, in: sentence) && !isDash(index, in: sentence) {
      var end = index + 1
      while end < sentence.upperBound,
        scopes.words[end].isDisjoint(with: [.separator, .semicolon, .plus, .or])
      {
        end += 1
      }
      add(.absent, to: index + 1..<end)
    }
  }
}
