package import ClinicalLanguage
import FoundationEssentials
import Policies
package import Prompting
package import SourceText
package import Summaries

/// Reads a folder of prompt files, one for each audience and one for judging.
package struct PromptFolder: Sendable {
  package enum LoadError: Error {
    /// The folder is missing or cannot be read, or has no prompt for an audience; and how to mend it.
    case unreadable(path: String, reason: String)
    case invalid([Diagnostic])
  }

  private let prompts: [Audience: PromptFile]
  /// What models are asked with that judge; nil where the folder has no such prompt.
  package let judge: JudgePrompt?

  /// What replies to an audience are asked with.
  package subscript(audience: Audience) -> PromptFile? { prompts[audience] }

  /// All of them, in the order of the audiences.
  package var all: [PromptFile] { Audience.allCases.compactMap { prompts[$0] } }

  /// - Parameter lexicon: to read the notes of examples with.
  package static func load(_ path: String, lexicon: Lexicon) throws(LoadError) -> PromptFolder {
    let files: [PolicyFile]
    do throws(PolicyFolder.LoadError) { files = try PolicyFolder.files(in: path) } catch {
      switch error {
      case .unreadable(let path, let reason):
        // It is read like a folder of policies; only the option is another.
        let isMissing = reason.hasPrefix("no such folder")
        throw .unreadable(
          path: path,
          reason: isMissing
            ? "no such folder; name one with --prompts, or write one with 'vouch init'" : reason)
      case .invalid(let diagnostics): throw .invalid(diagnostics)
      }
    }
    var prompts: [Audience: (PromptFile, String)] = [:]
    var judge: (JudgePrompt, String)?
    var diagnostics: [Diagnostic] = []
    for file in files {
      let (read, problems) = AnyPrompt.read(file.bytes, path: file.path, lexicon: lexicon)
      diagnostics += problems
      let prompt: PromptFile
      switch read {
      case nil: continue
      case .claims(let found): prompt = found
      case .verdicts(let found):
        if let (_, other) = judge {
          throw .unreadable(
            path: file.path, reason: "\(other) is a prompt for judging, too; keep one")
        }
        judge = (found, file.path)
        continue
      }
      if let (_, other) = prompts[prompt.audience] {
        throw .unreadable(
          path: file.path,
          reason:
            "\(other) is a prompt for the audience '\(prompt.audience.rawValue)', too; keep one")
      }
      prompts[prompt.audience] = (prompt, file.path)
    }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      throw .invalid(diagnostics.sorted())
    }
    guard !prompts.isEmpty || judge != nil else {
      throw .unreadable(path: path, reason: "no prompt in it; write some with 'vouch init'")
    }
    return PromptFolder(prompts: prompts.mapValues(\.0), judge: judge?.0)
  }
}
