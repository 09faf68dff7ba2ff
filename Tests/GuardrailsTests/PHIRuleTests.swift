import Guardrails
import SourceText
import Summaries
import Testing

/// The rule kind `phi`: what counts, and what stands in its place.
struct PHIRuleTests {
  private static let redact = "{disposition: annotate, obligations: [redact]}"

  private func verdict(
    _ params: String, _ summary: String, audience: Audience = .clinician, more: String = ""
  ) throws -> Verdict {
    try Fixture(
      Fixture.rule("privacy", kind: "phi", params: params, then: Self.redact, more: more)
    ).judge(summary: summary, audience: audience)
  }

  static let summary =
    "Margaret Olsen (DOB 04/12/1948, MRN 5528194), seen 10/6/2008 in Houston by Dr. Harris."

  @Test(
    "the types that count, and whose names",
    arguments: [
      ("{}", ["Margaret Olsen", "04/12/1948", "5528194"]),
      ("{clinicians: true}", ["Margaret Olsen", "04/12/1948", "5528194", "Harris"]),
      ("{types: [MRN]}", ["5528194"]),
      ("{types: [DATE, LOCATION]}", ["04/12/1948", "10/6/2008", "Houston"]),
      ("{types: [PHONE, EMAIL]}", []),
    ] as [(String, [String])])
  func types(params: String, found: [String]) throws {
    #expect(try verdict(params, Self.summary).summaryWords(Self.summary) == found)
  }

  @Test("redacted, the words are gone and a mark is seen")
  func redacted() throws {
    let verdict = try verdict("{types: [NAME, MRN]}", Self.summary)
    let text = try #require(verdict.released).text.string
    #expect(verdict.decision == .annotated)
    #expect(text.hasPrefix("[redacted] (DOB 04/12/1948, MRN [redacted]), seen"))
  }

  @Test("masked, the form is seen")
  func masked() throws {
    let verdict = try verdict("{types: [NAME, MRN], operator: mask}", Self.summary)
    let text = try #require(verdict.released).text.string
    #expect(text.hasPrefix("******** ***** (DOB 04/12/1948, MRN *******), seen"))
  }

  @Test("with surrogates, another name of the form is seen, the same each time")
  func surrogates() throws {
    let params = "{types: [NAME, MRN], operator: surrogate}"
    let first = try #require(try verdict(params, Self.summary).released)
    let second = try #require(try verdict(params, Self.summary).released)
    #expect(first.text.string == second.text.string)
    #expect(first.edits.count == 2)
    for edit in first.edits {
      #expect(edit.replacement != "[redacted]" && !edit.replacement.isEmpty)
      #expect(!Self.summary.contains(edit.replacement))
    }
    #expect(!first.text.string.contains("Olsen") && !first.text.string.contains("5528194"))
  }

  @Test("for one audience alone, by a condition")
  func audience() throws {
    let when = "when: audience == \"patient\""
    #expect(try verdict("{}", Self.summary, more: when).decision == .released)
    #expect(
      try verdict("{}", Self.summary, audience: .patient, more: when).decision == .annotated)
  }

  @Test("a summary without identifiers is not touched")
  func clean() throws {
    let summary = "A 92-year-old man seen 10/6/2008 in Houston by Dr. Harris with Graves disease."
    let verdict = try verdict("{}", summary)
    #expect(verdict.decision == .released && verdict.findings.isEmpty)
  }

  @Test("messages say what was found and quote nothing of it")
  func messages() throws {
    for finding in try verdict("{clinicians: true}", Self.summary).findings {
      for word in ["Margaret", "Olsen", "5528194", "1948", "Harris"] {
        #expect(!finding.message.contains(word))
      }
    }
  }

  @Test(
    "mistakes in the parameters are reported",
    arguments: [
      "{types: [NAMES]}", "{types: []}", "{operator: hide}", "{clinicians: maybe}", "{a: b}",
    ])
  func mistakes(params: String) {
    #expect(!Fixture.diagnostics(of: Fixture.rule("privacy", kind: "phi", params: params)).isEmpty)
  }
}
