import ClinicalLanguage
import Guardrails
package import ModelClient
import Prompting
package import Summaries

/// A language model that writes summaries, trusted with nothing: the prompts that it is asked with, and
/// how it is reached.
package struct RemoteEngine: Sendable {
  package let client: ModelClient
  package let prompts: PromptFolder
  /// The key behind surrogates; nil where notes are sent as they are.
  package let deidentification: DeidentificationKey?
  /// See `GuardrailEngine.blocking`.
  let blocking: GuardrailEngine?

  /// How often a model is asked for another summary of one note.
  package static let mostRegenerations = 2

  package init(
    client: ModelClient, prompts: PromptFolder, deidentification: DeidentificationKey?,
    workspace: Workspace
  ) {
    self.client = client
    self.prompts = prompts
    self.deidentification = deidentification
    blocking = client.profile.isStreaming ? workspace.guardrails.blocking : nil
  }

  package var identity: EngineIdentity {
    EngineIdentity(kind: .remote, name: client.profile.model)
  }
}

/// Makes the start of a run durable before its note leaves the machine.
package protocol RunStarting: Sendable {
  /// The id of the run, which the record at its end carries.
  func start(_ run: RemoteRun, _ input: NoteInput, _ engine: EngineIdentity) throws(WorkflowError)
    -> String
  /// The run ends without an outcome.
  func fail(_ run: RemoteRun, _ input: NoteInput, _ engine: EngineIdentity, code: String)
    throws(WorkflowError)
}
