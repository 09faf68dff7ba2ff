import Testing

/// Plain words in which a faithful summary tells what its note tells in terms; beside most of them the error
/// that is nearest to it.
@Suite("Faithful plain words")
struct FaithfulPlainWordsTests {
  typealias Case = FaithfulCase

  @Test(
    "verbs and idioms that are no signs, devices or parts of the body",
    arguments: [
      Case(
        note: "The gastroscopy was aborted at the pylorus.",
        faithful: "The gastroscopy had to be broken off at the pylorus.",
        wrong: "The gastroscopy was completed at the pylorus with a broken tooth."),
      Case(
        note: "The ventilator malfunctioned during the night.",
        faithful: "The ventilator broke down during the night."),
      Case(
        note: "The capsule is freely mobile.",
        faithful: "The capsule moved freely."),
      Case(
        note: "The boy had difficulty staying still for the film.",
        faithful: "The boy had trouble keeping still for the film."),
      Case(
        note: "Consent was obtained for the graft.",
        faithful: "Consent was in hand for the graft.",
        wrong: "Consent was obtained for the graft of the hand."),
      Case(
        note: "The patient was positioned prone for the repair.",
        faithful: "The patient lay prone on the operating table for the repair.",
        wrong: "The patient lay prone with a pacemaker for the repair."),
    ])
  func verbs(example: Case) throws { try example.check() }

  @Test(
    "things under their parts and sorts",
    arguments: [
      Case(
        note: "A verrucous papule of the left thumb was shaved.",
        faithful: "A warty papule of the left thumb was shaved.",
        wrong: "A cystic papule of the left thumb was shaved with melanoma."),
      Case(
        note: "No pancreatic ductal dilatation on the scan.",
        faithful: "The pancreatic duct was not dilated on the scan.",
        wrong: "The hepatic vein was not dilated on the scan."),
      Case(
        note: "Slight mitral regurgitation on the echocardiogram.",
        faithful: "The mitral valve leaked slightly on the echocardiogram.",
        wrong: "The tricuspid valve leaked slightly on the echocardiogram."),
      Case(
        note: "Percocet was given for the rib pain.",
        faithful: "Oxycodone with acetaminophen was given for the rib pain.",
        wrong: "Hydrocodone with acetaminophen was given for the rib pain."),
      Case(
        note: "CMP and urinalysis were ordered for the swelling.",
        faithful: "A comprehensive metabolic panel and urinalysis were ordered for the swelling.",
        wrong: "A thyroid panel and urinalysis were ordered for the swelling."),
      Case(
        note: "She begins chemoradiation for the rectal tumor.",
        faithful: "She begins chemotherapy and radiation for the rectal tumor."),
    ])
  func names(example: Case) throws { try example.check() }

  @Test(
    "qualities by a noun",
    arguments: [
      Case(
        note: "He has been weaker since the third infusion.",
        faithful: "Weakness followed the third infusion.",
        wrong: "Numbness followed the third infusion."),
      Case(
        note: "The eyes are very dry.",
        faithful: "There is dryness of the eyes.",
        wrong: "There is hoarseness and dryness of the eyes."),
    ])
  func qualities(example: Case) throws { try example.check() }

  @Test(
    "what is established, and what is of a certain type",
    arguments: [
      Case(
        note: "Past history of osteoporosis.",
        faithful: "Osteoporosis is an established problem.",
        wrong: "Osteoporosis was proven by biopsy."),
      Case(
        note: "The enzymes suggest a non-ST elevation infarction.",
        faithful:
          "The enzymes hinted at a certain type of infarction, the one without ST elevation.",
        wrong: "The enzymes proved an infarction."),
    ])
  func proofs(example: Case) throws { try example.check() }

  @Test(
    "parts of a year, rates without a number, ages at an event",
    arguments: [
      Case(
        note: "Recheck the ferritin in 4 months.",
        faithful: "Ferritin to be rechecked in a third of a year.",
        wrong: "Ferritin to be rechecked in half a year."),
      Case(
        note: "Burning in the chest about 3 to 4 times a week when walking.",
        faithful: "Walking brings on burning in the chest several times a week."),
      Case(
        note: "He had mumps at age 6.",
        faithful: "He had mumps when he was six years old.",
        wrong: "He had mumps when he was nine years old."),
    ])
  func times(example: Case) throws { try example.check() }

  @Test(
    "harm that was not done, what is gone over",
    arguments: [
      Case(
        note: "The pleura was entered with no damage to the lung.",
        faithful: "Opening the pleura did no harm to the lung."),
      Case(
        note: "Options will be discussed by the oncologist.",
        faithful: "Options will be gone over with her by the oncologist.",
        wrong: "The tumor will be gone."),
    ])
  func comfort(example: Case) throws { try example.check() }
}
