import ClinicalLanguage
package import Guardrails
package import Policies
package import SourceText
import StrictYAML

/// One synthetic note of the corpus with what a person expects of it.
///
/// The expectation file, in strict YAML:
/// ```yaml
/// schema: vouch/corpus/1
/// title: Chest pain with ST elevation
/// specialty: cardiology
/// style: dictated paragraphs
/// attributes: {sex: F, ageBand: 40-64, ethnicity: Chinese, language: Cantonese}
/// expect:
///   decision: released
///   escalations:
///     - {family: cardiac, words: ST elevation}
///   noEscalations: [sepsis]
///   noEscalationsAt: [glucose 5.1]
///   critical:
///     - [penicillin]
///   absent: [discharge home]
/// ```
package struct CorpusCase: Sendable {
  /// An escalation that must be raised, and words that one of its places in the note must hold.
  package struct ExpectedEscalation: Sendable, Hashable {
    package let family: EscalationFamily
    package let words: String
  }

  package let title: String
  package let specialty: String
  package let style: String
  package let sex: String?
  package let ageBand: String?
  /// As the note has it; nil where it says nothing.
  package let ethnicity: String?
  /// What is spoken with the person or at home, where the note says so.
  package let language: String?
  /// What a clinician's summary of the default length must come to.
  package let decision: Decision
  package let escalations: [ExpectedEscalation]
  /// Families that must not be raised.
  package let noEscalations: [EscalationFamily]
  /// Words that no place of an escalation may hold.
  package let noEscalationsAt: [String]
  /// Each entry lists alternatives, one of which the summary must hold, without regard to case.
  package let critical: [[String]]
  /// Words that the summary must not hold, without regard to case.
  package let absent: [String]

  /// Reads an expectation file; the case is nil exactly where a diagnostic is an error.
  package static func load(
    _ bytes: [UInt8], path: String
  ) -> (value: CorpusCase?, diagnostics: [Diagnostic]) {
    YAMLDocument.decode(bytes, path: path, family: "E") { file in
      _ = file.requiredChoice("schema", of: Schema.self)
      let title = file.requiredString("title")
      let specialty = file.requiredString("specialty")
      let style = file.requiredString("style")
      var sex: String?
      var ageBand: String?
      var ethnicity: String?
      var language: String?
      _ = file.mapping("attributes") { attributes in
        sex = attributes.string("sex")
        ageBand = attributes.string("ageBand")
        ethnicity = attributes.string("ethnicity")
        language = attributes.string("language")
        return true
      }
      let expected = file.requiredMapping("expect") { expect -> CorpusCase? in
        let decision = expect.requiredChoice("decision", of: Decision.self)
        let escalations = expect.mappings("escalations") { row -> ExpectedEscalation? in
          guard let family = row.requiredChoice("family", of: EscalationFamily.self),
            let words = row.requiredString("words")
          else { return nil }
          return ExpectedEscalation(family: family, words: words)
        }
        let excluded = expect.choices("noEscalations", of: EscalationFamily.self)
        let quietPlaces = expect.strings("noEscalationsAt")
        let critical = expect.stringLists("critical")
        let absent = expect.strings("absent")
        guard let title, let specialty, let style, let decision else { return nil }
        return CorpusCase(
          title: title, specialty: specialty, style: style, sex: sex, ageBand: ageBand,
          ethnicity: ethnicity, language: language, decision: decision,
          escalations: escalations ?? [], noEscalations: excluded ?? [],
          noEscalationsAt: quietPlaces ?? [], critical: critical ?? [], absent: absent ?? [])
      }
      return expected
    }
  }

  private enum Schema: String, CaseIterable { case corpus1 = "vouch/corpus/1" }
}

extension CorpusCase {
  /// How an outcome differs from what is expected, one line each; none where it agrees.
  package func differences(from outcome: Outcome) -> [String] {
    var differences: [String] = []
    if outcome.decision != decision {
      let rules = outcome.verdict.findings.map(\.rule).joined(separator: ", ")
      differences.append(
        "decision is \(outcome.decision.rawValue), expected \(decision.rawValue) (\(rules))")
    }
    let raised = outcome.verdict.escalations
    for expected in escalations {
      let places = raised.filter { $0.family == expected.family }.flatMap(\.noteSpans)
      let words = expected.words.lowercased()
      if !places.contains(where: {
        outcome.document.text.string($0).lowercased().contains(words)
      }) {
        differences.append("no \(expected.family.rawValue) escalation at '\(expected.words)'")
      }
    }
    for escalation in raised where noEscalations.contains(escalation.family) {
      differences.append("\(escalation.rule) raised a \(escalation.family.rawValue) escalation")
    }
    for escalation in raised {
      let places = escalation.noteSpans.map { outcome.document.text.string($0).lowercased() }
      for words in noEscalationsAt
      where places.contains(where: { $0.contains(words.lowercased()) }) {
        differences.append("\(escalation.rule) raised an escalation at '\(words)'")
      }
    }
    let shown = outcome.verdict.released.map { $0.text.string.lowercased() } ?? ""
    if decision.isShown {
      for alternatives in critical
      where !alternatives.contains(where: { shown.contains($0.lowercased()) }) {
        differences.append("the summary lacks \(alternatives.joined(separator: " or "))")
      }
    }
    for words in absent where shown.contains(words.lowercased()) {
      differences.append("the summary holds '\(words)'")
    }
    return differences
  }
}
