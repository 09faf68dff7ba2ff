extension Lexicon {
  /// Reads the lists that are embedded in the binary; their format is in `Sources/CLexicons`. A few
  /// milliseconds of work.
  package static func embedded() -> Lexicon {
    var builder = LexiconBuilder()
    EmbeddedList.problems.read { builder.addProblems($0) }
    EmbeddedList.medications.read { builder.addMedications($0) }
    EmbeddedList.measurements.read { builder.addMeasurements($0) }
    return builder.lexicon(
      headings: EmbeddedList.sectionHeadings.read { SectionHeadings(reading: $0) })
  }
}

/// Gathers concepts and terms row by row, straight from the bytes of the lists.
struct LexiconBuilder: ~Copyable {
  private var concepts: [ConceptRecord] = []
  // The embedded lists have 18,000 surface terms in 700 kB.
  private var trie = TermTrie(expectedTerms: 18_000, expectedBytes: 700_000, matchesPlurals: true)
  private var references: [(concept: ConceptID, name: String, reference: MeasurementReference)] = []

  init() { concepts.reserveCapacity(12_000) }

  consuming func lexicon(headings: SectionHeadings) -> Lexicon {
    Lexicon(
      concepts: concepts, matcher: TermMatcher(trie), headings: headings,
      measurements: MeasurementTable(references))
  }

  /// Rows of name, kind, ICD-10-CM candidates and surface terms.
  mutating func addProblems(_ list: Span<UInt8>) {
    let source = trie.open(list)
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      // `disease` or `symptom`.
      let kind: Concept.Kind = list[row[1].lowerBound] == UInt8(ascii: "s") ? .symptom : .disease
      add(kind, name: row[0], detail: row[2], terms: row[3], of: list, source)
    }
  }

  /// Rows of name, class and surface terms.
  mutating func addMedications(_ list: Span<UInt8>) {
    let source = trie.open(list)
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      add(.medication, name: row[0], detail: row[1], terms: row[2], of: list, source)
    }
  }

  /// Rows of name, kind, surface terms, unit, unit variants, limits, their inclusiveness and source.
  mutating func addMeasurements(_ list: Span<UInt8>) {
    let source = trie.open(list)
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      let kind = list.string(row[1])
      // A quality such as `positive` is no measurement.
      guard kind != "lab_qual" else { continue }
      let isVitalSign = kind == "vital"
      references.append(
        (
          ConceptID(index: Int32(concepts.count)), list.string(row[0]),
          MeasurementReference(
            unit: Unit(rawValue: list.string(row[3])),
            referenceLow: Double(list.string(row[5])), referenceHigh: Double(list.string(row[6])),
            criticalLow: Double(list.string(row[7])), criticalHigh: Double(list.string(row[8])),
            criticalIsInclusive: list.string(row[9]) == "1", isVitalSign: isVitalSign)
        ))
      add(
        isVitalSign ? .vitalSign : .laboratory, name: row[0], detail: row[3], terms: row[2],
        of: list, source)
    }
  }

  /// Adds a concept and its surface terms, which are divided by `|`.
  ///
  /// `=Term` is matched as written and in no other case; `~` marks an everyday word, for people who
  /// edit the list.
  private mutating func add(
    _ kind: Concept.Kind, name: Range<Int>, detail: Range<Int>, terms: Range<Int>,
    of list: Span<UInt8>, _ source: TermSource
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
        position..<end, of: list, source, payload: payload, isCaseSensitive: isCaseSensitive)
      position = end + 1
    }
  }
}
