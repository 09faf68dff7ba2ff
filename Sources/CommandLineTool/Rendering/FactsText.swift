import ClinicalLanguage
import SourceText

/// The facts of a note as tables for people, one for each kind.
struct FactsText {
  let document: ClinicalDocument
  let title: String?
  let style: Style
  /// Columns.
  let width: Int

  private static let headings: [(kind: Fact.Kind, heading: String)] = [
    (.concept, "Concepts asked for"), (.problem, "Problems and symptoms"),
    (.allergy, "Allergies"), (.medication, "Medications"), (.measurement, "Measurements"),
    (.procedure, "Procedures"), (.demographic, "Demographics"), (.date, "Dates"),
  ]

  var rendered: String {
    let places = Places(of: document.facts.map(\.span), in: document.text)
    var text = title.map { style(Printable.line($0), .bold) + "\n\n" } ?? ""
    for (kind, heading) in Self.headings {
      let rows = document.facts.filter { $0.kind == kind }.map { row($0, at: places) }
      guard !rows.isEmpty else { continue }
      text += style(heading, .heading) + style("  \(rows.count)", .dim) + "\n"
      text += table(rows) + "\n"
    }
    if document.facts.isEmpty { text += "No facts found.\n\n" }
    return text
      + TextLayout.wrap(StandingWords.notForClinicalUse, width: width)
      .map { style($0, .dim) }.joined(separator: "\n") + "\n"
  }

  /// Where, what, how it is asserted, and the words of the note.
  private func row(_ fact: Fact, at places: Places) -> [String] {
    let words = Printable.quoted(document.text.string(fact.span), limit: max(24, width - 60))
    return [places.label(of: fact.span), subject(of: fact), status(of: fact), words]
  }

  private func subject(of fact: Fact) -> String {
    var parts = [Printable.line(document.name(of: fact))]
    if let quantity = fact.quantity {
      parts.append(Self.number(quantity.value))
      if let unit = quantity.unit { parts.append(unit) }
    }
    if let laterality = fact.laterality { parts.insert(laterality.rawValue, at: 0) }
    return parts.joined(separator: " ")
  }

  /// Only what differs from present, of the patient and recent; a value beyond its limits.
  private func status(of fact: Fact) -> String {
    var parts: [String] = []
    if fact.context.assertion != .present { parts.append(fact.context.assertion.rawValue) }
    if fact.context.experiencer != .patient { parts.append(fact.context.experiencer.rawValue) }
    if fact.context.temporality != .recent { parts.append(fact.context.temporality.rawValue) }
    if let status = fact.medication?.status, status != .mentioned { parts.append(status.rawValue) }
    switch fact.abnormality {
    case .low: parts.append("low")
    case .high: parts.append("high")
    case .criticallyLow: parts.append("critically low")
    case .criticallyHigh: parts.append("critically high")
    case .normal, nil: break
    }
    return parts.joined(separator: ", ")
  }

  private func table(_ rows: [[String]]) -> String {
    let limits = [10, 36, 24]
    let widths = limits.indices.map { column in
      min(limits[column], rows.map { TextLayout.columns($0[column]) }.max() ?? 0)
    }
    var text = ""
    for row in rows {
      text += "  " + style(TextLayout.rightAligned(row[0], to: widths[0]), .dim)
      text += "  " + TextLayout.padded(row[1], to: widths[1])
      if widths[2] > 0 {
        let isCritical = row[2].hasSuffix("critically low") || row[2].hasSuffix("critically high")
        let shown = TextLayout.padded(row[2], to: widths[2])
        text += "  " + (isCritical ? style(shown, .bad) : style(shown, .notice))
      }
      text += "  " + style(row[3], .dim) + "\n"
    }
    return text
  }

  private static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
