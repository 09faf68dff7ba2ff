import Parallelism
import ClinicalLanguage
import Evaluation
import Glibc
import Policies
import SourceText
import Workflow

/// One run of `vouch evaluate`: notes through the systems, results kept as they come, the report at
/// the end.
struct EvaluateRun {
  let invocation: Invocation
  let settings: Settings
  let options: EvaluateOptions
  let scorer: SampleScorer
  let models: EvaluatedModels
  let bundle: PolicyBundle
  /// The places of the notes that are evaluated.
  let indices: [Int]
  let results: ResultFile?
  private let gate: Gate?
  private let baseline: EvaluationBaseline?
  private let ratings: Ratings?

  /// Notes worked on before results are written, for each job.
  private static let notesPerJob = 8

  init(
    _ invocation: Invocation, _ settings: Settings, _ options: EvaluateOptions
  ) throws(ToolFailure) {
    self.invocation = invocation
    self.settings = settings
    self.options = options
    bundle = try PolicyAccess.bundle(settings.policies, invocation.environment)
    let workspace = Workspace(lexicon: Lexicon.embedded(), bundle: bundle)
    models = try EvaluatedModels(invocation, settings, workspace, isAsked: options.usesRemote)
    let plan = try Self.plan(invocation, options, models: models.names)
    scorer = SampleScorer(
      plan: plan, workspace: workspace, engines: models.engines,
      nanoseconds: invocation.environment.monotonicNanoseconds)
    indices = Self.chosen(of: plan.samples.count, invocation, seed: options.seed)
    (gate, baseline) = try Self.gate(invocation, systems: plan.systems)
    ratings = try invocation.arguments.value("ratings").map { (path) throws(ToolFailure) in
      try EvaluationFailure.wrap { () throws(EvaluationError) in
        try Ratings(invocation.environment.absolute(path))
      }
    }
    results = try Self.results(invocation)
  }

  func run() throws(ToolFailure) -> ExitCode {
    let table = try evaluate()
    var report = EvaluationReport(table, setting: setting, baseline: baseline)
    if let gate { report.gate = GateOutcome(gate, report, baseline: baseline) }
    try write(report)
    if let warning = models.warning { invocation.complain("vouch: \(warning)\n") }
    if let failing = report.gate?.failing, !failing.isEmpty {
      for line in failing {
        invocation.complain(
          "\(Printable.line(line.place)): \(Printable.line(line.system)): "
            + "\(Printable.line(line.requirement)): \(line.result.rawValue) "
            + "(\(Printable.line(line.detail)))\n")
      }
      invocation.complain("vouch: \(ReportWords(report).verdict)\n")
      return .gateFailed
    }
    return .success
  }

  // MARK: Before the run

  private static func plan(
    _ invocation: Invocation, _ options: EvaluateOptions, models: [String]
  ) throws(ToolFailure) -> EvaluationPlan {
    let arguments = invocation.arguments
    func absolute(_ option: String) -> String? {
      arguments.value(option).map(invocation.environment.absolute)
    }
    let path = invocation.environment.absolute(options.data)
    return try EvaluationFailure.wrap { () throws(EvaluationError) in
      let samples: any SampleSet
      if FileStatus.kind(of: path) == .folder {
        samples = try CorpusFolder(path)
      } else {
        samples = try RecordSamples(
          path, names: options.names, references: absolute("references"))
      }
      let candidates = try absolute("candidates").map { (path) throws(EvaluationError) in
        try CandidateFile(path, names: options.names, ids: samples.ids)
      }
      var systems: [EvaluatedSystem] = options.usesExtractive ? [.extractive] : []
      systems += models.map { .remote($0) }
      systems += candidates?.systems.map { .candidates($0) } ?? []
      if let base = options.planting { systems.append(.planted(base)) }
      systems += Baseline.allCases.map { .baseline($0) }
      let repeated = Dictionary(grouping: systems, by: \.name).filter { $0.value.count > 1 }.keys
      if let name = repeated.sorted().first {
        throw .invalidData(
          path: arguments.value("candidates") ?? options.data, line: nil,
          message: "two systems have the name '\(Printable.line(name))'",
          hint: "give the system of the candidates another")
      }
      return EvaluationPlan(
        samples: samples, candidates: candidates, systems: systems, length: options.length,
        repetitions: options.repetitions, seed: options.seed)
    }
  }

  private static func chosen(of count: Int, _ invocation: Invocation, seed: UInt64) -> [Int] {
    if let limit = invocation.arguments.integer("limit") { return Array(0..<min(limit, count)) }
    guard let size = invocation.arguments.integer("sample"), size < count else {
      return Array(0..<count)
    }
    var generator = SeededGenerator(seed: seed)
    return Array((0..<count).shuffled(using: &generator).prefix(size)).sorted()
  }

