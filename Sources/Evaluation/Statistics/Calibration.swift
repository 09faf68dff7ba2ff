/// Whether stated confidences come true.
///
/// Expected calibration error over ten bins of equal width (Guo, Pleiss, Sun and Weinberger, "On
/// calibration of modern neural networks", ICML 2017).
package struct Calibration: Sendable, Hashable {
  package struct Bin: Sendable, Hashable {
    package let range: Interval
    package let count: Int
    /// The mean of the stated confidences, and the share that came true.
    package let confidence: Double
    package let accuracy: Double
  }

  /// Bins that hold something.
  package let bins: [Bin]
  package let count: Int

  /// - Parameter statements: confidences from 0 to 1, and whether they came true.
  package init(_ statements: [(confidence: Double, isTrue: Bool)]) {
    count = statements.count
    bins = (0..<10).compactMap { index in
      let range = Interval(Double(index) / 10, Double(index + 1) / 10)
      let inBin = statements.filter { min(9, Int($0.confidence * 10)) == index }
      guard !inBin.isEmpty else { return nil }
      return Bin(
        range: range, count: inBin.count,
        confidence: inBin.map(\.confidence).reduce(0, +) / Double(inBin.count),
        accuracy: Double(inBin.count { $0.isTrue }) / Double(inBin.count))
    }
  }

  /// From 0 to 1; nil without statements.
  package var expectedError: Double? {
    guard count > 0 else { return nil }
    return bins.map { Double($0.count) * abs($0.confidence - $0.accuracy) }.reduce(0, +)
      / Double(count)
  }
}
