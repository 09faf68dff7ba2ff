/// Where the answers of a model come from: its server, or what was recorded of it.
package protocol ModelSource: Sendable {
  var profile: ModelProfile { get }

  /// What is sent for a request, before any answer.
  func firstRequest(_ request: ModelRequest) -> HTTPRequest

  /// See `ModelClient.ask`.
  func ask(
    _ request: ModelRequest, account: inout ModelAccount,
    mayGoOn: (_ textSoFar: [UInt8]) -> Bool
  ) throws(ModelFailure) -> ModelExchange

  /// The same source for one occasion: where the same is asked on several, a recording tells them apart.
  func on(_ occasion: String) -> any ModelSource
}

extension ModelClient: ModelSource {
  /// A server is asked anew each time.
  package func on(_ occasion: String) -> any ModelSource { self }
}

extension ModelAccount {
  /// Adds what further requests have cost.
  package mutating func add(_ other: ModelAccount) {
    attempts += other.attempts
    failures += other.failures
    milliseconds += other.milliseconds
    rung = other.rung ?? rung
    answered = other.answered ?? answered
    isRecorded = isRecorded || other.isRecorded
    promptTokens = Self.sum(promptTokens, other.promptTokens)
    outputTokens = Self.sum(outputTokens, other.outputTokens)
  }

  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let right else { return left }
    return min((left ?? 0) + max(0, right), 1 << 50)
  }
}

extension ModelFailure {
  /// Whether it is the server's, the network's or the set-up's, so that it says nothing about the model.
  package var isOfProvider: Bool { !Self.notOfProvider.contains(code) }

  /// Whether the recording lacks the reply, so that nothing at all is known.
  package var isUnknown: Bool { self == .notRecorded }

  /// Codes, since a recording keeps no more of a failure.
  private static let notOfProvider: Set<String> = Set(
    [
      ModelFailure.outputTruncated, .refused, .contentFiltered, .emptyReply, .unexpectedEnding,
      .runaway, .contextExceeded, .contextCut(sent: 0, read: 0), .cancelled, .notRecorded,
    ].map(\.code))
}
