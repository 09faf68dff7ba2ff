import ModelClient
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// Recordings of replies: what is kept, and what comes back of it.
@Suite("Recordings of replies")
struct RecordingTests {
  private final class Kept: Sendable {
    let lines = Mutex<[UInt8]>([])
    var bytes: [UInt8] { lines.withLock { $0 } }
  }

  private static let key = [UInt8](repeating: 7, count: 32)

  private static func profile(streams: Bool) throws -> ModelProfile {
    var profile = ModelProfile(
      name: "local", dialect: .openai, endpoint: try Endpoint("http://127.0.0.1:1/v1"),
      model: "tiny-1")
    profile.isStreaming = streams
    return profile
  }

  /// A source that answers what a test says.
  private struct Source: ModelSource {
    let profile: ModelProfile
    let answer: Result<ModelExchange, ModelFailure>

    func firstRequest(_ request: ModelRequest) -> HTTPRequest {
      RequestEncoder(profile).request(request, on: profile.firstRung, key: nil)
    }

    func ask(
      _ request: ModelRequest, account: inout ModelAccount, mayGoOn: ([UInt8]) -> Bool
    ) throws(ModelFailure) -> ModelExchange {
      account.attempts += 2
      account.failures.append("rate-limited")
      account.milliseconds += 40
      let exchange = try answer.get()
      account.promptTokens = exchange.reply.promptTokens
      account.outputTokens = exchange.reply.outputTokens
      account.answered = exchange.reply.model
      return exchange
    }

    func on(_ occasion: String) -> any ModelSource { self }
  }

  private static func request(_ text: String) -> ModelRequest {
    ModelRequest(
      system: "s", messages: [.init(.user, text)],
      schema: .init(name: "n", json: Array("{}".utf8)), schemaInWords: "w")
  }

  private static func exchange(_ text: String, isStopped: Bool = false) -> ModelExchange {
    ModelExchange(
      reply: ModelReply(text: text, model: "tiny-1-2026", promptTokens: 9, outputTokens: 3),
      rung: .object, isStopped: isStopped)
  }

  private static func recorded(
    _ answer: Result<ModelExchange, ModelFailure>, streams: Bool = false, of text: String = "note"
  ) throws -> [UInt8] {
    let kept = Kept()
    let recording = try ModelRecording([], newKey: key) { line in
      kept.lines.withLock { $0 += line }
      return nil
    }
    let model = RecordedModel(
      Source(profile: try profile(streams: streams), answer: answer), recordingTo: recording)
    var account = ModelAccount()
    // reason: what a failure comes to is what the tests look at
    _ = try? model.on("a").ask(request(text), account: &account) { _ in true }
    #expect(account.attempts == 2 && !account.isRecorded)
    return kept.bytes
  }

  private static func replay(
    _ bytes: [UInt8], streams: Bool = false, of text: String = "note", on occasion: String = "a",
    account: inout ModelAccount, mayGoOn: ([UInt8]) -> Bool = { _ in true }
  ) throws -> (Result<ModelExchange, ModelFailure>, missing: Int) {
    let recording = try ModelRecording(bytes[...])
    let model = RecordedModel(try profile(streams: streams), replaying: recording)
    let result: Result<ModelExchange, ModelFailure>
    do throws(ModelFailure) {
      result = .success(
        try model.on(occasion).ask(request(text), account: &account, mayGoOn: mayGoOn))
    } catch { result = .failure(error) }
    return (result, recording.missing)
  }

  @Test("a reply comes back as it was, with what it cost", arguments: [true, false])
  func reply(streams: Bool) throws {
    let bytes = try Self.recorded(.success(Self.exchange("é \"{}\"\n")), streams: streams)
    var account = ModelAccount()
    let (result, missing) = try Self.replay(bytes, streams: streams, account: &account)
    #expect(try result.get() == Self.exchange("é \"{}\"\n") && missing == 0)
    #expect(account.attempts == 2 && account.failures == ["rate-limited"])
    #expect(account.milliseconds == 40 && account.isRecorded && account.rung == .object)
    #expect(account.promptTokens == 9 && account.outputTokens == 3)
    #expect(account.answered == "tiny-1-2026")
  }

