import SourceText
import Summaries

/// Claims that name a cause.
///
/// CREOLA's type "causality" is a cause that the writer supposes without support of the text (Asgari and
/// others, npj Digital Medicine 2025). Counted is what words can tell: claims with an expression of cause
/// of which no cited place has any. A cause that is exchanged for another is not seen.
enum CausalClaim {
  static func count(in grounded: GroundedDraft, note: SourceText) -> Int {
    grounded.claims.count { claim in
      holds(Self.stated, grounded.draft.text[claim.claim.span])
        && !claim.evidence.contains { holds(Self.stated + Self.hinted, note[$0]) }
    }
  }

  private static let stated = expressions([
    "due to", "caused by", "because of", "secondary to", "as a result of", "resulting from",
    "owing to", "attributed to", "attributable to", "brought on by", "triggered by", "induced by",
  ])

  /// What notes write in their place: `2/2`, `potassium 6.4 from spironolactone`, `drug-induced`.
  private static let hinted = expressions([
    "from", "2/2", "d/t", "because", "induced", "related", "associated with",
  ])

  private static func expressions(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  /// Whether an expression stands there, between no letters and digits; line breaks are spaces.
  private static func holds(_ expressions: [[UInt8]], _ text: ArraySlice<UInt8>) -> Bool {
    let folded = text.map { byte -> UInt8 in
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case 0x09...0x0D: 0x20
      default: byte
      }
    }
    return expressions.contains { expression in
      var start = 0
      while start + expression.count <= folded.count {
        let end = start + expression.count
        if folded[start..<end].elementsEqual(expression),
          start == 0 || !isWord(folded[start - 1]), end == folded.count || !isWord(folded[end])
        {
          return true
        }
        start += 1
      }
      return false
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }
}
