import FoundationEssentials

/// One note as a whole process, policies and lexicons loaded: wall time and peak memory.
struct ProcessBenchmark {
  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: options.corpus)) ?? []
    guard let note = names.sorted().first(where: { $0.hasSuffix(".txt") }) else {
      throw BenchError(message: "no note in \(options.corpus)")
    }
    let command = [
      options.vouch, "summarize", "--no-audit", "--quiet", "--policies", options.policies,
      "\(options.corpus)/\(note)",
    ]
    var walls: [Double] = []
    var peak = 0
    for _ in 0..<31 {
      let usage = try runChild(command)
      guard usage.exitCode == 0 || usage.exitCode == 2 else {
        throw BenchError(message: "summarize ended with exit code \(usage.exitCode)")
      }
      walls.append(usage.wall)
      peak = max(peak, usage.peakKilobytes)
    }
    return [
      Figure(
        name: "one note as a process", value: Sample(walls).median * 1e3, unit: "ms",
        note: "median of 31 runs"),
      Figure(name: "one note as a process, peak memory", value: Double(peak) / 1024, unit: "MB"),
    ]
  }
}
