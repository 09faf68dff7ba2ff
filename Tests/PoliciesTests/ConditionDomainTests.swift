import TestSupport
import Testing

@testable import Policies

@Suite("Conditions: all cases")
struct ConditionDomainTests {
  private func condition(_ text: String) throws -> Condition {
    let (condition, problems) = Condition.read(text)
    return try #require(condition, "\(problems)")
  }

  @Test(
    "a condition that never or always holds is known as such",
    arguments: [
      ("audience == \"patient\"", nil), ("note.words > 10", nil), ("note.words < 0", false),
      ("note.words >= 0", true), ("note.words > 10 and note.words < 11", false),
      ("note.words > 10 and note.words < 12", nil), ("note.english or not note.english", true),
      ("audience == \"patient\" and audience == \"clinician\"", false),
      ("audience in [\"patient\", \"clinician\"]", true), ("engine != \"external\"", nil),
      ("summary.words > note.words and note.words > summary.words", false),
      // Three numbers above one constant need three distinct values there.
      (
        "note.words > summary.words and summary.words > escalation.count and escalation.count > 100",
        nil
      ),
      ("note.words < 3 and summary.words < note.words and escalation.count < summary.words", nil),
      ("note.words < 2 and summary.words < note.words and escalation.count < summary.words", false),
    ] as [(String, Bool?)])
  func constant(text: String, value: Bool?) throws {
    #expect(try condition(text).constantValue == value)
  }

  @Test(
    "a condition that more alerts end is found, however it is written",
    arguments: [
      "escalation.count == 0", "escalation.count < 1", "not escalation.count >= 2",
      "escalation.count != 1", "escalation.count in [0, 3]", "1 > escalation.count",
      "audience == \"patient\" and escalation.count <= 3", "escalation.count < note.words",
      "note.english == (escalation.count > 0)",
      "escalation.count > 0 and not (escalation.count > 5 and note.clinical)",
    ])
  func loosens(text: String) throws {
    let loosening = try condition(text).loosening
    guard case .from(let few, let more) = loosening else {
      Issue.record("\(text): \(String(describing: loosening))")
      return
    }
    #expect(few < more)
  }

  @Test(
    "a condition that more alerts never end is let pass",
    arguments: [
      "escalation.count > 0", "escalation.count >= 2", "not escalation.count < 2",
      "escalation.count > 0 or audience == \"patient\"", "escalation.count != 0",
      "not (escalation.count == 0)", "escalation.count > note.words", "note.words < 10",
      "escalation.count >= 0", "escalation.count > 0 and escalation.count > 3",
      // Ends at 1, and holds from 0 to 0 only where the other part holds anyhow.
      "escalation.count == 0 or note.english or escalation.count > 0",
    ])
  func tightens(text: String) throws { #expect(try condition(text).loosening == nil) }

  @Test("one condition implies another exactly where every case of the one is one of the other")
  func implication() throws {
    let cases = [
      ("note.words > 5", "note.words > 10", true), ("note.words > 10", "note.words > 5", false),
      ("audience == \"patient\"", "audience == \"patient\" and note.english", true),
      ("note.english", "note.clinical", false), ("note.words >= 11", "note.words > 10", true),
    ]
    for (wide, narrow, expected) in cases {
      #expect(try condition(wide).holdsWherever(condition(narrow)) == expected, "\(wide) \(narrow)")
    }
    #expect(try !condition("note.words > 5").canHold(with: condition("note.words < 6")))
    #expect(try condition("note.words > 5").canHold(with: condition("note.words < 7")))
  }

  @Test(
    "a condition written out anew means the same",
    arguments: [
      "A or B and C", "(A or B) and C", "not (A and B)", "not not A", "(A and B) == (C)",
      "A and (B and C)", "not A and B", "(not A) == B", "not A == B", "(A == B) == (C)",
    ])
  func writtenOut(pattern: String) throws {
    let text = pattern.replacing("A", with: "note.english").replacing("B", with: "note.clinical")
      .replacing("C", with: "note.words > 3")
    let original = try condition(text)
    let written = try #require(original.syntax).described
    let again = try condition(written)
    #expect(
      original.holdsWherever(again) && again.holdsWherever(original), "\(text) became \(written)")
  }

  @Test("a trace gives every part its value and names the fields that were asked")
  func trace() throws {
    let context = ConditionTests.clinician
    let trace = try condition(
      "audience == \"patient\" and (note.words > 300 or not note.english)"
    ).trace(in: context)
    #expect(!trace.value)
    #expect(
      trace.leaves.map(\.text) == ["audience == \"patient\"", "note.words > 300", "note.english"])
    #expect(trace.leaves.map(\.value) == [false, true, true])
    #expect(trace.operands[1].text == "note.words > 300 or not note.english")
    #expect(
      trace.leaves[1].fields == [ConditionTrace.Field(name: "note.words", value: "400")])
    #expect(
      trace.leaves[0].fields == [ConditionTrace.Field(name: "audience", value: "\"clinician\"")])
  }
}
