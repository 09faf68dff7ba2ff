/// Breaks text into lines and pads it, counting columns by Unicode scalars without colour codes.
enum TextLayout {
  /// The lines of a text, none wider than `width` columns unless a single word is.
  ///
  /// Runs of spaces are kept as one; a line break in the text stays one.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var filled = 0
      for word in paragraph.split(separator: " ") {
        let length = columns(word)
        if filled > 0, filled + 1 + length > width {
          lines.append(line)
          line = ""
          filled = 0
        }
        if filled > 0 {
          line += " "
          filled += 1
        }
        line += word
        filled += length
      }
      lines.append(line)
    }
    return lines
  }

  /// The text wrapped, its first line after `lead` and the others indented as far.
  static func hanging(_ lead: String, _ text: String, width: Int) -> String {
    let indent = columns(lead)
    let lines = wrap(text, width: max(20, width - indent))
    return lead + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  static func rightAligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(text))) + text
  }

  /// How many columns a text takes; colour codes, which only `Style` writes, take none.
  static func columns(_ text: some StringProtocol) -> Int {
    var count = 0
    var isInCode = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" {
        isInCode = true
      } else if isInCode {
        isInCode = scalar != "m"
      } else {
        count += 1
      }
    }
    return count
  }
}
