import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// Turns of phrase by which a faithful summary says what its note says, held against the shipped policies;
/// beside each the error that is nearest to it.
@Suite("Faithful turns of phrase")
struct FaithfulTurnsTests {
  typealias Case = FaithfulCase

  @Test(
    "sides and their numbers, in whatever order",
    arguments: [
      Case(
        note: "Flexion of the right knee is 0 to 90 degrees and of the left knee 0 to 85 degrees.",
        faithful: "Knee flexion 0-85 degrees left, 0-90 right.",
        wrong: "Knee flexion 0-90 degrees left, 0-85 right."),
      Case(
        note: "Flexion of the right knee is 0 to 90 degrees and of the left knee 0 to 85 degrees.",
        faithful: "Knee flexion right 0-90 degrees, left 0-85.",
        wrong: "Knee flexion 0-85 degrees right, 0-90 left."),
    ])
  func sides(example: Case) throws { try example.check() }

  @Test(
    "words cut short, misspelt, spelled out or told by their sort",
    arguments: [
      Case(
        note: "A large fragment was removed. No other fragments were felt.",
        faithful: "A large frag was removed, no other frags felt."),
      Case(
        note: "On urodyanamcis the bladder is overactive.",
        faithful: "Urodynamics: overactive bladder.", wrong: "Cystoscopy: overactive bladder."),
      Case(
        note: "Differential diagnosis: diskitis.",
        faithful: "A disc problem in the spine, called diskitis, is possible.",
        wrong: "A thyroid disease, called diskitis, is possible."),
      Case(
        note: "He will continue to follow the RICE protocol for the sprain.",
        faithful: "Keep using rest, ice, compression and elevation for the sprain.",
        audience: .patient),
      Case(
        note: "EKG suggesting an acute ST elevation, anterior myocardial infarction.",
        faithful: "EKG suggesting acute anterior STEMI."),
      Case(
        note: "She spends up to 16 hours a day in a wheelchair.",
        faithful: "In a wheelchair up to 16 h/d."),
    ])
  func words(example: Case) throws { try example.check() }

  @Test(
    "denials and doubts that reach so far and no farther",
    arguments: [
      Case(
        note: "There were no complications. The patient tolerated the procedure well.",
        faithful: "There were no complications and she tolerated the procedure well.",
        wrong: "There were no complications and she did not tolerate the procedure well."),
      Case(
        note: "Rule out sinusitis. Rule out vasculitis including lupus.",
        faithful: "Sinusitis and vasculitis (lupus) remain to be ruled out.",
        wrong: "Sinusitis and vasculitis (lupus) were found."),
      Case(
        note: "Right renal mass on CT. The bladder was inspected. There were no masses.",
        faithful: "Renal mass on CT, no bladder mass.", wrong: "Bladder mass on CT."),
      Case(
        note: "A venogram documenting stenosis of the subclavian vein was obtained.",
        faithful: "Stenosis of the subclavian vein was confirmed by venogram."),
    ])
  func denials(example: Case) throws { try example.check() }

  @Test(
    "doses, ages and allergens by what they belong to",
    arguments: [
      Case(
        note:
          "Lisinopril is increased to 60 mg twice a day. Prescription for 25 mg per day of hydrochlorothiazide.",
        faithful: "Lisinopril to 60 mg twice a day and hydrochlorothiazide 25 mg daily.",
        wrong: "Lisinopril to 25 mg twice a day and hydrochlorothiazide 60 mg daily."),
      Case(
        note: "The patient is 14 months old with wheezing. Capillary refill was 2 seconds.",
        faithful: "A child of 14 months with wheezing.",
        wrong: "A child of 41 months with wheezing."),
      Case(
        note: "Allergies: Penicillin.\nMedications: Augmentin, Detrol and lisinopril.",
        faithful:
          "Allergy: Penicillin (Augmentin is listed as a medication, with Detrol, lisinopril).",
        wrong: "Allergies: Penicillin (hives), lisinopril. Takes Augmentin and Detrol."),
    ])
  func belongings(example: Case) throws { try example.check() }

  @Test(
    "comfort in the sense of a sentence of the note",
    arguments: [
      Case(
        note: "He was told that there were no concerning symptoms of prostate cancer.",
        faithful: "The exam showed nothing concerning for prostate cancer.",
        audience: .patient),
      Case(
        note: "Her prognosis indeed is excellent.", faithful: "Your outlook is excellent.",
        audience: .patient),
      Case(
        note: "Her prognosis indeed is guarded.", faithful: "Your outlook is guarded.",
        wrong: "Your outlook is excellent.", audience: .patient),
    ])
  func comfort(example: Case) throws { try example.check() }
}
