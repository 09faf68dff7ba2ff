/// For each meaning the broader ones, in one array: many are asked for with every note.
public struct BroaderMeanings: Sendable {
  /// Those of all meanings, one after another.
  public private(set) var groups: [Int32] = []
  /// For each meaning where its broader ones begin; one more at the end.
  @usableFromInline var starts: [Int32] = []

  /// - Parameter lists: for each meaning those one step up.
  init(_ lists: [[Int32]]) {
    starts.reserveCapacity(lists.count + 1)
    for list in lists {
      starts.append(Int32(groups.count))
      for broad in list {
        groups.append(broad)
        groups += lists[Int(broad)]
      }
    }
    starts.append(Int32(groups.count))
  }

  init(reading numbers: inout CompiledNumbers) {
    starts = numbers.next(of: Int32.self)
    groups = numbers.next(of: Int32.self)
  }

  func write(to numbers: inout CompiledNumberWriter) {
    numbers.append(starts)
    numbers.append(groups)
  }

  /// Where in `groups` those of a meaning stand: each step up, followed by the ones up from it. A
  /// meaning that two ways lead to comes twice.
  @inlinable @inline(__always)
  public func range(of group: Int32) -> Range<Int> {
    Int(starts[Int(group)])..<Int(starts[Int(group) + 1])
  }
}
