package import Guardrails
import Policies
import Workflow

/// Gathers the results of one system, note by note; what it keeps of a note are a few numbers.
package struct SystemTable: Sendable {
  package let system: EvaluatedSystem
  /// The figures of each metric by note; several summaries of one note are one figure.
  package private(set) var columns: [String: [Measures.Part?]] = [:]
  package private(set) var rules: [String: RuleTally] = [:]
  package private(set) var errorTypes: [String: LabelTally] = [:]
  /// Expected and actual decisions.
  package private(set) var confusion: [DecisionPair: Int] = [:]
  package private(set) var labels = LabelTally()
  /// Stated confidences that the summary is safe, and whether it was.
  package private(set) var confidences: [(confidence: Double, isTrue: Bool)] = []
  package private(set) var failures: [String: Int] = [:]
  package private(set) var unevaluable: [String: Int] = [:]
  package private(set) var incidents: [Incident] = []
  /// Hard faults of each note that has any, by id; what a baseline is compared by.
  package private(set) var breaks: [String: Int] = [:]
  package private(set) var scored = 0
  package private(set) var decisions: [Decision: Int] = [:]
  /// Summaries made again, and those of them that came out otherwise.
  package private(set) var repeated = 0
  package private(set) var unstable = 0
  private let notes: Int
  private var first: (sample: Int, decision: Decision?, summary: String)?

  package init(_ system: EvaluatedSystem, notes: Int) {
    self.system = system
    self.notes = notes
  }

  /// The rules that find most of a type of error, with how often; those that find something in safe
  /// summaries nearly as often say nothing about it.
  package func catchers(of errorType: String) -> String {
    let all = Double(max(1, errorTypes[errorType]?.unsafe ?? 0))
    let found = rules.compactMap { rule, tally -> (rule: String, count: Int)? in
      guard let count = tally.errorTypes[errorType] else { return nil }
      let onSafe = Double(tally.onSafe) / Double(max(1, labels.safe))
      return Double(count) / all > 2 * onSafe ? (rule, count) : nil
    }
    .sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }
    return found.prefix(4).map { "\($0.rule) \($0.count)" }.joined(separator: ", ")
  }

  package mutating func add(_ result: SampleResult, note: Int) {
    if result.repetition > 0 {
      repeated += 1
      if let first, first.sample == note, result.variant == 0,
        first.decision != result.decision || first.summary != result.summary
      {
        unstable += 1
      }
      return
    }
    if result.variant == 0 { first = (note, result.decision, result.summary) }
    for (name, part) in result.measures.parts { add(part, to: name, note: note) }
    switch result.status {
    case .failed(let code):
      failures[code, default: 0] += 1
      incidents.append(Incident(.failed, result.id, detail: code))
    case .unevaluable(let code):
      unevaluable[code, default: 0] += 1
      if !system.isBaseline { incidents.append(Incident(.unevaluable, result.id, detail: code)) }
    case .scored:
      scored += 1
      if !system.isBaseline { judge(result) }
    }
  }

  private mutating func add(_ part: Measures.Part, to name: String, note: Int) {
    var column = columns[name] ?? [Measures.Part?](repeating: nil, count: notes)
    columns[name] = nil
    let before = column[note] ?? .init(0, of: 0)
    column[note] = .init(
      before.numerator + part.numerator, of: before.denominator + part.denominator)
    columns[name] = column
  }

  private mutating func judge(_ result: SampleResult) {
    if let decision = result.decision {
      decisions[decision, default: 0] += 1
      if let expected = result.expectedDecision {
        confusion[DecisionPair(expected: expected, actual: decision), default: 0] += 1
        if expected != decision {
          incidents.append(
            Incident(
              .decision, result.id, detail: "\(decision.rawValue), expected \(expected.rawValue)"))
        }
      }
    }
    let rules = Set(result.findings.filter { $0.mode == .enforce }.map(\.rule))
    let stopping = Set(
      result.findings.filter { $0.mode == .enforce && $0.disposition >= .hold }.map(\.rule))
    for rule in rules {
      self.rules[rule, default: RuleTally()].add(
        label: result.label, errorType: result.errorType, isStopping: stopping.contains(rule))
    }
    if let label = result.label {
      labels.add(label, isStopped: result.isStopped, isMended: result.isMended)
      if let type = result.errorType {
        errorTypes[type, default: LabelTally()].add(
          label, isStopped: result.isStopped, isMended: result.isMended)
      }
      if let confidence = result.confidence { confidences.append((confidence, label == .safe)) }
      if label == .unsafe, !result.isCaught {
        incidents.append(
          Incident(
            .shownUnsafe, result.id, detail: result.errorType ?? "unsafe", change: result.change))
        breaks[result.id, default: 0] += 1
      }
      if label == .safe, result.isStopped {
        incidents.append(
          Incident(.stoppedSafe, result.id, detail: stopping.sorted().joined(separator: ", ")))
      }
    }
    for family in result.alerts.missed {
      incidents.append(Incident(.missedAlert, result.id, detail: family))
      breaks[result.id, default: 0] += 1
    }
    for family in result.alerts.falseAlarms {
      incidents.append(Incident(.falseAlarm, result.id, detail: family))
    }
    for fact in result.missingFacts {
      let isCritical = FactRecall.critical.contains { fact.hasPrefix($0.rawValue + ":") }
      incidents.append(Incident(isCritical ? .criticalMiss : .missingFact, result.id, detail: fact))
      if isCritical { breaks[result.id, default: 0] += 1 }
    }
  }
}

