import ClinicalLanguage
import SourceText

/// Finds the sentences of a note that hold a term: an inverted index from stems and concepts.
struct SentenceIndex: Sendable {
  /// Open addressing: the term of each slot (0: free) and the head of its list in `postings`.
  private var keys: [UInt32]
  private var heads: [Int32]
  /// In how many sentences the term of each slot stands.
  private var counts: [Int32]
  private var postings: [Posting] = []
  private let mask: Int
  let sentenceCount: Int

  private struct Posting {
    var sentence: Int32
    var next: Int32
  }

  init(_ document: ClinicalDocument, _ terms: Terms) {
    var slots = 256
    while slots < (document.tokens.count + document.facts.count) * 2 { slots *= 2 }
    keys = Array(repeating: 0, count: slots)
    heads = Array(repeating: -1, count: slots)
    counts = Array(repeating: 0, count: slots)
    mask = slots - 1
    sentenceCount = document.sentences.count
    postings.reserveCapacity(document.tokens.count)
    var fact = 0
    for (index, sentence) in document.sentences.enumerated() {
      // The words of a heading belong to the first sentence under it: `ALLERGIES: None.`
      var heading = sentence.tokens.lowerBound
      if index == 0 || document.sentences[index - 1].section != sentence.section,
        let span = document.sections[sentence.section].heading
      {
        while heading > 0, document.tokens[heading - 1].start >= span.start { heading -= 1 }
      }
      for token in heading..<sentence.tokens.upperBound where terms.isContent(token) {
        add(terms.stems[token], to: Int32(index))
      }
      while fact < document.facts.count, document.facts[fact].sentence <= index {
        if let concept = document.facts[fact].concept {
          add(Self.key(of: concept), to: Int32(index))
        }
        fact += 1
      }
    }
  }

  /// A concept among the terms. Multiplying spreads the ids over the table.
  static func key(of concept: ConceptID) -> UInt32 {
    (UInt32(bitPattern: concept.index) &+ 1) &* 0x9E37_79B1 | 1
  }

  private mutating func add(_ key: UInt32, to sentence: Int32) {
    let slot = slot(of: key)
    keys[slot] = key
    let head = heads[slot]
    // Sentences come in order, so a repeated term of the same sentence is at the head.
    if head >= 0, postings[Int(head)].sentence == sentence { return }
    postings.append(Posting(sentence: sentence, next: head))
    heads[slot] = Int32(postings.count - 1)
    counts[slot] += 1
  }

  private func slot(of key: UInt32) -> Int {
    var slot = Int(key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// In how many sentences the term stands.
  func count(of key: UInt32) -> Int { Int(counts[slot(of: key)]) }

  /// Visits the sentences that hold the term, the last first, at most `limit` of them.
  func forEachSentence(with key: UInt32, limit: Int, _ visit: (Int) -> Void) {
    var next = heads[slot(of: key)]
    var visited = 0
    while next >= 0, visited < limit {
      visit(Int(postings[Int(next)].sentence))
      next = postings[Int(next)].next
      visited += 1
    }
  }
}