  private static func gate(
    _ invocation: Invocation, systems: [EvaluatedSystem]
  ) throws(ToolFailure) -> (Gate?, EvaluationBaseline?) {
    let baseline = try invocation.arguments.value("baseline").map { (path) throws(ToolFailure) in
      let content = try bytes(of: path, invocation)
      return try EvaluationFailure.wrap { () throws(EvaluationError) in
        try EvaluationBaseline(content, path: path)
      }
    }
    guard let path = invocation.arguments.value("gate") else { return (nil, baseline) }
    let names = systems.filter { !$0.isBaseline }.map(\.name)
    let loaded = Gate.load(try bytes(of: path, invocation), path: path, systems: names)
    guard let gate = loaded.value else { throw .invalidFiles(loaded.diagnostics) }
    if gate.needsBaseline, baseline == nil {
      throw invocation.usage(
        "the gate compares with a baseline, and there is none",
        hint: "name one with --baseline FILE; --save-baseline FILE makes it")
    }
    return (gate, baseline)
  }

  private static func bytes(
    of path: String, _ invocation: Invocation
  ) throws(ToolFailure) -> [UInt8] {
    do throws(InputFile.ReadError) {
      return try InputFile.read(invocation.environment.absolute(path), limit: 256 << 20)
    } catch {
      throw .trouble(message: "\(Printable.line(path)): \(error.reason)", hint: error.hint)
    }
  }

  private static func results(_ invocation: Invocation) throws(ToolFailure) -> ResultFile? {
    guard let folder = invocation.arguments.value("report") else { return nil }
    let path = invocation.environment.absolute(folder)
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .trouble(
        message: "\(Printable.line(folder)) cannot be made: \(ErrnoText.withRemedy(errno))",
        hint: nil)
    }
    return try EvaluationFailure.wrap { () throws(EvaluationError) in
      try ResultFile("\(path)/results.jsonl")
    }
  }

  // MARK: The run

  private func evaluate() throws(ToolFailure) -> EvaluationTable {
    let plan = scorer.plan
    var table = EvaluationTable(
      systems: plan.systems, ids: indices.map { plan.samples.ids[$0] })
    var known = results?.keys ?? []
    if let results, !known.isEmpty {
      // A run that goes on first makes what is missing, and reads what is there when nothing more can be
      // lost. Notes without any result come first: of the others every key has to be made, which takes
      // longer the more is done.
      let (begun, new) = (
        indices.filter { results.ids.contains(plan.samples.ids[$0]) },
        indices.filter { !results.ids.contains(plan.samples.ids[$0]) }
      )
      try forEachWindow(of: new + begun, isDone: known, "notes, what is missing") { _, _ in }
      known = results.allKeys
    }
    var rated = 0
    try forEachWindow(of: indices, isDone: known, "notes") {
      (works, position) throws(EvaluationError) in
      for (offset, work) in works.enumerated() {
        rated += try add(work, note: position + offset, to: &table)
        for system in work.leftOut { table.leaveOut(system) }
      }
    }
    if let ratings, rated < ratings.count {
      invocation.complain(
        "vouch: \(ratings.count - rated) of \(ratings.count) rated summaries are none of this run and "
          + "do not count: rate with the notes, systems and --seed of the sheet\n")
    }
    return table
  }

  /// Works on the notes on all threads, some at a time, and keeps what was made.
  ///
  /// The first are few, so that a result is kept soon.
  private func forEachWindow(
    of indices: [Int], isDone known: Set<String>, _ what: String,
    _ body: (_ works: [SampleScorer.Work], _ position: Int) throws(EvaluationError) -> Void
  ) throws(ToolFailure) {
    let errors = invocation.streams.errors
    let isShowing = errors.isTerminal && !invocation.arguments.has("quiet")
    var progress = BatchProgress(
      isShowing ? errors : nil, totalBytes: nil,
      nanoseconds: invocation.environment.monotonicNanoseconds)
    defer { progress.clear() }
    var position = 0
    var width = min(jobs, self.width)
    while position < indices.count {
      if invocation.environment.isInterrupted() { throw .interrupted }
      let window = Array(indices[position..<min(indices.count, position + width)])
      let works = ParallelMap.map(window, jobs: jobs) { [scorer] index in
        Result { () throws(EvaluationError) in
          try scorer.work(at: index) { known.contains($0) }
        }
      }
      try EvaluationFailure.wrap { () throws(EvaluationError) in
        // What came is kept before what went wrong ends the run: it may have been paid for.
        for work in works { if case .success(let work) = work { try results?.append(work.made) } }
        try body(try works.map { (work) throws(EvaluationError) in try work.get() }, position)
      }
      try models.check()
      position += window.count
      width = min(2 * width, self.width)
      progress.update(done: position, of: indices.count, what)
    }
  }

  /// Waiting for a server takes no processor.
  private var jobs: Int {
    models.concurrency.map { settings.askedJobs ?? $0 } ?? settings.jobs
  }

  /// A note whose summary is waited for is not lost with many others when the run is killed.
  private var width: Int { models.concurrency == nil ? Self.notesPerJob * jobs : jobs }

  /// - Returns: how many of the summaries people have rated.
  private func add(
    _ work: SampleScorer.Work, note: Int, to table: inout EvaluationTable
  ) throws(EvaluationError) -> Int {
    var rated = 0
    var made = work.made[...]
    for key in work.keys {
      let isNew = made.first?.key == key
      guard var result = try isNew ? made.removeFirst() : results?.result(key) else { continue }
      if ratings?.add(to: &result, seed: options.seed) == true { rated += 1 }
      table.add(result, note: note)
    }
    return rated
  }
}
