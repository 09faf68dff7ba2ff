/// Whom the entries of one append are about, and which of them share a key.
struct SubjectsOfBatch {
  /// Each subject once, in the order in which they come.
  private(set) var names: [String] = []
  /// For each entry the number of its subject; nil where no content is kept.
  private(set) var numbers: [Int?] = []

  /// - Parameter runs: The ids of the runs; the subject of what has neither subject nor id.
  init(_ entries: [AuditEntry], runs: [String]) {
    var known: [String: Int] = [:]
    for (entry, run) in zip(entries, runs) {
      guard entry.keepsContent else {
        numbers.append(nil)
        continue
      }
      let name = entry.subject ?? entry.noteIdentifier ?? run
      let number = known[name] ?? names.count
      if number == names.count {
        known[name] = number
        names.append(name)
      }
      numbers.append(number)
    }
  }
}
