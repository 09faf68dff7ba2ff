package import AuditTrail

/// Counts over the ends of runs.
package struct RunTally: Sendable, Hashable {
  package private(set) var runs = 0
  package private(set) var outcomes: [RunRecord.Outcome: Int] = [:]
  package private(set) var audiences: [String: Int] = [:]
  package private(set) var engines: [String: Int] = [:]
  package private(set) var subgroups: [String: Int] = [:]
  /// Runs in which a rule found something or raised an alert, by the rule.
  package private(set) var fired: [String: Int] = [:]
  /// Runs in which an enforced finding of a rule withheld the summary.
  package private(set) var withheld: [String: Int] = [:]
  /// Runs by the length of their note, in powers of two of a kilobyte.
  package private(set) var noteLengths: [String: Int] = [:]
  /// Runs by how much of the draft the note supports.
  package private(set) var support: [String: Int] = [:]
  /// Runs with an alert.
  package private(set) var escalated = 0

  package init() {}

  mutating func add(_ body: RunRecord) {
    runs += 1
    outcomes[body.outcome, default: 0] += 1
    audiences[body.audience, default: 0] += 1
    engines[
      [body.engine.kind, body.model?.id ?? body.engine.name].compactMap(\.self)
        .joined(separator: " "), default: 0] += 1
    for group in body.subgroups { subgroups[group, default: 0] += 1 }
    let found = Set(body.findings.map(\.rule)).union(body.escalations.map(\.rule))
    for rule in found { fired[rule, default: 0] += 1 }
    let stopping = body.findings.filter {
      $0.mode == "enforce" && ["hold", "block"].contains($0.disposition)
    }
    for rule in Set(stopping.map(\.rule)) { withheld[rule, default: 0] += 1 }
    if !body.escalations.isEmpty { escalated += 1 }
    if let bytes = body.note?.bytes { noteLengths[Self.lengthBand(bytes), default: 0] += 1 }
    if let evidence = body.evidence { support[Self.supportBand(evidence), default: 0] += 1 }
  }

  package func share(_ count: Int?) -> Double { runs == 0 ? 0 : Double(count ?? 0) / Double(runs) }

  private static func lengthBand(_ bytes: Int) -> String {
    var limit = 1
    while limit < 64, bytes > limit * 1024 { limit *= 2 }
    return bytes > 64 * 1024 ? "over 64 kB" : "to \(limit) kB"
  }

  private static func supportBand(_ evidence: RunRecord.Evidence) -> String {
    guard evidence.statements > 0 else { return "no statements" }
    switch evidence.supported * 100 / evidence.statements {
    case 100: return "all"
    case 90...: return "90 % and more"
    case 50...: return "50 % and more"
    default: return "under 50 %"
    }
  }
}
