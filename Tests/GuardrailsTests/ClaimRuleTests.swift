import Guardrails
import Testing

/// Words that claim much, results that are awaited, plans, and grave findings that must be told, each
/// with near misses.
@Suite("Claims that the note must bear out")
struct ClaimRuleTests {
  private static let claims = """
    {claims: [{says: [converted to (open|an open)], needs: [converted, conversion]}, \
    {says: [resolved, still], needs: [resolved, better, gone, continues], beside: true}]}
    """

  @Test(
    "a claim is borne out anywhere, or beside the same thing",
    arguments: [
      ("Appendectomy, converted to open.", "Appendectomy was done.", 1),
      ("Appendectomy, converted to open.", "Appendectomy was done after conversion.", 0),
      ("Appendectomy, not converted to open.", "Appendectomy was done.", 0),
      ("Neglect has resolved.", "She has neglect. The cough is better.", 1),
      ("Neglect has resolved.", "Her neglect is better. She coughs.", 0),
      ("Neglect resolved.", "She has neglect. The cough has resolved.", 0),
      ("Neglect until resolved.", "She has neglect. The cough is better.", 0),
      ("Cough, which the record does not say has resolved.", "She has a cough.", 0),
      // Of a thing that the note does not have, other rules speak.
      ("Dizziness has resolved.", "She has neglect. The cough is better.", 0),
      ("She has neglect.", "She has neglect.", 0),
    ])
  func claims(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("claim", kind: "unfounded_claim", params: Self.claims))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test("a title of the note bears out as its sentences do")
  func title() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "claim", kind: "unfounded_claim",
        params: "{claims: [{says: [noncontrast], needs: [without contrast]}]}"))
    let note = "CT HEAD WITHOUT CONTRAST\n\nThe ventricles are normal."
    #expect(
      try fixture.judge(note: note, summary: "Noncontrast head CT: ventricles normal.").findings
        .isEmpty)
  }

  @Test(
    "what is to come is claimed as well, where the rule says so",
    arguments: [
      ("You will need a blood test.", true, 1),
      ("You will need a blood test.", false, 0),
      ("You will not need a blood test.", true, 0),
      ("You may need a blood test.", true, 0),
    ])
  func ahead(summary: String, isAhead: Bool, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "unfounded_claim",
        "{claims: [{says: [need a blood test], needs: [labs], ahead: \(isAhead)}]}",
        note: "Knee pain for a week.", summary: summary) == findings)
  }

  @Test(
    "what is told as done is borne out by what was done",
    arguments: [
      ("It was put into the epidural space.", "It was put around the joint.", true, 1),
      ("It was put into the epidural space.", "It spread to the epidural space.", true, 0),
      ("It was put into the epidural space.", "No epidural spread was seen.", true, 1),
      ("It was put into the epidural space.", "No epidural spread was seen.", false, 0),
      ("It may be put into the epidural space.", "It was put around the joint.", true, 0),
    ])
  func asserted(summary: String, note: String, isAsserted: Bool, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "unfounded_claim",
        "{claims: [{says: [epidural space], needs: [epidural], asserted: \(isAsserted)}]}",
        note: note, summary: summary) == findings)
  }

  @Test(
    "a name that is taken for the same bears out nothing where the list is whole",
    arguments: [
      ("The skin was closed with metal staples.", "The vein was stapled.", true, 1),
      ("The skin was closed with metal staples.", "Staples were put on the skin.", true, 0),
      ("The skin was closed with sutures.", "The vein was stapled.", true, 0),
    ])
  func whole(summary: String, note: String, isWhole: Bool, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "unfounded_claim",
        "{claims: [{says: [metal staples], needs: [staples], whole: \(isWhole)}]}",
        note: note, summary: summary) == findings)
  }

  @Test(
    "a thing of which the note has no word at all",
    arguments: [
      ("An electrocardiogram was obtained.", "test", "The catheter was placed.", 1),
      ("An electrocardiogram was obtained.", "test", "The catheter was placed. ECG normal.", 0),
      // One of its words, in another form, is enough.
      ("She has breast asymmetry.", "finding", "The left breast is smaller: asymmetric.", 0),
      ("She has leg numbness.", "finding", "Her arm is strong.", 1),
      // A degree is no word of its own.
      ("She has mild wheezing.", "finding", "Mild tenderness of the arm.", 1),
      // Short forms are told by their surroundings.
      ("R arm pain.", "test", "The arm hurts on the right.", 0),
      ("EOMI.", "finding", "The arm is strong.", 0),
      ("IOP 17.", "test", "The arm is strong. Pressure of the eye 17.", 0),
    ])
  func whollyMissing(summary: String, type: String, note: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "entity_not_in_source", "{types: [\(type)], wholly: true}", note: note,
        summary: summary) == findings)
  }

  @Test(
    "a claim without its words is an error",
    arguments: [
      "{claims: [{says: [resolved]}]}", "{claims: [{needs: [resolved]}]}", "{}",
      "{claims: [{says: [(a|b], needs: [c]}]}",
    ])
  func errors(params: String) {
    #expect(
      !Fixture.diagnostics(
        of: Fixture.rule("claim", kind: "unfounded_claim", params: params)
      ).isEmpty)
  }

  @Test(
    "results that are awaited and diseases that are looked for",
    arguments: [
      ("Serology negative.", "Lupus serology is pending.", "result_added", 1),
      ("Serology pending.", "Lupus serology is pending.", "result_added", 0),
      ("Serology negative.", "Lupus serology is negative.", "result_added", 0),
      ("No pneumonia.", "The film is to rule out pneumonia.", "doubt_denied", 1),
      ("No pneumonia.", "The film shows no pneumonia.", "doubt_denied", 0),
      ("No history of pneumonia.", "The film is to rule out pneumonia.", "doubt_denied", 0),
      ("Pneumonia to be ruled out.", "The film is to rule out pneumonia.", "doubt_denied", 0),
    ])
  func doubts(summary: String, note: String, change: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("doubt", kind: "certainty", params: "{changes: [\(change)]}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "what was done and what is planned",
    arguments: [
      ("The ligament is to be resected later.", "The ligament had been resected.", 1),
      ("The ligament was resected.", "The ligament had been resected.", 0),
      ("Cystoscopy has been done.", "The next step would be cystoscopy.", 1),
      ("Cystoscopy has been done.", "Cystoscopy was done.", 0),
      ("Cystoscopy will be done.", "Cystoscopy was done and will be repeated.", 0),
      ("Cystoscopy would be done if bleeding recurs.", "Cystoscopy was done.", 0),
    ])
  func plans(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("plan", kind: "temporality", params: "{plans: true}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "lengths of time without a number",
    arguments: [
      ("A few years of numbness.", "A few-month history of numbness.", 1),
      ("A few months of numbness.", "A few-month history of numbness.", 0),
      ("Numbness for the past month.", "Numbness for the last year.", 1),
      ("A few weeks of numbness.", "Numbness for three weeks.", 0),
    ])
  func vague(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("time", kind: "temporality", params: "{axes: [season], durations: true}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "what is taken as needed and what is taken on a schedule",
    arguments: [
      ("Takes Tylenol twice daily.", "Tylenol as needed.", 1),
      ("Takes Tylenol as needed.", "Tylenol as needed.", 0),
      ("Takes Flovent twice daily.", "Flovent twice daily. Albuterol as needed.", 0),
      ("Takes Tylenol every 4 hours.", "Tylenol every 4 hours as needed.", 0),
    ])
  func asNeeded(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("often", kind: "quantity_consistency", params: "{check: [frequency]}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "a phrase that must be told, under any name",
    arguments: [
      ("Duplex was done.", "Duplex shows a deep vein thrombosis.", 1),
      ("Duplex: DVT.", "Duplex shows a deep vein thrombosis.", 0),
      ("Duplex was done.", "Duplex shows no deep vein thrombosis.", 0),
      ("Duplex was done.", "Duplex was done. FAMILY HISTORY: Deep vein thrombosis.", 0),
      ("Duplex was done.", "Deep vein thrombosis, a deep vein thrombosis.", 1),
    ])
  func told(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "told", kind: "omission",
        params:
          "{class: findings, phrases: [deep vein thrombosis], told: phrase, asserted: true}",
        then: "{disposition: annotate, obligations: [restore]}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "facts that must be told by their names",
    arguments: [
      ("Knee pain.", "Knee pain. He is allergic to penicillin.", 1),
      ("Knee pain; penicillin allergy.", "Knee pain. He is allergic to penicillin.", 0),
      ("Knee pain.", "Knee pain. No known allergies.", 0),
      ("Knee pain.", "Knee pain. Stop ramipril.", 1),
      ("Knee pain; ramipril stopped.", "Knee pain. Stop ramipril.", 0),
      ("Knee pain.", "Knee pain. Continue ramipril.", 0),
      ("Knee pain.", "Knee pain.\n\nPLAN: Review in eight weeks.", 1),
      ("Knee pain; review in 8 weeks.", "Knee pain.\n\nPLAN: Review in eight weeks.", 0),
      ("Knee pain.", "Knee pain. She is DNR.", 1),
      ("Knee pain; full code.", "Knee pain. She is DNR.", 0),
    ])
  func namedFacts(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "named", kind: "omission",
        params: "{class: facts, facts: [allergy, treatment, follow_up, code_status]}",
        then: "{disposition: annotate, obligations: [restore]}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "what a phrase governs must be told",
    arguments: [
      ("Protein 51.", "Protein 51, and cytology studies pending.", 1),
      ("Protein 51; cytology studies awaited.", "Protein 51, and cytology studies pending.", 0),
      ("A CT is planned.", "A CT is planned since he cannot have gadolinium with dialysis.", 1),
      (
        "No gadolinium, dialysis.",
        "A CT is planned since he cannot have gadolinium with dialysis.", 0
      ),
      ("A CT is planned.", "A CT is planned since he can have gadolinium with dialysis.", 0),
    ])
  func governed(summary: String, note: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "governed", kind: "omission",
        params:
          "{class: governed, phrases: [cannot have, studies pending], told: clause, leastWords: 1, coverage: 50}",
        then: "{disposition: annotate, obligations: [restore]}"))
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  /// Rules must cost what the texts' lengths cost, also where every word is a claim.
  @Test("a summary of claims alone is judged, and is no more than its limit of findings")
  func manyClaims() throws {
    let fixture = try Fixture(
      Fixture.rule("claim", kind: "unfounded_claim", params: Self.claims))
    let summary = String(repeating: "Neglect still. ", count: 3_000)
    let verdict = try fixture.judge(note: "She has neglect.", summary: summary)
    #expect(verdict.findings.filter { $0.rule == "claim" }.count == 400)
  }
}
