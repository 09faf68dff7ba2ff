import CanonicalJSON
import ModelClient
import TestSupport
import Testing

@Suite("Answers of servers")
struct ReplyDecoderTests {
  static let expected = ModelReply(
    text: Samples.answer, model: "tiny-1-0613", promptTokens: 21, outputTokens: 9)

  @Test("a whole answer", arguments: ModelProfile.Dialect.allCases)
  func whole(dialect: ModelProfile.Dialect) throws {
    let reply = try Samples.decoded(Samples.whole(dialect), dialect, type: "application/json")
    #expect(reply == Self.expected)
  }

  @Test("a stream, cut at every byte", arguments: ModelProfile.Dialect.allCases)
  func everyCut(dialect: ModelProfile.Dialect) throws {
    let bytes = Array(Samples.stream(dialect).utf8)
    for cut in 0...bytes.count {
      let reply = try Samples.decoded(
        [Array(bytes[..<cut]), Array(bytes[cut...])], dialect, type: Samples.streamType(dialect))
      #expect(reply == Self.expected, "cut at \(cut)")
    }
  }

  @Test(
    "a stream in any pieces, with any ends of lines", arguments: ModelProfile.Dialect.allCases,
    ["\n", "\r\n"])
  func anyPieces(dialect: ModelProfile.Dialect, newline: String) throws {
    let bytes = Array(Samples.stream(dialect, newline: newline).utf8)
    let seed = UInt64(bytes.count)
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      var pieces: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = min(rest.count, Int.random(in: 1...7, using: &random))
        pieces.append(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      let reply = try Samples.decoded(pieces, dialect, type: Samples.streamType(dialect))
      #expect(reply == Self.expected, "seed \(seed)")
    }
  }

