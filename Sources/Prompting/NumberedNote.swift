package import ClinicalLanguage
import Cryptography
package import SourceText

/// A note as a model sees it: its sentences numbered, under their headings, between marks that the note
/// itself cannot hold.
///
/// Passages that were not written for a reader of the note do not leave the machine; their numbers stay,
/// so that the numbers of the others do not depend on them.
package struct NumberedNote: Sendable {
  package let document: ClinicalDocument
  /// The sentences that are left out, by number from 1.
  package let withheld: Set<Int>
  /// What the model reads.
  package let text: String

  /// - Parameter quarantine: places that must not be sent, in order and apart.
  package init(_ document: ClinicalDocument, quarantine: [TextSpan] = []) {
    self.document = document
    var withheld: Set<Int> = []
    var lines: [String] = []
    var section = -1
    for (index, sentence) in document.sentences.enumerated() {
      if sentence.section != section {
        section = sentence.section
        if let heading = document.sections[section].heading,
          !quarantine.contains(where: heading.overlaps)
        {
          lines.append("# \(Self.plain(document.text[heading]))")
        }
      }
      if quarantine.contains(where: sentence.span.overlaps) {
        withheld.insert(index + 1)
        lines.append("[\(index + 1)] (withheld)")
      } else {
        lines.append("[\(index + 1)] \(Self.plain(document.text[sentence.span]))")
      }
    }
    self.withheld = withheld
    let mark = Self.mark(of: document.text)
    text = (["<\(mark)>"] + lines + ["</\(mark)>"]).joined(separator: "\n")
  }

  /// How many sentences there are; they are numbered from 1.
  package var count: Int { document.sentences.count }

  /// The place of a sentence, by its number.
  package func span(ofSentence number: Int) -> TextSpan { document.sentences[number - 1].span }

  /// The numbers of the sentences that share a byte with one of the places.
  package func sentences(at places: [TextSpan]) -> [Int] {
    document.sentences.indices.filter { index in
      places.contains(where: document.sentences[index].span.overlaps)
    }.map { $0 + 1 }
  }

  /// On one line, without what only steers a terminal or a parser.
  static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    var line: [UInt8] = []
    for byte in bytes {
      if byte > 0x20, byte != 0x7F {
        line.append(byte)
      } else if line.last != 0x20 {
        line.append(0x20)
      }
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// A mark that follows from all of the note, so that no note can have been written to hold its own.
  private static func mark(of text: SourceText) -> String {
    "note-\(SHA256.hash(text.bytes).hex.prefix(16))"
  }
}
