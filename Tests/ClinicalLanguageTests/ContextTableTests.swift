import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// What the words around a mention say about it, one note a row; `⟦label:mention⟧` tells what is
/// expected. Labels: `present`, the assertions, `historical`, `planned`, `family`, `other`; near
/// misses stand beside the cases that they resemble.
@Suite("Context of mentions")
struct ContextTableTests {
  static let lexicon = Lexicon.embedded()

  @Test("Absence reaches over its list and no further", arguments: negation)
  func absence(_ row: String) throws { try check(row) }

  @Test("Answers behind a term, and lists of findings", arguments: answers)
  func answer(_ row: String) throws { try check(row) }

  @Test("Absence ends where something is affirmed", arguments: boundaries)
  func boundary(_ row: String) throws { try check(row) }

  @Test("What looks like a negation and is none", arguments: pseudo)
  func pseudoCue(_ row: String) throws { try check(row) }

  @Test("Doubt", arguments: doubt)
  func doubts(_ row: String) throws { try check(row) }

  @Test("Conditions, warnings and risks", arguments: condition)
  func conditions(_ row: String) throws { try check(row) }

  @Test("The past", arguments: past)
  func historical(_ row: String) throws { try check(row) }

  @Test("Other people", arguments: people)
  func experiencer(_ row: String) throws { try check(row) }

  @Test("Intentions", arguments: plans)
  func planned(_ row: String) throws { try check(row) }

  @Test("Terse British notes", arguments: terse)
  func shorthand(_ row: String) throws { try check(row) }

  @Test("Sections speak for what stands in them", arguments: sections)
  func section(_ row: String) throws { try check(row) }

  private func check(_ row: String) throws {
    let marked = MarkedText(row)
    let document = ClinicalDocument(reading: try SourceText(marked.plain), lexicon: Self.lexicon)
    for mark in marked.marks {
      let span = TextSpan(mark.range.lowerBound, mark.range.upperBound)
      let context = document.context(of: span)
      #expect(Self.label(context) == mark.label, "\(mark.text) in: \(marked.plain)")
    }
  }

  /// The context as the table writes it: what is not plain, joined by `+`.
  static func label(_ context: MentionContext) -> String {
    var parts: [String] = []
    if context.assertion != .present { parts.append(context.assertion.rawValue) }
    if context.experiencer != .patient { parts.append(context.experiencer.rawValue) }
    if context.temporality != .recent { parts.append(context.temporality.rawValue) }
    return parts.isEmpty ? "present" : parts.joined(separator: "+")
  }
}

