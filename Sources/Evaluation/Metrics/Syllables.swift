import CLexicons

/// Syllables of English words, as `textstat` counts them: by the CMU Pronouncing Dictionary, and where
/// that lacks a word one more than the places where hyphenation would part it.
///
/// The list holds the words for which hyphenation alone would give another number than the dictionary.
enum Syllables {
  /// - Parameter word: lower case, one byte a scalar; what is not ASCII is any byte above it.
  static func count(_ word: [UInt8]) -> Int {
    listed(word) ?? Hyphenation.english.breaks(in: word) + 1
  }

  /// Looks the word up where the list lies: its lines are sorted by their bytes.
  private static func listed(_ word: [UInt8]) -> Int? {
    let list = unsafe vouch_syllables()
    // The bytes are constants of the program: they live and stay the same as long as it runs.
    let bytes = unsafe UnsafeBufferPointer(start: list.bytes, count: list.count)
    return unsafe find(word, in: bytes.span)
  }

  private static func find(_ word: [UInt8], in list: Span<UInt8>) -> Int? {
    let (lineBreak, tab) = (UInt8(ascii: "\n"), UInt8(ascii: "\t"))
    var lower = 0
    // Behind the line that names the columns.
    while list[lower] != lineBreak { lower += 1 }
    lower += 1
    var upper = list.count
    while lower < upper {
      var start = lower + (upper - lower) / 2
      while start > lower, list[start - 1] != lineBreak { start -= 1 }
      var (place, index) = (start, 0)
      while index < word.count, list[place] != tab, list[place] == word[index] {
        place += 1
        index += 1
      }
      if index == word.count, list[place] == tab {
        return number(at: place + 1, in: list)
      }
      // The tab sorts before every letter, as the end of a word should.
      if index < word.count, list[place] < word[index] {
        while list[place] != lineBreak { place += 1 }
        lower = place + 1
      } else {
        upper = start
      }
    }
    return nil
  }
  private static func number(at start: Int, in list: Span<UInt8>) -> Int {
    var (place, value) = (start, 0)
    while list[place] != UInt8(ascii: "\n") {
      value = value * 10 + Int(list[place] - UInt8(ascii: "0"))
      place += 1
    }
    return value
  }
}
