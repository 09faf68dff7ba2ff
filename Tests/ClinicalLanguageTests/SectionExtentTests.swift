import ClinicalLanguage
import SourceText
import Testing

/// Where a narrow section ends before the next heading.
@Suite("Extents of sections")
struct SectionExtentTests {
  /// Each section as `name: body`, white space collapsed.
  private func parts(_ note: String) throws -> [String] {
    let reading = try StructureReading(note)
    return reading.document.sections.map { section in
      let body = reading.text.string(section.body).split(whereSeparator: \.isWhitespace)
      return "\(section.name.rawValue): \(body.joined(separator: " "))"
    }
  }

  @Test(
    "a line of allergies ends with its line, or with a sentence about something else",
    arguments: [
      (
        "Allergies: penicillin, rash.\nBP 120/80.",
        ["allergies: penicillin, rash.", "other: BP 120/80."]
      ),
      (
        "Allergies: none known\n\nSubstance: paracetamol 41 mg/L",
        ["allergies: none known", "other: Substance: paracetamol 41 mg/L"]
      ),
      (
        "Allergies: metronidazole (hives). Given co-amoxiclav 1.2 g.",
        ["allergies: metronidazole (hives).", "other: Given co-amoxiclav 1.2 g."]
      ),
      (
        "Allergies: Egg, dust mite. Wipes cause redness, not an allergy.\n\nHe sleeps well.",
        [
          "allergies: Egg, dust mite. Wipes cause redness, not an allergy.",
          "other: He sleeps well.",
        ]
      ),
      (
        "Allergies: IV iron. ACE inhibitor: cough.\nToday well.",
        ["allergies: IV iron. ACE inhibitor: cough.", "other: Today well."]
      ),
      ("Allergies: nil. Smoker 5/day.", ["allergies: nil.", "other: Smoker 5/day."]),
    ])
  func allergies(note: String, expected: [String]) throws { #expect(try parts(note) == expected) }

  @Test(
    "allergies go on over what belongs to them",
    arguments: [
      "Allergies: Penicillin - rash\nCodeine - nausea",
      "ALLERGIES:\n1. Penicillin.\n2. Codeine.\n\n3. Latex.",
      "Allergies\nPenicillin\nTrees\n\nLatex",
      "ALLERGIES: Penicillin. She gets a rash. Sulfa as well.",
      "Allergies: penicillin. Hives. No known food allergies.",
      "Allergies: penicillin (rash),\ncodeine",
      "ALLERGIES:\n- Penicillin\n- Sulfa", "ALLERGIES\n1. SULFA.\n2. ACE BANDAGES.\n3. TREES.",
      "Allergies: penicillin. Also codeine.",
    ])
  func allergiesGoOn(note: String) throws { #expect(try parts(note).count == 1) }

  @Test(
    "a family history in the midst of a line owns its sentences about relatives",
    arguments: [
      (
        "Came with chest pain. Fam hx: father MI at 66. meds prenatal vit.\n\nAcute PE.",
        [
          "preamble: Came with chest pain.", "family_history: father MI at 66.",
          "preamble: meds prenatal vit. Acute PE.",
        ]
      ),
      (
        "FH: father MI at 66. Two sisters well.\nO2 given.",
        ["family_history: father MI at 66. Two sisters well.", "other: O2 given."]
      ),
      (
        "FAMILY HISTORY:\nMother: asthma.\n\nFather: stroke.",
        ["family_history: Mother: asthma. Father: stroke."]
      ),
      (
        "FAMILY HISTORY: Noncontributory. Diabetes and asthma.",
        ["family_history: Noncontributory. Diabetes and asthma."]
      ),
    ])
  func family(note: String, expected: [String]) throws { #expect(try parts(note) == expected) }

  @Test(
    "drugs and history end with their paragraph where prose follows",
    arguments: [
      (
        "Meds: aspirin, atenolol\n\nOn examination she looked well and comfortable today.",
        [
          "medications: aspirin, atenolol",
          "other: On examination she looked well and comfortable today.",
        ]
      ),
      (
        "PMH: asthma, gout\n\nShe came by ambulance after she fell in the kitchen. Now well.",
        [
          "past_medical_history: asthma, gout",
          "other: She came by ambulance after she fell in the kitchen. Now well.",
        ]
      ),
      (
        "Past history\n1998 infarction\n2003 stroke\n2006 ulcer\n\nSo much for the past of this man. Now he is well.",
        [
          "past_medical_history: 1998 infarction 2003 stroke 2006 ulcer",
          "other: So much for the past of this man. Now he is well.",
        ]
      ),
    ])
  func paragraphs(note: String, expected: [String]) throws { #expect(try parts(note) == expected) }

  @Test(
    "lists and paragraphs under a heading of their own go on",
    arguments: [
      "MEDICATIONS:\n1. Aspirin.\n\n2. Atenolol.",
      "Meds: aspirin\n\natenolol 25 mg",
      "PAST MEDICAL HISTORY:\nHe has had asthma since childhood and gout since last year.\n\n"
        + "He was operated on for a hernia in the year before that one.",
      "PLAN: Rest.\n\nShe will come back in two weeks for another look at the wound.",
    ])
  func goOn(note: String) throws { #expect(try parts(note).count == 1) }
}

/// Headings without a colon.
@Suite("Short headings")
struct ShortHeadingTests {
  @Test(
    "a short heading needs no colon at the beginning of a line",
    arguments: [
      ("Plan reassured. Home.", "plan|Plan"),
      ("Allergies trimethoprim - rash", "allergies|Allergies"),
      ("Imp stable.", "impression|Imp"),
      ("Impr Chest wall pain.", "impression|Impr"),
      ("pmh ADHD, wrist fracture", "past_medical_history|pmh"),
      ("meds methylphenidate", "medications|meds"),
      ("o/e walks with a limp", "objective|o/e"),
      ("O/E hot, drowsy", "objective|O/E"),
      ("Dx - ankle sprain", "diagnoses|Dx"),
      ("Impression  well baby", "impression|Impression"),
      ("A/P  acute embolism", "assessment_and_plan|A/P"),
      ("All     doxycycline - vomiting", "allergies|All"),
      ("Imp\nStable.", "impression|Imp"),
      ("Rx\n- paracetamol", "medications|Rx"),
      ("PC Chest pain", "chief_complaint|PC"),
      ("VS T 37.4", "vital_signs|VS"),
      ("\n\nPostop instructions\n1. Rest", "patient_instructions|Postop instructions"),
      ("Past (as coded)\n1998 infarction", "past_medical_history|Past (as coded)"),
    ])
  func heading(note: String, expected: String) throws {
    #expect(try StructureReading("Seen today.\n" + note).headings == [expected])
  }

  @Test(
    "what goes on as a sentence or a row is no heading",
    arguments: [
      "Plan is to rest.", "Plan to discharge.", "Allergies to penicillin.", "Meds on admission.",
      "Allergies reviewed today.", "All four limbs move.", "P 124 regular", "A 60-year-old man",
      "PC   12   14   16", "Impression of wellbeing.", "Date    Labs    Imaging",
      "Labs    Na    K", "Aspirin - stopped", "Chest - clear",
    ])
  func nearMiss(note: String) throws {
    #expect(try StructureReading("Seen today.\n" + note).headings == [])
  }

  @Test("a word that a wrapped line happens to begin with is no heading")
  func wrapped() throws {
    let note = """
      She was told of all that had been found and agreed that we should go on with the
      plan drawn up before, since nothing had changed in between and she felt as well as
      ever.
      """
    #expect(try StructureReading(note).headings == [])
  }

  @Test("what is prescribed behind a diagnosis is the plan")
  func prescription() throws {
    #expect(
      try StructureReading("Dx - ankle sprain\n\nRx\n- paracetamol").headings
        == ["diagnoses|Dx", "plan|Rx"])
  }
}
