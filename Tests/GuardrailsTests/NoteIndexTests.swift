import ClinicalLanguage
import SourceText
import Testing

@testable import Guardrails

@Suite("Where in a note the meanings of a summary stand")
struct NoteIndexTests {
  private static let note = """
    Assessment: 62-year-old woman with hypertension, type 2 diabetes and a history of myocardial
    infarction. Chest pain on exertion for two weeks, no shortness of breath. ECG shows ST depression.
    Takes lisinopril 10 mg daily, metformin and ibuprofen as needed. No NSAIDs from now on.
    Plan: cardiology referral, stress test, stop ibuprofen, aspirin 81 mg daily. Left knee replaced.
    """

  private func meanings(_ text: String) throws -> DocumentMeanings {
    DocumentMeanings(
      of: ClinicalDocument(reading: try SourceText(text), lexicon: .embedded()))
  }

  private func places(of key: UInt64, in index: NoteIndex) -> [NoteIndex.Place] {
    var found: [NoteIndex.Place] = []
    index.forEachPlace(of: key) { found.append($0) }
    return found
  }

  @Test(
    "every place of a meaning is found, narrower ones and those of drugs' classes among them",
    arguments: [
      "She had a heart attack and has high blood pressure, diabetes and dyspnea.",
      "Do not take ibuprofen or other NSAIDs; take aspirin. An ECG and a stress test were done.",
      "Knee surgery on the left, chest pain, and a drug for pain.", "Nothing of it.",
    ])
  func places(_ summary: String) throws {
    let note = try meanings(Self.note)
    let summary = try meanings(summary)
    let thesaurus = Thesaurus.embedded
    let index = NoteIndex(note, thesaurus: thesaurus, askedBy: summary)
    var found = 0
    func check(_ key: UInt64) {
      var expected: [NoteIndex.Place] = []
      for mention in note.mentions {
        let groups = mention.meaning.group.map { Array(thesaurus.broader(than: $0)) } ?? []
        guard mention.meaning.key == key || groups.contains(where: { Meaning.group($0).key == key })
        else { continue }
        let place = NoteIndex.Place(start: mention.start, end: mention.end)
        if expected.last != place { expected.append(place) }
      }
      #expect(places(of: key, in: index) == expected)
      found += expected.count
    }
    for mention in summary.mentions {
      check(mention.meaning.key)
      guard mention.kind == .drug || mention.kind == .drugClass,
        let group = mention.meaning.group
      else { continue }
      for broad in thesaurus.broader(than: group) { check(Meaning.group(broad).key) }
    }
    #expect(found > 0 || summary.mentions.isEmpty || summary.words.count < 4)
  }

  @Test("every word of the note is found by its root and its beginning")
  func words() throws {
    let note = try meanings(Self.note)
    let index = NoteIndex(note, thesaurus: .embedded, askedBy: try meanings("Well."))
    for (position, word) in note.words.enumerated() {
      let place = NoteIndex.Place(start: Int32(position), end: Int32(position + 1))
      #expect(places(of: word.fine, in: index).contains(place))
      if !word.isNumber {
        #expect(places(of: NoteIndex.coarseKey(word), in: index).contains(place))
      }
    }
    #expect(!index.holds(MeaningWord.fineRoot(of: Array("zebra".utf8), 0..<5)))
  }
}
