import CLexicons

/// A word list as the table that is looked into, made beforehand by `make tables`.
///
/// To cut the 25,000 rows of meanings into words at each start took fifty milliseconds; to copy the
/// table takes less than one. A test compares every table with its list.
package enum CompiledList: String, CaseIterable, Sendable {
  case terms, meanings, exclusives, reassurances
  case ordinaryWords = "ordinary_words"

  /// Its name in `Sources/CLexicons`.
  package var fileName: String { "\(rawValue).bin" }

  /// The table that is part of the program.
  package var embedded: [UInt8] { numbers.contents }

  /// The table made anew from its list.
  package func compiled() -> [UInt8] {
    var numbers = CompiledNumberWriter()
    switch self {
    case .terms: LexiconBuilder().write(to: &numbers)
    case .meanings: ThesaurusBuilder().write(to: &numbers)
    case .exclusives: ExclusiveAxes.compiledTrie().write(to: &numbers)
    case .reassurances: Reassurances.compiledTrie().write(to: &numbers)
    case .ordinaryWords:
      numbers.append(EmbeddedList.ordinaryWords.read { RootSet.roots(linesOf: $0) })
    }
    return numbers.bytes
  }

  /// Its lists of numbers, from the first on.
  var numbers: CompiledNumbers {
    let table =
      switch self {
      case .terms: unsafe vouch_terms()
      case .meanings: unsafe vouch_meanings()
      case .exclusives: unsafe vouch_exclusives_table()
      case .reassurances: unsafe vouch_reassurances_table()
      case .ordinaryWords: unsafe vouch_ordinary_words()
      }
    return unsafe CompiledNumbers(
      constants: UnsafeRawBufferPointer(start: table.bytes, count: table.count))
  }
}
