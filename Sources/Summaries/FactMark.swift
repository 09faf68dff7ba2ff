import ClinicalLanguage
import SourceText

/// What selection needs to know of a fact: small, so that every clause can look at its facts.
struct FactMark: Sendable {
  /// Where its name stands.
  var span: TextSpan
  var sentence: Int32
  var traits: FactTraits

  /// Whether its name stands between two places.
  func isIn(_ start: Int32, _ end: Int32) -> Bool { start <= span.start && span.end <= end }

  /// The marks of all facts, in order.
  static func marks(of document: ClinicalDocument) -> [FactMark] {
    var marks: [FactMark] = []
    marks.reserveCapacity(document.facts.count)
    for fact in document.facts {
      marks.append(
        FactMark(
          span: fact.nameSpan, sentence: Int32(truncatingIfNeeded: fact.sentence),
          traits: FactTraits(fact)))
    }
    return marks
  }
}

/// What kind of fact it is, and what its context makes of it.
struct FactTraits: OptionSet, Sendable {
  let rawValue: UInt16

  static let drug = FactTraits(rawValue: 1 << 0)
  static let problem = FactTraits(rawValue: 1 << 1)
  static let denial = FactTraits(rawValue: 1 << 2)
  /// A value out of its reference range.
  static let abnormal = FactTraits(rawValue: 1 << 3)
  /// The patient's age, as a rule with the sex.
  static let age = FactTraits(rawValue: 1 << 4)
  /// A problem of a relative or another person.
  static let others = FactTraits(rawValue: 1 << 12)
  /// An operation or another procedure.
  static let procedure = FactTraits(rawValue: 1 << 13)
  static let allergy = FactTraits(rawValue: 1 << 5)
  static let noAllergy = FactTraits(rawValue: 1 << 6)
  /// A value beyond a critical limit, now, of this patient.
  static let criticalValue = FactTraits(rawValue: 1 << 7)
  /// A drug begun or changed for this patient.
  static let change = FactTraits(rawValue: 1 << 8)
  /// A drug ended or held for this patient.
  static let ended = FactTraits(rawValue: 1 << 11)
  /// A problem that is true of this patient now.
  static let current = FactTraits(rawValue: 1 << 9)
  static let date = FactTraits(rawValue: 1 << 14)
  /// Negated, doubtful, past or another's: other words govern what it means.
  static let governed = FactTraits(rawValue: 1 << 10)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ fact: Fact) {
    self = fact.context == MentionContext() ? [] : .governed
    switch fact.kind {
    case .allergy: insert(fact.context.assertion == .absent ? .noAllergy : .allergy)
    case .measurement:
      if let abnormality = fact.abnormality, abnormality != .normal {
        insert(.abnormal)
        if abnormality.isCritical, fact.context.isCurrent { insert(.criticalValue) }
      }
    case .medication:
      insert(.drug)
      if fact.context.assertion == .present, fact.context.experiencer == .patient,
        fact.context.temporality != .historical
      {
        switch fact.medication?.status {
        case .stopped, .held: insert(.ended)
        case .started, .changed: insert(.change)
        case .mentioned, .continued, .asNeeded, .givenOnce, nil: break
        }
      }
    case .problem:
      insert(fact.context.assertion == .absent ? .denial : .problem)
      if fact.context.isCurrent { insert(.current) }
      if fact.context.experiencer != .patient { insert(.others) }
    case .demographic: if fact.context.experiencer == .patient { insert(.age) }
    case .procedure: insert(.procedure)
    case .date: insert(.date)
    case .concept: break
    }
  }
}
