import Guardrails
import Testing
import Workflow

/// Slips of one word or a few that any reader of the note sees; each beside the same told faithfully.
@Suite("Plain slips")
struct PlainSlipTests {
  @Test(
    "of what is denied, a kind of it is denied as well",
    arguments: [
      FaithfulCase(
        note: "He denies any chest pain. He walks daily.",
        faithful: "No chest pain; walks daily.", wrong: "Chest pain on exertion; walks daily."),
      FaithfulCase(
        note: "Negative for any shortness of breath, wheezing, COPD, or TB exposure.",
        faithful: "No shortness of breath, wheeze, COPD or TB exposure.",
        wrong: "Mild expiratory wheeze on auscultation but no shortness of breath."),
      FaithfulCase(
        note: "She has no headache now. She has exertional chest pain on hills.",
        faithful: "Chest pain on exertion; no headache at present.", wrong: nil),
    ])
  func kindOfDenied(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "smoking and drinking",
    arguments: [
      FaithfulCase(
        note: "He denies smoking.", faithful: "He does not smoke.",
        wrong: "He smokes occasionally."),
      FaithfulCase(
        note: "Denies tobacco, alcohol or drug use.", faithful: "No tobacco, alcohol or drugs.",
        wrong: "Drinks alcohol socially."),
      FaithfulCase(
        note: "She does not drink.", faithful: "No alcohol.",
        wrong: "She drinks wine on weekends."),
      FaithfulCase(
        note: "He quit smoking ten years ago.", faithful: "He does not smoke since ten years.",
        wrong: nil),
      FaithfulCase(
        note: "No smokers in the home. She lives with her parents.",
        faithful: "Nobody smokes in the home; lives with her parents.", wrong: nil),
      FaithfulCase(
        note: "He drinks beer. No alcohol abuse.",
        faithful: "Drinks beer without abuse of alcohol.",
        wrong: nil),
    ])
  func habit(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "what may be is told as what will be",
    arguments: [
      FaithfulCase(
        note: "She might need a transfusion.", faithful: "A transfusion may be needed.",
        wrong: "She will need a transfusion."),
      FaithfulCase(
        note: "The tumor may recur.", faithful: "The tumor could recur.",
        wrong: "The tumor is going to recur."),
      FaithfulCase(
        note: "He may return to work on Monday.", faithful: "He will return to work on Monday.",
        wrong: nil),
      FaithfulCase(
        note: "The swelling may worsen. It will worsen with walking.",
        faithful: "The swelling will worsen with walking.", wrong: nil),
    ])
  func possibility(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "what was lost, what is allowed, what took the place of what, and what is awaited",
    arguments: [
      FaithfulCase(
        note: "He lost consciousness for a minute.",
        faithful: "Loss of consciousness for a minute.",
        wrong: "He did not lose consciousness."),
      FaithfulCase(
        note: "He did not lose consciousness.", faithful: "No loss of consciousness.",
        wrong: "He lost consciousness."),
      FaithfulCase(
        note: "He should not drive.", faithful: "Driving is to be avoided.", wrong: "He may drive."),
      FaithfulCase(
        note: "She may shower but should avoid lifting.",
        faithful: "Showers are allowed; she should avoid lifting.", wrong: "She may not shower."),
      FaithfulCase(
        note: "He should not drive until seen again.",
        faithful: "He may drive after he has been seen again.", wrong: nil),
      FaithfulCase(
        note: "She was switched from Zoloft to Prozac for depression.",
        faithful: "Changed from sertraline to fluoxetine for depression.",
        wrong: "Switched from Prozac to Zoloft for depression."),
      FaithfulCase(
        note: "A polyp was removed. Pathology is pending.",
        faithful: "Polyp removed, pathology awaited.",
        wrong: "Polyp removed. Pathology was benign."),
      FaithfulCase(
        note: "She declined the flu vaccine.", faithful: "Flu vaccine refused.",
        wrong: "She received the flu vaccine."),
      FaithfulCase(
        note: "He was the driver in a crash.", faithful: "Driver in a car crash.",
        wrong: "Passenger in a car crash."),
    ])
  func turned(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "sound and impaired, and where it hurts",
    arguments: [
      FaithfulCase(
        note: "Strength is full. Reflexes are normal.", faithful: "Full strength, normal reflexes.",
        wrong: "Strength is reduced. Reflexes are normal."),
      FaithfulCase(
        note: "Neck is supple. Hearing is normal.", faithful: "Supple neck, normal hearing.",
        wrong: "Neck is stiff. Hearing is normal."),
      FaithfulCase(
        note: "Strength is full in the arms. Leg strength is reduced.",
        faithful: "Full strength in the arms, reduced strength in the legs.", wrong: nil),
      FaithfulCase(
        note: "He presented with chest pain.", faithful: "Pain in the chest.",
        wrong: "He presented with back pain."),
      FaithfulCase(
        note: "Lumbar strain after lifting.", faithful: "Back strain after lifting.", wrong: nil),
    ])
  func examined(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "a disease that only the list of short forms names in full",
    arguments: [
      FaithfulCase(
        note: "She has chronic hypertension. A repeat cesarean was done.",
        faithful: "Repeat cesarean; hypertension is chronic.",
        wrong: "Repeat cesarean with superimposed preeclampsia; hypertension is chronic."),
      FaithfulCase(
        note: "He fell and has a headache. CT was normal.",
        faithful: "Fall with headache; normal CT.",
        wrong: "Fall with headache and diffuse axonal injury; normal CT."),
      FaithfulCase(
        note: "He has kidney failure.", faithful: "Renal failure.",
        wrong: "Renal failure on continuous venovenous hemofiltration."),
    ])
  func longForm(_ each: FaithfulCase) throws { try each.check() }
}
