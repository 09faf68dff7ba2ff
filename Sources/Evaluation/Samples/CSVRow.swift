/// One row of CSV as RFC 4180 has it: fields in quotation marks may hold separators, line breaks and
/// doubled quotation marks.
package enum CSVRow {
  package struct Mistake: Error, Hashable {
    package let message: String
  }

  /// - Parameter bytes: a row without its line break, as `RecordSplitter` cuts it.
  package static func fields(
    _ bytes: some Sequence<UInt8>, separator: UInt8 = UInt8(ascii: ",")
  ) throws(Mistake) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var state = State.start
    for byte in bytes {
      switch (state, byte) {
      case (.start, UInt8(ascii: "\"")): state = .quoted
      case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
      case (.quoteInQuoted, UInt8(ascii: "\"")):
        field.append(byte)
        state = .quoted
      case (.start, separator), (.plain, separator), (.quoteInQuoted, separator):
        try end(&field, into: &fields)
        state = .start
      case (.quoteInQuoted, 0x0D): break
      case (.quoteInQuoted, _):
        throw Mistake(message: "text behind a closing quotation mark")
      case (.plain, UInt8(ascii: "\"")):
        throw Mistake(message: "a quotation mark inside a field that does not begin with one")
      case (.quoted, _): field.append(byte)
      case (.start, _), (.plain, _):
        field.append(byte)
        state = .plain
      }
    }
    if state == .quoted { throw Mistake(message: "a quotation mark is not closed") }
    if state != .quoteInQuoted, field.last == 0x0D { field.removeLast() }
    try end(&field, into: &fields)
    return fields
  }

  private enum State { case start, plain, quoted, quoteInQuoted }

  private static func end(
    _ field: inout [UInt8], into fields: inout [String]
  ) throws(Mistake) {
    guard let text = String(validating: field, as: UTF8.self) else {
      throw Mistake(message: "not valid UTF-8")
    }
    fields.append(text)
    field.removeAll(keepingCapacity: true)
  }
}
