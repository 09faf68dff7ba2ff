import ClinicalLanguage
import SourceText

/// What a summary must not lose, whatever else it says.
struct MustKeep: OptionSet, Sendable {
  let rawValue: UInt16

  /// A substance that the patient does not tolerate.
  static let allergy = MustKeep(rawValue: 1 << 0)
  /// A danger that is true of this patient now.
  static let danger = MustKeep(rawValue: 1 << 1)
  /// A value beyond a critical limit.
  static let criticalValue = MustKeep(rawValue: 1 << 2)
  /// A treatment ended or held.
  static let stop = MustKeep(rawValue: 1 << 8)
  /// A treatment begun or changed.
  static let change = MustKeep(rawValue: 1 << 3)
  /// When and where the patient is seen again, and what is still awaited.
  static let followUp = MustKeep(rawValue: 1 << 4)
  /// What the patient is told to do or to avoid, and to whom they are sent.
  static let advice = MustKeep(rawValue: 1 << 6)
  /// A result that is still awaited.
  static let pending = MustKeep(rawValue: 1 << 7)
  /// That no allergy is known: worth a few words, but nothing else.
  static let noAllergy = MustKeep(rawValue: 1 << 5)

  /// A drug that was given as treatment.
  static let given = MustKeep(rawValue: 1 << 10)
  /// Who the patient is: the first statement of age and sex.
  static let identity = MustKeep(rawValue: 1 << 9)

  /// How many statements of a class room is reserved for.
  var mostStatements: Int {
    switch self {
    case .noAllergy: 1
    case .danger, .pending, .given: 2
    case .advice, .followUp: 3
    default: 4
    }
  }

  /// The classes in the order in which room is given to them.
  static let byPriority: [MustKeep] = [
    .criticalValue, .danger, .allergy, .stop, .change, .advice, .followUp, .pending, .given,
    .noAllergy,
  ]

  /// What stands under `Alerts`.
  static let alerts: MustKeep = [.danger, .criticalValue]
}

extension MustKeep {
  /// What the clause holds that must not be lost.
  ///
  /// - Parameters:
  ///   - words: the classes of all its words.
  ///   - facts: the facts of its sentence.
  init(
    clause: Range<Int>, words: WordClass, facts: ArraySlice<FactMark>, role: SectionRole,
    document: ClinicalDocument,
    terms: Terms
  ) {
    self = []
    let start = document.tokens[clause.lowerBound].start
    let end = document.tokens[clause.upperBound - 1].end
    let allowsDanger =
      words.contains(.danger) && role != .history && role != .family && role != .social
    for fact in facts where start <= fact.span.start && fact.span.end <= end {
      let traits = fact.traits
      if traits.contains(.allergy) { insert(.allergy) }
      if traits.contains(.noAllergy) { insert(.noAllergy) }
      if traits.contains(.criticalValue) { insert(.criticalValue) }
      // A drug begun in the story is past; one that was stopped there is still missing.
      if traits.contains(.ended) { insert(.stop) }
      if traits.contains(.change), role != .story { insert(.change) }
      // `Naproxen 500 mg - STOPPED` in a list of drugs.
      if role == .medications, traits.contains(.drug), words.contains(.stop) {
        insert(.stop)
      } else if traits.contains(.drug), !traits.contains(.governed), words.contains(.given),
        role.tellsTreatment
      {
        insert(role == .medications ? .change : .given)
      }
      if allowsDanger, traits.contains(.current),
        namesDanger(fact.span, clause, document, terms)
      {
        insert(.danger)
      }
    }
    if role == .allergies, isDisjoint(with: [.allergy, .noAllergy]) {
      let denies = words.contains(.scope) || words.contains(.normal) || words.contains(.allergy)
      insert(denies ? .noAllergy : .allergy)
    } else if words.contains(.allergy), isDisjoint(with: [.allergy, .noAllergy]) {
      insert(.noAllergy)
    }
    if words.contains(.pending), role != .history, role != .story { insert(.pending) }
    // Orders and appointments count where a note gives them, not in the story before.
    switch role {
    case .plan, .assessmentAndPlan:
      if !words.isDisjoint(with: [.followUp, .interval]) { insert(.followUp) }
      if words.contains(.advice) { insert(.advice) }
      if words.contains(.stop) { insert(.stop) }
      if words.contains(.change) { insert(.change) }
    case .impression, .course, .other:
      if words.contains(.followUp) { insert(.followUp) }
      if words.contains(.advice) { insert(.advice) }
    default: break
    }
  }

  private func namesDanger(
    _ name: TextSpan, _ clause: Range<Int>, _ document: ClinicalDocument, _ terms: Terms
  ) -> Bool {
    for index in clause where terms.classes[index].contains(.danger) {
      guard name.contains(document.tokens[index].span) else { continue }
      // `stroke clinic` is a place and `bleeding precautions` a plan; `bleeding was well controlled`.
      let after = index + 1..<min(index + 5, clause.upperBound)
      if let next = after.first, terms.classes[next].contains(.service) { return false }
      return !after.contains { terms.classes[$0].contains(.backward) }
    }
    return false
  }
}
