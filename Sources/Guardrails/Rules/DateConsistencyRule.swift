package import Policies

/// `date_consistency`: a calendar date of the summary that the note does not give.
///
/// No parameters. Dates agree in any notation, and a part of a date with the whole.
package struct DateConsistencyRule: RuleKind {
  package static let kind = "date_consistency"
  static let holdsAgainstNote = true

  package init?(reading parameters: inout ParameterReader) {}

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    Judgement(
      observations: context.judged.quantityFindings.lazy.filter { $0.aspect == .date }
        .map(Observation.init))
  }
}