extension ContextTableTests {
  static let negation = [
    "He has no ⟦absent:fever⟧.",
    "No ⟦absent:fever⟧, ⟦absent:chills⟧, or ⟦absent:chest pain⟧ but has ⟦present:nausea⟧.",
    "She denies ⟦absent:headache⟧, ⟦absent:vomiting⟧ and ⟦absent:photophobia⟧.",
    "The patient denied any ⟦absent:chest pain⟧.",
    "Denies having ⟦absent:palpitations⟧.",
    "Extremities are without ⟦absent:cyanosis⟧, ⟦absent:clubbing⟧ or ⟦absent:edema⟧.",
    "There is no evidence of ⟦absent:pneumonia⟧ or ⟦absent:effusion⟧.",
    "Negative for ⟦absent:dysuria⟧, ⟦absent:hematuria⟧, and ⟦absent:flank pain⟧.",
    "She has not had any ⟦absent:seizures⟧ in a few months.",
    "He does not have ⟦absent:diabetes⟧.",
    "He doesn't have ⟦absent:asthma⟧.",
    "She did not complain of ⟦absent:dizziness⟧ or ⟦absent:syncope⟧.",
    "X-ray failed to reveal a ⟦absent:fracture⟧.",
    "He ruled out for ⟦absent:myocardial infarction⟧.",
    "Lungs are free of ⟦absent:wheezes⟧.",
    "He is not ⟦absent:tachycardic⟧ or ⟦absent:febrile⟧.",
    "Absence of ⟦absent:hemorrhage⟧ on the scan.",
    "She never had a ⟦absent:stroke⟧.",
    "Neither ⟦absent:nausea⟧ nor ⟦absent:vomiting⟧ was reported.",
    "He no longer has ⟦absent:angina⟧.",
    "There were no ⟦absent:murmurs⟧, ⟦absent:rubs⟧, or ⟦absent:gallops⟧ heard.",
    "There is no ⟦absent:guarding⟧ or ⟦absent:rebound⟧ noted.",
    "No ⟦absent:acute distress⟧.",
    "Findings are inconsistent with ⟦absent:meningitis⟧.",
    "Lack of ⟦absent:appetite⟧ was not seen.",
    "No ⟦absent:chest pain⟧, ⟦absent:shortness of breath⟧, or ⟦absent:cough⟧ was reported.",
    "She reports no ⟦absent:bleeding⟧ and denies ⟦absent:fainting⟧.",
    "No signs of ⟦absent:infection⟧.",
    "He has had no further ⟦absent:bleeding⟧.",
    "No ⟦absent:difficulty swallowing⟧.",
    "She does not describe any ⟦absent:fevers⟧, ⟦absent:chills⟧, ⟦absent:nausea⟧, or ⟦absent:vomiting⟧.",
    "Ruled out ⟦absent:pneumothorax⟧, ⟦absent:pneumonia⟧, ⟦absent:croup⟧.",
    "He denies he has ever been diagnosed with ⟦absent:hepatitis C⟧.",
    "No ⟦absent:chest pain⟧ or any ⟦absent:bleeding⟧.",
  ]

  static let answers = [
    "⟦absent:Chest pain⟧: none.",
    "⟦absent:Fever⟧ - no",
    "⟦absent:Cough⟧: denies.",
    "⟦absent:Pneumonia⟧ was ruled out.",
    "⟦absent:Pulmonary embolism⟧ has been ruled out.",
    "⟦absent:Pneumonia⟧ and ⟦absent:embolism⟧ were ruled out.",
    "⟦absent:Troponin⟧ negative.",
    "⟦absent:Blood cultures⟧ were negative.",
    "⟦absent:Edema⟧ is absent.",
    "⟦absent:Bowel sounds⟧ absent.",
    "Absent ⟦absent:bowel sounds⟧.",
    "⟦absent:Rash⟧ not seen.",
    "⟦absent:Hernia⟧ was not identified.",
    "⟦absent:Appendicitis⟧ is unlikely.",
    "⟦absent:Nausea⟧ (-), ⟦present:vomiting⟧ (+).",
    "⟦absent:Fever⟧: no, ⟦present:cough⟧: yes",
    "⟦present:Fever⟧ is present.",
    "⟦present:Fever⟧: yes",
    "Positive for ⟦present:fever⟧, negative for ⟦absent:cough⟧.",
    "Negative ⟦absent:Homans sign⟧.",
    "His ⟦absent:hepatitis⟧ and ⟦absent:HIV⟧, both of which were negative.",
    "⟦absent:Chest pain⟧ was denied.",
    "Fever: ⟦present:cough⟧ was not the reason to call.",
  ]

