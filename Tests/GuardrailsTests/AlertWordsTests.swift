import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Testing

@Suite("Words that tell of an alert")
struct AlertWordsTests {
  private static func matches(_ text: String, _ family: EscalationFamily) throws -> [String] {
    let document = ClinicalDocument(reading: try SourceText(text), lexicon: .embedded())
    let meanings = DocumentMeanings(of: document)
    return AlertWords.embedded.matches(of: family.rawValue, in: meanings.words).map {
      document.text.string(meanings.span(of: $0, in: document))
    }
  }

  @Test("every family has some", arguments: EscalationFamily.allCases)
  func families(_ family: EscalationFamily) throws {
    let words: [EscalationFamily: String] = [
      .cardiac: "troponin", .neuro: "mental status", .seizure: "convulsions", .sepsis: "septic",
      .respiratory: "hypoxia", .anaphylaxisAirway: "stridor", .suicidality: "suicidal",
      .giBleedAbdomen: "melena", .traumaHead: "concussion", .cordCompression: "cauda equina",
      .obstetric: "fetal", .paediatric: "listless", .ophthalmic: "floaters",
      .criticalLab: "hyperkalemia", .overdoseToxicity: "overdose",
      .abuseSafeguarding: "safeguarding", .cancer: "malignancy", .peDVT: "embolism",
      .meningitis: "stiff neck", .ischaemia: "gangrene", .other: "shock",
    ]
    let word = try #require(words[family], "\(family)")
    #expect(try !Self.matches("There was \(word) today.", family).isEmpty)
    #expect(try Self.matches("She walks her dog in the park.", family).isEmpty)
  }

  @Test("a history or a drug is not what raised the alert")
  func nearMisses() throws {
    #expect(
      try Self.matches("Hypertension, a stent in 2010; atrial fibrillation.", .cardiac).isEmpty)
    #expect(try Self.matches("Takes digoxin, aspirin and lithium.", .overdoseToxicity).isEmpty)
    #expect(try Self.matches("On warfarin.", .peDVT).isEmpty)
    #expect(try Self.matches("Potassium 4.1, creatinine 1.0.", .criticalLab).isEmpty)
  }

  private static let rule = Fixture.rule(
    "flag.consciousness", kind: "red_flag",
    params:
      "{family: neuro, urgency: immediate, reason: Consciousness may be failing., phrases: [altered mental status]}",
    then: "{disposition: hold, obligations: [{route: {queue: emergency, within: 15m}}]}")

  @Test(
    "a summary that tells of the alert in other words leaves nothing out",
    arguments: [
      ("Since noon his answers make no sense.", true), ("He was found unresponsive at noon.", true),
      ("Seen today. Return in two weeks.", false), ("No weakness, no seizure.", false),
    ])
  func told(summary: String, isTold: Bool) throws {
    let verdict = try Fixture(Self.rule).judge(
      note: "He was well at ten. Altered mental status since noon.", summary: summary)
    #expect(verdict.escalations.map(\.family) == [.neuro])
    #expect(verdict.findings.isEmpty == isTold)
  }
}
