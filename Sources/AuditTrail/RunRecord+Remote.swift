import CanonicalJSON

extension RunRecord {
  /// What came of asking a language model: counts and codes.
  package struct Remote: Sendable, Hashable, Decodable {
    /// The model that the server says has answered; `sha256:…` of the name where it is quite another.
    package var answered: String?
    /// Requests that were sent.
    package var attempts: Int
    /// Whether identifiers were replaced before the note was sent.
    package var deidentified: Bool
    /// Why the summary is not the model's; nil where it is.
    package var failure: String?
    /// The codes of requests that failed, in order.
    package var failures: [String]
    package var outputTokens: Int?
    package var promptTokens: Int?
    /// How often the model was asked for another summary.
    package var regenerations: Int
    /// The form in which the reply was asked for: `schema`, `object` or `text`.
    package var rung: String?
    /// Whether the reply was ended early, for words that no summary may hold.
    package var stopped: Bool
    /// Whether the summary is the model's.
    package var used: Bool

    package init(
      answered: String?, attempts: Int, deidentified: Bool, failure: String?, failures: [String],
      outputTokens: Int?, promptTokens: Int?, regenerations: Int, rung: String?, stopped: Bool,
      used: Bool
    ) {
      self.answered = answered
      self.attempts = attempts
      self.deidentified = deidentified
      self.failure = failure
      self.failures = failures
      self.outputTokens = outputTokens
      self.promptTokens = promptTokens
      self.regenerations = regenerations
      self.rung = rung
      self.stopped = stopped
      self.used = used
    }

    /// Keys in the order of their bytes, as in all records.
    func write(to json: inout JSONWriter) {
      json.key("remote")
      json.beginObject()
      if let answered { json.member("answered", answered) }
      json.member("attempts", attempts)
      json.member("deidentified", deidentified)
      if let failure { json.member("failure", failure) }
      json.key("failures")
      json.beginArray()
      for code in failures { json.string(code) }
      json.endArray()
      if let outputTokens { json.member("outputTokens", outputTokens) }
      if let promptTokens { json.member("promptTokens", promptTokens) }
      json.member("regenerations", regenerations)
      if let rung { json.member("rung", rung) }
      json.member("stopped", stopped)
      json.member("used", used)
      json.endObject()
    }
  }
}
