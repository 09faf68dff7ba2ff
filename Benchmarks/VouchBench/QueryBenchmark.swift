import AuditTrail
import Synchronization

/// Questions to a long trail: how long the slowest filter takes, with the index and without.
struct QueryBenchmark {
  private let options: BenchOptions
  private static let batch = 2_000

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let folder = try temporaryFolder("query")
    defer { removeFolder(folder) }
    do throws(AuditError) {
      let reader = try fill(folder + "/audit")
      let building = try seconds { () throws(AuditError) in _ = try AuditSearch(reader) }
      var slowest: (name: String, seconds: Double) = ("", 0)
      var slowestScan: (name: String, seconds: Double) = ("", 0)
      for (name, query) in Self.queries {
        // What a command does: it opens the index, asks, and reads what it found.
        let indexed = try seconds { () throws(AuditError) in
          _ = try AuditSearch(reader).records(matching: query)
        }
        if indexed > slowest.seconds { slowest = (name, indexed) }
      }
      for (name, query) in Self.queries where Self.scanned.contains(name) {
        let scanned = try seconds { () throws(AuditError) in
          _ = try reader.records(matching: query)
        }
        if scanned > slowestScan.seconds { slowestScan = (name, scanned) }
      }
      return [
        Figure(
          name: "audit list, slowest filter", value: slowest.seconds * 1000, unit: "ms",
          note: "\(options.records) records, by the index: \(slowest.name)"),
        Figure(
          name: "audit list without index", value: slowestScan.seconds, unit: "s",
          note: "\(options.records) records: \(slowestScan.name)"),
        Figure(
          name: "building the index", value: Double(options.records) / building,
          unit: "records per second"),
      ]
    } catch {
      throw BenchError(message: "the trail cannot be asked: \(error.message)")
    }
  }

  /// Common marks, rare ones, two that never meet, one that nobody has, and times.
  private static let queries: [(String, AuditQuery)] = {
    var queries: [(String, AuditQuery)] = [
      ("all", AuditQuery()), ("a decision", AuditQuery(outcome: .held)),
      ("a rare decision", AuditQuery(outcome: .failed)),
      ("a rule", AuditQuery(rule: "rule.3")), ("a rule that never fired", AuditQuery(rule: "x")),
      ("a severity", AuditQuery(severity: "critical")),
      ("an engine", AuditQuery(engine: "vouch-extractive")),
      ("a model", AuditQuery(model: "model-1")), ("a prompt", AuditQuery(prompt: "prompt-1")),
      ("policies by digest", AuditQuery(policy: "sha256:0000001")),
      ("policies by the beginning of several digests", AuditQuery(policy: "000000")),
      ("a subgroup", AuditQuery(subgroup: "sex:F")),
      ("a note", AuditQuery(noteIdentifier: "note-77777")),
      ("a reviewer", AuditQuery(reviewer: "reviewer-3")),
      ("an old day", AuditQuery(from: time(100_000), to: time(200_000))),
      ("the first half", AuditQuery(from: time(0), to: time(500_000))),
      ("two that never meet", AuditQuery(outcome: .released, rule: "rule.held-only")),
      ("two that often meet", AuditQuery(outcome: .released, subgroup: "sex:M")),
      (
        "three, in an old time",
        AuditQuery(
          from: time(0), to: time(300_000), outcome: .annotated, rule: "rule.5",
          subgroup: "sex:F")
      ),
    ]
    for index in queries.indices { queries[index].1.limit = 50 }
    return queries
  }()

  /// Asked without the index too: what has to read the log to its beginning.
  private static let scanned: Set<String> = [
    "a rule that never fired", "a note", "two that never meet", "an old day",
  ]

  /// One record a second from a fixed moment on.
  private static func time(_ second: Int) -> Timestamp {
    Timestamp(microseconds: 1_700_000_000_000_000 + Int64(second) * 1_000_000)
  }

  private func fill(_ path: String) throws(AuditError) -> AuditReader {
    var environment = AuditEnvironment.system()
    let counter = Counter()
    environment.now = { Self.time(counter.next()) }
    let trail = try AuditTrail.open(at: path, environment: environment)
    var written = 0
    while written < options.records {
      let count = min(Self.batch, options.records - written)
      let entries = (written..<written + count).map { Self.entry($0) }
      _ = try trail.append(entries)
      written += count
    }
    return try trail.reader()
  }

  private static func entry(_ index: Int) -> AuditEntry {
    let outcomes: [RunRecord.Outcome] = [
      .released, .released, .released, .released, .annotated, .annotated, .held, .blocked,
    ]
    let outcome = index % 50_000 == 7 ? .failed : outcomes[index % 8]
    let rules = (0..<4).map { "rule.\((index / 3 + $0 * 7) % 60)" }
    let findings = (rules + (outcome == .held ? ["rule.held-only"] : [])).map { rule in
      RunRecord.Finding(
        rule: rule,
        severity: ["minor", "major", "critical"][index % 3], disposition: "annotate",
        mode: "enforce", summarySpan: RecordedSpan(start: 10, end: 20),
        noteSpans: [RecordedSpan(start: 100, end: 140)])
    }
    var entry = AuditEntry(
      run: RunRecord(
        command: .summarize, outcome: outcome, audience: "clinician",
        engine: RunRecord.Engine(kind: "extractive", name: "vouch-extractive", version: "1"),
        policy: RunRecord.Policy(
          bundle: "benchmark", revision: 1, digest: "sha256:000000\(index % 10)\(index % 3)"),
        findings: findings,
        disclaimers: [RunRecord.Disclaimer(id: "not-for-clinical-use", version: 1)],
        evidence: RunRecord.Evidence(statements: 12, supported: 12),
        model: RunRecord.ModelCall(id: "model-\(index % 4)"),
        prompt: RunRecord.Prompt(
          id: "prompt-\(index % 4)", version: "1", digest: "sha256:1111\(index % 4)"),
        subgroups: [index % 2 == 0 ? "sex:F" : "sex:M"]),
      note: Array("note \(index)".utf8), noteIdentifier: "note-\(index)",
      draft: Array("draft \(index)".utf8), output: Array("output \(index)".utf8),
      keepsContent: false)
    if index % 20 == 0 {
      entry.followedBy = [
        AuditEvent(
          .reviewRejected,
          ReviewRecord(
            actor: Person(id: "reviewer-\(index % 7)", role: "gp", assurance: .stated),
            reason: "unsafe"))
      ]
    }
    return entry
  }
}

/// Seconds that pass with each record.
private final class Counter: Sendable {
  private let value = Atomic<Int>(0)
  func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
}
