import ClinicalLanguage
import SourceText

/// Where in a note each word and each meaning stands.
struct NoteIndex {
  /// A place: a run of words of the note.
  struct Place: Hashable {
    var start: Int32
    var end: Int32

    var words: Range<Int> { Int(start)..<Int(end) }
  }

  /// A key with the first of its places.
  private struct Slot {
    /// 0 is free.
    var key: UInt64 = 0
    /// Index into the postings; -1 for none.
    var head: Int32 = -1
  }

  /// Open addressing.
  private var slots: [Slot]
  private var keyCount = 0
  private var postings: [(place: Place, next: Int32)] = []

  /// More places of one key than this say nothing more, and would let a note of one repeated word
  /// and a summary of the same cost the product of their lengths.
  static let placeLimit = 48

  init(_ meanings: DocumentMeanings, thesaurus: Thesaurus) {
    var size = 256
    while size < meanings.words.count + meanings.mentions.count { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    postings.reserveCapacity(meanings.words.count * 2 + meanings.mentions.count * 2)
    let broader = thesaurus.broader
    // From the end, so that lists come out in the order of the text.
    for mention in meanings.mentions.reversed() {
      let place = Place(start: mention.start, end: mention.end)
      add(mention.meaning.key, place)
      if let group = mention.meaning.group {
        broader.forEach(than: group) { add(Meaning.group($0).key, place) }
      }
    }
    for index in meanings.words.indices.reversed() {
      let word = meanings.words[index]
      let place = Place(start: Int32(index), end: Int32(index + 1))
      add(word.fine, place)
      if !word.isNumber { add(Self.coarseKey(word), place) }
    }
  }

  /// The coarse root apart from fine ones of the same letters.
  static func coarseKey(_ word: MeaningWord) -> UInt64 { word.coarse ^ 0xC0A2_5E00_0000_0001 }

  @inline(__always)
  private mutating func add(_ key: UInt64, _ place: Place) {
    let slot = slot(of: key)
    let head = slots[slot].head
    if head >= 0 {
      if postings[Int(head)].place == place { return }
    } else {
      slots[slot].key = key
      keyCount += 1
    }
    slots[slot].head = Int32(postings.count)
    postings.append((place, head))
    if keyCount * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for item in old where item.key != 0 { slots[slot(of: item.key)] = item }
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 31)) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  func holds(_ key: UInt64) -> Bool { slots[slot(of: key)].head >= 0 }

  func forEachPlace(of key: UInt64, _ visit: (Place) -> Void) {
    var next = slots[slot(of: key)].head
    var count = 0
    while next >= 0, count < Self.placeLimit {
      visit(postings[Int(next)].place)
      next = postings[Int(next)].next
      count += 1
    }
  }
}
