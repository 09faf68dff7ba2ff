import Guardrails
import Summaries
import Testing

/// Rules about where a summary comes from and what of it is there.
struct SourceRuleTests {
  private static let note = """
    CHIEF COMPLAINT: Cough.
    ASSESSMENT: Community acquired pneumonia.
    PLAN: Azithromycin 500 mg daily. Chest radiograph in six weeks.
    """

  @Test(
    "a statement without evidence counts once the share is too low",
    arguments: [
      (50, true, 0), (51, true, 1), (100, true, 1), (100, false, 1),
    ])
  func coverage(minimum: Int, perClaim: Bool, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "evidence", kind: "evidence_coverage",
        params: "{minimumShare: \(minimum), perClaim: \(perClaim)}"))
    let summary = "Community acquired pneumonia. Enjoys sailing with neighbours."
    let verdict = try fixture.judge(note: Self.note, summary: summary)
    #expect(verdict.findings.count == findings)
    let pointsAt = try verdict.summaryWords(summary)
    #expect(pointsAt == (findings == 1 && perClaim ? ["Enjoys sailing with neighbours."] : []))
  }

  @Test(
    "a section is covered by its heading or by evidence from there",
    arguments: [
      ("{sections: [plan]}", "Azithromycin 500 mg daily.", 0),
      ("{sections: [plan]}", "Community acquired pneumonia.", 1),
      ("{sections: [assessment]}", "Community acquired pneumonia.", 0),
      ("{sections: [plan, assessment]}", "Cough.", 2),
      ("{sections: [plan]}", "Plan and follow-up:\nShe will sail home.", 0),
      ("{sections: [medications_and_allergies]}", "Cough.", 0),
      ("{sections: [medications_and_allergies], whenInNote: false}", "Cough.", 1),
      ("{sections: [alerts]}", "Cough.", 0),
    ])
  func sections(params: String, summary: String, findings: Int) throws {
    let fixture = try Fixture(Fixture.rule("section", kind: "required_section", params: params))
    #expect(try fixture.judge(note: Self.note, summary: summary).findings.count == findings)
  }

  @Test("an English clinical note is what the checks are for")
  func englishClinical() throws {
    let fixture = try Fixture(
      Fixture.rule("source", kind: "source_note", params: "{requires: [english, clinical]}"))
    #expect(try fixture.judge(note: Self.note, summary: "Cough.").findings.isEmpty)
  }
}
