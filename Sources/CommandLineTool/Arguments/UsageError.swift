/// A command line that cannot be understood, and how to put it right.
struct UsageError: Error, Equatable {
  /// One phrase without a full stop.
  let message: String
  let hint: String?
  /// The command whose help explains more; empty for `vouch` itself.
  let command: String

  init(_ message: String, hint: String? = nil, command: String = "") {
    self.message = message
    self.hint = hint
    self.command = command
  }

  var rendered: String {
    let help = command.isEmpty ? "vouch --help" : "vouch \(command) --help"
    return "vouch: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? "") + "  help: \(help)\n"
  }
}

/// Finds the word that was probably meant.
enum Suggestion {
  /// The candidate at the smallest edit distance, where that is small for the word's length.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.prefix(64).utf8)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = editDistance(letters, Array(candidate.utf8))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, letters.count / 3) else { return nil }
    return best.candidate
  }

  /// Damerau and Levenshtein's distance with neighbours swapped counting once (optimal string
  /// alignment; F. J. Damerau, "A technique for computer detection and correction of spelling
  /// errors", CACM 1964).
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(
          previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1,
          current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
