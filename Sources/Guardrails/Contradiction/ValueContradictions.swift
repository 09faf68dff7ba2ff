import ClinicalLanguage
import SourceText

/// A drug in two doses that are both said to go on.
struct DoseContradictions {
  let source: ContradictionSource
  private var note: ClinicalDocument { source.note }

  private static let lists: Set<SectionName> = [.medications, .admissionMedications]
  private static let conclusions: Set<SectionName> = [
    .assessment, .assessmentAndPlan, .plan, .impression, .patientInstructions,
  ]

  private struct Listed {
    let drug: ConceptID
    let amount: Double
    let unit: DoseUnit
    let daily: Double?
    let span: TextSpan
  }

  func contradictions() -> [Contradiction] {
    guard source.doses.count > 1 else { return [] }
    var listed: [ConceptID: [Listed]] = [:]
    for index in source.doses {
      let fact = note.facts[index]
      guard Self.lists.contains(source.section(of: fact)), fact.context.assertion == .present,
        fact.context.experiencer == .patient, fact.context.temporality != .planned,
        let reading = reading(of: fact)
      else { continue }
      listed[reading.drug, default: []].append(reading)
    }
    guard !listed.isEmpty else { return [] }
    var found: [ConceptID: Contradiction] = [:]
    for index in source.doses {
      let fact = note.facts[index]
      guard Self.conclusions.contains(source.section(of: fact)), fact.context.assertion == .present,
        let other = reading(of: fact), found[other.drug] == nil, let same = listed[other.drug],
        let first = same.first, differ(first, other), goesOn(fact),
        same.allSatisfy({ $0.amount == first.amount })
      else { continue }
      found[other.drug] = Contradiction(.dose, first.span, other.span)
    }
    return found.values.sorted { $0.first < $1.first }
  }

  private func reading(of fact: Fact) -> Listed? {
    guard let drug = fact.concept, let detail = fact.medication, let dose = detail.dose,
      detail.status != .stopped, detail.status != .held, detail.status != .changed,
      let (amount, unit) = DoseReader.amount(note.text[dose])
    else { return nil }
    var daily: Double?
    if let frequency = detail.frequency,
      case .daily(let times) = DoseFrequency(note.text[frequency])
    {
      daily = amount * times
    } else if note.text[dose].last.map({ $0 | 0x20 == UInt8(ascii: "y") }) ?? false {
      daily = amount
    }
    return Listed(drug: drug, amount: amount, unit: unit, daily: daily, span: fact.span)
  }

  /// Whether the sentence says that the dose is the one that is taken, and nothing of a change.
  private func goesOn(_ fact: Fact) -> Bool {
    source.sentence(of: fact, has: .ongoing)
      && !source.sentence(of: fact, has: [.change, .person])
  }

  private func differ(_ one: Listed, _ other: Listed) -> Bool {
    guard one.unit == other.unit, one.amount != other.amount else { return false }
    if let daily = one.daily, let otherDaily = other.daily { return daily != otherDaily }
    return true
  }
}

/// A laboratory value that the results and the assessment give differently, where the note gives it
/// nowhere else.
struct ValueContradictions {
  let source: ContradictionSource
  private var note: ClinicalDocument { source.note }

  private static let results: Set<SectionName> = [.laboratory, .objective]
  private static let conclusions: Set<SectionName> = [
    .assessment, .assessmentAndPlan, .plan, .impression,
  ]
  /// Closer values are one, rounded.
  private static let tolerance = 0.05

  func contradictions() -> [Contradiction] {
    var values: [ConceptID: [Int]] = [:]
    for index in source.measurements {
      let fact = note.facts[index]
      guard fact.context.isCurrent, fact.quantity != nil, let concept = fact.concept,
        Self.results.contains(source.section(of: fact))
          || Self.conclusions.contains(source.section(of: fact))
      else { continue }
      values[concept, default: []].append(index)
    }
    var found: [Contradiction] = []
    for (concept, pair) in values where pair.count == 2 {
      let (result, conclusion) = (note.facts[pair[0]], note.facts[pair[1]])
      guard note.lexicon.kind(of: concept) == .laboratory,
        Self.results.contains(source.section(of: result)),
        Self.conclusions.contains(source.section(of: conclusion)),
        let measured = result.quantity, let quantity = conclusion.quantity,
        quantity.unit == measured.unit || quantity.unit == nil || measured.unit == nil,
        abs(quantity.value - measured.value) > Self.tolerance * max(quantity.value, measured.value),
        isNow(conclusion), isNow(result)
      else { continue }
      found.append(Contradiction(.value, result.span, conclusion.span))
    }
    return found.sorted { $0.first < $1.first }
  }

  private func isNow(_ fact: Fact) -> Bool {
    !source.sentence(of: fact, has: [.time, .change, .person])
      && !note.facts.contains { $0.kind == .date && $0.sentence == fact.sentence }
  }
}
