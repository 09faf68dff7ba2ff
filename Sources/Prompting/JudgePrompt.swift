package import ClinicalLanguage
import Cryptography
package import SourceText
import StrictYAML

/// What a model is told that judges statements of a summary, checked like the prompts for summaries.
///
/// ```yaml
/// schema: vouch/prompt/1
/// id: judge.support
/// version: 1
/// inputs: [note, statements]
/// output: verdicts
/// system: |
///   You compare statements with a note. …
/// user: |
///   {{note}}
///   {{statements}}
/// examples:
///   - note: |
///       Denies chest pain.
///     verdicts:
///       - {statement: Chest pain is denied., supported: true}
/// ```
package struct JudgePrompt: Sendable {
  package struct Verdict: Sendable, Hashable {
    package var statement: String
    package var isSupported: Bool
  }

  package struct Example: Sendable {
    package let note: NumberedNote
    package let verdicts: [Verdict]
  }

  package let id: String
  package let version: Int
  let system: PromptText
  let user: PromptText
  package let examples: [Example]
  /// `sha256:` and the digest of the file, byte for byte.
  package let digest: String
}

extension JudgePrompt {
  /// Puts a note and statements about it into the prompt.
  package func filled(
    with note: NumberedNote, statements: NumberedStatements
  ) -> FilledPrompt {
    func turn(_ note: NumberedNote, _ statements: NumberedStatements) -> FilledPrompt.Turn {
      FilledPrompt.Turn(
        isModel: false, text: user.filled([.note: note.text, .statements: statements.text]))
    }
    var turns: [FilledPrompt.Turn] = []
    for example in examples {
      turns.append(
        turn(
          example.note, NumberedStatements(example.verdicts.map(\.statement))))
      turns.append(
        FilledPrompt.Turn(
          isModel: true, text: VerdictsSchema.reply(example.verdicts.map(\.isSupported))))
    }
    turns.append(turn(note, statements))
    return FilledPrompt(system: system.filled([:]), turns: turns)
  }
}

/// Statements as a model sees them: numbered from 1, one a line, between marks that they cannot hold.
package struct NumberedStatements: Sendable {
  package let count: Int
  package let text: String

  package init(_ statements: [String]) {
    count = statements.count
    let lines = statements.enumerated().map { index, statement in
      "(\(index + 1)) \(NumberedNote.plain(Array(statement.utf8)[...]))"
    }
    let joined = lines.joined(separator: "\n")
    let mark = "statements-\(SHA256.hash(Array(joined.utf8)).hex.prefix(16))"
    text = "<\(mark)>\n\(joined)\n</\(mark)>"
  }
}

/// A prompt file of any kind, told apart by its `output`.
package enum AnyPrompt: Sendable {
  case claims(PromptFile)
  case verdicts(JudgePrompt)

  /// Reads a file; the prompt is nil exactly where a diagnostic is an error.
  package static func read(
    _ bytes: [UInt8], path: String, lexicon: Lexicon
  ) -> (AnyPrompt?, [Diagnostic]) {
    YAMLDocument.decode(bytes, path: path, family: "T") { fields in
      let digest = "sha256:\(SHA256.hash(bytes).hex)"
      var isJudge = false
      if case .scalar(let output) = fields.peek("output")?.value.content {
        isJudge = output.text == PromptFile.Output.verdicts.rawValue
      }
      var reader = PromptReader(fields, lexicon: lexicon)
      defer { fields = reader.fields }
      return isJudge
        ? reader.readJudge(digest: digest).map { .verdicts($0) }
        : reader.read(digest: digest).map { .claims($0) }
    }
  }
}
