import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// What holds for the structure of any text, however hostile.
@Suite("Properties of tokens, sections and sentences")
struct StructurePropertyTests {
  private static let pieces = [
    "PLAN:", "S:", "# Plan", "PMH asthma", "ALLERGIES", "\n", "\r\n", "\n\n", " ", "  ", "\t", ".",
    ",",
    ";", ":", "?", "- ", "• ", "1. ", "a) ", "IV. ", "(", ")", "\"", "’", "’s", "é", "µ", "°", "½",
    "–",
    "\u{FEFF}", "\u{A0}", "\u{2028}", "👍🏽", "发热", "Dr.", "b.i.d.", "q.6h.", "7.35", "1,200",
    "120/80",
    "chest pain", "metformin 500 mg", "HEENT: Normal", "no", "The", "x", "A.", "**", "__",
    "follow-up",
    "\u{1}", "\u{7F}", "\u{301}",
  ]

  private func text(_ random: inout SplitMix64) throws -> SourceText {
    var note = ""
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        let scalar = Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &random))
        if let scalar { note.unicodeScalars.append(scalar) }
      case 1: note += " "
      default: note += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }
    }
    return try SourceText(note)
  }

  private func isBoundary(_ offset: Int32, of text: SourceText) -> Bool {
    Int(offset) == text.count || text.bytes[Int(offset)] & 0xC0 != 0x80
  }

  @Test("Tokens run forwards on scalar boundaries, and only white space lies between them")
  func tokens() throws {
    for seed in UInt64(1)...300 {
      var random = SplitMix64(seed: seed)
      let text = try text(&random)
      var end: Int32 = 0
      for token in Tokenizer.tokens(of: text) {
        #expect(token.start >= end && token.end > token.start, "seed \(seed)")
        #expect(
          isBoundary(token.start, of: text) && isBoundary(token.end, of: text), "seed \(seed)")
        let gap = text.bytes[Int(end)..<Int(token.start)]
        #expect(gap.allSatisfy { $0 <= 0x20 || $0 >= 0x7F }, "seed \(seed)")
        end = token.end
      }
    }
  }

  @Test("Sections cover the text in order; headings and bodies lie inside them")
  func sections() throws {
    for seed in UInt64(1)...300 {
      var random = SplitMix64(seed: seed)
      let text = try text(&random)
      let document = ClinicalDocument(reading: text, lexicon: structureLexicon)
      var end: Int32 = 0
      for section in document.sections {
        #expect(section.span.start == end && section.span.end > end, "seed \(seed)")
        #expect(section.span.contains(section.body), "seed \(seed)")
        #expect(section.body.end == section.span.end, "seed \(seed)")
        if let heading = section.heading {
          #expect(section.span.contains(heading), "seed \(seed)")
          #expect(heading.end <= section.body.start, "seed \(seed)")
        }
        #expect(isBoundary(section.span.start, of: text), "seed \(seed)")
        #expect(isBoundary(section.body.start, of: text), "seed \(seed)")
        end = section.span.end
      }
      #expect(Int(end) == text.count, "seed \(seed)")
    }
  }

  @Test("Sentences partition the words of each body, and agree with their tokens")
  func sentences() throws {
    for seed in UInt64(1)...300 {
      var random = SplitMix64(seed: seed)
      let text = try text(&random)
      let document = ClinicalDocument(reading: text, lexicon: structureLexicon)
      var token = 0
      for sentence in document.sentences {
        #expect(document.sections[sentence.section].body.contains(sentence.span), "seed \(seed)")
        #expect(sentence.tokens.lowerBound >= token && !sentence.tokens.isEmpty, "seed \(seed)")
        #expect(document.tokens[sentence.tokens.lowerBound].start == sentence.span.start)
        #expect(document.tokens[sentence.tokens.upperBound - 1].end == sentence.span.end)
        // What is left out between sentences is a mark or a heading, never a word of a body.
        for index in token..<sentence.tokens.lowerBound where document.tokens[index].kind == .word {
          let span = document.tokens[index].span
          let isItem = span.count <= 4
          let isHeading = document.sections.contains {
            $0.span.contains(span) && !$0.body.contains(span)
          }
          #expect(isItem || isHeading, "seed \(seed): \(text.string(span))")
        }
        token = sentence.tokens.upperBound
      }
    }
  }

  @Test(
    "A megabyte on one line is read",
    arguments: ["a ", "pain, ", "PLAN: ", "A. ", "- ", "ab", "1,", "((((", "chest pain at rest "])
  func oneLine(piece: String) throws {
    // The debug build is slow; `make growth` and the end-to-end tests take larger inputs.
    let text = try SourceText(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
    let tokens = Tokenizer.tokens(of: text)
    let matches = structureLexicon.matcher.matches(in: text, tokens: tokens)
    #expect(matches.allSatisfy { $0.tokens.count <= 12 })
    let document = ClinicalDocument(reading: text, lexicon: structureLexicon)
    #expect(document.sections.last.map { Int($0.span.end) } == text.count)
    #expect(document.sentences.dropLast().allSatisfy { $0.span.count <= 2_100 || piece == "ab" })
  }
}
