import Parallelism
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Workflow

/// `vouch policy test`: runs the examples that the rules carry, and says how much they test.
enum PolicyTestCommand {
  /// Items of one list that are dropped, one mutant each, unless `--entries` says otherwise.
  static let defaultEntries = 20

  static let command = Command(
    specification: CommandSpecification(
      path: ["policy", "test"],
      summary: "run the examples inside the rules, and say what they miss",
      details: """
        Judges the examples of every rule and lists those that come out otherwise than expected.

        --coverage says of every rule whether its examples show it finding something and finding \
        nothing, whether its condition and each operand of it was true and was false, and which \
        parameters made a difference to any example.

        --mutate changes every rule in small ways (drops a term, moves a limit by one step, negates \
        the condition, softens the disposition, …) and runs the rule's examples on each mutant. One \
        that no example fails on has survived: such a mistake in the policy would go unnoticed. Of a \
        list with more than --entries items as many are dropped, spread evenly; the report says \
        where. Mutants that the loader refuses, and those that differ only in what no example can \
        ask about (the family of an alert), are not counted.

        Exit code 3 where an example fails, the policies are invalid, or the mutation score is below \
        --minimum-score.
        """,
      inputs: .atMostOne(placeholder: "DIR"),
      options: [
        OptionSpecification(
          "rule", .text(placeholder: "ID"), "Only this rule, or all that begin with ID and a dot."),
        OptionSpecification("coverage", "Say what the examples exercise."),
        OptionSpecification("mutate", "Say which changes to the rules the examples notice."),
        OptionSpecification(
          "entries", .integer(placeholder: "N", OptionLimits.entries),
          "Items of one list that are dropped by --mutate. Default: \(defaultEntries)."),
        OptionSpecification(
          "minimum-score", .integer(placeholder: "N", OptionLimits.score),
          "With --mutate: exit code 3 where fewer per cent of the mutants are killed."),
        OptionSpecification(
          "jobs", .integer(placeholder: "N", OptionLimits.jobs),
          "Rules worked on at once. Default: the processors."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .policies, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch policy test", "all examples of the policies that a run here would use"),
        .init("vouch policy test --rule redflag", "those of the red flags"),
        .init(
          "vouch policy test --coverage --mutate --rule banned.refusal",
          "what the examples of one rule exercise and would notice"),
        .init(
          "vouch policy test --mutate --minimum-score 60 --format json",
          "a gate for CI, with every surviving mutant"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let options = try Options(invocation)
      let path = try invocation.policyFolder(settings)
      let (bundle, sources) = try PolicyAccess.bundleWithSources(path, invocation.environment)
      let indices = try invocation.rules(of: bundle)
      let bench = RuleBench(bundle: bundle, lexicon: Lexicon.embedded())
      let run = RuleRun(invocation: invocation, jobs: settings.jobs)

      let results = try run.map(indices, "examples") { bench.results(ofRule: $0) }.joined()
      var report = PolicyTestReport(
        policy: PolicyLabel(bundle), results: Array(results),
        untested: indices.count { bundle.rules[$0].tests.isEmpty },
        isOfOneRule: invocation.arguments.has("rule"))
      if options.measuresCoverage {
        report.coverage = try run.map(indices, "coverage") { index in
          sources[bundle.rules[index].id].map {
            bench.coverage(ofRule: index, source: $0, entryLimit: OptionLimits.entries.upperBound)
          }
        }.compactMap(\.self)
      }
      if options.mutates {
        report.mutation = try run.map(indices, "mutants") { index in
          sources[bundle.rules[index].id].map {
            bench.mutate(rule: index, source: $0, entryLimit: options.entries)
          }
        }.compactMap(\.self)
      }
      let isJSON = invocation.arguments.value("format") == "json"
      try invocation.write(
        isJSON
          ? report.json
          : Array(report.text(invocation.style(settings), width: invocation.width).utf8))
      if let minimum = options.minimumScore, report.isBelow(minimum) {
        invocation.complain(
          "vouch: the mutation score \(report.scoreText) is below the minimum of \(minimum) %\n")
        return .invalidFile
      }
      return results.allSatisfy(\.passed) ? .success : .invalidFile
    })

  /// What is asked beside the examples themselves.
  private struct Options {
    let measuresCoverage: Bool
    let mutates: Bool
    let entries: Int
    let minimumScore: Int?

    init(_ invocation: Invocation) throws(ToolFailure) {
      let arguments = invocation.arguments
      measuresCoverage = arguments.has("coverage")
      mutates = arguments.has("mutate")
      entries = arguments.value("entries").flatMap { Int($0) } ?? defaultEntries
      minimumScore = arguments.value("minimum-score").flatMap { Int($0) }
      for option in ["entries", "minimum-score"] where arguments.has(option) && !mutates {
        throw invocation.usage(
          "--\(option) goes with --mutate", hint: "add --mutate, or leave --\(option) out")
      }
    }
  }
}

/// Works on many rules with several threads, shows how far it is, and stops where the user wants.
struct RuleRun {
  let invocation: Invocation
  let jobs: Int

  func map<Value: Sendable>(
    _ rules: [Int], _ what: String, _ transform: @escaping @Sendable (Int) -> Value
  ) throws(ToolFailure) -> [Value] {
    let errors = invocation.streams.errors
    let isShowing = errors.isTerminal && !invocation.arguments.has("quiet")
    var progress = BatchProgress(
      isShowing ? errors : nil, totalBytes: nil,
      nanoseconds: invocation.environment.monotonicNanoseconds)
    defer { progress.clear() }
    var values: [Value] = []
    var position = 0
    while position < rules.count {
      if invocation.environment.isInterrupted() { throw .interrupted }
      let window = Array(rules[position..<min(rules.count, position + 4 * jobs)])
      values += ParallelMap.map(window, jobs: jobs, transform)
      position += window.count
      progress.update(done: position, of: rules.count, what)
    }
    return values
  }
}
