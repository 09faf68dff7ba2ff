import ClinicalLanguage
import SourceText

/// Numbers that count what the note names one by one: `three ports` for `a port … another port … a third port`.
extension QuantityComparison {
  /// More are counted by nobody who writes.
  private static let most = 9.0
  /// How far behind a number the thing may stand that it counts.
  private static let reach = 5
  /// How far before a thing the article may stand that makes it one more.
  private static let articleReach = 7

  private static let articles = WordHash.list(
    "a an another one additional further first second third fourth fifth sixth")

  /// Whether the note names the thing, by the same words, as often as the number says, each time as one more.
  func isCountOfNamed(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, mention.dimension == .none, mention.low == mention.high,
      (2...Self.most).contains(mention.low), mentions.count <= QuantityIndex.mostCompared
    else { return false }
    var between: [UInt32] = []
    let first = Int(mention.tokens.upperBound)
    for index in first..<min(summary.tokens.count, first + Self.reach) {
      let token = summary.tokens[index]
      if token.kind == .punctuation { continue }
      if let thing = singular(token), Double(count(of: thing, between)) == mention.low {
        return true
      }
      between.append(token.foldedHash)
    }
    return false
  }

  private func singular(_ token: Token) -> UInt32? {
    guard token.kind == .word, token.span.count > 3 else { return nil }
    let word = summary.text[token.span]
    return word.last == UInt8(ascii: "s") ? WordHash.of(word.dropLast()) : nil
  }

  /// How often the note has the thing behind an article and these words.
  private func count(of thing: UInt32, _ words: [UInt32]) -> Int {
    note.sentences.reduce(0) { count, sentence in
      count
        + sentence.tokens.count { index in
          guard note.tokens[index].foldedHash == thing else { return false }
          let before = note.tokens[
            max(sentence.tokens.lowerBound, index - Self.articleReach)..<index
          ]
          guard
            let article = before.lastIndex(where: { Self.articles.contains($0.foldedHash) })
          else { return false }
          return words.allSatisfy { word in
            before[article...].contains { $0.foldedHash == word }
          }
        }
    }
  }
}
