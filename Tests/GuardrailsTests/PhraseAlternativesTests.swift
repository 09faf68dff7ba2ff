import ClinicalLanguage
import SourceText
import TestSupport
import Testing

@testable import Guardrails

/// Phrases with alternatives, and leaving out those that a text cannot have.
@Suite("Phrases with alternatives")
struct PhraseAlternativesTests {
  @Test(
    "What a text stands for",
    arguments: [
      ("rash", ["rash"]),
      ("(a|b) rash", ["a rash", "b rash"]),
      (
        "acute (left |right |)infarct",
        ["acute left infarct", "acute right infarct", "acute infarct"]
      ),
      (
        "(no|without) (chest |)pain",
        [
          "no chest pain", "no pain", "without chest pain", "without pain",
        ]
      ),
      ("(un|)stable", ["unstable", "stable"]),
      ("(alone)", ["alone"]),
      // A text that could stand for nothing at all, or is malformed, is no phrase.
      ("", []), ("  ", []), ("(a|)", []), ("(a| )(b|)", []), ("a|b", []), ("(a", []), ("a)", []),
      ("((a|b)|c)", []), ("(a|b))", []), ("(|)", []),
    ])
  func expansion(_ text: String, _ phrases: [String]) {
    let count = PhraseAlternatives.count(in: text.utf8.span)
    #expect(count ?? 0 == phrases.count)
    guard count != nil else { return }
    var found: [String] = []
    PhraseAlternatives.expand(text) { found.append(String(decoding: $0, as: UTF8.self)) }
    #expect(found == phrases)
  }

  @Test("A text stands for a thousand phrases at most")
  func limit() {
    let ten = "(a|b|c|d|e|f|g|h|i|j)"
    #expect(PhraseAlternatives.count(in: (ten + ten + ten).utf8.span) == 1_000)
    #expect(PhraseAlternatives.count(in: (ten + ten + ten + "(x|y)").utf8.span) == nil)
  }

  @Test(
    "Whether a text can have one of the phrases",
    arguments: [
      ("no rash", true), ("No RASH", true), ("no fever", false), ("fever", false),
      ("(fever|rash)", true), ("(fever|chills)", false), ("no (fever|) rash", true),
      ("(un|)changed rash", true), ("(un|)changed fever", false), ("rash(es|)", true),
      ("follow-up", true), ("follow-up visit", false), ("", true), ("no (rash", true),
      ("fever (rash", false), ("patient's rash", true),
    ])
  func presence(_ phrase: String, _ isExpected: Bool) throws {
    let note = try ClinicalDocument(
      reading: SourceText("The patient\u{2019}s follow-up: no rash, unchanged."),
      lexicon: Fixture.lexicon)
    let words = PresentWords(note.tokens)
    #expect(PhraseAlternatives.mayStand(phrase.utf8.span, among: words) == isExpected)
  }

  @Test("What a text has is never left out", arguments: 0..<20)
  func completeness(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let vocabulary = [
      "pain", "No", "chest", "B12", "5", "follow-up", "patient's", "caf\u{E9}", "q.d.", "left",
      "un", "stable", "12/80", "x", "rash,", "(old)",
    ]
    func words(_ count: Int) -> [String] {
      (0..<count).map { _ in vocabulary.randomElement(using: &random) ?? "" }
    }
    let text = words(60).joined(separator: " ")
    let parts = text.split(separator: " ").map(String.init)
    var phrases: [String] = []
    for _ in 0..<200 {
      let start = Int.random(in: 0..<parts.count - 3, using: &random)
      let own = parts[start..<start + Int.random(in: 1...3, using: &random)]
        .map { $0.filter { $0 != "(" && $0 != ")" } }
      let other = words(1)[0].filter { $0 != "(" && $0 != ")" }
      phrases += [
        own.joined(separator: " "),
        "(\(other)|\(own[0]))" + own.dropFirst().map { " " + $0 }.joined(),
        "(\(other) |)" + own.joined(separator: " "),
        words(2).joined(separator: " ").filter { $0 != "(" && $0 != ")" },
      ]
    }
    let lists = [
      [PhraseList(side: .note, role: .sought, phrases: WrittenPhrases(phrases) { _ in })],
      [PhraseList(side: .summary, role: .sought, phrases: WrittenPhrases(phrases) { _ in })],
      [
        PhraseList(
          side: .note, role: .exception, phrases: WrittenPhrases(phrases) { _ in },
          isOnBothSides: true)
      ],
    ]
    let book = PhraseBook(lists)
    let document = try ClinicalDocument(reading: SourceText(text), lexicon: Fixture.lexicon)
    // The first few texts are scanned by phrases of their own, all later ones by all.
    let first = book.matches(in: document, side: .note)
    for _ in 0..<10 { _ = book.matches(in: document, side: .summary) }
    let later = book.matches(in: document, side: .note)
    for rule in lists.indices {
      #expect(first[rule] == later[rule], "seed \(seed)")
    }
    #expect(!first[0].isEmpty && first[1].isEmpty && !first[2].isEmpty)
  }
}
