/// Which text a rule holds its tables against: the parameter `side`.
enum JudgedSide: String, CaseIterable, Sendable, Hashable {
  case summary, note, both

  var readsSummary: Bool { self != .note }
  var readsNote: Bool { self != .summary }
}
