/// Places of a note, each once, in the order of the text whatever the order in which they come.
///
/// Most places are one word long and many keys lead to each of them, so these are bits: to set one again
/// costs nothing, and they need no sorting.
struct PlaceSet {
  /// A bit for each word of the note that is a place by itself.
  private var words: [UInt64]
  /// Which of the numbers have bits.
  private var used = 0..<0
  /// `NoteIndex.Place.order` of the longer ones.
  private var longer: [UInt64] = []

  init(wordCount: Int) { words = Array(repeating: 0, count: wordCount / 64 + 1) }

  var isEmpty: Bool { used.isEmpty && longer.isEmpty }

  @inline(__always)
  mutating func insert(_ place: NoteIndex.Place) {
    guard place.end == place.start + 1 else { return longer.append(place.order) }
    let number = Int(place.start) >> 6
    words[number] |= 1 << UInt64(place.start & 63)
    if !used.contains(number) {
      used =
        used.isEmpty
        ? number..<number + 1
        : min(used.lowerBound, number)..<max(used.upperBound, number + 1)
    }
  }

  /// All places; the set is empty afterwards.
  mutating func removeAll() -> [NoteIndex.Place] {
    if longer.count > 1 { longer.sort() }
    var count = longer.count
    for number in used { count += words[number].nonzeroBitCount }
    var places: [NoteIndex.Place] = []
    places.reserveCapacity(count)
    var next = 0
    for number in used {
      var bits = words[number]
      words[number] = 0
      while bits != 0 {
        let start = Int32(number << 6 | bits.trailingZeroBitCount)
        bits &= bits - 1
        let place = NoteIndex.Place(start: start, end: start + 1)
        appendLonger(before: place.order, &next, to: &places)
        places.append(place)
      }
    }
    appendLonger(before: .max, &next, to: &places)
    used = 0..<0
    if !longer.isEmpty { longer.removeAll(keepingCapacity: true) }
    return places
  }

  @inline(__always)
  private func appendLonger(
    before order: UInt64, _ next: inout Int, to places: inout [NoteIndex.Place]
  ) {
    while next < longer.count, longer[next] < order {
      // In order, so that one that comes again comes right behind itself.
      if next == 0 || longer[next] != longer[next - 1] {
        places.append(NoteIndex.Place(order: longer[next]))
      }
      next += 1
    }
  }
}
