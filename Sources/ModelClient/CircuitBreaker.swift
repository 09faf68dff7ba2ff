import CanonicalJSON
import Synchronization

/// Leaves a server alone that failed several times in a row, and asks it again with a single request
/// after a while (M. Nygard, "Release It!", 2nd edition, section 5.2).
///
/// Only failures of the server and of the way to it count: what it refuses, it answered.
package struct CircuitState: Sendable, Hashable {
  /// Failures in a row.
  package var failures = 0
  /// When the server may be asked again, in seconds since 1970; nil while all is well.
  package var closedUntil: Int?
  /// Until when a single request finds out, so that a process that died with it blocks nothing.
  package var probeUntil: Int?

  package init() {}

  /// Failures in a row until the server is left alone.
  static let threshold = 5
  /// For how long, in seconds.
  static let rest = 30

  package enum Condition: Sendable, Hashable {
    case closed
    /// For how many more seconds.
    case open(Int)
    /// One request may find out.
    case halfOpen
  }

  package func condition(at now: Int) -> Condition {
    guard let closedUntil else { return .closed }
    // A clock that was set back must not leave the server alone for ever.
    if now < closedUntil, closedUntil - now <= Self.rest { return .open(closedUntil - now) }
    if let probeUntil, now < probeUntil, probeUntil - now <= Self.rest {
      return .open(probeUntil - now)
    }
    return .halfOpen
  }

  /// Asks whether a request may be made; the seconds to wait where it may not.
  package mutating func admit(at now: Int) -> Int? {
    switch condition(at: now) {
    case .closed: return nil
    case .open(let seconds): return max(1, seconds)
    case .halfOpen:
      probeUntil = now + Self.rest
      return nil
    }
  }

  /// Takes note of how a request went.
  package mutating func note(isFailure: Bool, at now: Int) {
    guard isFailure else {
      self = CircuitState()
      return
    }
    failures = min(failures + 1, 1_000_000)
    probeUntil = nil
    if failures >= Self.threshold { closedUntil = now + Self.rest }
  }
}

extension CircuitState {
  /// As it is kept from one run to the next.
  package var encoded: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    if let closedUntil { json.member("closedUntil", closedUntil) }
    json.member("failures", failures)
    if let probeUntil { json.member("probeUntil", probeUntil) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// Nil for anything else than what `encoded` wrote.
  package init?(decoding bytes: [UInt8]) {
    guard let tree = try? JSONTree(bytes, limits: JSONTree.Limits(size: 4096, depth: 2, count: 16)),
      let failures = tree["failures"]?.integer, failures >= 0
    else { return nil }  // What was damaged is begun anew.
    self.failures = failures
    closedUntil = tree["closedUntil"]?.integer
    probeUntil = tree["probeUntil"]?.integer
  }
}

/// The state of one server, shared by all threads and kept from run to run.
package final class CircuitBreaker: Sendable {
  private let state: Mutex<CircuitState>
  private let save: @Sendable (CircuitState) -> Void

  package init(_ state: CircuitState, save: @escaping @Sendable (CircuitState) -> Void) {
    self.state = Mutex(state)
    self.save = save
  }

  package func admit(at now: Int) -> Int? { change { $0.admit(at: now) } }

  package func note(isFailure: Bool, at now: Int) {
    change { $0.note(isFailure: isFailure, at: now) }
  }

  private func change<Result>(_ body: (inout CircuitState) -> Result) -> Result {
    let (result, changed) = state.withLock { state in
      let before = state
      let result = body(&state)
      return (result, state == before ? nil : state)
    }
    if let changed { save(changed) }
    return result
  }
}

extension ModelFailure {
  /// Whether it speaks against the server as a whole.
  var isOutage: Bool {
    switch self {
    case .unreachable, .untrusted, .connectTimeout, .idleTimeout, .wholeTimeout, .connectionLost,
      .headersTooLarge, .serverFailed, .streamTruncated, .streamFailed, .proxyRefused:
      true
    default: false
    }
  }
}
