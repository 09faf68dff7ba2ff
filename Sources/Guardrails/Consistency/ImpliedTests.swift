import ClinicalLanguage

/// Tests that a note tells without their names, by what they alone measure: a report of `ejection fraction`,
/// `mitral regurgitation` and `left atrium by Doppler` is that of an echocardiogram.
struct ImpliedTests {
  private struct Test {
    var names: RootSet
    var signs: [Set<UInt64>]
    /// How many of the signs make it plain.
    var least: Int

    init(_ names: String, least: Int, _ signs: String) {
      self.names = Thesaurus.roots(names)
      self.signs = signs.split(separator: ";").map { Thesaurus.roots(String($0)) }
      self.least = least
    }
  }

  static let standard = ImpliedTests()

  private let tests = [
    Test(
      "echo echocardiogram echocardiography echocardiographic tte", least: 4,
      "doppler;ejection;regurgitation insufficiency;ventricle ventricular lv;atrium atrial la;mitral;septum septal"
    ),
    Test(
      "ecg ekg electrocardiogram electrocardiography", least: 4,
      "rhythm;qrs;qt qtc;axis;pr;depression elevation;block;ectopy ectopic"),
    Test("orthostatic orthostatics", least: 2, "lying supine sitting;standing upright stood"),
    Test("veins jvp", least: 1, "jvd jvp jugular"),
    Test("spirometry pft pfts", least: 2, "fev1;fvc;dlco;tlc;fef"),
    Test(
      "urinalysis ua", least: 3,
      "gravity;nitrite nitrites;esterase;ketone ketones;urobilinogen;urine"),
    Test(
      "polysomnogram polysomnography psg", least: 2, "ahi;rem;hypopnea hypopneas;arousal arousals"),
  ]

  /// Whether the note has the signs of the test that the unit names.
  func shows(_ unit: SummaryUnit, in comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words[unit.words]
    return tests.contains { test in
      words.contains { test.names.contains($0.fine) }
        && test.signs.count { $0.contains(where: comparison.index.holds) } >= test.least
    }
  }
}
