import CanonicalJSON

/// What statistics ask of the end of a run.
///
/// Read from the bytes of its record where there are a million of them: to decode one as a whole takes
/// twenty times as long.
package struct RunFacts: Sendable, Hashable {
  package var outcome: RunRecord.Outcome
  package var audience: String
  /// The kind of the engine, and the model or the engine by its name.
  package var engine: String
  package var subgroups: [String]
  /// The rules that found something or raised an alert, each once, in their order.
  package var fired: [String]
  /// Those of which an enforced finding withheld the summary.
  package var withheld: [String]
  package var isEscalated: Bool
  package var noteBytes: Int?
  package var evidence: RunRecord.Evidence?

  package init(_ body: RunRecord) {
    outcome = body.outcome
    audience = body.audience
    engine = Self.label(body.engine.kind, model: body.model?.id, name: body.engine.name)
    subgroups = body.subgroups
    fired = Set(body.findings.map(\.rule) + body.escalations.map(\.rule)).sorted()
    withheld = Set(
      body.findings.filter { Self.withholds($0.disposition, mode: $0.mode) }.map(\.rule)
    ).sorted()
    isEscalated = !body.escalations.isEmpty
    noteBytes = body.note?.bytes
    evidence = body.evidence
  }

  private static func label(_ kind: String, model: String?, name: String?) -> String {
    [kind, model ?? name].compactMap(\.self).joined(separator: " ")
  }

  private static func withholds(_ disposition: String, mode: String) -> Bool {
    mode == RunRecord.Finding.usualMode && (disposition == "hold" || disposition == "block")
  }
}

// MARK: From the bytes of a record

extension RunFacts {
  private enum Key {
    static let disposition = Array("\"disposition\":\"".utf8)
    static let mode = Array("\"mode\":\"".utf8)
    static let rule = Array("\"rule\":\"".utf8)
    static let kind = Array("\"kind\":\"".utf8)
    static let name = Array("\"name\":\"".utf8)
    static let id = Array("\"id\":\"".utf8)
    static let element = Array("\"".utf8)
    static let bytes = Array("\"bytes\":".utf8)
    static let statements = Array("\"statements\":".utf8)
    static let supported = Array("\"supported\":".utf8)
  }

  private enum Member: String, CaseIterable {
    case audience, decision, engine, escalations, evidence, findings, model, note, subgroups

    private static let names = allCases.map { ($0, Array($0.rawValue.utf8)) }

    init?(_ key: Span<UInt8>) {
      for (member, name) in Self.names where key.holds(name, at: 0..<key.count) {
        self = member
        return
      }
      return nil
    }
  }

  /// Reads the body of the end of a run; nil where it is none.
  init?(_ body: Span<UInt8>, scanner: inout CanonicalScanner) {
    guard scanner.scanObject(body) else { return nil }
    var outcome: RunRecord.Outcome?
    var audience: String?
    var engine: (kind: String, name: String?)?
    var model: String?
    var fired: Set<String> = []
    var withheld: Set<String> = []
    (subgroups, isEscalated, noteBytes, evidence) = ([], false, nil, nil)
    for member in scanner.members {
      let value = body.extracting(member.value)
      func texts(_ key: [UInt8]) -> [String] { IndexedBody.texts(behind: key, in: value) }
      switch Member(body.extracting(member.key)) {
      case .audience: audience = texts(Key.element).first
      case .decision:
        outcome = texts(Key.element).first.flatMap(RunRecord.Outcome.init(rawValue:))
      case .engine: engine = texts(Key.kind).first.map { ($0, texts(Key.name).first) }
      case .model: model = texts(Key.id).first
      case .subgroups: subgroups = texts(Key.element)
      case .escalations:
        let rules = texts(value.count > 2 && value[1] == 0x22 ? Key.element : Key.rule)
        fired.formUnion(rules)
        isEscalated = !rules.isEmpty
      case .findings: Self.read(findings: value, &fired, &withheld)
      case .note: noteBytes = Self.number(behind: Key.bytes, in: value)
      case .evidence:
        if let statements = Self.number(behind: Key.statements, in: value),
          let supported = Self.number(behind: Key.supported, in: value)
        {
          evidence = RunRecord.Evidence(statements: statements, supported: supported)
        }
      case nil: break
      }
    }
    guard let outcome, let audience, let engine else { return nil }
    self.outcome = outcome
    self.audience = audience
    self.engine = Self.label(engine.kind, model: model, name: engine.name)
    self.fired = fired.sorted()
    self.withheld = withheld.sorted()
  }

