import SourceText

/// Builds the tree of a file from libyaml's events and refuses what strict YAML leaves out.
///
/// What is refused inside the tree (an anchor, a duplicate field) is reported and reading goes on;
/// a fault of syntax or an exceeded limit ends it.
struct YAMLTreeBuilder: ~Copyable {
  private var events: YAMLEventSource
  private let document: YAMLDocument
  private let problems: ProblemList
  private var nodeCount = 0
  private var depth = 0
  /// End of the last indentation that was reported, so that a line is reported once.
  private var reportedIndentation = -1

  /// Reading cannot go on; the reason is in the list.
  private struct Abandoned: Error {}

  /// The root; nil where reading had to end.
  static func build(_ document: YAMLDocument, problems: ProblemList) -> YAMLNode? {
    guard !reportUnusualLineBreak(in: document, to: problems) else { return nil }
    guard let events = YAMLEventSource(document.source.bytes) else {
      problems.report(at: TextSpan(0, 0), .malformed, "no memory to read the file")
      return nil
    }
    var builder = YAMLTreeBuilder(events, document, problems)
    do {
      return try builder.readDocument()
    } catch {
      return nil
    }
  }

  private init(
    _ events: consuming YAMLEventSource, _ document: YAMLDocument, _ problems: ProblemList
  ) {
    self.events = events
    self.document = document
    self.problems = problems
  }

  private mutating func next() throws(Abandoned) -> YAMLEvent {
    do {
      return try events.next()
    } catch {
      let explanation = error.explained(in: document)
      problems.report(
        at: TextSpan(explanation.offset, min(explanation.offset + 1, document.source.count)),
        explanation.problem, explanation.message, hint: explanation.hint)
      throw Abandoned()
    }
  }

