package import SourceText

/// A parsed file: its tree, and the text that places refer to.
package struct YAMLDocument: Sendable {
  /// As messages show it.
  package let path: String
  /// Without the byte order mark that some editors put first.
  package let source: SourceText
  package internal(set) var root: YAMLNode
  /// Further files whose nodes stand in the tree, in order of their places.
  var joined: [JoinedFile] = []
  private let lines: LineTable
  private let scalars: ScalarOffsets

  init(path: String, source: SourceText) {
    self.path = path
    self.source = source
    root = YAMLNode(content: .refused, span: TextSpan(0, 0))
    lines = LineTable(source)
    scalars = ScalarOffsets(source)
  }

  /// Reads one file; the document is nil exactly where the syntax has an error.
  package static func parse(
    _ bytes: [UInt8], path: String
  ) -> (document: YAMLDocument?, diagnostics: [Diagnostic]) {
    let source: SourceText
    do {
      source = try accept(bytes)
    } catch {
      return (nil, [error.diagnostic(path: path, bytes: bytes)])
    }
    var document = YAMLDocument(path: path, source: source)
    let problems = ProblemList(document, family: "Y")
    if let root = YAMLTreeBuilder.build(document, problems: problems) { document.root = root }
    return (problems.hasErrors ? nil : document, problems.diagnostics)
  }

  private static func accept(_ bytes: [UInt8]) throws(RefusedBytes) -> SourceText {
    guard bytes.count <= YAMLLimits.byteCount else { throw .tooLarge }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    do {
      return try SourceText(validating: hasMark ? Array(bytes.dropFirst(3)) : bytes)
    } catch {
      let skipped = hasMark ? 3 : 0
      switch error {
      case .tooLarge: throw .tooLarge
      case .invalidUTF8(let offset): throw .invalidUTF8(offset: offset + skipped)
      case .containsNUL(let offset): throw .containsNUL(offset: offset + skipped)
      }
    }
  }

  /// The byte at which the scalar begins; the end of the file where there are fewer.
  func byteOffset(ofScalar scalar: Int) -> Int {
    scalars.byteOffset(ofScalar: scalar) ?? source.count
  }

  /// The line of a byte offset, from 1.
  package func line(of offset: Int) -> Int { position(of: offset).line }

  /// The line and the column of a byte offset, both from 1; the column counts Unicode scalars.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    if let file = joinedFile(at: offset) { return file.document.position(of: offset - file.start) }
    return lines.position(ofByte: offset)
  }

  /// A diagnostic that underlines the span as far as it stands on its first line.
  package func diagnostic(
    at span: TextSpan, severity: Diagnostic.Severity = .error, code: String, message: String,
    hint: String? = nil
  ) -> Diagnostic {
    if let file = joinedFile(at: Int(span.start)) {
      return file.document.diagnostic(
        at: span.shifted(by: -file.start), severity: severity, code: code, message: message,
        hint: hint)
    }
    let start = min(Int(span.start), source.count)
    let (line, column) = position(of: start)
    var end = start
    var length = 0
    while end < min(Int(span.end), source.count), source.bytes[end] != 0x0A, length < 160 {
      if source.bytes[end] & 0xC0 != 0x80 { length += 1 }
      end += 1
    }
    return Diagnostic(
      file: path, line: line, column: column, length: length, severity: severity, code: code,
      message: message, hint: hint, sourceLine: shownLine(around: start, column: column))
  }

  /// The line as far as a terminal shows it; nil where the column lies beyond that.
  private func shownLine(around offset: Int, column: Int) -> String? {
    guard column <= Self.shownColumns else { return nil }
    var start = offset
    while start > 0, source.bytes[start - 1] != 0x0A { start -= 1 }
    var end = start
    var shown = 0
    while end < source.count, source.bytes[end] != 0x0A {
      if source.bytes[end] & 0xC0 != 0x80 { shown += 1 }
      if shown > Self.shownColumns { break }
      end += 1
    }
    if end > start, source.bytes[end - 1] == 0x0D { end -= 1 }
    return source.string(TextSpan(start, end)).visible
  }

  /// The width at which `Diagnostic.rendered` cuts a line.
  private static let shownColumns = 160
}

/// Why bytes never reach the parser.
private enum RefusedBytes: Error {
  case tooLarge
  case invalidUTF8(offset: Int)
  case containsNUL(offset: Int)

  func diagnostic(path: String, bytes: [UInt8]) -> Diagnostic {
    switch self {
    case .tooLarge:
      return Diagnostic(
        file: path, line: 1, column: 1, code: SyntaxProblem.tooLarge.rawValue,
        message:
          "the file has \(bytes.count) bytes, more than the limit of \(YAMLLimits.byteCount)",
        hint: "split it into several files")
    case .invalidUTF8(let offset):
      return Self.place(
        offset, in: bytes, path: path, code: .invalidUTF8,
        message: "not valid UTF-8 at byte offset \(offset)",
        hint: "save the file as UTF-8")
    case .containsNUL(let offset):
      return Self.place(
        offset, in: bytes, path: path, code: .controlCharacter,
        message: "a NUL byte at byte offset \(offset)", hint: "this looks like a binary file")
    }
  }

  private static func place(
    _ offset: Int, in bytes: [UInt8], path: String, code: SyntaxProblem, message: String,
    hint: String
  ) -> Diagnostic {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic(
      file: path, line: before.count { $0 == 0x0A } + 1,
      column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1, code: code.rawValue,
      message: message, hint: hint)
  }
}
