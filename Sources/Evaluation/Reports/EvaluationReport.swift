import Workflow

/// Everything that a run has come to: what is printed, compared with a baseline, gated and drawn.
package struct EvaluationReport: Sendable {
  /// What was evaluated and under what, so that a reader can do it again.
  package struct Setting: Sendable, Hashable {
    package var data: String
    package var dataDigest: String
    package var notes: Int
    package var policy: String
    package var policyRevision: Int
    package var policyDigest: String
    package var tool: String
    package var length: String
    package var seed: UInt64
    package var repetitions: Int
    package var models: [ModelLabel]

    package init(
      data: String, dataDigest: String, notes: Int, policy: String, policyRevision: Int,
      policyDigest: String, tool: String, length: String, seed: UInt64, repetitions: Int,
      models: [ModelLabel] = []
    ) {
      self.data = data
      self.dataDigest = dataDigest
      self.notes = notes
      self.policy = policy
      self.policyRevision = policyRevision
      self.policyDigest = policyDigest
      self.tool = tool
      self.length = length
      self.seed = seed
      self.repetitions = repetitions
      self.models = models
    }
  }

  /// Which language model stands behind a name, and what it was told.
  package struct ModelLabel: Sendable, Hashable {
    package var name: String
    package var model: String
    package var dialect: String
    /// Id, version and digest of each prompt.
    package var prompts: [String]

    package init(name: String, model: String, dialect: String, prompts: [String]) {
      self.name = name
      self.model = model
      self.dialect = dialect
      self.prompts = prompts
    }

    /// In one phrase.
    package var text: String {
      "\(name): \(model) (\(dialect)), prompts \(prompts.joined(separator: ", "))"
    }
  }

  package let setting: Setting
  package let table: EvaluationTable
  package let systems: [SystemReport]
  package let baselines: [SystemReport]
  package var gate: GateOutcome?

  /// - Parameter baseline: an earlier run to compare with.
  package init(
    _ table: EvaluationTable, setting: Setting, baseline: EvaluationBaseline? = nil
  ) {
    self.setting = setting
    self.table = table
    let bootstrap = Bootstrap(
      samples: table.notes, seed: setting.seed,
      // Of very many notes fewer resamples are as good, and take no more memory.
      count: min(Bootstrap.standardCount, max(200, 20_000_000 / max(1, table.notes))))
    let lead = table.table(EvaluatedSystem.baseline(.lead).name)
    let own = table.systems.filter { !$0.system.isBaseline }
    systems = own.map { system in
      var others = [
        Opponent(name: "the first sentences") { lead?.columns[$0] }
      ]
      if let first = own.first, first.system != system.system {
        others.append(Opponent(name: first.system.name) { first.columns[$0] })
      }
      if let baseline {
        others.append(
          Opponent(name: "the earlier run") {
            baseline.column($0, of: system.system.name, for: table.ids)
          })
      }
      return SystemReport(system, in: table, against: others, bootstrap, seed: setting.seed)
    }
    baselines = table.systems.filter(\.system.isBaseline).map {
      SystemReport($0, in: table, against: [], bootstrap, seed: setting.seed)
    }
  }

  package func system(_ name: String) -> SystemReport? {
    (systems + baselines).first { $0.name == name }
  }

  /// How much of the way from the first sentences to the greedy oracle a system goes, by ROUGE-2; nil
  /// without references.
  package func headRoom(of system: SystemReport) -> Double? {
    func rouge2(_ report: SystemReport?) -> Double? { report?.estimates["rouge2.f1"]?.value }
    guard let lead = rouge2(self.system("baseline:lead")),
      let oracle = rouge2(self.system("baseline:oracle")), let own = rouge2(system), oracle > lead
    else { return nil }
    return (own - lead) / (oracle - lead)
  }
}

/// Whom a system is compared with: a name, and the figures note by note.
struct Opponent {
  let name: String
  let column: (String) -> [Measures.Part?]?
}

/// What one system has come to.
package struct SystemReport: Sendable {
  package let table: SystemTable
  package let estimates: [String: Estimate]
  /// Against others on the same notes: whom, and the differences by metric.
  package let comparisons: [(opponent: String, figures: [String: Comparison])]
  package let subgroups: [String: [Subgroup]]
  /// Milliseconds of the middle sample, of one in a hundred.
  package let medianLatency: Double?
  package let slowLatency: Double?
  package let calibration: Calibration

  package var name: String { table.system.name }

  /// The metrics by which groups are compared.
  package static let subgroupMetrics = [
    "facts.recall", "faithfulness.supported", "rouge2.f1", "guardrails.sensitivity",
    "guardrails.specificity",
  ]

  init(
    _ table: SystemTable, in all: EvaluationTable, against others: [Opponent],
    _ bootstrap: Bootstrap, seed: UInt64
  ) {
    self.table = table
    var estimates: [String: Estimate] = [:]
    for metric in Metric.all {
      guard let parts = table.columns[metric.name] else { continue }
      estimates[metric.name] = Estimate(metric, of: parts, bootstrap)
    }
    self.estimates = estimates
    comparisons = others.compactMap { other in
      var figures: [String: Comparison] = [:]
      for metric in Metric.all where metric.name != "latency" {
        guard let parts = table.columns[metric.name], let before = other.column(metric.name) else {
          continue
        }
        figures[metric.name] = Comparison(metric, of: parts, from: before, bootstrap)
      }
      return figures.isEmpty ? nil : (other.name, figures)
    }
    var subgroups: [String: [Subgroup]] = [:]
    if !table.system.isBaseline {
      for name in Self.subgroupMetrics {
        guard let metric = Metric.named(name), let parts = table.columns[name] else { continue }
        subgroups[name] = Dimension.allCases.flatMap {
          Subgroup.all(
            of: $0, groups: all.groups(in: $0), metric: metric, parts: parts, seed: seed)
        }
      }
    }
    self.subgroups = subgroups
    let latencies = (table.columns["latency"] ?? []).compactMap { part in
      part.map { $0.numerator / max(1, $0.denominator) }
    }.sorted()
    medianLatency = latencies.isEmpty ? nil : latencies[latencies.count / 2]
    slowLatency =
      latencies.isEmpty ? nil : latencies[min(latencies.count - 1, latencies.count * 99 / 100)]
    calibration = Calibration(table.confidences)
  }

  /// The group that does worst in each dimension in which two are large enough.
  package func worstGroups(_ metric: Metric) -> [Subgroup] {
    Dimension.allCases.compactMap { dimension in
      Subgroup.worst(
        of: (subgroups[metric.name] ?? []).filter { $0.dimension == dimension },
        isHigherBetter: metric.isHigherBetter ?? true)
    }
  }

  /// The worst that happened, most severe first: for each kind how often, and the first notes.
  package var worst: [(kind: Incident.Kind, count: Int, ids: [String])] {
    Incident.Kind.allCases.compactMap { kind in
      let found = table.incidents.filter { $0.kind == kind }
      guard !found.isEmpty else { return nil }
      var ids: [String] = []
      for incident in found where !ids.contains(incident.id) && ids.count < 5 {
        ids.append(incident.id)
      }
      return (kind, found.count, ids)
    }
  }
}
