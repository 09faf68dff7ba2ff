import CanonicalJSON
import Cryptography
import ModelClient

/// One answer of a recording, or the failure in its place, with what it cost.
struct RecordedReply: Sendable, Hashable {
  enum Outcome: Sendable, Hashable {
    case reply(ModelExchange)
    case failure(code: String)
  }

  var outcome: Outcome
  var account: ModelAccount

  var isFailure: Bool {
    if case .failure = outcome { return true }
    return false
  }

  private static let schema = "vouch/recording/1"

  static func header(deidentification: Digest) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", schema)
    json.member("deidentification", deidentification.hex)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// The key of a first line; nil where it is none.
  static func deidentification(inHeader line: [UInt8], _ decoder: JSONInput) -> Digest? {
    guard let header = try? decoder.decode(Header.self, from: line), header.schema == schema
    else { return nil }
    return Digest(hex: Array(header.deidentification.utf8))
  }

  func line(for request: String) -> [UInt8] {
    var json = JSONWriter(reservingCapacity: 1_024)
    json.beginObject()
    json.member("request", request)
    switch outcome {
    case .reply(let exchange):
      json.member("reply", exchange.reply.text)
      if let model = exchange.reply.model { json.member("model", model) }
      json.member("rung", exchange.rung.rawValue)
      json.member("stopped", exchange.isStopped)
    case .failure(let code): json.member("failure", code)
    }
    if let tokens = account.promptTokens { json.member("promptTokens", tokens) }
    if let tokens = account.outputTokens { json.member("outputTokens", tokens) }
    json.member("attempts", account.attempts)
    json.key("failures")
    json.beginArray()
    for code in account.failures { json.string(code) }
    json.endArray()
    json.member("milliseconds", account.milliseconds)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// An entry and its request; nil where the line is none.
  static func read(_ line: [UInt8], _ decoder: JSONInput) -> (String, RecordedReply)? {
    guard let fields = try? decoder.decode(Line.self, from: line), fields.request.utf8.count == 64,
      let entry = fields.entry
    else { return nil }
    return (fields.request, entry)
  }

  private struct Header: Decodable {
    let schema, deidentification: String
  }

  private struct Line: Decodable {
    let request: String
    let reply, model, rung, failure: String?
    let stopped: Bool?
    let promptTokens, outputTokens: Int?
    let attempts, milliseconds: Int
    let failures: [String]

    var entry: RecordedReply? {
      guard attempts >= 0, milliseconds >= 0, (promptTokens ?? 0) >= 0, (outputTokens ?? 0) >= 0,
        failures.allSatisfy(Self.isCode)
      else { return nil }
      var account = ModelAccount()
      account.attempts = min(attempts, 1 << 30)
      account.milliseconds = min(milliseconds, 1 << 40)
      account.failures = failures
      account.promptTokens = promptTokens
      account.outputTokens = outputTokens
      account.isRecorded = true
      switch (reply, failure) {
      case (let text?, nil):
        guard let rung = rung.flatMap(Rung.init(rawValue:)), let stopped else { return nil }
        account.rung = rung
        account.answered = model
        let answer = ModelReply(
          text: text, model: model, promptTokens: promptTokens, outputTokens: outputTokens)
        return RecordedReply(
          outcome: .reply(ModelExchange(reply: answer, rung: rung, isStopped: stopped)),
          account: account)
      case (nil, let code?):
        guard Self.isCode(code) else { return nil }
        return RecordedReply(outcome: .failure(code: code), account: account)
      default: return nil
      }
    }

    /// Codes go into records and reports.
    private static func isCode(_ text: String) -> Bool {
      (1...40).contains(text.utf8.count)
        && text.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 == UInt8(ascii: "-") }
    }
  }
}
