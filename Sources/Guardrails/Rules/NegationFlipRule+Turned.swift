import ClinicalLanguage
import SourceText

/// Statements with their sense turned round, beside the words by which they are known.
extension NegationFlipRule {
  func turned(
    _ disagreements: [PolarityComparison.Disagreement], _ comparison: Comparison
  ) -> [Observation] {
    disagreements.filter {
      directions.contains($0.isDenied ? .denied : .affirmed) && !comparison.isOpenEnded($0.unit)
        && !comparison.saysNothing($0.unit)
    }.map {
      Observation(
        message: $0.isDenied ? .summaryDenies : .summaryAffirms, summarySpan: $0.unit.span,
        noteSpans: [comparison.noteSpan($0.place)])
    }
  }

  /// What is denied, said to be there, or said to have happened in so many words.
  func plainlyTurned(_ comparison: Comparison) -> [Observation] {
    turned(
      DeniedPredicates(comparison: comparison).disagreements()
        + UnwitnessedDenials(comparison: comparison).disagreements()
        + DeniedThings(comparison: comparison).disagreements()
        + AffirmedThings(comparison: comparison).disagreements()
        + AffirmedPredicates(comparison: comparison).disagreements()
        + Accompaniments(comparison: comparison).disagreements()
        + DeniedHistory(comparison: comparison).disagreements()
        + SomeForNone(comparison: comparison).disagreements()
        + ContrastedDenials(comparison: comparison).disagreements()
        + TurnedLosses(comparison: comparison).disagreements()
        + Permissions(comparison: comparison).disagreements()
        + ExaminedFunctions(comparison: comparison).disagreements(), comparison)
      + kindsOfDenied(comparison)
  }

  /// Words of opposite meaning.
  func opposed(_ comparison: Comparison) -> [Observation] {
    let opposed = OpposedComparison(comparison: comparison).disagreements()
    let more =
      (TurnedTrends(comparison: comparison).disagreements()
      + ValuesToldNormal(comparison: comparison).disagreements()
      + MeasurementsToldOtherwise(comparison: comparison).disagreements()
      + TestsToldNormal(comparison: comparison).disagreements()).filter { one in
        !opposed.contains { $0.span.overlaps(one.span) }
      }
    // Two comparisons may see one fault, each at another word of the sentence.
    struct Fault: Hashable {
      var sentence: Int?
      var noteSpan: TextSpan
    }
    var seen: Set<Fault> = []
    return (opposed + more).filter { one in
      let sentence = comparison.summary.sentenceIndex(containing: Int(one.span.start))
      return seen.insert(Fault(sentence: sentence, noteSpan: one.noteSpan)).inserted
    }.map {
      Observation(message: .summaryOpposes, summarySpan: $0.span, noteSpans: [$0.noteSpan])
    }
  }

  /// Plain statements that have all words of one of the note's but one.
  func statementsTurned(_ comparison: Comparison, _ context: JudgingContext) -> [Observation] {
    guard let axes = context.judged.axes else { return [] }
    let twins = TwinStatements(comparison: comparison, axes: axes)
    let whole = twins.disagreements()
    let stretches = FrameTwins(twins: twins).disagreements().filter { stretch in
      !whole.contains { $0.words.overlaps(stretch.words) }
    }
    return (whole + stretches).map {
      Observation(
        message: .summaryOpposes,
        summarySpan: comparison.summaryMeanings.span(of: $0.words, in: comparison.summary),
        noteSpans: [comparison.noteMeanings.span(of: $0.noteWords, in: comparison.note)])
    }
  }

  /// Whether an expression of the kind can mean too many things to be known by a synonym.
  static func isGeneral(_ kind: Thesaurus.Kind) -> Bool {
    switch kind {
    case .action, .generic, .descriptor, .person, .state, .time, .quantity: true
    default: false
    }
  }
}
