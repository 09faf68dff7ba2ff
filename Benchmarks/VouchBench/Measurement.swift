import FoundationEssentials
import Glibc

/// The middle and the tail of repeated measurements.
struct Sample {
  private let sorted: [Double]

  init(_ values: [Double]) { sorted = values.sorted() }

  func percentile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }

  var median: Double { percentile(0.5) }
}

/// Seconds that a piece of work takes by the monotonic clock.
func seconds<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try work()
  let (whole, atto) = (clock.now - start).components
  return Double(whole) + Double(atto) * 1e-18
}

/// Seconds of processor time that a piece of work takes in this process.
func processorSeconds(_ work: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let start = now()
  work()
  return now() - start
}

/// What the system says of a finished child process.
struct ChildUsage {
  /// Wall-clock seconds.
  var wall: Double
  /// User and system seconds.
  var cpu: Double
  /// Peak resident memory in kilobytes.
  var peakKilobytes: Int
  var exitCode: Int32
}

/// Runs a program to its end with its streams redirected.
func runChild(
  _ arguments: [String], input: String = "/dev/null", output: String = "/dev/null"
) throws(BenchError) -> ChildUsage {
  try waitForChild(spawnChild(arguments, input: input, output: output))
}

/// A child process and when it started.
struct Child {
  var pid: pid_t
  var start: ContinuousClock.Instant
}

func spawnChild(
  _ arguments: [String], input: String = "/dev/null", output: String = "/dev/null"
) throws(BenchError) -> Child {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
  unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  var argv: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
  defer { unsafe argv.forEach { unsafe free($0) } }
  var pid = pid_t()
  let start = ContinuousClock().now
  let failure = unsafe posix_spawn(&pid, arguments[0], &actions, nil, &argv, environ)
  guard failure == 0 else { throw BenchError(message: "cannot start \(arguments[0])") }
  return Child(pid: pid, start: start)
}

func waitForChild(_ child: Child) throws(BenchError) -> ChildUsage {
  var status: Int32 = 0
  var usage = rusage()
  guard unsafe wait4(child.pid, &status, 0, &usage) == child.pid else {
    throw BenchError(message: "a child process was lost")
  }
  let (whole, atto) = (ContinuousClock().now - child.start).components
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
  return ChildUsage(
    wall: Double(whole) + Double(atto) * 1e-18,
    cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
    peakKilobytes: usage.ru_maxrss, exitCode: (status >> 8) & 0xFF)
}

/// A fresh folder below the system's temporary one.
func temporaryFolder(_ name: String) throws(BenchError) -> String {
  let path = "\(FileManager.default.temporaryDirectory.path)/vouch-bench-\(name)-\(getpid())"
  do {
    try? FileManager.default.removeItem(atPath: path)  // reason: it is usually not there
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch { throw BenchError(message: "cannot make a temporary folder") }
  return path
}

func removeFolder(_ path: String) {
  try? FileManager.default.removeItem(atPath: path)  // reason: leftovers do no harm
}

func readFile(_ path: String) throws(BenchError) -> [UInt8] {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw BenchError(message: "cannot read \(path)")
  }
  return [UInt8](data)
}

func writeFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  FileManager.default.createFile(atPath: path, contents: Data(bytes))
}

enum FileHandleOutput {
  static func standardError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
  }
}
