package import SourceText

/// Divides the body of each section into sentences and list items.
///
/// A sentence ends at a full stop, question or exclamation mark that is no part of an abbreviation,
/// at a blank line, at a list item, and at a line break that is not the wrapping of a paragraph.
package enum SentenceReader {
  /// The longest sentence in bytes; what is longer is cut at a clause or between words.
  static let maximumByteCount = 2000

  /// The sentences in order; each lies in the body of one section.
  package static func sentences(
    of text: SourceText, tokens: [Token], sections: [Section]
  ) -> [Sentence] {
    var sentences: [Sentence] = []
    sentences.reserveCapacity(tokens.count / 8 + 4)
    let documentLines = LineLengths(of: tokens[...])
    var next = 0
    for (index, section) in sections.enumerated() {
      while next < tokens.count, tokens[next].start < section.body.start { next += 1 }
      let first = next
      while next < tokens.count, tokens[next].end <= section.body.end { next += 1 }
      // A text whose lines all stay within a width was wrapped there; one with longer lines may
      // still hold a wrapped part.
      let lines =
        documentLines.longest <= LineLengths.widestWrap
        ? documentLines : LineLengths(of: tokens[first..<next])
      let reader = SectionSentences(
        text: text, tokens: tokens, range: first..<next, section: index,
        wrapWidth: lines.wrapWidth)
      reader.read(into: &sentences)
    }
    return sentences
  }
}

/// How long the lines of a text are, in bytes without their indentation.
struct LineLengths {
  /// Editors, mail and dictation systems wrap between these widths.
  static let narrowestWrap = 55
  static let widestWrap = 120
  /// Up to this width one long line is enough to believe in a wrap; beyond it more are wanted.
  private static let commonWrap = 85
  private(set) var longest = 0
  private let tokens: ArraySlice<Token>

  init(of tokens: ArraySlice<Token>) {
    self.tokens = tokens
    longest = tokens.lineLengths { longest, length in longest = max(longest, length) }
  }

  /// The width at which the lines were wrapped, or nil where they were not.
  var wrapWidth: Int? {
    guard (Self.narrowestWrap...Self.widestWrap).contains(longest) else { return nil }
    if longest <= Self.commonWrap { return longest }
    let limit = longest - 15
    let long = tokens.lineLengths { count, length in count += length >= limit ? 1 : 0 }
    return long >= 3 ? longest : nil
  }
}

extension ArraySlice<Token> {
  /// Gathers over the lengths of the lines.
  fileprivate func lineLengths(_ take: (inout Int, Int) -> Void) -> Int {
    guard var start = first?.start else { return 0 }
    var result = 0
    var end = start
    for token in self {
      if token.beginsLine {
        take(&result, Int(end - start))
        start = token.start
      }
      end = token.end
    }
    take(&result, Int(end - start))
    return result
  }
}

/// The sentences of one section's body.
private struct SectionSentences {
  let text: SourceText
  let tokens: [Token]
  let range: Range<Int>
  let section: Int
  private let boundary: SentenceBoundary

  init(text: SourceText, tokens: [Token], range: Range<Int>, section: Int, wrapWidth: Int?) {
    self.text = text
    self.tokens = tokens
    self.range = range
    self.section = section
    boundary = SentenceBoundary(
      text: text, tokens: tokens, end: range.upperBound, wrapWidth: wrapWidth)
  }

  func read(into sentences: inout [Sentence]) {
    var start = range.lowerBound
    var index = range.lowerBound
    var lineStart = range.lowerBound
    while index < range.upperBound {
      if index > start, tokens[index].beginsLine,
        boundary.isLineEnd(before: index, lineStart: lineStart)
      {
        close(start..<index, into: &sentences)
        start = index
      }
      if tokens[index].beginsLine { lineStart = index }
      if let end = boundary.sentenceEnd(at: index, sentenceStart: start) {
        close(start..<end, into: &sentences)
        start = end
        index = end
        continue
      }
      if Int(tokens[index].end) - Int(tokens[start].start) > SentenceReader.maximumByteCount {
        let cut = clauseCut(start..<index)
        close(start..<cut, into: &sentences)
        start = cut
      }
      index += 1
    }
    close(start..<range.upperBound, into: &sentences)
  }

  /// Where an overlong run is cut: behind its last comma or semicolon, else between two words.
  private func clauseCut(_ run: Range<Int>) -> Int {
    for index in run.reversed().prefix(200) where tokens[index].kind == .punctuation {
      let byte = text.bytes[Int(tokens[index].start)]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";"), index > run.lowerBound {
        return index + 1
      }
    }
    return max(run.upperBound, run.lowerBound + 1)
  }

  /// Takes a bullet or an item number off the front and stray marks off the end.
  private func close(_ run: Range<Int>, into sentences: inout [Sentence]) {
    var first = run.lowerBound
    var isListItem = false
    while first < run.upperBound, let length = boundary.itemMark(at: first, end: run.upperBound) {
      if boundary.isListMark(first) { isListItem = true }
      first += length
    }
    guard first < run.upperBound else { return }
    let span = TextSpan(start: tokens[first].start, end: tokens[run.upperBound - 1].end)
    sentences.append(
      Sentence(
        span: span, tokens: first..<run.upperBound, section: section, isListItem: isListItem))
  }
}
