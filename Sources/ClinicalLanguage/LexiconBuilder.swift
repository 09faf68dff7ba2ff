/// Gathers concepts and terms row by row for the table that `Lexicon.embedded` reads; the format of the
/// lists is in `Sources/CLexicons`.
struct LexiconBuilder {
  static let matchesPlurals = true

  private var concepts: [ConceptRecord] = []
  private var trie = TermTrie(
    expectedTerms: 9_000, expectedBytes: 400_000, matchesPlurals: matchesPlurals)

  init() {
    EmbeddedList.problems.read { addProblems($0) }
    EmbeddedList.medications.read { addMedications($0) }
    EmbeddedList.measurements.read { addMeasurements($0) }
  }

  func write(to numbers: inout CompiledNumberWriter) {
    numbers.append(concepts)
    trie.write(to: &numbers)
  }

  /// Rows of name, kind, ICD-10-CM candidates and surface terms.
  private mutating func addProblems(_ list: Span<UInt8>) {
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      // `disease` or `symptom`.
      let kind: Concept.Kind = list[row[1].lowerBound] == UInt8(ascii: "s") ? .symptom : .disease
      add(kind, name: row[0], detail: row[2], terms: row[3], of: list)
    }
  }

  /// Rows of name, class and surface terms.
  private mutating func addMedications(_ list: Span<UInt8>) {
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      add(.medication, name: row[0], detail: row[1], terms: row[2], of: list)
    }
  }

  /// Rows of name, kind, surface terms and unit.
  private mutating func addMeasurements(_ list: Span<UInt8>) {
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      guard let kind = Self.measurementKind(row[1], in: list) else { continue }
      add(kind, name: row[0], detail: row[3], terms: row[2], of: list)
    }
  }

  /// Nil for a quality such as `positive`, which is no measurement.
  static func measurementKind(_ name: Range<Int>, in list: Span<UInt8>) -> Concept.Kind? {
    if list.holds("lab_qual", in: name) { return nil }
    return list.holds("vital", in: name) ? .vitalSign : .laboratory
  }

  /// Adds a concept and its surface terms, which are divided by `|`.
  ///
  /// `=Term` is matched as written and in no other case; `~` marks an everyday word, for people who
  /// edit the list.
  private mutating func add(
    _ kind: Concept.Kind, name: Range<Int>, detail: Range<Int>, terms: Range<Int>,
    of list: Span<UInt8>
  ) {
    let payload = Int32(concepts.count)
    concepts.append(ConceptRecord(kind: kind, name: name, detail: detail))
    var position = terms.lowerBound
    while position < terms.upperBound {
      let isCaseSensitive = list[position] == UInt8(ascii: "=")
      while list[position] == UInt8(ascii: "=") || list[position] == UInt8(ascii: "~") {
        position += 1
      }
      var end = position
      while end < terms.upperBound, list[end] != UInt8(ascii: "|") { end += 1 }
      trie.insert(
        position..<end, of: list, .notTaken, payload: payload, isCaseSensitive: isCaseSensitive)
      position = end + 1
    }
  }
}
