import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// Names under which a faithful summary tells what its note has under another, held against the shipped
/// policies; beside each the nearest thing that is another.
@Suite("Equal names")
struct EqualNamesTests {
  typealias Case = FaithfulCase

  @Test(
    "a relative's relative has a name of their own",
    arguments: [
      Case(
        note: "Her father's father died of a heart attack.",
        faithful: "FHx: pat grandfather, MI.", wrong: "FHx: mat grandfather, MI."),
      Case(
        note: "Her paternal uncle has colon cancer.",
        faithful: "Her dad's brother has colon cancer.",
        wrong: "Her dad's sister has colon cancer."),
      Case(
        note: "Maternal aunt with breast cancer.",
        faithful: "Her mother's sister has breast cancer.",
        wrong: "Her father's sister has breast cancer."),
      Case(
        note: "Mother's mother was diabetic.", faithful: "FHx: MGM diabetes.",
        wrong: "FHx: mother diabetes."),
      Case(
        note: "Maternal grandfather had gout. Her father had gout.",
        faithful: "FHx: gout in father and mat grandfather.",
        wrong: "FHx: gout in pat uncle."),
      Case(
        note: "Her mother and brother have asthma.", faithful: "FHx: asthma in mother, brother.",
        wrong: "FHx: asthma in an uncle."),
    ])
  func relatives(example: Case) throws { try example.check() }

  @Test(
    "a word that claims much, in the other name of a thing of the note",
    arguments: [
      Case(
        note: "She has osteonecrosis of the hip.", faithful: "Avascular necrosis of the hip.",
        wrong: "Necrosis of the toe."),
      Case(
        note: "She was trached last week.", faithful: "Tracheostomy last week.",
        wrong: "Colostomy last week."),
      Case(
        note: "She was found to have NIDDM.", faithful: "She has type 2 diabetes.",
        wrong: "She has type 1 diabetes."),
      Case(
        note: "She walks with a quad cane.", faithful: "Uses a four-point cane."),
    ])
  func names(example: Case) throws { try example.check() }

  @Test(
    "comfort that the note gives in other words",
    arguments: [
      Case(
        note: "There are no concerns about hearing.", faithful: "No worries about hearing.",
        wrong: "There is no hearing loss in either ear and nothing to worry about."),
      Case(
        note: "The stoma is pink and viable.", faithful: "Your stoma looks healthy.",
        audience: .patient),
      Case(
        note: "The mole was excised. Pathology was benign.",
        faithful: "The mole was removed. It was not cancer.", audience: .patient),
      Case(
        note: "The mole was excised. Pathology showed melanoma.",
        faithful: "The mole was removed. It was melanoma.",
        wrong: "The mole was removed. It was not cancer.", audience: .patient),
      Case(
        note: "The mole was excised. Complications: None.",
        faithful: "The mole was removed. Everything went well.", audience: .patient),
      Case(
        note: "The mole was excised. A complication was bleeding.",
        faithful: "The mole was removed. There was bleeding.",
        wrong: "The mole was removed. Everything went well.", audience: .patient),
    ])
  func comfort(example: Case) throws { try example.check() }
}
