import SourceText

/// Tells from the words around a drug what happens with it.
struct MedicationStatusReader {
  let source: FactSource

  /// How far before a drug its verb may stand: `start the patient on a low dose of`.
  private static let reach = 14

  /// The verb behind the drug's details where it is said of the drug (`aspirin was held`), else the
  /// nearest one before it in its clause, else what the section implies.
  func status(of drug: Range<Int>, in sentence: Range<Int>, under section: SectionName)
    -> MedicationDetail.Status
  {
    if let status = behind(drug.upperBound, before: sentence.upperBound) { return status }
    var position = drug.lowerBound - 1
    let first = max(sentence.lowerBound, drug.lowerBound - Self.reach)
    while position >= first {
      let word = source.words[position]
      if let status = Self.status(word) {
        // `stop taking`, `started taking`: the verb before tells.
        guard status == .continued, position > first,
          let before = Self.status(source.words[position - 1])
        else { return status }
        return before
      }
      if word.contains(.semicolon) { break }
      position -= 1
    }
    switch section {
    case .medications, .admissionMedications, .dischargeMedications: return .continued
    default: return .mentioned
    }
  }

  /// `was discontinued`, `has been increased to`, `: stopped`.
  private func behind(_ start: Int, before end: Int) -> MedicationDetail.Status? {
    var position = start
    let last = min(end, start + 4)
    var sawAuxiliary = false
    while position < last {
      let word = source.words[position]
      if let status = Self.status(word), sawAuxiliary || position == start { return status }
      if word.isDisjoint(with: [.separator, .or]),
        !word.isDisjoint(with: [.be, .plural, .verb, .filler])
      {
        sawAuxiliary = true
      } else if !word.contains(.colon), !word.contains(.bracket) {
        return nil
      }
      position += 1
    }
    return nil
  }

  private static func status(_ word: ContextWord) -> MedicationDetail.Status? {
    if word.contains(.stop) { return .stopped }
    if word.contains(.hold) { return .held }
    if word.contains(.start) { return .started }
    if word.contains(.change) { return .changed }
    if word.contains(.keep) { return .continued }
    return nil
  }
}
