import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// What careful people write of a note in words of their own passes the shipped policies; beside each a
/// near miss that must not.
@Suite("Faithful summaries in other words")
struct FaithfulWordingTests {
  typealias Case = FaithfulCase

  @Test(
    "a value is the finding that it shows",
    arguments: [
      Case(note: "Bloods: K 2.9.", faithful: "Hypokalaemia.", wrong: "Hyperkalaemia."),
      Case(note: "Bloods: Na 128.", faithful: "Hyponatremia.", wrong: "Hypernatremia."),
      Case(note: "Bloods: Na 140.", faithful: "Sodium normal.", wrong: "Hyponatremia."),
      Case(note: "Bloods: plt 84.", faithful: "Thrombocytopenia.", wrong: "Thrombocytosis."),
      Case(note: "Bloods: plt 84.", faithful: "Low platelets.", wrong: "Neutropenia."),
      Case(note: "Urine: prot 3+.", faithful: "Proteinuria.", wrong: "Haematuria."),
      Case(note: "Urine dip: blood 3+.", faithful: "Haematuria.", wrong: "Pyuria."),
      Case(note: "T 38.9, P 88.", faithful: "Fever.", wrong: "Hypothermia."),
      Case(note: "T 36.8, P 118.", faithful: "Tachycardia.", wrong: "Fever."),
    ])
  func values(example: Case) throws { try example.check() }

  @Test(
    "British short forms",
    arguments: [
      Case(
        note: "Chest: creps L base.", faithful: "Left basal crackles.", wrong: "Left basal wheeze."),
      Case(note: "Venflon out.", faithful: "The cannula is out.", wrong: "The chest drain is out."),
      Case(
        note: "Old L CN7 palsy.", faithful: "Old left facial palsy.",
        wrong: "Old left sixth nerve palsy."),
      Case(
        note: "Gent 240mg stat.", faithful: "Gentamicin 240 mg once.",
        wrong: "Vancomycin 240 mg once."),
      Case(
        note: "Brother PCKD.", faithful: "Her brother has polycystic kidneys.",
        wrong: "Her brother has kidney stones."),
      Case(note: "CRT 4.", faithful: "Capillary refill four seconds."),
    ])
  func shortForms(example: Case) throws { try example.check() }

  @Test(
    "times and amounts in another notation",
    arguments: [
      Case(
        note: "Walks 15 to 30 minutes, three to five days a week.",
        faithful: "Walks 15-30 minutes on 3-5 days weekly."),
      Case(note: "BP weekly x3.", faithful: "Blood pressure weekly for three weeks."),
      Case(
        note: "D+V 2/7.", faithful: "Diarrhoea and vomiting for two days.",
        wrong: "Diarrhoea and vomiting for two weeks."),
      Case(note: "Coryza D3.", faithful: "Coryza for three days.", wrong: "Coryza for nine days."),
      Case(note: "Girl 2y 4m, cough.", faithful: "A girl of 2 years 4 months with a cough."),
      Case(
        note: "Drops for two postoperative days.", faithful: "Drops for two days after surgery.",
        wrong: "Drops for six days after surgery."),
      Case(
        note: "Temperatures up to 103 for 8-10 days.", faithful: "Temperature to 103 x 8-10 days.",
        wrong: "Temperature to 103 x 8-10 weeks."),
      Case(note: "Neuro obs 15 min.", faithful: "Neuro obs every 15 minutes."),
      Case(note: "Worked with dyes in the 80s.", faithful: "Worked with dyes in the 1980s."),
      Case(
        note: "Given an entire mg of Xanax.", faithful: "Given 1 mg of Xanax.",
        wrong: "Given 2 mg of Xanax."),
      Case(
        note: "Wt 38.2 kg on 5/11 (41.0 on 15/10).", faithful: "38.2 kg (41.0 kg three weeks ago).",
        wrong: "38.2 kg (41.0 kg three months ago)."),
    ])
  func times(example: Case) throws { try example.check() }

  @Test(
    "dashes, arrows and exceptions deny nothing",
    arguments: [
      Case(
        note: "Teicoplanin + gent given. ALLERGY amoxicillin - wheeze + hives.",
        faithful: "Amoxicillin allergy (wheeze, hives): teicoplanin and gentamicin given.",
        wrong: "No allergies; teicoplanin and gentamicin given."),
      Case(
        note: "Never tested -> cholinesterase sent.",
        faithful: "She was never tested, so cholinesterase was sent."),
      Case(
        note: "No focal sx except sore mouth.", faithful: "A sore mouth is the only focal symptom."),
      Case(note: "-vomiting, +nausea.", faithful: "Nausea."),
    ])
  func marks(example: Case) throws { try example.check() }

