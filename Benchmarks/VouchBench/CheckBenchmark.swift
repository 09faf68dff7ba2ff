import ClinicalLanguage
import Guardrails
import Workflow

/// `check` of one note and one summary in process, policies and lexicons loaded: the whole path from
/// two texts to a verdict.
struct CheckBenchmark {
  private let options: BenchOptions
  /// How often each pair is checked; a median of many calls is steady on a shared machine.
  private static let rounds = 20

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let workspace: Workspace
    do {
      workspace = Workspace(
        lexicon: Lexicon.embedded(), bundle: try PolicyFolder.load(options.policies).bundle)
    } catch { throw BenchError(message: "the policies in \(options.policies) do not load") }
    let set = try PairSet(options, workspace)
    let pairs = set.pairs
    var times: [Double] = []
    for round in 0...Self.rounds {
      for pair in pairs {
        let time = try seconds { () throws(BenchError) in
          do throws(WorkflowError) { _ = try workspace.check(pair) } catch {
            throw BenchError(message: error.message)
          }
        }
        // The first round warms the caches.
        if round > 0 { times.append(time * 1e6) }
      }
    }
    let sample = Sample(times)
    let note = "\(times.count) checks of \(pairs.count) pairs, \(set.name)"
    return [
      Figure(name: "check, p50", value: sample.median, unit: "µs", note: note),
      Figure(name: "check, p99", value: sample.percentile(0.99), unit: "µs"),
    ]
  }
}
