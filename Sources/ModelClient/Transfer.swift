import Glibc
import Synchronization

/// One request under way: the network's thread adds to it, the caller's thread takes from it.
final class Transfer: Sendable {
  /// What has come since it was last asked.
  struct News: Sendable {
    var head: HTTPHead?
    var isNewHead = false
    var bytes: [UInt8] = []
    var isFinished = false
    var failure: ModelFailure?
  }

  /// What the network's thread knows beside the news.
  private struct State: Sendable {
    var news = News()
    var headBytes = 0
    var size = 0
    /// Monotonic milliseconds of the last byte.
    var lastActivity = 0
    /// Why the transfer is ended from here.
    var stop: ModelFailure?
  }

  let request: HTTPRequest
  let limits: TransferLimits
  let settings: CurlSettings
  private let state = Mutex(State())
  private let signal = Signal()

  /// Of all headers together, in bytes.
  private static let longestHead = 64 << 10

  init(_ request: HTTPRequest, limits: TransferLimits, settings: CurlSettings) {
    self.request = request
    self.limits = limits
    self.settings = settings
  }

  // MARK: The caller's side

  func wait() { signal.wait() }

  func takeNews() -> News {
    state.withLock { state in
      let news = state.news
      state.news.isNewHead = false
      state.news.bytes = []
      return news
    }
  }

  // MARK: The network's side

  func begin(at time: Int) { state.withLock { $0.lastActivity = time } }

  /// Takes a line of the head; false where there are too many.
  func takeHeader(_ line: [UInt8], at time: Int) -> Bool {
    let isEnd = line.elementsEqual([0x0D, 0x0A]) || line.elementsEqual([0x0A])
    let (mayGoOn, isComplete) = state.withLock { state -> (Bool, Bool) in
      state.lastActivity = time
      state.headBytes += line.count
      guard state.headBytes <= Self.longestHead else {
        state.stop = .headersTooLarge
        return (false, false)
      }
      if line.starts(with: "HTTP/".utf8) {
        let words = line.split(separator: 0x20)
        let code = words.count > 1 ? Int(String(decoding: words[1].prefix(3), as: UTF8.self)) : nil
        // A new head replaces that of an interim answer such as 100 or 103.
        state.news.head = HTTPHead(status: code ?? 0)
        return (true, false)
      }
      if isEnd {
        let status = state.news.head?.status ?? 0
        state.news.isNewHead = status >= 200
        return (true, status >= 200)
      }
      guard let colon = line.firstIndex(of: 0x3A) else { return (true, false) }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = line[(colon + 1)...].filter { $0 != 0x0D && $0 != 0x0A }
      state.news.head?.headers.append(
        (name, String(decoding: value.drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)))
      return (true, false)
    }
    if isComplete { signal.raise() }
    return mayGoOn
  }

  /// Takes bytes of the body; false where there are too many, or nobody wants them.
  func takeBody(_ bytes: UnsafeRawBufferPointer, at time: Int) -> Bool {
    let mayGoOn = state.withLock { state -> Bool in
      guard state.stop == nil else { return false }
      state.lastActivity = time
      state.size += bytes.count
      guard state.size <= limits.size else {
        state.stop = .replyTooLarge(limit: limits.size)
        return false
      }
      unsafe state.news.bytes.append(contentsOf: bytes)
      return true
    }
    signal.raise()
    return mayGoOn
  }

  /// Asks for the end from any thread.
  func giveUp(_ failure: ModelFailure) {
    state.withLock { if $0.stop == nil { $0.stop = failure } }
  }

  /// Why it must end now; nil where it may go on.
  func reasonToStop(at time: Int) -> ModelFailure? {
    state.withLock { state in
      if let stop = state.stop { return stop }
      return time - state.lastActivity > limits.idle ? .idleTimeout : nil
    }
  }

  func finish(_ failure: ModelFailure?) {
    state.withLock { state in
      state.news.isFinished = true
      state.news.failure = state.stop ?? failure
    }
    signal.raise()
  }
}

/// Wakes one waiting thread, also where it begins to wait only later.
@safe final class Signal: Sendable {
  private let isRaised = Mutex(false)
  // The place of the semaphore never changes, and its functions are safe from any thread (sem_overview(7)).
  nonisolated(unsafe) private let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    unsafe semaphore = .allocate(capacity: 1)
    unsafe sem_init(semaphore, 0, 0)
  }

  deinit {
    unsafe sem_destroy(semaphore)
    unsafe semaphore.deallocate()
  }

  func raise() {
    // Raised twice is raised once: the waiting thread takes all that there is.
    let isNew = isRaised.withLock { raised in
      defer { raised = true }
      return !raised
    }
    if isNew { unsafe sem_post(semaphore) }
  }

  func wait() {
    while unsafe sem_wait(semaphore) != 0 && errno == EINTR {}
    isRaised.withLock { $0 = false }
  }
}
