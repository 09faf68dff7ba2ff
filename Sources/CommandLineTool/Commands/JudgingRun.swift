import AuditTrail
import ClinicalLanguage
import Guardrails
import ModelClient
import Parallelism
import Policies
import SourceText
import Workflow

/// What `summarize` and `check` share: loaded policies, the audit trail, and showing what came out.
struct JudgingRun {
  let invocation: Invocation
  let settings: Settings
  let workspace: Workspace
  let policy: PolicyLabel
  /// Makes outcomes durable; without a trail it gives them back as they are.
  let record: ([Outcome]) throws(WorkflowError) -> [Outcome]
  private let trail: AuditTrail?
  /// The language model that writes; nil where Vouch itself does.
  let remote: RemoteEngine?
  /// Makes starts durable; nil without a trail.
  let starting: (any RunStarting)?
  /// Records the end of runs that were begun and come to nothing.
  let abandon: ([Outcome], String) throws(WorkflowError) -> Void

  /// - Parameter writes: Whether summaries are written here, by the workspace's own engine.
  init(
    _ invocation: Invocation, _ settings: Settings, writes: Bool
  ) throws(ToolFailure) {
    self.invocation = invocation
    self.settings = settings
    let lexicon = Ahead {
      let lexicon = Lexicon.embedded()
      GuardrailEngine.prepare(lexicon)
      return lexicon
    }
    let bundle = try PolicyAccess.bundle(settings.policies, invocation.environment)
    if bundle.isAuditRequired, !settings.isAudited {
      throw .usage(
        UsageError(
          "--no-audit is refused: policy '\(bundle.id)' requires an audit trail",
          hint: "leave --no-audit out, or name a place with --audit DIR",
          command: invocation.specification.name))
    }
    var workspace = Workspace(lexicon: lexicon.value, bundle: bundle)
    policy = PolicyLabel(bundle)
    remote =
      writes ? try RemoteAccess.engine(invocation, settings, workspace, isDry: false) : nil
    var judges = try JudgeAccess.judges(invocation, settings, workspace)
    if settings.isAudited {
      let recorder = try TrailAccess.recorder(
        settings, invocation, workspace: workspace, writes: writes, remote: remote,
        judges: judges, actor: invocation.environment.person)
      starting = recorder
      judges?.starting = recorder
      record = { (outcomes) throws(WorkflowError) in try recorder.record(outcomes) }
      abandon = { (outcomes, code) throws(WorkflowError) in
        try recorder.abandon(outcomes, code: code)
      }
      trail = recorder.trail
    } else {
      trail = nil
      starting = nil
      invocation.warn("--no-audit: what is decided here is recorded nowhere")
      record = { (outcomes) throws(WorkflowError) in outcomes }
      abandon = { _, _ in }
    }
    workspace.judges = judges
    self.workspace = workspace
    Discarding.leaveToTheEnd(workspace)
  }

  /// Signs what was recorded; the last thing that a run does with the trail.
  private func sign() throws(ToolFailure) {
    try TrailAccess.wrap { () throws(AuditError) in _ = try trail?.sign() }
  }

  /// Ends the run before its outcomes are recorded, because the user has asked to stop.
  func interrupted(_ outcomes: [Outcome]) -> ToolFailure {
    do throws(WorkflowError) { try abandon(outcomes, "interrupted") } catch {
      return ToolFailure(error)
    }
    // reason: what was recorded is safe, and the next run signs it
    try? sign()
    return .interrupted
  }

  // MARK: Single notes

  /// Records, signs, then shows. Nothing is written where that cannot be made durable.
  ///
  /// - Parameter isOneOfMany: JSON then stands on one line each.
  func show(
    _ outcomes: [Outcome], as format: OutputFormat, isOneOfMany: Bool = false
  ) throws(ToolFailure) -> ExitCode {
    guard !outcomes.isEmpty else {
      // A run that began and failed has its records, too.
      try sign()
      return .failure
    }
    let recorded: [Outcome]
    do throws(WorkflowError) { recorded = try record(outcomes) } catch { throw ToolFailure(error) }
    try sign()
    try invocation.write(
      Self.rendered(
        recorded, as: format, isOneOfMany: isOneOfMany, policy: policy, invocation, settings))
    for outcome in recorded where format != .text {
      guard let complaint = outcome.remote?.complaint else { continue }
      invocation.warn((outcome.id.map { Printable.line($0) + ": " } ?? "") + complaint)
    }
    let withheld = recorded.filter { !$0.decision.isShown }
    if format != .text {
      for outcome in withheld { invocation.warn(reason(outcome)) }
    }
    return withheld.isEmpty ? .success : .withheld
  }

