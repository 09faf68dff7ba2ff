import ClinicalLanguage
import SourceText
import TestSupport
import Testing

@Suite("Finding many phrases")
struct TermMatcherTests {
  /// What is found: the words of each match with its payload.
  private func found(
    _ phrases: [TermMatcher.Entry], in text: String, plurals: Bool = false
  ) throws -> [String] {
    let source = try SourceText(text)
    let matcher = TermMatcher(phrases, matchesPlurals: plurals)
    return matcher.matches(in: source, tokens: Tokenizer.tokens(of: source)).map {
      "\($0.payload):\(source.string($0.span))"
    }
  }

  private func entries(_ phrases: String...) -> [TermMatcher.Entry] {
    zip(phrases, Int32(0)...).map { TermMatcher.Entry(phrase: $0, payload: $1) }
  }

  @Test("All phrases at all positions are found, by start, then longest first")
  func order() throws {
    let phrases = entries("chest pain", "pain", "chest", "chest pain at rest", "at rest")
    #expect(
      try found(phrases, in: "Chest pain at rest; pain.") == [
        "3:Chest pain at rest", "0:Chest pain", "2:Chest", "1:pain", "4:at rest", "1:pain",
      ])
  }

  @Test("Phrases that stand in one text are found as those that come one by one")
  func joined() throws {
    let phrases = ["Chest-pain", "", " pain ", "patient’s own", "chest", "chest pain at rest"]
    var text: [UInt8] = []
    let ends = phrases.map { phrase in
      text += Array(phrase.utf8)
      return text.count
    }
    let source = try SourceText("Patient's own chest pain at rest, pain. CHEST\nPAIN")
    let tokens = Tokenizer.tokens(of: source)
    let entries = zip(phrases, Int32(0)...).map { TermMatcher.Entry(phrase: $0, payload: $1) }
    let found = TermMatcher(text, ends: ends).matches(in: source, tokens: tokens)
    #expect(found == TermMatcher(entries).matches(in: source, tokens: tokens))
    #expect(found.map(\.payload) == [3, 5, 0, 4, 2, 2, 0, 4, 2])
  }

  @Test("Equal phrases are all found, in the order of their entries")
  func equalPhrases() throws {
    let phrases = entries("Temp", "temp", "TEMP")
    #expect(try found(phrases, in: "temp") == ["0:temp", "1:temp", "2:temp"])
  }

  @Test(
    "Case, white space, line breaks, hyphens and apostrophes do not hide a phrase",
    arguments: [
      ("follow-up", "Follow up"), ("follow up", "follow-up"), ("st elevation", "ST-elevation"),
      ("chest pain", "CHEST \t\n pain"), ("crohn's disease", "Crohn’s disease"),
      ("b.i.d.", "B.I.D."), ("na+", "Na+"), ("non-st elevation", "non-ST-elevation"),
      ("mother-in-law", "mother in law"), ("follow up", "follow-\nup"), ("h/h", "H/H"),
      ("follow‐up", "follow up"),
    ])
  func tolerance(phrase: String, text: String) throws {
    #expect(try found(entries(phrase), in: "x " + text + " y") == ["0:\(text)"])
  }

  @Test(
    "Whole words alone match, in their order, with nothing else between",
    arguments: [
      ("pain", "painful"), ("pain", "spain"), ("chest pain", "chest, pain"),
      ("chest pain", "pain chest"), ("chest pain", "chestpain"), ("follow up", "follow - up"),
      ("b.i.d.", "bid"), ("na+", "Na"), ("120", "1200"), ("k", "K6"), ("chest pain", "chest"),
    ])
  func nearMisses(phrase: String, text: String) throws {
    #expect(try found(entries(phrase), in: text) == [])
  }

  @Test("A case-sensitive phrase matches as written alone")
  func caseSensitive() throws {
    let phrases = [
      TermMatcher.Entry(phrase: "AS", payload: 1, isCaseSensitive: true),
      TermMatcher.Entry(phrase: "severe AS", payload: 2, isCaseSensitive: true),
    ]
    #expect(
      try found(phrases, in: "as AS, As; Severe AS, severe AS") == [
        "1:AS", "1:AS", "2:severe AS", "1:AS",
      ])
  }

  @Test(
    "Plurals of words of four letters or more match where asked for",
    arguments: [
      ("fever", "fevers", true), ("chest pain", "chest pains", true), ("seizure", "SEIZURES", true),
      // Too short, a double s, another word than the last, an entry that is a plural.
      ("gas", "gass", false), ("ear", "ears", false), ("illnes", "illness", false),
      ("fever spike", "fevers spike", false), ("fevers", "fever", false),
    ])
  func plurals(phrase: String, text: String, matches: Bool) throws {
    #expect(try found(entries(phrase), in: text, plurals: true) == (matches ? ["0:\(text)"] : []))
    #expect(try found(entries(phrase), in: text, plurals: false) == [])
  }

  @Test("Phrases without words are left out")
  func emptyPhrases() throws {
    #expect(try found(entries("", "  ", "pain"), in: "pain") == ["2:pain"])
  }

  @Test("Words with the hash of a phrase are no match")
  func collisions() throws {
    // Two words with the same 32-bit FNV-1a hash, a known pair.
    let source = try SourceText("costarring liquid")
    let tokens = Tokenizer.tokens(of: source)
    #expect(tokens[0].foldedHash == tokens[1].foldedHash)
    #expect(try found(entries("costarring"), in: "liquid costarring") == ["0:costarring"])
    #expect(try found(entries("liquid pain"), in: "costarring pain") == [])
  }

  @Test("On random words the matcher agrees with plain comparison")
  func againstPlainComparison() throws {
    for seed in UInt64(1)...40 {
      var random = SplitMix64(seed: seed)
      let alphabet = ["a", "b", "ab", "ba", "aa", "B"]
      func phrase(_ longest: Int) -> [String] {
        (0..<Int.random(in: 1...longest, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
      }
      let phrases = (0..<12).map { _ in phrase(4) }
      let text = phrase(60)
      var expected: [String] = []
      for start in text.indices {
        let here = phrases.indices.filter { index in
          let words = phrases[index]
          return start + words.count <= text.count
            && zip(words, text[start...]).allSatisfy { $0.lowercased() == $1.lowercased() }
        }
        expected += here.sorted { (-phrases[$0].count, $0) < (-phrases[$1].count, $1) }.map {
          "\($0):" + text[start..<start + phrases[$0].count].joined(separator: " ")
        }
      }
      let entries = zip(phrases, Int32(0)...).map {
        TermMatcher.Entry(phrase: $0.joined(separator: " "), payload: $1)
      }
      let matches = try found(entries, in: text.joined(separator: " "))
      #expect(matches == expected, "seed \(seed)")
    }
  }
}
