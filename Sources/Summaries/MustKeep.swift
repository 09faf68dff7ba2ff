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

  /// What the note concludes: the first statement of an impression, an assessment, the diagnoses, or
  /// the operation that was done.
  static let conclusion = MustKeep(rawValue: 1 << 11)
  /// Whether the patient is to be resuscitated.
  static let codeStatus = MustKeep(rawValue: 1 << 12)
  /// A drug that must not be given: `No ibuprofen (methotrexate)`.
  static let forbidden = MustKeep(rawValue: 1 << 13)
  /// An operation that is planned.
  static let operation = MustKeep(rawValue: 1 << 14)

  /// How many statements of a class room is reserved for.
  var mostStatements: Int {
    switch self {
    case .noAllergy, .codeStatus: 1
    case .danger, .pending, .given, .operation: 2
    case .advice, .followUp, .conclusion: 3
    default: 4
    }
  }

  /// The classes in the order in which room is given to them.
  static let byPriority: [MustKeep] = [
    .criticalValue, .danger, .conclusion, .allergy, .forbidden, .codeStatus, .stop, .change,
    .given, .advice, .followUp, .pending, .operation, .noAllergy,
  ]

  /// The classes of which one statement lost may harm.
  static let harmful: MustKeep = [
    .criticalValue, .danger, .allergy, .forbidden, .codeStatus, .stop, .change, .given,
  ]

  /// How long a statement of the class may be for which room is reserved.
  var mostWords: Int {
    switch self {
    // That no allergy is known is worth a short clause only.
    case .noAllergy: 7
    // A conclusion that takes more is a discussion.
    case .conclusion: 20
    default: .max
    }
  }

  /// So many statements of a plan count as its beginning.
  private static let firstOrders = 3

  /// What stands under `Alerts`.
  static let alerts: MustKeep = [.danger, .criticalValue]
}

extension MustKeep {
  /// What the clause holds that must not be lost.
  ///
  /// - Parameters:
  ///   - words: the classes of all its words.
  ///   - facts: the facts of its sentence.
  ///   - index: its place under its heading.
  init(
    clause: Range<Int>, words: WordClass, facts: ArraySlice<FactMark>, role: SectionRole,
    index: Int, document: ClinicalDocument,
    terms: Terms
  ) {
    self = []
    let isFirst = index == 0
    let start = document.tokens[clause.lowerBound].start
    let end = document.tokens[clause.upperBound - 1].end
    // `Ring for bleeding` tells of no bleeding.
    let allowsDanger =
      words.contains(.danger) && role != .history && role != .family && role != .social
      && !(role == .plan && words.contains(.advice))
    let forbids =
      role.tellsTreatment && role != .medications
      && Self.forbids(clause, document, terms)
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
      if forbids, traits.contains(.drug) { insert(.forbidden) }
      // `Furosemide 80 -> 40`, `d/c tramadol`.
      if traits.contains(.drug), role != .history, role != .family {
        if writesArrow(clause, document) { insert(.change) }
        if role == .plan || role == .assessmentAndPlan, writesOff(clause, document) {
          insert(.stop)
        }
      }
      // A plan begins with what is done first.
      if traits.contains(.drug), !traits.contains(.governed), index < Self.firstOrders,
        role == .plan || role == .assessmentAndPlan
      {
        insert(.given)
      }
      if traits.contains(.procedure), role == .plan || role == .assessmentAndPlan,
        !words.contains(.condition)
      {
        insert(.operation)
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
    if role != .technique,
      words.contains(.resuscitation)
        || (words.contains(.extent) && tellsExtent(clause, terms))
    {
      insert(.codeStatus)
    }
    // Orders and appointments count where a note gives them, not in the story before.
    switch role {
    case .plan, .assessmentAndPlan:
      if !words.isDisjoint(with: [.followUp, .interval])
        || namesWeeks(clause, document)
      {
        insert(.followUp)
      }
      if words.contains(.advice) { insert(.advice) }
      if words.contains(.stop) { insert(.stop) }
      if words.contains(.change) { insert(.change) }
      // `Discuss with the liver unit today`
      if terms.classes[clause.lowerBound].contains(.turnTo) { insert(.advice) }
      if isFirst, role == .assessmentAndPlan { insert(.conclusion) }
    case .impression, .course, .other:
      if words.contains(.followUp) { insert(.followUp) }
      if words.contains(.advice) { insert(.advice) }
      // `Meningitis not excluded` behind the diagnosis is a conclusion too.
      if role == .impression, isFirst || (index < Self.firstOrders && words.contains(.danger)) {
        insert(.conclusion)
      }
    case .procedure:
      if isFirst { insert(.conclusion) }
    default: break
    }
  }

  /// Whether the clause opens with an order to leave something: `No NSAIDs`, `avoid morphine`.
  private static func forbids(
    _ clause: Range<Int>, _ document: ClinicalDocument, _ terms: Terms
  ) -> Bool {
    clause.contains { index in
      guard StaticWord.forbidding.contains(where: { $0.matches(index, document) }) else {
        return false
      }
      // At the beginning, or behind a comma, a bracket or a full stop; `Do not restart lithium`.
      if index == clause.lowerBound || document.tokens[index - 1].kind == .punctuation {
        return true
      }
      return StaticWord.do.matches(index - 1, document)
        && (index - 1 == clause.lowerBound || document.tokens[index - 2].kind == .punctuation)
    }
  }

  /// `Full code`, `code status`, `full escalation`, with at most a mark between.
  private func tellsExtent(_ clause: Range<Int>, _ terms: Terms) -> Bool {
    clause.dropFirst().contains { index in
      guard terms.classes[index].contains(.extent) else { return false }
      return terms.classes[index - 1].contains(.extent)
        || (index - 2 >= clause.lowerBound && terms.classes[index - 2].contains(.extent))
    }
  }

  /// `4/52` for four weeks, `3/12` for three months, `5/7` for five days.
  private func namesWeeks(_ clause: Range<Int>, _ document: ClinicalDocument) -> Bool {
    let bytes = document.text.bytes
    return clause.dropFirst(2).contains { index in
      StaticWord.partsOfTime.contains { $0.matches(index, document) }
        && document.tokens[index - 2].kind == .number
        && bytes[Int(document.tokens[index - 1].start)] == UInt8(ascii: "/")
        && document.tokens[index - 1].end == document.tokens[index].start
    }
  }

  /// Whether an arrow stands between two amounts: `80 -> 40`.
  private func writesArrow(_ clause: Range<Int>, _ document: ClinicalDocument) -> Bool {
    let bytes = document.text.bytes
    return clause.dropFirst(2).dropLast().contains { index in
      let mark = document.tokens[index]
      return bytes[Int(mark.start)] == UInt8(ascii: ">")
        && bytes[Int(mark.start) - 1] == UInt8(ascii: "-")
        && document.tokens[index - 2].kind != .punctuation
    }
  }

  /// `d/c`, which before a drug is to stop it.
  private func writesOff(_ clause: Range<Int>, _ document: ClinicalDocument) -> Bool {
    clause.count > 3 && StaticWord.d.matches(clause.lowerBound, document)
      && document.text.bytes[Int(document.tokens[clause.lowerBound + 1].start)]
        == UInt8(ascii: "/")
      && StaticWord.c.matches(clause.lowerBound + 2, document)
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
