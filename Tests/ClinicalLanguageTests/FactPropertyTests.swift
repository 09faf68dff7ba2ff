import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// What holds for the facts of any note.
@Suite("Properties of facts")
struct FactPropertyTests {
  private static let lexicon = Lexicon.embedded()
  private static let fragments = [
    "no", "denies", "fever", "chest pain", "history of", "mother", "if", "?", "may have", ",", ";",
    ":", ".", "\n", "\n- ", "and", "or", "but", "BP 120/80", "K 6.4", "metformin 500 mg b.i.d.",
    "allergic to", "penicillin", "(rash", ")", "58-year-old", "woman", "10/06/2008", "in 2005",
    "negative", "ruled out", "ALLERGIES:", "PLAN:", "1.", "é", "µg", "°F", "’s", "q6h",
    "three years ago",
    "left", "without", "no evidence of", "was", "mg", "/", "-",
    "hemoglobin and hematocrit 11 and 33",
  ]

  private func randomNote(_ generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...80, using: &generator)).map { _ in
      Self.fragments.randomElement(using: &generator) ?? ""
    }.joined(separator: Bool.random(using: &generator) ? " " : "")
  }

  @Test(
    "Facts are in order, inside their sentence and section, on scalar boundaries", arguments: 0..<40
  )
  func spans(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let text = try SourceText(randomNote(&generator))
      let document = ClinicalDocument(
        reading: text, lexicon: Self.lexicon, concepts: ["pain", "é"])
      var last = TextSpan(0, 0)
      for fact in document.facts {
        #expect(fact.span >= last, "seed \(seed)")
        last = fact.span
        let sentence = document.sentences[fact.sentence]
        #expect(sentence.section == fact.section, "seed \(seed)")
        if fact.kind != .concept {
          #expect(sentence.span.contains(fact.span), "seed \(seed)")
        }
        #expect(fact.span.contains(fact.nameSpan) || fact.kind == .measurement, "seed \(seed)")
        for offset in [Int(fact.span.start), Int(fact.span.end)] where offset < text.count {
          #expect(text.bytes[offset] & 0xC0 != 0x80, "seed \(seed)")
        }
      }
    }
  }

  @Test("The same note gives the same facts", arguments: 0..<10)
  func determinism(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let text = try SourceText(randomNote(&generator))
    let first = ClinicalDocument(reading: text, lexicon: Self.lexicon)
    let second = ClinicalDocument(reading: text, lexicon: Self.lexicon)
    #expect(first.facts == second.facts, "seed \(seed)")
  }

  @Test(
    "Hostile repetition is read to its end",
    arguments: [
      "no ", "if ", "no fever, ", "denies ", "history of ", "K 6.4 ", "1/", "metformin 5 ", "(",
      "mother ",
      "allergic to penicillin, ", "58-", "q", "in 2005 ", "versus ", "negative ", "ALLERGIES: a, ",
      "hemoglobin and ", "BP 1", "\u{2014} ", "year-",
    ])
  func repetition(_ unit: String) throws {
    let text = try SourceText(String(repeating: unit, count: 60_000 / unit.utf8.count))
    let document = ClinicalDocument(reading: text, lexicon: Self.lexicon)
    #expect(document.facts.allSatisfy { text.fullSpan.contains($0.span) })
  }
}