  @Test(
    "a failure comes back by its code, and keeps whose it was",
    arguments: [
      (ModelFailure.rateLimited(seconds: 3), true), (.refused, false), (.outputTruncated, false),
      (.unreachable(host: "h"), true), (.contextExceeded, false),
    ])
  func failure(failure: ModelFailure, isOfProvider: Bool) throws {
    #expect(failure.isOfProvider == isOfProvider)
    var account = ModelAccount()
    let (result, _) = try Self.replay(
      try Self.recorded(.failure(failure)), account: &account)
    #expect(result == .failure(.recorded(code: failure.code)))
    #expect(ModelFailure.recorded(code: failure.code).isOfProvider == isOfProvider)
  }

  @Test("another note, another occasion: nothing is known")
  func unknown() throws {
    let bytes = try Self.recorded(.success(Self.exchange("x")))
    var account = ModelAccount()
    for (text, occasion) in [("other", "a"), ("note", "b")] {
      let (result, missing) = try Self.replay(
        bytes, of: text, on: occasion, account: &account)
      #expect(result == .failure(.notRecorded) && missing == 1)
    }
    #expect(account == ModelAccount())
  }

  @Test("what the user gave up is not kept")
  func cancelled() throws {
    let bytes = try Self.recorded(.failure(.cancelled))
    #expect(bytes.split(separator: 0x0A).count == 1)
  }

  @Test("a stream is ended where its watcher ends it; how one that was ended goes on is not known")
  func stopped() throws {
    var account = ModelAccount()
    let whole = try Self.recorded(.success(Self.exchange("abc")), streams: true)
    let (ended, _) = try Self.replay(whole, streams: true, account: &account) { $0.count < 3 }
    #expect(try ended.get().isStopped)
    let cut = try Self.recorded(.success(Self.exchange("ab", isStopped: true)), streams: true)
    let (same, _) = try Self.replay(cut, streams: true, account: &account) { _ in false }
    #expect(try same.get().isStopped)
    let (further, missing) = try Self.replay(cut, streams: true, account: &account) { _ in true }
    #expect(further == .failure(.notRecorded) && missing == 1)
  }

  @Test(
    "a file that is none, or was changed, is refused with its line",
    arguments: [
      ("", ModelRecording.Problem.noRecording), ("{}\n", .noRecording),
      ("{\"schema\":\"vouch/recording/9\",\"deidentification\":\"00\"}\n", .noRecording),
      ("HEAD\n{\"request\":\"ab\",\"attempts\":1}\n", .malformed(line: 2)),
      ("HEAD\n\n{}\n", .malformed(line: 3)),
      (
        "HEAD\n{\"request\":\"KEY\",\"failure\":\"<b>\",\"attempts\":1,\"failures\":[],\"milliseconds\":1}\n",
        .malformed(line: 2)
      ),
      (
        "HEAD\n{\"request\":\"KEY\",\"failure\":\"refused\",\"attempts\":-1,\"failures\":[],\"milliseconds\":1}\n",
        .malformed(line: 2)
      ),
    ])
  func malformed(text: String, problem: ModelRecording.Problem) throws {
    let hexadecimal = String(repeating: "0", count: 64)
    let text = text.replacing(
      "HEAD", with: "{\"schema\":\"vouch/recording/1\",\"deidentification\":\"\(hexadecimal)\"}"
    ).replacing("KEY", with: hexadecimal)
    #expect(throws: problem) { try ModelRecording(Array(text.utf8)[...]) }
  }

  @Test("a disk that is full is told once, and nothing is written behind a torn line")
  func full() throws {
    let calls = Mutex(0)
    let recording = try ModelRecording([], newKey: Self.key) { _ in
      calls.withLock { $0 += 1 }
      return "No space left on device"
    }
    let model = RecordedModel(
      Source(profile: try Self.profile(streams: false), answer: .success(Self.exchange("x"))),
      recordingTo: recording)
    var account = ModelAccount()
    for text in ["one", "two"] {
      _ = try model.ask(Self.request(text), account: &account) { _ in true }
    }
    #expect(recording.writingFailure == "No space left on device")
    #expect(calls.withLock { $0 } == 1)
  }
}
