import ClinicalLanguage
import Guardrails
package import ModelClient
import Prompting
package import Summaries

/// A language model that writes summaries, trusted with nothing: the prompts that it is asked with, and
/// how it is reached.
package struct RemoteEngine: Sendable {
  package private(set) var client: any ModelSource
  package let prompts: PromptFolder
  /// The key behind surrogates; nil where notes are sent as they are.
  package let deidentification: DeidentificationKey?
  /// See `GuardrailEngine.blocking`.
  let blocking: GuardrailEngine?

  /// How often a model is asked for another summary of one note.
  package static let mostRegenerations = 2

  package init(
    client: any ModelSource, prompts: PromptFolder, deidentification: DeidentificationKey?,
    workspace: Workspace
  ) {
    self.client = client
    self.prompts = prompts
    self.deidentification = deidentification
    blocking = client.profile.isStreaming ? workspace.guardrails.blocking : nil
  }

  /// The same engine for one occasion, which a recording tells from others.
  package func on(_ occasion: String) -> RemoteEngine {
    var engine = self
    engine.client = client.on(occasion)
    return engine
  }

  /// Names all that a reply depends on beside its note: the model with its parameters, and the prompts.
  package var configuration: String {
    let request = ModelRequest(
      system: "", messages: [], schema: .init(name: ClaimsSchema.name, json: ClaimsSchema.json),
      schemaInWords: ClaimsSchema.inWords)
    let parts =
      [
        client.profile.dialect.rawValue,
        String(decoding: client.firstRequest(request).body, as: UTF8.self),
        deidentification == nil ? "" : "deidentified",
      ] + prompts.all.map(\.digest)
    return RemoteDigest.hex(parts.joined(separator: "\n"))
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
