import SourceText
import Testing

@testable import Summaries

@Suite("What raised an alert")
struct AlarmTests {
  static let note = """
    PROCEDURE: Mediastinal exploration and delayed primary chest closure.
    HISTORY: The child had a difficult course after the first operation and went into ventricular
    fibrillation in the intensive care unit during the second night, for which the chest was opened
    and massage given by the team on call.
    """

  private func draft(words budget: Int) throws -> Draft {
    let document = try read(Self.note)
    let words = Array("ventricular\nfibrillation".utf8)
    let bytes = Array(Self.note.utf8)
    let start = try #require(
      bytes.indices.first { bytes[$0...].starts(with: words) })
    let place = TextSpan(start, start + words.count)
    let request = SummaryRequest(words: budget, alarms: [[place]])
    return try ExtractiveSummarizer().draft(of: document, for: request)
  }

  @Test("a title has both the operation and the words that raised the alert")
  func title() throws {
    let draft = try draft(words: 12)
    #expect(draft.statements(under: .alerts) == ["ventricular fibrillation"])
    #expect(draft.text.string.contains("Mediastinal exploration"))
    #expect(draft.words <= 12)
  }

  @Test("where there is room, the whole sentence is quoted")
  func room() throws {
    let alerts = try draft(words: 80).statements(under: .alerts)
    #expect(alerts.contains { $0.hasPrefix("The child had a difficult course") })
    #expect(!alerts.contains("ventricular fibrillation"))
  }

  @Test("two words of room are enough")
  func tiny() throws {
    #expect(try draft(words: 2).statements == ["ventricular fibrillation"])
  }

  @Test(
    "a danger that is mastered, or that names a place, is no alert",
    arguments: [
      "HOSPITAL COURSE: Bleeding was well controlled with cautery. He went home.",
      "PLAN: Stroke clinic in six weeks. Seizure precautions at home.",
    ])
  func noAlert(note: String) throws {
    #expect(try summarize(note).statements(under: .alerts) == [])
  }
}
