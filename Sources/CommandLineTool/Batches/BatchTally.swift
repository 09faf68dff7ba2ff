import Guardrails

/// How the lines of a batch came out.
struct BatchTally: Sendable, Equatable {
  var decisions: [Decision: Int] = [:]
  var extracted = 0
  var failed = 0

  var lines: Int { decisions.values.reduce(0, +) + extracted + failed }

  mutating func count(_ decision: Decision) { decisions[decision, default: 0] += 1 }

  var exitCode: ExitCode {
    if failed > 0 { return .failure }
    return decisions.contains { !$0.key.isShown && $0.value > 0 } ? .withheld : .success
  }

  /// `1203 lines: 1100 released, 80 annotated, 20 held, 3 failed`.
  var description: String {
    var text = Plural.count(lines, "line")
    var parts = Decision.allCases.compactMap { decision in
      decisions[decision].map { "\($0) \(decision.rawValue)" }
    }
    if failed > 0 { parts.append("\(failed) failed") }
    if !parts.isEmpty { text += ": " + parts.joined(separator: ", ") }
    return text
  }
}
