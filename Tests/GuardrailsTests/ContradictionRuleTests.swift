import Guardrails
import SourceText
import Testing
import TestSupport

/// Notes that disagree with themselves.
struct ContradictionRuleTests {
  private static func fixture(_ params: String = "{}") throws -> Fixture {
    try Fixture(
      Fixture.rule("self", kind: "contradiction", params: params, then: "{disposition: annotate}"))
  }

  @Test(
    "both places of a disagreement are marked; where nothing is marked there is none",
    arguments: [
      "HPI: A ⟦one:41-year-old man⟧ with gout.\nASSESSMENT: A ⟦two:49-year-old man⟧ with gout.",
      "HPI: A 41-year-old man with gout.\nASSESSMENT: A 42-year-old man with gout.",
      "HPI: A 41-year-old man. His father was a 70-year-old man with gout.",
      "HPI: A ⟦one:60-year-old female⟧.\nCOURSE: The patient did well and ⟦two:he⟧ went home.",
      "HPI: A 60-year-old female.\nCOURSE: The patient met the surgeon and he agreed.",
      "HPI: A 3-year-old girl.\nCOURSE: The patient slept while he waited.",
      "ALLERGIES: ⟦one:No known drug allergies⟧.\nPLAN: She is allergic to ⟦two:penicillin⟧.",
      "ALLERGIES: Penicillin. No other known allergies.",
      "ALLERGIES: No known drug allergies.\nHPI: Her mother is allergic to penicillin.",
      "ALLERGIES: No known drug allergies. Allergic to latex.",
      "HPI: Pain of the ⟦one:right knee⟧.\nASSESSMENT: Effusion of the ⟦two:left knee⟧.",
      "HPI: Pain of the right knee.\nPHYSICAL EXAM: Right knee warm, left knee normal.",
      "HPI: Pain of the right knee.\nPAST SURGICAL HISTORY: Left knee replacement.",
      "HPI: Pain of both knees.\nASSESSMENT: Left knee worse.",
      "MEDICATIONS: ⟦one:Lisinopril 20 mg daily⟧.\nPLAN: Continue ⟦two:lisinopril 10 mg daily⟧.",
      "MEDICATIONS: Lisinopril 20 mg daily.\nPLAN: Increase lisinopril to 40 mg, continue aspirin.",
      "MEDICATIONS: Lisinopril 10 mg twice daily.\nPLAN: Continue lisinopril 20 mg daily.",
      "LABORATORY DATA: ⟦one:Creatinine 1.1⟧.\nASSESSMENT: Injury, ⟦two:creatinine is 2.9⟧.",
      "LABORATORY DATA: Creatinine 1.1.\nASSESSMENT: Creatinine was 2.9 on admission.",
      "LABORATORY DATA: Creatinine 1.1, creatinine 2.0.\nASSESSMENT: Creatinine is 2.9.",
      "LABORATORY DATA: Creatinine 2.9.\nASSESSMENT: Creatinine is 3.0.",
      "PAST MEDICAL HISTORY: Denies any ⟦one:asthma⟧.\nHPI: His ⟦two:asthma⟧ is mild.",
      "PAST MEDICAL HISTORY: Denies any asthma.\nASSESSMENT: New onset asthma.",
      "PAST MEDICAL HISTORY: No wheezing or cough.\nHPI: Cough for two days.",
      "CODE STATUS: ⟦one:Full code⟧.\nPLAN: Patient is ⟦two:DNR⟧.",
      "CODE STATUS: DNR.\nPLAN: Was full code until yesterday.",
      "LABS: K 6.9.\nPharmacy: the ⟦one:values⟧ ⟦two:disagree⟧, team paged.",
      "Secretary: the title was ⟦one:typed⟧ as ⟦two:right⟧ and has to change.",
      "The form was ⟦one:entered⟧ ⟦two:wrongly⟧ by the clerk.",
      "HPI: He and his wife disagree about the diet. The wound was entered from the right.",
      "The record was dictated with voice recognition and may hold errors not corrected.",
      "ALLERGIES: ⟦one:NKDA⟧.\nNURSE: ⟦two:Flucloxacillin⟧ gave blisters.",
    ])
  func classes(marked: String) throws {
    let text = MarkedText(marked)
    let verdict = try Self.fixture().judge(note: text.plain)
    let note = try SourceText(text.plain)
    let words = verdict.findings.flatMap(\.noteSpans).map(note.string)
    #expect(words.count == text.marks.count)
    for (found, mark) in zip(words, text.marks) { #expect(found.contains(mark.text)) }
  }

  @Test("a class that is not asked for is not looked for")
  func someClasses() throws {
    let note = "HPI: A 41-year-old man.\nASSESSMENT: A 49-year-old man. Full code.\nPLAN: DNR."
    #expect(try Self.fixture("{classes: [age]}").judge(note: note).findings.count == 1)
    #expect(try Self.fixture("{classes: [dose]}").judge(note: note).findings.isEmpty)
    #expect(try Self.fixture().judge(note: note).findings.count == 2)
  }

  @Test("the summary stays as it is, and a warning stands behind it")
  func warning() throws {
    let summary = "He has gout."
    let verdict = try Self.fixture().judge(
      note: "HPI: A 41-year-old man with gout.\nASSESSMENT: A 49-year-old man with gout.",
      summary: summary)
    #expect(verdict.decision == .annotated)
    let shown = try #require(verdict.released?.text.string)
    #expect(shown.hasPrefix(summary))
    #expect(shown.contains("Warning: Rule self: it gives two ages"))
    #expect(verdict.released?.edits.isEmpty == true)
  }

  @Test("a long note full of sides and people is read in one pass")
  func hostile() throws {
    let note = String(
      repeating: "Left knee, right knee. A 41-year-old man. Full code. DNR. K 4.1. ", count: 4_000)
    #expect(try Self.fixture().judge(note: note).findings.count < 20)
  }
}
