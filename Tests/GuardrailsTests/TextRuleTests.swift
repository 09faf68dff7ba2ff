import Guardrails
import Summaries
import Testing

/// Rules about the words of a summary: lexicon, regex, required_text, length.
struct TextRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: String
    let params: String
    var note = "She was seen in clinic today and feels well."
    var summary = "She was seen in clinic today."
    /// What the findings point at, in order.
    let found: [String]
    var testDescription: String { "\(kind): \(name)" }
  }

  @Test(
    "a rule about words finds what it names, and no near miss",
    arguments: [
      Case(
        name: "whatever the case", kind: "lexicon", params: "{terms: [guaranteed cure]}",
        summary: "A Guaranteed Cure exists.", found: ["Guaranteed Cure"]),
      Case(
        name: "across a line break", kind: "lexicon", params: "{terms: [guaranteed cure]}",
        summary: "A guaranteed\n  cure exists.", found: ["guaranteed\n  cure"]),
      Case(
        name: "every occurrence", kind: "lexicon", params: "{terms: [cure]}",
        summary: "A cure. Another cure.", found: ["cure", "cure"]),
      Case(
        name: "whole words only", kind: "lexicon", params: "{terms: [cure]}",
        summary: "The cured wound is secure.", found: []),
      Case(
        name: "of nested terms the longest", kind: "lexicon",
        params: "{terms: [cure, complete cure]}", summary: "A complete cure.",
        found: ["complete cure"]),
      Case(
        name: "not inside an exception", kind: "lexicon",
        params: "{terms: [cure], exceptions: [no known cure]}",
        summary: "There is no known cure. We have a cure.", found: ["cure"]),
      Case(
        name: "an exception that only touches does not count", kind: "lexicon",
        params: "{terms: [complete cure], exceptions: [nearly complete]}",
        summary: "A nearly complete cure.", found: ["complete cure"]),
      Case(
        name: "with a companion in the sentence", kind: "lexicon",
        params: "{terms: [cure], cooccur: [promise]}",
        summary: "We promise a cure. A cure was sought.", found: ["cure"]),
      Case(
        name: "a companion in the next sentence is none", kind: "lexicon",
        params: "{terms: [cure], cooccur: [promise]}",
        summary: "A cure was sought. We promise nothing.", found: []),
      Case(
        name: "denied passes where presence is asked", kind: "lexicon",
        params: "{terms: [fracture], assertion: present}",
        summary: "There is no fracture.", found: []),
      Case(
        name: "present counts where presence is asked", kind: "lexicon",
        params: "{terms: [fracture], assertion: present}",
        summary: "There is a fracture.", found: ["fracture"]),
      Case(
        name: "the note's own words pass", kind: "lexicon",
        params: "{terms: [cure, promise], unlessInNote: true}",
        note: "He asked about a cure.", summary: "Asked about a cure and a promise.",
        found: ["promise"]),
      Case(
        name: "a topic of which the note has nothing", kind: "lexicon",
        params: "{terms: [insurance, cost], unlessTopicOfNote: true}",
        note: "He asked about a cure.", summary: "The cost is met by insurance.",
        found: ["cost", "insurance"]),
      Case(
        name: "a topic of the note", kind: "lexicon",
        params: "{terms: [insurance, cost], unlessTopicOfNote: true}",
        note: "The cost worries him.", summary: "The cost is met by insurance.", found: []),
      Case(
        name: "a pattern", kind: "regex", params: #"{pattern: '\b\d{3}-\d{2}-\d{4}\b'}"#,
        summary: "Number 123-45-6789 noted.", found: ["123-45-6789"]),
      Case(
        name: "one digit fewer", kind: "regex", params: #"{pattern: '\b\d{3}-\d{2}-\d{4}\b'}"#,
        summary: "Number 123-45-678 noted.", found: []),
      Case(
        name: "case is ignored unless asked", kind: "regex", params: "{pattern: 'mrn'}",
        summary: "MRN noted.", found: ["MRN"]),
      Case(
        name: "case counts where asked", kind: "regex",
        params: "{pattern: 'mrn', caseSensitive: true}", summary: "MRN noted.", found: []),
      Case(
        name: "a card number with its check digit", kind: "regex",
        params: #"{pattern: '\d{16}', validator: luhn}"#,
        summary: "Card 4111111111111111 on file.", found: ["4111111111111111"]),
      Case(
        name: "a wrong check digit", kind: "regex",
        params: #"{pattern: '\d{16}', validator: luhn}"#,
        summary: "Card 4111111111111112 on file.", found: []),
      Case(
        name: "a number of the note", kind: "regex",
        params: #"{pattern: '\d{3}-\d{4}', unlessInNote: true}"#, note: "Call 555-0100.",
        summary: "Call 555-0100 or 555-0199.", found: ["555-0199"]),
    ])
  func wordRules(example: Case) throws {
    let fixture = try Fixture(
      Fixture.rule("words", kind: example.kind, params: example.params))
    let verdict = try fixture.judge(note: example.note, summary: example.summary)
    #expect(try verdict.summaryWords(example.summary) == example.found)
    #expect(verdict.decision == (example.found.isEmpty ? .released : .held))
  }

  @Test("a lexicon rule on the note points into the note")
  func lexiconOnNote() throws {
    let fixture = try Fixture(
      Fixture.rule("words", kind: "lexicon", params: "{terms: [interpreter], in: note}"))
    let verdict = try fixture.judge(note: "Seen with an interpreter.", summary: "Seen.")
    #expect(verdict.findings.map(\.summarySpan) == [nil])
    #expect(verdict.findings.map(\.noteSpans.count) == [1])
  }

  @Test(
    "length counts words and statements, limits included",
    arguments: [
      ("{maxWords: 4}", "One two three four.", 0), ("{maxWords: 3}", "One two three four.", 1),
      ("{minWords: 4}", "One two three four.", 0), ("{minWords: 5}", "One two three four.", 1),
      ("{maxSentences: 2}", "She is well. She left.", 0),
      ("{maxSentences: 1}", "She is well. She left.", 1),
      ("{minWords: 9, maxSentences: 1}", "She is well. She left.", 2),
    ])
  func length(params: String, summary: String, findings: Int) throws {
    let fixture = try Fixture(Fixture.rule("length", kind: "length", params: params))
    #expect(try fixture.judge(summary: summary).findings.count == findings)
  }

  @Test(
    "required words are found whatever their case and line breaks",
    arguments: [
      ("seek help", "Please SEEK\n help soon.", true), ("seek help", "Seek other help.", false),
      ("aab", "She takes aaab.", true), ("seek help now", "Seek help.", false),
    ])
  func requiredText(words: String, summary: String, isThere: Bool) throws {
    let fixture = try Fixture(
      Fixture.rule("text", kind: "required_text", params: "{text: \(words)}"))
    #expect(try fixture.judge(summary: summary).findings.isEmpty == isThere)
  }

  @Test(
    "a required disclaimer must stand for the audience in the version asked for",
    arguments: [
      ("mock", 2, Audience.clinician, true), ("mock", 3, .clinician, false),
      ("plain", 1, .patient, true), ("plain", 1, .clinician, false),
      ("extra", 1, .clinician, false),
    ])
  func requiredDisclaimer(id: String, version: Int, audience: Audience, stands: Bool) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "disclaimer", kind: "required_text",
        params: "{disclaimer: \(id), minimumVersion: \(version)}", then: "{disposition: block}"))
    let verdict = try fixture.judge(audience: audience)
    #expect(verdict.decision == (stands ? .released : .blocked))
  }

  @Test(
    "parameters that make no sense are refused",
    arguments: [
      ("lexicon", "{exceptions: [a]}"), ("lexicon", "{terms: [a], in: title}"),
      ("lexicon", "{terms: [a], in: note, unlessInNote: true}"),
      ("lexicon", "{terms: [a], in: note, unlessTopicOfNote: true}"),
      ("regex", "{pattern: '('}"), ("regex", "{caseSensitive: true}"), ("length", "{}"),
      ("length", "{minWords: 9, maxWords: 3}"), ("length", "{maxWords: 0}"),
      ("required_text", "{text: a, disclaimer: mock}"), ("required_text", "{minimumVersion: 2}"),
      ("red_flag", "{family: cardiac, urgency: soon, reason: r}"),
      ("red_flag", "{family: hearts, urgency: soon, reason: r, phrases: [p]}"),
      (
        "red_flag",
        "{family: cardiac, urgency: soon, reason: r, thresholds: [{measurement: Potassium}]}"
      ),
      (
        "red_flag",
        "{family: cardiac, urgency: soon, reason: r, "
          + "thresholds: [{measurement: Potassium, above: '6', below: '2'}]}"
      ), ("directive", "{modals: [should]}"), ("evidence_coverage", "{minimumShare: 101}"),
      ("source_note", "{requires: [french]}"), ("escalated", "{urgency: now}"),
      ("required_section", "{sections: [summary]}"),
    ])
  func refusedParameters(kind: String, params: String) {
    let messages = Fixture.diagnostics(of: Fixture.rule("wrong", kind: kind, params: params))
    #expect(!messages.isEmpty)
  }
}
