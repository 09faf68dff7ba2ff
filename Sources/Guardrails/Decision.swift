package import Policies

/// What happens to a summary; the maximum over all enforced findings.
package enum Decision: String, Sendable, Hashable, CaseIterable, Comparable {
  case released, annotated, held, blocked

  package init(_ disposition: Disposition) {
    switch disposition {
    case .release: self = .released
    case .annotate: self = .annotated
    case .hold: self = .held
    case .block: self = .blocked
    }
  }

  private var rank: Int {
    switch self {
    case .released: 0
    case .annotated: 1
    case .held: 2
    case .blocked: 3
    }
  }

  package static func < (left: Decision, right: Decision) -> Bool { left.rank < right.rank }

  /// Whether the summary may be shown.
  package var isShown: Bool { self < .held }
}
