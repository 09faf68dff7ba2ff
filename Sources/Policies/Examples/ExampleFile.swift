import SourceText

/// A file of examples for rules that stand in other files.
///
/// A few examples beside a rule say what it is for. Hundreds that ask about every word of its lists tell
/// a reader nothing more, and every run would have to parse them: they stand apart, and only what judges
/// policies reads them. They decide nothing, and the digest of a bundle does not cover them.
enum ExampleFile {
  static let schema = "vouch/policy-examples/1"

  /// Told from the first line that is neither blank nor a comment, without parsing the file. A file that
  /// says its schema further down is taken for one of rules, and refused as such: no rule is ever
  /// passed over.
  static func isOne(_ file: PolicyFile) -> Bool {
    let hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var rest = file.bytes.dropFirst(hasMark ? 3 : 0)
    for _ in 0..<mostLines {
      var line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
      guard let first, first != UInt8(ascii: "#") else {
        rest = rest[line.endIndex...].dropFirst()
        continue
      }
      while let last = line.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\r") {
        line.removeLast()
      }
      return line.elementsEqual("schema: \(schema)".utf8)
    }
    return false
  }

  /// Lines of comment that a file may begin with.
  private static let mostLines = 200
}
