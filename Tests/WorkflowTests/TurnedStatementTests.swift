import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// What a note denies told as there, what it tells denied, and what is a relative's told of the patient;
/// beside each error the faithful summary that is nearest to it.
@Suite("Turned statements")
struct TurnedStatementTests {
  typealias Case = FaithfulCase

  @Test(
    "drugs that are not taken",
    arguments: [
      Case(
        note: "She denies use of birth control pills. Headache for two days.",
        faithful: "Headache for two days; uses no birth control pills.",
        wrong: "Headache for two days; uses birth control pills."),
      Case(
        note: "The patient is not on any steroids. Cough for a week.",
        faithful: "Cough for a week, not on steroids.", wrong: "Cough for a week, on steroids."),
      Case(
        note: "He does not take his lisinopril regularly.",
        faithful: "Takes lisinopril irregularly."),
    ])
  func drugs(example: Case) throws { try example.check() }

  @Test(
    "with and without",
    arguments: [
      Case(
        note: "The foot was blocked with bupivacaine without epinephrine.",
        faithful: "Foot block with bupivacaine, no epinephrine.",
        wrong: "Foot block with bupivacaine with epinephrine."),
      Case(
        note:
          "The skin was numbed with lidocaine with epinephrine, the nerve with plain lidocaine.",
        faithful: "Skin numbed with lidocaine with epinephrine.",
        wrong: "Skin numbed with lidocaine without epinephrine."),
    ])
  func accompaniments(example: Case) throws { try example.check() }

  @Test(
    "never, and not now",
    arguments: [
      Case(
        note: "He had one seizure as a child. No seizures since.",
        faithful: "One seizure as a child, none since.", wrong: "He has never had a seizure."),
      Case(
        note: "She has had some hallucinations. She denies hallucinations today.",
        faithful: "She has no hallucinations today.", wrong: "She has had no hallucinations."),
      Case(
        note: "Skin tags in the past, none noted on exam.",
        faithful: "Skin tags in the past, none on exam.",
        wrong: "Skin tags in the past, several noted on exam."),
    ])
  func history(example: Case) throws { try example.check() }

  @Test(
    "one of several things",
    arguments: [
      Case(
        note: "The radial nerve was explored. The ulnar nerve was not explored.",
        faithful: "The radial nerve was explored, the ulnar nerve was not.",
        wrong: "Both the radial nerve and the ulnar nerve were explored."),
      Case(
        note: "The gallbladder and appendix were removed. The omentum was not removed.",
        faithful: "The gallbladder and the appendix were removed.",
        wrong: "The gallbladder and the omentum were removed."),
    ])
  func things(example: Case) throws { try example.check() }

  @Test(
    "signs denied beside another name, and behind the part of the body",
    arguments: [
      Case(
        note: "No crepitus or pain on rotation of the hip. Pain over the buttock.",
        faithful: "Pain over the buttock; hip rotation painless.",
        wrong: "Pain over the buttock; pain on rotation of the hip."),
      Case(
        note: "Thyroid mildly enlarged. No nodules felt. Chest CT shows a lung nodule.",
        faithful: "Thyroid mildly enlarged; lung nodule on CT.",
        wrong: "Thyroid mildly enlarged with a nodule; lung nodule on CT."),
      Case(
        note: "Ultrasound shows no tear of the cuff.", faithful: "Ultrasound: no tear of the cuff.",
        wrong: "Ultrasound: possible partial tear of the cuff."),
    ])
  func signs(example: Case) throws { try example.check() }

  @Test(
    "lists before their denial, and a fever by its value",
    arguments: [
      Case(
        note: "She has had no fever, chills or weight loss.",
        faithful: "Fever, chills, weight loss: denied.", wrong: "She has had fever and chills."),
      Case(
        note: "She denies fever. Vital signs: Temp 101.6 F, pulse 112.",
        faithful: "You had a fever and a fast pulse.", audience: .patient),
    ])
  func lists(example: Case) throws { try example.check() }

  @Test(
    "whose it is",
    arguments: [
      Case(
        note: "Mother with a history of stroke. Denies family history of diabetes.",
        faithful: "Mother with stroke; denies family history of diabetes.",
        wrong: "History of stroke; denies family history of diabetes."),
      Case(
        note: "4-year-old girl with a rash. Her brother, aged 7, has the same rash.",
        faithful: "4-year-old girl with a rash; brother has it too.",
        wrong: "7-year-old girl with a rash; brother has it too."),
      Case(
        note: "A 31-year-old married mother of two with chest pain since age 30.",
        faithful: "31-year-old woman with chest pain."),
    ])
  func persons(example: Case) throws { try example.check() }
}
