import Guardrails
import SourceText
import TestSupport
import Testing

/// Numbers as terse summaries write them, each with near misses: another digit, unit or schedule.
struct TerseQuantityTests {
  private typealias Case = MarkedCase

  @Test(
    "one letter is more than one unit",
    arguments: [
      Case(note: "A 20-gauge spinal needle was placed.", summary: "20G spinal needle."),
      Case(note: "A 20-gauge spinal needle was placed.", summary: "⟦x:22G⟧ spinal needle."),
      Case(note: "A 22G needle was used.", summary: "22-gauge needle."),
      Case(note: "A 22G needle was used.", summary: "⟦x:20-gauge⟧ needle."),
      Case(note: "CT in three months.", summary: "CT 3m."),
      Case(note: "CT in three months.", summary: "CT ⟦x:9m⟧."),
      Case(note: "The probe went in 3 cm for 3 minutes.", summary: "Probe in ⟦x:3 m⟧."),
      Case(note: "Exercise for 30 minutes daily.", summary: "Exercise 30' daily."),
      Case(note: "Exercise for 30 minutes daily.", summary: "Exercise ⟦x:60'⟧ daily."),
      Case(note: "She is on 2 to 3 liters per minute by nasal cannula.", summary: "NC 2-3 L."),
      Case(
        note: "She is on 2 to 3 liters per minute by nasal cannula.", summary: "NC ⟦x:2-3 mL⟧."),
      Case(note: "D5 half normal saline with 20 mEq of potassium.", summary: "D5 1/2NS + 20 K."),
      Case(
        note: "D5 half normal saline with 20 mEq of potassium.", summary: "D5 1/2NS + ⟦x:40 K⟧."),
      Case(note: "Crystalloid 1800 cc in.", summary: "Crystalloid 1800 in, no blood."),
      Case(note: "An incision of 3 cm.", summary: "Incision of ⟦x:3 in⟧, closed."),
    ])
  func letters(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "sizes of tubes are no ages",
    arguments: [
      Case(
        note: "72-year-old woman. A 6 French sheath was placed in the right femoral artery.",
        summary: "72F. Access via R CFA, 6F. 6F Angio-Seal."),
      Case(
        note: "72-year-old woman. A 6 French sheath was placed in the right femoral artery.",
        summary: "72F. Access via R CFA, ⟦x:8F⟧."),
      Case(note: "72-year-old woman with a 6 French sheath.", summary: "⟦x:62F⟧ with 6F sheath."),
      Case(note: "A six-week-old girl was brought in.", summary: "6/52 F brought in."),
      Case(
        note: "A 3-year 3-month-old female with epilepsy.", summary: "3y3m F with epilepsy."),
      Case(
        note: "A 3-year 3-month-old female with epilepsy.",
        summary: "3-year-old girl with epilepsy."),
      Case(
        note: "A 3-year 3-month-old female with epilepsy.",
        summary: "⟦x:5yo girl⟧ with epilepsy."),
      Case(note: "A 5-year-old girl with a brother, 8.", summary: "5yo F with an 8yo brother."),
      Case(note: "ASD repair age 14.", summary: "ASD repair 14y."),
      Case(note: "ASD repair age 14.", summary: "ASD repair ⟦x:12y⟧."),
      Case(
        note:
          "She pushed well. Live male infant with Apgars of 9 and 9. She and her baby are well.",
        summary: "She delivered a vigorous boy with Apgars of 9 and 9."),
    ])
  func people(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "years, months and times of day",
    arguments: [
      Case(note: "Infarctions in 1978 and 1979.", summary: "MI '78 and '79."),
      Case(note: "Infarctions in 1978 and 1979.", summary: "MI '⟦x:87⟧ and '79."),
      Case(note: "Appendectomy in '89.", summary: "Appendectomy in 1989."),
      Case(note: "Appendectomy in '89.", summary: "Appendectomy in ⟦x:1998⟧."),
      Case(note: "MRI in January 2005, surgery in 3/1991.", summary: "MRI 1/05, surgery 3/91."),
      Case(
        note: "MRI in January 2005, surgery in 3/1991.",
        summary: "MRI ⟦x:1/06⟧, surgery ⟦x:8/91⟧."),
      Case(note: "Next visit November 12.", summary: "Next visit 11/12."),
      Case(note: "Next visit November 12.", summary: "Next visit ⟦x:11/21⟧."),
      Case(note: "Catheter changed Mon 24th. Seen 28 Nov.", summary: "Catheter changed 24 Nov."),
      Case(
        note: "Catheter changed Mon 24th. Seen 28 Nov.", summary: "Catheter changed ⟦x:25 Nov⟧."),
      Case(note: "Onset at 16:30.", summary: "Onset 1630."),
      Case(note: "Onset at 16:30.", summary: "Onset ⟦x:1830⟧."),
      Case(note: "Vomiting since 11 a.m. yesterday.", summary: "Vomiting since 1100 yesterday."),
      Case(
        note: "Vomiting since 11 a.m. yesterday.", summary: "Vomiting since ⟦x:1000⟧ yesterday."),
      Case(note: "Pain since 4 this morning.", summary: "Pain since 0400."),
      Case(note: "It measured 7 mm in 2029.", summary: "7 in '29."),
      Case(note: "MRI within 2 to 3 weeks.", summary: "MRI w/in 2–3/52."),
      Case(note: "MRI within 2 to 3 weeks.", summary: "MRI w/in ⟦x:4–6/52⟧."),
      Case(note: "Currently postop day #6.", summary: "Six days after surgery."),
      Case(note: "Currently postop day #6.", summary: "⟦x:Nine days⟧ after surgery."),
      Case(note: "Father died in his seventies.", summary: "Father died in his 70s."),
      Case(note: "Father died in his seventies.", summary: "Father died in his ⟦x:60s⟧."),
    ])
  func dates(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "lengths of time and schedules",
    arguments: [
      Case(note: "No lifting for two weeks.", summary: "No lifting x2/52."),
      Case(note: "No lifting for two weeks.", summary: "No lifting ⟦x:x3/52⟧."),
      Case(note: "Fever to 102 for three days.", summary: "Fever (102) 3/7."),
      Case(note: "Fever to 102 for three days.", summary: "Fever (102) ⟦x:5/7⟧."),
      Case(
        note: "Surgery took 2 hours and 15 minutes.", summary: "Surgery 2h15m, that is 135 min."),
      Case(note: "Surgery took 2 hours and 15 minutes.", summary: "Surgery ⟦x:3h15m⟧."),
      Case(note: "Pain for the last year and a half.", summary: "Pain for 18 months."),
      Case(note: "Pain for the last year and a half.", summary: "Pain for ⟦x:6 months⟧."),
      Case(note: "Therapy starts in another week or two.", summary: "Therapy in 1-2 wk."),
      Case(note: "Therapy starts in another week or two.", summary: "Therapy in ⟦x:3-4 wk⟧."),
      Case(note: "Flexeril 10 mg q 6 p.r.n.", summary: "Flexeril 10 mg every 6 hours as needed."),
      Case(
        note: "Flexeril 10 mg q 6 p.r.n.", summary: "Flexeril 10 mg ⟦x:every 8 hours⟧ as needed."),
      Case(note: "Vitamin B12 1 mg every 3 months.", summary: "Vitamin B12 1 mg three-monthly."),
      Case(
        note: "Vitamin B12 1 mg every 3 months.", summary: "Vitamin B12 1 mg ⟦x:six-monthly⟧."),
      Case(note: "Metoprolol 50 mg twice a day.", summary: "Metoprolol 50 mg twice-daily."),
      Case(note: "Normal saline 100 cc an hour.", summary: "NS 100/h."),
      Case(note: "Physical therapy three times a week.", summary: "Physical therapy 3/wk."),
      Case(
        note: "Depakote 125 mg, one in the morning, one at noon and two at night.",
        summary: "Depakote 125 mg 1-1-2."),
      Case(
        note: "IV Depacon 250 mg today, to continue IV until she is taking p.o.",
        summary: "Depacon 250 mg IV till PO."),
      Case(note: "Lasix 40 mg IV today.", summary: "Lasix 40 mg ⟦x:PO⟧ today."),
      Case(
        note: "Coumadin 5 mg daily, magnesium oxide 200 mg daily.",
        summary: "Coumadin 5 mg daily, MgO 200 mg daily."),
      Case(
        note: "Coumadin 5 mg daily, magnesium oxide 200 mg daily.",
        summary: "Coumadin ⟦x:200 mg⟧ daily."),
      Case(
        note: "Topamax can be increased to 25 mg in the morning and 50 mg at night.",
        summary: "Evening Topamax could be raised to 50 mg."),
    ])
  func times(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }

