import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// What one place of a note says about lines, lists and paragraphs that follow it. Labels as in
/// `ContextTableTests`; near misses stand beside the cases that they resemble.
@Suite("Passages of a note")
struct PassageTests {
  @Test("Advice speaks of the list below it, and of no more", arguments: advice)
  func list(_ row: String) throws { try check(row) }

  @Test("A date before a line makes it past", arguments: dates)
  func date(_ row: String) throws { try check(row) }

  @Test("Text from an older note is past", arguments: copies)
  func copy(_ row: String) throws { try check(row) }

  @Test("A relative who labels a line owns it", arguments: relatives)
  func relative(_ row: String) throws { try check(row) }

  @Test("What was written in error is of somebody else", arguments: errors)
  func error(_ row: String) throws { try check(row) }

  @Test("What happened at an older date is past", arguments: events)
  func event(_ row: String) throws { try check(row) }

  private func check(_ row: String) throws {
    let marked = MarkedText(row)
    let document = ClinicalDocument(
      reading: try SourceText(marked.plain), lexicon: ContextTableTests.lexicon)
    for mark in marked.marks {
      let span = TextSpan(mark.range.lowerBound, mark.range.upperBound)
      let label = ContextTableTests.label(document.context(of: span))
      #expect(label == mark.label, "\(mark.text) in: \(marked.plain)")
    }
  }

  static let advice = [
    "Return to the ED if:\n• ⟦hypothetical:Vomiting blood⟧\n• ⟦hypothetical:Fever⟧",
    "COME BACK OR CALL 911 IF YOU HAVE:\n1. ⟦hypothetical:Bleeding⟧\n2. ⟦hypothetical:Seizure⟧",
    "Come back if you have any of the following:\n- ⟦hypothetical:Chest pain⟧. Call at once.\n- ⟦hypothetical:Fever⟧",
    "Call if:\n⟦hypothetical:Vomiting blood⟧\n⟦hypothetical:Black stools⟧\n\n⟦present:Chest pain⟧ today.",
    "WHAT TO DO IF\n\nA. Mild reaction (⟦hypothetical:rash⟧): cetirizine.\nB. Severe. She has ⟦hypothetical:stridor⟧.",
    "Return to ED if\n- ⟦hypothetical:fever⟧\n- ⟦hypothetical:rigors⟧",
    "Possible complications:\n1. ⟦hypothetical:Bleeding⟧.\n2. ⟦hypothetical:Stroke⟧.",
    // Behind the list, under other words, and beside it.
    "Return to the ED if:\n• Fever\n\n⟦present:Vomiting blood⟧ since noon.",
    "Call if fever.\n- ⟦present:Sepsis⟧, continue antibiotics.",
    "Advice given:\n- lie flat\n- ⟦present:cord compression⟧, MRI tonight",
    "1. Return if:\n- ⟦hypothetical:fever⟧\n2. ⟦present:Sepsis⟧: antibiotics",
    "The patient has:\n- ⟦present:fever⟧\n- ⟦present:rigors⟧",
    "Should it last, that would be ⟦hypothetical:status epilepticus⟧: midazolam.",
  ]

  static let dates = [
    "26 Aug 2031\n\nEvents\n1998 ⟦historical:acute MI⟧\n2012 ⟦historical:septic shock⟧. Later ⟦historical:pneumonia⟧.\nNow ⟦present:cough⟧.",
    "26 Aug 2031\n2003 ⟦historical:stroke⟧\n2009 ⟦historical:embolism⟧\n2021 ⟦historical:sepsis⟧",
    "11/11/2031\n03/2029 ⟦historical:pneumonia⟧\n11/2031 ⟦present:cough⟧",
    "11/11/2031\n12/03/2029: ⟦historical:pneumonia⟧\n12/10/2031: ⟦present:cough⟧",
    "11/11/2031\nLip ⟦historical:swelling⟧ 2025 (ramipril).",
    "26 Aug 2031\n1998 ⟦historical:stroke⟧, now ⟦present:seizures⟧",
    // Times of an evening, an amount, a date of this illness, a note without a date.
    "11/11/2031\n2015 ⟦present:seizure⟧\n2020 lorazepam\n2030 ⟦present:seizure⟧ again",
    "11/11/2031\n0930 well\n1415 ⟦present:rigors⟧\n2003 ⟦present:shock⟧\n2026 ⟦present:arrest⟧",
    "11/11/2031\n2000 mL of fluid for ⟦present:shock⟧",
    "01/02/2031\n12/28/2030: ⟦present:pneumonia⟧",
    "2012 ⟦present:septic shock⟧",
    "Seen 06/03/2031\nNext visit 12/31/2032\n06/03/2031 ⟦present:chest pain⟧",
    "DOB 01/02/1958, seen 06/03/2031\n05/05/2029 ⟦historical:chest pain⟧",
  ]