  static let boundaries = [
    "No ⟦absent:fever⟧. ⟦present:Cough⟧ for two days.",
    "Denies ⟦absent:fever⟧ but reports ⟦present:cough⟧.",
    "No ⟦absent:chest pain⟧; however, she has ⟦present:dyspnea⟧.",
    "No ⟦absent:fever⟧ except for ⟦present:chills⟧ last night.",
    "No ⟦absent:fever⟧; ⟦present:cough⟧ is worse.",
    "No ⟦absent:fever⟧; no ⟦absent:cough⟧; ⟦present:wheezing⟧ is present.",
    "No ⟦absent:fever⟧, abdomen is ⟦present:tender⟧.",
    "No ⟦absent:fever⟧, he complains of ⟦present:cough⟧.",
    "No ⟦absent:fever⟧, and the patient has ⟦present:cough⟧.",
    "Without ⟦absent:fever⟧, presents with ⟦present:headache⟧.",
    "No ⟦absent:murmurs⟧, mild ⟦present:edema⟧.",
    "No ⟦absent:edema⟧, 2+ ⟦present:pulses⟧.",
    "No ⟦absent:fever⟧, ⟦present:cough⟧ present.",
    "She has ⟦present:nausea⟧ but no ⟦absent:vomiting⟧.",
    "He has ⟦present:pneumonia⟧ without ⟦absent:effusion⟧.",
    "Admits to ⟦present:cough⟧, denies ⟦absent:fever⟧.",
    "No ⟦absent:pain⟧ secondary to ⟦present:arthritis⟧.",
    "- No ⟦absent:fever⟧\n- ⟦present:Cough⟧\n- ⟦present:Wheeze⟧",
    "Respiratory: no ⟦absent:cough⟧, cardiac: ⟦present:palpitations⟧.",
    "She has no ⟦absent:headache⟧ although she has ⟦present:neck pain⟧.",
    "He denies ⟦absent:chest pain⟧ and has ⟦present:back pain⟧.",
    "⟦historical:Chest pain⟧ resolved with nitroglycerin but no ⟦absent:dyspnea⟧.",
  ]

  static let pseudo = [
    "No change in ⟦present:edema⟧.",
    "Gram-negative ⟦present:sepsis⟧.",
    "No increase in ⟦present:pain⟧.",
    "She walks without difficulty despite ⟦present:arthritis⟧.",
    "Not only ⟦present:cough⟧ but also ⟦present:fever⟧.",
    "The ⟦present:pain⟧ is not controlled.",
    "Non-pitting ⟦present:edema⟧ of the legs.",
    "Tremor, migraine without ⟦absent:aura⟧, left ear ⟦present:deafness⟧, and ⟦present:carcinoma⟧.",
    "Pertinent for lack of ⟦absent:energy⟧, ⟦present:diabetes⟧, ⟦present:weakness⟧ and ⟦present:numbness⟧.",
    "No symptoms associated with the ⟦present:diplopia⟧.",
    "No ⟦absent:chest pain⟧ during the ⟦present:stress test⟧.",
    "No recent change in ⟦present:vision⟧.",
    "He could not tolerate beta blockers because of ⟦present:asthma⟧.",
    "Symptoms include but are not limited to ⟦present:nausea⟧.",
    "No improvement in her ⟦present:depression⟧.",
    "There is no doubt that this is ⟦present:appendicitis⟧.",
    "He has non-small cell ⟦present:lung cancer⟧.",
    "He notes ⟦present:headache⟧.",
    "Knee ⟦present:pain⟧, not relieved by ice.",
  ]

  static let doubt = [
    "Possible ⟦possible:pneumonia⟧.",
    "This is likely ⟦possible:gastritis⟧.",
    "⟦possible:Pneumonia⟧ cannot be excluded.",
    "Findings are concerning for ⟦possible:malignancy⟧.",
    "Rule out ⟦possible:myocardial infarction⟧.",
    "R/O ⟦possible:sepsis⟧.",
    "Suspected ⟦possible:appendicitis⟧.",
    "⟦possible:Appendicitis⟧ is suspected.",
    "⟦possible:Cellulitis⟧ versus ⟦possible:gout⟧.",
    "He may have ⟦possible:pneumonia⟧.",
    "Probable ⟦possible:stroke⟧, known ⟦present:hypertension⟧.",
    "CT suggestive of ⟦possible:diverticulitis⟧.",
    "We cannot rule out ⟦possible:pulmonary embolism⟧.",
    "Differential includes ⟦possible:migraine⟧ and ⟦possible:sinusitis⟧.",
    "X-ray consistent with ⟦present:pneumonia⟧.",
    "Diagnosed with ⟦present:pneumonia⟧.",
    "Suspicion for ⟦possible:endocarditis⟧ is low.",
    "Questionable ⟦possible:seizure⟧ activity.",
  ]

