import ClinicalLanguage
import Evaluation
import SourceText
import TestSupport
import Testing

@Suite("Planted errors")
struct PlantingTests {
  private static let lexicon = Lexicon.embedded()

  private static let summary = """
    64-year-old woman with possible pneumonia and hypertension. Denies chest pain. Left knee pain. \
    Started metoprolol 25 mg twice daily. Allergic to sulfa drugs. Pulse 96. \
    Mother had breast cancer. Potassium 6.9 mmol/L.
    """

  private static func errors(
    _ summary: String, note: String? = nil, critical: [[String]] = [], seed: UInt64 = 7
  ) throws -> [PlantedErrorType: PlantedError] {
    func read(_ text: String) throws -> ClinicalDocument {
      ClinicalDocument(reading: try SourceText(text), lexicon: lexicon)
    }
    var planter = ErrorPlanter(
      summary: try read(summary), note: try read(note ?? summary), seed: seed)
    return Dictionary(
      uniqueKeysWithValues: planter.errors(critical: critical).map { ($0.type, $0) })
  }

  @Test("a summary that has everything gets one error of every type")
  func allTypes() throws {
    let errors = try Self.errors(Self.summary)
    for type in PlantedErrorType.allCases {
      let error = try #require(errors[type], "\(type)")
      #expect(error.text != Self.summary && error.before != error.after, "\(type)")
      if !error.after.isEmpty { #expect(error.text.contains(error.after), "\(type)") }
      if !error.before.isEmpty { #expect(Self.summary.contains(error.before), "\(type)") }
    }
  }

  @Test(
    "the errors are what their names say",
    arguments: [
      (PlantedErrorType.tenfoldDose, "Started metoprolol 250 mg twice daily."),
      (.lookAlikeDrug, "Started metaproterenol 25 mg twice daily."),
      (.negation, "Reports chest pain."), (.side, "Right knee pain."),
      (.experiencer, "Patient had breast cancer."),
      (.temporality, "Stopped metoprolol 25 mg twice daily."),
      (.certainty, "64-year-old woman with confirmed pneumonia and hypertension."),
      (.allergy, "Allergic to codeine."),
    ])
  func particular(type: PlantedErrorType, after: String) throws {
    #expect(try Self.errors(Self.summary)[type]?.after == after)
  }

  @Test("the same seed plants the same, and what the note has is never planted")
  func deterministic() throws {
    #expect(try Self.errors(Self.summary) == Self.errors(Self.summary))
    let seeds = try (1...20).map { try Self.errors(Self.summary, seed: $0)[.digit]?.after ?? "" }
    #expect(Set(seeds).count > 5)
    let note =
      Self.summary + " Metaproterenol 250 mg. Codeine, penicillin, latex, sulfa drugs, iodine."
    let errors = try Self.errors(Self.summary, note: note)
    #expect(errors[.tenfoldDose] == nil && errors[.lookAlikeDrug] == nil && errors[.allergy] == nil)
  }

  @Test("an omission takes the sentence with a critical fact, and never the only one")
  func omission() throws {
    let error = try #require(
      try Self.errors(Self.summary, critical: [["potassium 6.9"]])[.omission])
    #expect(error.before == "Potassium 6.9 mmol/L." && error.after.isEmpty)
    #expect(try Self.errors("Potassium 6.9 mmol/L.", critical: [["potassium"]])[.omission] == nil)
    #expect(try Self.errors(Self.summary, critical: [["warfarin"]])[.omission] == nil)
  }

  @Test("what another sentence says as well is not left out by one")
  func saidTwice() throws {
    let twice = Self.summary + " The potassium 6.9 was repeated."
    #expect(try Self.errors(twice, critical: [["potassium 6.9"]])[.omission] == nil)
    #expect(try Self.errors(Self.summary, critical: [["potassium 6.9"]])[.omission] != nil)
  }

  @Test(
    "a problem is denied or given to a relative only where the note affirms it, and the words say so",
    arguments: [
      ("Admitted with pneumonia.", "Pneumonia.", true),
      ("Admitted with pneumonia.", "Pneumonia. Later: no pneumonia.", false),
      ("Admitted with pneumonia.", "Cough.", false),
      // `No` before them says nothing.
      ("Admitted with severe pneumonia.", "Severe pneumonia.", false),
      ("Keep a headache diary.", "Headache for a week.", false),
      // What a patient is warned of is no statement.
      ("Call for cough, headache.", "Headache for a week.", false),
    ])
  func wellFormed(summary: String, note: String, isPlanted: Bool) throws {
    let errors = try Self.errors(summary, note: note)
    #expect((errors[.negation] != nil) == isPlanted)
    #expect((errors[.experiencer] != nil) == isPlanted)
  }

  @Test(
    "what is denied is affirmed only where the note denies it throughout",
    arguments: [
      ("No pneumonia.", "No pneumonia.", true), ("No pneumonia.", "Cough.", false),
      ("No pneumonia.", "No pneumonia. Addendum: pneumonia on the left.", false),
    ])
  func affirmed(summary: String, note: String, isPlanted: Bool) throws {
    #expect((try Self.errors(summary, note: note)[.negation] != nil) == isPlanted)
  }

  @Test("a cure is the identifier gone, and every lost fact back in any wording")
  func cures() throws {
    let identifier = try #require(try Self.errors("Seen in clinic.")[.identifier])
    #expect(identifier.cure?.isDone(in: "seen in clinic. [redacted]") == true)
    #expect(identifier.cure?.isDone(in: identifier.text.lowercased()) == false)
    let omission = try #require(
      try Self.errors(Self.summary, critical: [["potassium 6.9", "K 6.9"]])[.omission])
    #expect(omission.cure?.isDone(in: "left out above: k 6.9") == true)
    #expect(omission.cure?.isDone(in: omission.text.lowercased()) == false)
    #expect(try Self.errors(Self.summary)[.side]?.cure == nil)
  }

  @Test("where there is nothing to get wrong, only sentences of their own are added")
  func plain() throws {
    let errors = try Self.errors("Seen in clinic.")
    #expect(Set(errors.keys) == [.identifier, .advice, .steering])
    #expect(errors[.steering]?.text.hasPrefix("Seen in clinic. ") == true)
  }

  @Test("whatever the text, what is planted is text")
  func hostile() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let pieces = [
      "no", "left", "metoprolol", "5", "mg", ".", "é", "\u{1F600}", "\n", "allergic to", "0.5",
      "history of", "possible", "mother", "", "١٢",
    ]
    for _ in 0..<200 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined(
        separator: " ")
      for error in try Self.errors(text, seed: seed).values {
        #expect(error.text.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" }, "seed \(seed): \(text)")
      }
    }
  }
}
