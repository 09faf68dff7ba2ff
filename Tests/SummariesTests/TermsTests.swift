import ClinicalLanguage
import SourceText
import Testing

@testable import Summaries

@Suite("Terms")
struct TermsTests {
  private func stem(_ word: String) -> String {
    let bytes = Array(word.utf8)
    let end = Stem.end(bytes.span, 0, bytes.count)
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  @Test(
    "forms of one word have one stem",
    arguments: [
      ("allergies", "allergy"), ("increased", "increase"), ("increasing", "increase"),
      ("masses", "mass"), ("patient's", "patient"), ("severely", "severe"), ("biopsies", "biopsy"),
    ])
  func same(one: String, other: String) {
    #expect(stem(one) == stem(other))
  }

  @Test(
    "different words keep different stems",
    arguments: [
      ("diagnosis", "diagnose"), ("virus", "vire"), ("need", "ne"), ("sing", "s"), ("pus", "pu"),
    ])
  func different(one: String, other: String) {
    #expect(stem(one) != stem(other))
  }

  @Test(
    "numbers are compared by value",
    arguments: [
      ("1,200", "1200", true), ("5.0", "5", true), ("5.10", "5.1", true), ("50", "5", false),
      ("0.5", "5", false),
    ])
  func numbers(one: String, other: String, equal: Bool) {
    func hash(_ text: String) -> UInt32 {
      let bytes = Array(text.utf8)
      return Stem.numberHash(bytes.span, 0, bytes.count)
    }
    #expect((hash(one) == hash(other)) == equal)
  }

  @Test(
    "words are counted as a split at white space counts them",
    arguments: [
      "one", "b.i.d. (twice)  daily\n now", "well-developed 5'4\" man,no-one", "a\u{A0}b\u{2003}c",
    ])
  func wordCount(text: String) throws {
    let document = try read(text)
    let terms = Terms(document.text, document.tokens)
    let expected = text.split(whereSeparator: \.isWhitespace).count
    #expect(terms.wordCount(document.tokens.indices) == expected)
  }

  @Test("a word may have several classes, and unknown words have none")
  func classes() throws {
    func classes(_ word: String) throws -> WordClass {
      let token = try #require(Tokenizer.tokens(of: SourceText(word)).first)
      return WordTable.shared.classes(of: token.foldedHash)
    }
    #expect(try classes("Denies").isSuperset(of: [.scope, .normal, .verb]))
    #expect(try classes("stop").isSuperset(of: [.order, .change]))
    #expect(try classes("lisinopril").isEmpty)
  }
}
