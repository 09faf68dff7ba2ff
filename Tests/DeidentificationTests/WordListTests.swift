import ClinicalLanguage
import FoundationEssentials
import SourceText
import TestSupport
import Testing

@testable import Deidentification

/// The table of words against the lists that it was made of.
@Suite("Word lists")
struct WordListTests {
  /// The rows of a list behind its header: a word and its letters.
  private func rows(_ name: String) throws -> [(word: Substring, kinds: Substring)] {
    let path = "\(ChildProcess.repository)/Sources/CLexicons/\(name)"
    let data = try #require(FileManager.default.contents(atPath: path))
    return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: "\t")
      return (cells[0], cells.count > 1 ? cells[1] : "")
    }
  }

  @Test("every row is in the table, with what it says")
  func complete() throws {
    let meanings: [(Character, WordTraits)] = [
      ("m", [.firstName, .male]), ("f", [.firstName, .female]), ("u", .firstName),
      ("l", .lastName), ("x", .foreignFirstName), ("y", .foreignLastName), ("~", .everyday),
    ]
    var count = 0
    for (word, kinds) in try rows("names.tsv") {
      let traits = WordLists.shared[WordHash.of(word.utf8)]
      for (letter, meaning) in meanings where kinds.contains(letter) {
        if !traits.isSuperset(of: meaning) { Issue.record("\(word) lacks \(letter)") }
      }
      count += 1
    }
    for (word, kinds) in try rows("places.tsv") {
      let traits = WordLists.shared[WordHash.of(word.utf8)]
      for (letter, meaning) in [("c", WordTraits.city), ("s", .state), ("n", .country)] {
        if kinds.contains(letter), !traits.contains(meaning) { Issue.record("\(word)") }
      }
      count += 1
    }
    for (word, _) in try rows("english_words.tsv") {
      if !WordLists.shared[WordHash.of(word.utf8)].contains(.english) { Issue.record("\(word)") }
      count += 1
    }
    #expect(count > 90_000, "the test must have seen the lists")
  }

  @Test("words of no list are in none, whatever their case those of a list")
  func traits() {
    for word in ["Qwxyzzy", "Zzyzxq", "q", ""] {
      #expect(WordLists.shared[WordHash.of(word.utf8)].isEmpty)
    }
    #expect(
      WordLists.shared[WordHash.of("ROSA".utf8)] == WordLists.shared[WordHash.of("rosa".utf8)])
    #expect(WordLists.shared[WordHash.of("south africa".utf8)].contains(.country))
  }

  @Test("the hash of a word is the one that its token carries")
  func hashes() throws {
    let text = try SourceText("Rosa O'Brien ŠÁRKA 1,200 é")
    for token in Tokenizer.tokens(of: text) {
      #expect(token.foldedHash == WordHash.of(text[token.span]))
    }
  }

  @Test("a common first name matters in small letters, an everyday word does not")
  func filter() {
    #expect(WordLists.shared.mayMatter(WordHash.of("patricia".utf8)))
    #expect(WordLists.shared.mayMatter(WordHash.of("mrn".utf8)))
    let everyday = ["the", "pain", "with", "fever", "history", "blood", "daily", "was"]
    #expect(everyday.count { WordLists.shared.mayMatter(WordHash.of($0.utf8)) } <= 2)
  }
}
