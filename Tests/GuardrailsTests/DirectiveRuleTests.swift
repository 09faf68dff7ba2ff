import Guardrails
import Summaries
import TestSupport
import Testing

struct DirectiveRuleTests {
  private static let params = """
    {modals: [should, must, advised to, recommend, do not], \
    actions: [start, stop, increase, take, continue, avoid, return, double]}
    """

  struct Case: Sendable, CustomTestStringConvertible {
    let note: String
    /// What the note does not say is marked.
    let summary: String
    var testDescription: String { summary }
  }

  @Test(
    "advice and orders need a counterpart in the note",
    arguments: [
      // Nothing of it in the note.
      Case(note: "Knee pain.", summary: "You ⟦x:should stop taking warfarin⟧."),
      Case(note: "Knee pain.", summary: "⟦x:Start lisinopril 10 mg daily⟧."),
      Case(note: "Knee pain.", summary: "Please ⟦x:stop smoking⟧."),
      Case(note: "Knee pain.", summary: "Plan: ⟦x:increase furosemide⟧."),
      Case(note: "Knee pain.", summary: "We ⟦x:recommend starting metformin⟧."),
      // The note says the opposite.
      Case(note: "Continue warfarin 5 mg daily.", summary: "She ⟦x:should stop warfarin⟧."),
      Case(note: "Warfarin 5 mg daily.", summary: "⟦x:Stop warfarin⟧."),
      Case(note: "Stop aspirin today.", summary: "She ⟦x:should take aspirin⟧."),
      Case(note: "Allergies: penicillin.", summary: "⟦x:Start penicillin⟧."),
      Case(note: "Furosemide 20 mg daily.", summary: "⟦x:Double furosemide⟧ from tomorrow."),
      Case(note: "Continue aspirin.", summary: "You ⟦x:must not take aspirin⟧."),
      // The note's own plan, in other words.
      Case(note: "Discontinue warfarin.", summary: "She should stop taking warfarin."),
      Case(note: "Hold warfarin until Monday.", summary: "Stop warfarin."),
      Case(note: "We will begin lisinopril.", summary: "Start lisinopril."),
      Case(note: "Smoking cessation was discussed.", summary: "Advised to stop smoking."),
      Case(note: "Lasix was raised to 40 mg.", summary: "Increase furosemide."),
      Case(note: "No heavy lifting for six weeks.", summary: "She should avoid heavy lifting."),
      Case(note: "Aspirin 81 mg daily.", summary: "She should continue aspirin."),
      Case(note: "Continue aspirin.", summary: "Do not stop aspirin."),
      // What it is done to stands before, has no name, or comes after a condition.
      Case(note: "Warfarin 5 mg daily.", summary: "⟦x:Warfarin should be stopped⟧ for now."),
      Case(note: "Stop warfarin.", summary: "Warfarin should be stopped for now."),
      Case(note: "Warfarin 5 mg daily.", summary: "You ⟦x:should stop it⟧ once you feel well."),
      Case(note: "Warfarin; hold it.", summary: "You should stop it once you feel well."),
      Case(note: "Warfarin.", summary: "You ⟦x:should stop your tablets⟧ when well."),
      Case(note: "Warfarin.", summary: "If you feel well, ⟦x:stop warfarin⟧."),
      Case(note: "Denies taking warfarin.", summary: "You do not take warfarin."),
      Case(note: "Warfarin.", summary: "If your heart races, just ⟦x:stop warfarin⟧."),
      // No directive.
      Case(note: "Knee pain.", summary: "Increase in pain since May."),
      Case(note: "Knee pain.", summary: "Start of symptoms was in May."),
      Case(note: "Knee pain.", summary: "She stopped warfarin."),
      Case(note: "Knee pain.", summary: "What she should know is unclear. Stop."),
      Case(note: "Knee pain.", summary: "She should, stop signs aside, drive well."),
    ])
  func counterparts(example: Case) throws {
    let text = MarkedText(example.summary)
    let fixture = try Fixture(Fixture.rule("orders", kind: "directive", params: Self.params))
    let verdict = try fixture.judge(note: example.note, summary: text.plain)
    #expect(try verdict.summaryWords(text.plain).map { String($0) } == text.marks.map { $0.text })
  }

  @Test("a rule can be asked about drugs alone, and not about plain orders")
  func narrower() throws {
    let summary = "You should stop warfarin. You should stop skiing. Stop aspirin."
    for (more, found) in [
      ("onlyDrugs: true", ["should stop warfarin", "Stop aspirin"]),
      ("orders: false", ["should stop warfarin", "should stop skiing"]),
    ] {
      let fixture = try Fixture(
        Fixture.rule(
          "orders", kind: "directive", params: "{modals: [should], actions: [stop], \(more)}"))
      let verdict = try fixture.judge(note: "Knee pain.", summary: summary)
      #expect(try verdict.summaryWords(summary).map { String($0) } == found)
    }
  }

  @Test("texts too large to compare hold rather than pass")
  func effort() throws {
    let fixture = try Fixture(Fixture.rule("orders", kind: "directive", params: Self.params))
    let verdict = try fixture.judge(
      note: String(repeating: "a b c d e f g h. ", count: 8_000),
      summary: String(repeating: "You should stop warfarin. ", count: 2_000))
    #expect(verdict.decision == .held)
    #expect(verdict.findings.count == 1)
  }
}
