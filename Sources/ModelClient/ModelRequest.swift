/// What a model is asked: messages, and the form that the reply should have.
package struct ModelRequest: Sendable, Hashable {
  package struct Message: Sendable, Hashable {
    package enum Role: String, Sendable, Hashable { case user, assistant }

    package var role: Role
    package var text: String

    package init(_ role: Role, _ text: String) {
      self.role = role
      self.text = text
    }
  }

  /// A schema of the reply: its name, and JSON that is put into the request as it is.
  package struct Schema: Sendable, Hashable {
    package var name: String
    package var json: [UInt8]

    package init(name: String, json: [UInt8]) {
      self.name = name
      self.json = json
    }
  }

  /// What the model is and does, before any message.
  package var system: String
  /// The user's first, then in turns.
  package var messages: [Message]
  package var schema: Schema
  /// What is added to the system text on rungs where no server enforces the schema.
  package var schemaInWords: String

  package init(system: String, messages: [Message], schema: Schema, schemaInWords: String) {
    self.system = system
    self.messages = messages
    self.schema = schema
    self.schemaInWords = schemaInWords
  }

  /// The system text on a rung.
  func system(on rung: Rung) -> String {
    rung == .schema ? system : "\(system)\n\n\(schemaInWords)"
  }

  /// The fewest tokens that a server can have made of the messages if it read all of them: of letters and
  /// digits no tokenizer in use makes less than one of eight (English prose has four or five bytes a token;
  /// rows of dashes or spaces may be one token, and do not count).
  package var fewestTokens: Int {
    func count(_ text: String) -> Int {
      text.utf8.count { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
    }
    return (count(system) + messages.reduce(0) { $0 + count($1.text) }) / 8
  }

  /// More tokens than a server is likely to make of the messages: one of three bytes.
  package var likelyTokens: Int {
    (system.utf8.count + messages.reduce(0) { $0 + $1.text.utf8.count }) / 3
  }
}

/// What a model answered, once its end was seen.
package struct ModelReply: Sendable, Hashable {
  package var text: String
  /// As the server names it; not to be believed.
  package var model: String?
  package var promptTokens: Int?
  package var outputTokens: Int?

  package init(
    text: String, model: String? = nil, promptTokens: Int? = nil, outputTokens: Int? = nil
  ) {
    self.text = text
    self.model = model
    self.promptTokens = promptTokens
    self.outputTokens = outputTokens
  }
}
