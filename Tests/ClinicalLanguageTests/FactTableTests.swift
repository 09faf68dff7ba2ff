import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// Each row marks every fact of one kind that its note has: what is not marked must not be found.
@Suite("Facts of notes")
struct FactTableTests {
  private static let lexicon = Lexicon.embedded()

  @Test("Problems: the longest term, once", arguments: problems)
  func problem(_ row: String) throws { try check(row, .problem) }

  @Test("Medications with their details, and words that are none", arguments: medications)
  func medication(_ row: String) throws { try check(row, .medication) }

  @Test("Allergies with reactions, and their absence", arguments: allergies)
  func allergy(_ row: String) throws { try check(row, .allergy) }

  @Test(
    "What a denial of allergies reaches",
    arguments: [
      ("ALLERGIES: The patient denies allergies to medications and to latex.", [.absent]),
      ("Denies allergies to iodine or codeine.", [.absent, .absent]),
      ("No allergies to medications except penicillin.", [.present]),
      ("Denies allergies to foods but is allergic to penicillin.", [.present]),
      ("Allergies to penicillin and to latex.", [.present, .present]),
    ] as [(String, [Assertion])])
  func allergyDenied(note: String, assertions: [Assertion]) throws {
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: Self.lexicon)
    let named = document.facts.filter {
      $0.kind == .allergy && !document.text.string($0.nameSpan).contains("llerg")
    }
    #expect(named.map(\.context.assertion) == assertions)
  }

  @Test("Values, and numbers that are none", arguments: measurements)
  func measurement(_ row: String) throws { try check(row, .measurement) }

  @Test("Procedures", arguments: procedures)
  func procedure(_ row: String) throws { try check(row, .procedure) }

  @Test("Ages and sexes", arguments: demographics)
  func demographic(_ row: String) throws { try check(row, .demographic) }

  @Test("Dates, and numbers with slashes that are none", arguments: dates)
  func date(_ row: String) throws { try check(row, .date) }

  @Test("A caller's concepts are found as whole words, in any case, over other facts")
  func concepts() throws {
    let text = try SourceText("Chest pain. No pain; painless. PAIN")
    let document = ClinicalDocument(
      reading: text, lexicon: Self.lexicon, concepts: ["pain", "pain", "chest pain"])
    let found = document.facts.filter { $0.kind == .concept }
    #expect(found.map { text.string($0.span) } == ["Chest pain", "pain", "pain", "PAIN"])
    #expect(found.map(\.context.assertion) == [.present, .present, .absent, .present])
    #expect(document.facts.contains { $0.kind == .problem })
  }

  @Test("A fact's name is the lexicon's, else the note's words")
  func names() throws {
    let document = ClinicalDocument(
      reading: try SourceText("Takes Lasix 40 mg. Underwent cystoscopy."), lexicon: Self.lexicon)
    #expect(document.facts.map { document.name(of: $0) } == ["furosemide", "cystoscopy"])
  }

  @Test("A problem has candidates of ICD-10-CM, the likeliest first; other facts have none")
  func codes() throws {
    let document = ClinicalDocument(
      reading: try SourceText("Hypertension. Takes Lasix 40 mg."), lexicon: Self.lexicon)
    #expect(document.facts.map { document.codes(of: $0) } == [["I10"], []])
  }

  @Test("A heading alone makes no value a relative's")
  func familyValues() throws {
    for (note, experiencer) in [
      ("FAMILY HISTORY: Noncontributory. BP 142/88.", Experiencer.patient),
      ("FAMILY HISTORY: Mother with diabetes and A1c 11.", .family),
    ] {
      let document = ClinicalDocument(reading: try SourceText(note), lexicon: Self.lexicon)
      let values = document.facts.filter { $0.kind == .measurement }
      #expect(!values.isEmpty)
      #expect(values.allSatisfy { $0.context.experiencer == experiencer }, "in: \(note)")
    }
  }

  private func check(_ row: String, _ kind: Fact.Kind) throws {
    let marked = MarkedText(row)
    let text = try SourceText(marked.plain)
    let document = ClinicalDocument(reading: text, lexicon: Self.lexicon)
    let found = document.facts.filter { $0.kind == kind }
    var spans: [String] = []
    // The two pressures of one reading share a span.
    for fact in found where spans.last != text.string(fact.span) {
      spans.append(text.string(fact.span))
    }
    #expect(spans == marked.marks.map(\.text), "in: \(marked.plain)")
  }
}

extension FactTableTests {
  static let problems = [
    "Admitted with ⟦p:congestive heart failure⟧ and ⟦p:atrial fibrillation⟧.",
    "⟦p:Shortness of breath⟧ for two days.",
    "⟦p:Chest pain⟧ radiating to the left arm.",
    "The patient is pleasant and cooperative.",
    "MS: no deformity. PE: unremarkable.",
    "Lesion of 2 CM.",
  ]

