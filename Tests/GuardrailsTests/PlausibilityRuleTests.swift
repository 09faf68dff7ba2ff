import ClinicalLanguage
@testable import Guardrails
import SourceText
import Testing
import TestSupport

/// Values and doses that no patient has.
struct PlausibilityRuleTests {
  private static func fixture(_ params: String = "{}") throws -> Fixture {
    try Fixture(Fixture.rule("value", kind: "plausibility", params: params))
  }

  @Test(
    "what is marked no patient has; all else some patient has",
    arguments: [
      "⟦value:BP 1200/80⟧, pulse 72.", "BP 300/160, pulse 260, RR 80.", "⟦value:BP was 120/800⟧.",
      "⟦value:Heart rate of 900⟧.", "⟦value:pulse 720/minute⟧, afebrile.", "Fetal heart rate 180.",
      "⟦value:Temperature 57 C⟧.", "⟦value:Temp 986⟧ today.", "Temperature 25 C, later 41.5 C.",
      "Radiofrequency lesion at a temperature of 80 C.", "⟦value:SpO2 140 %⟧ on air.",
      "Transferrin saturation 12%, O2 sat 60%.", "⟦value:GCS 19⟧.", "GCS 15/15, then GCS 3.",
      "⟦value:pain 14/10⟧.", "Pain 10/10.", "A ⟦value:212⟧-year-old man.", "A 117-year-old woman.",
      "Smoked for 212 days, 150 pack years.", "⟦value:potassium 64⟧, sodium 138.",
      "⟦value:K 64 mmol/L⟧.", "Potassium 9.1 mmol/L.", "Potassium 40 mEq given by mouth.",
      "Vitamin K 100 given.", "WBC 20K (75 polys).", "Urine sodium 300.",
      "⟦value:Sodium 1380⟧, potassium 3.1.",
      "Platelets 1,250,000, WBC 450,000.", "WBC 11.2 K/uL, hemoglobin 138 g/L.",
      "⟦value:hemoglobin 138 g/dL⟧.", "⟦value:BMI of 300⟧.", "BMI 18.4 to 61.",
      "⟦value:weight 800 kg⟧.", "Weight 300 kg.", "Bench press, weight 2000 pounds lifted.",
      "⟦value:Height 17.5 m⟧.", "Height 5 feet 10 inches.", "Weight in 2003 was 80 kg.",
      "Glucose at 10:30 was 99 on 12/04/2024.", "pH 7.31, urine pH 5.", "⟦value:pH 74⟧.",
      "⟦value:Metformin 50 g⟧ once.", "Metformin 1000 mg twice daily.",
      "⟦value:Warfarin 50 mg daily⟧.", "Warfarin 10 mg daily.",
      "⟦value:Levothyroxine 125 mg daily⟧.", "Levothyroxine 125 mcg daily.",
      "⟦value:Insulin 1000 units⟧ once.", "Insulin 120 units at bedtime.",
      "⟦value:Methotrexate 15 mg daily⟧.", "Methotrexate 15 mg weekly.",
      "⟦value:Acetaminophen 2 g q4h⟧.", "Acetaminophen 1 g q6h.", "Digoxin 0.25 mg daily.",
      "⟦value:Digoxin 125 mg daily⟧.", "Vancomycin 15 mg/kg.", "Percocet 5/325 mg.",
      "Took an overdose of metformin 50 g.", "Heparin 25,000 units.",
    ])
  func summaryValues(marked: String) throws {
    let text = MarkedText(marked)
    let verdict = try Self.fixture().judge(summary: text.plain)
    let words = try verdict.summaryWords(text.plain)
    #expect(words.count == text.marks.count)
    for (found, mark) in zip(words, text.marks) { #expect(found.contains(mark.text)) }
  }

  @Test("what the note gives as well is the note's own, and the places in the note are shown")
  func transcriptFaithful() throws {
    let note = "VITALS: BP 1200/80. Potassium 64 mmol/L. Warfarin 50 mg daily."
    #expect(try Self.fixture().judge(note: note, summary: note).findings.isEmpty)
    let verdict = try Self.fixture("{side: note}").judge(note: note, summary: "Seen.")
    let text = try SourceText(note)
    #expect(
      verdict.findings.flatMap(\.noteSpans).map(text.string) == [
        "BP 1200/80", "Potassium 64 mmol/L", "Warfarin 50 mg daily",
      ])
    let other = "Labs: potassium 4.6 mmol/L. Warfarin 5 mg daily."
    let pairs = try Self.fixture().judge(
      note: other, summary: "Potassium 46 mmol/L. Warfarin 50 mg daily.")
    let places = try SourceText(other)
    #expect(
      pairs.findings.flatMap(\.noteSpans).map(places.string) == [
        "potassium 4.6", "Warfarin 5 mg daily",
      ])
  }

  @Test(
    "families and factor",
    arguments: [
      ("{families: [vital]}", ["Heart rate 900"]), ("{families: [dose]}", ["Warfarin 50 mg"]),
      ("{families: [dose], factor: \"4\"}", []),
      ("{families: [dose], factor: \"1\"}", ["Warfarin 50 mg", "Metformin 2500 mg"]),
    ])
  func parameters(params: String, found: [String]) throws {
    let summary = "Heart rate 900. Warfarin 50 mg. Metformin 2500 mg."
    #expect(try Self.fixture(params).judge(summary: summary).summaryWords(summary) == found)
  }

  @Test("every drug of the dose table is a drug of the lexicon, with a day no smaller than a dose")
  func doseTable() {
    let names = Set(
      Fixture.lexicon.conceptIDs.filter { Fixture.lexicon.kind(of: $0) == .medication }
        .map(Fixture.lexicon.name))
    #expect(DoseLimits.standard.count > 300)
    for (name, limit) in DoseLimits.standard {
      #expect(names.contains(name), "\(name)")
      #expect(limit.single > 0 && limit.daily >= limit.single, "\(name)")
    }
  }

  @Test("every measurement has a limit with its source, wider without a unit than with any")
  func limitTable() {
    for quantity in MeasuredQuantity.allCases {
      let limit = PhysiologicalLimit.byMeasurement[quantity.rawValue]
      #expect(limit?.source.isEmpty == false, "\(quantity)")
    }
    for limit in PhysiologicalLimit.standard {
      let widest = limit.bare.map(\.upperBound).max() ?? 0
      for unit in limit.units where limit.measurement != .weight {
        #expect(unit.range.upperBound <= widest, "\(limit.measurement)")
      }
    }
  }

  @Test(
    "how often a dose is given",
    arguments: [
      ("b.i.d.", DoseFrequency.daily(times: 2)), ("q6h", .daily(times: 4)),
      ("every 4 to 6 hours", .daily(times: 6)), ("three times a day", .daily(times: 3)),
      ("once weekly", .weekly), ("nightly", .daily(times: 1)), ("every other day", .unknown),
      ("as needed", .unknown), ("q.d.", .daily(times: 1)),
    ])
  func frequencies(words: String, frequency: DoseFrequency) {
    #expect(DoseFrequency(ArraySlice(words.utf8)) == frequency)
  }

  @Test(
    "a changed digit more makes a vital sign impossible, whatever stands around it",
    arguments: 1...30)
  func oneDigitMore(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let forms = [
      "Heart rate %, regular.", "Sodium % today.", "SpO2 %% on air.", "Temperature % F.",
      "Her pulse was %.", "Vitals: BP %/70.",
    ]
    let values = [72, 138, 97, 99, 88, 124]
    let index = Int.random(in: forms.indices, using: &random)
    let value = values[index] + Int.random(in: 0...2, using: &random)
    func text(_ value: Int) -> String {
      var parts = forms[index].split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
      let tail = parts.removeLast()
      return parts[0] + "\(value)" + tail
    }
    let right = text(value)
    let wrong = text(value * 10 + Int.random(in: 0...9, using: &random))
    let fixture = try Self.fixture()
    #expect(try fixture.judge(note: right, summary: right).findings.isEmpty, "seed \(seed)")
    #expect(try fixture.judge(note: right, summary: wrong).findings.count == 1, "seed \(seed)")
  }
}
