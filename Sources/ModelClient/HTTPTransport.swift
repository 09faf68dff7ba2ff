/// Sends requests and gives the answers back, piece by piece.
package protocol HTTPTransport: Sendable {
  /// Sends a request and waits for the end of the answer.
  ///
  /// - Parameter receive: Called in the caller's thread for the head with no bytes, and for each piece of
  ///   the body; where it says false, the rest is not waited for.
  func send(
    _ request: HTTPRequest, limits: TransferLimits,
    receive: (HTTPHead, [UInt8]) -> Bool
  ) throws(ModelFailure)
}

/// How long an answer may take and how large it may be.
package struct TransferLimits: Sendable, Hashable {
  /// In milliseconds.
  package var connect: Int
  package var idle: Int
  package var whole: Int
  /// Of the body, in bytes.
  package var size: Int

  package init(connect: Int, idle: Int, whole: Int, size: Int) {
    self.connect = connect
    self.idle = idle
    self.whole = whole
    self.size = size
  }
}

/// What a client takes from the world; tests give their own.
package struct ClientEnvironment: Sendable {
  /// Milliseconds of a clock that never runs backwards.
  package var monotonicMilliseconds: @Sendable () -> Int
  /// Seconds since 1970.
  package var now: @Sendable () -> Int
  /// Waits so many milliseconds.
  package var sleep: @Sendable (Int) -> Void
  /// From 0 to 1.
  package var jitter: @Sendable () -> Double
  /// Whether the user has asked to stop.
  package var isInterrupted: @Sendable () -> Bool

  package init(
    monotonicMilliseconds: @escaping @Sendable () -> Int, now: @escaping @Sendable () -> Int,
    sleep: @escaping @Sendable (Int) -> Void, jitter: @escaping @Sendable () -> Double,
    isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.monotonicMilliseconds = monotonicMilliseconds
    self.now = now
    self.sleep = sleep
    self.jitter = jitter
    self.isInterrupted = isInterrupted
  }

  /// A pause is looked at this often, in milliseconds, so that an interruption is answered at once.
  static let tick = 20

  /// Waits; false where the user has asked to stop.
  func pause(_ milliseconds: Int) -> Bool {
    let end = monotonicMilliseconds() + milliseconds
    while true {
      if isInterrupted() { return false }
      let left = end - monotonicMilliseconds()
      guard left > 0 else { return true }
      sleep(min(left, Self.tick))
    }
  }
}
