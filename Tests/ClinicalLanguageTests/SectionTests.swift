import ClinicalLanguage
import SourceText
import Testing

@Suite("Sections")
struct SectionTests {
  @Test(
    "A heading is found as people write it",
    arguments: [
      ("CHIEF COMPLAINT: Cough.", "chief_complaint|CHIEF COMPLAINT"),
      ("Chief complaint: Cough.", "chief_complaint|Chief complaint"),
      ("CHIEF COMPLAINT\n\nCough.", "chief_complaint|CHIEF COMPLAINT"),
      ("Chief Complaint\nCough.", "chief_complaint|Chief Complaint"),
      ("# Chief Complaint\nCough.", "chief_complaint|Chief Complaint"),
      ("## Assessment and Plan\n- Rest", "assessment_and_plan|Assessment and Plan"),
      ("**Plan:** rest", "plan|Plan"),
      ("1. ALLERGIES: None.", "allergies|ALLERGIES"),
      ("• Allergies: none", "allergies|Allergies"),
      ("ASSESSMENT/PLAN:\n1. Rest", "assessment_and_plan|ASSESSMENT/PLAN"),
      ("Assessment & Plan:\nRest", "assessment_and_plan|Assessment & Plan"),
      ("A/P: rest", "assessment_and_plan|A/P"),
      ("IMPRESSION/PLAN: Viral.", "assessment_and_plan|IMPRESSION/PLAN"),
      (
        "HISTORY OF PRESENT ILLNESS: Well.", "history_of_present_illness|HISTORY OF PRESENT ILLNESS"
      ),
      ("HPI: Well.", "history_of_present_illness|HPI"),
      ("PMHx: nil", "past_medical_history|PMHx"),
      ("DH: inhalers", "medications|DH"),
      ("FH: nil", "family_history|FH"),
      ("SH: lives alone", "social_history|SH"),
      ("Imp: gastroenteritis", "impression|Imp"),
      ("O/E: chest clear", "objective|O/E"),
      ("imp : sprain", "impression|imp"),
      ("plan: rest", "plan|plan"),
      ("PMH asthma", "past_medical_history|PMH"),
      ("SH lives alone, has a cat", "social_history|SH"),
      ("DISPOSITION AND PLAN: Home.", "plan|DISPOSITION AND PLAN"),
      ("DISCHARGE MEDICATIONS:\n1. Aspirin", "discharge_medications|DISCHARGE MEDICATIONS"),
      ("Family History: Diabetes.\r\n", "family_history|Family History"),
    ])
  func heading(note: String, expected: String) throws {
    #expect(try StructureReading(note).headings == [expected])
  }

  @Test(
    "What only looks like a heading is none",
    arguments: [
      "Plan was discussed with the patient.", "Allergies to penicillin are noted.",
      "BP: 120/80", "Pulse: 72, regular.", "Seen at 10:30 today.", "Aspirin: 81 mg daily.",
      "The plan: we will watch.", "He was told of the assessment: benign.",
      "She takes medications for asthma.", "Temp: 98.6", "Dr. Smith: please call.",
      "He said: no pain.", "PMH", "FH and SH were not asked.", "Ratio 1:10 was used.",
      "It was discussed together with the\nplan: to rest.", "Noted\nbp: 120/80",
      "Advised:\n- Rest\n- Fluids\n- Diet", "Better.\nDiet\nExercise",
    ])
  func nearMiss(note: String) throws {
    #expect(try StructureReading("Seen today. " + note).headings == [])
  }

  @Test("Headings run in within a dictated paragraph")
  func runIn() throws {
    let reading = try StructureReading(
      """
      PAST MEDICAL HISTORY: Asthma. PAST SURGICAL HISTORY: None. ALLERGIES: Penicillin causes a rash. \
      SOCIAL HISTORY: She does not smoke.
      """)
    #expect(
      reading.headings == [
        "past_medical_history|PAST MEDICAL HISTORY", "past_surgical_history|PAST SURGICAL HISTORY",
        "allergies|ALLERGIES", "social_history|SOCIAL HISTORY",
      ])
    #expect(
      reading.sentences == [
        "Asthma.", "None.", "Penicillin causes a rash.", "She does not smoke.",
      ])
  }

  @Test("A heading may stand between commas where line breaks were lost")
  func commas() throws {
    let reading = try StructureReading("MEDICATIONS: None., ALLERGIES: , Sulfa., PLAN: , Rest.")
    #expect(
      reading.headings == ["medications|MEDICATIONS", "allergies|ALLERGIES", "plan|PLAN"])
  }

  @Test("The letters of a SOAP note open its parts at the beginning of a line")
  func soap() throws {
    let reading = try StructureReading("S: Cough.\nO: Lungs clear.\nA: Cold.\nP: Rest.")
    #expect(reading.headings == ["subjective|S", "objective|O", "assessment|A", "plan|P"])
    #expect(try StructureReading("Group A: ten patients. See P: below.").headings == [])
  }

  @Test("An unknown heading in capitals opens a section of its own")
  func unknown() throws {
    let reading = try StructureReading(
      "PLAN: Rest.\n\nBANANA LOGISTICS: Two a day.\n\nALLERGIES: None.")
    #expect(
      reading.headings == ["plan|PLAN", "other|BANANA LOGISTICS", "allergies|ALLERGIES"])
  }

  @Test("Body systems divide an examination without opening sections")
  func bodySystems() throws {
    let reading = try StructureReading(
      "PHYSICAL EXAM:\nHEENT: Normal.\nNECK: Supple.\nLungs: Clear.\n\nPLAN: Rest.")
    #expect(reading.headings == ["physical_exam|PHYSICAL EXAM", "plan|PLAN"])
    #expect(
      reading.sentences == ["HEENT: Normal.", "NECK: Supple.", "Lungs: Clear.", "Rest."])
  }

  @Test("Text before the first heading is a preamble; a note without headings is nothing else")
  func preamble() throws {
    let sections = try StructureReading("Seen today.\nPLAN: Rest.").document.sections
    #expect(sections.map(\.name) == [.preamble, .plan])
    #expect(sections.first?.heading == nil)
    #expect(try StructureReading("Seen today.").document.sections.map(\.name) == [.preamble])
    #expect(try StructureReading("").document.sections.isEmpty)
  }

  @Test("The heading takes in its brackets, the body begins behind its colon")
  func parts() throws {
    let reading = try StructureReading("PREOPERATIVE DIAGNOSIS (ES): Hernia.")
    #expect(
      reading.headings.map { $0.split(separator: "|").last } == ["PREOPERATIVE DIAGNOSIS (ES)"])
    let section = try #require(reading.document.sections.first)
    #expect(reading.text.string(section.body) == " Hernia.")
  }

  @Test(
    "The items of a numbered list stay in their section, also those that no list of allergens has")
  func numberedAllergies() throws {
    let reading = try StructureReading(
      "ALLERGIES\n1. PENICILLIN.\n2. SULFA.\n3. ACE BANDAGES.\n\nMEDICATIONS\n1. Toprol.")
    #expect(reading.headings == ["allergies|ALLERGIES", "medications|MEDICATIONS"])
  }
}
