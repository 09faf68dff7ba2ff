import ClinicalLanguage
import SourceText

/// How the doses of a drug are counted.
enum DoseUnit: String, Sendable, Hashable {
  case milligram = "mg"
  case unit = "units"
  case milliequivalent = "mEq"
}

/// A dose that nobody is given.
struct AbsurdDose: Sendable, Hashable {
  enum Reason: Sendable, Hashable {
    case single, daily
    /// A weekly drug that is ordered every day.
    case everyDay
  }

  let drug: ConceptID
  let amount: Double
  let frequency: DoseFrequency
  let reason: Reason
  /// Drug, dose, route and frequency.
  let span: TextSpan
  let dose: TextSpan
}

/// Holds the doses of a text against the highest ones in use.
struct DoseReader {
  let document: ClinicalDocument
  /// How many times the highest dose is beyond belief.
  let factor: Double

  private static let doseLimit = 100

  /// In order. Linear in the number of facts.
  func absurdDoses() -> [AbsurdDose] {
    var found: [AbsurdDose] = []
    for index in document.facts.indices where document.facts[index].kind == .medication {
      if let dose = absurdDose(document.facts[index]) {
        found.append(dose)
        if found.count == Self.doseLimit { break }
      }
    }
    return found
  }

  private func absurdDose(_ fact: Fact) -> AbsurdDose? {
    guard let detail = fact.medication, let dose = detail.dose, let drug = fact.concept,
      let (amount, unit) = Self.amount(document.text[dose])
    else { return nil }
    let name = document.lexicon.name(of: drug)
    guard let limit = DoseLimits.standard[name], limit.unit == unit else { return nil }
    let frequency = detail.frequency.map { DoseFrequency(document.text[$0]) } ?? .unknown
    guard let reason = reason(name, amount, frequency, limit, detail), !isExcused(fact) else {
      return nil
    }
    return AbsurdDose(
      drug: drug, amount: amount, frequency: frequency, reason: reason, span: fact.span, dose: dose)
  }

  private func reason(
    _ name: String, _ amount: Double, _ frequency: DoseFrequency, _ limit: DoseLimits.Limit,
    _ detail: MedicationDetail
  ) -> AbsurdDose.Reason? {
    switch frequency {
    case .weekly: return amount > limit.single * factor * 7 ? .single : nil
    case .unknown: return amount > limit.single * factor ? .single : nil
    case .daily(let times):
      if amount > limit.single * factor { return .single }
      if amount * times > limit.daily * factor { return .daily }
      return Self.weeklyDrugs.contains(name) && isByMouth(detail) ? .everyDay : nil
    }
  }

  /// Weekly by mouth; every day, it has killed (ISMP, "Methotrexate: a daily dosing error").
  private static let weeklyDrugs: Set<String> = ["methotrexate"]

  private func isByMouth(_ detail: MedicationDetail) -> Bool {
    guard let route = detail.route else { return true }
    let letters = document.text[route].filter { $0 | 0x20 >= 0x61 }.map { $0 | 0x20 }
    return letters.starts(with: "po".utf8) || letters.starts(with: "or".utf8)
      || letters.starts(with: "by".utf8)
  }

  /// Whether the sentence tells of an overdose.
  private func isExcused(_ fact: Fact) -> Bool {
    document.surroundings(
      ofToken: document.tokenIndex(at: fact.span.start),
      in: document.sentences[fact.sentence].tokens
    ).contains {
      ExcuseWord.words[document.tokens[$0]].contains(.poisoning)
    }
  }

  // MARK: - Amounts

  /// The amount of `5-10 mg` is 10 mg; nil for combinations, amounts per weight or time, volumes.
  static func amount(_ text: ArraySlice<UInt8>) -> (Double, DoseUnit)? {
    let text = Array(text)
    var position = 0
    guard var value = number(in: text, at: &position) else { return nil }
    skipSpace(in: text, at: &position)
    if position < text.count, text[position] == UInt8(ascii: "-") {
      position += 1
      skipSpace(in: text, at: &position)
      if let other = number(in: text, at: &position) { value = max(value, other) }
      skipSpace(in: text, at: &position)
    }
    let start = position
    while position < text.count,
      (0x61...0x7A).contains(text[position] | 0x20) || text[position] > 0x7F
    {
      position += 1
    }
    let word = String(decoding: text[start..<position], as: UTF8.self).lowercased()
    skipSpace(in: text, at: &position)
    guard position == text.count || text[position...].elementsEqual("/day".utf8) else { return nil }
    return switch word {
    case "mg", "mgs", "mgm", "milligram", "milligrams": (value, .milligram)
    case "mcg", "ug", "µg", "μg", "mcgs", "microgram", "micrograms": (value / 1000, .milligram)
    case "g", "gm", "gms", "gram", "grams": (value * 1000, .milligram)
    case "unit", "units", "u", "iu": (value, .unit)
    case "meq", "meqs": (value, .milliequivalent)
    default: nil
    }
  }

  private static func number(in text: [UInt8], at position: inout Int) -> Double? {
    let start = position
    while position < text.count,
      (0x30...0x39).contains(text[position]) || text[position] == UInt8(ascii: ".")
        || text[position] == UInt8(ascii: ",")
    {
      position += 1
    }
    return start < position ? QuantityDecimal.value(of: text, in: start..<position) : nil
  }

  private static func skipSpace(in text: [UInt8], at position: inout Int) {
    while position < text.count, text[position] == 0x20 { position += 1 }
  }
}

/// How often a dose is given.
enum DoseFrequency: Sendable, Hashable {
  case daily(times: Double)
  case weekly
  case unknown

  /// Reads `b.i.d.`, `q6h`, `every 4 to 6 hours`, `three times a day`, `once weekly`.
  init(_ text: ArraySlice<UInt8>) {
    var letters: [UInt8] = []
    var hours: Double?
    var number = 0.0
    for byte in text {
      if (0x30...0x39).contains(byte) {
        number = min(number * 10 + Double(byte - 0x30), 1000)
        // Of `q4-6h` the shorter interval counts.
        hours = hours ?? 0
      } else {
        if number > 0, hours == 0 { hours = number }
        if byte != UInt8(ascii: "."), byte != UInt8(ascii: " ") { letters.append(byte | 0x20) }
        number = 0
      }
    }
    if letters.holds("week") || letters.holds("month") || letters.holds("yea") {
      self = .weekly
    } else if letters.begins("bid") || letters.holds("twice") || letters.begins("bd") {
      self = .daily(times: 2)
    } else if letters.begins("tid") || letters.holds("three") || letters.begins("tds") {
      self = .daily(times: 3)
    } else if letters.begins("qid") || letters.holds("four") {
      self = .daily(times: 4)
    } else if let hours, (1...48).contains(hours), letters.holds("h") {
      self = .daily(times: 24 / hours)
    } else if letters.begins("qod") || letters.holds("other") || letters.holds("prn") {
      self = .unknown
    } else if letters.holds("dai") || letters.begins("qd") || letters.holds("day")
      || letters.begins("qhs") || letters.holds("night") || letters.begins("qam")
      || letters.begins("qpm") || letters.holds("bed") || letters.holds("morn")
    {
      self = .daily(times: 1)
    } else {
      self = .unknown
    }
  }
}

extension [UInt8] {
  fileprivate func begins(_ word: StaticString) -> Bool { stands(word, at: 0) }

  fileprivate func holds(_ word: StaticString) -> Bool {
    indices.contains { stands(word, at: $0) }
  }

  private func stands(_ word: StaticString, at start: Int) -> Bool {
    word.withUTF8Buffer { unsafe self[start...].starts(with: $0) }
  }
}
