import ClinicalLanguage
import SourceText

extension QuantityComparison {
  /// `in the 300s`, `in her 60s`: the note must have a number that lies there.
  mutating func compareDecades() {
    let tokens = summary.tokens
    for index in tokens.indices.dropLast() {
      guard tokens[index].kind == .number, isPlural(index + 1),
        let value = wholeNumber(tokens[index].span), value >= 20, value % 10 == 0
      else { continue }
      let width = value % 100 == 0 ? 100 : 10
      if self.index.hasNumber(from: Double(value), to: Double(value + width - 1)) { continue }
      // `the 1980s` for `the 80s`
      let short = value - 1900
      if value > 1900, short > 0, self.index.hasNumber(from: Double(short), to: Double(short)) {
        continue
      }
      if width == 10, value < 100, holdsWord(Self.decades[value / 10 - 2]) {
        continue
      }
      findings.append(
        QuantityFinding(
          aspect: .number, reason: .absent,
          summarySpan: TextSpan(start: tokens[index].start, end: tokens[index + 1].end),
          noteSpans: []))
    }
  }

  /// `in his seventies`
  private static let decades = [
    "twenties", "thirties", "forties fourties", "fifties", "sixties", "seventies", "eighties",
    "nineties",
  ].map { WordHash.list($0) }

  /// An `s` right behind a number.
  private func isPlural(_ index: Int) -> Bool {
    let token = summary.tokens[index]
    return token.kind == .word && token.start == summary.tokens[index - 1].end
      && token.span.count == 1 && summary.text.bytes[Int(token.start)] == UInt8(ascii: "s")
  }

  private func wholeNumber(_ span: TextSpan) -> Int? {
    guard span.count <= 4 else { return nil }
    var value = 0
    for byte in summary.text[span] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
