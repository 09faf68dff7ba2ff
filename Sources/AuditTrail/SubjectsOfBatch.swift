/// Whom the entries of one append are about, and which of them share a key.
struct SubjectsOfBatch {
  /// Each subject once, in the order in which they come.
  private(set) var names: [String] = []
  /// For each entry the number of its subject; nil where it needs no key of its own.
  private(set) var numbers: [Int?] = []

  /// - Parameters:
  ///   - runs: The ids of the runs; the subject of what has neither subject nor id.
  ///   - sharing: Which of them go under the key of earlier content, and need none of their own.
  init(_ entries: [AuditEntry], runs: [String], sharing: [Bool]) {
    var known: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      guard entry.keepsContent, !sharing[index] else {
        numbers.append(nil)
        continue
      }
      let name = entry.subject ?? entry.noteIdentifier ?? runs[index]
      let number = known[name] ?? names.count
      if number == names.count {
        known[name] = number
        names.append(name)
      }
      numbers.append(number)
    }
  }
}