  @Test(
    "a stream that ends anywhere before its end is an error",
    arguments: ModelProfile.Dialect.allCases)
  func everyEnd(dialect: ModelProfile.Dialect) throws {
    let stream = Samples.stream(dialect)
    let bytes = Array(stream.utf8)
    let endings = ["\"stop\"", "message_stop\"}", "\"done\":true"]
    let last = try #require(
      (0..<bytes.count).last { start in endings.contains { bytes[start...].starts(with: $0.utf8) } }
    )
    for end in 0..<last {
      #expect(throws: ModelFailure.streamTruncated, "\(dialect) ends at \(end)") {
        try Samples.decoded([Array(bytes[..<end])], dialect, type: Samples.streamType(dialect))
      }
    }
  }

  @Test("plain JSON where a stream was asked for", arguments: ModelProfile.Dialect.allCases)
  func unasked(dialect: ModelProfile.Dialect) throws {
    let text = Samples.whole(dialect)
    #expect(try Samples.decoded(text, dialect, type: "application/json") == Self.expected)
    #expect(throws: ModelFailure.wrongContentType) {
      try Samples.decoded(text, dialect, type: "text/html")
    }
  }

  @Test(
    "only an answer that the model ended itself is one",
    arguments: [
      (ModelProfile.Dialect.openai, "length", ModelFailure.outputTruncated),
      (.openai, "content_filter", .contentFiltered), (.openai, "tool_calls", .unexpectedEnding),
      (.azure, "length", .outputTruncated), (.anthropic, "max_tokens", .outputTruncated),
      (.anthropic, "model_context_window_exceeded", .outputTruncated),
      (.anthropic, "refusal", .refused), (.anthropic, "pause_turn", .unexpectedEnding),
      (.anthropic, "stop_sequence", .unexpectedEnding), (.ollama, "length", .outputTruncated),
      (.ollama, "load", .unexpectedEnding),
    ])
  func endings(dialect: ModelProfile.Dialect, ending: String, failure: ModelFailure) {
    #expect(throws: failure) {
      try Samples.decoded(
        Samples.whole(dialect, ending: ending), dialect, type: "application/json")
    }
    #expect(throws: failure) {
      try Samples.decoded(
        Samples.stream(dialect, ending: ending), dialect, type: Samples.streamType(dialect))
    }
  }

  @Test("an answer of white space is empty", arguments: ModelProfile.Dialect.allCases, ["", " \n"])
  func empty(dialect: ModelProfile.Dialect, text: String) {
    #expect(throws: ModelFailure.emptyReply) {
      try Samples.decoded(Samples.whole(dialect, text), dialect, type: "application/json")
    }
  }

  @Test("a prompt that was cut in silence is noticed", arguments: ModelProfile.Dialect.allCases)
  func contextCut(dialect: ModelProfile.Dialect) throws {
    var request = Samples.request
    request.messages[0].text = String(repeating: "The patient is well. ", count: 400)
    func read(_ tokens: Int) throws(ModelFailure) -> ModelReply {
      try Samples.decoded(
        [Array(Samples.whole(dialect, promptTokens: tokens).utf8)], dialect,
        type: "application/json", request: request)
    }
    #expect(try read(2100).promptTokens == 2100)
    #expect(try read(801).promptTokens == 801)
    #expect(throws: ModelFailure.contextCut(sent: 801, read: 800)) { try read(800) }
  }

  @Test("a refusal of OpenAI's kind has a field of its own")
  func refusal() {
    let text =
      #"{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]}"#
    #expect(throws: ModelFailure.refused) {
      try Samples.decoded(text, .openai, type: "application/json")
    }
  }

  @Test(
    "an error inside a stream that began with success",
    arguments: [
      (
        ModelProfile.Dialect.openai,
        #"data: {"error":{"message":"x","type":"internal_server_error","param":null,"code":"500"}}"#
          + "\n\ndata: [DONE]\n\n",
        ModelFailure.streamFailed(reason: "internal_server_error")
      ),
      (
        .anthropic,
        "event: error\ndata: "
          + #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#
          + "\n\n",
        .streamFailed(reason: "overloaded_error")
      ),
      (.ollama, #"{"error":"an error was encountered"}"# + "\n", .streamFailed(reason: nil)),
      (
        .openai, #"data: {"error":{"code":"insufficient_quota"}}"# + "\n\n", .quotaExhausted
      ),
    ])
  func errorInside(dialect: ModelProfile.Dialect, text: String, failure: ModelFailure) {
    #expect(throws: failure) {
      try Samples.decoded(text, dialect, type: Samples.streamType(dialect))
    }
    let late = Samples.stream(dialect).split(separator: "data: [DONE]")[0]
    let begun = late.split(separator: "event: message_delta")[0]
    if dialect != .ollama {
      #expect(throws: failure) {
        try Samples.decoded(begun + text, dialect, type: Samples.streamType(dialect))
      }
    }
  }

  @Test(
    "what has the wrong shape cannot be read", arguments: ModelProfile.Dialect.allCases,
    ["[]", "7", "{}", #"{"choices":7}"#, #"{"choices":[]}"#, #"{"choices":[{}]}"#, "{", "<html>"])
  func malformed(dialect: ModelProfile.Dialect, text: String) {
    #expect(throws: ModelFailure.malformedReply) {
      try Samples.decoded(text, dialect, type: "application/json")
    }
  }

  @Test("a body beyond its limit is not read on", arguments: ModelProfile.Dialect.allCases)
  func size(dialect: ModelProfile.Dialect) {
    let flood = [[UInt8]](repeating: [UInt8](repeating: 0x20, count: 100), count: 20)
    for type in ["application/json", Samples.streamType(dialect)] {
      #expect(throws: ModelFailure.self) {
        try Samples.decoded(flood, dialect, type: type, limit: 1000)
      }
    }
  }
}

@Suite("Streams of events")
struct EventStreamTests {
  private func events(_ text: String) -> [String]? {
    var stream = EventStream()
    return stream.take(text.utf8)?.map {
      "\($0.type)|\(String(decoding: $0.data, as: UTF8.self))"
    }
  }

  @Test(
    "as the standard has it",
    arguments: [
      ("data: a\n\n", ["|a"]), ("data:a\n\n", ["|a"]), ("data:  a\n\n", ["| a"]),
      ("data: a\ndata: b\n\n", ["|a\nb"]), ("data\n\n", ["|"]), ("event: x\ndata: a\n\n", ["x|a"]),
      ("event: x\n\ndata: a\n\n", ["|a"]), (": note\ndata: a\n\n", ["|a"]),
      ("id: 7\nretry: 5\ndata: a\n\n", ["|a"]), ("data: a\r\n\r\n", ["|a"]),
      ("data: a\r\rdata: b\r\r", ["|a", "|b"]), ("\u{FEFF}data: a\n\n", ["|a"]),
      ("data: a\n", []), ("\n\n\n", []), ("dataa: a\n\n", []),
    ])
  func standard(text: String, expected: [String]) { #expect(events(text) == expected) }

  @Test("a line without an end is given up")
  func endless() {
    var stream = EventStream(limit: 100)
    #expect(stream.take([UInt8](repeating: 0x61, count: 101)) == nil)
    var lines = LineStream(limit: 100)
    #expect(lines.take([UInt8](repeating: 0x61, count: 101)) == nil)
  }
}
