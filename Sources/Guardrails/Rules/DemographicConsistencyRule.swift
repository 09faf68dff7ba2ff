import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `demographic_consistency`: an age or sex of the patient that the note does not give.
///
/// The sex of a note is that of most of its pronouns and titles, since many notes name it nowhere
/// else. No parameters.
package struct DemographicConsistencyRule: RuleKind {
  package static let kind = "demographic_consistency"

  package init?(reading parameters: inout ParameterReader) {}

  private static let female = Thesaurus.roots(
    "she her hers female woman lady girl ms mrs herself pregnant gravida f")
  private static let male = Thesaurus.roots("he his him male man gentleman boy mr himself m")
  private static let sexWords = Thesaurus.roots(
    "female woman lady girl male man gentleman boy infant")

  private static let femaleChild = Thesaurus.roots("female girl")
  private static let maleChild = Thesaurus.roots("male boy")
  private static let newborns = Thesaurus.roots("infant newborn neonate baby child fetus")

  /// `a vigorous boy was born` for `live male infant`: whether a child of that sex is told of.
  private static func isOfNewborn(_ sex: RootSet, _ words: [MeaningWord]) -> Bool {
    words.indices.dropLast().contains {
      sex.contains(words[$0].fine) && words[$0 + 1].gap <= .hyphen
        && newborns.contains(words[$0 + 1].fine)
    }
  }

  /// The mean Gregorian year.
  static let daysPerYear = 365.2425

  /// How far two ages of one patient may lie apart, in years.
  static func tolerance(_ age: Double) -> Double { age < 3 ? 0.3 : 0.99 }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    var judgement = Judgement.nothing
    let noteAges = PatientAges.years(in: context.judged)
    for fact in context.draft.document.facts.ofKind(.demographic) {
      guard fact.context.experiencer == .patient, let age = fact.demographic?.ageInYears,
        !comparison.units(over: fact.span).isEmpty, !isOfRelative(fact, context.draft.document),
        !isSizeOfTube(fact, context.judged.reading.quantities, context.draft.document),
        !isAgeAtEvent(fact, context.judged.reading.quantities, context.draft.document)
      else { continue }
      let tolerance = Self.tolerance(age)
      if !noteAges.contains(where: { abs($0 - age) <= tolerance }),
        !noteAges.isEmpty || !ImpliedAge.isTold(fact, in: context.judged)
      {
        judgement.observations.append(
          Observation(message: .otherAge, summarySpan: fact.span))
      }
    }
    var (women, men) = (0, 0)
    let (female, male, sexWords) = (Self.female, Self.male, Self.sexWords)
    for word in comparison.noteMeanings.words {
      if female.contains(word.fine) { women += 1 }
      if male.contains(word.fine) { men += 1 }
    }
    if context.judged.audience == .clinician {
      for fact in context.draft.document.facts.ofKind(.demographic) {
        guard let sex = fact.demographic?.sex,
          fact.context.experiencer == .patient
        else { continue }
        let (same, other) = sex == .female ? (women, men) : (men, women)
        if other > same * 5 {
          judgement.observations.append(
            Observation(message: .otherSex, summarySpan: fact.span))
        }
      }
      for (index, word) in comparison.summaryMeanings.words.enumerated()
      where sexWords.contains(word.fine) {
        let sex = female.contains(word.fine) ? 0 : male.contains(word.fine) ? 1 : 2
        // `a healthy boy` is the child of the woman whom the note is about.
        guard sex < 2, !comparison.noteMeanings.words.contains(where: { $0.fine == word.fine }),
          !Self.isOfNewborn(
            sex == 0 ? Self.femaleChild : Self.maleChild, comparison.noteMeanings.words)
        else { continue }
        let (same, other) = sex == 0 ? (women, men) : (men, women)
        if other > same * 5 {
          judgement.observations.append(
            Observation(
              message: .otherSex,
              summarySpan: comparison.summaryMeanings.span(
                of: index..<index + 1, in: comparison.summary)))
        }
      }
    }
    return judgement
  }
}

/// `8yo brother`: how old a relative is.
private func isOfRelative(_ fact: Fact, _ summary: ClinicalDocument) -> Bool {
  let next = summary.tokenIndex(at: fact.span.end)
  return next < summary.tokens.count && relatives.contains(summary.tokens[next].foldedHash)
}

private let relatives: Set<UInt32> = Set(
  ["brother", "sister", "sibling", "son", "daughter", "mother", "father", "husband", "wife"].map {
    WordHash.of($0.utf8)
  })

/// `smoker since 10 y/o` where the note has that number: how old somebody was then.
private func isAgeAtEvent(
  _ fact: Fact, _ quantities: QuantityIndex, _ summary: ClinicalDocument
) -> Bool {
  let first = summary.tokenIndex(at: fact.span.start)
  guard first > 0,
    dating.contains(summary.tokens[first - 1].foldedHash) || isBeing(before: first, summary),
    let value = fact.quantity?.value ?? fact.demographic?.ageInYears
  else { return false }
  return quantities.hasNumber(from: value, to: value)
}

/// `when she was six years old`
private func isBeing(before first: Int, _ summary: ClinicalDocument) -> Bool {
  first >= beingReach && being.contains(summary.tokens[first - 1].foldedHash)
    && (first - beingReach..<first - 1).contains { when.contains(summary.tokens[$0].foldedHash) }
}

/// In words: `when your son was`.
private let beingReach = 4
private let being: Set<UInt32> = Set(["was", "were"].map { WordHash.of($0.utf8) })
private let when: Set<UInt32> = Set(["when", "since", "until"].map { WordHash.of($0.utf8) })

private let dating: Set<UInt32> = Set(
  ["since", "at", "from", "until", "by", "age"].map { WordHash.of($0.utf8) })

/// `4F` where the note has `a 4-French sheath`: a size, and no age.
private func isSizeOfTube(
  _ fact: Fact, _ quantities: QuantityIndex, _ summary: ClinicalDocument
) -> Bool {
  guard summary.text[fact.span].last == UInt8(ascii: "F"), fact.span.count <= 3,
    let age = fact.demographic?.ageInYears
  else { return false }
  return quantities.written(age).contains {
    quantities.mentions[$0].dimension.measure == .french
  }
}

extension Message {
  fileprivate static let otherAge = Message("the note gives another age, or none")
  fileprivate static let otherSex = Message("the note speaks of a patient of the other sex")
}
