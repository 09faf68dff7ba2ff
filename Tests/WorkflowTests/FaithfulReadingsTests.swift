import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// Sentences that are easily misread, told in other words by a faithful summary, held against the shipped
/// policies; beside each the error that the reading must not hide.
@Suite("Faithful readings")
struct FaithfulReadingsTests {
  typealias Case = FaithfulCase

  @Test(
    "a report of its own ends a denial",
    arguments: [
      Case(
        note: "No significant stenosis noted and a small plaque noted in the left bulb.",
        faithful: "A small plaque was noted in the left bulb. No significant stenosis.",
        wrong: "No plaque in the left bulb."),
      Case(
        note: "No pleural effusion seen and atelectasis seen at the bases.",
        faithful: "Atelectasis at the bases without pleural effusion."),
      Case(
        note: "No fracture identified and a bone island identified in the tibia.",
        faithful: "Bone island in the tibia, no fracture."),
      Case(
        note: "No wheezing or crackles appreciated.",
        faithful: "Neither wheezes nor crackles.",
        wrong: "Crackles were appreciated."),
      Case(
        note: "Throat culture was negative. He was given amoxicillin for sinusitis.",
        faithful: "Throat culture was negative and amoxicillin was given for sinusitis.",
        wrong: "Amoxicillin was not given for sinusitis."),
      Case(
        note: "CT was negative. A Foley catheter was placed.",
        faithful: "CT was negative and a Foley catheter was placed.",
        wrong: "CT was negative and no Foley catheter was placed."),
      Case(
        note: "There is no tenderness other than over the left hip.",
        faithful: "Tender only over the left hip."),
      Case(
        note: "Moles were removed. No melanoma on pathology.",
        faithful: "The moles removed were not melanoma."),
      Case(
        note: "Moles were removed. Melanoma on pathology.",
        faithful: "Moles removed; melanoma on pathology.",
        wrong: "The moles removed were not melanoma."),
      Case(
        note: "High risk of aspiration. No aspiration on swallow study.",
        faithful: "High aspiration risk; swallow study showed no aspiration."),
      Case(
        note: "Denies seizures. Seizure precautions at home.",
        faithful: "Seizure precautions at home."),
      Case(
        note: "A negative leak test was done with saline.",
        faithful: "The leak test with saline was negative.",
        wrong: "The leak test with saline was positive."),
    ])
  func reports(example: Case) throws { try example.check() }

  @Test(
    "what the next sentence takes back or stops",
    arguments: [
      Case(
        note: "She complains of hives. On exam I did not see any today.",
        faithful: "Hives were not seen today."),
      Case(
        note: "He has heart murmurs by history. I do not hear any today.",
        faithful: "Heart murmurs were not heard today."),
      Case(
        note: "She reports hives. Hives are seen on the arms.",
        faithful: "Hives are seen on the arms.",
        wrong: "Hives were not seen."),
      Case(
        note:
          "He was started on propranolol. The Holter showed long pauses. This was then discontinued.",
        faithful:
          "Propranolol was started; the Holter showed long pauses; propranolol was then discontinued."
      ),
      Case(
        note: "Metformin was started. Her sugars fell. It was then increased.",
        faithful: "Metformin was started and later increased.",
        wrong: "Metformin was stopped."),
    ])
  func nextSentences(example: Case) throws { try example.check() }

