/// Attributes by which samples are parted, to see for whom a system is worse.
package enum Dimension: String, Sendable, CaseIterable {
  case sex
  case ageBand = "age band"
  case specialty, form, length, language
  case missingSections = "missing sections"
}

/// One group of samples of one dimension, and how it did.
package struct Subgroup: Sendable, Hashable {
  /// With fewer samples than this nothing is said of a group. Of 12 that all pass, 1 in 4 may yet fail
  /// (Wilson's bound).
  package static let leastSamples = 12

  package let dimension: Dimension
  package let name: String
  package let samples: Int
  /// Nil where there are too few samples to say.
  package let estimate: Estimate?

  package var isTooSmall: Bool { samples < Self.leastSamples }

  /// The groups of a dimension for one metric, in order of name; samples of unknown group are left out.
  ///
  /// - Parameter groups: the groups of each sample: it may be in several, as with missing sections.
  package static func all(
    of dimension: Dimension, groups: [[String]], metric: Metric, parts: [Measures.Part?],
    seed: UInt64
  ) -> [Subgroup] {
    var members: [String: [Measures.Part?]] = [:]
    for (names, part) in zip(groups, parts) where part != nil {
      for name in names { members[name, default: []].append(part) }
    }
    return members.sorted { $0.key < $1.key }.map { name, parts in
      let isTooSmall = parts.count < leastSamples
      return Subgroup(
        dimension: dimension, name: name, samples: parts.count,
        estimate: isTooSmall
          ? nil
          : Estimate(
            metric, of: parts, Bootstrap(samples: parts.count, seed: seed, count: 500)))
    }
  }

  /// The group that does worst among those large enough; nil where fewer than two are.
  package static func worst(of groups: [Subgroup], isHigherBetter: Bool) -> Subgroup? {
    let told = groups.filter { $0.estimate != nil }
    guard told.count > 1 else { return nil }
    return told.min { left, right in
      let values = (left.estimate?.value ?? 0, right.estimate?.value ?? 0)
      return isHigherBetter ? values.0 < values.1 : values.0 > values.1
    }
  }
}
