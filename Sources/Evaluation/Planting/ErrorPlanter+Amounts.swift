import ClinicalLanguage
import SourceText

extension ErrorPlanter {
  /// The doses of drugs that the summary gives.
  private var doses: [TextSpan] { facts(.medication).compactMap { $0.medication?.dose } }

  /// `25 mg` becomes `250 mg`.
  var tenfoldDoses: [PlantedEdit] {
    doses.compactMap { dose in
      guard let number = tokens(in: dose).first(where: { $0.kind == .number }) else { return nil }
      let text = words(number.span)
      guard let tenfold = Self.tenfold(text), !has(tenfold) else { return nil }
      return PlantedEdit(number.span, tenfold)
    }
  }

  /// Whether the note has the number as a word of its own.
  private func has(_ number: String) -> Bool {
    note.tokens.contains { $0.kind == .number && note.text.string($0.span) == number }
  }

  private static func tenfold(_ number: String) -> String? {
    guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    guard let point = number.firstIndex(of: ".") else { return number + "0" }
    let whole = number[..<point]
    let fraction = number[number.index(after: point)...]
    guard let first = fraction.first else { return nil }
    let rest = fraction.dropFirst()
    let digits = (whole == "0" ? "" : String(whole)) + String(first)
    return rest.isEmpty ? digits : "\(digits).\(rest)"
  }

  /// `mg` becomes `g`, `mmol/L` becomes `mg/dL`.
  var otherUnits: [PlantedEdit] {
    let amounts = doses + facts(.measurement).compactMap { $0.quantity?.span }
    return amounts.flatMap { span in
      tokens(in: extended(span)).compactMap { token in
        Self.units[words(token.span)].map { PlantedEdit(token.span, $0) }
      }
    }
  }

  private static let units = [
    "mg": "g", "mcg": "mg", "g": "mg", "ml": "L", "units": "mL", "mmol": "mol", "kg": "lb",
    "cm": "mm", "mm": "cm", "lb": "kg", "c": "F", "f": "C", "meq": "mmol",
  ]

  /// A value with the unit behind it.
  private func extended(_ span: TextSpan) -> TextSpan {
    guard let next = summary.tokens.first(where: { $0.start >= span.end }),
      next.start - span.end <= 1
    else { return span }
    return span.union(next.span)
  }

  /// Another value of as many digits, that the note does not have.
  mutating func otherDigits() -> [PlantedEdit] {
    var edits: [PlantedEdit] = []
    let spans = facts(.measurement, .medication, .demographic).map(\.span)
    for token in summary.tokens where token.kind == .number {
      let text = words(token.span)
      guard text.utf8.count >= 2, spans.contains(where: { $0.contains(token.span) }) else {
        continue
      }
      var digits = Array(text.utf8)
      guard
        let index = digits.indices.filter({ (0x31...0x39).contains(digits[$0]) })
          .randomElement(using: &generator)
      else { continue }
      let shift = UInt8(1 + generator.below(8))
      digits[index] = 0x31 + (digits[index] - 0x31 + shift) % 9
      let changed = String(decoding: digits, as: UTF8.self)
      if changed != text, !has(changed) { edits.append(PlantedEdit(token.span, changed)) }
    }
    return edits
  }
}
