import ClinicalLanguage
import SourceText
import Testing

@testable import Summaries

/// The clauses of the first sentence, the whole sentence aside.
private func clauses(_ note: String, limit: Int = 6) throws -> [String] {
  let document = try read(note)
  let cutter = ClauseCutter(
    document: document, terms: Terms(document.text, document.tokens))
  let sentence = try #require(document.sentences.first)
  let facts = FactMark.marks(of: document).filter { $0.sentence == 0 }
  var ranges: [Range<Int>] = []
  cutter.clauses(of: sentence, facts: facts[...], limit: limit, into: &ranges)
  return ranges.map { range in
    document.text.string(
      TextSpan(
        start: document.tokens[range.lowerBound].start,
        end: document.tokens[range.upperBound - 1].end))
  }
}

@Suite("Cutting sentences into clauses")
struct ClauseCutterTests {
  @Test(
    "independent clauses are offered by themselves",
    arguments: [
      (
        "She was started on lisinopril 10 mg daily, and she will return in two weeks.",
        ["She was started on lisinopril 10 mg daily", "she will return in two weeks."]
      ),
      (
        "Metoprolol was increased to 50 mg daily; warfarin was held on Monday.",
        ["Metoprolol was increased to 50 mg daily", "warfarin was held on Monday."]
      ),
      (
        "He has severe knee pain and he was referred to orthopedics today.",
        ["He has severe knee pain", "he was referred to orthopedics today."]
      ),
    ])
  func independent(note: String, expected: [String]) throws {
    let found = try clauses(note, limit: 100)
    for clause in expected { #expect(found.contains(clause), "\(found)") }
  }

  @Test(
    "nothing is cut away from the words that govern it",
    arguments: [
      (
        "She denies chest pain; shortness of breath; nausea or vomiting today.",
        "shortness of breath"
      ),
      (
        "Her mother has breast cancer, and she has had diabetes for years.",
        "she has had diabetes for years."
      ),
      (
        "If he develops fever or chills, he will go to the emergency room.",
        "he will go to the emergency room."
      ),
      (
        "There is no evidence of pneumonia, pleural effusion or pneumothorax today.",
        "pleural effusion or pneumothorax today."
      ),
      (
        "She has no allergies to drugs; however she gets tachycardic with caffeine.",
        "She has no allergies to drugs"
      ),
      (
        "She had severe chest pain yesterday, and the pain resolved after nitroglycerin.",
        "She had severe chest pain yesterday"
      ),
      (
        "He had crushing chest pain for an hour, and it has resolved now.",
        "He had crushing chest pain for an hour"
      ),
      (
        "Return to the emergency room, if the fever comes back again.",
        "Return to the emergency room"
      ),
      (
        "Start aspirin 81 mg daily, unless the endoscopy shows an ulcer.",
        "Start aspirin 81 mg daily"
      ),
      (
        "Pulmonary embolism was considered at first, which was excluded by CT angiography.",
        "Pulmonary embolism was considered at first"
      ),
      (
        "History of stroke in 2004; myocardial infarction; peripheral vascular disease.",
        "myocardial infarction"
      ),
      (
        "Allergic to penicillin with hives, sulfa with rash, and codeine with nausea.",
        "Allergic to penicillin with hives"
      ),
    ])
  func governed(note: String, mustNotStandAlone: String) throws {
    let found = try clauses(note)
    #expect(!found.contains(mustNotStandAlone), "\(found)")
  }

  @Test("a negated list keeps its negation in every clause")
  func negatedList() throws {
    let found = try clauses("No fever, chills, night sweats, weight loss or cough was reported.")
    #expect(found.allSatisfy { $0.hasPrefix("No fever") }, "\(found)")
  }

  @Test("no clause ends in a verb that lost its object")
  func dangling() throws {
    let note =
      "A 62-year-old man with diabetes and two old infarctions presented with leg weakness."
    for clause in try clauses(note) { #expect(!clause.hasSuffix("presented"), "\(clause)") }
  }

  @Test("a long enumeration is also offered without its end")
  func tails() throws {
    let found = try clauses(
      "CT of the chest showed a large mass, mediastinal lymph nodes, and a small effusion.",
      limit: 8)
    #expect(found.contains("CT of the chest showed a large mass"), "\(found)")
  }

  @Test(
    "the opening before an age is dropped, no other opening is",
    arguments: [
      (
        "The patient is a 57-year-old man with gout of both feet.",
        "57-year-old man with gout of both feet."
      ),
      (
        "This is an 8-year-old girl with asthma and a cold.",
        "8-year-old girl with asthma and a cold."
      ),
      (
        "The patient is a smoker of 20 cigarettes a day since 1990.",
        "The patient is a smoker of 20 cigarettes a day since 1990."
      ),
      (
        "Her father is a 57-year-old man with gout of both feet.",
        "Her father is a 57-year-old man with gout of both feet."
      ),
      (
        "The patient is not a 57-year-old man, as was written before.",
        "The patient is not a 57-year-old man, as was written before."
      ),
    ])
  func opening(note: String, expected: String) throws {
    #expect(try clauses(note, limit: 100).first == expected)
  }
}
