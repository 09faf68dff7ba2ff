import ClinicalLanguage
import Evaluation
import Policies
import Workflow

/// `vouch evaluate`: how good and how safe summaries are, on a corpus or a data set.
enum EvaluateCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["evaluate"],
      summary: "a corpus or data set → metrics with intervals, a report, a gate",
      details: """
        Summarizes and judges every note of DATA, measures the summaries, and puts baselines beside \
        them: first, last and random sentences, TextRank, the whole note, and a greedy oracle that has \
        seen the reference.

        DATA is a folder of notes with expectations (such as Corpus), or a file of JSON Lines, CSV or \
        TSV: columns 'note' or 'text', and where there are any 'id', 'reference', 'audience', 'sex', \
        'age', 'specialty', 'form' and 'language'. --candidates brings summaries of other systems: \
        'id', 'summary', and where known 'system', 'label' (safe or unsafe), 'error' and 'confidence'.

        --plant leaves out the notes of a corpus that are expected to be held whatever a summary says \
        ('external: held'): that a true summary of theirs is held is no over-blocking. The report says \
        how many.

        --report DIR keeps results.jsonl, one line a summary as it goes, and writes report.html, \
        report.md and report.json. The same command again skips what is done.

        --engine remote evaluates language models side by side. They are asked as vouch summarize asks \
        them; what fails by its provider is counted apart. --record FILE keeps their replies, with which \
        --replay FILE evaluates again without network or key.

        --gate FILE lists requirements such as 'critical_misses == 0'. Exit code 4 where one does not \
        hold or cannot be evaluated, against --baseline FILE also where a figure is worse by more than \
        chance explains or a note has a new hard fault.
        """,
      inputs: .atMostOne(placeholder: "DATA"),
      options: [
        OptionSpecification(
          "candidates", .text(placeholder: "FILE"), "Summaries of other systems to measure."),
        OptionSpecification(
          "references", .text(placeholder: "FILE"), "References in a file of their own, by id."),
        OptionSpecification(
          "engine", .text(placeholder: "LIST"),
          "What is evaluated, with commas between: extractive, remote, candidates. Default: "
            + "extractive, and candidates where there are any."),
      ] + EvaluatedModels.options + [
        OptionSpecification(
          "plant", .choice(PlantingBase.allCases.map(\.rawValue)),
          "Put one error of each type into these summaries, and say which rules catch which."),
        OptionSpecification("id-field", .text(placeholder: "NAME"), "The column of ids."),
        OptionSpecification("note-field", .text(placeholder: "NAME"), "The column of notes."),
        OptionSpecification(
          "reference-field", .text(placeholder: "NAME"), "The column of references."),
        OptionSpecification(
          "words", .text(placeholder: "N|reference"),
          "How long summaries and baselines may be. Default: 120 words."),
        OptionSpecification(
          "limit", .integer(placeholder: "N", OptionLimits.notes), "Only the first N notes."),
        OptionSpecification(
          "sample", .integer(placeholder: "N", OptionLimits.notes),
          "Only N notes, drawn by the seed."),
        OptionSpecification(
          "seed", .integer(placeholder: "N", OptionLimits.seed),
          "For what is drawn. Default: 1."),
        OptionSpecification(
          "repeat", .integer(placeholder: "N", OptionLimits.repetitions),
          "Make every summary N times, and say how many came out otherwise."),
        OptionSpecification(
          "report", .text(placeholder: "DIR"), "Keep results and write the report there."),
        OptionSpecification(
          "gate", .text(placeholder: "FILE"), "Requirements; exit code 4 where one fails."),
        OptionSpecification(
          "baseline", .text(placeholder: "FILE"), "An earlier run to compare with."),
        OptionSpecification(
          "save-baseline", .text(placeholder: "FILE"), "Keep this run to compare with later."),
        OptionSpecification(
          "junit", .text(placeholder: "FILE"), "The lines of the gate as JUnit XML."),
        OptionSpecification(
          "model-card", .text(placeholder: "FILE"), "A model card under CHAI's headings."),
        OptionSpecification(
          "rating-sheet", .text(placeholder: "FILE"),
          "With --report: a CSV in which people rate the summaries, blinded and shuffled."),
        OptionSpecification(
          "ratings", .text(placeholder: "FILE"), "Such a sheet, filled in, to report with the rest."
        ),
        OptionSpecification("metrics", "List the metrics with their definitions, and stop."),
        OptionSpecification(
          "format", .choice(["text", "json", "markdown"]), "How to show it. Default: text."),
        .jobs, .policies, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch evaluate Corpus", "the figures of Vouch's own engine on the corpus"),
        .init(
          "vouch evaluate notes.csv --note-field transcription --reference-field description",
          "any data set, with its columns named"),
        .init(
          "vouch evaluate notes.jsonl --candidates model.jsonl --report out",
          "somebody else's summaries beside Vouch's, with a page to look at"),
        .init(
          "vouch evaluate Corpus --engine extractive,remote --model ollama:llama3.2 --record replies.jsonl",
          "a language model beside Vouch, its replies kept"),
        .init(
          "vouch evaluate Corpus --engine remote --model ollama:llama3.2 --replay replies.jsonl",
          "the same again in CI, asking nobody"),
        .init(
          "vouch evaluate notes.jsonl --plant references",
          "which planted errors are stopped, and which go through, with both texts"),
        .init(
          "vouch evaluate Corpus --gate gate.yaml --baseline baseline.json --junit junit.xml",
          "a gate for CI"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      if invocation.arguments.has("metrics") {
        try invocation.write(metricList)
        return .success
      }
      let settings = try invocation.settings()
      let options = try EvaluateOptions(invocation, settings)
      return try EvaluateRun(invocation, settings, options).run()
    })

  private static var metricList: String {
    Metric.all.map { metric in
      let better =
        metric.isHigherBetter.map { $0 ? "higher is better" : "lower is better" }
        ?? "neither is better"
      return "\(metric.name) (\(metric.unit), \(better))\n    \(metric.definition)\n"
        + "    source: \(metric.source)\n"
    }.joined()
  }
}

