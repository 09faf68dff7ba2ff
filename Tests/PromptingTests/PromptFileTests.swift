import ClinicalLanguage
import FoundationEssentials
import Prompting
import SourceText
import Summaries
import TestSupport
import Testing

@Suite("Prompt files")
struct PromptFileTests {
  static let lexicon = Lexicon.embedded()

  private func read(_ text: String) -> (PromptFile?, [Diagnostic]) {
    PromptFile.read(Array(text.utf8), path: "p.yaml", lexicon: Self.lexicon)
  }

  static let good = """
    schema: vouch/prompt/1
    id: test.one
    version: 2
    audience: patient
    inputs: [note, words, alerts, findings]
    output: claims
    system: |
      At most {{words}} words.
    user: |
      {{note}}
      Urgent: {{alerts}}
    repair: |
      Wrong: {{findings}}
    examples:
      - note: |
          No fever. Rest.
        claims:
          - {text: No fever., section: presentation, cites: [1]}

    """

  @Test("a prompt, filled")
  func filled() throws {
    let (file, diagnostics) = read(Self.good)
    #expect(diagnostics.isEmpty)
    let prompt = try #require(file)
    #expect(prompt.id == "test.one" && prompt.version == 2 && prompt.audience == .patient)
    #expect(prompt.digest.hasPrefix("sha256:") && prompt.digest.utf8.count == 71)
    let note = NumberedNote(
      ClinicalDocument(reading: try SourceText("Chest pain. {{words}}"), lexicon: Self.lexicon))
    let filled = prompt.filled(with: note, words: 50, alerts: [1])
    #expect(filled.system == "At most 50 words.\n")
    #expect(filled.turns.map(\.isModel) == [false, true, false])
    #expect(filled.turns[1].text.contains(#""text":"No fever.""#))
    #expect(filled.turns[2].text.contains("[1] Chest pain."))
    #expect(filled.turns[2].text.contains("{{words}}"), "what a note holds is not filled")
    #expect(filled.turns[2].text.hasSuffix("Urgent: [1]\n"))
    let again = prompt.repairing(filled, reply: "{}", findings: ["a", "b"], words: 50)
    #expect(again.turns.suffix(2).map(\.text) == ["{}", "Wrong: - a\n- b\n"])
  }

  struct Mistake: Sendable {
    var replace: String
    var with: String
    var at: String
    var code: String
  }

  static let mistakes: [Mistake] = [
    Mistake(replace: "vouch/prompt/1", with: "vouch/prompt/9", at: "1:9", code: "T030"),
    Mistake(replace: "test.one", with: "Test One", at: "2:5", code: "T031"),
    Mistake(replace: "version: 2", with: "version: two", at: "3:10", code: "T014"),
    Mistake(replace: "audience: patient", with: "audience: patients", at: "4:11", code: "T017"),
    Mistake(replace: "output: claims", with: "outputs: claims", at: "6:1", code: "T012"),
    Mistake(replace: "{{words}} words", with: "{{wrods}} words", at: "8:11", code: "T033"),
    Mistake(replace: "{{words}} words", with: "{{words} words", at: "8:11", code: "T032"),
    Mistake(replace: "{{words}} words", with: "{{note}} words", at: "8:11", code: "T033"),
    Mistake(replace: "{{words}} words", with: "fifty words", at: "5:16", code: "T034"),
    Mistake(replace: "note, words,", with: "note,", at: "8:11", code: "T033"),
    Mistake(replace: "  {{note}}\n", with: "  {{note}} {{note}}\n", at: "9:7", code: "T035"),
    Mistake(replace: "{{findings}}", with: "all", at: "12:9", code: "T035"),
    Mistake(replace: "cites: [1]", with: "cites: [3]", at: "15:5", code: "T036"),
    Mistake(replace: "cites: [1]", with: "cites: [one]", at: "18:57", code: "T014"),
    Mistake(replace: "text: No fever.", with: "text: '-'", at: "15:5", code: "T036"),
  ]

  @Test("each mistake is told with its place", arguments: mistakes.indices)
  func mistake(index: Int) throws {
    let it = Self.mistakes[index]
    let parts = Self.good.components(dividedBy: it.replace)
    try #require(parts.count > 1)
    let (file, diagnostics) = read(parts[0] + it.with + parts[1])
    #expect(file == nil)
    #expect(
      diagnostics.contains { $0.code == it.code && "\($0.line):\($0.column)" == it.at },
      "\(diagnostics.map(\.rendered))")
  }

  @Test("all mistakes of a file are told at once")
  func all() {
    let (_, diagnostics) = read("schema: x\nid: X\nversion: 0\nsystem: ''\nextra: 1\n")
    #expect(diagnostics.count >= 8)
  }

  @Test("the prompts that come with Vouch have no mistakes")
  func shipped() throws {
    let folder = ChildProcess.repository + "/Prompts"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["judge-support.yaml", "summarize-clinician.yaml", "summarize-patient.yaml"])
    for name in names {
      let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
      let (file, diagnostics) = AnyPrompt.read([UInt8](data), path: name, lexicon: Self.lexicon)
      #expect(file != nil && diagnostics.isEmpty, "\(diagnostics.map(\.rendered))")
    }
  }
}

extension String {
  /// What stands before and after the first place where a text stands.
  fileprivate func components(dividedBy divider: String) -> [String] {
    let bytes = Array(utf8)
    let part = Array(divider.utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: part) }) else {
      return [self]
    }
    return [bytes[..<start], bytes[(start + part.count)...]].map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
