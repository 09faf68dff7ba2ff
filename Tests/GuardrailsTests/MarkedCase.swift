import Guardrails
import TestSupport
import Testing

/// A note and a summary of it in which what the note does not say is marked.
struct MarkedCase: Sendable, CustomTestStringConvertible {
  let note: String
  let summary: String
  var testDescription: String { summary }

  /// The rules on numbers, dates and ages, as a policy has them together.
  static let ofQuantities = [
    Fixture.rule(
      "quantity", kind: "quantity_consistency",
      params: "{check: [dose, frequency, route, unit, number, duration, level]}"),
    Fixture.rule("date", kind: "date_consistency", params: "{}"),
    Fixture.rule("demographic", kind: "demographic_consistency", params: "{}"),
  ]

  /// Holds the marks against what the rules point at.
  func check(by rules: [String]) throws {
    let text = MarkedText(summary)
    let verdict = try Fixture(rules).judge(note: note, summary: text.plain)
    #expect(try verdict.summaryWords(text.plain) == text.marks.map { $0.text })
  }
}
