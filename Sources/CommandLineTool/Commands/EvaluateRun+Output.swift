import Evaluation
import Policies
import SourceText

/// What a run leaves behind: what is printed, and the files that were asked for.
extension EvaluateRun {
  var setting: EvaluationReport.Setting {
    let length =
      switch options.length {
      case .words(let count): "\(count) words"
      case .reference: "as long as the reference"
      }
    return EvaluationReport.Setting(
      data: options.data, dataDigest: scorer.plan.samples.digest, notes: indices.count,
      policy: bundle.id, policyRevision: bundle.revision, policyDigest: bundle.digest,
      tool: CommandLineTool.version, length: length, seed: options.seed,
      repetitions: options.repetitions, models: models.labels)
  }

  func write(_ report: EvaluationReport) throws(ToolFailure) {
    switch invocation.arguments.value("format") {
    case "json": try invocation.write(ReportJSON.bytes(of: report))
    case "markdown": try invocation.write(ReportMarkdown.bytes(of: report, isBrief: false))
    default: try invocation.write(ReportMarkdown.bytes(of: report, isBrief: true))
    }
    if let folder = invocation.arguments.value("report") {
      try write(ReportMarkdown.bytes(of: report, isBrief: false), to: "\(folder)/report.md")
      try write(ReportJSON.bytes(of: report), to: "\(folder)/report.json")
      try writePage(report, to: "\(folder)/report.html")
    }
    if let path = invocation.arguments.value("model-card") {
      try write(ModelCard.markdown(of: report), to: path)
    }
    if let path = invocation.arguments.value("rating-sheet") { try writeRatingSheet(to: path) }
    if let path = invocation.arguments.value("junit") {
      try write(JUnitXML.bytes(of: report), to: path)
    }
    if let path = invocation.arguments.value("save-baseline") {
      try write(EvaluationBaseline.bytes(of: report), to: path)
    }
  }

  /// The page, note by note: neither notes nor page are held as a whole.
  private func writePage(_ report: EvaluationReport, to path: String) throws(ToolFailure) {
    let page = ReportHTML(report)
    let file = try ToolFailure.wrap { () throws(StreamError) in
      try AtomicFile(
        invocation.environment.absolute(path), tag: "\(invocation.environment.processID)")
    }
    try ToolFailure.wrap { () throws(StreamError) in try file.write(page.opening) }
    for (place, index) in indices.enumerated() {
      let part = try EvaluationFailure.wrap { () throws(EvaluationError) -> [UInt8] in
        try samplePart(index, place: place)
      }
      try ToolFailure.wrap { () throws(StreamError) in try file.write(part) }
    }
    try ToolFailure.wrap { () throws(StreamError) in
      try file.write(page.ending)
      try file.commit()
    }
  }

  /// The summaries in an order that the seed gives, so that neither place nor name tells whose they are.
  private func writeRatingSheet(to path: String) throws(ToolFailure) {
    var places: [(index: Int, key: String)] = []
    for index in indices {
      let keys = try EvaluationFailure.wrap { () throws(EvaluationError) in
        try scorer.work(at: index, isDone: { _ in true }).shownKeys
      }
      places += keys.map { (index, $0) }
    }
    var generator = SeededGenerator(seed: options.seed)
    places.shuffle(using: &generator)
    var rows = RatingSheet.header
    for (index, key) in places {
      try EvaluationFailure.wrap { () throws(EvaluationError) in
        guard let result = try results?.result(key), result.isScored,
          result.system != EvaluatedSystem.plantedName
        else { return }
        let note = try scorer.plan.samples.sample(at: index).note.string
        rows += RatingSheet.line(
          id: RatingSheet.id(of: key, seed: options.seed), note: note, summary: result.summary)
      }
    }
    try write(rows, to: path)
  }

  private func samplePart(_ index: Int, place: Int) throws(EvaluationError) -> [UInt8] {
    var shown: [SampleResult] = []
    // Every result is known by now: nothing is made.
    for key in try scorer.work(at: index, isDone: { _ in true }).shownKeys {
      if let result = try results?.result(key) { shown.append(result) }
    }
    // A note that cannot be read is told among those that could not be evaluated.
    guard let sample = try? scorer.plan.samples.sample(at: index) else { return [] }
    return SampleHTML(sample, index: place, results: shown).bytes
  }

  private func write(_ bytes: [UInt8], to path: String) throws(ToolFailure) {
    try ToolFailure.wrap { () throws(StreamError) in
      let file = try AtomicFile(
        invocation.environment.absolute(path), tag: "\(invocation.environment.processID)")
      try file.write(bytes)
      try file.commit()
    }
  }
}

/// How errors of an evaluation end a command.
enum EvaluationFailure {
  static func wrap<Value>(
    _ body: () throws(EvaluationError) -> Value
  ) throws(ToolFailure) -> Value {
    do throws(EvaluationError) { return try body() } catch { throw failure(error) }
  }

  private static func failure(_ error: EvaluationError) -> ToolFailure {
    switch error {
    case .unreadable(let path, let reason):
      return .trouble(message: "\(Printable.line(path)): \(reason)", hint: nil)
    case .unwritable(let path, let reason):
      return .trouble(message: "\(Printable.line(path)): \(reason)", hint: nil)
    case .invalidData(let path, let line, let message, let hint):
      let place = line.map { ":\($0)" } ?? ""
      return .invalidSetup(message: "\(Printable.line(path))\(place): \(message)", hint: hint)
    case .invalidFiles(let diagnostics): return .invalidFiles(diagnostics)
    case .interrupted: return .interrupted
    }
  }
}
