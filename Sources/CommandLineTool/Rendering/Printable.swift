/// Makes hostile text safe to show on a terminal.
///
/// A note may hold escape sequences that move the cursor or retitle the window, and directional
/// marks that make words read in another order (Boucher and Anderson, "Trojan Source", 2021);
/// those scalars are shown as U+FFFD.
enum Printable {
  /// The text with line breaks and tabs kept.
  static func text(_ text: String) -> String {
    filtered(text) { $0 == "\n" ? "\n" : $0 == "\t" ? " " : nil }
  }

  /// The text as one line: runs of white space become one space.
  static func line(_ text: String) -> String {
    var result = ""
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar == " " || (0x09...0x0D).contains(scalar.value) || scalar == "\u{2028}"
        || scalar == "\u{2029}"
      {
        pendingSpace = !result.isEmpty
        continue
      }
      if pendingSpace { result += " " }
      pendingSpace = false
      result.unicodeScalars.append(isSafe(scalar) ? scalar : "\u{FFFD}")
    }
    return result
  }

  /// One line, shortened in its middle to at most `limit` scalars.
  static func quoted(_ text: String, limit: Int) -> String {
    let scalars = Array(line(text).unicodeScalars)
    guard scalars.count > limit else { return "“\(string(scalars))”" }
    let head = limit * 2 / 3
    let tail = limit - head - 3
    return "“\(string(scalars.prefix(head))) … \(string(scalars.suffix(tail)))”"
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in scalars { result.unicodeScalars.append(scalar) }
    return result
  }

  private static func filtered(
    _ text: String, allowing allowed: (Unicode.Scalar) -> Unicode.Scalar?
  ) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(allowed(scalar) ?? (isSafe(scalar) ? scalar : "\u{FFFD}"))
    }
    return result
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: false
    // Marks, embeddings, overrides and isolates of direction; line and paragraph separators.
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x061C: false
    default: true
    }
  }
}