  @Test(
    "sides that are told in passing, and a verb",
    arguments: [
      Case(
        note: "Right ankle sprain. Further imaging of the ankle at your discretion.",
        faithful: "Right ankle sprain; further imaging is left to the family doctor.",
        wrong: "Left ankle sprain; further imaging is left to the family doctor."),
      Case(
        note: "The right nostril was packed. The contralateral nostril was then packed.",
        faithful: "The right nostril was packed, then the left."),
      Case(
        note: "The right nostril was packed.",
        faithful: "The right nostril was packed.",
        wrong: "The left nostril was packed."),
      Case(
        note:
          "Attention was directed to the left breast. The opposite breast was treated likewise.",
        faithful: "The left breast and then the right breast were treated."),
      Case(
        note:
          "Bilateral hip arthritis. The right side is worse and will be injected. Left hip replaced in 2004.",
        faithful: "The right hip will be injected.",
        wrong: "The right hip was replaced in 2004."),
      Case(
        note: "Medial meniscal fraying. There was a flap tear of the lateral meniscus.",
        faithful: "Medial meniscal fraying; a lateral meniscal tear with a flap."),
      Case(
        note: "The right shoulder has full motion. The left is stiff and painful.",
        faithful: "Stiff, painful left shoulder; full motion on the right.",
        wrong: "Stiff, painful right shoulder; full motion on the left."),
      Case(
        note: "Bilateral knee pain. Right knee x-ray shows arthritis; the left is normal.",
        faithful: "X-ray: arthritis of the right knee, normal left knee.",
        wrong: "X-ray: arthritis of the left knee."),
      Case(
        note: "The left arm is weak. Strength in the other arm is 5/5.",
        faithful: "Weak left arm; right arm 5/5."),
      Case(
        note: "Cataract of the right eye. There are no other findings.",
        faithful: "Cataract of the right eye.",
        wrong: "Cataract of the left eye."),
      Case(
        note: "Left chest pocket. The lead was placed in the right ventricle.",
        faithful: "Left chest pocket; the lead was placed in the lower right part of the heart."),
      Case(
        note: "The left atrium is enlarged.",
        faithful: "The left side of the heart is enlarged.",
        wrong: "The right side of the heart is enlarged."),
      Case(
        note: "Medial meniscal tear. The lateral meniscus is intact.",
        faithful: "Medial meniscal tear; lateral meniscus intact.",
        wrong: "Lateral meniscal tear."),
    ])
  func sidesInPassing(example: Case) throws { try example.check() }

  @Test(
    "lengths of time that the note gives in other words",
    arguments: [
      Case(
        note: "The recording lasted 11 hours 52 minutes.",
        faithful: "A recording of about 12 hours.",
        wrong: "A recording of about 14 hours."),
      Case(
        note: "He was monitored for 47 hours and 40 minutes.",
        faithful: "He was monitored for 48 hours.",
        wrong: "He was monitored for 96 hours."),
      Case(
        note: "She underwent colectomy on 03/04/2015. On 03/07/2015 she had a fever.",
        faithful: "Fever on 03/07/2015, three days after colectomy.",
        wrong: "Fever on 03/07/2015, two days after colectomy."),
      Case(
        note: "Right shoulder pain for three years secondary to a fall.",
        faithful: "Right shoulder pain since a fall three years ago."),
      Case(
        note: "Low back pain for five years due to a work injury.",
        faithful: "Low back pain from a work injury five years ago."),
      Case(
        note: "He had a stroke two years ago.",
        faithful: "Stroke two years ago.",
        wrong: "He has had a stroke for two years."),
      Case(
        note: "Surgery on 2/27/2019. On 3/2/2019 he had a fever.",
        faithful: "Fever on 3/2/2019, three days after surgery.",
        wrong: "Fever on 3/2/2019, one day after surgery."),
      Case(
        note: "The recording lasted 7 hours and 45 minutes.",
        faithful: "The recording lasted nearly 8 hours.",
        wrong: "The recording lasted nearly 9 hours."),
      Case(
        note: "The wound has not healed.",
        faithful: "The wound remains open."),
      Case(
        note: "The infection did not clear with antibiotics.",
        faithful: "The infection persisted despite antibiotics."),
      Case(
        note: "The wound has healed.",
        faithful: "The wound is healed.",
        wrong: "The wound remains open."),
      Case(
        note: "Diabetes for over 20 years. Metformin for two months.",
        faithful: "Diabetes for more than two decades.",
        wrong: "Diabetes for more than four decades."),
      Case(
        note: "On a scale of 1 to 10 he gives the back pain a 10.",
        faithful: "Back pain 10/10."),
      Case(
        note: "On a scale of 1 to 10 he gives the back pain a 7.",
        faithful: "Back pain 7/10.",
        wrong: "Back pain 9/10."),
      Case(
        note: "Weight 80 kg last month, 76 kg today.",
        faithful: "Weight fell by 4 kg in a month.",
        wrong: "Weight fell by 14 kg in a month."),
      Case(
        note: "Birth weight 3200 g; today 3450 g.",
        faithful: "Gained 250 g since birth.",
        wrong: "Gained 520 g since birth."),
      Case(
        note: "Pulse 88 beats per minutes.",
        faithful: "HR 88 bpm.",
        wrong: "HR 68 bpm."),
      Case(
        note: "Prior to surgery he received antibiotics. On 5/6 he underwent hip replacement.",
        faithful: "Antibiotics were given; hip replacement followed on 5/6."),
    ])
  func times(example: Case) throws { try example.check() }

