import ClinicalLanguage

/// What the values of axes stand in.
extension Comparison {
  /// How many words before a value a denial of it may stand.
  private static let denialReach = 4

  /// Whether the note denies a value that it has: `no severe pain` does not say that there is a severe one,
  /// nor `in no acute distress` that anything is acute.
  func deniesInNote(_ value: ExclusiveAxes.Mention) -> Bool {
    var word = Int(value.start)
    let first = max(0, word - Self.denialReach)
    while word > first, noteMeanings.words[word].gap < .clause {
      word -= 1
      if noteCues.words[word].contains(.negation) { return true }
    }
    return false
  }
}
