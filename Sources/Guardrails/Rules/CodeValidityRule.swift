import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `code_validity`: an ICD-10-CM code that does not exist, that is no complete code, or that means
/// something that the text does not say.
///
/// Parameters: `side` (`summary`, `note` or `both`; default `summary`), `checks` (any of `exists`,
/// `billable`, `described`; default all). On the side of the summary a code that the note gives itself
/// is not held against the summary: it belongs to the note.
package struct CodeValidityRule: RuleKind {
  package static let kind = "code_validity"

  private enum Check: String, CaseIterable { case exists, billable, described }

  private let side: JudgedSide
  private let checks: [Check]

  package init?(reading parameters: inout ParameterReader) {
    side = parameters.choice("side", of: JudgedSide.self, default: .summary)
    checks = parameters.choices("checks", of: Check.self) ?? Check.allCases
  }

  var readsSummaryText: Bool { side.readsSummary }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    var judgement = Judgement.nothing
    if side.readsSummary { judgeSummary(in: context, into: &judgement) }
    if side.readsNote { judgeNote(in: context, into: &judgement) }
    return judgement
  }

  private func judgeSummary(in context: JudgingContext, into judgement: inout Judgement) {
    let document = context.draft.document
    let mentions = context.judged.summaryCodes
    guard !mentions.isEmpty else { return }
    let given = Set(context.judged.noteCodes.map { Self.letters($0, of: context.note) })
    let described = CodeDescription(
      document: document, stems: context.judged.summaryStems,
      otherStems: context.judged.noteStems)
    for mention in mentions where !given.contains(Self.letters(mention, of: document)) {
      if let message = fault(of: mention, in: described) {
        judgement.observations.append(
          Observation(
            message: message, summarySpan: mention.span,
            noteSpans: evidence(of: mention, in: context)))
      }
    }
  }

  private func judgeNote(in context: JudgingContext, into judgement: inout Judgement) {
    let mentions = context.judged.noteCodes
    guard !mentions.isEmpty else { return }
    let described = CodeDescription(
      document: context.note, stems: context.judged.noteStems, otherStems: [])
    for mention in mentions {
      if let message = fault(of: mention, in: described) {
        judgement.observations.append(Observation(message: message, noteSpans: [mention.span]))
      }
    }
  }

  private func fault(of mention: CodeMention, in description: CodeDescription) -> Message? {
    let code = DiagnosisCode(description.document.text.bytes[mention.span.range])
    if code.standing == .unknown { return checks.contains(.exists) ? .unknownCode : nil }
    if checks.contains(.described) {
      switch description.verdict(on: code, at: mention) {
      case .described: break
      case .absent: return .notDescribed
      case .otherSide: return .otherSide
      case .otherGrade: return .otherGrade
      }
    }
    return code.standing == .heading && checks.contains(.billable) ? .heading : nil
  }

  /// Where in the note the statement with the code rests, as far as grounding has found it.
  private func evidence(of mention: CodeMention, in context: JudgingContext) -> [TextSpan] {
    context.claims.first { $0.claim.span.overlaps(mention.span) }?.evidence ?? []
  }

  /// The code's characters without the dot.
  private static func letters(_ mention: CodeMention, of document: ClinicalDocument) -> [UInt8] {
    document.text.bytes[mention.span.range].filter { $0 != UInt8(ascii: ".") }
  }
}

extension Message {
  fileprivate static let unknownCode = Message("the ICD-10-CM has no such diagnosis code")
  fileprivate static let heading = Message(
    "the diagnosis code is a heading of the ICD-10-CM; a complete code has more characters")
  fileprivate static let notDescribed = Message(
    "the text says nothing of what the diagnosis code stands for")
  fileprivate static let otherSide = Message(
    "the diagnosis code stands for the other side of the body than the text names")
  fileprivate static let otherGrade = Message(
    "the diagnosis code stands for another type or stage than the text names")
}
