import ClinicalLanguage
import SourceText
import TestSupport
import Testing

@testable import Summaries

@Suite("Properties of summaries, on random pieces of notes")
struct SummaryPropertyTests {
  /// A random run of words of the sample notes, their marks and line breaks included.
  private func piece(_ generator: inout SplitMix64) -> String {
    let words = SampleNotes.all.joined(separator: "\n").split(
      separator: " ", omittingEmptySubsequences: false)
    let start = Int.random(in: 0..<words.count, using: &generator)
    let end = Int.random(in: start..<min(start + 200, words.count), using: &generator)
    var chosen = Array(words[start...end])
    if Bool.random(using: &generator) { chosen.shuffle(using: &generator) }
    return chosen.joined(separator: " ")
  }

  @Test("any piece of a note is summarized within the rules", arguments: 0..<40)
  func pieces(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let note = piece(&generator)
    let words = Int.random(in: 1...150, using: &generator)
    do {
      let faults = try checkSummarizer(ExtractiveSummarizer(), note: note, words: words)
      // A single statement may be longer than a budget into which no clause fits.
      let others = faults.filter { !$0.contains("words for a budget") }
      #expect(others == [], "seed \(seed)")
      if others != faults {
        #expect(try summarize(note, words: words).claims.count == 1, "seed \(seed)")
      }
    } catch SummarizerError.nothingToSummarize {
      #expect(try read(note).sentences.count < 200, "seed \(seed)")
    }
  }

  @Test("a summary of the note's own sentences is fully supported", arguments: 0..<20)
  func ownSentences(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed) &+ 1000)
    let note = SampleNotes.all[seed % SampleNotes.all.count]
    let document = try read(note)
    let sentence = try #require(document.sentences.randomElement(using: &generator))
    let text = document.text.string(sentence.span)
    let draft = try Draft.external(SourceText(text), lexicon: lexicon)
    let grounded = Grounding.ground(draft, in: document)
    for (place, claim) in grounded.claims.enumerated()
    where draft.holdsContent(draft.claims[place]) {
      #expect(!claim.evidence.isEmpty, "seed \(seed): \(text)")
    }
  }

  @Test(
    "more words never make a summary shorter than half of a smaller one", arguments: SampleNotes.all
  )
  func monotone(note: String) throws {
    var last = 0
    for budget in [15, 30, 60, 120, 240] {
      let words = try summarize(note, words: budget).words
      #expect(words * 2 >= last)
      last = words
    }
  }
}

extension Draft {
  /// Whether the claim has a word that is no function word.
  fileprivate func holdsContent(_ claim: Claim) -> Bool {
    let terms = Terms(text, document.tokens)
    return document.tokens.indices.contains {
      claim.span.contains(document.tokens[$0].span) && terms.isContent($0)
    }
  }
}