/// What the options of `evaluate` come to.
struct EvaluateOptions {
  let data: String
  let names: FieldNames
  let length: EvaluationPlan.Length
  let seed: UInt64
  let repetitions: Int
  let usesExtractive: Bool
  let usesCandidates: Bool
  let usesRemote: Bool
  let planting: PlantingBase?

  init(_ invocation: Invocation, _ settings: Settings) throws(ToolFailure) {
    let arguments = invocation.arguments
    guard let data = arguments.inputs.first else {
      throw invocation.usage(
        "'vouch evaluate' needs a folder or a file of notes",
        hint: "for example 'vouch evaluate Corpus'")
    }
    self.data = data
    names = FieldNames(
      id: arguments.value("id-field"), note: arguments.value("note-field"),
      reference: arguments.value("reference-field"))
    seed = arguments.integer("seed").map { UInt64($0) } ?? 1
    repetitions = arguments.integer("repeat") ?? 1
    switch arguments.value("words") {
    case nil: length = .words(settings.words)
    case "reference": length = .reference
    case let text?:
      guard let words = Int(text), OptionLimits.words.contains(words), !text.hasPrefix("+") else {
        throw invocation.usage(
          "--words must be 'reference' or a whole number from \(OptionLimits.words.lowerBound) to "
            + "\(OptionLimits.words.upperBound), not '\(Printable.line(text))'")
      }
      length = .words(words)
    }
    planting = arguments.value("plant").flatMap(PlantingBase.init)
    let hasCandidates = arguments.has("candidates")
    let engines =
      arguments.value("engine")?.split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init) ?? (hasCandidates ? ["extractive", "candidates"] : ["extractive"])
    let known = ["extractive", "remote", "candidates"]
    for engine in engines where !known.contains(engine) {
      throw invocation.usage(
        "unknown engine '\(Printable.line(engine))'",
        hint: Suggestion.nearest(to: engine, among: known)
          .map { "did you mean '\($0)'?" } ?? "there are extractive, remote and candidates")
    }
    usesExtractive = engines.contains("extractive")
    usesCandidates = engines.contains("candidates")
    usesRemote = engines.contains("remote")
    if usesCandidates != hasCandidates {
      throw invocation.usage(
        hasCandidates
          ? "--candidates is given, but --engine does not name candidates"
          : "--engine candidates needs --candidates FILE")
    }
    if planting == .candidates, !usesCandidates {
      throw invocation.usage("--plant candidates needs --candidates FILE")
    }
    if arguments.has("limit"), arguments.has("sample") {
      throw invocation.usage("--limit and --sample exclude each other")
    }
    if arguments.has("rating-sheet"), !arguments.has("report") {
      throw invocation.usage("--rating-sheet goes with --report DIR, which keeps the summaries")
    }
    if arguments.has("junit"), !arguments.has("gate") {
      throw invocation.usage("--junit goes with --gate", hint: "name a gate, or leave --junit out")
    }
  }
}
