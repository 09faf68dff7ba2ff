import CanonicalJSON
import ClinicalLanguage
import ModelClient
import Policies
import Prompting
import SourceText
import Summaries
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// A model of OpenAI's kind that answers what a test says, without a network.
final class ModelStub: HTTPTransport {
  /// The body of an answer by the number of the question, from 1, and the question.
  typealias Answer = @Sendable (_ number: Int, _ question: JSONTree) -> Result<String, ModelFailure>

  private let answer: Answer
  private let questions = Mutex<[JSONTree]>([])

  init(_ answer: @escaping Answer) { self.answer = answer }

  var asked: [JSONTree] { questions.withLock { $0 } }

  func send(
    _ request: HTTPRequest, limits: TransferLimits, receive: (HTTPHead, [UInt8]) -> Bool
  ) throws(ModelFailure) {
    // reason: a body of ours that is no JSON fails the test by this
    guard let question = try? JSONTree(request.body) else { throw .malformedReply }
    let number = questions.withLock { questions in
      questions.append(question)
      return questions.count
    }
    let body = try answer(number, question).get()
    let isStream = question["stream"]?.bool == true
    let head = HTTPHead(
      status: 200,
      headers: [("content-type", isStream ? "text/event-stream" : "application/json")])
    guard receive(head, []) else { return }
    var rest = Array((isStream ? Self.stream(body) : Self.whole(body)).utf8)[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(97))
      rest = rest.dropFirst(97)
      guard receive(head, piece) else { return }
    }
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return json.string
  }

  private static func whole(_ text: String) -> String {
    #"{"model":"tiny-1","choices":[{"message":{"content":\#(quoted(text))},"finish_reason":"stop"}],"#
      + #""usage":{"prompt_tokens":900,"completion_tokens":50}}"#
  }

  private static func stream(_ text: String) -> String {
    let characters = Array(text)
    var events = stride(from: 0, to: characters.count, by: 20).map { start in
      let piece = String(characters[start..<min(start + 20, characters.count)])
      return #"data: {"choices":[{"delta":{"content":\#(quoted(piece))}}]}"# + "\n\n"
    }.joined()
    events += #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
    return events
  }
}

/// The shipped policies and prompts with a stub for a model.
struct RemoteFixture {
  let workspace: Workspace
  let engine: RemoteEngine
  let stub: ModelStub

  static let note = """
    HPI: 58-year-old man with crushing chest pain. He denies fever.
    MEDICATIONS: metformin 500 mg twice daily.
    ALLERGIES: Penicillin (rash).
    ECG: ST elevation in leads II, III and aVF.
    ASSESSMENT: Acute inferior ST elevation myocardial infarction.
    PLAN: Aspirin 325 mg given. To the catheterization laboratory at once.
    """

  /// A summary in the words of the note.
  static let faithful: [ModelClaim] = [
    ModelClaim(
      text: "58-year-old man with crushing chest pain.", section: .presentation, cites: [1]),
    ModelClaim(
      text: "Acute inferior ST elevation myocardial infarction.", section: .assessment, cites: [6]),
    ModelClaim(text: "ST elevation in leads II, III and aVF.", section: .keyFindings, cites: [5]),
    ModelClaim(
      text: "metformin 500 mg twice daily.", section: .medicationsAndAllergies, cites: [3]),
    ModelClaim(
      text: "ALLERGIES: Penicillin (rash).", section: .medicationsAndAllergies, cites: [4]),
    ModelClaim(text: "Aspirin 325 mg given.", section: .plan, cites: [7]),
    ModelClaim(text: "To the catheterization laboratory at once.", section: .plan, cites: [8]),
  ]

  init(
    bundle: PolicyBundle? = nil, streams: Bool = false, key: DeidentificationKey? = nil,
    _ answer: @escaping ModelStub.Answer
  ) throws {
    let shipped = try #require(ShippedWorkspace.shared)
    workspace = bundle.map { Workspace(lexicon: shipped.lexicon, bundle: $0) } ?? shipped
    stub = ModelStub(answer)
    let client = stub.client(streams: streams)
    let prompts = try PromptFolder.load(
      "\(ChildProcess.repository)/Prompts", lexicon: shipped.lexicon)
    engine = RemoteEngine(
      client: client, prompts: prompts, deidentification: key, workspace: workspace)
  }

  func summarize(
    _ note: String = Self.note, starting: (any RunStarting)? = nil
  ) throws -> Outcome {
    try workspace.summarize(
      NoteInput(id: "n", note: try SourceText(note)), by: engine, starting: starting)
  }
}

extension ModelStub {
  /// A client that talks to this stub in the dialect of OpenAI, without a second attempt.
  func client(streams: Bool = false) -> ModelClient {
    var profile = ModelProfile(
      name: "stub", dialect: .openai, endpoint: Endpoint(scheme: .http, host: "127.0.0.1"),
      model: "tiny-1")
    profile.isStreaming = streams
    profile.limits.attempts = 1
    return ModelClient(
      profile, key: nil, transport: self,
      environment: ClientEnvironment(
        monotonicMilliseconds: { 0 }, now: { 0 }, sleep: { _ in }, jitter: { 0 },
        isInterrupted: { false }),
      breaker: CircuitBreaker(CircuitState()) { _ in })
  }
}
