import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `code_status_consistency`: a code status that the note does not give, where it gives another.
///
/// No parameters.
package struct CodeStatusConsistencyRule: RuleKind {
  package static let kind = "code_status_consistency"
  static let holdsAgainstNote = true

  package init?(reading parameters: inout ParameterReader) {}

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let told = Self.statuses(in: context.draft.document)
    guard !told.isEmpty else { return .nothing }
    let known = Self.statuses(in: context.note)
    guard !known.isEmpty else { return .nothing }
    let names = known.reduce(into: Set<String>()) { $0.formUnion($1.parts) }
    return Judgement(
      observations: told.compactMap { status in
        guard status.parts.isDisjoint(with: names) else { return nil }
        return Observation(
          message: .other, summarySpan: status.span, noteSpans: known.prefix(3).map(\.span))
      })
  }

  /// A status with what it comprises: `DNR/DNI` is both.
  private static func statuses(in document: ClinicalDocument) -> [(
    parts: Set<String>, span: TextSpan
  )] {
    document.arrangements.filter { $0.kind == .codeStatus && $0.context.assertion != .absent }.map {
      let parts: Set<String> =
        $0.name == both.name ? both.parts : [$0.name]
      return (parts, $0.span)
    }
  }

  private static let both = (
    name: "do not resuscitate or intubate",
    parts: ["do not resuscitate", "do not intubate"] as Set<String>
  )
}

extension Message {
  fileprivate static let other = Message("the note gives another code status")
}
