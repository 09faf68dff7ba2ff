import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `plausibility`: a vital sign, laboratory value, size, score, age or dose that no patient has.
///
/// Parameters: `side` (`summary`, `note` or `both`; default `summary`), `families` (any of `vital`,
/// `laboratory`, `size`, `score`, `age`, `dose`; default all), `factor` (how many times the highest
/// dose in use is beyond belief; default 2.5). In a summary counts only what the note does not say as
/// well: what the note has wrong is the note's, and which of two values is meant nobody can know.
package struct PlausibilityRule: RuleKind {
  package static let kind = "plausibility"

  private let side: JudgedSide
  private let families: Set<PlausibilityFamily>
  private let factor: Double

  /// A margin in which every chart of the development sets passes.
  private static let standardFactor = 2.5

  package init?(reading parameters: inout ParameterReader) {
    side = parameters.choice("side", of: JudgedSide.self, default: .summary)
    families = Set(
      parameters.choices("families", of: PlausibilityFamily.self) ?? PlausibilityFamily.allCases)
    factor = parameters.decimal("factor") ?? Self.standardFactor
    if factor < 1 {
      parameters.report("'factor' is at least 1: the highest dose in use itself", at: "factor")
      return nil
    }
  }

  var readsSummaryText: Bool { side.readsSummary }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    var judgement = Judgement.nothing
    if side.readsSummary { judgeSummary(in: context, into: &judgement) }
    if side.readsNote { judgeNote(in: context, into: &judgement) }
    return judgement
  }

  private func judgeSummary(in context: JudgingContext, into judgement: inout Judgement) {
    let summary = context.draft.document
    for value in values(in: summary) where !noteSays(value, in: context) {
      judgement.observations.append(
        Observation(
          message: .value(value.quantity), summarySpan: value.span,
          noteSpans: places(of: value, in: context)))
    }
    for dose in doses(in: summary) where !noteSays(dose, in: context) {
      judgement.observations.append(
        Observation(
          message: .dose(dose.reason), summarySpan: dose.span,
          noteSpans: context.note.facts.filter { $0.kind == .medication && $0.concept == dose.drug }
            .map(\.span)))
    }
  }

  private func judgeNote(in context: JudgingContext, into judgement: inout Judgement) {
    for value in values(in: context.note) {
      judgement.observations.append(
        Observation(message: .value(value.quantity), noteSpans: [value.span]))
    }
    for dose in doses(in: context.note) {
      judgement.observations.append(
        Observation(message: .dose(dose.reason), noteSpans: [dose.span]))
    }
  }

  private func values(in document: ClinicalDocument) -> [AbsurdValue] {
    families == [.dose] ? [] : ValueReader(document, families: families).absurdValues()
  }

  private func doses(in document: ClinicalDocument) -> [AbsurdDose] {
    families.contains(.dose) ? DoseReader(document: document, factor: factor).absurdDoses() : []
  }

  // MARK: - What the note says as well

  private func noteSays(_ value: AbsurdValue, in context: JudgingContext) -> Bool {
    ValueReader(context.note, families: families)
      .gives(context.draft.text[value.number], of: value.quantity)
  }

  /// Whether the note gives the drug in the same amount and, where it is the number of doses that
  /// cannot be, as often.
  private func noteSays(_ dose: AbsurdDose, in context: JudgingContext) -> Bool {
    context.note.facts.contains { fact in
      guard fact.kind == .medication, fact.concept == dose.drug, let detail = fact.medication,
        let span = detail.dose,
        DoseReader.amount(context.note.text[span])?.0 == dose.amount
      else { return false }
      return dose.reason == .single
        || detail.frequency.map { DoseFrequency(context.note.text[$0]) } == dose.frequency
    }
  }

  /// Where the note gives the same measurement, else what the statement rests on.
  private func places(of value: AbsurdValue, in context: JudgingContext) -> [TextSpan] {
    let places = ValueReader(context.note, families: families).places(of: value.quantity)
    if !places.isEmpty { return places }
    return context.claims.first { $0.claim.span.overlaps(value.span) }?.evidence ?? []
  }
}

extension Message {
  fileprivate static func value(_ quantity: MeasuredQuantity) -> Message {
    switch quantity {
    case .age: Message("nobody has this age")
    case .pain: Message("the pain score is beyond its scale of 0 to 10")
    case .comaScale: Message("the Glasgow Coma Scale goes from 3 to 15")
    case .oxygenSaturation, .inspiredOxygen, .ejectionFraction, .hematocrit:
      Message("this share of a hundred cannot be")
    case .height, .weight, .bodyMassIndex: Message("nobody has this size or weight")
    default: Message("no living patient has this value")
    }
  }

  fileprivate static func dose(_ reason: AbsurdDose.Reason) -> Message {
    switch reason {
    case .single: Message("the dose is far beyond the highest in use")
    case .daily: Message("the doses of a day come to far more than the highest in use")
    case .everyDay: Message("a drug that is taken once a week is given every day")
    }
  }
}