  static let medications = [
    "Takes ⟦m:metformin 500 mg BID⟧.",
    "⟦m:Lisinopril 10 mg p.o. b.i.d.⟧, ⟦m:aspirin 81 mg daily⟧, and ⟦m:metoprolol⟧.",
    "⟦m:Albuterol 2 puffs q.6h. p.r.n.⟧ for wheezing.",
    "⟦m:Ibuprofen 600 mg every 6 hours as needed⟧ for pain.",
    "Given ⟦m:2 mg of Versed⟧ and ⟦m:50 mcg of fentanyl⟧.",
    "⟦m:80 mg Depo-Medrol⟧, ⟦m:2 cc of Xylocaine⟧ was injected.",
    "Increase ⟦m:furosemide to 40 mg twice daily⟧.",
    "⟦m:Norco 10/325 mg q4-6h⟧.",
    "⟦m:Gabapentin 100 mg, 1 p.o. b.i.d.⟧",
    "⟦m:Zocor 40 mg at bedtime⟧.",
    "⟦m:Enoxaparin 1 mg/kg subcutaneous q12h⟧.",
    "⟦m:Warfarin 5 mg⟧ on 05/06/2008.",
    "Potassium 3.5.",
    "Oxygen saturation is 98%.",
    "Allergic to penicillin.",
    "ALLERGIES: Codeine.",
    "She drinks alcohol and water.",
  ]

  static let allergies = [
    "She is allergic to ⟦a:penicillin⟧ and ⟦a:codeine⟧.",
    "ALLERGIES: ⟦a:Penicillin (rash)⟧, ⟦a:sulfa⟧.",
    "ALLERGIES: ⟦a:NKDA⟧.",
    "⟦a:No known drug allergies⟧.",
    "ALLERGIES: ⟦a:None⟧.",
    "He has ⟦a:no allergies⟧.",
    "ALLERGIES: ⟦a:Shellfish⟧.",
    "⟦a:SULFA⟧ ALLERGY: discharged on Keflex.",
    "LATEX ALLERGY: None.",
    "Allergic to ⟦a:codeine⟧, tolerates morphine.",
    "Allergies: ⟦a:aspirin⟧, ibuprofen - tolerated.",
    "ALLERGIES: ⟦a:Sulfa causes hives⟧.",
    "⟦a:Latex⟧ allergy.",
    "She has a ⟦a:penicillin⟧ allergy.",
    "Denies allergic reactions.",
    "Takes penicillin.",
    "ALLERGIES: ⟦a:ceftazidime (wheeze)⟧. Heparin ok. Lidocaine fine at the dentist.",
    "Allergy: ⟦a:gadolinium (hives)⟧, none to iodine.",
    "ALLERGIES: ⟦a:clindamycin - rash⟧. Nuts - avoids, not allergic.",
    "ALLERGIES: ⟦a:egg (hives)⟧. Chlorhexidine causes redness, not an allergy.",
    "ALLERGIES: ⟦a:penicillin - no reaction noted⟧.",
    "ALLERGIES: ⟦a:phenytoin - severe rash⟧. NOT to have phenytoin.",
    "ALLERGIES: ⟦a:aspirin⟧ (ibuprofen).",
    "DH nil. ALLERGY ⟦a:amoxicillin - wheeze⟧ + hives age 9.",
    "Allergy ⟦a:latex (rash)⟧.",
    "Allergy cetirizine 10 mg od.",
    "A rash with ⟦a:sulfasalazine⟧ in 2019.",
    "No rash with sulfasalazine.",
    "Allergic rhinitis.",
    "Allergic ⟦a:codeine - itchy all over⟧.",
    "*ALLERGY  ⟦a:ROCURONIUM⟧ anaphylaxis 2022*",
    "Allergies (chart) ⟦a:erythromycin - sick⟧.",
    "Allergies/ADR: ⟦a:codeine - vomiting⟧. ⟦a:Latex - contact dermatitis⟧",
    "ALLERGY  ⟦a:Chlorhexidine - hives⟧. Latex N. Penicillin N.",
    "ALLERGY ⟦a:ceftazidime⟧ = rash.",
    "Abx at induction (⟦a:PENICILLIN - angioedema⟧).",
    "⟦a:Penicillin⟧ anaphylaxis 1994.",
    "No ⟦a:penicillin⟧ anaphylaxis.",
    "Treated for allergy cetirizine 10 mg.",
    "Allergy: ⟦a:morphine - hallucinated⟧.",
    "He is allergic to ⟦a:cefazolin (hives)⟧ and received vancomycin 1.5 g.",
    "Allergy on file: heparin none; ⟦a:iodinated contrast - hives⟧; none given.",
    "Allergy on file: ⟦a:contrast - hives⟧, idarucizumab none.",
    "⟦a:Lamotrigine caused a rash⟧ and is listed as an allergy.",
  ]

