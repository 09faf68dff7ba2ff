/// Shows how far a run is: rate and remaining time, on one line of a terminal that is written over.
struct BatchProgress {
  private let sink: (any ByteSink)?
  private let nanoseconds: @Sendable () -> UInt64
  /// All input in bytes, where that is known.
  private let totalBytes: Int?
  private let start: UInt64
  private var lastShown: UInt64
  private var isShown = false

  /// Runs shorter than this show nothing, in nanoseconds.
  private static let patience: UInt64 = 1_000_000_000
  /// Between two updates, in nanoseconds.
  private static let interval: UInt64 = 200_000_000

  /// - Parameter sink: A terminal; nil shows nothing.
  init(
    _ sink: (any ByteSink)?, totalBytes: Int?, nanoseconds: @escaping @Sendable () -> UInt64
  ) {
    self.sink = sink
    self.totalBytes = totalBytes
    self.nanoseconds = nanoseconds
    start = nanoseconds()
    lastShown = start
  }

  mutating func update(lines: Int, bytes: Int) {
    guard let sink else { return }
    let now = nanoseconds()
    guard now - start >= Self.patience, now - lastShown >= Self.interval else { return }
    lastShown = now
    let seconds = Double(now - start) / 1e9
    var text = "\r  \(Plural.count(lines, "line")), \(Int(Double(lines) / seconds)) a second"
    if let totalBytes, bytes > 0, totalBytes >= bytes {
      let share = Double(bytes) / Double(totalBytes)
      text += ", \(Int(share * 100)) %, "
      text += Self.remaining(seconds: seconds * (1 - share) / share)
    }
    isShown = true
    // What cannot be shown here is no reason to stop a run.
    try? sink.write(text + "\u{1B}[K")
  }

  /// Shows how many of so many steps are done.
  mutating func update(done: Int, of total: Int, _ what: String) {
    guard let sink else { return }
    let now = nanoseconds()
    guard now - start >= Self.patience, now - lastShown >= Self.interval, done > 0 else { return }
    lastShown = now
    let seconds = Double(now - start) / 1e9
    let rest = Self.remaining(seconds: seconds * Double(total - done) / Double(done))
    isShown = true
    let rate = Self.rate(Double(done) / seconds)
    try? sink.write("\r  \(what): \(done) of \(total), \(rate), \(rest)\u{1B}[K")
  }

  /// Slow work is told by the minute.
  static func rate(_ perSecond: Double) -> String {
    perSecond >= 1 ? "\(Int(perSecond)) a second" : "\(Int((perSecond * 60).rounded())) a minute"
  }

  mutating func clear() {
    guard isShown, let sink else { return }
    isShown = false
    try? sink.write("\r\u{1B}[K")
  }

  static func remaining(seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 120 { return "\(whole) s left" }
    if whole < 7200 { return "\(whole / 60) min left" }
    return "\(whole / 3600) h left"
  }
}
