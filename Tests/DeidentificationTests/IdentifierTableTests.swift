import Deidentification
import TestSupport
import Testing

/// Each type of identifier with what looks like it and is none.
@Suite("Identifiers")
struct IdentifierTableTests {
  private func check(_ marked: String, isClinical: Bool = true) throws {
    let text = MarkedText(marked)
    #expect(try Reading(text.plain, isClinical: isClinical).found == text.expected)
  }

  @Test(
    "names by title, label, relation, signature and introduction",
    arguments: [
      "Seen today, Mrs. ⟦NAME:Harmon⟧ tolerated it well.",
      "Referred by Dr. ⟦NAME:Okonkwo⟧ for review.",
      "MR. ⟦NAME:SMITH⟧ WAS SEEN.",
      "She is Tamil, from a Gypsy Roma family.",
      "ECG PR 232 ms. Blood normal.",
      "Dr. ⟦NAME:Mbeki, Carlos⟧.",
      "Dr. ⟦NAME:ABERNATHY, DEEPIKA A.⟧; call back.",
      "Patient: ⟦NAME:Umarov, Rosa⟧   DOB: 1931",
      "Patient name: ⟦NAME:Oluwaseun Fitzgerald⟧",
      "Dictated by: ⟦NAME:Jane Howard⟧, MD",
      "Electronically signed by ⟦NAME:Wanjiru Quispe⟧",
      "Lives with her daughter ⟦NAME:Wanjiru⟧, who helps.",
      "His wife, ⟦NAME:Linda⟧, drives him.",
      "⟦NAME:Katarzyna Zhang⟧ is a 72-year-old woman with cough.",
      "⟦NAME:Johansson, Quentin⟧ is a 68-year-old man with cough.",
      "⟦NAME:DVORAK, SIOBHAN G.⟧ is a 61-year-old woman with cough.",
      "⟦NAME:Stephanie Morales⟧, 44F, with knee pain.",
      "We met ⟦NAME:Rosa Abernathy⟧ in clinic.",
      "⟦NAME:Margaret Olsen⟧ (DOB: 1948) has cataracts.",
      "follow up with ⟦NAME:patricia johnson⟧ in two weeks.",
      "Mr. ⟦NAME:John Perry⟧ came today. ⟦NAME:Perry⟧ denies pain.",
      "⟦NAME:Kayla Brandt⟧'s wound is clean; ⟦NAME:Kayla⟧'s pain is less.",
      "Mr. ⟦NAME:Paul Reyes-Whitman⟧ tolerated it.",
      "Ms. ⟦NAME:van der Berg⟧ was seen.",
      "Seen today, Mrs. ⟦NAME:Thu⟧ is well. ⟦NAME:Thu Nguyen⟧ is a 44-year-old woman.",
    ])
  func names(marked: String) throws { try check(marked) }

  @Test(
    "diseases, devices, drugs, tests and departments named after people are no names",
    arguments: [
      "Parkinson disease and Graves disease; Alzheimer's dementia.",
      "Foley catheter and Jackson-Pratt drain in place; Murphy sign negative.",
      "On Allegra, Humira and Lantus; closed with 4-0 Vicryl and Marcaine.",
      "Babcock clamp, Kelly forceps, Metzenbaum scissors, a Kocher.",
      "Glasgow Coma Scale 15, Apgar 8 and 9, Mallampati II.",
      "Seen by Cardiology and cleared by Dermatology.",
      "ASSESSMENT AND PLAN: Continue Current Medications. Follow Up In Two Weeks.",
      "Dr. X agreed; Dr. Y's note was reviewed.",
      "Mr. XYZ was seen by Dr. ABC; Mrs. XXXX left.",
      "The Wilmer Eye Institute and Johns Hopkins Hospital were called.",
      "He will mark the site and may grant access. Will check labs. May need iron.",
      "Dialysis tomorrow Thu as usual; Tue missed. Booked Sat.",
      "Limb ischaemia, Rutherford IIb; Gustilo type II; Fontaine III; Garden grade 3.",
      "Mother is white British, father Black Caribbean; his wife is Black African.",
      "Closed with an omental (Graham) patch repair.",
      "MS since 2001; MR of the brain was normal.",
      "Na 140, Cl 100; Abd soft; Neuro intact.",
      "I'm well. Don't stop. They're here.",
      "Mother: melanoma. Father: stroke.",
      "NAME OF OPERATION: Laparoscopic cholecystectomy.",
    ])
  func eponyms(text: String) throws { try check(text) }

  @Test(
    "dates in all common forms",
    arguments: [
      "Seen ⟦DATE:10/06/2008⟧ and ⟦DATE:10-6-08⟧ and ⟦DATE:8/25/83⟧.",
      "Implanted ⟦DATE:1985-05-26⟧; logged ⟦DATE:1978-04-13 12:20:39⟧.",
      "Due ⟦DATE:September 14, 2004⟧, ⟦DATE:Sept. 14th⟧ or ⟦DATE:MARCH 3 2004⟧.",
      "Since ⟦DATE:7 May 1999⟧, ⟦DATE:14th of March 2004⟧, ⟦DATE:14-Sep-2004⟧.",
      "In ⟦DATE:March 2008⟧ and ⟦DATE:03/2008⟧; back on ⟦DATE:06/24⟧.",
      "Geboren ⟦DATE:13.04.1978⟧.",
    ])
  func dates(marked: String) throws { try check(marked) }

  @Test(
    "what is no date stays",
    arguments: [
      "In 2005 he was well; it may march on.", "BP 120/80, pain 4/10, strength 5/5, vision 20/40.",
      "Take 1/2 tablet. Grade 2/6 murmur. 3-0 Vicryl. L4-L5.", "Ratio 13/45/99. Version 1.2.3.",
      "May 500 mg be given? Sections 10-11-12-13.", "At 8:20 PM.",
    ])
  func noDates(text: String) throws { try check(text) }

  @Test(
    "ages over 89, and only those",
    arguments: [
      "A ⟦AGE:92⟧-year-old man.", "A woman aged ⟦AGE:90⟧.", "⟦AGE:105⟧ y/o, frail.", "⟦AGE:97⟧F.",
      "Age: ⟦AGE:94⟧", "An 89-year-old man, pulse 92, 95 %.", "Took 90 tablets for 90 days.",
      "Age 150 is a mistake.",
    ])
  func ages(marked: String) throws { try check(marked) }
}
