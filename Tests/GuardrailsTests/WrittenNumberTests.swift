import Guardrails
import SourceText
import TestSupport
import Testing

/// Numbers that no unit tells apart, each with near misses: the note's in another writing, and others that
/// stand elsewhere in it.
struct WrittenNumberTests {
  private typealias Case = MarkedCase

  @Test(
    "a number that the note does not have",
    arguments: [
      Case(note: "HbA1c was 8.", summary: "HbA1c ⟦x:9⟧."),
      Case(note: "HbA1c was eight.", summary: "HbA1c 8."),
      Case(note: "Incision over the twelfth rib.", summary: "Incision over the 12th rib."),
      Case(note: "Incision over the twelfth rib.", summary: "Incision over the ⟦x:10⟧th rib."),
      Case(note: "A nevus, a cyst and a lipoma.", summary: "Three lesions."),
      Case(note: "Gout and asthma.", summary: "1. Gout. 2. Asthma."),
      Case(note: "COVID test is negative.", summary: "COVID-19 test negative."),
      Case(note: "COVID-19 test is negative.", summary: "COVID-⟦x:17⟧ test negative."),
      Case(note: "Doses at 4 p.m. and 6:30 p.m.", summary: "Doses at 16:00 and 18:30."),
      Case(note: "Doses at 4 p.m. and 6:30 p.m.", summary: "Doses at 16:00 and ⟦x:18:50⟧."),
      Case(note: "About 42 steps.", summary: "About 40 steps."),
      Case(note: "About 20 steps.", summary: "About ⟦x:23⟧ steps."),
    ])
  func absence(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "numbers that stand together",
    arguments: [
      Case(note: "Closed with 4-0 Vicryl and 1 clip.", summary: "Closed with ⟦x:4-1⟧ Vicryl."),
      Case(note: "Closed with 4-0 Vicryl.", summary: "Closed with 4-0 Vicryl."),
      Case(note: "One to two cups, six times.", summary: "1-2 cups, six times."),
      Case(note: "Gravida 3, para 2-0-1-2.", summary: "G3 P2-0-1-2."),
      Case(note: "Fat levels of 10 to 20 to 30 percent.", summary: "Fat 10-30%."),
      Case(note: "Vision is 20/40 and 20/50.", summary: "Vision 20/40 and 20/50."),
      Case(note: "Lisinopril 20 mg and HCTZ 25 mg.", summary: "Lisinopril/HCTZ 20/25."),
      Case(note: "45 grams at breakfast and lunch, 60 at dinner.", summary: "Carbs 45/45/60."),
      Case(note: "It grew from 2.8 mm. Later it had 3.4 mm.", summary: "Grew from 2.8 to 3.4 mm."),
    ])
  func pairs(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "a number belongs to the word beside it",
    arguments: [
      Case(
        note: "1+ edema of the ankles. Reflexes are 4+.", summary: "⟦x:4+⟧ edema of the ankles."),
      Case(note: "1+ edema of the ankles. Reflexes are 4+.", summary: "Edema 1+, reflexes 4+."),
      Case(note: "Pain is 4/10. Seen by 2 doctors.", summary: "Pain ⟦x:2/10⟧."),
      Case(note: "Type II diabetes with 6 teeth lost.", summary: "Type ⟦x:6⟧ diabetes."),
      Case(note: "Type II diabetes with 6 teeth lost.", summary: "Type 2 diabetes."),
      Case(note: "Stages 1 through 4 were seen.", summary: "Stage 3 sleep was seen."),
      Case(note: "White cells 4300, hematocrit 39.", summary: "WBC 4.3, Hct 39."),
      Case(note: "Blood pressure 140/60. BP goal is 130/80.", summary: "BP 140/60."),
      Case(note: "Respirations 18, pulse 72.", summary: "RR 18, HR 72."),
    ])
  func neighbours(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "so does a way in, a frequency and a length of time",
    arguments: [
      Case(note: "IV fluids were given, then oral iron.", summary: "⟦x:Oral⟧ fluids, oral iron."),
      Case(note: "IV fluids were given, then oral iron.", summary: "IV fluids, iron by mouth."),
      Case(note: "Three beers a day. Weekly group.", summary: "Three beers ⟦x:a week⟧."),
      Case(note: "Three beers a day. Weekly group.", summary: "Three beers per day."),
      Case(
        note: "Cough for 3 months. An echocardiogram 6 months ago was normal.",
        summary: "Echocardiogram ⟦x:3 months⟧ ago normal."),
    ])
  func others(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "what is told to the smaller unit is told exactly",
    arguments: [
      Case(note: "Height is 5 feet 4 inches.", summary: "Height ⟦x:5'2\"⟧."),
      Case(note: "Height is 64 inches.", summary: "Height 5'4\"."),
      Case(note: "The baby weighed 6 pounds 2 ounces.", summary: "Baby ⟦x:6 lb 4 oz⟧."),
      Case(note: "At 38 weeks 3 days.", summary: "38 weeks 3 days."),
    ])
  func compounds(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }
}
