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
      if let opening = opening(ofBracketClosedAt: position, from: first) {
        // `lisinopril (held), albuterol`: what stands in brackets is said of the drug before them.
        position = opening - 1
        continue
      }
      let word = source.words[position]
      if let status = Self.status(word) {
        if status == .stopped || status == .held,
          isEndOfItem(position, before: drug.lowerBound)
            || isOfAllDrugs(position, before: drug.lowerBound)
        {
          break
        }
        // `stop taking`, `started taking`: the verb before tells.
        guard status == .continued, position > first,
          let before = Self.status(source.words[position - 1])
        else { return status }
        return before
      }
      // `discontinue Reglan and use Zofran`.
      if word.contains(.semicolon) || isUsing(position) { break }
      position -= 1
    }
    switch section {
    case .medications, .admissionMedications, .dischargeMedications: return .continued
    default: return .mentioned
    }
  }

  /// `ibuprofen, told to stop, paracetamol`, `atovaquone stopped at 12 mo, insulin`: said of what stands
  /// before it, since a comma follows before any drug does.
  private func isEndOfItem(_ position: Int, before end: Int) -> Bool {
    let next = position + 1
    guard next < end, (next..<end).contains(where: { source.isMark($0, ",") }) else { return false }
    return source.isMark(next, ",") || source.tokens[next].kind == .number
      || source.words[next].contains(.preposition)
  }

  /// In tokens: `hold all p.o. medications,`.
  private static let objectReach = 8

  /// `hold p.o. medications, GI consult, Zofran as needed`: what is held stands before the comma.
  private func isOfAllDrugs(_ position: Int, before end: Int) -> Bool {
    let last = min(end, position + Self.objectReach)
    guard
      let comma = (position + 1..<max(position + 1, last)).first(where: { source.isMark($0, ",") })
    else { return false }
    return source.letters(at: comma - 1, before: comma).map { Self.drugs.contains($0.key) } ?? false
  }

  private static let drugs = Set(
    ["medications", "medication", "meds", "medicines", "medicine", "pills", "tablets"].map {
      FactSource.packed($0.utf8)
    })

  private func isUsing(_ position: Int) -> Bool {
    source.letters(at: position, before: position + 1).map { Self.using.contains($0.key) } ?? false
  }

  private static let using = Set(["use", "using", "uses"].map { FactSource.packed($0.utf8) })

  private func opening(ofBracketClosedAt position: Int, from first: Int) -> Int? {
    guard source.isMark(position, ")") else { return nil }
    return (first..<position).last { source.isMark($0, "(") }
  }

  /// How many words may stand between a drug in a list and the verb behind the list.
  private static let listReach = 8

  /// The `are` of `amlodipine and lisinopril are on hold`, at the first drug.
  private func verb(behindListAt start: Int, before end: Int) -> Int? {
    for position in start..<min(end, start + Self.listReach) {
      let word = source.words[position]
      if word.contains(.be), word.contains(.plural) { return position }
      if !word.isDisjoint(with: [.verb, .semicolon, .colon, .bracket, .subject])
        || Self.status(word) != nil || source.tokens[position].kind == .number
      {
        return nil
      }
    }
    return nil
  }

  /// `was discontinued`, `has been increased to`, `: stopped`, `(held)`.
  private func behind(_ start: Int, before end: Int) -> MedicationDetail.Status? {
    for position in start..<min(end, start + 4) {
      let word = source.words[position]
      if position == start, word.contains(.separator),
        let verb = verb(behindListAt: start, before: end)
      {
        return behind(verb, before: end)
      }
      if word.contains(.hold), position + 1 < end,
        source.letters(at: position + 1, before: end).map({ Self.heldOff.contains($0.key) }) == true
      {
        // `Macrodantin to hold off infections`, `amiodarone to hold sinus rhythm`
        return nil
      }
      if let status = Self.status(word) { return status }
      let isLink =
        word.isDisjoint(with: [.separator, .or])
        && !word.isDisjoint(with: [.be, .plural, .verb, .filler])
      guard isLink || word.contains(.colon) || source.isMark(position, "(") else { return nil }
    }
    return nil
  }

  // MARK: - As needed, once

  /// How far from the drug `was given` may stand.
  private static let givingReach = 6

  /// What the frequency or a verb of giving says of a drug that nothing happens with.
  func regimen(of detail: MedicationDetail, at drug: Range<Int>, in sentence: Range<Int>)
    -> MedicationDetail.Status?
  {
    if let frequency = detail.frequency {
      if saysAsNeeded(frequency) { return .asNeeded }
      return Self.single.contains(FactSource.packed(letters(of: frequency))) ? .givenOnce : nil
    }
    guard detail.dose != nil else { return nil }
    let first = max(sentence.lowerBound, drug.lowerBound - Self.givingReach)
    let near = first..<min(sentence.upperBound, drug.upperBound + Self.givingReach)
    return near.contains { index in
      source.letters(at: index, before: near.upperBound).map { Self.giving.contains($0.key) }
        ?? false
    } ? .givenOnce : nil
  }

  /// Whether the words are `p.r.n.`, `as needed` or end with them.
  func saysAsNeeded(_ span: TextSpan) -> Bool {
    let letters = letters(of: span)
    return Self.asNeeded.contains { ending in
      letters.count >= ending.count && letters.suffix(ending.count).elementsEqual(ending)
        || letters.starts(with: ending)
    }
  }

  /// The letters and digits of a span in lower case, without marks and blanks.
  private func letters(of span: TextSpan) -> [UInt8] {
    source.text.bytes[span.range].filter { $0.isASCIILetter || $0.isASCIIDigit }
      .map(\.foldedASCII)
  }

  private static let heldOff = Set(["off", "sinus", "rhythm"].map { FactSource.packed($0.utf8) })
  private static let asNeeded = ["prn", "asneeded", "whenneeded", "asrequired"].map {
    Array($0.utf8)
  }
  private static let single = Set(
    ["once", "x1", "onetime", "stat", "singledose"].map { FactSource.packed($0.utf8) })
  private static let giving = Set(
    ["given", "received", "administered", "injected", "gave", "bolused"].map {
      FactSource.packed($0.utf8)
    })

  private static func status(_ word: ContextWord) -> MedicationDetail.Status? {
    if word.contains(.stop) { return .stopped }
    if word.contains(.hold) { return .held }
    if word.contains(.start) { return .started }
    if word.contains(.change) { return .changed }
    if word.contains(.keep) { return .continued }
    return nil
  }
}
