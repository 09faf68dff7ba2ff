import ClinicalLanguage
import SourceText

/// Statements with their sense turned round, beside the words by which they are known.
extension NegationFlipRule {
  func turned(
    _ disagreements: [PolarityComparison.Disagreement], _ comparison: Comparison
  ) -> Judgement {
    var judgement = Judgement.nothing
    for found in disagreements
    where directions.contains(found.isDenied ? .denied : .affirmed) {
      judgement.observations.append(
        Observation(
          message: found.isDenied ? .summaryDenies : .summaryAffirms, summarySpan: found.unit.span,
          noteSpans: [comparison.noteSpan(found.place)]))
    }
    return judgement
  }

  /// What is denied, said to be there, or said to have happened in so many words.
  func plainlyTurned(_ comparison: Comparison) -> Judgement {
    turned(
      DeniedPredicates(comparison: comparison).disagreements()
        + AffirmedThings(comparison: comparison).disagreements()
        + AffirmedPredicates(comparison: comparison).disagreements(), comparison)
  }

  /// Words of opposite meaning.
  func opposed(_ comparison: Comparison) -> Judgement {
    var judgement = Judgement.nothing
    judgement.observations = OpposedComparison(comparison: comparison).disagreements().map {
      Observation(message: .summaryOpposes, summarySpan: $0.span, noteSpans: [$0.noteSpan])
    }
    return judgement
  }
}
