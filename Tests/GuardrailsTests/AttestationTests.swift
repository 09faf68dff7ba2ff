import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing

@Suite("What a person answers for")
struct AttestationTests {
  private static let words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]
  private static let dispositions = ["release", "annotate", "hold", "hold", "block", "hold"]

  private func fixture() throws -> Fixture {
    let rules = zip(Self.words, Self.dispositions).map { word, disposition in
      Fixture.rule(
        "w.\(word)", kind: "lexicon", params: "{terms: [\(word)]}",
        then: "{disposition: \(disposition)}")
    }
    return try Fixture(rules[0], rules[1], rules[2], rules[3], rules[4], rules[5])
  }

  private func judge(
    _ fixture: Fixture, _ summary: String, _ attestation: Attestation?
  ) throws -> Verdict {
    let note = try Fixture.document("She was seen in clinic today and feels well.")
    return fixture.engine.judge(
      try Fixture.grounded(summary, in: note), against: fixture.engine.scan(note),
      audience: .clinician, attestation: attestation)
  }

  @Test("an override of the rule that holds shows the summary, its words before all other warnings")
  func shown() throws {
    let fixture = try fixture()
    #expect(try judge(fixture, "The gamma and beta words.", nil).decision == .held)
    let verdict = try judge(
      fixture, "The gamma and beta words.",
      Attestation(overriding: ["w.gamma"], words: "Overridden by X."))
    #expect(verdict.decision == .annotated)
    let text = try #require(verdict.released).text.string
    let first = try #require(text.firstRange(of: "Warning: "))
    #expect(text[first.upperBound...].hasPrefix("Overridden by X.\n"), "\(text)")
    #expect(text.contains("Warning: Rule w.gamma"), "the overridden finding is told: \(text)")
  }

  @Test("without rules to override, the words make a released summary an annotated one")
  func amended() throws {
    let verdict = try judge(
      try fixture(), "She was seen in clinic today.",
      Attestation(overriding: [], words: "Amended by X."))
    #expect(verdict.decision == .annotated)
    #expect(verdict.released?.text.string.contains("Warning: Amended by X.") == true)
  }

  @Test("property: an override lifts hold to annotated for its rules, and nothing else")
  func property() throws {
    let seed: UInt64 = 20_261_129
    var generator = SplitMix64(seed: seed)
    let fixture = try fixture()
    for _ in 0..<300 {
      let present = Self.words.filter { _ in Bool.random(using: &generator) }
      let overridden = Set(
        Self.words.filter { _ in Bool.random(using: &generator) }.map { "w.\($0)" })
      let summary = "She was seen in clinic today. The " + present.joined(separator: " and ") + "."
      let plain = try judge(fixture, summary, nil)
      let attested = try judge(
        fixture, summary, Attestation(overriding: overridden, words: "Overridden."))
      let holding = plain.findings.filter { $0.disposition == .hold }.map(\.rule)
      if plain.decision == .blocked {
        #expect(attested.decision == .blocked && attested.released == nil, "seed \(seed)")
      } else if holding.allSatisfy(overridden.contains) {
        #expect(attested.decision == .annotated && attested.released != nil, "seed \(seed)")
      } else {
        #expect(attested.decision == .held && attested.released == nil, "seed \(seed)")
      }
      #expect(attested.findings.map(\.rule) == plain.findings.map(\.rule), "no finding is lost")
    }
  }
}
