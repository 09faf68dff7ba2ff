import ClinicalLanguage
import SourceText
import Testing

/// One lexicon for all tests of the structure of notes.
let structureLexicon = Lexicon.embedded()

/// A note read, and views of its parts that tests compare.
struct StructureReading {
  let text: SourceText
  let document: ClinicalDocument

  init(_ note: String) throws {
    text = try SourceText(note)
    document = ClinicalDocument(reading: text, lexicon: structureLexicon)
  }

  /// Each section as `name|heading`, without the preamble.
  var headings: [String] {
    document.sections.compactMap { section in
      section.heading.map { "\(section.name.rawValue)|\(text.string($0))" }
    }
  }

  /// Each sentence, list items with `- ` before them; line breaks shown as `⏎`.
  var sentences: [String] {
    document.sentences.map { sentence in
      let words = text.string(sentence.span).split(
        separator: "\n", omittingEmptySubsequences: false)
      return (sentence.isListItem ? "- " : "") + words.joined(separator: "⏎")
    }
  }
}
