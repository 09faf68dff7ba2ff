import SourceText
import StrictYAML
import Summaries

/// What a configuration file says; every field may be left out.
///
/// ```yaml
/// schema: vouch/config/1
/// policies: Policies      # from the folder of this file
/// audit: audit            # from the folder of this file
/// anchor: audit.anchor    # from the folder of this file
/// retain: full            # full | hashes
/// audience: clinician     # clinician | patient
/// words: 120
/// jobs: 4
/// color: auto             # auto | always | never
/// engine: extractive      # extractive | remote
/// prompts: Prompts        # from the folder of this file
/// model: ward             # which of the models, by name
/// models: []              # see `ModelEntry`
/// ```
struct Configuration: Sendable, Equatable {
  var policies: String?
  var audit: String?
  var anchor: String?
  var retention: ContentRetention?
  var audience: Audience?
  var words: Int?
  var jobs: Int?
  var color: ColorChoice?
  var engine: WritingEngine?
  var prompts: String?
  var model: String?
  var models: [ModelEntry] = []

  static let schema = "vouch/config/1"

  /// Reads a file; the configuration is nil exactly where a diagnostic is an error.
  static func read(_ bytes: [UInt8], path: String) -> (Configuration?, [Diagnostic]) {
    let folder = FilePath.directory(of: path)
    let (value, diagnostics) = YAMLDocument.decode(bytes, path: path, family: "C") {
      (fields: inout MappingReader) -> Configuration? in
      let schema = fields.requiredString("schema")
      if let schema, schema != Self.schema {
        fields.problems.report(
          at: fields.place(of: "schema"), .notAChoice, "this is no configuration file of Vouch",
          hint: "write 'schema: \(Self.schema)'")
      }
      return Configuration(
        policies: fields.string("policies").map { FilePath.join(folder, $0) },
        audit: fields.string("audit").map { FilePath.join(folder, $0) },
        anchor: fields.string("anchor").map { FilePath.join(folder, $0) },
        retention: fields.choice("retain", of: ContentRetention.self),
        audience: fields.choice("audience", of: Audience.self),
        words: fields.integer("words", in: OptionLimits.words),
        jobs: fields.integer("jobs", in: OptionLimits.jobs),
        color: fields.choice("color", of: ColorChoice.self),
        engine: fields.choice("engine", of: WritingEngine.self),
        prompts: fields.string("prompts").map { FilePath.join(folder, $0) },
        model: fields.string("model"), models: models(&fields, folder))
    }
    // A key that somebody wrote where it must not stand is not repeated.
    return (
      value,
      diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        if diagnostic.sourceLine?.contains("key") == true { diagnostic.sourceLine = nil }
        return diagnostic
      }
    )
  }

  private static func models(_ fields: inout MappingReader, _ folder: String) -> [ModelEntry] {
    var models: [ModelEntry] = []
    return fields.mappings("models") { (model: inout MappingReader) -> ModelEntry? in
      guard let entry = ModelEntry.read(&model, folder: folder) else { return nil }
      guard !models.contains(where: { $0.name == entry.name }) else {
        model.problems.report(
          at: model.place(of: "name"), .repeatedItem, "there is another model of this name")
        return nil
      }
      models.append(entry)
      return entry
    } ?? []
  }

  /// What this file says, and where it says nothing, what the other does.
  func over(_ other: Configuration) -> Configuration {
    Configuration(
      policies: policies ?? other.policies, audit: audit ?? other.audit,
      anchor: anchor ?? other.anchor, retention: retention ?? other.retention,
      audience: audience ?? other.audience, words: words ?? other.words, jobs: jobs ?? other.jobs,
      color: color ?? other.color, engine: engine ?? other.engine,
      prompts: prompts ?? other.prompts, model: model ?? other.model,
      // A project's model comes before the user's of the same name.
      models: models + other.models.filter { model in !models.contains { $0.name == model.name } })
  }
}
