import Guardrails
import Testing

/// What terse summaries write with a sign, an order of words or a value, each with near misses: the other
/// sense, side, status or degree of certainty.
@Suite("Signs, values and orders that tell what a note says in words")
struct TerseMeaningTests {
  private static let affirmed = "{directions: [affirmed], everyWord: true}"

  @Test(
    "signs of negation, and what a denial does not deny",
    arguments: [
      ("No neck mass, thyromegaly or bruit.", "Neck: ∅ mass/thyromegaly/bruit.", 0),
      ("No thyromegaly. There is a bruit.", "Neck: thyromegaly; ∅ rub.", 1),
      ("There was no leak seen. There was no bleeding.", "EGD: leak ∅, bleeding ∅.", 0),
      ("There was no leak seen. There was no bleeding.", "EGD: leak, bleeding ∅.", 1),
      ("No rash.", "∅ rash.", 0),
      (
        "She denies headache, hallucinations and chest pain.",
        "ROS (–): headache, hallucinations, chest pain.", 0
      ),
      (
        "She denies headache, visual complaints, hallucinations.",
        "ROS (-): headache, visual c/o, hallucinations.", 0
      ),
      ("She denies headache, hallucinations.", "ROS (+): headache. No hallucinations.", 1),
      ("Imbalance rather than vertigo.", "Imbalance (≠ vertigo).", 0),
      ("Imbalance rather than vertigo.", "Imbalance, vertigo.", 1),
      // The difficulty is denied, not the thing.
      ("He has no difficulty managing secretions.", "Managing secretions.", 0),
      ("He has no secretions.", "Managing secretions.", 1),
      ("There was no trouble with bleeding.", "Bleeding after the operation.", 1),
      // A value shows what nobody complained of.
      ("He denies fever. VITAL SIGNS: Temperature 101.6 degrees Fahrenheit.", "Fever of 101.6.", 0),
      ("He denies fever. VITAL SIGNS: Temperature 98.6 degrees Fahrenheit.", "Fever of 101.6.", 1),
      ("He denies fever. VITAL SIGNS: Temperature 101.6 degrees Fahrenheit.", "Fever, cough.", 0),
      ("He denies fever. VITAL SIGNS: Temperature 98.6 degrees Fahrenheit.", "Fever, cough.", 1),
      ("He denies rash. VITAL SIGNS: Temperature 101.6 degrees Fahrenheit.", "Rash, cough.", 1),
      // The note's own words, whatever else they may mean.
      ("Stomach gets upset with pain. No nausea.", "Upset stomach with pain.", 0),
      ("(-) dry eyes (-) blurred vision.", "Dry eyes.", 1),
      ("There was no blood flow in it.", "Present, with blood flowing forward.", 0),
      ("There was no blood in the urine.", "Blood in the urine.", 1),
      ("No nausea.", "Upset stomach with pain.", 1),
    ])
  func negation(note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(of: "negation_flip", Self.affirmed, note: note, summary: summary)
        .signum() == count)
  }

  @Test(
    "what stands beside the same words",
    arguments: [
      ("affirmed", "No leaking of urine from the tube.", "The tube drains urine.", 0),
      (
        "affirmed", "Add no-concentrated sweets to the diet.",
        "Taking concentrated sweets out of the diet.", 0
      ),
      ("affirmed", "No movement of the stapes.", "Movement of the stapes.", 1),
      ("affirmed", "Chest wall scars without herniation.", "Chest wall scars with herniation.", 1),
      (
        "denied", "She reports that at rest, her knee pain is 0/10.",
        "The knee does not hurt at rest.",
        0
      ),
      ("denied", "Modalities to include ice and heat.", "Nontender; no warmth.", 0),
      (
        "denied", "Tolerated well and went to recovery.", "No complications and went to recovery.",
        0
      ),
      (
        "denied", "Menorrhagia unimproved with medical management.",
        "Menorrhagia not improved by medical management.", 0
      ),
      (
        "denied", "He fell with loss of consciousness and vomiting.",
        "He fell without loss of consciousness, with vomiting.", 1
      ),
      (
        "denied", "Patient reports that he tries to exercise.",
        "Patient denies that he tries to exercise.", 1
      ),
      ("denied", "She reports chest pain and sweating.", "She has no chest pain.", 1),
    ])
  func polarity(direction: String, note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "negation_flip", "{polarity: true, directions: [\(direction)]}", note: note,
        summary: summary) == count)
  }

  @Test(
    "what is planned, over, new or stopped",
    arguments: [
      (
        "She was admitted to undergo total hysterectomy. Status post hysterectomy.",
        "Admitted for a planned hysterectomy.", 0
      ),
      ("Status post hysterectomy in May.", "Planned hysterectomy.", 1),
      ("She underwent a hysterectomy.", "Hysterectomy, as planned.", 0),
      ("She remained tachypneic, then rapid resolution of tachypnea.", "Tachypnea resolved.", 0),
      ("She remained tachypneic.", "Tachypnea resolved.", 1),
      ("Keflex prophylaxis, otherwise follow-up as previously scheduled.", "New prophylaxis.", 0),
      ("A wound infection, which has since healed.", "An infection still being treated.", 1),
      ("Chronic sinusitis.", "New sinusitis.", 1),
      ("The injection was repeated on the left side.", "Left side first, then right.", 0),
      ("Hold p.o. medications, pain control, Zofran p.r.n.", "Zofran if needed.", 0),
      ("Hold Zofran, pain control.", "Takes Zofran.", 1),
    ])
  func status(note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "temporality", "{axes: [season], statuses: true, habits: true, withheld: true}",
        note: note,
        summary: summary) == count)
  }

  @Test(
    "doubt that is told otherwise, and proof by the method itself",
    arguments: [
      ("doubt_dropped", "Findings most suggestive of hemangioma.", "Hemangioma favored.", 0),
      (
        "doubt_dropped", "Findings most suggestive of hemangioma.", "Hemangioma of the midbrain.", 1
      ),
      (
        "doubt_dropped", "She is questioning whether she has sleep apnea.",
        "Asks about sleep apnea.",
        0
      ),
      (
        "doubt_dropped", "Workup for possible causes for autonomic dysfunction.",
        "Search for causes of autonomic dysfunction.", 0
      ),
      (
        "doubt_dropped", "Borderline hypertrophy with normal ejection fraction.",
        "The heart pumps normally.", 0
      ),
      ("doubt_dropped", "Borderline hypertrophy with effusion.", "Hypertrophy, effusion.", 1),
      ("doubt_dropped", "Possible autonomic dysfunction.", "Autonomic dysfunction.", 1),
      (
        "proof_added", "CT of the abdomen revealed acute pancreatitis.",
        "CT confirmed acute pancreatitis.", 0
      ),
      (
        "proof_added", "CT of the abdomen suggests acute pancreatitis.",
        "CT confirmed acute pancreatitis.", 1
      ),
      (
        "proof_added", "Acute pancreatitis. CT of the abdomen was done.",
        "CT confirmed acute pancreatitis.", 1
      ),
    ])
  func certainty(change: String, note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(of: "certainty", "{changes: [\(change)]}", note: note, summary: summary)
        == count)
  }

  @Test(
    "a sentence of the note that names one side alone",
    arguments: [
      (
        "Closed ring on the right with atrophic vessels. Again a closed ring with vessels going to the left and absent vas on the right.",
        "A closed right ring with atrophic vessels.", 0
      ),
      (
        "Closed ring on the right with atrophic vessels. Open ring on the left with vas.",
        "A closed left ring with atrophic vessels.", 1
      ),
      (
        "The neck was prepared. An incision was made and carried down to the ventral spine on the right. We went to the symptomatic left side.",
        "Right-sided incision.", 0
      ),
      ("An incision was made on the right. We closed the left drain.", "Left incision.", 1),
      (
        "Lumbar spine is aligned. Right arm normal. Left arm and both hands normal.",
        "L-spine aligned.", 0
      ),
    ])
  func sides(note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "laterality",
        "{axes: [side], checks: [contradicted, swapped], strict: true, order: true}",
        note: note, summary: summary) == count)
  }

  @Test(
    "an allergy field that ends before the next field",
    arguments: [
      (
        "ALLERGIES: Penicillin.\n\nMEDICATIONS: Accupril.", "Allergy: penicillin | Meds: Accupril",
        0
      ),
      ("ALLERGIES: Penicillin.\n\nMEDICATIONS: Accupril.", "Allergy: penicillin | Accupril", 1),
      ("ALLERGIES: Penicillin.\n\nMEDICATIONS: Accupril.", "Allergy: codeine | Meds: Accupril", 1),
    ])
  func allergies(note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "allergy_consistency", "{checks: [added]}", note: note, summary: summary)
        == count)
  }
}