  private static func read(
    findings: Span<UInt8>, _ fired: inout Set<String>, _ withheld: inout Set<String>
  ) {
    for range in elements(of: findings) {
      let finding = findings.extracting(range)
      let rules = IndexedBody.texts(behind: Key.rule, in: finding)
      fired.formUnion(rules)
      let disposition = IndexedBody.texts(behind: Key.disposition, in: finding).first ?? ""
      let mode = IndexedBody.texts(behind: Key.mode, in: finding).first
      if withholds(disposition, mode: mode ?? RunRecord.Finding.usualMode) {
        withheld.formUnion(rules)
      }
    }
  }

  /// Where the objects of an array stand.
  private static func elements(of array: Span<UInt8>) -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var (depth, start, index) = (0, 0, 0)
    while index < array.count {
      switch array[index] {
      case 0x22:
        index += 1
        while index < array.count, array[index] != 0x22 {
          index += array[index] == 0x5C ? 2 : 1
        }
      case 0x7B:
        if depth == 0 { start = index }
        depth += 1
      case 0x7D:
        depth -= 1
        if depth == 0 { elements.append(start..<(index + 1)) }
      default: break
      }
      index += 1
    }
    return elements
  }

  /// The count that stands behind a key; nil where there is none.
  private static func number(behind key: [UInt8], in value: Span<UInt8>) -> Int? {
    var position = 0
    while position + key.count < value.count {
      guard value[position] == 0x22, value.holds(key, at: position..<(position + key.count)) else {
        position += 1
        continue
      }
      var number = 0
      var index = position + key.count
      // Canonical numbers are below 2^53.
      while index < value.count, 0x30...0x39 ~= value[index] {
        number = number * 10 + Int(value[index] - 0x30)
        index += 1
      }
      return index > position + key.count ? number : nil
    }
    return nil
  }
}

extension AuditSearch {
  /// The facts of the runs that match, in no order; from the log itself, not from an index.
  package func visitFacts(
    matching query: AuditQuery, _ body: (Timestamp, RunFacts) -> Void
  ) throws(AuditError) {
    guard !query.asksForRuns, query.run == nil, query.reviewer == nil, query.limit == nil else {
      try visit(matching: query) { record in
        if let run = record.body, let time = Timestamp(rfc3339: record.timestamp) {
          body(time, RunFacts(run))
        }
        return true
      }
      return
    }
    try reader.visitFacts(from: query.from, to: query.to, body)
  }
}

extension AuditReader {
  fileprivate func visitFacts(
    from: Timestamp?, to: Timestamp?, _ body: (Timestamp, RunFacts) -> Void
  ) throws(AuditError) {
    let sieve = RecordSieve(AuditQuery(from: from, to: to), noteHash: nil)
    var scanner = CanonicalScanner()
    for number in try segments() {
      var isReadable = true
      try scan(segment: number) { line, record, _ in
        guard sieve.mayMatch(line, record) else { return }
        let time = String(decoding: line.extracting(record.timestamp).copy(), as: UTF8.self)
        guard let time = Timestamp(rfc3339: time),
          let facts = RunFacts(line.extracting(record.body), scanner: &scanner)
        else {
          isReadable = false
          return
        }
        body(time, facts)
      }
      if !isReadable { throw .newerVersion(path: layout.segment(number)) }
    }
  }
}
