import ClinicalLanguage
import SourceText

// Numbers that only the words before them tell: record, account, licence numbers.
extension IdentifierReader {
  /// The value behind a label: `MRN: 177-04-624`, `account no. 5871745214`, `plate 7BYK595`.
  mutating func labelled(at index: Int, _ cue: Cue) -> Int? {
    var next = index + 1
    var isNumbered = false
    var steps = 0
    // What may stand between a label and its number.
    while next < tokens.count, steps < 6, !tokens[next].beginsLine || steps == 0 {
      if tokens[next].kind == .punctuation {
        switch bytes[Int(tokens[next].start)] {
        case UInt8(ascii: "#"): isNumbered = true
        case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "-"),
          UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"):
          if bytes[Int(tokens[next].start)] == UInt8(ascii: ":"), steps == 0 { isNumbered = true }
        default: return nil
        }
      } else if tokens[next].kind == .word, !hasDigit(next) {
        let word = self.cue(next)
        if word.contains(.numberWord) { isNumbered = true }
        guard word.contains(.filler) || !word.isDisjoint(with: Cue.numberLabels) else {
          // A code may begin with letters: `SN-8788`.
          if let end = value(at: next, atLeast: minimum(cue)), isAllLettersCapital(next) {
            return finish(label: index, cue, isNumbered, value: next..<end)
          }
          return nil
        }
        // `serial SN-8788-66470`: the letters are a part of the code.
        if word.contains(.device), isMark(next + 1, "-"), touches(next + 1),
          let end = value(at: next, atLeast: 3)
        {
          return finish(label: index, cue, isNumbered, value: next..<end)
        }
      } else {
        break
      }
      next += 1
      steps += 1
    }
    guard next < tokens.count, let end = value(at: next, atLeast: minimum(cue)) else { return nil }
    return finish(label: index, cue, isNumbered, value: next..<end)
  }

  /// The least number of digits that make a value.
  private func minimum(_ cue: Cue) -> Int {
    if cue.contains(.zip) { return 3 }
    if cue.contains(.medicalRecord) || cue.contains(.biometric) { return 4 }
    if cue.contains(.vehicle) { return 3 }
    if cue.contains(.card) { return 12 }
    return 5
  }

  private mutating func finish(
    label index: Int, _ cue: Cue, _ isNumbered: Bool, value range: Range<Int>
  ) -> Int? {
    let span = TextSpan(
      start: tokens[range.lowerBound].start, end: tokens[range.upperBound - 1].end)
    guard let type = type(of: cue, at: index, isNumbered, value: span) else { return nil }
    add(span, type)
    return range.upperBound
  }

  /// What the label makes of the value; nil where it does not go with it.
  private func type(
    of cue: Cue, at index: Int, _ isNumbered: Bool, value: TextSpan
  ) -> IdentifierType? {
    // `card` before a number of this length speaks for itself.
    if cue.contains(.card) { return .creditCard }
    if cue.contains(.weakLabel), !isNumbered, !isStrongPair(index) { return nil }
    if cue.contains(.socialSecurity) { return .socialSecurity }
    if cue.contains(.zip) { return value.count <= 10 ? .zip : nil }
    if cue.contains(.biometric) { return .biometric }
    if cue.contains(.vehicle) {
      // A bone plate has holes, a number plate capital letters.
      return hasCapital(value) || isNumbered && value.count >= 5 ? .vehicle : nil
    }
    if cue.contains(.device) { return .device }
    if cue.contains(.license) { return .license }
    if cue.contains(.account) { return .account }
    if cue.contains(.healthPlan) { return .healthPlan }
    if cue.contains(.medicalRecord) {
      let previous = self.cue(index - 1)
      return previous.contains(.healthPlan) ? .healthPlan : .medicalRecord
    }
    if cue.contains(.bank) { return .bank }
    return nil
  }

  /// `medical record`, `health plan`: as good as a number word behind them.
  private func isStrongPair(_ index: Int) -> Bool {
    guard isWord(index - 1) else { return false }
    let before = text[tokens[index - 1].span]
    return ["medical", "Medical", "MEDICAL", "med", "Med", "MED"].contains {
      before.elementsEqual($0.utf8)
    }
  }

  /// The end of the touching letters, digits and hyphens that begin at the token, where they hold as
  /// many digits and are no measure, no date and no time.
  private func value(at index: Int, atLeast minimum: Int) -> Int? {
    guard index < tokens.count, tokens[index].kind != .punctuation else { return nil }
    var end = index + 1
    while end < tokens.count, end - index < 16, touches(end) {
      if tokens[end].kind == .punctuation {
        let mark = bytes[Int(tokens[end].start)]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "."),
          end + 1 < tokens.count, touches(end + 1), tokens[end + 1].kind != .punctuation
        else { break }
      }
      end += 1
    }
    // Three groups of digits may be divided by spaces: `460 89 9847`.
    while end < tokens.count, end - index < 8, follows(end), let digits = wholeDigits(end),
      digits >= 2, let before = wholeDigits(end - 1), before <= 4, minimum >= 5
    {
      end += 1
    }
    let range = Int(tokens[index].start)..<Int(tokens[end - 1].end)
    let digits = range.count { bytes[$0] &- 0x30 < 10 }
    guard digits >= minimum, range.count <= 40 else { return nil }
    return end
  }

  private func hasDigit(_ index: Int) -> Bool {
    tokens[index].span.range.contains { bytes[$0] &- 0x30 < 10 }
  }

  private func hasCapital(_ span: TextSpan) -> Bool {
    span.range.contains { bytes[$0] &- 0x41 < 26 }
  }

  private func isAllLettersCapital(_ index: Int) -> Bool {
    tokens[index].span.count <= 4
      && tokens[index].span.range.allSatisfy { bytes[$0] &- 0x41 < 26 }
      && index + 1 < tokens.count && touches(index + 1)
  }

  /// An international bank account number, which is one word, by its check digits.
  mutating func bankNumber(at index: Int) -> Int? {
    let span = tokens[index].span
    guard span.count <= 34, CheckDigits.isIBAN(text[span]) else { return nil }
    add(span, .bank)
    return index + 1
  }
}
