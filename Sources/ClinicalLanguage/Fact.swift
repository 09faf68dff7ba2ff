package import SourceText

/// Something clinical that a note says: a span, a kind and what made it; never a copied substring.
public struct Fact: Sendable, Hashable {
  /// What sort of thing it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case problem, medication, allergy, measurement, procedure, demographic, date, concept
  }

  /// A value beside its reference and critical limits.
  package enum Abnormality: UInt8, Sendable, Hashable {
    case normal, low, high, criticallyLow, criticallyHigh

    package var isCritical: Bool { self == .criticallyLow || self == .criticallyHigh }
  }

  package var kind: Kind
  /// The mention: `metformin 500 mg BID` for a medication, `K 6.4` for a measurement.
  package var span: TextSpan
  /// The words that name the concept: `metformin`, `K`.
  package var nameSpan: TextSpan
  /// The lexicon concept behind it; nil where a pattern and not a lexicon entry made the fact.
  package var concept: ConceptID?
  package var context: MentionContext
  /// Index into `ClinicalDocument.sections`.
  package var section: Int
  /// Index into `ClinicalDocument.sentences`.
  package var sentence: Int
  /// The measured value, for measurements.
  package var quantity: Quantity?
  package var abnormality: Abnormality?
  /// What belongs to a medication: its parts as spans.
  package var medication: MedicationDetail?
  package var laterality: Laterality?
  /// What the allergen does, for allergies.
  package var reaction: TextSpan?
  /// Age and sex, for demographics.
  package var demographic: DemographicDetail?

  package init(
    kind: Kind, span: TextSpan, nameSpan: TextSpan, concept: ConceptID? = nil,
    context: MentionContext = MentionContext(), section: Int, sentence: Int,
    quantity: Quantity? = nil, abnormality: Abnormality? = nil,
    medication: MedicationDetail? = nil, laterality: Laterality? = nil,
    reaction: TextSpan? = nil, demographic: DemographicDetail? = nil
  ) {
    self.kind = kind
    self.span = span
    self.nameSpan = nameSpan
    self.concept = concept
    self.context = context
    self.section = section
    self.sentence = sentence
    self.quantity = quantity
    self.abnormality = abnormality
    self.medication = medication
    self.laterality = laterality
    self.reaction = reaction
    self.demographic = demographic
  }
}

/// Left, right or both, where the words beside a mention say so.
package enum Laterality: String, Sendable, Hashable { case left, right, bilateral }

/// A number with the unit it is counted in.
package struct Quantity: Sendable, Hashable {
  package var value: Double
  /// The unit as a UCUM code (`mmol/L`, `mm[Hg]`, `[degF]`); nil where the note gives none.
  package var unit: String?
  package var span: TextSpan

  package init(value: Double, unit: String?, span: TextSpan) {
    self.value = value
    self.unit = unit
    self.span = span
  }
}

/// The parts of a medication mention, as spans into the note.
package struct MedicationDetail: Sendable, Hashable {
  /// What the note says happens with the drug.
  package enum Status: String, Sendable, Hashable {
    case mentioned, continued, started, stopped, held, changed
    /// Taken when needed, where nothing else is said of it.
    case asNeeded = "as_needed"
    /// A single dose, where nothing else is said of it.
    case givenOnce = "given_once"
  }

  package var dose: TextSpan?
  package var route: TextSpan?
  package var frequency: TextSpan?
  /// How much of the drug one tablet has: the `25 mg` of `25 mg tablets`.
  package var strength: TextSpan?
  /// For how long: `for 10 days`, `x 2 weeks`.
  package var duration: TextSpan?
  package var status: Status

  package init(
    dose: TextSpan? = nil, route: TextSpan? = nil, frequency: TextSpan? = nil,
    strength: TextSpan? = nil, duration: TextSpan? = nil, status: Status = .mentioned
  ) {
    self.dose = dose
    self.strength = strength
    self.duration = duration
    self.route = route
    self.frequency = frequency
    self.status = status
  }
}

/// Who the patient is, as far as one mention says so.
package struct DemographicDetail: Sendable, Hashable {
  package enum Sex: String, Sendable, Hashable { case female, male }

  package var ageInYears: Double?
  package var sex: Sex?

  package init(ageInYears: Double? = nil, sex: Sex? = nil) {
    self.ageInYears = ageInYears
    self.sex = sex
  }
}

extension [Fact] {
  /// Those of one kind, in their order. A fact is large: others are not copied to be looked at.
  package func ofKind(_ kind: Fact.Kind) -> [Fact] {
    var found: [Fact] = []
    for index in indices where self[index].kind == kind { found.append(self[index]) }
    return found
  }
}
