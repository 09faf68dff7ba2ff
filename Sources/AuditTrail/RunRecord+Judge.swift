import CanonicalJSON

extension RunRecord {
  /// A language model that was asked whether the note supports a summary's statements: counts and codes.
  package struct Judge: Sendable, Hashable, Decodable {
    /// The rule that asks.
    package var rule: String
    /// The model that was asked.
    package var model: String
    package var provider: String
    /// The host that was asked.
    package var endpoint: String
    package var prompt: Prompt
    /// Whether identifiers were replaced before note and statements were sent.
    package var deidentified: Bool
    /// How many statements it was asked about.
    package var statements: Int
    /// How many of them it does not find supported; nil where it gave no opinion.
    package var unsupported: Int?
    /// Why it gave no opinion.
    package var failure: String?
    /// Requests that were sent.
    package var attempts: Int
    package var milliseconds: Int
    package var tokens: Int?

    package init(
      rule: String, model: String, provider: String, endpoint: String, prompt: Prompt,
      deidentified: Bool, statements: Int, unsupported: Int?, failure: String?, attempts: Int,
      milliseconds: Int, tokens: Int?
    ) {
      self.rule = rule
      self.model = model
      self.provider = provider
      self.endpoint = endpoint
      self.prompt = prompt
      self.deidentified = deidentified
      self.statements = statements
      self.unsupported = unsupported
      self.failure = failure
      self.attempts = attempts
      self.milliseconds = milliseconds
      self.tokens = tokens
    }

    /// Keys in the order of their bytes, as in all records.
    func write(to json: inout JSONWriter) {
      json.beginObject()
      json.member("attempts", attempts)
      json.member("deidentified", deidentified)
      json.member("endpoint", endpoint)
      if let failure { json.member("failure", failure) }
      json.member("milliseconds", milliseconds)
      json.member("model", model)
      prompt.write(to: &json)
      json.member("provider", provider)
      json.member("rule", rule)
      json.member("statements", statements)
      if let tokens { json.member("tokens", tokens) }
      if let unsupported { json.member("unsupported", unsupported) }
      json.endObject()
    }
  }
}