  static let copies = [
    "Visit date: 06/03/2031\n\n[Text below carried forward from note of 03/14/2030]\nCC: ⟦historical:chest pain⟧. HPI: ⟦historical:fever⟧.\n[End of text carried forward]\n\n⟦present:Cough⟧.",
    "06/03/2031\nCopied from note of 03/14/2030: ⟦historical:chest pain⟧. ⟦historical:Fever⟧.\n\n⟦present:Cough⟧.",
    "06/03/2031\nCopied from note of 06/02/2031: ⟦present:chest pain⟧.",
    "06/03/2031\nCopied forward: ⟦present:chest pain⟧.",
    "06/03/2031\nCompared with the film of 03/14/2030, ⟦present:the effusion⟧ is larger.",
  ]

  static let relatives = [
    "Father, 61: ⟦family:heart attack⟧ at 50, ⟦family:cardiac arrest⟧.",
    "Brother (28): ⟦family:retinal detachment⟧.",
    "Maternal aunt: ovarian cancer. ⟦family:Bowel perforation⟧ last month.\n⟦present:Cough⟧.",
    "Sister, 34: well. One boy, six, with ⟦family:convulsions⟧.",
    "First cousin: ⟦family:placental abruption⟧.",
    "Father, 61: well. The patient has ⟦present:cough⟧.",
    "FAMILY HISTORY: Mother: ⟦family:asthma⟧. Father: ⟦family:stroke⟧. PHYSICAL EXAM: ⟦present:Facial droop⟧.",
    "Father: asthma. Now ⟦present:septic shock⟧.",
    "Mother: says he had ⟦present:a seizure⟧ today. He has ⟦present:fever⟧.",
    "Wife: found him with ⟦present:a facial droop⟧.",
    "Paternal aunt: took her own life, ⟦family:overdose⟧ of amitriptyline. ⟦family:Depression⟧.",
    "Father: found to have ⟦family:diabetes⟧.",
  ]

  static let errors = [
    "The sheet had ⟦other:acute stroke⟧. That was typed in the wrong row.",
    "⟦other:Acute stroke⟧ was entered in error.",
    "⟦present:Acute stroke⟧.\n\nThe dose was entered in error.",
    "⟦present:Acute stroke⟧. The dose was entered in error.",
  ]

  static let events = [
    "May 12, 2009. Chemotherapy began in December 2007. Her course was complicated by ⟦historical:sepsis⟧.",
    "Chemotherapy began in December 2007. Her course was complicated by ⟦present:sepsis⟧.",
    "May 12, 2009. Admitted with pneumonia. Her course was complicated by ⟦present:sepsis⟧.",
    "It began in December of 1987, when she had ⟦historical:slurred speech⟧.",
    "He was intubated three months ago when he had ⟦historical:pneumonia⟧.",
    "A colectomy in November of 2007 secondary to ⟦historical:perforation⟧.",
    "He had ⟦historical:a DVT⟧ in the past as well as ⟦historical:embolism⟧.",
    "He had ⟦historical:a DVT⟧ in the past, and ⟦present:dyspnea⟧ as well as ⟦present:cough⟧.",
    "⟦present:Headache⟧ that began in 2005.",
    "⟦historical:DVT⟧ that has since been resolved.",
    "Headache absent. -ve for ⟦absent:melaena⟧, ⟦absent:haematemesis⟧.",
  ]
}
