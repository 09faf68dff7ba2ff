import Guardrails
import SourceText
import Testing
import TestSupport

/// Diagnosis codes in summaries and notes.
struct CodeValidityRuleTests {
  private static func fixture(_ params: String = "{}") throws -> Fixture {
    try Fixture(Fixture.rule("code", kind: "code_validity", params: params))
  }

  @Test(
    "what is marked is a code that does not fit; all else is none, or fits",
    arguments: [
      "Type 2 diabetes mellitus (E11.9).",
      "Type 2 diabetes mellitus (⟦code:E10.9⟧).",
      "Type II diabetes mellitus (⟦code:E10.9⟧).",
      "Asthma, ICD-10 ⟦code:J45.8⟧.",
      "Asthma, ICD-10 code J45909.",
      "Asthma (⟦code:J45⟧).",
      "Asthma (⟦code:I25.10⟧).",
      "Coronary artery disease (I25.10).",
      "Heart attack (I21.9).",
      "High blood pressure (I10).",
      "Chronic kidney disease stage 4 (⟦code:N18.31⟧).",
      "Chronic kidney disease stage 3 (N18.31).",
      "Osteoarthritis of the right knee (⟦code:M17.12⟧).",
      "Osteoarthritis of the right knee (M17.11).",
      "Fracture of the left wrist, diagnosis code S52.502A.",
      "Fracture of the left wrist, diagnosis code ⟦code:S52.502⟧.",
      "Fall from bed, ICD-10: W06.XXXA, ⟦code:W06.XXXQ⟧.",
      "Low back pain M54.50 and gout M10.9.",
      "Diagnosis codes: I10, E11.9, ⟦code:E11.99⟧; hypertension, diabetes mellitus.",
      // None of these is a code.
      "A1C 7.2, B12 low, T3 normal, stage T2 N0, S1 and S2, L4-L5, C5, H1N1, G2P1.",
      "Vitals: T36.8, P98.6, R18.5, BP118, K10.2, Temp (T38.2).",
      "ICD-9 code 250.00, ICD-9: V71.09, E849.0; AXIS II: V71.09 No diagnosis.",
      "Dual chamber ICD in 2009. CPT code J1885, 99213.",
      "Vitamin deficiency (B12), neck pain (C5), radiculopathy (L5).",
    ])
  func summaryCodes(marked: String) throws {
    let text = MarkedText(marked)
    let verdict = try Self.fixture().judge(summary: text.plain)
    #expect(try verdict.summaryWords(text.plain) == text.marks.map(\.text))
  }

  @Test("each check can be left out")
  func checks() throws {
    let summary = "Asthma (J45), gout (ICD-10 M10.Z), asthma of old (E11.9)."
    for (checks, found) in [
      ("exists", ["M10.Z"]), ("billable", ["J45"]), ("described", ["E11.9"]),
    ] {
      let verdict = try Self.fixture("{checks: [\(checks)]}").judge(summary: summary)
      #expect(try verdict.summaryWords(summary) == found, "\(checks)")
    }
  }

  @Test("a code of the note is the note's, and is found there")
  func noteCodes() throws {
    let note = "ASSESSMENT: Asthma (E11.9). Albuterol as needed."
    let summary = "Asthma (E11.9)."
    #expect(try Self.fixture().judge(note: note, summary: summary).findings.isEmpty)
    let verdict = try Self.fixture("{side: note}").judge(note: note, summary: summary)
    let spans = verdict.findings.flatMap(\.noteSpans).map { try? SourceText(note).string($0) }
    #expect(spans == ["E11.9"])
  }

  @Test("ten thousand codes are read in one pass and cut off")
  func hostile() throws {
    let summary = String(repeating: "E11.9 (Q99.Z) ", count: 10_000)
    #expect(try Self.fixture().judge(summary: summary).findings.count <= 200)
  }
}
