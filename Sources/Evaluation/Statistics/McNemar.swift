import Glibc

/// Whether two systems pass the same samples: McNemar's test in its exact form.
///
/// Q. McNemar, "Note on the sampling error of the difference between correlated proportions",
/// Psychometrika 1947; the exact two-sided binomial test on the samples on which they differ.
package struct McNemar: Sendable, Hashable {
  /// Samples that only the one, and that only the other passes.
  package let onlyFirst: Int
  package let onlySecond: Int

  package init(onlyFirst: Int, onlySecond: Int) {
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// Samples without a result on either side are left out.
  package init(first: [Bool?], second: [Bool?]) {
    var onlyFirst = 0
    var onlySecond = 0
    for case (let left?, let right?) in zip(first, second) where left != right {
      if left { onlyFirst += 1 } else { onlySecond += 1 }
    }
    self.init(onlyFirst: onlyFirst, onlySecond: onlySecond)
  }

  /// How likely a difference at least as large is where the two are equal.
  package var pValue: Double {
    let total = onlyFirst + onlySecond
    guard total > 0 else { return 1 }
    let smaller = min(onlyFirst, onlySecond)
    var sum = 0.0
    for hits in 0...smaller {
      let logarithm =
        lgamma(Double(total + 1)) - lgamma(Double(hits + 1)) - lgamma(Double(total - hits + 1))
      sum += exp(logarithm - Double(total) * log(2))
    }
    return min(1, 2 * sum)
  }
}
