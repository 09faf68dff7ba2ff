import ClinicalLanguage
import SourceText
import Testing

@testable import Summaries

private let note = """
  HISTORY OF PRESENT ILLNESS: A 62-year-old man with hypertension presents with two hours of crushing
  chest pain radiating to the left arm. He takes lisinopril 20 mg daily and metformin 1,000 mg twice
  daily.

  LABORATORY DATA: Troponin 2.4 ng/mL. Potassium 4.1 mmol/L. Hemoglobin 13.2 g/dL.

  PLAN: Aspirin 325 mg was given. Cardiac catheterization is scheduled for tomorrow morning. Follow
  up with cardiology in two weeks.
  """

private func ground(_ summary: String, in note: String = note) throws -> GroundedDraft {
  Grounding.ground(
    try Draft.external(SourceText(summary), lexicon: lexicon), in: try read(note))
}

private func isSupported(_ summary: String) throws -> Bool {
  try ground(summary).claims.allSatisfy {
    if case .supported = $0 { true } else { false }
  }
}

@Suite("Grounding claims in the note")
struct GroundingTests {
  @Test(
    "claims that the note supports get evidence, near misses do not",
    arguments: [
      ("Crushing chest pain for two hours radiating to the left arm.", true),
      ("62-year-old man with hypertension and chest pain.", true),
      ("Troponin 2.4 ng/mL, potassium 4.1 mmol/L.", true),
      ("Takes lisinopril 20 mg daily.", true),
      ("Metformin 1000 mg twice daily.", true),
      ("Cardiac catheterization scheduled tomorrow; cardiology follow-up in two weeks.", true),
      ("Colonoscopy showed three polyps in the sigmoid colon.", false),
      ("Discharged home with home health nursing and physical therapy.", false),
      ("She is allergic to penicillin.", false),
      ("Sodium 128 mmol/L.", false),
      ("MRI of the lumbar spine shows disc herniation.", false),
    ])
  func supported(summary: String, expected: Bool) throws {
    #expect(try isSupported(summary) == expected)
  }

  @Test("a synonym of the lexicon stands for its concept")
  func synonyms() throws {
    #expect(try isSupported("HTN."))
    #expect(try !isSupported("COPD."))
  }

  @Test("evidence names the sentences, in the note's order")
  func places() throws {
    let grounded = try ground(
      "Troponin 2.4 and potassium 4.1 were found. Chest pain radiating to the left arm.")
    let document = try read(note)
    let found = grounded.claims.map { $0.evidence.map(document.text.string) }
    #expect(found.count == 2)
    #expect(found.first?.contains { $0.contains("Potassium 4.1") } == true)
    #expect(found.last?.contains { $0.contains("radiating") } == true)
    for claim in grounded.claims { #expect(claim.evidence == claim.evidence.sorted()) }
  }

  @Test("several sentences may support one claim together")
  func together() throws {
    let grounded = try ground(
      "Aspirin 325 mg given, catheterization tomorrow, potassium 4.1 mmol/L.")
    #expect((grounded.claims.first?.evidence.count ?? 0) >= 2)
  }

  @Test("a citation counts only where the note has exactly these words")
  func citations() throws {
    let document = try read("PLAN: No aspirin. Give\n  clopidogrel 75 mg daily.")
    let text = try SourceText("aspirin. Give clopidogrel 75 mg daily.")
    let draftDocument = ClinicalDocument(reading: text, lexicon: lexicon)
    func evidence(_ claim: TextSpan, _ citation: TextSpan) -> [TextSpan] {
      let draft = Draft(
        text: text, document: draftDocument,
        claims: [Claim(span: claim, section: .plan, citations: [citation])], engine: .external)
      return Grounding.ground(draft, in: document).claims.flatMap(\.evidence)
    }
    let give = TextSpan(9, 38)
    let cited = TextSpan(18, 49)
    #expect(document.text.string(cited) == "Give\n  clopidogrel 75 mg daily.")
    #expect(evidence(give, cited) == [cited])
    // One byte more or less is another text; so are places outside the note.
    #expect(evidence(give, TextSpan(18, 48)) != [TextSpan(18, 48)])
    #expect(evidence(give, TextSpan(18, 5000)) != [TextSpan(18, 5000)])
  }

  @Test("nothing without words is supported")
  func empty() throws {
    let draft = try ground("It is as it was.")
    #expect(draft.claims.allSatisfy { $0.evidence.isEmpty })
  }

  @Test("a claim longer than a machine word is supported only if all of it is")
  func longClaim() throws {
    let real = "crushing chest pain radiating left arm hypertension lisinopril metformin troponin "
    let supported = String(repeating: real, count: 12)
    #expect(try isSupported(supported + "."))
    let invented = (0..<80).map { "invented\($0)word" }.joined(separator: " ")
    #expect(try !isSupported(supported + invented + "."))
  }

  @Test("every statement of the extractive engine is supported", arguments: SampleNotes.all)
  func ownDrafts(note: String) throws {
    let draft = try summarize(note)
    let grounded = Grounding.ground(draft, in: try read(note))
    #expect(grounded.claims.count == draft.claims.count)
    for claim in grounded.claims { #expect(claim.evidence == claim.claim.citations) }
  }
}
