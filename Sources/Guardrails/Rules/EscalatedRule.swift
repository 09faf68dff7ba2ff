package import Policies
import SourceText

/// `escalated`: the note has raised an alert, for example where no patient copy may go out then.
///
/// Parameters: `urgency`, the least urgency that counts.
package struct EscalatedRule: RuleKind {
  package static let kind = "escalated"

  private let minimum: Urgency

  package init?(reading parameters: inout ParameterReader) {
    guard let minimum = parameters.requiredChoice("urgency", of: Urgency.self) else { return nil }
    self.minimum = minimum
  }

  var readsSummaryText: Bool { false }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let counted = context.escalations.filter { $0.urgency.rank >= minimum.rank }
    guard !counted.isEmpty else { return .nothing }
    let spans = Set(counted.flatMap(\.noteSpans)).sorted()
    return Judgement(
      observations: [Observation(message: .alertStands(minimum), noteSpans: spans)])
  }
}

extension Urgency {
  /// From the least to the most urgent.
  var rank: Int {
    switch self {
    case .soon: 0
    case .urgent: 1
    case .immediate: 2
    }
  }
}

extension Message {
  fileprivate static func alertStands(_ minimum: Urgency) -> Message {
    switch minimum {
    case .soon: Message("the note has raised an alert")
    case .urgent: Message("the note has raised an urgent alert")
    case .immediate: Message("the note has raised an alert that needs attention at once")
    }
  }
}
