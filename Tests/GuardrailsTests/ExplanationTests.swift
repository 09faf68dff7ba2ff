import Policies
import SourceText
import Summaries
import Testing

@testable import Guardrails

@Suite("Explanations")
struct ExplanationTests {
  private func explain(
    _ fixture: Fixture, note: String = "She was seen in clinic today and feels well.",
    summary: String, audience: Audience = .clinician
  ) throws -> Explanation {
    let document = try Fixture.document(note)
    let grounded = try Fixture.grounded(summary, in: document)
    let explanation = fixture.engine.explain(
      grounded, against: fixture.engine.scan(document), audience: audience)
    // Explaining decides as judging does.
    let verdict = fixture.engine.judge(grounded, against: document, audience: audience)
    #expect(explanation.verdict.decision == verdict.decision)
    #expect(explanation.verdict.findings == verdict.findings)
    #expect(explanation.verdict.released?.text.bytes == verdict.released?.text.bytes)
    return explanation
  }

  @Test("each rule's result says why it did or did not fire")
  func results() throws {
    let fixture = try Fixture(
      Fixture.rule("a.off", kind: "lexicon", params: "{terms: [cure]}", mode: .off),
      Fixture.rule(
        "b.other", kind: "lexicon", params: "{terms: [cure]}",
        more: "when: audience == \"patient\" or note.words > 500"),
      Fixture.rule("c.silent", kind: "lexicon", params: "{terms: [miracle]}"),
      Fixture.rule("d.found", kind: "lexicon", params: "{terms: [cure]}"),
      Fixture.rule("e.shadow", kind: "lexicon", params: "{terms: [cure]}", mode: .shadow))
    let explanation = try explain(fixture, summary: "A cure.")
    #expect(
      explanation.rules.map { "\($0.rule.id) \($0.result)" } == [
        "a.off off", "b.other conditionFalse", "c.silent silent", "d.found found",
        "e.shadow found",
      ])
    let condition = try #require(explanation.rules[1].condition)
    #expect(condition.leaves.map(\.value) == [false, false])
    #expect(explanation.rules[3].findings.map(\.summarySpan) == [TextSpan(2, 6)])
  }

  @Test("occurrences that did not count are named with the reason")
  func passedOver() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: cardiac, urgency: urgent, reason: Look., phrases: [STEMI], "
          + "exceptions: [STEMI protocol]}",
        then: "{disposition: hold, obligations: [{route: {queue: q, within: 1h}}]}"))
    let explanation = try explain(
      fixture, note: "No STEMI. Father had a STEMI. STEMI protocol reviewed.", summary: "Well.")
    #expect(
      explanation.rules[0].passedOver.map(\.reason) == [
        .context(["absent"]), .context(["of family"]), .exception,
      ])
    let sides = explanation.rules[0].passedOver.map(\.isInNote)
    #expect(sides == [true, true, true])
  }

  @Test("the resolver's steps lead from released to the decision")
  func steps() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "a.note", kind: "lexicon", params: "{terms: [cure]}",
        then: "{disposition: annotate, obligations: [{notify: q}]}"),
      Fixture.rule("b.hold", kind: "lexicon", params: "{terms: [cure, miracle]}"),
      Fixture.rule(
        "c.shadow", kind: "lexicon", params: "{terms: [cure]}", mode: .shadow,
        then: "{disposition: block}"))
    let explanation = try explain(fixture, summary: "A miracle cure.")
    #expect(
      explanation.resolution == [
        .weighed(rule: "a.note", asks: .annotate, findings: 1, from: .released, to: .annotated),
        .weighed(rule: "b.hold", asks: .hold, findings: 2, from: .annotated, to: .held),
        .obligations([.notify(channel: "q")]), .decided(.held),
      ])
    #expect(
      explanation.shadows == [
        ShadowEffect(rule: "c.shadow", findings: 1, from: .held, to: .blocked)
      ])
  }

  @Test("of overlapping edits the one that won is named, with the reason")
  func overlaps() throws {
    func edit(_ id: String, _ terms: String, _ obligation: String) -> String {
      Fixture.rule(
        id, kind: "lexicon", params: "{terms: [\(terms)]}",
        then: "{disposition: annotate, obligations: [\(obligation)]}")
    }
    let redaction = try explain(
      try Fixture(
        edit("a.replace", "complete cure", "{replace: help}"), edit("b.redact", "cure", "redact")),
      summary: "A complete cure.")
    #expect(
      redaction.resolution.contains(
        .overlap(winner: "b.redact", loser: "a.replace", reason: .redactsWinOverReplaces)))
    #expect(
      redaction.resolution.contains(
        .edit(Edit(span: TextSpan(2, 15), replacement: "[redacted]", rule: "b.redact"))))
    let longer = try explain(
      try Fixture(
        edit("a.short", "cure", "{replace: x}"), edit("b.long", "complete cure", "{replace: y}")),
      summary: "A complete cure.")
    #expect(
      longer.resolution.contains(
        .overlap(winner: "b.long", loser: "a.short", reason: .longer)))
    let order = try explain(
      try Fixture(edit("a", "cure", "{replace: x}"), edit("b", "cure", "{replace: y}")),
      summary: "A cure.")
    #expect(order.resolution.contains(.overlap(winner: "a", loser: "b", reason: .ruleOrder)))
  }

  @Test("what the edited text met is an objection, after which all is weighed again once")
  func objections() throws {
    let explanation = try explain(
      try Fixture(
        Fixture.rule(
          "a.edit", kind: "lexicon", params: "{terms: [cure]}",
          then: "{disposition: annotate, obligations: [{replace: banned}]}"),
        Fixture.rule("b.ban", kind: "lexicon", params: "{terms: [banned]}")),
      summary: "A cure.")
    #expect(
      explanation.resolution.prefix(3) == [
        .objection(rule: "b.ban", asks: .hold),
        .weighed(rule: "a.edit", asks: .annotate, findings: 1, from: .released, to: .annotated),
        .weighed(rule: "b.ban", asks: .hold, findings: 1, from: .annotated, to: .held),
      ])
    #expect(explanation.resolution.last == .decided(.held))
  }
}
