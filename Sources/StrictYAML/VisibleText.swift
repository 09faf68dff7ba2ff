extension String {
  /// The text with everything that could steer a terminal or reorder a line replaced by U+FFFD:
  /// control characters other than tab, and the bidirectional controls (UAX 9).
  package var visible: String {
    let isPlain = unicodeScalars.allSatisfy { !$0.isSteering }
    if isPlain { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars { shown.append(scalar.isSteering ? "\u{FFFD}" : scalar) }
    return String(shown)
  }

  /// The text as a message quotes it: in single quotes, visible, at most 60 scalars.
  package var quoted: String {
    let limit = 60
    guard unicodeScalars.count > limit else { return "'\(visible)'" }
    return "'\(String(String.UnicodeScalarView(unicodeScalars.prefix(limit))).visible)…'"
  }
}

extension Unicode.Scalar {
  fileprivate var isSteering: Bool {
    switch value {
    case 0x09: false
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
