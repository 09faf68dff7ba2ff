/// Whether and when a request is made again, as the best clients do it (openai-python e43b4224): after
/// 408, 409, 429 and 5xx and where the connection failed, in the server's time, else in one that doubles.
package struct RetryPolicy: Sendable {
  /// How often one thing is asked altogether.
  let attempts: Int

  /// The first pause and the longest, in milliseconds (openai-python: 0.5 s and 8 s).
  private static let shortest = 500
  private static let longest = 8_000
  /// A server that asks for more than this is not waited for, in milliseconds (openai-python: 120 s).
  private static let ceiling = 120_000

  package init(attempts: Int) { self.attempts = attempts }

  /// How long to wait before the next attempt, in milliseconds; nil where there is none.
  ///
  /// - Parameters:
  ///   - attempt: How many have been made.
  ///   - asked: What the server asks for, in milliseconds.
  ///   - allowed: What the server says in `x-should-retry`.
  ///   - left: Until the whole is over, in milliseconds.
  ///   - jitter: From 0 to 1.
  package func pause(
    after failure: ModelFailure, status: Int?, attempt: Int, asked: Int?, allowed: Bool?, left: Int,
    jitter: Double
  ) -> Int? {
    guard attempt < attempts else { return nil }
    switch failure {
    case .unreachable, .connectTimeout, .connectionLost, .streamTruncated, .streamFailed,
      .rateLimited, .serverFailed:
      if allowed == false { return nil }
    case .quotaExhausted, .redirected, .contextExceeded: return nil
    default:
      guard let status, [408, 409].contains(status) || (allowed == true && status >= 400) else {
        return nil
      }
      if allowed == false { return nil }
    }
    let pause: Int
    if let asked {
      guard asked <= Self.ceiling else { return nil }
      pause = asked
    } else {
      let doubled = Self.shortest << min(attempt - 1, 8)
      // Some less than the doubled time, so that clients that failed together do not come back together.
      pause = Int(Double(min(doubled, Self.longest)) * (1 - 0.25 * jitter))
    }
    return pause < left ? pause : nil
  }
}
