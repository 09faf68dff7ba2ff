import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing

struct RedFlagRuleTests {
  private static let route =
    "{disposition: hold, obligations: [{route: {queue: on-call, within: 15m}}]}"

  private static func engine(_ params: String, mode: RuleMode = .enforce, more: String = "") throws
    -> Fixture
  {
    try Fixture(
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: cardiac, urgency: immediate, reason: Look at the heart., \(params)}",
        mode: mode, then: route, more: more))
  }

  @Test(
    "a mention raises an alert where it is of this patient now",
    arguments: [
      "ECG shows ⟦alert:ST elevation⟧ in V2.",
      "⟦alert:st elevation⟧ was seen, and ⟦alert:STEMI⟧ called.",
      "ECG shows no ST elevation.",
      "Denies chest pain; without ST elevation.",
      "FAMILY HISTORY: Father had a STEMI.",
      "PAST MEDICAL HISTORY: STEMI in 2015.",
      "History of STEMI five years ago.",
      "Return if you are told of ST elevation.",
      "Non-ST elevation was discussed.",
      "ST elevations are another word.",
      "HISTORY OF PRESENT ILLNESS: The first ECG was read as ST elevation.\nIMPRESSION: No ST elevation.",
      "ASSESSMENT: No ST elevation on the first ECG.\nADDENDUM: The second ECG shows ⟦alert:ST elevation⟧.",
    ])
  func mentions(marked: String) throws {
    let text = MarkedText(marked)
    let fixture = try Self.engine("phrases: [ST elevation, STEMI], exceptions: [Non-ST elevation]")
    let verdict = try fixture.judge(note: text.plain, summary: "Seen in the emergency room.")
    #expect(try verdict.alertWords(text.plain) == text.marks.map(\.text))
  }

  @Test(
    "a value raises an alert where it crosses the limit, whatever its unit",
    arguments: [
      ("{measurement: Potassium, atOrAbove: '6.2', unit: mmol/L}", "Potassium 6.2 mmol/L.", true),
      ("{measurement: Potassium, atOrAbove: '6.2', unit: mmol/L}", "Potassium 6.1 mmol/L.", false),
      ("{measurement: Potassium, above: '6.2', unit: mmol/L}", "Potassium 6.2 mmol/L.", false),
      ("{measurement: Potassium, atOrAbove: '6.2', unit: mmol/L}", "K 6.4 mEq/L.", true),
      ("{measurement: Potassium, below: '2.8', unit: mmol/L}", "Potassium 2.7 mmol/L.", true),
      ("{measurement: Potassium, below: '2.8', unit: mmol/L}", "Potassium 2.8 mmol/L.", false),
      ("{measurement: potassium, atOrBelow: '2.8', unit: mmol/L}", "Potassium 2.8 mmol/L.", true),
      ("{measurement: Potassium, atOrAbove: '6.2', unit: mmol/L}", "Sodium 140 mmol/L.", false),
      ("{measurement: Glucose, above: '450', unit: mg/dL}", "Glucose 30 mmol/L.", true),
      ("{measurement: Glucose, above: '450', unit: mg/dL}", "Glucose 20 mmol/L.", false),
    ])
  func thresholds(threshold: String, note: String, fires: Bool) throws {
    let fixture = try Self.engine("thresholds: [\(threshold)]")
    let verdict = try fixture.judge(note: note, summary: "Laboratory work was done.")
    #expect(verdict.escalations.isEmpty != fires)
  }

  @Test(
    "the disposition applies only where the summary leaves the red flag out",
    arguments: [
      ("STEMI was called.", Decision.released), ("There is ST-segment elevation.", .released),
      ("The ST segments are elevated, an elevation of ST.", .released),
      ("Her ankle hurts.", .held), ("There is no STEMI.", .held),
    ])
  func omission(summary: String, decision: Decision) throws {
    let fixture = try Self.engine("phrases: [ST elevation, STEMI]")
    let verdict = try fixture.judge(note: "ECG shows ST elevation. Ankle hurts.", summary: summary)
    #expect(verdict.decision == decision)
    #expect(verdict.escalations.count == 1)
  }

  @Test(
    "a critical value may be given under another name, but must be given",
    arguments: [("K 6.8 today.", Decision.released), ("Potassium is high.", .held)])
  func valueOmission(summary: String, decision: Decision) throws {
    let fixture = try Self.engine(
      "thresholds: [{measurement: Potassium, atOrAbove: '6.2', unit: mmol/L}]")
    #expect(try fixture.judge(note: "Potassium 6.8 mmol/L.", summary: summary).decision == decision)
  }

  @Test("the alert says what the rule says, and asks for its route")
  func alert() throws {
    let verdict = try Self.engine("phrases: [STEMI]").judge(note: "STEMI.", summary: "STEMI.")
    let escalation = try #require(verdict.escalations.first)
    #expect(escalation.rule == "flag")
    #expect(escalation.family == .cardiac)
    #expect(escalation.urgency == .immediate)
    #expect(escalation.route == "on-call")
    #expect(escalation.withinMinutes == 15)
    #expect(escalation.reason == "Look at the heart.")
    #expect(verdict.obligations == [.route(queue: "on-call", withinMinutes: 15)])
    #expect(verdict.findings.isEmpty)
  }

  @Test("a shadow rule alerts nobody, and says that it would have")
  func shadow() throws {
    let verdict = try Self.engine("phrases: [STEMI]", mode: .shadow)
      .judge(note: "STEMI. Ankle pain.", summary: "Ankle pain.")
    #expect(verdict.decision == .released)
    #expect(verdict.escalations.isEmpty)
    #expect(verdict.obligations.isEmpty)
    #expect(verdict.findings.map(\.mode) == [.shadow, .shadow])
  }

  @Test("a measurement that nobody knows cannot be evaluated, so the rule holds")
  func unknownMeasurement() throws {
    let fixture = try Self.engine(
      "thresholds: [{measurement: Kryptonite, above: '1', unit: mg}]")
    #expect(try fixture.judge().decision == .held)
    #expect(fixture.engine.diagnostics.map(\.code) == ["P080"])
    #expect(try Self.engine("phrases: [STEMI]").engine.diagnostics.isEmpty)
  }

  @Test("a note escalates even where nothing could summarize it")
  func withoutDraft() throws {
    let fixture = try Self.engine("phrases: [STEMI]")
    let note = try Fixture.document("STEMI.")
    #expect(try fixture.engine.escalations(in: note, audience: .clinician).count == 1)
    let scanned = fixture.engine.scan(note)
    #expect(try fixture.engine.escalations(in: scanned, audience: .clinician).count == 1)
  }

  @Test(
    "an escalated rule asks for the urgency",
    arguments: [
      ("soon", "soon", true), ("urgent", "soon", false), ("immediate", "urgent", false),
      ("urgent", "immediate", true),
    ])
  func escalated(minimum: String, raised: String, finds: Bool) throws {
    let fixture = try Fixture(
      Fixture.rule("a", kind: "escalated", params: "{urgency: \(minimum)}"),
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: other, urgency: \(raised), reason: Look., phrases: [STEMI]}",
        then: Self.route))
    let verdict = try fixture.judge(note: "STEMI.", summary: "STEMI.")
    #expect(verdict.findings.map(\.rule) == (finds ? ["a"] : []))
    #expect(try fixture.judge().findings.isEmpty)
  }

  @Test("a rule may ask how many alerts there are, whatever the order of the ids")
  func escalationCount() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "a", kind: "length", params: "{maxWords: 1}", more: "when: escalation.count > 0"),
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: other, urgency: soon, reason: Look., phrases: [STEMI]}",
        then: Self.route))
    #expect(try fixture.judge(note: "STEMI today.", summary: "STEMI today.").decision == .held)
    #expect(try fixture.judge(note: "Well today.", summary: "Well today.").decision == .released)
  }
}
