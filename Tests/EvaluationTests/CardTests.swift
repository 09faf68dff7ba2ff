import Evaluation
import TestSupport
import Testing

@Suite("Cards and ratings")
struct CardTests {
  @Test("a sheet of ratings is read again: means over raters, empty fields left out")
  func ratings() throws {
    let folder = try TemporaryFolder()
    let id = RatingSheet.id(of: "key", seed: 3)
    var sheet = RatingSheet.header
    let empty = RatingSheet.line(id: id, note: "=1+1, \"x\"\nline", summary: "S")
    sheet += empty
    let filled = String(decoding: empty, as: UTF8.self)
      .replacing("\"S\",\"\",\"\",\"\"", with: "\"S\",\"5\",\"\",\"3\"")
    sheet += Array(filled.utf8) + Array(filled.replacing("\"5\"", with: "\"4\"").utf8)
    let ratings = try Ratings(try folder.write("ratings.csv", sheet))
    #expect(ratings.count == 1)
    var result = SampleResult(key: "key", id: "n", system: "s", status: .scored)
    let isRated = ratings.add(to: &result, seed: 3)
    #expect(isRated)
    #expect(result.measures["human.cited"] == .init(9, of: 2))
    #expect(result.measures["human.accurate"] == nil)
    #expect(result.measures["human.thorough"] == .init(6, of: 2))
    var other = SampleResult(key: "key", id: "n", system: "s", status: .scored)
    let isOtherRated = ratings.add(to: &other, seed: 4)
    #expect(!isOtherRated)
    #expect(other.measures.parts.isEmpty)
  }

  @Test("a field that a spreadsheet would run is made harmless")
  func formula() {
    let line = String(
      decoding: RatingSheet.line(id: "i", note: "=HYPERLINK(\"x\")", summary: "-1"), as: UTF8.self)
    #expect(line.hasPrefix("\"i\",\"\",\"'=HYPERLINK(\"\"x\"\")\",\"'-1\","))
  }

  @Test(
    "ratings that are none are refused with their line",
    arguments: ["6", "0", "good", "4.5"])
  func wrongRating(value: String) throws {
    let folder = try TemporaryFolder()
    let line = String(decoding: RatingSheet.line(id: "i", note: "N", summary: "S"), as: UTF8.self)
      .replacing("\"S\",\"\"", with: "\"S\",\"\(value)\"")
    let path = try folder.write("r.csv", RatingSheet.header + Array(line.utf8))
    #expect {
      _ = try Ratings(path)
    } throws: { error in
      guard case .invalidData(_, let line, let message, _)? = error as? EvaluationError else {
        return false
      }
      return line == 2 && message == "'cited' must be from 1 to 5, or empty"
    }
  }

  @Test("the card has CHAI's headings, the figures with their intervals, and what is unknown")
  func modelCard() throws {
    var table = EvaluationTable(systems: [.extractive], ids: ["a"])
    var result = SampleResult(key: "k", id: "a", system: "extractive", status: .scored)
    result.measures.rate("facts.recall", 3, of: 4)
    result.missingFacts = ["allergy: penicillin"]
    result.groups = [.sex: ["F"]]
    table.add(result, note: 0)
    let report = EvaluationReport(
      table,
      setting: EvaluationReport.Setting(
        data: "Corpus", dataDigest: "abc", notes: 1, policy: "p", policyRevision: 1,
        policyDigest: "sha256:0", tool: "9", length: "120 words", seed: 1, repetitions: 1))
    let card = String(decoding: ModelCard.markdown(of: report), as: UTF8.self)
    for words in [
      "Intended use", "out-of-scope", "Known risks and limitations", "Known biases",
      "Clinical risk level", "Evaluation data", "Key metrics", "Subgroups", "to be filled in",
      "Critical facts kept, % | 75.0 | 30.1 to 95.4 | 1 |", "too few to say",
      "1 critical fact left out", "not for clinical use",
    ] {
      #expect(card.contains(words), "\(words)")
    }
  }
}