  @Test(
    "digits, fractions and thousands",
    arguments: [
      Case(note: "Lidocaine with 1:200,000 epinephrine.", summary: "Lidocaine w/ 1:200k epi."),
      Case(
        note: "Lidocaine with 1:200,000 epinephrine.", summary: "Lidocaine w/ ⟦x:1:100k⟧ epi."),
      Case(note: "Bicillin 1.2 million units.", summary: "Bicillin 1.2M units."),
      Case(note: "Bicillin 1.2 million units.", summary: "Bicillin ⟦x:2.4M units⟧."),
      Case(note: "Quantitative hCG 12,540.", summary: "Quantitative hCG 12.5k."),
      Case(note: "Quantitative hCG 12,540.", summary: "Quantitative hCG ⟦x:15.2k⟧."),
      Case(note: "WBC 12.4, platelets 245.", summary: "WBC 12,400, platelets 245,000."),
      Case(note: "WBC 12.4, platelets 245.", summary: "WBC ⟦x:14,200⟧, platelets 245,000."),
      Case(note: "BMI 34.2, creatinine 1.14.", summary: "BMI 34, creatinine 1.1."),
      Case(note: "BMI 34.2, creatinine 1.14.", summary: "BMI ⟦x:43⟧, creatinine ⟦x:1.4⟧."),
      Case(note: "Lovenox 37.5 mg.", summary: "Lovenox ⟦x:38 mg⟧."),
      Case(note: "A 2-inch laceration.", summary: "A 5 cm laceration."),
      Case(note: "A 2-inch laceration.", summary: "A ⟦x:6 cm⟧ laceration."),
      Case(note: "Temperature 38.4 degrees.", summary: "T 101.1 F."),
      Case(note: "Temperature 38.4 degrees.", summary: "T ⟦x:103.1 F⟧."),
      Case(
        note: "Smokes one-and-one-half-packs per day for 20 years.",
        summary: "1.5 packs/day, 30 pack-years."),
      Case(
        note: "Smokes one-and-one-half-packs per day for 20 years.", summary: "⟦x:2.5 packs⟧/day."),
      Case(
        note: "1/8th of a cc of Omnipaque 240 was injected.", summary: "Omnipaque 240 1/8 cc."),
      Case(
        note: "1/8th of a cc of Omnipaque 240 was injected.", summary: "Omnipaque 240 ⟦x:1/4 cc⟧."),
      Case(
        note: "Amoxicillin-clavulanate 125 mg-31.25 mg tablet.", summary: "Augmentin 125/31.25."),
      Case(note: "The power is 3-4 x 5 on the right.", summary: "Power 3-4/5 on the right."),
      Case(note: "A strip of less than a centimeter.", summary: "A strip <1 cm."),
      Case(note: "A strip of less than a centimeter.", summary: "A strip <⟦x:1 mm⟧."),
      Case(note: "Numerous subcentimeter nodules.", summary: "Numerous nodules <1 cm."),
      Case(note: "An incision in the distal third of the thigh.", summary: "Distal 1/3 thigh."),
      Case(note: "Arthrogram at L3-L4.", summary: "Arthrogram L3/4."),
      Case(note: "Arthrogram at L3-L4.", summary: "Arthrogram ⟦x:L2/3⟧."),
      Case(note: "A face to face visit in 5 days.", summary: "F2F in 5 days."),
      Case(note: "The fraction was 60 percent.", summary: "The fraction was .6 at last."),
      Case(note: "The fraction was 60 percent.", summary: "The fraction was ⟦x:.8⟧ at last."),
      Case(note: "A baby aspirin a day.", summary: "Aspirin 81 mg daily."),
      Case(note: "A baby aspirin a day.", summary: "Aspirin ⟦x:325 mg⟧ daily."),
      Case(note: "Two thirds of a tablet.", summary: "⅔ tablet."),
      Case(
        note: "Calprotectin 184 ug/g, up from 96.",
        summary: "Calprotectin rose from 96 to 184 ug/g."),
      Case(note: "The wound is 4.4 x 3.1.", summary: "The wound is 4.4 x 3.1 cm."),
      Case(
        note: "BUN 111 and creatinine 7.29.", summary: "BUN/creatinine 111/7.29."),
      Case(
        note: "Five successive 20 mL aliquots were flushed with 100% oxygen.",
        summary: "100 mL flushed."),
    ])
  func digits(example: MarkedCase) throws { try example.check(by: MarkedCase.ofQuantities) }
}