  static let condition = [
    "Return if ⟦hypothetical:chest pain⟧, ⟦hypothetical:fever⟧ or ⟦hypothetical:bleeding⟧ develops.",
    "If you develop ⟦hypothetical:fever⟧, call the office.",
    "Call for ⟦hypothetical:fever⟧ or worsening ⟦hypothetical:pain⟧.",
    "Watch for ⟦hypothetical:bleeding⟧.",
    "She is at risk for ⟦hypothetical:stroke⟧.",
    "Risks including ⟦hypothetical:bleeding⟧, ⟦hypothetical:infection⟧, and ⟦hypothetical:death⟧ were explained.",
    "The risks, benefits and alternatives, which include ⟦hypothetical:infection⟧, were discussed.",
    "Should she develop ⟦hypothetical:shortness of breath⟧, she will return.",
    "Heparin for ⟦hypothetical:DVT⟧ prophylaxis.",
    "Monitor for ⟦hypothetical:hypotension⟧.",
    "Tylenol p.r.n. for ⟦conditional:pain⟧.",
    "Ibuprofen as needed for ⟦conditional:headache⟧.",
    "Use to prevent ⟦hypothetical:migraine⟧.",
    "Come back sooner if the ⟦hypothetical:cough⟧ is worse and there is ⟦hypothetical:cyanosis⟧.",
    "Return to the emergency department for ⟦hypothetical:vomiting⟧.",
    "Unless ⟦hypothetical:bleeding⟧ recurs, continue aspirin.",
    "Seizure ⟦present:precautions⟧ were given for known ⟦present:epilepsy⟧.",
    "She returned with ⟦present:chest pain⟧.",
    "Cardiac risk factors include ⟦present:hypertension⟧.",
    "He was asked to call, and today he has ⟦present:fever⟧.",
  ]

  static let past = [
    "History of ⟦historical:stroke⟧.",
    "He has a history of ⟦historical:asthma⟧, ⟦historical:gout⟧ and ⟦historical:hypertension⟧.",
    "A 58-year-old man with a history of ⟦historical:diabetes⟧ who presents with ⟦present:chest pain⟧.",
    "H/o ⟦historical:hepatitis⟧.",
    "S/p ⟦historical:appendectomy⟧.",
    "Status post ⟦historical:cholecystectomy⟧ with ⟦historical:stones⟧.",
    "He had a ⟦historical:stroke⟧ three years ago.",
    "Two years ago, she had ⟦historical:pneumonia⟧.",
    "⟦historical:Asthma⟧ as a child.",
    "⟦historical:Pneumonia⟧ has resolved.",
    "Prior ⟦historical:stroke⟧.",
    "Previous ⟦historical:myocardial infarction⟧ noted.",
    "Old anteroseptal and lateral wall ⟦historical:myocardial infarction⟧.",
    "No history of ⟦absent:seizures⟧.",
    "Two previous ⟦historical:miscarriages⟧.",
    "She had ⟦historical:breast cancer⟧ in 2005.",
    "She previously had an episode of ⟦historical:syncope⟧.",
    "3-day history of ⟦present:cough⟧.",
    "Two week history of ⟦present:diarrhea⟧.",
    "The history of present illness: ⟦present:cough⟧.",
    "A 70-year-old with ⟦present:fever⟧.",
    "Prior to this she had ⟦present:fever⟧.",
    "⟦present:Headache⟧ that began three years ago.",
    "⟦present:Pain⟧ since 2005.",
    "Known ⟦present:hypertension⟧.",
    "Chronic ⟦present:back pain⟧.",
  ]

  static let people = [
    "Mother had ⟦family:breast cancer⟧.",
    "His father died of ⟦family+historical:myocardial infarction⟧ at age 56.",
    "Family history of ⟦family:diabetes⟧.",
    "With a family history of ⟦family:colon cancer⟧.",
    "No family history of ⟦absent+family:seizures⟧.",
    "Brother with ⟦family:asthma⟧, sister with ⟦family:lupus⟧.",
    "There is ⟦family:asthma⟧ in her sister.",
    "⟦family:Diabetes⟧ runs in the family.",
    "Mother had ⟦family:stroke⟧ and the patient has ⟦present:headache⟧.",
    "Her mother reports ⟦present:fever⟧.",
    "Accompanied by her mother, she has ⟦present:cough⟧.",
    "Mom states he has had ⟦present:vomiting⟧.",
    "She lives with her father and has ⟦present:asthma⟧.",
    "His wife has ⟦other:influenza⟧.",
    "His wife noted ⟦present:confusion⟧.",
    "The patient has ⟦present:asthma⟧.",
  ]

