import ClinicalLanguage
import SourceText

/// Where in a note each word stands, and each meaning that a summary has.
struct NoteIndex {
  /// A place: a run of words of the note.
  struct Place: Hashable {
    var start: Int32
    var end: Int32

    var words: Range<Int> { Int(start)..<Int(end) }

    /// As one number, by which places are in the order of the text.
    var order: UInt64 { UInt64(UInt32(bitPattern: start)) << 32 | UInt64(UInt32(bitPattern: end)) }

    init(start: Int32, end: Int32) {
      self.start = start
      self.end = end
    }

    init(order: UInt64) {
      start = Int32(truncatingIfNeeded: order >> 32)
      end = Int32(truncatingIfNeeded: order)
    }
  }

  /// A key with the first of its places.
  private struct Slot {
    /// 0 is free.
    var key: UInt64 = 0
    /// Among the postings; -1 for none.
    var first: Int32 = -1
  }

  private struct Posting {
    var place = Place(start: 0, end: 0)
    /// The next of the same key; -1 for none.
    var next: Int32 = -1
  }

  /// Open addressing; never full.
  private let slots: [Slot]
  /// The places of all keys: few of the keys are ever asked for, so those of one are not put together.
  private let postings: [Posting]

  /// More places of one key than this say nothing more, and would let a note of one repeated word
  /// and a summary of the same cost the product of their lengths.
  static let placeLimit = 48

  /// A bit for each meaning that may be asked for: a note has many more.
  private struct Asked {
    private var bits = [UInt64](repeating: 0, count: 64)

    /// The meanings of a summary, and the broader ones of what may be a drug.
    init(_ summary: DocumentMeanings, _ broader: BroaderMeanings) {
      let mentions = summary.mentions
      var first = 0
      while first < mentions.count {
        var end = first
        var isDrug = false
        while end < mentions.count, mentions[end].start == mentions[first].start {
          insert(mentions[end].meaning.key)
          if mentions[end].kind == .drug || mentions[end].kind == .drugClass { isDrug = true }
          end += 1
        }
        if isDrug {
          for mention in mentions[first..<end] {
            guard let group = mention.meaning.group else { continue }
            for index in broader.range(of: group) {
              insert(Meaning.group(broader.groups[index]).key)
            }
          }
        }
        first = end
      }
    }

    private mutating func insert(_ key: UInt64) {
      bits[Int(truncatingIfNeeded: key >> 6) & 63] |= 1 << (key & 63)
    }

    /// Whether the meaning may be asked for; if not, it is not.
    @inline(__always)
    private func mayHold(_ key: UInt64) -> Bool {
      bits[Int(truncatingIfNeeded: key >> 6) & 63] >> (key & 63) & 1 == 1
    }

    /// Adds the place of a meaning, for it and for the broader ones, where these may be asked for.
    @inline(__always)
    func take(
      _ meaning: Meaning, _ place: Place, _ broader: BroaderMeanings, _ groups: [Int32],
      to wanted: inout [Wanted]
    ) {
      if let group = meaning.group {
        for index in broader.range(of: group).reversed() {
          let broad = Meaning.group(groups[index]).key
          if mayHold(broad) { wanted.append(Wanted(key: broad, place: place)) }
        }
      }
      if mayHold(meaning.key) { wanted.append(Wanted(key: meaning.key, place: place)) }
    }

    func take(
      _ mention: DocumentMeanings.Mention, _ broader: BroaderMeanings, _ groups: [Int32],
      to wanted: inout [Wanted]
    ) {
      take(
        mention.meaning, Place(start: mention.start, end: mention.end), broader, groups,
        to: &wanted)
    }
  }

  /// A meaning that may be asked for at one of its places.
  private struct Wanted {
    var key: UInt64
    var place: Place
  }

  /// - Parameter summary: of its meanings, and of the broader ones of its drugs, the places are found;
  ///   of words, those of all.
  init(_ meanings: DocumentMeanings, thesaurus: Thesaurus, askedBy summary: DocumentMeanings) {
    let broader = thesaurus.broader
    let broaderGroups = broader.groups
    let asked = Asked(summary, broader)
    // In the order of the text.
    var wanted: [Wanted] = []
    // An expression has three meanings or so, and these have broader ones.
    wanted.reserveCapacity(meanings.expressions.count * 4)
    let named = meanings.named
    let groups = thesaurus.payloads
    var next = 0
    for expression in meanings.expressions {
      while next < named.count, named[next].start < expression.start {
        asked.take(named[next], broader, broaderGroups, to: &wanted)
        next += 1
      }
      let place = Place(start: expression.start, end: expression.end)
      for index in expression.payloads {
        asked.take(.group(groups[index]), place, broader, broaderGroups, to: &wanted)
      }
    }
    for mention in named[next...] { asked.take(mention, broader, broaderGroups, to: &wanted) }
    let most = meanings.words.count * 2 + wanted.count
    var size = 256
    while size <= most { size *= 2 }
    var slots = Array(repeating: Slot(), count: size)
    var postings = Array(repeating: Posting(), count: most)
    var slotSpan = slots.mutableSpan
    var postingSpan = postings.mutableSpan
    var count = 0
    // From the end, so that lists come out in the order of the text.
    for item in wanted.reversed() {
      Self.add(item.key, item.place, to: &slotSpan, &postingSpan, &count)
    }
    for index in meanings.words.indices.reversed() {
      let word = meanings.words[index]
      let place = Place(start: Int32(index), end: Int32(index + 1))
      Self.add(word.fine, place, to: &slotSpan, &postingSpan, &count)
      if !word.isNumber {
        Self.add(Self.coarseKey(word), place, to: &slotSpan, &postingSpan, &count)
      }
    }
    self.postings = postings
    self.slots = slots
  }

  /// Puts a place before those of its key, unless it is the first of them.
  @inline(__always)
  private static func add(
    _ key: UInt64, _ place: Place, to slots: inout MutableSpan<Slot>,
    _ postings: inout MutableSpan<Posting>, _ count: inout Int
  ) {
    let mask = slots.count - 1
    var slot = firstSlot(of: key) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    let head = slots[slot].first
    if head >= 0, postings[Int(head)].place == place { return }
    slots[slot] = Slot(key: key, first: Int32(count))
    postings[count] = Posting(place: place, next: head)
    count += 1
  }

  @inline(__always)
  private static func firstSlot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key ^ (key >> 31))
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Self.firstSlot(of: key) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The coarse root apart from fine ones of the same letters.
  static func coarseKey(_ word: MeaningWord) -> UInt64 { word.coarse ^ 0xC0A2_5E00_0000_0001 }

  func holds(_ key: UInt64) -> Bool { slots[slot(of: key)].first >= 0 }

  @inline(__always)
  func forEachPlace(of key: UInt64, _ visit: (Place) -> Void) {
    var next = slots[slot(of: key)].first
    var count = 0
    while next >= 0, count < Self.placeLimit {
      let posting = postings[Int(next)]
      visit(posting.place)
      next = posting.next
      count += 1
    }
  }
}