  static let measurements = [
    "⟦v:BP 120/80⟧, ⟦v:pulse 110⟧, ⟦v:T 101.2 F⟧.",
    "⟦v:Blood pressure is 120/80 mmHg⟧.",
    "⟦v:Na 138⟧, ⟦v:K 4.2⟧, ⟦v:Cl 101⟧.",
    "⟦v:Potassium of 6.4⟧ and ⟦v:Hgb 6.9 g/dL⟧.",
    "⟦v:K+ 6.4⟧; ⟦v:WBC 18.2⟧; ⟦v:troponin I 2.4 ng/mL⟧.",
    "⟦v:SpO2 88%⟧ on RA.",
    "⟦v:HR: 110 bpm⟧.",
    "⟦v:Temperature 38.9⟧.",
    "⟦v:Creatinine was found to be 118 umol/L⟧.",
    "⟦v:Hemoglobin and hematocrit 11.5⟧ and ⟦v:33.1⟧.",
    "⟦v:Glucose 5.4 mmol/L⟧.",
    "Potassium normal range 3.5-5.0.",
    "Potassium 20 mEq daily.",
    "Sando-K 2 tds.",
    "Potassium on 12/05/2008.",
    "Iron 325 mg.",
    "Strength 5/5. Pulses 2+.",
    "CA 19-9 was sent.",
    "Heart rate checked at 10:30.",
    "Temperature 5.",
    "Sodium for 3 days.",
    "Checks blood sugar 2 times a day.",
    "Seen on 10/06 and 120/80 copies were made.",
  ]

  static let procedures = [
    "Underwent ⟦p:appendectomy⟧ and ⟦p:colonoscopy⟧.",
    "⟦p:CT⟧ and ⟦p:MRI⟧ were done; then ⟦p:CABG⟧.",
    "⟦p:Intubation⟧ and ⟦p:lumbar puncture⟧.",
    "A dichotomy in photography.",
    "Urinalysis showed paralysis of analysis.",
  ]

  static let demographics = [
    "A ⟦d:58-year-old woman⟧ with pain.",
    "⟦d:58F⟧ with pain.",
    "⟦d:A64-year-old male⟧ with pain.",
    "⟦d:58 y/o male⟧ here.",
    "⟦d:3-month-old infant⟧ with fever.",
    "The patient is a ⟦d:4-week-old⟧.",
    "This is a ⟦d:six year old female⟧.",
    "⟦d:78-year-old, right-handed Hispanic woman⟧.",
    "⟦d:61 yo M⟧ with cough.",
    "⟦d:40 years of age⟧.",
    "Pt ⟦d:M 72⟧, HFrEF.",
    "Caller: patient, ⟦d:48 M⟧, English fine.",
    "Seen by phone today, pt ⟦d:88 M⟧ on HD.",
    "⟦d:F, 24⟧, Vietnamese.",
    "⟦d:Male, 36⟧, software tester.",
    "⟦d:Female 58⟧, R rotator cuff.",
    "Seen: ⟦d:79 y man⟧, Pakistani heritage.",
    "⟦d:64 yr woman⟧, visiting.",
    "⟦d:63 years, female⟧, height 158.",
    "⟦d:38 yr M⟧, Addison's.",
    "For: ⟦d:girl, 8 years⟧, year 4.",
    "Baby ⟦d:boy 5 months⟧, RSV.",
    "This ⟦d:man of 27⟧, six foot five.",
    "THEATRE 4\nRepair of hernia, stones\n⟦d:39F⟧, teacher.",
    "Emergency repair      ⟦d:72 M⟧  68 kg",
    "⟦d:Boy 5/12⟧, term, BW 3.4 kg.",
    "Boy. BP 5/12 normal.",
    "A 12F Seldinger drain was placed.",
    "Stent placed through a\n6F sheath.",
    "Age ⟦d:57 Sex M⟧",
    "Sex M. Age: ⟦d:41⟧.",
    "Age/sex: ⟦d:68 F⟧ Weight 74 kg",
    "| Age / sex | ⟦d:95, female⟧ |",
    "Smoked for 40 years.",
    "The woman, 2 years ago, fell.",
    "Female 2 years post op.",
    "A man of few words.",
    "Polyps were found at age 50, and more later.",
    "Age-appropriate. Average 5. Ages 3 and 5.",
    "pH M 7.2, T 38.5. F 3/7.",
    "T 101 F.",
    "A 3-year history of pain.",
    "400-year-old castle.",
  ]

  static let dates = [
    "Seen ⟦d:10/06/2008⟧ and ⟦d:2008-10-07⟧.",
    "On ⟦d:October 6, 2008⟧ and ⟦d:6 October 2008⟧.",
    "In ⟦d:March 2008⟧, and in ⟦d:2005⟧.", "In ⟦d:March, 1993⟧ she fell; in March, 12 visits.",
    "She may 3 times a day march on.",
    "3/7 history of cough; strength 5/5; BP 120/80.",
    "Ratio 1/2/3.",
    "WBC 2005.",
  ]
}