  static let plans = [
    "She is scheduled for ⟦planned:colonoscopy⟧.",
    "He will undergo ⟦planned:cholecystectomy⟧.",
    "Plan for ⟦planned:biopsy⟧.",
    "We will start ⟦planned:metformin⟧.",
    "Awaiting ⟦planned:MRI⟧.",
    "Recommend ⟦planned:colonoscopy⟧.",
    "Scheduled for ⟦planned:surgery⟧ because of ⟦present:gallstones⟧.",
    "He underwent ⟦present:colonoscopy⟧.",
  ]

  static let terse = [
    "Nil ⟦absent:radiation⟧.",
    "No ⟦absent:SOB⟧/⟦absent:palpitations⟧.",
    "No ⟦absent:chest pain⟧/⟦absent:SOB⟧/⟦absent:palpitations⟧. Some ⟦present:nausea⟧, no ⟦absent:vomiting⟧.",
    "Some pink urine, no frank ⟦absent:haematuria⟧, nil ⟦absent:dysuria⟧.",
    "Imp: ?⟦possible:UTI⟧. Also ⟦present:cough⟧.",
    "Imp: viral ⟦present:URTI⟧/?⟦possible:LRTI⟧",
    "3/7 hx of ⟦present:diarrhea⟧. No ⟦absent:blood in stool⟧.",
    "5/7 hx of ⟦present:cough⟧. Feeling more ⟦present:SOB⟧. No ⟦absent:fevers⟧.",
    "⟦absent:N/V⟧ nil",
    "Review if worsening ⟦hypothetical:SOB⟧ or ⟦hypothetical:fever⟧.",
    "Safety netted re ⟦hypothetical:chest pain⟧.",
    "No ⟦absent:bleeding⟧, drug interaction plus ⟦present:nausea⟧.",
    "No ⟦absent:fever⟧ + ⟦absent:nausea⟧.",
    "R    no ⟦absent:tear⟧    ⟦present:tear⟧ at 1:30",
    "She didnt ⟦absent:vomit⟧.",
    "Mother, 33, G2P1: ⟦present:preeclampsia⟧.",
    "A ⟦hypothetical:rash⟧ after any tablet means ⟦hypothetical:anaphylaxis⟧.",
    "They looked for a ⟦hypothetical:pulmonary embolism⟧.",
    "O: well today.\nExam (CF 05/04): ⟦historical:edema⟧.\nExam today: ⟦present:rash⟧.",
    "R eye CF 1 m, ⟦present:headache⟧.",
    """
    ALERTS
      ⟦hypothetical:Sepsis⟧ in previous pregnancy:
      ⟦hypothetical:Suicidal thoughts⟧:
      ⟦hypothetical:Stroke⟧:
      ⟦hypothetical:Asthma⟧:

    PLAN
      ⟦present:Headache⟧: paracetamol
    """,
  ]

  static let sections = [
    "FAMILY HISTORY: ⟦family:Diabetes⟧ and ⟦family:hypertension⟧.",
    "PAST MEDICAL HISTORY: ⟦historical:Hypertension⟧.",
    "PAST MEDICAL HISTORY: No ⟦absent+historical:diabetes⟧.",
    "REVIEW OF SYSTEMS: Negative for ⟦absent:fever⟧ and ⟦absent:weight loss⟧.",
    "ASSESSMENT: ⟦present:Pneumonia⟧.",
    "FH: Father - ⟦family:asthma⟧, Mother - ⟦family:hayfever⟧",
    "PLAN: Return for ⟦hypothetical:fever⟧.",
  ]
}
