/// One figure of an evaluation: what it is called, what it means and where its definition comes from.
///
/// The name is what gates, baselines and JSON use; part of the product.
package struct Metric: Sendable, Hashable {
  /// How the figures of samples become one figure.
  package enum Kind: String, Sendable {
    /// The mean over samples of a figure from 0 to 1; the interval is a bootstrap over samples.
    case mean
    /// The mean over samples of a figure in a unit of its own; bootstrap.
    case amount
    /// Hits over chances, pooled over samples; the interval is Wilson's.
    case rate
    /// Events for each 100 claims, pooled; bootstrap.
    case density
    /// A sum over samples; no interval.
    case count
  }

  package let name: String
  package let title: String
  /// One sentence: what is counted, over what.
  package let definition: String
  /// Paper or document; "Vouch" where the definition is ours.
  package let source: String
  package let kind: Kind
  /// Nil where neither is better in itself, as with length.
  package let isHigherBetter: Bool?

  init(
    _ name: String, _ title: String, _ kind: Kind, better isHigherBetter: Bool?,
    _ definition: String, source: String = "Vouch"
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.isHigherBetter = isHigherBetter
    self.definition = definition
    self.source = source
  }

  package var unit: String {
    switch kind {
    case .mean, .rate: "%"
    case .amount: Self.amountUnits[name] ?? (name.hasPrefix("human.") ? "rating" : "words")
    case .density: "per 100 claims"
    case .count: "count"
    }
  }

  private static let amountUnits = [
    "readability.fleschKincaid": "school grade", "readability.smog": "school grade",
    "latency": "ms", "tokens.prompt": "tokens", "tokens.output": "tokens",
    "model.requests": "requests", "model.regenerations": "repairs",
  ]

  /// What a value is multiplied by to be printed in the unit.
  package var scale: Double {
    switch kind {
    case .mean, .rate, .density: 100
    case .amount, .count: 1
    }
  }

  package static func named(_ name: String) -> Metric? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
