import Cryptography

/// Ratings of summaries by people who do not know which system wrote them.
///
/// Items of PDSQI-9 (Croxford and others, "Development and validation of the Provider Documentation
/// Summarization Quality Instrument for large language models", JAMIA 2025): 1 to 5 each, the last 0 or 1.
package enum RatingSheet {
  package enum Item: String, Sendable, CaseIterable {
    case cited, accurate, thorough, useful, organized, comprehensible, succinct, synthesized,
      stigmatizing

    package var metric: String { "human.\(rawValue)" }

    /// What a rater may write.
    package var range: ClosedRange<Int> { self == .stigmatizing ? 0...1 : 1...5 }
  }

  /// Names a summary without saying whose it is.
  package static func id(of resultKey: String, seed: UInt64) -> String {
    String(SHA256.hash("vouch/rating/1\n\(seed)\n\(resultKey)").hex.prefix(16))
  }

  package static let header: [UInt8] = row(
    ["rating_id", "rater", "note", "summary"] + Item.allCases.map(\.rawValue) + ["remarks"])

  /// One line to fill in.
  package static func line(id: String, note: String, summary: String) -> [UInt8] {
    row([id, "", note, summary] + Item.allCases.map { _ in "" } + [""])
  }

  /// A row of CSV (RFC 4180). A field that a spreadsheet would take for a formula gets a quotation mark
  /// before it (OWASP, "CSV injection").
  static func row(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      if let first = field.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) {
        bytes.append(UInt8(ascii: "'"))
      }
      for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    return bytes + [0x0D, 0x0A]
  }
}

/// Sheets that came back: what people gave each summary.
package struct Ratings: Sendable {
  private let parts: [String: [RatingSheet.Item: Measures.Part]]

  /// - Throws: for a missing column, and for a rating that is none, with its line.
  package init(_ path: String) throws(EvaluationError) {
    let records = try RecordFile(path)
    var parts: [String: [RatingSheet.Item: Measures.Part]] = [:]
    for index in 0..<records.count {
      let fields = try records.fields(at: index)
      let line = records.line(of: index)
      let wanted = ["rating_id"] + RatingSheet.Item.allCases.map(\.rawValue)
      let missing = wanted.filter { !fields.names.contains($0) }
      guard missing.isEmpty, let id = fields["rating_id"] else {
        throw .missingColumns(
          missing.isEmpty ? ["rating_id"] : missing, in: path, line: line, present: fields.names)
      }
      for item in RatingSheet.Item.allCases {
        guard let text = fields[item.rawValue] else { continue }
        guard let value = Int(text), item.range.contains(value) else {
          throw .invalidData(
            path: path, line: line,
            message: "'\(item.rawValue)' must be from \(item.range.lowerBound) to "
              + "\(item.range.upperBound), or empty", hint: nil)
        }
        let before = parts[id]?[item] ?? .init(0, of: 0)
        parts[id, default: [:]][item] = .init(
          before.numerator + Double(value), of: before.denominator + 1)
      }
    }
    guard !parts.isEmpty else { throw .empty(path, what: "rating") }
    self.parts = parts
  }

  package var count: Int { parts.count }

  /// Adds what people gave a summary to its figures; false where nobody has rated it.
  package func add(to result: inout SampleResult, seed: UInt64) -> Bool {
    guard let given = parts[RatingSheet.id(of: result.key, seed: seed)] else { return false }
    for (item, part) in given { result.measures.set(item.metric, part) }
    return true
  }
}
