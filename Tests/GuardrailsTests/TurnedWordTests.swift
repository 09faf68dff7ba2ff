import Guardrails
import Testing

/// Sides, persons, denials and claims that a summary turns, each with near misses.
@Suite("Words that turn a statement")
struct TurnedWordTests {
  @Test(
    "a side that the note never names, where it names the other",
    arguments: [
      ("Left subclavian line.", "Right neck prepped. Subclavian line placed.", 1),
      ("Operation on your right hand.", "Carpal tunnel syndrome, left. The hand was draped.", 1),
      ("Left myringotomy.", "Bilateral myringotomy was done.", 1),
      ("Right subclavian line.", "Right neck prepped. Subclavian line placed.", 0),
      // No side of the body.
      ("A catheter was left in the vein.", "Right neck prepped. A catheter is in the vein.", 0),
      ("It lay right next to the nerve.", "A mass of the left arm lay beside the nerve.", 0),
      ("Carbon dioxide: 4 L CO2.", "Right tube cut; carbon dioxide let out.", 0),
      ("Murmur at the left upper sternal border.", "Right arm normal. Murmur at the LUSB.", 0),
      ("Both hands are numb.", "The left hand is numb, and so is the other hand.", 0),
      // The note has the side in short.
      ("Left leg weakness.", "Right arm normal. LLE weakness.", 0),
      ("Left knee replaced.", "Right knee pain. The contralateral knee was replaced.", 0),
      // A note without any side is another check's matter.
      ("Left subclavian line.", "Subclavian line placed.", 0),
    ])
  func sides(summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "laterality", "{axes: [side], checks: [swapped]}", note: note, summary: summary)
        == count)
  }

  @Test(
    "values that the note never has, where it has another of the axis",
    arguments: [
      ("eye block", "A retrobulbar block was given.", "A peribulbar block was given.", 1),
      ("eye block", "A peribulbar block was given.", "A peribulbar block was given.", 0),
      ("eye block", "A retrobulbar block was given.", "A block was given.", 0),
      ("race", "Caucasian woman.", "African-American woman.", 1),
      ("race", "Black woman.", "African-American woman; black woman in no distress.", 0),
      ("race", "White count 9.", "African-American woman, white count 9.", 0),
      ("pressure unit", "Inflated to 200 psi.", "Inflated to 200 mmHg.", 1),
      ("pressure unit", "Inflated to 200 mm Hg.", "Inflated to 200 mmHg.", 0),
      ("nutrition route", "On tube feeding.", "On total parenteral nutrition.", 1),
      ("nutrition route", "On TPN.", "On total parenteral nutrition.", 0),
      ("arterial access", "Through the brachial artery.", "The femoral artery was entered.", 1),
      (
        "arterial access", "Femoral artery entered after the radial artery.",
        "The radial artery was too small, so the femoral artery was entered.", 0
      ),
      ("sound frequency unit", "A 7.5 kHz probe.", "A 7.5 MHz probe.", 1),
      ("fracture pattern", "Spiral fracture.", "Comminuted fracture.", 1),
      ("lung cancer cell", "NSCLC.", "Non-small cell lung cancer.", 0),
    ])
  func swaps(axis: String, summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "procedure_consistency", "{axes: [\(axis)], checks: [swapped]}", note: note,
        summary: summary) == count)
  }

  @Test(
    "a claim is borne out by what is nearest",
    arguments: [
      ("Adjuvant radiation is ongoing.", "Her cough is ongoing. Adjuvant radiation was given.", 1),
      ("Adjuvant radiation is ongoing.", "Adjuvant radiation is ongoing.", 0),
      ("Adjuvant radiation is ongoing.", "Adjuvant radiation continues.", 0),
      // Told in the sentence after.
      ("Adjuvant radiation is ongoing.", "She has adjuvant radiation. It continues.", 0),
      // Another thing goes on.
      (
        "Adjuvant radiation is ongoing.",
        "She had adjuvant radiation. She walks. Her diet continues.", 1
      ),
      ("Adjuvant radiation is not ongoing.", "She had adjuvant radiation.", 0),
      ("Nausea is ongoing.", "She had adjuvant radiation.", 0),
    ])
  func nearest(summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "unfounded_claim",
        "{claims: [{says: [ongoing], needs: [continues], beside: true, nearest: true}]}",
        note: note,
        summary: summary) == count)
  }

  @Test(
    "a claim without a word of it anywhere, or without one that is near",
    arguments: [
      ("Seizures do not happen in mild cases.", "Seizures are possible in mild cases.", 1),
      (
        "Seizures do not happen in mild cases.",
        "Rash is rare. Seizures are possible, also in mild cases.", 1
      ),
      ("Seizures do not happen in mild cases.", "Seizures are rare in mild cases.", 0),
      // Said right after.
      ("Seizures do not happen.", "Seizures may come. They are rare.", 0),
      ("Do seizures happen in mild cases?", "Seizures are possible in mild cases.", 0),
    ])
  func near(summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "unfounded_claim", "{claims: [{says: [do not happen], needs: [rare], nearest: true}]}",
        note: note, summary: summary) == count)
  }

  @Test(
    "a relative who has what the patient has",
    arguments: [
      ("His mother, whose eczema is mild, came along.", "He has mild eczema.", 1),
      ("He came with his mother, eczema is mild.", "He has mild eczema.", 0),
      ("His mother, who has eczema, came along.", "His mother has eczema.", 0),
    ])
  func relatives(summary: String, note: String, count: Int) throws {
    #expect(try Fixture.findings(of: "experiencer", "{}", note: note, summary: summary) == count)
  }

  @Test(
    "what the note denies in one degree is affirmed in the same",
    arguments: [
      (
        "Pullback of the catheter showed a significant gradient.",
        "Pullback of the catheter: no significant gradient.", 1
      ),
      (
        "Pullback of the catheter showed a small gradient.",
        "Pullback of the catheter: no significant gradient.", 0
      ),
      (
        "Pullback of the catheter showed no gradient.",
        "Pullback of the catheter: no significant gradient.", 0
      ),
    ])
  func degrees(summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "negation_flip", "{polarity: true, directions: [affirmed]}", note: note,
        summary: summary)
        == count)
  }

  @Test(
    "acute for old, and old for acute",
    arguments: [
      ("An acute inferior infarction.", "Status post inferior infarction.", 1),
      ("An acute inferior infarction.", "Inferior infarction today.", 0),
      ("A chronic rupture.", "An acute rupture.", 1),
      ("A chronic rupture.", "A rupture, years old.", 0),
    ])
  func onset(summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(of: "temporality", "{statuses: true}", note: note, summary: summary)
        == count)
  }

  @Test(
    "a grave finding must be told by its name",
    arguments: [
      ("Echo: pericardial effusion.", "Echo shows pericardial effusion with early tamponade.", 1),
      ("Echo: tamponade.", "Echo shows pericardial effusion with early tamponade.", 0),
      ("Echo: cardiac tamponade.", "Echo shows early tamponade.", 0),
    ])
  func named(summary: String, note: String, count: Int) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "lost", kind: "omission",
        params: "{class: findings, phrases: [tamponade], told: phrase, asserted: true}",
        then: "{disposition: annotate, obligations: [restore]}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == count)
  }
}
