import TestSupport
import Testing

@testable import Guardrails

@Suite("Sets of places")
struct PlaceSetTests {
  @Test("places come out each once and in the order of the text, and the set is empty then")
  func order() {
    var set = PlaceSet(wordCount: 200)
    let places = [
      (70, 72), (3, 4), (70, 71), (3, 4), (199, 200), (3, 6), (70, 72), (0, 1), (64, 65),
    ]
    for (start, end) in places { set.insert(NoteIndex.Place(start: Int32(start), end: Int32(end))) }
    #expect(!set.isEmpty)
    let expected = [(0, 1), (3, 4), (3, 6), (64, 65), (70, 71), (70, 72), (199, 200)]
    #expect(
      set.removeAll() == expected.map { NoteIndex.Place(start: Int32($0.0), end: Int32($0.1)) })
    #expect(set.isEmpty)
    #expect(set.removeAll().isEmpty)
  }

  @Test("of any places it holds what a sorted set holds", arguments: 0..<50)
  func random(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var set = PlaceSet(wordCount: 300)
    for _ in 0..<3 {
      var orders: Set<UInt64> = []
      for _ in 0..<Int.random(in: 0...80, using: &random) {
        let start = Int32.random(in: 0..<296, using: &random)
        let length = Bool.random(using: &random) ? 1 : Int32.random(in: 1...4, using: &random)
        let place = NoteIndex.Place(start: start, end: start + length)
        set.insert(place)
        orders.insert(place.order)
      }
      #expect(set.isEmpty == orders.isEmpty)
      #expect(set.removeAll().map(\.order) == orders.sorted())
    }
  }
}
