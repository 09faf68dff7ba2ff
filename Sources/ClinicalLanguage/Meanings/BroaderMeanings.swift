/// For each meaning the broader ones, in one array: many are asked for with every note.
struct BroaderMeanings: Sendable {
  private var groups: [Int32] = []
  /// For each meaning where its broader ones begin; one more at the end.
  private var starts: [Int32] = []

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

  /// Each step up, followed by the ones up from it; a meaning that two ways lead to comes twice.
  subscript(group: Int32) -> ArraySlice<Int32> {
    groups[Int(starts[Int(group)])..<Int(starts[Int(group) + 1])]
  }
}
