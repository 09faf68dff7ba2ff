import CLexicons

/// One of the word lists that are part of the program (sources and licences: `NOTICE`).
enum EmbeddedList: UInt8, Sendable {
  case medications, problems, measurements, sectionHeadings, equivalents, exclusives, neutralWords
  case reassurances, alertWords, ordinaryWords, diagnosisCodes

  /// Hands the bytes of the list to the closure.
  func read<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let list =
      switch self {
      case .medications: unsafe vouch_medications()
      case .problems: unsafe vouch_problems()
      case .measurements: unsafe vouch_labs_vitals()
      case .diagnosisCodes: unsafe vouch_diagnosis_codes()
      case .sectionHeadings: unsafe vouch_section_headers()
      case .equivalents: unsafe vouch_equivalents()
      case .exclusives: unsafe vouch_exclusives()
      case .neutralWords: unsafe vouch_neutralwords()
      case .reassurances: unsafe vouch_reassurances()
      case .alertWords: unsafe vouch_alert_words()
      case .ordinaryWords: unsafe vouch_english_words()
      }
    // The bytes are constants of the program: they live and stay the same as long as it runs.
    let buffer = unsafe UnsafeBufferPointer(start: list.bytes, count: list.count)
    return unsafe body(buffer.span)
  }

  /// The text of a part that lies on scalar boundaries.
  func string(_ range: Range<Int>) -> String {
    read { $0.string(range) }
  }
}

/// The rows of a list of tab-separated columns behind its header line, as ranges of its bytes.
struct TabSeparatedRows {
  /// As many columns as the widest list has; those that a row lacks are empty.
  typealias Row = [11 of Range<Int>]
  private var position = 0

  init(of list: Span<UInt8>) {
    while position < list.count, list[position] != 0x0A { position += 1 }
    position += 1
  }

  /// - Parameter list: the same one at each call.
  mutating func next(in list: Span<UInt8>) -> Row? {
    guard position < list.count else { return nil }
    var row = Row(repeating: 0..<0)
    var column = 0
    var start = position
    while position < list.count, list[position] != 0x0A {
      if list[position] == 0x09 {
        row[column] = start..<position
        column += 1
        start = position + 1
      }
      position += 1
    }
    row[column] = start..<position
    position += 1
    return row
  }
}

extension Span<UInt8> {
  /// A copy of a part that lies on scalar boundaries.
  func string(_ range: Range<Int>) -> String {
    String(decoding: range.map { self[$0] }, as: UTF8.self)
  }
}

extension Span<UInt8> {
  /// Whether exactly this text stands in the range.
  func holds(_ text: String, in range: Range<Int>) -> Bool {
    let other = text.utf8Span.span
    guard other.count == range.count else { return false }
    return other.indices.allSatisfy { self[range.lowerBound + $0] == other[$0] }
  }
}
