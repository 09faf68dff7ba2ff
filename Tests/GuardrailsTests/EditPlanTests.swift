import Policies
import SourceText
import TestSupport
import Testing

@testable import Guardrails

struct EditPlanTests {
  private static func redact(_ start: Int, _ end: Int, _ rule: String) -> EditPlan.Proposal {
    EditPlan.Proposal(span: TextSpan(start, end), obligation: .redact, rule: rule)
  }

  private static func replace(_ start: Int, _ end: Int, _ rule: String) -> EditPlan.Proposal {
    EditPlan.Proposal(
      span: TextSpan(start, end), obligation: .replace(text: "<\(rule)>"), rule: rule)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let proposals: [EditPlan.Proposal]
    let edits: [Edit]
  }

  @Test(
    "edits that overlap become one: redact, then the longer, then the rule id",
    arguments: [
      Case(
        testDescription: "apart, both stay", proposals: [redact(5, 8, "a"), replace(0, 5, "b")],
        edits: [
          Edit(span: TextSpan(0, 5), replacement: "<b>", rule: "b"),
          Edit(span: TextSpan(5, 8), replacement: "[redacted]", rule: "a"),
        ]),
      Case(
        testDescription: "a redaction wins over a longer replacement",
        proposals: [replace(0, 9, "a"), redact(3, 5, "b")],
        edits: [Edit(span: TextSpan(0, 9), replacement: "[redacted]", rule: "b")]),
      Case(
        testDescription: "the longer replacement wins",
        proposals: [replace(2, 4, "a"), replace(3, 9, "b")],
        edits: [Edit(span: TextSpan(2, 9), replacement: "<b>", rule: "b")]),
      Case(
        testDescription: "of equal ones the rule id that sorts first",
        proposals: [replace(2, 4, "b"), replace(2, 4, "a")],
        edits: [Edit(span: TextSpan(2, 4), replacement: "<a>", rule: "a")]),
      Case(
        testDescription: "a chain of overlaps is one edit",
        proposals: [redact(0, 4, "a"), redact(3, 8, "b"), redact(7, 9, "c")],
        edits: [Edit(span: TextSpan(0, 9), replacement: "[redacted]", rule: "b")]),
      Case(
        testDescription: "nothing to take out is no edit", proposals: [redact(3, 3, "a")], edits: []
      ),
    ])
  func overlaps(example: Case) {
    #expect(EditPlan.edits(from: example.proposals) == example.edits)
    #expect(EditPlan.edits(from: example.proposals.reversed()) == example.edits)
  }

  @Test("property: edits are apart, and every byte that a rule named is covered")
  func coverage() {
    let seed: UInt64 = 99
    var generator = SplitMix64(seed: seed)
    for round in 0..<300 {
      let proposals = (0..<Int.random(in: 0..<9, using: &generator)).map { index in
        let start = Int.random(in: 0..<40, using: &generator)
        let end = start + Int.random(in: 0..<9, using: &generator)
        return Bool.random(using: &generator)
          ? Self.redact(start, end, "r\(index)") : Self.replace(start, end, "r\(index)")
      }
      let edits = EditPlan.edits(from: proposals)
      for (edit, next) in zip(edits, edits.dropFirst()) {
        #expect(edit.span.end <= next.span.start, "seed \(seed), round \(round)")
      }
      for proposal in proposals where !proposal.span.isEmpty {
        #expect(
          edits.contains { $0.span.contains(proposal.span) }, "seed \(seed), round \(round)")
      }
    }
  }

  @Test("places move with the edits before them")
  func movedSpans() throws {
    let text = try SourceText("Ada Lovelace, 36, has a cough.")
    let edited = EditedText(
      text,
      edits: [
        Edit(span: TextSpan(0, 12), replacement: "X", rule: "a"),
        Edit(span: TextSpan(14, 16), replacement: "[age]", rule: "b"),
      ])
    #expect(String(decoding: edited.bytes, as: UTF8.self) == "X, [age], has a cough.")
    let table: [(TextSpan, String)] = [
      (TextSpan(0, 30), "X, [age], has a cough."), (TextSpan(0, 12), "X"),
      (TextSpan(4, 13), "X,"), (TextSpan(14, 15), "[age]"), (TextSpan(16, 21), ", has"),
      (TextSpan(24, 29), "cough"), (TextSpan(12, 14), ", "),
    ]
    for (old, words) in table {
      #expect(String(decoding: edited.bytes[edited.span(of: old).range], as: UTF8.self) == words)
    }
  }
}
