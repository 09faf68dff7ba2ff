import SourceText
import Testing

@Suite("Partitioning index")
struct PartitioningIndexTests {
  @Test("is the first index of the second part, for every way to part")
  func everyWay() {
    for count in 0...9 {
      let numbers = Array(0..<count)
      for first in 0...count {
        #expect(numbers.partitioningIndex { $0 >= first } == first)
      }
    }
  }

  @Test("keeps the indices of a slice")
  func slices() {
    let slice = [1, 2, 3, 4, 5, 6][2...4]
    #expect(slice.partitioningIndex { $0 >= 4 } == 3)
    #expect(slice.partitioningIndex { $0 >= 9 } == slice.endIndex)
    #expect(slice.partitioningIndex { _ in true } == slice.startIndex)
  }
}
