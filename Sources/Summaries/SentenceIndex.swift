import ClinicalLanguage
import SourceText

/// Finds the sentences of a note that hold a term: an inverted index from stems and concepts.
struct SentenceIndex: Sendable {
  /// Open addressing.
  private let slots: [Slot]
  private let postings: [Posting]
  let sentenceCount: Int

  private struct Slot {
    /// The term; 0 is free.
    var key: UInt32 = 0
    /// The head of its list in `postings`; -1 for none.
    var head: Int32 = -1
    /// In how many sentences it stands.
    var count: Int32 = 0
  }

  private struct Posting {
    var sentence: Int32
    var next: Int32
  }

  init(_ document: ClinicalDocument, _ terms: Terms) {
    var size = 256
    while size < (document.tokens.count + document.facts.count) * 2 { size *= 2 }
    var slots = Array(repeating: Slot(), count: size)
    var slotSpan = slots.mutableSpan
    var postings: [Posting] = []
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
        Self.add(terms.stems[token], of: Int32(index), to: &slotSpan, &postings)
      }
      while fact < document.facts.count, document.facts[fact].sentence <= index {
        if let concept = document.facts[fact].concept {
          Self.add(Self.key(of: concept), of: Int32(index), to: &slotSpan, &postings)
        }
        fact += 1
      }
    }
    self.slots = slots
    self.postings = postings
  }

  /// A concept among the terms. Multiplying spreads the ids over the table.
  static func key(of concept: ConceptID) -> UInt32 {
    (UInt32(bitPattern: concept.index) &+ 1) &* 0x9E37_79B1 | 1
  }

  @inline(__always)
  private static func add(
    _ key: UInt32, of sentence: Int32, to slots: inout MutableSpan<Slot>,
    _ postings: inout [Posting]
  ) {
    let mask = slots.count - 1
    var place = Int(key) & mask
    while slots[place].key != 0, slots[place].key != key { place = (place + 1) & mask }
    let slot = slots[place]
    // Sentences come in order, so a repeated term of the same sentence is at the head.
    if slot.head >= 0, postings[Int(slot.head)].sentence == sentence { return }
    slots[place] = Slot(key: key, head: Int32(postings.count), count: slot.count + 1)
    postings.append(Posting(sentence: sentence, next: slot.head))
  }

  private func slot(of key: UInt32) -> Slot {
    let mask = slots.count - 1
    var place = Int(key) & mask
    while slots[place].key != 0, slots[place].key != key { place = (place + 1) & mask }
    return slots[place]
  }

  /// In how many sentences the term stands.
  func count(of key: UInt32) -> Int { Int(slot(of: key).count) }

  /// Visits the sentences that hold the term, the last first, at most `limit` of them.
  func forEachSentence(with key: UInt32, limit: Int, _ visit: (Int) -> Void) {
    var next = slot(of: key).head
    var visited = 0
    while next >= 0, visited < limit {
      visit(Int(postings[Int(next)].sentence))
      next = postings[Int(next)].next
      visited += 1
    }
  }
}
