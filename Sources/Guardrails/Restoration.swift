import ClinicalLanguage
import Policies
import SourceText
import Summaries

/// A place of the note whose words are added to a summary that left them out.
struct Restoration: Sendable, Hashable {
  var span: TextSpan
  var rule: String

  /// In the order of the note, none inside another.
  static func apart(_ all: [Restoration]) -> [Restoration] {
    var kept: [Restoration] = []
    for next in all.sorted(by: { ($0.span, $0.rule) < ($1.span, $1.rule) }) {
      if let last = kept.last, last.span.overlaps(next.span) {
        if last.span.contains(next.span) { continue }
        kept[kept.count - 1].span = last.span.union(next.span)
      } else {
        kept.append(next)
      }
    }
    return kept
  }
}

extension Draft {
  /// The heading above what was left out.
  static let restoredHeading = "From the note, left out above:"

  /// The draft with what the note says there at its end, a claim for each place.
  func restoring(_ restorations: [Restoration], from note: ClinicalDocument)
    throws(SourceTextError) -> Draft
  {
    guard !restorations.isEmpty else { return self }
    var bytes = text.bytes
    var claims = self.claims
    while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    bytes += "\n\n\(Self.restoredHeading)".utf8
    for restoration in restorations {
      bytes += "\n- ".utf8
      if let heading = Self.heading(of: restoration.span, in: note) { bytes += heading }
      let start = bytes.count
      bytes += WhiteSpace.collapsed(note.text[restoration.span])
      claims.append(
        Claim(
          span: TextSpan(start, bytes.count), section: .unsectioned,
          citations: [restoration.span]))
    }
    let text = try SourceText(validating: bytes)
    return Draft(
      text: text, document: ClinicalDocument(reading: text, lexicon: document.lexicon),
      claims: claims, engine: engine)
  }

  /// Up to so many words a statement says too little without the heading above it.
  private static let fewWords = 3

  /// `ALLERGIES: ` before `Penicillin.`
  private static func heading(of span: TextSpan, in note: ClinicalDocument) -> [UInt8]? {
    guard note.wordCount(in: span) <= fewWords,
      let sentence = note.sentenceIndex(containing: Int(span.start)),
      let heading = note.sections[note.sentences[sentence].section].heading
    else { return nil }
    let words = WhiteSpace.collapsed(note.text[heading])
    return words + (words.last == UInt8(ascii: ":") ? " " : ": ").utf8
  }
}
