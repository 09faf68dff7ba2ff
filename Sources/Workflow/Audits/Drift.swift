import AuditTrail
import Glibc

/// How much one distribution has moved from another: the population stability index.
///
/// The index is Σ (a − e) · ln(a / e) over all classes, where `e` is the share of a class in the
/// reference and `a` its share now. Below 0.1 nothing has moved to speak of, from 0.25 on much has
/// (Siddiqi, "Credit Risk Scorecards", 2006). Half a case is added to each class, so that one that is
/// empty on one side does not make the index infinite.
///
/// Few cases move by chance: of N and M cases in B classes without any drift the index is distributed as
/// (1/N + 1/M) times χ² with B − 1 degrees of freedom (Yurdakul and Naranjo, "Statistical properties of
/// the population stability index", Journal of Risk Model Validation 14, 2020). What stays under the
/// 99th percentile of that counts as steady.
package struct Drift: Sendable, Hashable {
  package enum Degree: String, Sendable, Hashable { case steady, moved, shifted }

  /// What is distributed, for example `decisions`.
  package let subject: String
  package let index: Double
  /// What the index stays under by chance in 99 of 100 cases.
  package let chance: Double

  package var degree: Degree {
    if index <= chance || index < 0.1 { return .steady }
    return index < 0.25 ? .moved : .shifted
  }

  init(_ subject: String, from reference: [String: Int], to current: [String: Int]) {
    self.subject = subject
    index = Self.index(from: reference, to: current)
    chance = Self.chance(from: reference, to: current)
  }

  /// The 99th percentile of the index without drift, by the approximation of Wilson and Hilferty
  /// ("The distribution of chi-square", PNAS 17, 1931).
  private static func chance(from reference: [String: Int], to current: [String: Int]) -> Double {
    let classes = Set(reference.keys).union(current.keys).count
    let (before, after) = (
      Double(reference.values.reduce(0, +)), Double(current.values.reduce(0, +))
    )
    guard classes > 1, before > 0, after > 0 else { return .infinity }
    let freedom = Double(classes - 1)
    // The 99th percentile of the normal distribution.
    let normal = 2.326_348
    let root = 1 - 2 / (9 * freedom) + normal * (2 / (9 * freedom)).squareRoot()
    return (1 / before + 1 / after) * freedom * root * root * root
  }

  package static func index(from reference: [String: Int], to current: [String: Int]) -> Double {
    let classes = Set(reference.keys).union(current.keys).sorted()
    guard classes.count > 1 else { return 0 }
    func shares(_ counts: [String: Int]) -> [Double] {
      let total = Double(counts.values.reduce(0, +)) + 0.5 * Double(classes.count)
      return classes.map { (Double(counts[$0] ?? 0) + 0.5) / total }
    }
    return zip(shares(reference), shares(current)).reduce(0) { sum, pair in
      sum + (pair.1 - pair.0) * log(pair.1 / pair.0)
    }
  }

  /// The index of every distribution that is watched, the rules that moved most last.
  static func all(from reference: RunTally, to current: RunTally) -> [Drift] {
    func named(_ outcomes: [RunRecord.Outcome: Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: outcomes.map { ($0.key.rawValue, $0.value) })
    }
    var drifts = [
      Drift("decisions", from: named(reference.outcomes), to: named(current.outcomes)),
      Drift("audiences", from: reference.audiences, to: current.audiences),
      Drift("engines", from: reference.engines, to: current.engines),
      Drift("kinds of patients", from: reference.subgroups, to: current.subgroups),
      Drift("lengths of notes", from: reference.noteLengths, to: current.noteLengths),
      Drift("support by the note", from: reference.support, to: current.support),
    ]
    let rules = Set(reference.fired.keys).union(current.fired.keys)
    drifts += rules.map { rule in
      func split(_ tally: RunTally) -> [String: Int] {
        let fired = tally.fired[rule] ?? 0
        return ["fired": fired, "did not": tally.runs - fired]
      }
      return Drift("rule \(rule)", from: split(reference), to: split(current))
    }.filter { $0.degree != .steady }.sorted { ($1.index, $0.subject) < ($0.index, $1.subject) }
    return drifts
  }
}
