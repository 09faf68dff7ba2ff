import ClinicalLanguage
import SourceText
import Testing

@Suite("Tokens")
struct TokenizerTests {
  private func words(_ text: String) throws -> [String] {
    let source = try SourceText(text)
    return Tokenizer.tokens(of: source).map { source.string($0.span) }
  }

  @Test(
    "A text is cut into words, numbers and punctuation marks",
    arguments: [
      ("Denies chest pain.", ["Denies", "chest", "pain", "."]),
      // Apostrophes belong inside a word, not at its edges.
      ("don't 'quote' patients'", ["don't", "'", "quote", "'", "patients", "'"]),
      ("patient’s Crohn’s", ["patient’s", "Crohn’s"]),
      ("follow-up", ["follow", "-", "up"]),
      // Digits after letters stay; letters after digits part.
      ("B12 A1c SpO2 T3 x3", ["B12", "A1c", "SpO2", "T3", "x3"]),
      ("500mg 2nd 5mL", ["500", "mg", "2", "nd", "5", "mL"]),
      ("K6.4 Hgb9.1", ["K", "6.4", "Hgb", "9.1"]),
      ("B12.", ["B12", "."]),
      // Numbers with their separators.
      ("7.35 1,200 1,234,567.8 .5", ["7.35", "1,200", "1,234,567.8", ".5"]),
      ("120/80", ["120", "/", "80"]),
      ("1,20 1,2000 5.", ["1", ",", "20", "1", ",", "2000", "5", "."]),
      ("3.4.5", ["3.4", ".", "5"]),
      ("pain.5", ["pain", ".", "5"]),
      ("10:30", ["10", ":", "30"]),
      ("b.i.d.", ["b", ".", "i", ".", "d", "."]),
      ("<0.01 >=5%", ["<", "0.01", ">", "=", "5", "%"]),
      ("", []),
      (" \t\n ", []),
    ])
  func cut(text: String, expected: [String]) throws {
    #expect(try words(text) == expected)
  }

  @Test(
    "Scalars beyond ASCII are letters, spaces or punctuation by their kind",
    arguments: [
      ("naïve Ménière", ["naïve", "Ménière"]),
      ("\u{FEFF}BP\u{A0}120\u{2009}mmHg", ["BP", "120", "mmHg"]),
      ("• item – next — last", ["•", "item", "–", "next", "—", "last"]),
      ("“quoted” …", ["“", "quoted", "”", "…"]),
      ("38.5°C 5µg", ["38.5", "°", "C", "5", "µg"]),
      ("10² ± 2 ≥ 3", ["10", "²", "±", "2", "≥", "3"]),
      ("发热 三天", ["发热", "三天"]),
      ("ok 👍🏽 fine", ["ok", "👍", "🏽", "fine"]),
    ])
  func beyondASCII(text: String, expected: [String]) throws {
    #expect(try words(text) == expected)
  }

  @Test("The first token of each line is marked, whatever the line break")
  func lines() throws {
    let source = try SourceText("One two\r\nthree\n\n  four\u{2028}five six\rseven")
    let first = Tokenizer.tokens(of: source).filter(\.beginsLine).map { source.string($0.span) }
    #expect(first == ["One", "three", "four", "five", "seven"])
  }

  @Test("Words that differ in ASCII case or in the apostrophe have equal hashes")
  func hashes() throws {
    func hash(_ word: String) throws -> UInt32? {
      try Tokenizer.tokens(of: SourceText(word)).first?.foldedHash
    }
    #expect(try hash("Aspirin") == hash("ASPIRIN"))
    #expect(try hash("crohn’s") == hash("CROHN'S"))
    #expect(try hash("aspirin") != hash("aspirins"))
  }
}