  @Test(
    "sides where the note has both",
    arguments: [
      Case(
        note: "Ankle jerk absent L, reduced R.",
        faithful: "Left ankle jerk absent, right reduced."),
      Case(
        note: "The pain started on the right side and he feels it on the left side of his back.",
        faithful: "Back pain, beginning on the right and now felt on the left."),
      Case(
        note: "Fracture: R wrist. Previous: L humerus.",
        faithful: "Right wrist fracture, previous left humerus fracture.",
        wrong: "Left wrist fracture."),
    ])
  func sides(example: Case) throws { try example.check() }

  @Test(
    "comfort that the note gives in other words",
    arguments: [
      Case(
        note: "Dad was advised that treatment is not recommended.",
        faithful: "You do not need treatment now.",
        audience: .patient),
      Case(
        note: "Reassuringly, she denies dysphagia.",
        faithful: "It is reassuring that you can swallow.", audience: .patient),
      Case(
        note: "A bladder tumor was seen. This was completely resected.",
        faithful: "The bladder tumor was completely removed.", audience: .patient),
      Case(
        note: "A bladder tumor was seen. It was biopsied.",
        faithful: "A sample of the bladder tumor was taken.",
        wrong: "The bladder tumor was completely removed.", audience: .patient),
    ])
  func comfort(example: Case) throws { try example.check() }

  @Test(
    "words of procedures and of what is denied",
    arguments: [
      Case(
        note: "Endoscopic carpal tunnel release. The fascia was cut.",
        faithful: "Endoscopic carpal tunnel release; the fascia was opened.",
        wrong: "Open carpal tunnel release; the fascia was cut."),
      Case(
        note: "Possible choledocholithiasis. There were no stones in the common bile duct.",
        faithful: "No common duct stones.", wrong: "Confirmed common duct stones."),
      Case(
        note: "Follow up for undilated refraction.", faithful: "Refraction without dilation."),
      Case(
        note: "The patient will discontinue prednisone.", faithful: "Plan: stop pred.",
        wrong: "Plan: stop warfarin."),
      Case(
        note: "The neuro exam I cannot assess.", faithful: "Neuro exam unassessable.",
        wrong: "Perichondritis."),
      Case(
        note: "Brought in by his worried parents with diarrhea. His brother is well.",
        faithful: "Brought in by his worried parents with diarrhea."),
    ])
  func procedures(example: Case) throws { try example.check() }

  @Test(
    "what is looked for, allowed, measured one by one, or described by the pathologist",
    arguments: [
      Case(
        note: "Bilateral pneumonia; sputum will be sent to rule out Pneumocystis.",
        faithful: "Pneumonia on both sides; we will test the sputum for Pneumocystis.",
        wrong: "Pneumonia on both sides from Pneumocystis; sputum will be sent."),
      Case(
        note: "He may be sore. It is okay to use ibuprofen.",
        faithful: "Ibuprofen is fine if sore.",
        wrong: "He may be sore, and his jaw is fine. Ibuprofen."),
      Case(
        note: "Nodes measure 0.6 cm on the right and 0.9 cm on the left. Others measure 0.5 cm.",
        faithful: "Nodes measure 0.5 to 0.9 cm.", wrong: "Nodes measure 0.5 to 1.9 cm."),
      Case(
        note: "Blood gas on room air: pO2 46.", faithful: "Hypoxemic with a pO2 of 46 on room air.",
        wrong: "Hypercapnic with a pO2 of 46 on room air."),
      Case(
        note: "The pathologist described chronic sinusitis.",
        faithful: "Histology showed chronic sinusitis.",
        wrong: "Histology showed acute sinusitis."),
      Case(
        note: "Premarin 0.625 mg daily, aspirin as needed, and TriViFlor 25 mg two pills daily.",
        faithful: "Premarin 0.625 mg daily, TriViFlor 25 mg two pills daily, aspirin as needed.",
        wrong: "Premarin 25 mg daily, TriViFlor two pills daily, aspirin as needed."),
    ])
  func toldOtherwise(example: Case) throws { try example.check() }
}
