import ClinicalLanguage
import SourceText
import Summaries
import Testing

/// Places of a note that no summary may draw on.
struct QuarantineTests {
  private static let note = """
    HISTORY: 64 year old woman with chest pain and ST elevation.
    PLAN: Stop warfarin and give vitamin K at once.
    PLAN: Admit to cardiology. Follow up in two weeks.
    """

  private static func draft(_ quarantined: [String], alarms: [String] = []) throws -> String {
    let text = try SourceText(note)
    let document = ClinicalDocument(reading: text, lexicon: .embedded())
    func spans(_ words: [String]) throws -> [TextSpan] {
      try words.map { words in
        let start = try #require(
          text.bytes.indices.first { text.bytes[$0...].starts(with: words.utf8) })
        return TextSpan(start, start + words.utf8.count)
      }
    }
    return try ExtractiveSummarizer().draft(
      of: document,
      for: SummaryRequest(
        words: 80, alarms: try spans(alarms).map { [$0] }, quarantine: try spans(quarantined))
    ).text.string
  }

  @Test("nothing of a quarantined place is quoted, not even in part")
  func excluded() throws {
    #expect(try Self.draft([]).contains("vitamin K"))
    let summary = try Self.draft(["vitamin K"])
    #expect(!summary.contains("vitamin K") && !summary.contains("warfarin"))
    #expect(summary.contains("Admit to cardiology"))
  }

  @Test("an alarm does not bring a quarantined place back")
  func alarm() throws {
    let summary = try Self.draft(
      ["Stop warfarin and give vitamin K at once."], alarms: ["warfarin"])
    #expect(!summary.contains("warfarin"))
  }

  @Test("of a note that is quarantined whole nothing is said, and that is no failure")
  func everything() throws {
    #expect(try Self.draft([Self.note]).isEmpty)
  }
}
