/// `summarize --jsonl --no-audit --jobs 1` over a whole file: notes per CPU-second.
struct ThroughputBenchmark {
  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let folder = try temporaryFolder("throughput")
    defer { removeFolder(folder) }
    let input = "\(folder)/notes.jsonl"
    var preparation = [CommandLine.arguments[0], "--corpus", options.corpus]
    if let data = options.data { preparation += ["--data", data] }
    let prepared = try runChild(preparation + ["--prepare-notes", input])
    let facts = String(decoding: try readFile("\(input).facts"), as: UTF8.self)
      .split(separator: " ")
    guard prepared.exitCode == 0, facts.count == 3, let count = Double(facts[0]) else {
      throw BenchError(message: "the notes cannot be prepared")
    }
    var rates: [Double] = []
    var peak = 0
    for _ in 0..<5 {
      let usage = try runChild(
        [
          options.vouch, "summarize", "--jsonl", "--no-audit", "--jobs", "1", "--quiet",
          "--policies", options.policies, input,
        ])
      guard usage.exitCode == 0 || usage.exitCode == 2 else {
        throw BenchError(message: "summarize --jsonl ended with exit code \(usage.exitCode)")
      }
      rates.append(count / usage.cpu)
      peak = max(peak, usage.peakKilobytes)
    }
    return [
      Figure(
        name: "summarize --jsonl", value: Sample(rates).median, unit: "notes per CPU-second",
        note: "median of 5 runs, \(facts[0]) notes of \(facts[1]) bytes, \(facts[2])"),
      Figure(name: "summarize --jsonl, peak memory", value: Double(peak) / 1024, unit: "MB"),
    ]
  }
}
