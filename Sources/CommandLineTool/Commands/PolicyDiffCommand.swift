import Parallelism
import CanonicalJSON
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Workflow

/// `vouch policy diff`: what another bundle of policies would decide otherwise.
enum PolicyDiffCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["policy", "diff"],
      summary: "what differs between two policy folders, in their rules or in their decisions",
      details: """
        Without --pairs: the rules that B adds, removes or changes, field by field.

        Where A and B are folders of prompts for language models, these are compared in the same way.

        With --pairs: judges each line of FILE, as 'vouch check --jsonl' reads it \
        ({"id","note"|"text","summary","audience"?}), by both folders and shows how many decisions \
        go from what to what, and of each pair that changes the rules that it is due to: '+' a rule \
        that only B's policies make find something, '-' one that only A's do, '~' one that finds \
        something else; '!' marks those that the change of the decision is due to. Nothing is \
        recorded.

        Exit code 0 also where there are differences; 1 where a line cannot be processed; 3 where a \
        folder is invalid.
        """,
      inputs: .exactlyTwo(first: "A", second: "B"),
      options: [
        OptionSpecification(
          "pairs", .text(placeholder: "FILE"),
          "JSON Lines of notes with summaries; '-' for standard input."),
        OptionSpecification(
          "audience", .choice(["clinician", "patient"]),
          "For whom the summaries of lines without one are. Default: clinician."),
        OptionSpecification(
          "jobs", .integer(placeholder: "N", OptionLimits.jobs),
          "Lines worked on at once. Default: the processors."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch policy diff Policies Candidate", "what was written otherwise"),
        .init("vouch policy diff Prompts NewPrompts", "what a language model is told otherwise"),
        .init(
          "vouch policy diff Policies Candidate --pairs pairs.jsonl",
          "which decisions change, and by which rule"),
        .init(
          "vouch policy diff A B --pairs - --format json < pairs.jsonl",
          "every change, for a program"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let paths = invocation.arguments.inputs.map(invocation.environment.absolute)
      if let code = try PromptComparison.run(invocation, settings, paths) { return code }
      let older = try PolicyAccess.bundleWithSources(paths[0], invocation.environment)
      let newer = try PolicyAccess.bundleWithSources(paths[1], invocation.environment)
      let isJSON = invocation.arguments.value("format") == "json"
      let style = invocation.style(settings)
      guard let pairs = invocation.arguments.value("pairs") else {
        for option in ["jobs", "audience"] where invocation.arguments.has(option) {
          throw invocation.usage("--\(option) goes with --pairs")
        }
        let report = BundleDifferenceReport(older: older, newer: newer)
        try invocation.write(
          isJSON ? report.json : Array(report.text(style, width: invocation.width).utf8))
        return .success
      }
      let comparison = PolicyComparison(older: older.bundle, newer: newer.bundle)
      let run = PairRun(invocation: invocation, settings: settings)
      let report = try run.compare(
        try invocation.lineSource(named: pairs), by: comparison,
        labels: (PolicyLabel(older.bundle), PolicyLabel(newer.bundle)))
      try invocation.write(
        isJSON ? report.json : Array(report.text(style, width: invocation.width).utf8))
      return report.failed > 0 ? .failure : .success
    })
}

/// `policy diff` of two folders of prompts.
private enum PromptComparison {
  /// Nil where neither folder holds prompts.
  static func run(
    _ invocation: Invocation, _ settings: Settings, _ paths: [String]
  ) throws(ToolFailure) -> ExitCode? {
    // reason: what cannot be read as prompts is read as policies, which says what is wrong
    let sources = paths.map { path in
      (try? PolicyFolder.files(in: path)).flatMap(PolicySources.prompts)
    }
    guard sources.contains(where: { $0 != nil }) else { return nil }
    guard let older = sources[0], let newer = sources[1] else {
      throw invocation.usage(
        "one folder holds prompts and the other does not", hint: "compare like with like")
    }
    for option in ["pairs", "jobs", "audience"] where invocation.arguments.has(option) {
      throw invocation.usage("--\(option) is for policies, and these are prompts")
    }
    let lexicon = Lexicon.embedded()
    for path in paths { _ = try RemoteAccess.prompts(at: path, lexicon) }
    let report = PromptDifferenceReport(older: older, newer: newer)
    let isJSON = invocation.arguments.value("format") == "json"
    try invocation.write(
      isJSON
        ? report.json
        : Array(report.text(invocation.style(settings), width: invocation.width).utf8))
    return .success
  }
}

/// Judges the lines of a file by two bundles, window by window.
struct PairRun {
  let invocation: Invocation
  let settings: Settings

  func compare(
    _ source: any ByteSource, by comparison: PolicyComparison,
    labels: (older: PolicyLabel, newer: PolicyLabel)
  ) throws(ToolFailure) -> DecisionDifferenceReport {
    let errors = invocation.streams.errors
    let isShowing = errors.isTerminal && !invocation.arguments.has("quiet")
    var progress = BatchProgress(
      isShowing ? errors : nil, totalBytes: source.byteCount,
      nanoseconds: invocation.environment.monotonicNanoseconds)
    defer { progress.clear() }
    var report = DecisionDifferenceReport(older: labels.older, newer: labels.newer)
    var reader = LineReader(source)
    var number = 0
    var seen: Set<String> = []
    let defaults = InputLine.Defaults(audience: settings.audience, words: settings.words)
    let decoder = JSONInput()
    while true {
      if invocation.environment.isInterrupted() { throw .interrupted }
      let window = try ToolFailure.wrap { () throws(StreamError) in
        try reader.nextWindow(lines: BatchRun.linesPerJob * settings.jobs, &number)
      }
      if window.isEmpty { break }
      let results = ParallelMap.map(window, jobs: settings.jobs) { numbered in
        Result { () throws(LineError) in
          try Self.difference(for: numbered, by: comparison, defaults, decoder)
        }
      }
      for (numbered, result) in zip(window, results) {
        switch result {
        case .success(let difference):
          if let id = difference.id, !seen.insert(id).inserted {
            fail(numbered.number, "an earlier line has the same id", &report)
          } else {
            report.add(difference)
          }
        case .failure(let error): fail(numbered.number, error.message, &report)
        }
      }
      progress.update(lines: report.pairs, bytes: reader.bytesRead)
    }
    return report
  }

  private func fail(_ line: Int, _ message: String, _ report: inout DecisionDifferenceReport) {
    report.failed += 1
    invocation.complain("vouch: line \(line): \(message)\n")
  }

  private static func difference(
    for numbered: LineWorker.Numbered, by comparison: PolicyComparison,
    _ defaults: InputLine.Defaults, _ decoder: JSONInput
  ) throws(LineError) -> DecisionDifference {
    guard case .text(let bytes) = numbered.line else { throw .tooLong }
    let input = try InputLine(bytes, task: .check, defaults: defaults, decoder: decoder).input
    do throws(WorkflowError) { return try comparison.difference(for: input) } catch {
      throw LineError(id: input.id, code: error.code, message: error.message)
    }
  }
}
