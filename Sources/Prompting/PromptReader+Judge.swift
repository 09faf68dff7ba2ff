import ClinicalLanguage
import SourceText
import StrictYAML

extension PromptReader {
  /// Reads a prompt whose output is `verdicts`.
  mutating func readJudge(digest: String) -> JudgePrompt? {
    readSchema()
    let id = identifier()
    let version = fields.requiredInteger("version", in: 1...1_000_000)
    let inputs = listedInputs()
    _ = fields.requiredChoice("output", of: PromptFile.Output.self)
    var used: Set<PromptFile.Input> = []
    let system = text("system", may: [], must: [], inputs, &used)
    let user = text("user", may: [.note, .statements], must: [.note, .statements], inputs, &used)
    reportUnused(inputs, used)
    let examples = judgedExamples()
    guard let id, let version, let system, let user else { return nil }
    return JudgePrompt(
      id: id, version: version, system: system, user: user, examples: examples, digest: digest)
  }

  private mutating func judgedExamples() -> [JudgePrompt.Example] {
    let lexicon = lexicon
    return fields.mappings("examples") { (example: inout MappingReader) -> JudgePrompt.Example? in
      let note = example.requiredString("note")
      let verdicts = example.requiredMappings("verdicts") {
        (verdict: inout MappingReader) -> JudgePrompt.Verdict? in
        let statement = verdict.requiredString("statement")
        let isSupported = verdict.requiredFlag("supported")
        guard let statement, let isSupported else { return nil }
        return JudgePrompt.Verdict(statement: statement, isSupported: isSupported)
      }
      guard let note, let verdicts, !verdicts.isEmpty,
        // reason: YAML itself lets no other text through.
        let source = try? SourceText(note)
      else { return nil }
      return JudgePrompt.Example(
        note: NumberedNote(ClinicalDocument(reading: source, lexicon: lexicon)), verdicts: verdicts)
    } ?? []
  }
}
