import SourceText

/// Reads values that stand in columns under the names of tests:
///
/// ```
/// date/time      K     HCO3   urea
/// 08/01 09:10    7.1   14     38.9
/// ```
///
/// A header is a line of cells of which three or more are names of measurements and none is a number;
/// the rows are the lines below it, up to an empty one. A cell belongs to the column whose name stands
/// over it, or, between bars or tabs, to the one of the same place.
struct ColumnReader {
  /// A value with the measurement that its column names.
  struct Cell {
    var concept: ConceptID
    /// The number.
    var token: Int
    /// The end of the cell.
    var end: Int
  }

  private let source: FactSource
  /// For each token the measurement whose name begins there, with the end of the name.
  private let names: [Int: (concept: ConceptID, end: Int)]

  private struct Column {
    var concept: ConceptID?
    /// Bytes from the beginning of the line.
    var start: Int
    var end: Int
  }

  /// The fewest measurements that make a header.
  private static let leastNames = 3
  /// The most cells of a line; what has more is no table that a person wrote.
  private static let mostCells = 40
  /// The most bytes by which a value may stand beside its name.
  private static let mostOffset = 4

  init(source: FactSource, names: [Int: (concept: ConceptID, end: Int)]) {
    self.source = source
    self.names = names
  }

  /// The values in order. Linear in the text: each line is divided once.
  func cells() -> [Cell] {
    guard names.count >= Self.leastNames else { return [] }
    var found: [Cell] = []
    var columns: [Column] = []
    var line = 0
    while line < source.tokens.count {
      var end = line + 1
      while end < source.tokens.count, !source.tokens[end].beginsLine { end += 1 }
      let range = line..<end
      if isAfterBlankLine(line) { columns = [] }
      if let header = header(of: range) {
        columns = header
      } else if !columns.isEmpty {
        read(range, under: columns, into: &found)
      }
      line = end
    }
    return found
  }

  private func isAfterBlankLine(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let gap = Int(source.tokens[index - 1].end)..<Int(source.tokens[index].start)
    return source.text.bytes[gap].count { $0 == 0x0A } > 1
  }

  /// The cells of a line: runs of tokens between bars, tabs or two blanks and more.
  private func divide(_ line: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    for index in line {
      let isBar = source.isMark(index, "|")
      if isBar || index > start && isGap(before: index) {
        if start < index { cells.append(start..<index) }
        start = isBar ? index + 1 : index
      }
      if cells.count > Self.mostCells { return [] }
    }
    if start < line.upperBound { cells.append(start..<line.upperBound) }
    return cells
  }

  private func isGap(before index: Int) -> Bool {
    let gap = Int(source.tokens[index - 1].end)..<Int(source.tokens[index].start)
    if gap.count > 1 { return true }
    return gap.count == 1 && source.text.bytes[gap.lowerBound] == 0x09
  }

  private func isAfterTab(_ index: Int) -> Bool {
    let start = Int(source.tokens[index].start)
    return start > 0 && source.text.bytes[start - 1] == 0x09
  }

  private func header(of line: Range<Int>) -> [Column]? {
    guard line.count >= Self.leastNames,
      !line.contains(where: { source.tokens[$0].kind == .number })
    else { return nil }
    let cells = divide(line)
    guard cells.count >= Self.leastNames else { return nil }
    let columns = cells.map { cell in
      let name = names[cell.lowerBound]
      return Column(
        concept: name.flatMap { $0.end <= cell.upperBound ? $0.concept : nil },
        start: offset(of: cell.lowerBound, in: line),
        end: offset(of: cell.upperBound - 1, in: line)
          + source.tokens[cell.upperBound - 1].span.count)
    }
    let named = columns.count { $0.concept != nil }
    return named >= Self.leastNames ? columns : nil
  }

  private func offset(of index: Int, in line: Range<Int>) -> Int {
    var start = Int(source.tokens[line.lowerBound].start)
    while start > 0, source.text.bytes[start - 1] != 0x0A { start -= 1 }
    return Int(source.tokens[index].start) - start
  }

  private func read(_ line: Range<Int>, under columns: [Column], into found: inout [Cell]) {
    let cells = divide(line)
    guard cells.count > 1 else { return }
    let isBarred = line.contains { source.isMark($0, "|") || isAfterTab($0) }
    for (place, cell) in cells.enumerated() {
      // A number alone, perhaps with a unit or a mark of its own: `7.1`, `8.2*`, `6.9 mmol/L`.
      guard source.tokens[cell.lowerBound].kind == .number, cell.count <= 5 else { continue }
      let column: Column?
      if isBarred {
        column = cells.count == columns.count ? columns[place] : nil
      } else {
        column = self.column(over: cell, in: line, columns)
      }
      guard let concept = column?.concept else { continue }
      found.append(Cell(concept: concept, token: cell.lowerBound, end: cell.upperBound))
    }
  }

  /// The one column whose name stands over the cell.
  private func column(over cell: Range<Int>, in line: Range<Int>, _ columns: [Column]) -> Column? {
    let start = offset(of: cell.lowerBound, in: line)
    let end = start + source.tokens[cell.lowerBound].span.count
    let over = columns.filter { $0.start < end && start < $0.end }
    if over.count == 1 { return over[0] }
    guard over.isEmpty else { return nil }
    let near = columns.filter {
      min(abs($0.start - start), abs($0.end - end)) <= Self.mostOffset
    }
    return near.count == 1 ? near[0] : nil
  }
}

extension FactReader {
  /// Takes the values of tables before sentences are read, which know nothing of columns.
  mutating func readColumns() {
    var names: [Int: (concept: ConceptID, end: Int)] = [:]
    for match in structure.matches {
      let concept = ConceptID(index: match.payload)
      switch structure.lexicon.kind(of: concept) {
      case .laboratory, .vitalSign:
        if names[match.tokens.lowerBound] == nil {
          names[match.tokens.lowerBound] = (concept, match.tokens.upperBound)
        }
      case .medication, .disease, .symptom: break
      }
    }
    var sentence = 0
    for cell in ColumnReader(source: source, names: names).cells() where !isTaken[cell.token] {
      while sentence + 1 < structure.sentences.count,
        structure.sentences[sentence].tokens.upperBound <= cell.token
      {
        sentence += 1
      }
      guard structure.sentences[sentence].tokens.contains(cell.token),
        let reading = measurements.reading(
          of: cell.concept, inCell: cell.token, before: cell.end),
        isFree(reading.tokens)
      else { continue }
      takeMeasurement(reading, in: sentence)
    }
  }
}
