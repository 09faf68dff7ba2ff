import ClinicalLanguage
import SourceText
import Testing

@Suite("Sentences")
struct SentenceTests {
  @Test("Each row of a table is a statement of its own")
  func rows() throws {
    #expect(
      try StructureReading("| Bisoprolol | 2.5 mg | stopped |\n| Furosemide | 20 mg | held |")
        .sentences.count == 2)
    #expect(
      try StructureReading(
        """
        date/time        K     HCO3   urea   creat
        28/12 pre-HD    5.1    22     19.8   512 and not haemolysed at all today
        08/01 11:05     6.5    16     -      -
        """
      ).sentences.count == 3)
  }

  @Test(
    "A full stop ends a sentence, and no abbreviation, number or initial does",
    arguments: [
      ("He slept. She did not.", ["He slept.", "She did not."]),
      ("Seen by Dr. Smith today. Well.", ["Seen by Dr. Smith today.", "Well."]),
      ("Seen by J. Smith. Well.", ["Seen by J. Smith.", "Well."]),
      ("Tylenol 500 mg q.6h. He was told.", ["Tylenol 500 mg q.6h.", "He was told."]),
      ("Take it b.i.d. with food. Rest.", ["Take it b.i.d. with food.", "Rest."]),
      ("Aspirin 81 mg p.o. daily.", ["Aspirin 81 mg p.o. daily."]),
      ("Use e.g. ice packs. Rest.", ["Use e.g. ice packs.", "Rest."]),
      ("Viral vs. bacterial. Wait.", ["Viral vs. bacterial.", "Wait."]),
      ("A lesion of approx. 3 cm. No pain.", ["A lesion of approx. 3 cm.", "No pain."]),
      ("Used No. 3 silk. Closed.", ["Used No. 3 silk.", "Closed."]),
      ("pH 7.35. Lactate 2.1.", ["pH 7.35.", "Lactate 2.1."]),
      ("John Doe, M.D. The patient left.", ["John Doe, M.D.", "The patient left."]),
      ("Is it worse? Yes! Much.", ["Is it worse?", "Yes!", "Much."]),
      ("Likely ?UTI today. Rest.", ["Likely ?UTI today.", "Rest."]),
      ("Height is ?? inches. Well.", ["Height is ?? inches.", "Well."]),
      ("No pain.Denies fever.", ["No pain.", "Denies fever."]),
      ("He said \"no.\" She left.", ["He said \"no.\"", "She left."]),
      ("[Stable. See chart.] Home.", ["[Stable.", "See chart.]", "Home."]),
      ("Stable (see chart.) Home.", ["Stable (see chart.)", "Home."]),
      // Typed in haste, sentences begin in lower case; units and abbreviations still end none.
      ("no GI bleed ever. meds: none", ["no GI bleed ever.", "meds: none"]),
      ("denies pain.\nno fever.", ["denies pain.", "no fever."]),
      ("Lasix 20 mg. daily for approx. one week", ["Lasix 20 mg. daily for approx. one week"]),
      ("no full stop at all", ["no full stop at all"]),
      ("", []),
      (" \n\n ", []),
    ])
  func ends(note: String, expected: [String]) throws {
    #expect(try StructureReading(note).sentences == expected)
  }

  @Test(
    "Bullets and item numbers begin an item and are no part of it",
    arguments: [
      ("- Rest\n- Fluids", ["- Rest", "- Fluids"]),
      ("* Rest\n• Fluids\n◦ Ice", ["- Rest", "- Fluids", "- Ice"]),
      ("1. Rest.\n2. Fluids.\n10. Ice.", ["- Rest.", "- Fluids.", "- Ice."]),
      ("1) Rest\n2) Fluids", ["- Rest", "- Fluids"]),
      ("a) Rest\nb) Fluids", ["- Rest", "- Fluids"]),
      ("a. Rest.\nb. Fluids.", ["- Rest.", "- Fluids."]),
      ("I. Rest.\nII. Fluids.\nIV. Ice.", ["- Rest.", "- Fluids.", "- Ice."]),
      ("A. Rest.\nB. Fluids.", ["- Rest.", "- Fluids."]),
      // Not items: a species, a decimal, a dose.
      ("E. coli grew.", ["E. coli grew."]),
      ("2.5 mg daily", ["2.5 mg daily"]),
      ("5 mg daily", ["5 mg daily"]),
    ])
  func items(note: String, expected: [String]) throws {
    #expect(try StructureReading(note).sentences == expected)
  }

  @Test("A wrapped line goes on; a line that had room for more is over")
  func wrapping() throws {
    let wrapped = """
      The patient was seen in the clinic today for a follow-up of her type 2
      diabetes, which she manages with metformin. She was referred by Doctor
      Miller last month and has been well since then.
      """
    #expect(
      try StructureReading(wrapped).sentences == [
        "The patient was seen in the clinic today for a follow-up of her type 2⏎diabetes, which she "
          + "manages with metformin.",
        "She was referred by Doctor⏎Miller last month and has been well since then.",
      ])
    let lines = "Sore throat for a week\nNo fever\nNo rash on the trunk\n\nLooks well"
    #expect(
      try StructureReading(lines).sentences == [
        "Sore throat for a week", "No fever", "No rash on the trunk", "Looks well",
      ])
  }

  @Test("Medications one to a line are a sentence each")
  func medicationLines() throws {
    let reading = try StructureReading(
      "MEDICATIONS:\nAspirin 81 mg p.o. daily\nLisinopril 10 mg b.i.d.\nMetformin 500 mg\n")
    #expect(
      reading.sentences == [
        "Aspirin 81 mg p.o. daily", "Lisinopril 10 mg b.i.d.", "Metformin 500 mg",
      ])
  }

  @Test("A line that begins with a label is a sentence of its own")
  func labels() throws {
    #expect(
      try StructureReading(
        "Lungs are clear to auscultation on both sides with no wheeze\nHeart: regular"
      )
      .sentences == [
        "Lungs are clear to auscultation on both sides with no wheeze", "Heart: regular",
      ])
  }

  @Test("An overlong run is cut at a clause, and nothing of it is lost")
  func overlong() throws {
    let note = String(repeating: "the pain went on and on, ", count: 400)
    let reading = try StructureReading(note)
    #expect(reading.document.sentences.allSatisfy { $0.span.count <= 2_000 })
    #expect(reading.sentences.dropLast().allSatisfy { $0.hasSuffix(",") })
    #expect(reading.sentences.joined(separator: " ") + " " == note)
  }

  @Test("A byte is looked up in its sentence")
  func lookUp() throws {
    let reading = try StructureReading("He slept.  She did not.")
    let document = reading.document
    #expect(document.sentenceIndex(containing: 0) == 0)
    #expect(document.sentenceIndex(containing: 8) == 0)
    #expect(document.sentenceIndex(containing: 9) == nil)
    #expect(document.sentenceIndex(containing: 11) == 1)
    #expect(document.sentenceIndex(containing: reading.text.count) == nil)
  }
}
