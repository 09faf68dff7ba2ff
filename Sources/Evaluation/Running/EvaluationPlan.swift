import Cryptography
import SourceText
import Summaries

/// What is evaluated, on what, and how.
package struct EvaluationPlan: Sendable {
  /// How long summaries are to be.
  package enum Length: Sendable, Hashable {
    case words(Int)
    /// As long as the reference; the standard length where there is none.
    case reference
  }

  package var samples: any SampleSet
  package var candidates: CandidateFile?
  package var systems: [EvaluatedSystem]
  package var length: Length
  package var repetitions: Int
  package var seed: UInt64

  package init(
    samples: any SampleSet, candidates: CandidateFile? = nil, systems: [EvaluatedSystem],
    length: Length = .words(SummaryRequest.defaultWords), repetitions: Int = 1, seed: UInt64 = 1
  ) {
    self.samples = samples
    self.candidates = candidates
    self.systems = systems
    self.length = length
    self.repetitions = repetitions
    self.seed = seed
  }

  /// Changes whenever the same input is measured otherwise, so that old results are made anew.
  static let version = "vouch/evaluation/1"

  /// The number of words that is asked for.
  func words(for sample: Sample) -> Int {
    switch length {
    case .words(let count): return count
    case .reference:
      guard let reference = sample.reference else { return SummaryRequest.defaultWords }
      return min(2_000, max(1, CoverageScores.wordCount(reference.bytes)))
    }
  }
}

/// A system whose summaries are judged and measured; baselines are measured only.
package enum EvaluatedSystem: Sendable, Hashable {
  /// Vouch's own engine.
  case extractive
  /// A language model, by the name that people call it.
  case remote(String)
  /// A system of the file of candidates, by name.
  case candidates(String)
  case baseline(Baseline)
  /// Summaries into which errors were put, beside the same without.
  case planted(PlantingBase)

  package var name: String {
    switch self {
    case .extractive: "extractive"
    case .remote(let name), .candidates(let name): name
    case .baseline(let baseline): "baseline:\(baseline.rawValue)"
    case .planted: Self.plantedName
    }
  }

  package static let plantedName = "planted"

  package var isPlanted: Bool {
    if case .planted = self { return true }
    return false
  }

  package var isBaseline: Bool {
    if case .baseline = self { return true }
    return false
  }
}

/// Into which summaries errors are put.
package enum PlantingBase: String, Sendable, CaseIterable {
  case references, candidates
  /// Those of Vouch's own engine.
  case summaries
}

/// The key of a result: everything that it depends on.
struct ResultKey {
  private var hash = SHA256()

  init(_ sample: Sample, sampleIndex: Int, plan: EvaluationPlan, policy: String) {
    add(EvaluationPlan.version)
    add(policy)
    add(sample.id)
    hash.update(SHA256.hash(sample.note.bytes))
    hash.update(SHA256.hash(sample.reference?.bytes ?? []))
    add(sample.expectation.map { "\($0)" } ?? "")
    add(sample.audience.rawValue)
    add("\(plan.words(for: sample))")
    add("\(plan.seed)")
  }

  /// - Parameters:
  ///   - configuration: what else the system's summaries depend on.
  ///   - candidate: the text that was given, with what is known of it.
  func key(
    of system: EvaluatedSystem, configuration: String?, variant: Int, repetition: Int,
    candidate: CandidateSummary?
  ) -> String {
    var key = self
    key.add(system.name)
    if let configuration { key.add(configuration) }
    key.add("\(variant).\(repetition)")
    if let candidate { key.add("\(candidate)") }
    return String(key.hash.digest().hex.prefix(32))
  }

  private mutating func add(_ text: String) { hash.update(SHA256.hash(text)) }
}
