import TestSupport
import Testing

/// The checks `beside` and `among` of the kinds that compare axes, and parts of the body that a note lacks.
@Suite("A value in the place of the note's")
struct DisplacedValueTests {
  private static let beside = Fixture.rule(
    "beside", kind: "attribute_consistency",
    params:
      "{axes: [severity, inner or outer, order, before or after event], checks: [beside], parts: true}"
  )
  private static let among = Fixture.rule(
    "among", kind: "attribute_consistency",
    params: "{axes: [severity, along a limb], checks: [among], parts: true}")
  private static let side = Fixture.rule("side", kind: "laterality", params: "{checks: [beside]}")
  private static let part = Fixture.rule(
    "part", kind: "entity_not_in_source", params: "{types: [part]}")

  @Test(
    "Beside the same word",
    arguments: [
      MarkedCase(
        note: "MRI shows mild tendinosis. Severe pain is denied.",
        summary: "⟦x:Severe⟧ tendinosis is what the MRI showed."),
      MarkedCase(
        note: "MRI shows mild tendinosis. Severe pain is denied.",
        summary: "Slight tendinosis is what the MRI showed."),
      MarkedCase(
        note: "Mild stenosis above, severe stenosis below.",
        summary: "Severe stenosis at one level."),
      MarkedCase(
        note: "He was hit on the knee. The knee brace was too tight. The elbow is fine.",
        summary: "He has an ⟦x:elbow⟧ brace, too tight since he was hit."),
      MarkedCase(
        note: "Pain in the finger and swelling.", summary: "Hand pain with some swelling."),
      MarkedCase(
        note: "The first dose was missed. The second visit is in May.",
        summary: "He missed his ⟦x:second⟧ dose."),
      MarkedCase(
        note: "The first dose was missed.", summary: "He missed his dose for 30 seconds."),
      MarkedCase(
        note: "A limp came after a fall from a ladder.",
        summary: "Has limped ever ⟦x:before⟧ a fall from his ladder."),
      MarkedCase(
        note: "A limp came after a fall from a ladder.", summary: "He has limped since a fall."),
      MarkedCase(
        note: "Heart and lungs sound normal. He denies ear trouble.",
        summary: "He denies trouble; lungs normal."),
    ])
  func beside(_ example: MarkedCase) throws {
    try example.check(by: [Self.beside])
  }

  @Test(
    "Among the same words",
    arguments: [
      MarkedCase(
        note: """
          Crush injury with a fracture of the distal radius. He is alert. The skin is intact.
          Proximal pulses are strong.
          """,
        summary: "The radius was fractured in a crush injury, ⟦x:proximal⟧ part."),
      MarkedCase(
        note:
          "Crush injury with a fracture of the distal radius. The proximal radius has a fracture too.",
        summary: "The radius was fractured in a crush injury, proximal part."),
      MarkedCase(
        note: "He denies trouble of the heart, liver, colon or bladder. Kidneys are fine.",
        summary: "Denies any trouble of the kidney."),
    ])
  func among(_ example: MarkedCase) throws {
    try example.check(by: [Self.among])
  }

  @Test(
    "Both sides",
    arguments: [
      MarkedCase(
        note: "The left cataract is dense. The right cataract is dense.",
        summary: "Bilateral cataract, dense."),
      MarkedCase(note: "Dense bilateral cataracts.", summary: "The ⟦x:left⟧ cataract is dense."),
    ])
  func sides(_ example: MarkedCase) throws {
    try example.check(by: [Self.side])
  }

  @Test(
    "Parts of the body that the note lacks",
    arguments: [
      MarkedCase(
        note: "Right knee pain since a fall.", summary: "Pain of the right ⟦x:elbow⟧ since a fall."),
      MarkedCase(note: "Tender over the olecranon.", summary: "The elbow is tender."),
      MarkedCase(note: "Hepatosplenomegaly on examination.", summary: "Large liver and spleen."),
      MarkedCase(note: "Swelling of the arm.", summary: "Swelling of the ⟦x:wrist⟧."),
      MarkedCase(note: "Swelling of the wrist.", summary: "Swelling of the arm."),
      MarkedCase(note: "Takes aspirin daily.", summary: "Takes aspirin by mouth daily."),
      MarkedCase(note: "A right-handed man with a cough.", summary: "Right-handed, with a cough."),
      MarkedCase(
        note: "Myocardial infarction in May.", summary: "He had a heart attack in May."),
      MarkedCase(
        note: "She fell from a ladder.", summary: "On the other hand, she fell 10 feet."),
      MarkedCase(
        note: "Avoid tobacco fumes; seen in person.",
        summary: "Seen face-to-face; avoid second-hand smoke."),
      MarkedCase(note: "Knee pain.", summary: "Knee pain. No elbow stiffness."),
      MarkedCase(note: "Knee pain.", summary: "Knee pain. Call if your shoulder swells."),
    ])
  func parts(_ example: MarkedCase) throws {
    try example.check(by: [Self.part])
  }

  @Test("A part of the body may be allowed, and no other parameter says anything of it")
  func parameters() throws {
    let allowing = Fixture.rule(
      "part", kind: "entity_not_in_source", params: "{types: [part], allow: [elbow]}")
    try MarkedCase(note: "Knee pain.", summary: "Elbow pain and ⟦x:shoulder⟧ pain.")
      .check(by: [allowing])
    for parameter in ["heads: [pain]", "leastWords: 2", "wholly: true", "inQuotation: true"] {
      let rule = Fixture.rule(
        "part", kind: "entity_not_in_source", params: "{types: [part], \(parameter)}")
      #expect(!Fixture.diagnostics(of: rule).isEmpty)
    }
  }

  @Test(
    "What the note only denies is no other value",
    arguments: [
      MarkedCase(note: "He is in no acute distress.", summary: "Chronic cough."),
      MarkedCase(note: "Acute cough.", summary: "⟦x:Chronic⟧ cough."),
      MarkedCase(note: "Acute cough, not chronic.", summary: "Chronic cough is ruled out."),
    ])
  func denied(_ example: MarkedCase) throws {
    try example.check(by: [
      Fixture.rule(
        "never", kind: "attribute_consistency", params: "{axes: [course], checks: [swapped]}")
    ])
  }
}

/// `certainty` with `doubt_omitted`.
@Suite("A doubt that a summary leaves out")
struct DroppedDoubtTests {
  private static let rule = Fixture.rule(
    "doubt", kind: "certainty", params: "{changes: [doubt_omitted]}")

  @Test(
    "The same words without the doubt before them",
    arguments: [
      MarkedCase(
        note: "Possible sprain of the medial collateral ligament.",
        summary: "⟦x:Sprain of the medial collateral ligament⟧."),
      MarkedCase(
        note: "Possible sprain of the medial collateral ligament.",
        summary: "Suspected sprain of the medial collateral ligament."),
      MarkedCase(
        note: "Possible sprain of the ankle. Later it was found to be a sprain of the ankle.",
        summary: "Sprain of the ankle."),
      MarkedCase(
        note: "An MRI is ordered for a possible sprain of the ankle.",
        summary: "MRI for sprain of the ankle."),
      MarkedCase(
        note: "He was told of possible complications such as bleeding.",
        summary: "No sprain; told of complications."),
    ])
  func doubt(_ example: MarkedCase) throws {
    try example.check(by: [Self.rule])
  }
}
