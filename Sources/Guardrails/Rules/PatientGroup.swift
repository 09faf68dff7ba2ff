import ClinicalLanguage
import Policies

/// For whom a rule or a limit holds, as `red_flag` rules state it:
/// `patient: {ageFrom: "29 d", ageBelow: "1 y", sex: female}`.
///
/// Nobody whose age or sex the note does not tell belongs to a group that asks for it.
struct PatientGroup: Sendable, Hashable {
  private enum Sex: String, CaseIterable { case female, male }

  /// In years, inclusive.
  private let ageFrom: Double?
  /// In years, exclusive.
  private let ageBelow: Double?
  private let sex: Sex?

  init?(reading parameters: inout ParameterReader) {
    ageFrom = parameters.age("ageFrom")
    ageBelow = parameters.age("ageBelow")
    sex = parameters.choice("sex", of: Sex.self)
    guard ["ageFrom", "ageBelow", "sex"].contains(where: { parameters.has($0) }) else {
      parameters.report("a group of patients needs 'ageFrom', 'ageBelow' or 'sex'", at: "ageFrom")
      return nil
    }
  }

  func contains(_ patient: DemographicDetail) -> Bool {
    if let ageFrom {
      guard let age = patient.ageInYears, age >= ageFrom else { return false }
    }
    if let ageBelow {
      guard let age = patient.ageInYears, age < ageBelow else { return false }
    }
    if let sex {
      guard patient.sex?.rawValue == sex.rawValue else { return false }
    }
    return true
  }
}

extension ParameterReader {
  /// The group under a key; nil without one.
  mutating func patientGroup(_ key: String = "patient") -> PatientGroup? {
    mapping(key) { (reader: inout ParameterReader) in PatientGroup(reading: &reader) }
  }

  /// An age such as `28 d`, `3 mo`, `18 y`, in years.
  fileprivate mutating func age(_ key: String) -> Double? {
    guard let text = string(key) else { return nil }
    let parts = text.split(separator: " ")
    let perYear = ["d": 365.25, "wk": 52.18, "mo": 12, "y": 1]
    guard parts.count == 2, let number = Double(parts[0]), number >= 0,
      let divisor = perYear[String(parts[1])]
    else {
      report("an age is a number and d, wk, mo or y: \"28 d\"", at: key)
      return nil
    }
    return number / divisor
  }
}

extension ClinicalDocument {
  /// Age and sex of the patient, as the note first gives each.
  var patient: DemographicDetail {
    var patient = DemographicDetail()
    for fact in facts where fact.kind == .demographic && fact.context.experiencer == .patient {
      guard let detail = fact.demographic else { continue }
      if patient.ageInYears == nil { patient.ageInYears = detail.ageInYears }
      if patient.sex == nil { patient.sex = detail.sex }
    }
    return patient
  }
}
