/// The results of all systems over all notes, gathered in the order of the notes.
package struct EvaluationTable: Sendable {
  package private(set) var systems: [SystemTable]
  /// The groups and the length of each note.
  private var groups: [[Dimension: [String]]]
  private var noteWords: [Int]
  /// The ids of the notes that are evaluated, in order.
  package let ids: [String]
  package var notes: Int { ids.count }

  package init(systems: [EvaluatedSystem], ids: [String]) {
    self.systems = systems.map { SystemTable($0, notes: ids.count) }
    self.ids = ids
    groups = [[Dimension: [String]]](repeating: [:], count: ids.count)
    noteWords = [Int](repeating: 0, count: ids.count)
  }

  /// - Parameter note: its place among the notes that are evaluated.
  package mutating func add(_ result: SampleResult, note: Int) {
    guard let index = systems.firstIndex(where: { $0.system.name == result.system }) else { return }
    systems[index].add(result, note: note)
    if groups[note].isEmpty { groups[note] = result.groups }
    if result.noteWords > 0 { noteWords[note] = result.noteWords }
  }

  /// Counts a note that the corpus expects to be held whatever a summary says.
  package mutating func leaveOut(_ system: String) {
    guard let index = systems.firstIndex(where: { $0.system.name == system }) else { return }
    systems[index].leftOut += 1
  }

  package func table(_ name: String) -> SystemTable? {
    systems.first { $0.system.name == name }
  }

  /// The groups of each note in a dimension; length is parted into quarters of the notes.
  package func groups(in dimension: Dimension) -> [[String]] {
    guard dimension == .length else { return groups.map { $0[dimension] ?? [] } }
    let sorted = noteWords.filter { $0 > 0 }.sorted()
    guard !sorted.isEmpty else { return groups.map { _ in [] } }
    let limits = (1...3).map { sorted[min(sorted.count - 1, sorted.count * $0 / 4)] }
    let names = [
      "1: under \(limits[0]) words", "2: from \(limits[0])", "3: from \(limits[1])",
      "4: from \(limits[2])",
    ]
    return noteWords.map { words in
      words == 0 ? [] : [names[limits.count { words >= $0 }]]
    }
  }
}
