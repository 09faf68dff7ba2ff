import AuditTrail
import Glibc

/// Durable appends: how many records a second are acknowledged, beside what the disk can do.
///
/// The bound of one process is measured on the same file system in the same run: a write of a
/// record's size and an fdatasync, over and over.
struct AppendBenchmark {
  private let options: BenchOptions
  private static let writers = 16

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let folder = try temporaryFolder("append")
    defer { removeFolder(folder) }
    // The machine's disk is shared: bound and appends take turns, and medians are compared.
    var bounds: [Double] = []
    var singles: [Double] = []
    var crowds: [Double] = []
    for round in 0..<3 {
      bounds.append(try syncBound("\(folder)/bound-\(round)"))
      singles.append(try appended(by: 1, in: "\(folder)/single-\(round)"))
      crowds.append(try appended(by: Self.writers, in: "\(folder)/crowd-\(round)"))
    }
    let (bound, single, crowd) = (
      Sample(bounds).median, Sample(singles).median, Sample(crowds).median
    )
    return [
      Figure(name: "fdatasync, one process", value: bound, unit: "per second"),
      Figure(
        name: "durable appends, one process", value: single, unit: "per second",
        note: "\(Int((100 * single / bound).rounded())) % of the bound"),
      Figure(
        name: "durable appends, \(Self.writers) processes", value: crowd, unit: "per second",
        note: "\((crowd / single * 10).rounded() / 10) times one process"),
    ]
  }

  /// One write and one fdatasync after another.
  private func syncBound(_ path: String) throws(BenchError) -> Double {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw BenchError(message: "cannot write \(path)") }
    defer { close(descriptor) }
    let record = [UInt8](repeating: 0x61, count: 1200)
    let elapsed = try seconds { () throws(BenchError) in
      for index in 0..<options.appendCount {
        let written = unsafe record.withUnsafeBytes {
          unsafe pwrite(descriptor, $0.baseAddress, $0.count, off_t(index * record.count))
        }
        guard written == record.count, fdatasync(descriptor) == 0 else {
          throw BenchError(message: "the disk refuses to be measured")
        }
      }
    }
    return Double(options.appendCount) / elapsed
  }

  /// Records a second that so many processes append to one trail.
  private func appended(by writers: Int, in folder: String) throws(BenchError) -> Double {
    var children: [Child] = []
    let clock = ContinuousClock()
    // Opening the trail belongs to no append: it is begun before the writers start.
    _ = try Self.trail(folder)
    let start = clock.now
    for _ in 0..<writers {
      children.append(
        try spawnChild([
          CommandLine.arguments[0], "--append-worker", folder,
          "--append-count", String(options.appendCount),
        ]))
    }
    for child in children {
      guard try waitForChild(child).exitCode == 0 else {
        throw BenchError(message: "a writer failed")
      }
    }
    let (whole, atto) = (clock.now - start).components
    let elapsed = Double(whole) + Double(atto) * 1e-18
    let report: VerificationReport
    do { report = try AuditTrail.verify(at: folder) } catch {
      throw BenchError(message: "the trail cannot be verified: \(error.message)")
    }
    guard report.fault == nil, report.records >= writers * options.appendCount else {
      throw BenchError(message: "the trail lost a record")
    }
    return Double(writers * options.appendCount) / elapsed
  }

  /// What a writer does: one durable record after another, and a checkpoint at its exit.
  static func work(in folder: String, count: Int) -> Int32 {
    do {
      let trail = try Self.trail(folder)
      for index in 0..<count { _ = try trail.append([entry(index)]) }
      _ = try trail.sign()
      return 0
    } catch {
      return 1
    }
  }

  private static func trail(_ folder: String) throws(BenchError) -> AuditTrail {
    do { return try AuditTrail.open(at: folder, environment: .system()) } catch {
      throw BenchError(message: error.message)
    }
  }

  static func entry(_ index: Int) -> AuditEntry {
    AuditEntry(
      run: RunRecord(
        command: .summarize, outcome: .released, audience: "clinician",
        engine: RunRecord.Engine(kind: "extractive", name: "benchmark", version: "1"),
        policy: RunRecord.Policy(bundle: "benchmark", revision: 1, digest: "sha256:0")),
      note: Array("note \(index)".utf8), draft: Array("draft \(index)".utf8),
      output: Array("output \(index)".utf8), keepsContent: false)
  }
}
