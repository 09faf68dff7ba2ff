import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
package import Workflow

/// Judges and measures the summaries of one note at a time; many threads share it.
package struct SampleScorer: Sendable {
  package let plan: EvaluationPlan
  let workspace: Workspace
  /// The language models that are evaluated, by name, and what their summaries depend on.
  let engines: [String: RemoteEngine]
  private let configurations: [String: String]
  /// Nanoseconds of a clock that never runs backwards.
  let nanoseconds: @Sendable () -> UInt64

  package init(
    plan: EvaluationPlan, workspace: Workspace, engines: [String: RemoteEngine] = [:],
    nanoseconds: @escaping @Sendable () -> UInt64
  ) {
    self.plan = plan
    self.workspace = workspace
    self.engines = engines
    configurations = engines.mapValues(\.configuration)
    self.nanoseconds = nanoseconds
  }

  /// What is wanted of one note: the keys of all its results in order, and those that had to be made.
  package struct Work: Sendable {
    package var keys: [String] = []
    /// Those of them that a reader looks at: no baselines, no repetitions.
    package var shownKeys: [String] = []
    package var made: [SampleResult] = []
  }

  /// - Parameter isDone: whether there is a result with the key already.
  package func work(
    at index: Int, isDone: (String) -> Bool
  ) throws(EvaluationError) -> Work {
    let sample: Sample
    do throws(EvaluationError) {
      sample = try plan.samples.sample(at: index)
    } catch {
      // A text that is none belongs to its note; anything else ends the run.
      guard case .invalidData(_, .some, _, nil) = error else { throw error }
      return unreadable(index, isDone: isDone)
    }
    let key = ResultKey(
      sample, sampleIndex: index, plan: plan, policy: workspace.bundle.digest)
    // Made with the first result that is missing: a run that goes on passes over the others.
    var scoring: SampleScoring?
    var work = Work()
    for system in plan.systems {
      let candidates = try candidates(of: sample, system)
      // Baselines do not change from one repetition to the next.
      for repetition in 0..<(system.isBaseline ? 1 : plan.repetitions) {
        for (variant, candidate) in candidates.enumerated() {
          let key = key.key(
            of: system, configuration: configurations[system.name], variant: variant,
            repetition: repetition, candidate: candidate)
          work.keys.append(key)
          if !system.isBaseline, repetition == 0 { work.shownKeys.append(key) }
          guard !isDone(key) else { continue }
          var current = scoring ?? SampleScoring(sample, scorer: self)
          scoring = nil
          var result = try current.result(
            of: system, repetition: repetition, candidate: candidate, key: key)
          scoring = current
          if !system.isBaseline { result.countUnevaluable() }
          result.variant = variant
          result.repetition = repetition
          work.made.append(result)
        }
      }
    }
    return work
  }

  /// One nil stands for a system that writes its own summary, or for one that gave none.
  private func candidates(
    of sample: Sample, _ system: EvaluatedSystem
  ) throws(EvaluationError) -> [CandidateSummary?] {
    switch system {
    case .extractive, .remote, .baseline: return [nil]
    case .candidates(let name):
      let found = try plan.candidates?.candidates(of: sample.id, system: name) ?? []
      return found.isEmpty ? [nil] : found
    case .planted(let base): return try planted(in: base, sample)
    }
  }

  /// The summaries of a note as they are, and with one error each.
  private func planted(
    in base: PlantingBase, _ sample: Sample
  ) throws(EvaluationError) -> [CandidateSummary] {
    let texts: [String]
    switch base {
    case .references: texts = sample.reference.map { [$0.string] } ?? []
    case .candidates:
      var found: [CandidateSummary] = []
      for system in plan.candidates?.systems ?? [] {
        found += try plan.candidates?.candidates(of: sample.id, system: system) ?? []
      }
      texts = found.filter { $0.label != .unsafe }.map(\.text)
    case .summaries:
      let input = NoteInput(
        note: sample.note, audience: sample.audience, words: plan.words(for: sample))
      // A note without a summary that is shown has none to put errors into; why is told elsewhere.
      let outcome = try? workspace.summarize(input)
      texts =
        outcome.map { $0.decision.isShown ? [$0.grounded.draft.text.string] : [] } ?? []
    }
    let note = ClinicalDocument(reading: sample.note, lexicon: workspace.lexicon)
    return texts.enumerated().flatMap { index, text -> [CandidateSummary] in
      // reason: what is too long to be judged is planted with nothing
      guard let source = try? SourceText(text), !source.isBlank else { return [] }
      var planter = ErrorPlanter(
        summary: ClinicalDocument(reading: source, lexicon: workspace.lexicon), note: note,
        seed: sample.seed(plan.seed) &+ UInt64(index))
      let critical = (sample.expectation?.facts ?? []).map(\.words)
      return [CandidateSummary(system: EvaluatedSystem.plantedName, text: text, label: .safe)]
        + planter.errors(critical: critical).map { error in
          CandidateSummary(
            system: EvaluatedSystem.plantedName, text: error.text, label: .unsafe,
            errorType: error.type.rawValue,
            change: PlantedChange(before: error.before, after: error.after), cure: error.cure)
        }
    }
  }

  private func unreadable(_ index: Int, isDone: (String) -> Bool) -> Work {
    var work = Work()
    let id = plan.samples.ids[index]
    for system in plan.systems where !system.isBaseline {
      let key = "unreadable-\(index)-\(system.name)"
      work.keys.append(key)
      work.shownKeys.append(key)
      guard !isDone(key) else { continue }
      var result = SampleResult(
        key: key, id: id, system: system.name, status: .unevaluable(code: "unreadable-note"))
      result.countUnevaluable()
      work.made.append(result)
    }
    return work
  }
}

extension Sample {
  /// Each note has a seed of its own, so that what is drawn for it does not depend on the others.
  func seed(_ seed: UInt64) -> UInt64 {
    id.utf8.reduce(seed &+ 14_695_981_039_346_656_037) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
  }

  /// The groups to which the sample belongs.
  func groups(_ document: ClinicalDocument) -> [Dimension: [String]] {
    var groups: [Dimension: [String]] = [:]
    groups[.sex] = attributes.sex.map { [$0] }
    groups[.ageBand] = attributes.ageBand.map { [$0] }
    groups[.specialty] = attributes.specialty.map { [$0] }
    groups[.form] = attributes.form.map { [$0] }
    // Each language may be too rare to say anything of it; all but the notes' own together are not.
    groups[.language] = attributes.language.map { language in
      ["English", "not told"].contains(language) ? [language] : [language, "any but English"]
    }
    let names = Set(document.sections.map(\.name))
    let missing = Self.expectedSections.filter { names.isDisjoint(with: $0.names) }.map(\.title)
    groups[.missingSections] = missing.isEmpty ? ["none missing"] : missing
    return groups
  }

  /// Parts that a reader looks for in a note, under any of their headings.
  private static let expectedSections: [(title: String, names: Set<SectionName>)] = [
    ("no allergies", [.allergies]),
    ("no medications", [.medications, .admissionMedications, .dischargeMedications]),
    ("no assessment", [.assessment, .assessmentAndPlan, .impression, .diagnoses]),
    ("no plan", [.plan, .followUp, .assessmentAndPlan, .disposition]),
  ]
}
