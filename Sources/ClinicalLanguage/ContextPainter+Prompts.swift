import SourceText

/// Prompts of a printed form that nobody filled in: `Suicidal thoughts:` says nothing of the patient.
extension ContextPainter {
  /// A label has no more tokens than this.
  private static let longestLabel = 14
  /// With fewer prompts left blank a colon at the end of a line may be a heading.
  private static let leastBlank = 4

  private struct Line {
    var tokens: Range<Int>
    /// How far it is indented, in bytes.
    var indent: Int
    /// Whether a blank line, or the end of the note, follows.
    var endsBlock: Bool
    var hasLabel: Bool
    /// Whether nothing stands behind the label.
    var isBlank: Bool
  }

  /// The lines of a form that hold a label alone, one below the other.
  ///
  /// A heading is followed by what it heads; a blank prompt by the next prompt of its block, or by the
  /// block's end. Linear in the text.
  static func blankPrompts(of source: FactSource) -> [Range<Int>] {
    let lines = lines(of: source)
    var blank: [Range<Int>] = []
    var pairs = 0
    for (index, line) in lines.enumerated() where line.isBlank {
      let next = index + 1 < lines.count && !line.endsBlock ? lines[index + 1] : nil
      let previous = index > 0 && !lines[index - 1].endsBlock ? lines[index - 1] : nil
      if let next {
        guard next.hasLabel, next.indent == line.indent else { continue }
        if next.isBlank { pairs += 1 }
      } else {
        guard let previous, previous.indent == line.indent else { continue }
      }
      blank.append(line.tokens)
    }
    return blank.count >= leastBlank && pairs >= 2 ? blank : []
  }

  /// In tokens: `Mother, 33 y, G2 P1:`.
  private static let parityReach = 6

  /// `Mother, 33, G2P1: severe pre-eclampsia`: who is labelled by her pregnancies is the one who gives
  /// birth, and a patient of the note.
  func isParturient(_ place: Range<Int>, in sentence: Range<Int>) -> Bool {
    let reach = place.upperBound..<min(sentence.upperBound, place.upperBound + Self.parityReach)
    return reach.contains { index in
      let token = source.tokens[index]
      return token.kind == .word && (2...5).contains(token.span.count)
        && source.byte(index) == UInt8(ascii: "G")
        && source.text.bytes[Int(token.start) + 1].isASCIIDigit
    }
  }

  private static func lines(of source: FactSource) -> [Line] {
    let tokens = source.tokens
    let bytes = source.text.bytes
    var lines: [Line] = []
    var start = 0
    while start < tokens.count {
      var end = start + 1
      while end < tokens.count, !tokens[end].beginsLine { end += 1 }
      var indent = 0
      var byte = Int(tokens[start].start) - 1
      while byte >= 0, bytes[byte] != 0x0A {
        indent += 1
        byte -= 1
      }
      let gap =
        Int(tokens[end - 1].end)..<(end < tokens.count ? Int(tokens[end].start) : bytes.count)
      let label = (start..<min(end, start + longestLabel)).first { source.isMark($0, ":") }
      lines.append(
        Line(
          tokens: start..<end, indent: indent,
          endsBlock: end == tokens.count || bytes[gap].count { $0 == 0x0A } > 1,
          hasLabel: label != nil, isBlank: label == end - 1 && end - start >= 2))
      start = end
    }
    return lines
  }
}
