/// The value of one metric over samples, with how sure it is.
package struct Estimate: Sendable, Hashable {
  package let value: Double
  package let interval: Interval?
  /// Samples to which the metric applies.
  package let samples: Int
  /// The sums behind the value: hits and chances of a rate.
  package let numerator: Double
  package let denominator: Double

  /// Nil where the metric applies to no sample.
  package init?(_ metric: Metric, of parts: [Measures.Part?], _ bootstrap: Bootstrap) {
    let present = parts.compactMap(\.self)
    numerator = present.map(\.numerator).reduce(0, +)
    denominator = present.map(\.denominator).reduce(0, +)
    samples = present.count
    guard !present.isEmpty, denominator > 0 else { return nil }
    switch metric.kind {
    case .count:
      value = numerator
      interval = nil
    case .rate:
      value = numerator / denominator
      interval = .wilson(numerator, of: denominator)
    case .mean, .amount, .density:
      value = numerator / denominator
      interval = bootstrap.interval(of: parts)
    }
  }
}

/// How two systems differ on the same samples.
package struct Comparison: Sendable, Hashable {
  package let difference: Double
  package let interval: Interval?
  /// For rates of one chance a sample.
  package let mcNemar: McNemar?

  /// Only samples that both have a figure for are compared; nil without any.
  package init?(
    _ metric: Metric, of parts: [Measures.Part?], from baseline: [Measures.Part?],
    _ bootstrap: Bootstrap
  ) {
    var own: [Measures.Part?] = []
    var others: [Measures.Part?] = []
    for (left, right) in zip(parts, baseline) {
      let isShared = left != nil && right != nil
      own.append(isShared ? left : nil)
      others.append(isShared ? right : nil)
    }
    func ratio(_ parts: [Measures.Part?]) -> Double? {
      let present = parts.compactMap(\.self)
      let denominator = present.map(\.denominator).reduce(0, +)
      guard denominator > 0 else { return nil }
      let numerator = present.map(\.numerator).reduce(0, +)
      return metric.kind == .count ? numerator : numerator / denominator
    }
    guard let left = ratio(own), let right = ratio(others) else { return nil }
    difference = left - right
    interval =
      metric.kind == .count ? nil : bootstrap.difference(of: own, from: others)
    let isOfSingles =
      metric.kind == .rate && (own + others).allSatisfy { ($0?.denominator ?? 1) == 1 }
    mcNemar =
      isOfSingles
      ? McNemar(
        first: own.map { $0.map { $0.numerator > 0 } },
        second: others.map { $0.map { $0.numerator > 0 } }) : nil
  }

  /// In words, for people who do not read intervals.
  package func words(isHigherBetter: Bool?) -> String {
    guard let interval else { return difference == 0 ? "the same" : "no interval" }
    if interval.includesZero {
      return "no clear difference: the interval of the difference includes zero"
    }
    let isHigher = difference > 0
    guard let isHigherBetter else { return isHigher ? "higher" : "lower" }
    return isHigher == isHigherBetter
      ? "better: the interval of the difference excludes zero"
      : "worse: the interval of the difference excludes zero"
  }
}
