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

  /// Runs that count alike: the facts, with lengths and support in bands.
  struct Sample: Sendable, Hashable {
    private(set) var facts: RunFacts
    let length: String?
    let support: String?

    init(_ facts: RunFacts) {
      length = facts.noteBytes.map(RunTally.lengthBand)
      support = facts.evidence.map(RunTally.supportBand)
      self.facts = facts
      self.facts.noteBytes = nil
      self.facts.evidence = nil
    }
  }

  mutating func add(_ sample: Sample, times count: Int = 1) {
    guard count > 0 else { return }
    let facts = sample.facts
    runs += count
    outcomes[facts.outcome, default: 0] += count
    audiences[facts.audience, default: 0] += count
    engines[facts.engine, default: 0] += count
    for group in facts.subgroups { subgroups[group, default: 0] += count }
    for rule in facts.fired { fired[rule, default: 0] += count }
    for rule in facts.withheld { withheld[rule, default: 0] += count }
    if facts.isEscalated { escalated += count }
    if let length = sample.length { noteLengths[length, default: 0] += count }
    if let support = sample.support { self.support[support, default: 0] += count }
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
