/// Resamples of notes with replacement, drawn once by a seed and used for every figure, so that two
/// systems are compared on the same notes in each of them.
///
/// B. Efron and R. Tibshirani, "An introduction to the bootstrap", 1993; percentile intervals.
package struct Bootstrap: Sendable {
  /// The resamples where no number is asked for.
  package static let standardCount = 1_000

  /// How often each sample is drawn, resample after resample.
  private let draws: [UInt16]
  private let sampleCount: Int
  package let count: Int

  package init(samples: Int, seed: UInt64, count: Int = Bootstrap.standardCount) {
    sampleCount = samples
    self.count = samples > 0 ? count : 0
    var generator = SeededGenerator(seed: seed)
    var draws = [UInt16](repeating: 0, count: samples * self.count)
    for resample in 0..<self.count {
      for _ in 0..<samples { draws[resample * samples + generator.below(samples)] &+= 1 }
    }
    self.draws = draws
  }

  /// The interval of `sum of numerators / sum of denominators`; nil where hardly a resample has a
  /// denominator.
  ///
  /// - Parameter parts: one for each sample, nil where the metric does not apply to it.
  package func interval(of parts: [Measures.Part?]) -> Interval? {
    Self.percentiles(ratios(of: parts).compactMap(\.self), of: count)
  }

  /// The interval of the difference `parts - baseline` on the same notes.
  package func difference(of parts: [Measures.Part?], from baseline: [Measures.Part?]) -> Interval?
  {
    let differences = zip(ratios(of: parts), ratios(of: baseline)).compactMap { left, right in
      left.flatMap { left in right.map { left - $0 } }
    }
    return Self.percentiles(differences, of: count)
  }

  private func ratios(of parts: [Measures.Part?]) -> [Double?] {
    precondition(parts.count == sampleCount, "one part for each sample")
    var numerators: [Double] = []
    var denominators: [Double] = []
    var indices: [Int] = []
    for (index, part) in parts.enumerated() {
      guard let part else { continue }
      indices.append(index)
      numerators.append(part.numerator)
      denominators.append(part.denominator)
    }
    return (0..<count).map { resample in
      let base = resample * sampleCount
      var numerator = 0.0
      var denominator = 0.0
      for (position, index) in indices.enumerated() {
        let times = Double(draws[base + index])
        numerator += times * numerators[position]
        denominator += times * denominators[position]
      }
      return denominator > 0 ? numerator / denominator : nil
    }
  }

  /// The 2.5th and the 97.5th percentile, of at least half of the resamples.
  private static func percentiles(_ values: [Double], of count: Int) -> Interval? {
    guard !values.isEmpty, values.count * 2 >= count else { return nil }
    let sorted = values.sorted()
    let last = Double(sorted.count - 1)
    return Interval(
      sorted[Int((0.025 * last).rounded(.down))], sorted[Int((0.975 * last).rounded(.up))])
  }
}
