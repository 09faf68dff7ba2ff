import AuditTrail
import FoundationEssentials

/// A large signed log: how fast it is verified, and how long a proof takes to make and to check, each
/// as a whole process.
struct AuditBenchmark {
  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let folder = try temporaryFolder("audit")
    defer { removeFolder(folder) }
    let trail = "\(folder)/audit"
    let count = options.records
    try fill(trail, count: count)
    let key = "\(trail)/keys/log.vkey"
    let proof = "\(folder)/proof"
    let verified = try wall(
      3, ["audit", "verify", "--no-record", "--audit", trail, "--expect-min-size", "\(count)"])
    let proved = try wall(
      31, ["audit", "prove", "\(count / 3)", "--audit", trail, "--output", proof])
    let checked = try wall(31, ["audit", "check-proof", "--key", key, proof])
    let note = "\(count) records"
    return [
      Figure(
        name: "audit verify", value: Double(count) / verified, unit: "records per second",
        note: note),
      Figure(name: "audit prove", value: proved * 1e3, unit: "ms", note: "\(note), as a process"),
      Figure(
        name: "audit check-proof", value: checked * 1e3, unit: "ms", note: "\(note), as a process"),
    ]
  }

  /// The median seconds of a command that must succeed.
  private func wall(_ times: Int, _ arguments: [String]) throws(BenchError) -> Double {
    var walls: [Double] = []
    for _ in 0..<times {
      let usage = try runChild([options.vouch] + arguments)
      guard usage.exitCode == 0 else {
        throw BenchError(
          message: "\(arguments.prefix(2).joined(separator: " ")) ended with \(usage.exitCode)")
      }
      walls.append(usage.wall)
    }
    return Sample(walls).median
  }

  /// A trail of so many records, the first of which is its own, signed at its end.
  private func fill(_ path: String, count: Int) throws(BenchError) {
    do {
      let trail = try AuditTrail.open(at: path, environment: .system())
      let batch = 4096
      for start in stride(from: 1, to: count, by: batch) {
        _ = try trail.append(
          (start..<min(count, start + batch)).map { AppendBenchmark.entry($0) })
      }
      _ = try trail.sign()
    } catch {
      throw BenchError(message: error.message)
    }
  }
}
