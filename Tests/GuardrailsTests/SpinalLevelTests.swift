import ClinicalLanguage
import SourceText
import Testing

@testable import Guardrails

/// Levels by their place from C1 (1) to S5 (29).
@Suite("Levels of the spine")
struct SpinalLevelTests {
  private static let lexicon = Lexicon.embedded()

  @Test(
    "Singles, ranges, and what only looks alike",
    arguments: [
      ("Fusion of L5S1, not L4S1.", [24...25]),
      ("Stenosis at L45 and C56.", [20 + 3...20 + 4, 5...6]),
      ("Stenosis at L46 and T12.", [19...19]),
      ("Stenosis at L4-5.", [20 + 3...20 + 4]), ("Stenosis at L4-L5 and C7-T1.", [23...24, 7...8]),
      ("Fusion from C3 to C6.", [3...6]), ("Disc at L5/S1.", [24...25]),
      ("T12 fracture.", [19...19]),
      ("Block at L-3.", [22...22]), ("L9 and C8 and T13 are none.", []),
      ("Labs were normal.", []), ("l4 in lower case is none.", []),
      ("L5-4 is a single.", [24...24]),
    ] as [(String, [ClosedRange<Int>])])
  func mentions(note: String, places: [ClosedRange<Int>]) throws {
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: Self.lexicon)
    #expect(SpinalLevels(of: document).mentions.map { $0.first...$0.last } == places)
  }
}
