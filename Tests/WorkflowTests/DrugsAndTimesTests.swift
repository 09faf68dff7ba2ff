import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// What belongs to which drug, side or numbered part, and when it is, held against the shipped policies; beside
/// each faithful summary the error that is nearest to it.
@Suite("Drugs, sides and times")
struct DrugsAndTimesTests {
  typealias Case = FaithfulCase

  @Test(
    "a dose, a way in and a schedule are those of one drug",
    arguments: [
      Case(
        note: "He has been on metformin for years. Glipizide 5 mg was added.",
        faithful: "On metformin; glipizide 5 mg added.", wrong: "On metformin 5 mg."),
      Case(
        note: "Lantus 20 units at bedtime and sliding scale insulin.",
        faithful: "Insulin 20 units at bedtime."),
      Case(
        note: "Zofran was given sublingually. Morphine was given in the ED.",
        faithful: "Sublingual Zofran and morphine in the ED.",
        wrong: "Sublingual morphine in the ED."),
      Case(
        note: "Gabapentin is continued. Baclofen 10 mg q.i.d.",
        faithful: "Gabapentin; baclofen 10 mg four times a day.",
        wrong: "Gabapentin four times a day."),
      Case(
        note: "Metronidazole 500 mg p.o. b.i.d. for 7 days.",
        faithful: "Metronidazole 500 mg by mouth twice daily for a week.",
        wrong: "Metronidazole 500 mg PV BID for 7 days."),
      Case(
        note: "Acetaminophen 650 mg PR q6h.",
        faithful: "Rectal acetaminophen 650 mg every 6 hours.",
        wrong: "Acetaminophen 650 mg PO every 6 hours."),
      Case(
        note: "Hydroxyurea 500 mg p.o. daily for PV.", faithful: "Hydroxyurea 500 mg daily for PV."),
      Case(
        note: "Lisinopril 10 mg at bedtime.", faithful: "Lisinopril 10 mg at night.",
        wrong: "Lisinopril 10 mg each morning."),
      Case(
        note:
          "Start prednisone: 40 mg for four days, 20 mg for four days, then 10 mg for six days.",
        faithful: "Prednisone taper over 14 days.", wrong: "Prednisone taper over 16 days."),
    ])
  func drugs(example: Case) throws { try example.check() }

  @Test(
    "each side and each numbered part has its own",
    arguments: [
      Case(
        note: "There is a small right and a moderate left pleural effusion.",
        faithful: "Pleural effusions, moderate left and small right.",
        wrong: "Pleural effusions, moderate right and small left."),
      Case(
        note: "Access was through the right femoral artery. Left ventriculography was done.",
        faithful: "A catheter was passed through an artery in your right groin.",
        wrong: "A catheter was passed through an artery in your left groin.", audience: .patient),
      Case(
        note: "Abscess of the third toe. The first toe is intact.", faithful: "Third toe abscess.",
        wrong: "First toe abscess."),
      Case(
        note: "Fractures of the fourth and sixth ribs.", faithful: "Fracture of the sixth rib."),
      Case(
        note: "The second surgery was done in 2010. She had a laminectomy in 2008.",
        faithful: "Her first surgery was a laminectomy in 2008."),
      Case(
        note: "Swelling of the knee is mild and more pronounced anteriorly.",
        faithful: "Knee swelling, most marked anteriorly.", wrong: "Marked knee swelling."),
    ])
  func parts(example: Case) throws { try example.check() }

  @Test(
    "new, over, still to come or only thought of",
    arguments: [
      Case(
        note: "New bilateral pleural effusions.", faithful: "Bilateral pleural effusions, new.",
        wrong: "Unchanged bilateral pleural effusions."),
      Case(
        note: "She was discharged on new metoprolol. She was not on metoprolol at home.",
        faithful: "Discharged on new metoprolol.", wrong: "Metoprolol continued."),
      Case(
        note: "She has just started her last cycle of chemotherapy today.",
        faithful: "She started her last chemotherapy cycle today.",
        wrong: "She finished her last cycle of chemotherapy."),
      Case(
        note: "He was stung a month ago and took Benadryl.", faithful: "Took Benadryl a month ago.",
        wrong: "Took Benadryl today."),
      Case(
        note: "Benadryl was taken when the congestion started.",
        faithful: "He took Benadryl for the congestion.", wrong: "He is to start Benadryl."),
      Case(note: "Lisinopril was prescribed.", faithful: "He is to start lisinopril."),
      Case(
        note: "If pain persists we may consider physical therapy at the next visit.",
        faithful: "Consider physical therapy at the next visit if pain persists.",
        wrong: "Physical therapy has been started for the pain."),
      Case(
        note: "If necessary, open decortication can be performed.",
        faithful: "Open decortication if necessary.", wrong: "Open decortication to follow."),
      Case(
        note: "A surgical drain was placed in the abdomen and secured.",
        faithful: "A surgical drain was placed in the abdomen.",
        wrong: "The surgical drain in the abdomen has since been taken out."),
      Case(
        note: "The spots mostly fade within a year.",
        faithful: "The spots usually fade within a year.",
        wrong: "The spots always fade within a year."),
    ])
  func times(example: Case) throws { try example.check() }
}
