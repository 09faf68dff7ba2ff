import TestSupport
import Testing

/// Ways in which faithful summaries say what their notes say otherwise, each beside an error that looks alike.
@Suite("What a note says in other words")
struct FaithfulWordingTests {
  private static let side = Fixture.rule(
    "side", kind: "laterality",
    params: "{checks: [contradicted, swapped, beside, among], strict: true}")
  private static let axes = Fixture.rule(
    "axes", kind: "procedure_consistency",
    params: "{axes: [carotid part, hemorrhoid kind], checks: [swapped]}")
  private static let degree = Fixture.rule(
    "degree", kind: "attribute_consistency",
    params: "{axes: [extent of obstruction, hand surface], checks: [beside, among]}")
  private static let comfort = Fixture.rule("comfort", kind: "reassurance", params: "{}")
  private static let polarity = Fixture.rule(
    "polarity", kind: "negation_flip", params: "{polarity: true}")
  private static let status = Fixture.rule(
    "status", kind: "temporality", params: "{statuses: true}")
  private static let foreign = Fixture.rule(
    "foreign", kind: "entity_not_in_source", params: "{types: [unknown]}")
  private static let test = Fixture.rule(
    "test", kind: "entity_not_in_source", params: "{types: [test, drug_class]}")

  @Test(
    "Sides",
    arguments: [
      MarkedCase(
        note: "The right carotid has plaque. On the left, the carotid has plaque too.",
        summary: "Carotid plaque on each side."),
      MarkedCase(
        note: "He sees 20/40 OD. The vision in the left eye is 20/20.",
        summary: "Acuity on the right is 20/40."),
      MarkedCase(
        note: "He sees 20/40. The vision in the left eye is 20/20.",
        summary: "Acuity on the ⟦x:right⟧ is 20/20."),
      MarkedCase(
        note: """
          Left spermatocelectomy and bilateral vasectomy. Attention was turned to the right side. The vas
          was found.
          """, summary: "The right vas was found."),
      MarkedCase(
        note: "Left vasectomy. A vas was found.", summary: "The ⟦x:right⟧ vas was found."),
      MarkedCase(
        note: "Therapy to strengthen his right lower extremities. Denies left leg pain.",
        summary: "Therapy to strengthen the right leg."),
    ])
  func sides(_ example: MarkedCase) throws { try example.check(by: [Self.side]) }

  @Test(
    "Names of arteries, and parts of the hand",
    arguments: [
      MarkedCase(
        note: "The right ECA is patent. The internal carotid has plaque.",
        summary: "Right external carotid patent."),
      MarkedCase(
        note: "The right vessel is patent. The internal carotid has plaque.",
        summary: "Right ⟦x:external carotid⟧ patent."),
      MarkedCase(
        note: "Internal hemorrhoids were seen.", summary: "⟦x:External⟧ hemorrhoids were seen."),
    ])
  func arteries(_ example: MarkedCase) throws { try example.check(by: [Self.axes]) }

  @Test(
    "What fails to be complete is not",
    arguments: [
      MarkedCase(
        note: "Risks are failure to completely obliterate the lesion, and seizures.",
        summary: "Risks are incomplete obliteration of the lesion, and seizures."),
      MarkedCase(
        note: "Films show complete obliteration of the lesion, and no seizures.",
        summary: "Films show ⟦x:incomplete⟧ obliteration of the lesion."),
    ])
  func degrees(_ example: MarkedCase) throws { try example.check(by: [Self.degree]) }

  @Test(
    "Numbers",
    arguments: [
      MarkedCase(
        note: "Oriented to time, place and person.", summary: "Alert and oriented x3."),
      MarkedCase(
        note: "Oriented to place and person.", summary: "Alert and oriented ⟦x:x4⟧."),
      MarkedCase(
        note: "In March, 1993 she had right ptosis.", summary: "3/93: right ptosis."),
      MarkedCase(
        note: "In March, 1993 she had right ptosis.", summary: "⟦x:4/93⟧: right ptosis."),
      MarkedCase(
        note: """
          Common carotid end-diastolic velocity of 0.131 m/s. Internal carotid EDV 0.204 m/s.
          """, summary: "Common carotid EDV 0.131."),
      MarkedCase(
        note: "Pressure is high about one week a month on lisinopril 10 mg b.i.d.",
        summary: "On lisinopril 10 mg twice daily, pressure high one week monthly."),
    ])
  func numbers(_ example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "Comfort that the note gives",
    arguments: [
      MarkedCase(
        note: "The bronchial margins are free.", summary: "The edges were free of cancer."),
      MarkedCase(
        note: "The bronchial margins are positive for carcinoma.",
        summary: "The edges were ⟦x:free of cancer⟧."),
      MarkedCase(
        note: "The bronchial margins are free. Nodes were sent.",
        summary: "The nodes were ⟦x:free of cancer⟧."),
      MarkedCase(
        note: "He does not have any serious visual complaints.",
        summary: "You have no serious problems with your vision."),
      MarkedCase(
        note: "He has serious visual complaints.",
        summary: "You have ⟦x:no serious problems⟧ with your vision."),
    ])
  func comfort(_ example: MarkedCase) throws { try example.check(by: [Self.comfort]) }

  @Test(
    "Denials",
    arguments: [
      MarkedCase(
        note: "He denies recent substance abuse.",
        summary: "He stands by his denial of recent substance abuse."),
      MarkedCase(
        note: "CT without contrast was done for flank pain since Monday.",
        summary: "CT without contrast for flank pain since Monday."),
    ])
  func denials(_ example: MarkedCase) throws { try example.check(by: [Self.polarity]) }

  @Test(
    "Present is no status",
    arguments: [
      MarkedCase(
        note: "If no infection, she will be placed on Keflex; the nausea is resolved.",
        summary: "If no infection is present she will start Keflex."),
      MarkedCase(note: "The nausea is resolved.", summary: "⟦x:Ongoing nausea⟧."),
    ])
  func statuses(_ example: MarkedCase) throws { try example.check(by: [Self.status]) }

  @Test(
    "Compounds",
    arguments: [
      MarkedCase(
        note: "CT abdomen and pelvis was unremarkable.",
        summary: "An abdominopelvic CT was unremarkable."),
      MarkedCase(
        note: "CT abdomen was unremarkable.",
        summary: "An ⟦x:abdominopelvic⟧ CT was unremarkable."),
      MarkedCase(note: "Hard plaque was seen.", summary: "A buildup of plaque was seen."),
    ])
  func compounds(_ example: MarkedCase) throws { try example.check(by: [Self.foreign]) }

  @Test(
    "A value by its condition, drops by what they do",
    arguments: [
      MarkedCase(
        note: "Thrombocytopenia after treatment.",
        summary: "The platelets were low after treatment."),
      MarkedCase(
        note: "Thrombocytopenia after treatment.",
        summary: "The ⟦x:platelets⟧ were high after treatment."),
      MarkedCase(
        note: "Eyes should be dilated once a year.", summary: "Dilating drops once a year."),
      MarkedCase(
        note: "Eyes should be checked once a year.", summary: "⟦x:Dilating drops⟧ once a year."),
    ])
  func values(_ example: MarkedCase) throws { try example.check(by: [Self.test]) }
}
