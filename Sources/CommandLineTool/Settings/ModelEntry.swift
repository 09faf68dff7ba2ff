import ModelClient
import SourceText
import StrictYAML

/// One model of a configuration, as it is written; what it leaves out, the environment and the dialect
/// fill in.
///
/// ```yaml
/// models:
///   - name: ward                  # what --model calls it
///     dialect: openai             # openai | azure | anthropic | ollama
///     url: https://llm.example.org/v1
///     model: llama-3.3-70b
///     key: {variable: WARD_KEY}   # or {file: key.txt}, {command: [pass, show, ward]}
///     version: 2024-10-21         # of the interface: azure, anthropic
///     stream: true
///     structure: auto             # auto | schema | object | text
///     temperature: 0              # or none
///     seed: 7                     # or none
///     outputLimit: max_tokens     # max_tokens | max_completion_tokens
///     outputTokens: 2048
///     contextTokens: 16384
///     timeouts: {connect: 5s, idle: 30s, whole: 2m}
///     attempts: 3
///     concurrency: 8
///     plainHTTP: false
///     certificates: ca.pem
/// ```
struct ModelEntry: Sendable, Equatable {
  var name: String
  var dialect: ModelProfile.Dialect
  var model: String
  var endpoint: Endpoint?
  var key: KeySource?
  var version: String?
  var isStreaming = true
  var structure = ModelProfile.Structure.automatic
  var parameters = ModelProfile.Parameters()
  var limits = ModelProfile.Limits()
  var allowsPlainHTTP = false
  var certificates: String?

  init(name: String, dialect: ModelProfile.Dialect, model: String) {
    self.name = name
    self.dialect = dialect
    self.model = model
  }

  /// - Parameter folder: that of the file, where relative paths begin.
  static func read(_ fields: inout MappingReader, folder: String) -> ModelEntry? {
    let name = fields.requiredString("name")
    let dialect = fields.requiredChoice("dialect", of: ModelProfile.Dialect.self)
    let model = fields.requiredString("model")
    if let model, !ModelName.isPlain(model) {
      fields.problems.report(
        at: fields.place(of: "model"), .notAChoice, "this is no name of a model",
        hint: "letters, digits and - _ . / : @ +, at most 128")
    }
    if let name, !ModelName.isPlain(name) || name.utf8.contains(UInt8(ascii: ":")) {
      fields.problems.report(
        at: fields.place(of: "name"), .notAChoice, "this cannot be the name of a model here",
        hint: "letters, digits and - _ . / @ +")
    }
    var entry = ModelEntry(
      name: name ?? "", dialect: dialect ?? .openai, model: model ?? "")
    entry.endpoint = address(&fields)
    entry.key = fields.mapping("key") { (key: inout MappingReader) in source(&key, folder) }
    entry.version = fields.string("version")
    entry.isStreaming = fields.flag("stream", default: true)
    entry.structure = fields.choice(
      "structure", of: ModelProfile.Structure.self, default: .automatic)
    readParameters(&fields, into: &entry)
    readLimits(&fields, into: &entry.limits)
    entry.allowsPlainHTTP = fields.flag("plainHTTP", default: false)
    entry.certificates = fields.string("certificates").map { FilePath.join(folder, $0) }
    guard name != nil, dialect != nil, model != nil else { return nil }
    return entry
  }

  private static func address(_ fields: inout MappingReader) -> Endpoint? {
    guard let text = fields.string("url") else { return nil }
    do throws(EndpointError) { return try Endpoint(text) } catch {
      fields.problems.report(
        at: fields.place(of: "url"), .notAChoice, error.message, hint: error.hint)
      return nil
    }
  }

  private static func source(_ fields: inout MappingReader, _ folder: String) -> KeySource? {
    let variable = fields.string("variable")
    let file = fields.string("file")
    let command = fields.strings("command", atLeast: 1)
    let sources: [KeySource?] = [
      variable.map { .variable($0) }, file.map { .file(FilePath.join(folder, $0)) },
      command.map { .command($0) },
    ]
    let given = sources.compactMap(\.self)
    guard given.count == 1 else {
      fields.problems.report(
        at: fields.span, .wrongShape, "'key' names exactly one of variable, file and command",
        hint: "such as 'key: {variable: OPENAI_API_KEY}'; the key itself does not belong here")
      return nil
    }
    return given[0]
  }

  private static func readParameters(
    _ fields: inout MappingReader, into entry: inout ModelEntry
  ) {
    if let text = fields.string("temperature") {
      let isNumber =
        (1...6).contains(text.utf8.count)
        && text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E }
        && Double(text).map { (0...2).contains($0) } ?? false && text.utf8.first != 0x2E
        && text.utf8.last != 0x2E
      let isCanonical = !text.hasPrefix("0") || text == "0" || text.hasPrefix("0.")
      if text != "none", !isNumber || !isCanonical {
        fields.problems.report(
          at: fields.place(of: "temperature"), .notANumber,
          "'temperature' must be a number from 0 to 2, or none")
      }
      entry.parameters.temperature = text == "none" ? nil : text
    }
    if let text = fields.string("seed") {
      let number = Int(text)
      if text != "none", number == nil || !(0...Int(Int32.max)).contains(number ?? -1) {
        fields.problems.report(
          at: fields.place(of: "seed"), .notANumber,
          "'seed' must be a whole number from 0 to \(Int32.max), or none")
      }
      entry.parameters.seed = number
    }
    entry.parameters.outputLimitName = fields.choice(
      "outputLimit", of: ModelProfile.Parameters.OutputLimitName.self, default: .maxTokens)
  }

  private static func readLimits(
    _ fields: inout MappingReader, into limits: inout ModelProfile.Limits
  ) {
    limits.outputTokens = fields.integer("outputTokens", in: 16...200_000) ?? limits.outputTokens
    limits.contextTokens =
      fields.integer("contextTokens", in: 512...10_000_000) ?? limits.contextTokens
    limits.attempts = fields.integer("attempts", in: 1...10) ?? limits.attempts
    limits.concurrency = fields.integer("concurrency", in: OptionLimits.jobs) ?? limits.concurrency
    let times = fields.mapping("timeouts") { (times: inout MappingReader) in
      ["connect", "idle", "whole"].map { duration($0, &times) }
    }
    guard let times else { return }
    limits.connect = times[0] ?? limits.connect
    limits.idle = times[1] ?? limits.idle
    limits.whole = times[2] ?? limits.whole
  }

  /// `500ms`, `5s` or `2m`, in milliseconds.
  private static func duration(_ key: String, _ fields: inout MappingReader) -> Int? {
    guard let text = fields.string(key) else { return nil }
    let digits = text.utf8.prefix { $0 &- 0x30 < 10 }
    let scales = ["ms": 1, "s": 1000, "m": 60_000]
    let unit = String(text.dropFirst(digits.count))
    guard (1...6).contains(digits.count), let scale = scales[unit],
      let count = Int(String(decoding: digits, as: UTF8.self)),
      (1...3_600_000).contains(count * scale)
    else {
      fields.problems.report(
        at: fields.place(of: key), .notANumber, "'\(key)' is no time",
        hint: "such as 500ms, 5s or 2m; at most 60m")
      return nil
    }
    return count * scale
  }
}
