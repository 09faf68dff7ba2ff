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

  private var keys: [UInt64]
  private var heads: [Int32]
  private var postings: [(place: Place, next: Int32)] = []

  /// More places of one key than this say nothing more, and would let a note of one repeated word
  /// and a summary of the same cost the product of their lengths.
  static let placeLimit = 48

  init(_ meanings: DocumentMeanings, thesaurus: Thesaurus) {
    var slots = 1024
    while slots < meanings.words.count * 4 + meanings.mentions.count * 4 { slots *= 2 }
    keys = Array(repeating: 0, count: slots)
    heads = Array(repeating: -1, count: slots)
    postings.reserveCapacity(meanings.words.count * 2 + meanings.mentions.count * 2)
    // From the end, so that lists come out in the order of the text.
    for mention in meanings.mentions.reversed() {
      let place = Place(start: mention.start, end: mention.end)
      add(mention.meaning.key, place)
      if let group = mention.meaning.group { addBroader(group, place, thesaurus, depth: 0) }
    }
    for index in meanings.words.indices.reversed() {
      let word = meanings.words[index]
      let place = Place(start: Int32(index), end: Int32(index + 1))
      add(word.fine, place)
      if !word.isNumber { add(Self.coarseKey(word), place) }
    }
  }

  /// A step up, and one more: a cholecystectomy is abdominal surgery, which is surgery.
  private mutating func addBroader(
    _ group: Int32, _ place: Place, _ thesaurus: Thesaurus, depth: Int
  ) {
    guard depth < 2 else { return }
    for broad in thesaurus.broader(than: group) {
      add(Meaning.group(broad).key, place)
      addBroader(broad, place, thesaurus, depth: depth + 1)
    }
  }

  /// The coarse root apart from fine ones of the same letters.
  static func coarseKey(_ word: MeaningWord) -> UInt64 { word.coarse ^ 0xC0A2_5E00_0000_0001 }

  private mutating func add(_ key: UInt64, _ place: Place) {
    let slot = slot(of: key)
    keys[slot] = key
    if heads[slot] >= 0, postings[Int(heads[slot])].place == place { return }
    postings.append((place, heads[slot]))
    heads[slot] = Int32(postings.count - 1)
  }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 31)) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  func holds(_ key: UInt64) -> Bool { heads[slot(of: key)] >= 0 }

  func forEachPlace(of key: UInt64, _ visit: (Place) -> Void) {
    var next = heads[slot(of: key)]
    var count = 0
    while next >= 0, count < Self.placeLimit {
      visit(postings[Int(next)].place)
      next = postings[Int(next)].next
      count += 1
    }
  }
}
