package import Policies
import SourceText
import Summaries

/// `evidence_coverage`: too many statements of the summary rest on nothing in the note.
///
/// Parameters: `minimumShare` (per cent of the statements that must have evidence), `perClaim` (once
/// the share is below the minimum, a finding for each statement without evidence; else one for all).
package struct EvidenceCoverageRule: RuleKind {
  package static let kind = "evidence_coverage"

  private let minimumPercent: Int
  private let isPerClaim: Bool

  package init?(reading parameters: inout ParameterReader) {
    let minimum = parameters.requiredInteger("minimumShare", in: 0...100)
    isPerClaim = parameters.flag("perClaim", default: true)
    guard let minimum else { return nil }
    minimumPercent = minimum
  }

  /// An edit takes words out of a statement; its evidence is that of the statement as it was.
  var readsSummaryText: Bool { false }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let total = context.claims.count
    guard total > 0 else {
      return minimumPercent > 0
        ? Judgement(observations: [Observation(message: .noStatements)]) : .nothing
    }
    let comparison = context.judged.comparison
    let unsupported = context.claims.enumerated().filter { index, claim in
      claim.evidence.isEmpty && !isToldOtherwise(index, comparison)
    }.map(\.element)
    let supported = total - unsupported.count
    guard supported * 100 < minimumPercent * total else { return .nothing }
    guard isPerClaim else {
      return Judgement(observations: [Observation(message: .lowShare(supported, of: total))])
    }
    return Judgement(
      observations: unsupported.map {
        Observation(message: .statementWithoutEvidence, summarySpan: $0.claim.span)
      })
  }
}

extension EvidenceCoverageRule {
  /// In plain words for a patient little is left of a note's own: a statement whose meanings, half of
  /// them or more, the note has under whatever name, or as a value, does rest on it.
  private func isToldOtherwise(_ claim: Int, _ comparison: Comparison?) -> Bool {
    guard let comparison, claim < comparison.unitsOfClaim.count else { return false }
    let content = comparison.units[comparison.unitsOfClaim[claim]].filter { !$0.isNeutral }
    let known = content.count {
      $0.support > .none && $0.isKnown || MeasuredFindings.standard.shows($0, in: comparison)
    }
    return known > 0 && known * 2 >= content.count
  }
}

extension Message {
  fileprivate static let noStatements = Message("the summary holds no statement")
  fileprivate static let statementWithoutEvidence = Message(
    "nothing in the note supports this statement")

  fileprivate static func lowShare(_ supported: Int, of total: Int) -> Message {
    Message("only \(supported) of \(total) statements rest on the note")
  }
}
