/// Whom the entries of one append are about, and which of them share a key.
struct SubjectsOfBatch {
  /// Each subject once, in the order in which they come.
  private(set) var names: [String] = []
  private var runs: [String] = []
  private var numbers: [Int?] = []
  private var position = 0

  /// - Parameter sharing: Which of them go under the key of earlier content, and need none of their own.
  init(
    _ entries: [AuditEntry], sharing: [Bool], environment: AuditEnvironment
  ) throws(AuditError) {
    var known: [String: Int] = [:]
    for (entry, isSharing) in zip(entries, sharing) {
      var run = entry.runID ?? ""
      if run.isEmpty { run = Hexadecimal.digits(try environment.randomBytes(16)) }
      runs.append(run)
      guard entry.keepsContent, !isSharing else {
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

  /// The run of the next entry, and the number of its subject; nil where no key of its own is needed.
  mutating func next() -> (run: String, subject: Int?) {
    defer { position += 1 }
    return (runs[position], numbers[position])
  }
}
