import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// Where the time of `check` and `summarize` goes: each stage by itself, and each rule kind.
///
/// A kind is judged by an engine that has its rules alone, less what an engine without rules takes, so
/// what several kinds share is counted for each of them.
struct StageBenchmark {
  private let options: BenchOptions
  /// How often each pair is worked on; the fastest counts, since others share the machine.
  private static let rounds = 12

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let lexicon = Lexicon.embedded()
    let bundle: PolicyBundle
    do { bundle = try PolicyFolder.load(options.policies).bundle } catch {
      throw BenchError(message: "the policies in \(options.policies) do not load")
    }
    let workspace = Workspace(lexicon: lexicon, bundle: bundle)
    let pairs = try PairSet(options, workspace).pairs
    var cases: [Case] = []
    for pair in pairs { cases.append(try Case(pair, workspace)) }
    guard !cases.isEmpty else { throw BenchError(message: "there is no pair to work on") }
    let engine = workspace.guardrails

    var figures: [Figure] = []
    func add(_ name: String, _ work: (Case) -> Void) {
      figures.append(
        Figure(name: name, value: Self.mean(cases, work), unit: "µs", note: "mean of a pair"))
    }
    add("note: tokens") { _ = Tokenizer.tokens(of: $0.input.note) }
    add("note: read whole") { _ = ClinicalDocument(reading: $0.input.note, lexicon: lexicon) }
    add("note: scan for all rules") { _ = engine.scan($0.note.document) }
    add("summary: read and divide") { _ = try? Draft.external($0.summary, lexicon: lexicon) }
    add("summary: ground") { _ = Grounding.ground($0.grounded.draft, in: $0.note.document) }
    add("alarms before writing") {
      _ = try? engine.escalations(in: $0.note, audience: $0.input.audience)
    }
    add("own summary: write") {
      _ = try? workspace.summarizer.draft(of: $0.note.document, for: SummaryRequest())
    }
    add("judge: all rules") {
      _ = engine.judge($0.grounded, against: $0.note, audience: $0.input.audience)
    }
    return figures + kinds(cases, bundle, lexicon)
  }

  private func kinds(_ cases: [Case], _ bundle: PolicyBundle, _ lexicon: Lexicon) -> [Figure] {
    func cost(of rules: [Rule]) -> Double {
      let engine = GuardrailEngine(
        bundle: PolicyBundle(
          id: bundle.id, revision: bundle.revision, owner: bundle.owner,
          isAuditRequired: bundle.isAuditRequired, disclaimers: bundle.disclaimers, rules: rules,
          digest: bundle.digest), lexicon: lexicon)
      let scanned = cases.map { engine.scan($0.note.document) }
      return Self.mean(Array(zip(cases, scanned))) { pair in
        _ = engine.judge(pair.0.grounded, against: pair.1, audience: pair.0.input.audience)
      }
    }
    let empty = cost(of: [])
    let groups = Dictionary(grouping: bundle.rules) { type(of: $0.parameters).kind }
    var figures = [
      Figure(name: "judge: without rules", value: empty, unit: "µs", note: "mean of a pair")
    ]
    for (kind, rules) in groups.sorted(by: { $0.key < $1.key }) {
      figures.append(
        Figure(
          name: "judge: \(kind)", value: max(0, cost(of: rules) - empty), unit: "µs",
          note: "\(rules.count) rules alone"))
    }
    return figures
  }

  /// Microseconds for one of the cases: of each the fastest round, and of those the mean.
  private static func mean<Case>(_ cases: [Case], _ work: (Case) -> Void) -> Double {
    var best = [Double](repeating: .infinity, count: cases.count)
    for _ in 0..<rounds {
      for (index, next) in cases.enumerated() {
        best[index] = min(best[index], seconds { work(next) })
      }
    }
    return best.reduce(0, +) / Double(cases.count) * 1e6
  }

  /// A pair with everything that the stages hand on.
  private struct Case {
    let input: NoteInput
    let summary: SourceText
    let note: ScannedNote
    let grounded: GroundedDraft

    init(_ input: NoteInput, _ workspace: Workspace) throws(BenchError) {
      guard let summary = input.summary,
        // reason: a pair that cannot be read is no pair to measure
        let draft = try? Draft.external(summary, lexicon: workspace.lexicon)
      else { throw BenchError(message: "a pair cannot be read") }
      self.input = input
      self.summary = summary
      note = workspace.guardrails.scan(
        ClinicalDocument(reading: input.note, lexicon: workspace.lexicon))
      grounded = Grounding.ground(draft, in: note.document)
    }
  }
}
