import AuditTrail

/// Many runs with their times: what counts alike is kept once.
struct SampledRuns {
  private(set) var samples: [RunTally.Sample] = []
  private(set) var all: [(time: Timestamp, sample: Int)] = []
  private var numbers: [RunTally.Sample: Int] = [:]

  mutating func append(_ facts: RunFacts, at time: Timestamp) {
    let sample = RunTally.Sample(facts)
    let number: Int
    if let known = numbers[sample] {
      number = known
    } else {
      number = samples.count
      samples.append(sample)
      numbers[sample] = number
    }
    all.append((time, number))
  }

  /// Counts over those at certain times.
  func tally(where isCounted: (Timestamp) -> Bool) -> RunTally {
    var counts = [Int](repeating: 0, count: samples.count)
    for run in all where isCounted(run.time) { counts[run.sample] += 1 }
    var tally = RunTally()
    for (sample, count) in zip(samples, counts) { tally.add(sample, times: count) }
    return tally
  }
}
