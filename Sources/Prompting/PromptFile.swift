package import ClinicalLanguage
import Cryptography
package import SourceText
import StrictYAML
package import Summaries

/// A prompt: what a model is told before it gets a note, checked like a policy.
///
/// ```yaml
/// schema: vouch/prompt/1
/// id: summarize.clinician
/// version: 1
/// audience: clinician          # clinician | patient
/// inputs: [note, words, alerts, findings]
/// output: claims               # the form of the reply
/// system: |
///   You summarize clinical notes in at most {{words}} words. …
/// user: |
///   {{note}}
///   Sentences that must be stated: {{alerts}}
/// repair: |
///   Your summary was not accepted: {{findings}} …
/// examples:
///   - note: |
///       Denies chest pain.
///     claims:
///       - {text: No chest pain., section: presentation, cites: [1]}
/// ```
/// The note goes to the model as the user's words, never as the system's; an example is checked by the
/// decoder that checks replies.
package struct PromptFile: Sendable {
  package static let schema = "vouch/prompt/1"

  /// What can be put into a prompt.
  package enum Input: String, Sendable, Hashable, CaseIterable {
    /// The numbered note.
    case note
    /// The most words of the summary.
    case words
    /// The numbers of the sentences that raise alerts.
    case alerts
    /// What was wrong with the reply before.
    case findings
    /// The statements that are to be judged, numbered.
    case statements
  }

  package enum Output: String, Sendable, Hashable, CaseIterable {
    /// A summary.
    case claims
    /// What is to be said of each statement of one: see `JudgePrompt`.
    case verdicts
  }

  package struct Example: Sendable {
    package let note: NumberedNote
    package let claims: [ModelClaim]
  }

  package let id: String
  package let version: Int
  package let audience: Audience
  let system: PromptText
  let user: PromptText
  let repair: PromptText
  package let examples: [Example]
  /// `sha256:` and the digest of the file, byte for byte: of all that was said to the model.
  package let digest: String

  /// Reads a file with a prompt for summaries; the prompt is nil exactly where a diagnostic is an error.
  package static func read(
    _ bytes: [UInt8], path: String, lexicon: Lexicon
  ) -> (PromptFile?, [Diagnostic]) {
    YAMLDocument.decode(bytes, path: path, family: "T") { fields in
      var reader = PromptReader(fields, lexicon: lexicon)
      let prompt = reader.read(digest: "sha256:\(SHA256.hash(bytes).hex)")
      fields = reader.fields
      return prompt
    }
  }
}

/// Text with places for inputs: `{{words}}`.
struct PromptText: Sendable {
  enum Piece: Sendable {
    case words(String)
    case input(PromptFile.Input)
  }

  var pieces: [Piece]

  func filled(_ values: [PromptFile.Input: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let text): text
      // All inputs of a text were settled when it was read.
      case .input(let input): values[input] ?? ""
      }
    }.joined()
  }
}
