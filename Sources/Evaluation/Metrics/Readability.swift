import SourceText
package import Summaries

/// How much schooling a text takes to read.
///
/// Counts words and sentences as `textstat` 0.7 does: words are parted by white space and lose their
/// marks; a sentence ends with `.`, `!` or `?`, and those of one or two words do not count. Syllables
/// come from `Syllables`; for words that no dictionary has, `textstat` falls back on hyphenation, which
/// gives `hematoma` one syllable, where ours has four.
package struct Readability: Sendable, Hashable {
  package private(set) var words = 0
  package private(set) var sentences = 0
  package private(set) var syllables = 0
  /// Words of three syllables and more.
  package private(set) var longWords = 0

  /// Flesch and Kincaid's school grade of the United States (Kincaid, Fishburne, Rogers and Chissom,
  /// Naval Technical Training Command, 1975); 0 for a text without words.
  package var fleschKincaid: Double {
    guard words > 0, sentences > 0 else { return 0 }
    return 0.39 * Double(words) / Double(sentences) + 11.8 * Double(syllables) / Double(words)
      - 15.59
  }

  /// SMOG grade (McLaughlin, "SMOG grading: a new readability formula", Journal of Reading 1969).
  package var smog: Double {
    guard sentences > 0 else { return 0 }
    return 1.043 * (30 * Double(longWords) / Double(sentences)).squareRoot() + 3.1291
  }

  /// - Parameter bytes: UTF-8.
  package init(_ bytes: [UInt8]) {
    var word: [UInt8] = []
    var wordsInSentence = 0
    var hasWord = false
    func endWord(_ readability: inout Readability) {
      guard hasWord else {
        word.removeAll(keepingCapacity: true)
        return
      }
      let count = Syllables.count(word)
      readability.words += 1
      readability.syllables += count
      if count >= 3 { readability.longWords += 1 }
      word.removeAll(keepingCapacity: true)
      hasWord = false
    }
    var endsSentence = false
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...:
        if endsSentence {
          if wordsInSentence > 2 { sentences += 1 }
          wordsInSentence = 0
          endsSentence = false
          // A number such as 3.5 is one word of two sentences.
          if hasWord { wordsInSentence = 1 }
        }
        if !hasWord { wordsInSentence += 1 }
        hasWord = true
        word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      case UInt8(ascii: "'"): if hasWord { word.append(byte) }
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
        if wordsInSentence > 0 { endsSentence = true }
      case 0x20, 0x09...0x0D: endWord(&self)
      default: break
      }
    }
    endWord(&self)
    if wordsInSentence > 2 { sentences += 1 }
    sentences = words > 0 ? max(1, sentences) : 0
  }

  /// The claims of a draft; each counts as a sentence even where nothing ends it.
  package static func score(_ draft: Draft, into measures: inout Measures) {
    var bytes: [UInt8] = []
    for claim in draft.claims {
      bytes += draft.text[claim.span]
      bytes += [UInt8(ascii: "."), 0x20]
    }
    let readability = Readability(bytes)
    guard readability.words > 0 else { return }
    measures.mean("readability.fleschKincaid", readability.fleschKincaid)
    measures.mean("readability.smog", readability.smog)
  }
}
