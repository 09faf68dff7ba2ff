extension Lexicon {
  /// What is embedded in the binary: the terms as a table, the headings and limits as lists. A
  /// millisecond or two of work.
  package static func embedded() -> Lexicon {
    var numbers = CompiledList.terms.numbers
    let concepts = numbers.next(of: ConceptRecord.self)
    let matcher = TermMatcher(
      TermTrie(reading: &numbers, matchesPlurals: LexiconBuilder.matchesPlurals))
    let first = concepts.firstIndex { $0.list == .measurements } ?? concepts.count
    return Lexicon(
      concepts: concepts, matcher: matcher,
      headings: EmbeddedList.sectionHeadings.read { SectionHeadings(reading: $0) },
      measurements: MeasurementTable(
        EmbeddedList.measurements.read { references(in: $0, from: first) }))
  }

  /// Rows of name, kind, surface terms, unit, unit variants, limits, their inclusiveness and source.
  ///
  /// - Parameter first: the number of the first measurement; they stand one after another.
  private static func references(
    in list: Span<UInt8>, from first: Int
  ) -> [(concept: ConceptID, name: String, reference: MeasurementReference)] {
    var references: [(concept: ConceptID, name: String, reference: MeasurementReference)] = []
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      guard let kind = LexiconBuilder.measurementKind(row[1], in: list) else { continue }
      references.append(
        (
          ConceptID(index: Int32(first + references.count)), list.string(row[0]),
          MeasurementReference(
            unit: Unit(rawValue: list.string(row[3])),
            referenceLow: Double(list.string(row[5])), referenceHigh: Double(list.string(row[6])),
            criticalLow: Double(list.string(row[7])), criticalHigh: Double(list.string(row[8])),
            criticalIsInclusive: list.string(row[9]) == "1", isVitalSign: kind == .vitalSign)
        ))
    }
    return references
  }
}