  private mutating func readDocument() throws(Abandoned) -> YAMLNode {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd:
        if let root { return root }
        problems.report(
          at: TextSpan(0, 0), .empty, "the file has no content")
        throw Abandoned()
      case .documentStart(let hasDirectives):
        if hasDirectives {
          problems.report(at: span(of: event), .directive, "a directive ('%') is not allowed")
        }
        guard root == nil else {
          problems.report(
            at: span(of: event), .secondDocument, "a second document in one file is not allowed",
            hint: "put it into a file of its own")
          throw Abandoned()
        }
        root = try readNode(from: try next())
      default: continue
      }
    }
  }

  private mutating func readNode(from event: YAMLEvent) throws(Abandoned) -> YAMLNode {
    nodeCount += 1
    let span = span(of: event)
    guard nodeCount <= YAMLLimits.nodeCount else {
      problems.report(
        at: span, .tooManyNodes, "more than \(YAMLLimits.nodeCount) values in one file",
        hint: "split it into several files")
      throw Abandoned()
    }
    checkIndentation(before: Int(span.start))
    refuseProperties(of: event, at: span)
    switch event.kind {
    case .scalar(let scalar): return readScalar(scalar, at: span)
    case .sequenceStart(let isFlow): return try readSequence(isFlow: isFlow, at: span)
    case .mappingStart(let isFlow): return try readMapping(isFlow: isFlow, at: span)
    case .alias:
      problems.report(
        at: span, .alias, "an alias ('*') is not allowed",
        hint: "write the value out, or put the text in quotes")
      return YAMLNode(content: .refused, span: span)
    default:
      return YAMLNode(content: .refused, span: span)
    }
  }

  private func readScalar(_ scalar: YAMLScalar, at span: TextSpan) -> YAMLNode {
    // The file has none, so only an escape can make one, which is longer than what it stands for.
    if scalar.style == .doubleQuoted, Int(span.end - span.start) > scalar.text.utf8.count + 2,
      scalar.text.utf8.contains(0)
    {
      problems.report(at: span, .controlCharacter, "the escape for NUL is not allowed")
      return YAMLNode(content: .refused, span: span)
    }
    return YAMLNode(content: .scalar(scalar), span: span)
  }

  private mutating func readSequence(
    isFlow: Bool, at start: TextSpan
  ) throws(Abandoned) -> YAMLNode {
    try enter(at: start)
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        depth -= 1
        let end = isFlow ? Int(span(of: event).end) : Int(start.start) + 1
        return YAMLNode(content: .sequence(items), span: TextSpan(Int(start.start), end))
      }
      items.append(try readNode(from: event))
    }
  }

  private mutating func readMapping(
    isFlow: Bool, at start: TextSpan
  ) throws(Abandoned) -> YAMLNode {
    try enter(at: start)
    var entries = AcceptedEntries()
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        depth -= 1
        let whole = TextSpan(start: start.start, end: max(start.end, span(of: event).end))
        return YAMLNode(
          content: .mapping(entries.list),
          span: isFlow ? whole : entries.list.first?.keySpan ?? start)
      }
      let keyNode = try readNode(from: event)
      let value = try readNode(from: try next())
      guard let key = acceptKey(keyNode, among: entries) else { continue }
      entries.append(YAMLEntry(key: key, keySpan: keyNode.span, value: value))
    }
  }

  private func acceptKey(_ node: YAMLNode, among entries: AcceptedEntries) -> String? {
    switch node.content {
    case .refused: return nil
    case .scalar(let key) where !key.text.isEmpty:
      if key.style == .plain, key.text == "<<" {
        problems.report(
          at: node.span, .mergeKey, "a merge key ('<<') is not allowed",
          hint: "write the fields out")
        return nil
      }
      if let first = entries.place(of: key.text) {
        guard !problems.isFull else { return nil }
        problems.report(
          at: node.span, .duplicateKey, "duplicate field \(key.text.quoted)",
          hint: "it was first given in line \(document.line(of: Int(first.start)))")
        return nil
      }
      return key.text
    default:
      problems.report(at: node.span, .keyIsNotText, "a field name must be text")
      return nil
    }
  }

  private mutating func enter(at span: TextSpan) throws(Abandoned) {
    depth += 1
    guard depth <= YAMLLimits.depth else {
      problems.report(
        at: span, .tooDeep, "lists and mappings nest more than \(YAMLLimits.depth) deep")
      throw Abandoned()
    }
  }

  private func refuseProperties(of event: YAMLEvent, at span: TextSpan) {
    if event.hasAnchor {
      problems.report(
        at: span, .anchor, "an anchor ('&') is not allowed",
        hint: "write the value out where it is needed")
    }
    if event.hasTag {
      problems.report(
        at: span, .tag, "a tag ('!') is not allowed",
        hint: "values have the type that their field demands")
    }
  }

  /// Inside brackets libyaml lets tabs pass as indentation.
  private mutating func checkIndentation(before offset: Int) {
    var start = offset
    var tab: Int?
    while start > 0,
      document.source.bytes[start - 1] == 0x20
        || document.source.bytes[start - 1] == 0x09
    {
      start -= 1
      if document.source.bytes[start] == 0x09 { tab = start }
    }
    guard let tab, start == 0 || document.source.bytes[start - 1] == 0x0A,
      start > reportedIndentation
    else { return }
    reportedIndentation = start
    problems.report(
      at: TextSpan(tab, tab + 1), .tabIndentation, "a tab is used as indentation",
      hint: "indent with spaces")
  }

  private func span(of event: YAMLEvent) -> TextSpan {
    let start = document.byteOffset(ofScalar: event.start)
    return TextSpan(start, max(start, document.byteOffset(ofScalar: event.end)))
  }

  /// libyaml follows YAML 1.1 and breaks lines at NEL, LS, PS and a lone CR, where an editor or a
  /// reviewer sees one line.
  private static func reportUnusualLineBreak(
    in document: YAMLDocument, to problems: ProblemList
  ) -> Bool {
    let allBytes = document.source.bytes
    let bytes = allBytes.span
    var next = 0
    while next < bytes.count {
      // Eight bytes at once as long as they are ASCII without CR: a byte that is CR becomes 0, from which
      // subtracting 1 sets the high bit, and no other's where all are plain.
      if next + 8 <= bytes.count {
        let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: next, as: UInt64.self)
        let marked = (word ^ 0x0D0D_0D0D_0D0D_0D0D) &- 0x0101_0101_0101_0101
        if (word | marked) & 0x8080_8080_8080_8080 == 0 {
          next += 8
          continue
        }
      }
      let index = next
      let byte = bytes[index]
      next += 1
      if byte < 0x80, byte != 0x0D { continue }
      let isUnusual =
        switch byte {
        case 0x0D: index + 1 == bytes.count || bytes[index + 1] != 0x0A
        case 0xC2: bytes[index + 1] == 0x85
        case 0xE2: bytes[index + 1] == 0x80 && (bytes[index + 2] & 0xFE) == 0xA8
        default: false
        }
      guard isUnusual else { continue }
      problems.report(
        at: TextSpan(index, index + 1), .unusualLineBreak,
        "a line break other than LF or CR LF is not allowed",
        hint: "CR alone, U+0085, U+2028 and U+2029 look like one line in most editors")
      return true
    }
    return false
  }
}

/// The fields of a mapping so far. Most mappings have a handful, which are compared one by one; many are
/// looked up, so that a mapping of a thousand fields costs no thousand times thousand comparisons.
private struct AcceptedEntries {
  private(set) var list: [YAMLEntry] = []
  private var places: [String: TextSpan] = [:]
  private static let handful = 12

  mutating func append(_ entry: YAMLEntry) {
    list.append(entry)
    if list.count == Self.handful + 1 {
      for entry in list { places[entry.key] = entry.keySpan }
    } else if list.count > Self.handful {
      places[entry.key] = entry.keySpan
    }
  }

  func place(of key: String) -> TextSpan? {
    if list.count > Self.handful { return places[key] }
    return list.first { $0.key == key }?.keySpan
  }
}
