import Policies

// Whoever answers an alert is told once: alerts of one family are one escalation.
extension [Escalation] {
  /// One escalation for each family, in the order in which the families were first raised.
  ///
  /// It has the urgency, the queue and the reason of its most urgent alert (of equals, the one that
  /// must be looked at first, then the first by rule id) and the places of all. The reasons of the
  /// others follow its own.
  package func collapsedByFamily() -> [Escalation] {
    var families: [EscalationFamily] = []
    var alerts: [EscalationFamily: [Escalation]] = [:]
    for alert in self {
      if alerts[alert.family] == nil { families.append(alert.family) }
      alerts[alert.family, default: []].append(alert)
    }
    return families.compactMap { alerts[$0].flatMap(Escalation.init(collapsing:)) }
  }
}

extension Escalation {
  /// Nil where there is nothing to collapse.
  fileprivate init?(collapsing alerts: [Escalation]) {
    let ordered = alerts.sorted { $0.precedence < $1.precedence }
    guard let first = ordered.first else { return nil }
    self = first
    var reasons = [first.reason]
    for other in ordered.dropFirst() where !reasons.contains(other.reason) {
      reasons.append(other.reason)
    }
    if reasons.count > 1 {
      reason = "\(reasons[0]) Also: \(reasons.dropFirst().joined(separator: " "))"
    }
    noteSpans = Set(alerts.flatMap(\.noteSpans)).sorted()
    alsoRaisedBy = ordered.dropFirst().map(\.rule)
  }

  /// The most urgent first, then what must be looked at first, then by rule.
  private var precedence: (Int, Int, String) { (-urgency.rank, withinMinutes, rule) }
}