  @Test(
    "doubts, plans and reasons of a visit",
    arguments: [
      Case(
        note: "Echo: Severe mitral regurgitation. Possible vegetation.",
        faithful: "Echo shows severe mitral regurgitation and possible vegetation."),
      Case(
        note: "The frozen section was sent. The report was not conclusive.",
        faithful: "The frozen section was inconclusive."),
      Case(
        note: "The nodule is worrisome for lymphoma.",
        faithful: "The nodule is suspicious for lymphoma."),
      Case(
        note: "The nodule is a lymphoma on biopsy.",
        faithful: "Lymphoma on biopsy.",
        wrong: "The nodule is suspicious for lymphoma."),
      Case(
        note: "Biopsy showed adenocarcinoma.",
        faithful: "Adenocarcinoma on biopsy.",
        wrong: "Biopsy showed questionable adenocarcinoma."),
      Case(
        note: "Asked to see him because of concern for sepsis. White count 18.",
        faithful: "Seen for sepsis; white count 18.",
        wrong: "He has sepsis; white count 18."),
      Case(
        note: "He was referred for suspected appendicitis.",
        faithful: "He was referred for suspected appendicitis.",
        wrong: "He was referred for appendicitis."),
      Case(
        note: "She was told that she is fit and to have her teeth extracted.",
        faithful: "Dental extraction was advised."),
      Case(
        note: "He had his wisdom teeth extracted last year.",
        faithful: "Wisdom teeth extracted last year.",
        wrong: "Wisdom tooth extraction is planned."),
      Case(
        note: "He will come back in one week for removal of the sutures.",
        faithful: "The sutures are to be removed in one week."),
      Case(
        note: "The sutures were removed today.",
        faithful: "Sutures removed today.",
        wrong: "The sutures are to be removed next week."),
      Case(
        note: "The drainage has resolved.",
        faithful: "The drainage resolved.",
        wrong: "The drainage persists."),
    ])
  func doubts(example: Case) throws { try example.check() }

  @Test(
    "words with two senses, and people",
    arguments: [
      Case(
        note: "The duct was torn and biliary fluid did drain over the liver.",
        faithful: "The duct was torn and bile drained over the liver.",
        wrong: "The duct was torn and a bile drain was placed."),
      Case(
        note: "Diagnosis: hernia, right. The left groin was prepped.",
        faithful: "The headings say right; the left groin was prepped.",
        wrong: "Hernia on the right of the head; the left groin was prepped."),
      Case(
        note: "Holter: longest run of bradycardia 225 beats.",
        faithful: "Holter: the longest bradycardic stretch was 225 beats.",
        wrong: "Holter: bradycardia. Use a heating pad."),
      Case(
        note: "Holter: occasional premature ventricular contractions.",
        faithful: "Holter: occasional ventricular ectopy.",
        wrong: "Holter: atrial flutter."),
      Case(
        note: "The parents of the boy agreed to surgery for the hernia.",
        faithful: "The parents chose surgery for the hernia."),
      Case(
        note: "A64-year-old female with a cough.",
        faithful: "64-year-old woman with a cough.",
        wrong: "46-year-old woman with a cough."),
      Case(
        note: "Allergic to codeine, tolerates morphine.",
        faithful: "Codeine allergy; tolerates morphine.",
        wrong: "Latex allergy; tolerates morphine."),
      Case(
        note: "He was sent home on Keflex, as he is allergic to sulfa.",
        faithful: "SULFA ALLERGY: sent home on Keflex.",
        wrong: "MORPHINE ALLERGY: sent home on Keflex."),
    ])
  func senses(example: Case) throws { try example.check() }
}