  /// Outcomes that were recorded, as they are shown.
  static func rendered(
    _ outcomes: [Outcome], as format: OutputFormat, isOneOfMany: Bool, policy: PolicyLabel,
    _ invocation: Invocation, _ settings: Settings
  ) -> [UInt8] {
    switch format {
    case .json:
      return outcomes.flatMap { outcome in
        var json = OutcomeJSON(outcome, policy: policy, pretty: !isOneOfMany)
        return json.finish(outcome.receipt)
      }
    case .text:
      let style = invocation.style(settings)
      let texts = outcomes.map { outcome in
        OutcomeText(
          outcome: outcome, policy: policy, style: style, width: invocation.width,
          auditOption: settings.auditOption
        ).rendered
      }
      let rule = "\n" + style(String(repeating: "─", count: invocation.width), .dim) + "\n\n"
      return Array(texts.joined(separator: rule).utf8)
    case .markdown:
      return Array(
        outcomes.map { OutcomeMarkdown(outcome: $0, policy: policy).rendered }
          .joined(separator: "\n").utf8)
    }
  }

  /// Why an outcome is withheld: the rules that ask for it.
  private func reason(_ outcome: Outcome) -> String {
    let rules = outcome.verdict.findings
      .filter { $0.mode == .enforce && !Decision($0.disposition).isShown }.map(\.rule)
    let name = outcome.id.map { Printable.line($0) + ": " } ?? ""
    return "\(name)\(outcome.decision.rawValue) by \(Set(rules).sorted().joined(separator: ", "))"
  }

  /// A summary of a note by whatever writes here.
  func summarize(_ input: NoteInput) throws(WorkflowError) -> Outcome {
    guard let remote else { return try workspace.summarize(input) }
    return try workspace.summarize(input, by: remote, starting: starting)
  }

  // MARK: Many notes

  func batch(
    _ source: any ByteSource, task: InputLine.Task, defaults: InputLine.Defaults
  ) throws(ToolFailure) -> ExitCode {
    let workspace = workspace
    let (remote, starting) = (remote, starting)
    let tally = RemoteTally()
    let judge: @Sendable (NoteInput) throws(WorkflowError) -> Outcome = {
      (input) throws(WorkflowError) in
      if task == .check { return try workspace.check(input) }
      guard let remote else { return try workspace.summarize(input) }
      let outcome = try workspace.summarize(input, by: remote, starting: starting)
      if let run = outcome.remote { tally.count(run) }
      return outcome
    }
    defer { for line in tally.lines { invocation.warn(line) } }
    let worker = LineWorker(
      task: task, work: .judge(judge, policy), defaults: defaults,
      isInterrupted: invocation.environment.isInterrupted)
    let waiting = remote?.client.profile.limits.concurrency ?? workspace.judges?.concurrency
    var run = BatchRun(
      worker: worker,
      // Waiting for a server takes no processor.
      // Some more than may ask at once, so that reading and judging take no turn at the server.
      jobs: waiting.map { settings.askedJobs ?? $0 + max(2, $0 / 4) } ?? settings.jobs,
      waitsForServer: waiting != nil,
      record: record,
      isInterrupted: invocation.environment.isInterrupted)
    run.abandon = abandon
    let code: ExitCode
    do throws(ToolFailure) {
      code = try run.run(source, for: invocation)
    } catch {
      // What was shown before is signed all the same. Why the run ended is what has to be told.
      try? sign()
      throw error
    }
    try sign()
    return code
  }
}

extension BatchRun {
  /// Runs with progress on a terminal, and says at its end how the lines came out.
  func run(_ source: any ByteSource, for invocation: Invocation) throws(ToolFailure) -> ExitCode {
    let errors = invocation.streams.errors
    let isShowing = errors.isTerminal && !invocation.arguments.has("quiet")
    var progress = BatchProgress(
      isShowing ? errors : nil, totalBytes: source.byteCount,
      nanoseconds: invocation.environment.monotonicNanoseconds)
    var reader = LineReader(source)
    let tally = try invocation.withOutput { (output) throws(ToolFailure) in
      try run(&reader, output: output, progress: &progress)
    }
    invocation.warn(tally.description)
    return tally.exitCode
  }
}
