/// Rows of comma-separated values (RFC 4180) that a spreadsheet takes for text.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []

  init(header: [String]) { row(header) }

  mutating func row(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(cell)
    }
    bytes += [0x0D, 0x0A]
  }

  /// A cell that begins like a formula would be run by a spreadsheet that opens the file, so it gets an
  /// apostrophe (OWASP, "CSV Injection").
  private mutating func append(_ cell: String) {
    var cell = cell
    if let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) {
      cell = "'" + cell
    }
    let isPlain = cell.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
    bytes += isPlain ? Array(cell.utf8) : Array("\"\(cell.replacing("\"", with: "\"\""))\"".utf8)
  }
}
