import Guardrails
import SourceText
import TestSupport
import Testing

/// Numbers in lists and beside other marks, each with near misses: another digit, unit or owner.
struct ListedQuantityTests {
  private typealias Case = MarkedCase

  @Test(
    "times",
    arguments: [
      Case(
        note: "At 19:20 heart tones fell. Delivery at 19:36.", summary: "1920: FHT down. Out 1936."),
      Case(note: "At 19:20 heart tones fell.", summary: "⟦x:1930⟧: FHT down."),
      Case(
        note: "Apgars were 6 at 1 minute, 7 at 5 minutes and 9 at 10 minutes.",
        summary: "Apgars 6/7/9 (1/5/10 min)."),
      Case(note: "Seen on January 5, 2010.", summary: "Seen 1/5/10."),
      Case(note: "Seen on January 5, 2010.", summary: "Seen ⟦x:1/6/10⟧."),
      Case(
        note: "She fell four to five days ago, and slept one hour.",
        summary: "A fall less than a week ago."),
      Case(
        note: "She fell two to three months ago, and slept one hour.",
        summary: "A fall less than ⟦x:a week⟧ ago."),
      Case(
        note: "Daytime frequency 3 to 4 and nocturia 1 to 2.",
        summary: "Frequency 3 to 4 by day and 1 to 2 at night."),
      Case(
        note:
          "Cholecystectomy, hernia repair and tubal ligation 22 years ago. Gallbladder removed nine years ago.",
        summary: "Cholecystectomy nine years ago, tubal ligation 22 years ago."),
      Case(note: "Pain for two days.", summary: "Pain for ⟦x:3 to 4 days⟧."),
      Case(note: "Arrived at 15:00.", summary: "Arrived at 3 pm."),
      Case(note: "Arrived at 15:00.", summary: "Arrived at ⟦x:4⟧ pm."),
      Case(note: "Arrived at 3 pm.", summary: "Arrived at 1500 hrs."),
      Case(note: "POD 2, eating.", summary: "Eating two days after surgery."),
      Case(note: "Third hospital day, eating.", summary: "Eating after 3 days in hospital."),
      Case(note: "POD 2, eating.", summary: "Eating ⟦x:four days⟧ after surgery."),
      Case(note: "Vitamin D3 daily.", summary: "Vitamin D for ⟦x:three days⟧."),
    ])
  func times(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "amounts",
    arguments: [
      Case(
        note: "Lovastatin 40 mg one-half tab daily.", summary: "Lovastatin 40 ½ tab daily."),
      Case(note: "Take 2-1/2 tablets daily.", summary: "Take 2 ½ tablets daily."),
      Case(note: "Take 2-1/2 tablets daily.", summary: "Take ⟦x:3 ½ tablets⟧ daily."),
      Case(note: "Weight gain of 1/2 a pound a week.", summary: "Gain 0.5 lb/week."),
      Case(note: "Weight gain of 1/2 a pound a week.", summary: "Gain ⟦x:1.5 lb⟧/week."),
      Case(
        note: "The fibula was cut about a cm and a half above.", summary: "Fibula cut 1.5 cm above."
      ),
      Case(
        note: "The fibula was cut about a cm and a half above.",
        summary: "Fibula cut ⟦x:2.5 cm⟧ above."),
      Case(note: "Platelets 600,000 to 700,000.", summary: "Plt 600-700K."),
      Case(note: "Platelets 600,000 to 700,000.", summary: "Plt ⟦x:800-900K⟧, stable."),
      Case(note: "Complex secondary to drilling.", summary: "Complex 2/2 drilling."),
      Case(note: "Reflexes are brisk.", summary: "Reflexes ⟦x:2/2⟧ brisk."),
    ])
  func amounts(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "how many tablets are taken",
    arguments: [
      Case(
        note: "Lisinopril 10 mg 1 tablet daily.", summary: "Lisinopril 10 mg ⟦x:two tablets⟧ daily."
      ),
      Case(note: "Lisinopril one tablet daily.", summary: "Lisinopril ⟦x:2 tablets⟧ daily."),
      Case(note: "Albuterol 2 puffs q.i.d.", summary: "Albuterol ⟦x:4 puffs⟧ four times a day."),
      Case(note: "Vicodin 1-2 tablets every 6 hours.", summary: "Vicodin 2 tablets every 6 hours."),
      Case(
        note: "Prednisone 3 tablets for 2 days, then 2 tablets for 2 days.",
        summary: "Prednisone 3 tablets for 2 days, then 2 tablets."),
      Case(
        note: "Metoprolol one-half of a 50 mg tablet b.i.d.",
        summary: "Metoprolol 25 mg, one tablet twice daily."),
    ])
  func tablets(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "what a number belongs to",
    arguments: [
      Case(
        note: "1% lidocaine and 0.5% Marcaine were injected.",
        summary: "Local 1% lido / 0.5% Marcaine."),
      Case(
        note: "1% lidocaine and 0.5% Marcaine were injected.",
        summary: "Local ⟦x:1%⟧ Marcaine."),
      Case(
        note: "On 100% oxygen. After I removed the oxygen, the pulse ox was 91%.",
        summary: "His oxygen was 91%."),
      Case(
        note:
          "Heart rate was 121. Metoprolol 5 mg IV, after which heart rate was reduced to the 70.",
        summary: "HR 121, metoprolol 5 mg IV, HR 70."),
      Case(
        note:
          "Heart rate was 121. Metoprolol 5 mg IV, after which heart rate was reduced to the 70.",
        summary: "HR 121, metoprolol 5 mg IV, HR ⟦x:90⟧."),
      Case(
        note: "Lisinopril 10 mg daily. Albuterol p.r.n.",
        summary: "Lisinopril 10 mg once daily, PRN albuterol."),
      Case(
        note:
          "Insulin 20 units in the morning and 13 units at supper. Increase from 20 units up to 24 units and evening insulin from 13 units up to 16 units.",
        summary: "Insulin increased to 24 units in the morning and 16 units in the evening."),
      Case(note: "CellCept 500 mg twice a daily.", summary: "CellCept 500 mg twice daily."),
    ])
  func owners(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "how old, and how long",
    arguments: [
      Case(
        note: "A 60-year-old man. Colostomy 9 days ago.", summary: "Man 9 days out from resection."),
      Case(note: "A 60-year-old man.", summary: "⟦x:Man, 50⟧, out of breath."),
      Case(
        note: "A 60-year-old man, a smoker since the age of 10.",
        summary: "60M, smoker since 10 y/o."),
      Case(
        note: "A 60-year-old man, a smoker since the age of 10.",
        summary: "60M, smoker since ⟦x:12 y/o⟧."),
    ])
  func ages(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }
}
