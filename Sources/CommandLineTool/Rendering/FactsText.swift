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
  private static let arrangementHeadings: [(kind: Arrangement.Kind, heading: String)] = [
    (.codeStatus, "Code status"), (.followUp, "Follow-up"),
    (.returnInstruction, "When to return or call"),
  ]

  var rendered: String {
    let arrangements = document.arrangements
    let places = Places(
      of: document.facts.map(\.span) + arrangements.map(\.span), in: document.text)
    var text = title.map { style(Printable.line($0), .bold) + "\n\n" } ?? ""
    for (kind, heading) in Self.headings {
      let rows = document.facts.filter { $0.kind == kind }.map { row($0, at: places) }
      text += titled(heading, rows)
    }
    for (kind, heading) in Self.arrangementHeadings {
      let rows = arrangements.filter { $0.kind == kind }.map { row($0, at: places) }
      text += titled(heading, rows)
    }
    if document.facts.isEmpty, arrangements.isEmpty { text += "No facts found.\n\n" }
    return text
      + TextLayout.wrap(StandingWords.notForClinicalUse, width: width)
      .map { style($0, .dim) }.joined(separator: "\n") + "\n"
  }

  private func titled(_ heading: String, _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    return style(heading, .heading) + style("  \(rows.count)", .dim) + "\n" + table(rows) + "\n"
  }

  private func row(_ arrangement: Arrangement, at places: Places) -> [String] {
    let words = Printable.quoted(document.text.string(arrangement.span), limit: wordLimit)
    let time = arrangement.time.map { " " + Printable.line(document.text.string($0)) } ?? ""
    return [
      places.label(of: arrangement.span), arrangement.name + time,
      status(of: arrangement.context).joined(separator: ", "), words,
    ]
  }

  private var wordLimit: Int { max(24, width - 60) }

  /// Where, what, how it is asserted, and the words of the note.
  private func row(_ fact: Fact, at places: Places) -> [String] {
    let words = Printable.quoted(document.text.string(fact.span), limit: wordLimit)
    return [places.label(of: fact.span), subject(of: fact), status(of: fact), words]
  }

  private func subject(of fact: Fact) -> String {
    var parts = [Printable.line(document.name(of: fact))]
    if let quantity = fact.quantity {
      parts.append(Self.number(quantity.value))
      if let unit = quantity.unit { parts.append(unit) }
    }
    if let laterality = fact.laterality { parts.insert(laterality.rawValue, at: 0) }
    if let dose = fact.medication?.dose {
      parts.append(Printable.line(document.text.string(dose)))
    }
    // The first of the candidates; the JSON form has them all.
    if let code = document.codes(of: fact).first { parts.append("(\(code))") }
    return parts.joined(separator: " ")
  }

  /// Only what differs from present, of the patient and recent.
  private func status(of context: MentionContext) -> [String] {
    var parts: [String] = []
    if context.assertion != .present { parts.append(context.assertion.rawValue) }
    if context.experiencer != .patient { parts.append(context.experiencer.rawValue) }
    if context.temporality != .recent { parts.append(context.temporality.rawValue) }
    return parts
  }

  /// How it is asserted, what happens with a drug, a value beyond its limits.
  private func status(of fact: Fact) -> String {
    var parts = status(of: fact.context)
    if let status = fact.medication?.status, status != .mentioned {
      parts.append(status.rawValue.replacing("_", with: " "))
    }
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
