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
/// form: dictation
/// attributes: {sex: F, ageBand: 40-64, ethnicity: Chinese, language: Cantonese}
/// expect:
///   decision: released
///   external: released
///   escalations:
///     - {family: cardiac, words: ST elevation}
///   noEscalations: [sepsis]
///   noEscalationsAt: [glucose 5.1]
///   critical:
///     - [penicillin]
///   absent: [discharge home]
/// references:
///   clinician: >-
///     Chest pain with ST elevation…
/// facts:
///   - {class: allergy, words: [penicillin]}
/// ```
package struct CorpusCase: Sendable {
  /// An escalation that must be raised, and words that one of its places in the note must hold.
  package struct ExpectedEscalation: Sendable, Hashable {
    package let family: EscalationFamily
    package let words: String
  }

  /// How the note is written, whatever its specialty.
  package enum Form: String, Sendable, CaseIterable {
    case narrative, dictation, soap, letter, log, form, report, call
  }

  /// Summaries that a person wrote of the note; a note may have none.
  package struct References: Sendable, Hashable {
    package let clinician: String?
    package let patient: String?

    package init(clinician: String?, patient: String?) {
      self.clinician = clinician
      self.patient = patient
    }
  }

  /// One thing that a careful summary carries, whatever its length.
  package struct CriticalFact: Sendable, Hashable {
    /// What sort of thing it is (after the classes of omissions in CREOLA: Asgari and others, "A
    /// framework to assess clinical safety and hallucination rates of LLMs", npj Digit Med 2025).
    package enum Class: String, Sendable, CaseIterable {
      case medication, allergy, problem, measurement, procedure, plan
      case followUp = "follow_up"
      case codeStatus = "code_status"
      case identity
      case redFlag = "red_flag"
    }

    package let factClass: Class
    /// Alternatives, one of which states the fact, without regard to case.
    package let words: [String]

    package init(factClass: Class, words: [String]) {
      self.factClass = factClass
      self.words = words
    }
  }

  package let title: String
  package let specialty: String
  package let style: String
  package let form: Form?
  package let sex: String?
  package let ageBand: String?
  /// As the note has it; nil where it says nothing.
  package let ethnicity: String?
  /// What is spoken with the person or at home, where the note says so.
  package let language: String?
  /// What a clinician's summary of the default length by Vouch's own engine must come to.
  package let decision: Decision
  /// What every summary that another system wrote must come to, however true it is, where the note alone
  /// decides it: its text gives orders to a machine, which a language model may have followed. As a rule
  /// the same as `decision`.
  package let external: Decision
  package let escalations: [ExpectedEscalation]
  /// Families that must not be raised.
  package let noEscalations: [EscalationFamily]
  /// Words that no place of an escalation may hold.
  package let noEscalationsAt: [String]
  /// Each entry lists alternatives, one of which the summary must hold, without regard to case.
  package let critical: [[String]]
  /// Words that the summary must not hold, without regard to case.
  package let absent: [String]
  package let references: References
  package let facts: [CriticalFact]

  /// Reads an expectation file; the case is nil exactly where a diagnostic is an error.
  package static func load(
    _ bytes: [UInt8], path: String
  ) -> (value: CorpusCase?, diagnostics: [Diagnostic]) {
    YAMLDocument.decode(bytes, path: path, family: "E") { file in
      _ = file.requiredChoice("schema", of: Schema.self)
      let title = file.requiredString("title")
      let specialty = file.requiredString("specialty")
      let style = file.requiredString("style")
      let form = file.choice("form", of: Form.self)
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
      let references = file.mapping("references") { row in
        References(clinician: row.string("clinician"), patient: row.string("patient"))
      }
      let facts = file.mappings("facts") { row -> CriticalFact? in
        let factClass = row.requiredChoice("class", of: CriticalFact.Class.self)
        let words = row.requiredStrings("words")
        guard let factClass, let words else { return nil }
        return CriticalFact(factClass: factClass, words: words)
      }
      let expected = file.requiredMapping("expect") { expect -> CorpusCase? in
        let decision = expect.requiredChoice("decision", of: Decision.self)
        let external = expect.choice("external", of: Decision.self)
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
          title: title, specialty: specialty, style: style, form: form, sex: sex,
          ageBand: ageBand, ethnicity: ethnicity, language: language, decision: decision,
          external: external ?? decision, escalations: escalations ?? [],
          noEscalations: excluded ?? [],
          noEscalationsAt: quietPlaces ?? [], critical: critical ?? [], absent: absent ?? [],
          references: references ?? References(clinician: nil, patient: nil), facts: facts ?? [])
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
