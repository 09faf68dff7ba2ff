package import ClinicalLanguage
import SourceText
package import Summaries

/// How much of a reference a summary covers, and how long it is.
package enum CoverageScores {
  /// ROUGE of the claims of a draft, each on a line, against a reference.
  package static func rouge(
    of candidate: RougeText, reference: RougeText, into measures: inout Measures
  ) {
    let rouge = Rouge(reference: reference, candidate: candidate)
    measures.mean("rouge1.f1", rouge.one.f1)
    measures.mean("rouge1.recall", rouge.one.recall)
    measures.mean("rouge2.f1", rouge.two.f1)
    measures.mean("rougeLsum.f1", rouge.lsum.f1)
  }

  /// Clinical concepts that summary and reference have in common.
  package static func concepts(
    of summary: Set<ConceptMention>, reference: Set<ConceptMention>, into measures: inout Measures
  ) {
    let common = summary.intersection(reference).count
    measures.rate("concepts.precision", common, of: summary.count)
    measures.rate("concepts.recall", common, of: reference.count)
    let total = summary.count + reference.count
    if total > 0 { measures.mean("concepts.f1", 2 * Double(common) / Double(total)) }
  }

  package static func length(words: Int, noteWords: Int, into measures: inout Measures) {
    measures.mean("length.words", Double(words))
    if noteWords > 0 { measures.mean("length.compression", Double(words) / Double(noteWords)) }
  }

  /// Words parted by white space.
  package static func wordCount(_ bytes: some Sequence<UInt8>) -> Int {
    var count = 0
    var isInWord = false
    for byte in bytes {
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      if !isSpace, !isInWord { count += 1 }
      isInWord = !isSpace
    }
    return count
  }
}

/// A clinical concept as a text mentions it: which one, and whether it is denied.
package struct ConceptMention: Sendable, Hashable {
  private let concept: ConceptID
  private let isDenied: Bool

  /// The concepts of a document: problems, drugs, allergies, measurements and procedures that the
  /// lexicon knows. What is hypothetical or a relative's is none of the patient's.
  package static func all(in document: ClinicalDocument) -> Set<ConceptMention> {
    var mentions: Set<ConceptMention> = []
    for fact in document.facts {
      guard let concept = fact.concept, fact.context.experiencer == .patient else { continue }
      switch fact.context.assertion {
      case .present, .possible: mentions.insert(.init(concept: concept, isDenied: false))
      case .absent: mentions.insert(.init(concept: concept, isDenied: true))
      case .conditional, .hypothetical: continue
      }
    }
    return mentions
  }
}

extension Draft {
  /// The claims alone, each on a line: what is scored, so that headings and disclaimers do not count.
  package var claimText: [UInt8] {
    var bytes: [UInt8] = []
    for claim in claims {
      if !bytes.isEmpty { bytes.append(0x0A) }
      bytes += text[claim.span].map { $0 == 0x0A ? 0x20 : $0 }
    }
    return bytes
  }
}
