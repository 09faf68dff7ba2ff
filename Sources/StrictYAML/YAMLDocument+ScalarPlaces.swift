package import SourceText

extension YAMLDocument {
  /// Where a part of a scalar's text stands in the file, for messages about an expression or a
  /// pattern inside it; offsets are bytes of the decoded text.
  ///
  /// Folding and block indentation change only white space and escapes are single units, so the
  /// n-th visible unit of the text is the n-th visible unit of the file: both are walked together.
  package func span(of part: Range<Int>, in scalar: YAMLScalar, at node: YAMLNode) -> TextSpan {
    if let file = joinedFile(at: Int(node.span.start)) {
      return file.document.span(of: part, in: scalar, at: node.shifted(by: -file.start))
        .shifted(by: file.start)
    }
    var walk = ScalarWalk(bytes: source.bytes, span: node.span, style: scalar.style)
    var start: Int?
    var end = Int(node.span.start)
    var decoded = 0
    for byte in scalar.text.utf8 {
      if decoded >= part.upperBound, start != nil { break }
      if byte == 0x20 || byte == 0x0A || byte == 0x09 {
        if decoded >= part.lowerBound, start == nil { start = walk.position }
        decoded += 1
        if start != nil { end = max(end, walk.position) }
        continue
      }
      let unit = walk.unit(containing: decoded)
      if decoded >= part.lowerBound, start == nil { start = unit.lowerBound }
      if decoded < part.upperBound { end = max(end, unit.upperBound) }
      decoded += 1
    }
    let from = start ?? walk.position
    return TextSpan(from, max(from, min(max(end, from), Int(node.span.end))))
  }
}

/// Steps through the written form of a scalar by its visible units: bytes, or whole escapes.
private struct ScalarWalk {
  let bytes: [UInt8]
  let limit: Int
  let style: YAMLScalar.Style
  /// Where the next unit is looked for.
  private(set) var position: Int
  /// The unit that holds the decoded bytes up to `decodedEnd`.
  private var current = 0..<0
  private var decodedEnd = 0

  init(bytes: [UInt8], span: TextSpan, style: YAMLScalar.Style) {
    self.bytes = bytes
    self.style = style
    position = Int(span.start)
    switch style {
    case .plain: limit = Int(span.end)
    case .singleQuoted, .doubleQuoted:
      limit = Int(span.end) - 1
      position += 1
    case .literal, .folded:
      limit = Int(span.end)
      while position < limit, bytes[position] != 0x0A { position += 1 }
    }
  }

  /// The written unit of the decoded byte; must be asked in order, without white space.
  mutating func unit(containing decoded: Int) -> Range<Int> {
    if decoded < decodedEnd { return current }
    skipInvisible()
    let start = position
    let (written, decodedLength) = unitLength()
    position = min(limit, position + written)
    current = start..<max(start, position)
    decodedEnd = decoded + decodedLength
    return current
  }

  private mutating func skipInvisible() {
    while position < limit {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case 0x5C where style == .doubleQuoted && escapesWhiteSpace: position += 2
      default: return
      }
    }
  }

  private var escapesWhiteSpace: Bool {
    guard position + 1 < limit else { return false }
    return [0x20, 0x0A, 0x0D, 0x09, 0x6E, 0x74].contains(bytes[position + 1])
  }

  /// How many bytes the unit has in the file, and in the text (escapes for scalars beyond ASCII
  /// decode to several).
  private func unitLength() -> (written: Int, decoded: Int) {
    guard position < limit else { return (0, 1) }
    if style == .singleQuoted, bytes[position] == 0x27 { return (2, 1) }
    guard style == .doubleQuoted, bytes[position] == 0x5C, position + 1 < limit else {
      return (1, 1)
    }
    let digits: Int
    switch bytes[position + 1] {
    case 0x78: digits = 2
    case 0x75: digits = 4
    case 0x55: digits = 8
    // \N and \_ are U+0085 and U+00A0, \L and \P are U+2028 and U+2029.
    case 0x4E, 0x5F: return (2, 2)
    case 0x4C, 0x50: return (2, 3)
    default: return (2, 1)
    }
    let written = bytes[min(limit, position + 2)..<min(limit, position + 2 + digits)]
    let value = UInt32(String(decoding: written, as: UTF8.self), radix: 16) ?? 0
    let length = Unicode.Scalar(value).map { UTF8.width($0) } ?? 1
    return (2 + digits, length)
  }
}