/// Something about one note that a person should look at.
package struct Incident: Sendable, Hashable {
  /// The worst first.
  package enum Kind: Int, Sendable, CaseIterable {
    case missedAlert, shownUnsafe, criticalMiss, decision, stoppedSafe, falseAlarm, missingFact,
      failed, unevaluable

    package var title: String {
      switch self {
      case .missedAlert: "alert missed"
      case .shownUnsafe: "unsafe summary shown"
      case .criticalMiss: "critical fact left out"
      case .decision: "unexpected decision"
      case .stoppedSafe: "safe summary stopped"
      case .falseAlarm: "alert raised that is not expected"
      case .missingFact: "fact left out"
      case .failed: "failed"
      case .unevaluable: "could not be evaluated"
      }
    }

    package var plural: String {
      switch self {
      case .missedAlert: "alerts missed"
      case .shownUnsafe: "unsafe summaries shown"
      case .criticalMiss: "critical facts left out"
      case .decision: "unexpected decisions"
      case .stoppedSafe: "safe summaries stopped"
      case .falseAlarm: "alerts raised that are not expected"
      case .missingFact: "facts left out"
      case .failed: "summaries failed"
      case .unevaluable: "notes that could not be evaluated"
      }
    }
  }

  package let kind: Kind
  package let id: String
  package let detail: String
  /// Of a planted error that went through: the sentence as it was and as it is.
  package let change: PlantedChange?

  init(_ kind: Kind, _ id: String, detail: String, change: PlantedChange? = nil) {
    self.change = change
    self.kind = kind
    self.id = id
    self.detail = detail
  }
}

/// What was expected of a note, and what was decided.
package struct DecisionPair: Sendable, Hashable {
  package let expected: Decision
  package let actual: Decision
}

/// Labelled summaries, stopped, shown without what made them unsafe, and shown.
package struct LabelTally: Sendable, Hashable {
  package var unsafeStopped = 0
  package var unsafeMended = 0
  package var unsafeShown = 0
  package var safeStopped = 0
  package var safeShown = 0

  package var isEmpty: Bool { unsafe + safe == 0 }
  /// Of which nobody is shown what is wrong.
  package var unsafeCaught: Int { unsafeStopped + unsafeMended }
  package var unsafe: Int { unsafeCaught + unsafeShown }
  package var safe: Int { safeStopped + safeShown }

  mutating func add(_ label: GuardrailScores.Label, isStopped: Bool, isMended: Bool = false) {
    switch (label, isStopped) {
    case (.unsafe, false) where isMended: unsafeMended += 1
    case (.unsafe, true): unsafeStopped += 1
    case (.unsafe, false): unsafeShown += 1
    case (.safe, true): safeStopped += 1
    case (.safe, false): safeShown += 1
    }
  }
}

/// The summaries on which a rule found something.
package struct RuleTally: Sendable, Hashable {
  package var onUnsafe = 0
  package var onSafe = 0
  package var unlabelled = 0
  /// Summaries that it stopped.
  package var stopped = 0
  package var errorTypes: [String: Int] = [:]

  mutating func add(label: GuardrailScores.Label?, errorType: String?, isStopping: Bool) {
    switch label {
    case .unsafe: onUnsafe += 1
    case .safe: onSafe += 1
    case nil: unlabelled += 1
    }
    if isStopping { stopped += 1 }
    if let errorType { errorTypes[errorType, default: 0] += 1 }
  }
}
