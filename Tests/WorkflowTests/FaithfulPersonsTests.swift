import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// Who did, has or says something, and by what means it was done; beside each faithful telling the nearest slip.
@Suite("Faithful telling of persons and means")
struct FaithfulPersonsTests {
  typealias Case = FaithfulCase

  @Test(
    "persons whom the note names",
    arguments: [
      Case(
        note: "He and his spouse agreed to the plan.",
        faithful: "He and his wife agreed to the plan.",
        wrong: "He and his brother agreed to the plan."),
      Case(
        note: "The plan was explained to the patient and the family.",
        faithful: "The plan was explained to the patient and the relatives.",
        wrong: "The plan was explained to the patient and her husband."),
      Case(
        note: "This 61-year-old woman agreed to the plan.", faithful: "You agreed to the plan.",
        wrong: "Your daughter agreed to the plan.", audience: .patient),
      Case(
        note: "The RN reported that the pain was less.", faithful: "The nurse reported less pain.",
        wrong: "The pharmacist reported less pain."),
    ])
  func persons(example: Case) throws { try example.check() }

  @Test(
    "who has it",
    arguments: [
      Case(
        note: "He has gout and asthma. His wife took him to a gym.",
        faithful: "He suffers from gout and asthma.", wrong: "His wife has gout and asthma."),
      Case(
        note: "FAMILY HISTORY: Father died of a stroke at 81; mother of myeloma at 83.",
        faithful: "Her mother died of myeloma.", wrong: "Her father died of myeloma."),
      Case(
        note: "She drinks wine daily. Her husband, who came along, confirmed it.",
        faithful: "According to her husband, she takes wine every day."),
      Case(
        note: "She drinks wine daily. Her husband has asthma.",
        faithful: "She takes wine every day.",
        wrong: "According to her husband, she takes wine every day."),
    ])
  func experiencers(example: Case) throws { try example.check() }

  @Test(
    "by what means",
    arguments: [
      Case(
        note: "The cyst was removed under a subarachnoid block.",
        faithful: "The cyst was removed under spinal anesthesia.",
        wrong: "The cyst was removed under general anesthesia."),
      Case(
        note: "She was placed prone on the table.", faithful: "She lay face down on the table.",
        wrong: "She lay supine on the table."),
      Case(
        note: "A transverse incision was made.", faithful: "A crosswise cut was made.",
        wrong: "A lengthwise cut was made."),
      Case(
        note: "No epidural spread was seen. The rest was injected around the joint.",
        faithful: "The rest was injected around the joint.",
        wrong: "The rest was injected into the epidural space."),
    ])
  func means(example: Case) throws { try example.check() }
}
