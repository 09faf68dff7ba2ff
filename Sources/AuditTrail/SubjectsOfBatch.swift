/// Whom the entries of one append are about, and which of them share a key.
struct SubjectsOfBatch {
  /// Each subject once, in the order in which they come.
  private(set) var names: [String] = []
  private var runs: [String] = []
  private var numbers: [Int?] = []
  private var position = 0

  init(_ entries: [AuditEntry], environment: AuditEnvironment) throws(AuditError) {
    var known: [String: Int] = [:]
    for entry in entries {
      let run = Hexadecimal.digits(try environment.randomBytes(16))
      runs.append(run)
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

  /// The run of the next entry, and the number of its subject; nil where no content is kept.
  mutating func next() -> (run: String, subject: Int?) {
    defer { position += 1 }
    return (runs[position], numbers[position])
  }
}
