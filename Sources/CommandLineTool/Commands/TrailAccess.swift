import AuditTrail
import Policies
import Summaries
import Workflow

/// Opens the audit trail for a command.
enum TrailAccess {
  /// What makes outcomes durable in the trail of the settings.
  static func recorder(
    _ settings: Settings, _ invocation: Invocation, workspace: Workspace, writes: Bool,
    remote: RemoteEngine? = nil, judges: ModelJudges? = nil, actor: Person?
  ) throws(ToolFailure) -> Recorder {
    Recorder(
      trail: try trail(settings, invocation), bundle: workspace.bundle, actor: actor,
      engine: writes ? remote?.identity ?? workspace.summarizer.identity : nil,
      settings: settings.configured, prompts: remote?.prompts.all ?? [],
      judges: judges,
      keepsContent: settings.retention == .full)
  }

  /// The trail, to be written to. It is opened, and begun where there is none, right now: a trail that
  /// cannot be used is no surprise at the end of a long run.
  static func trail(
    _ settings: Settings, _ invocation: Invocation
  ) throws(ToolFailure) -> AuditTrail {
    try wrap { () throws(AuditError) in
      try AuditTrail.open(
        at: settings.audit, anchor: settings.anchor, environment: environment(invocation))
    }
  }

  /// The trail, to be written to, where there is one; none is begun.
  static func existingTrail(
    _ settings: Settings, _ invocation: Invocation
  ) throws(ToolFailure) -> AuditTrail {
    _ = try reader(settings.audit)
    return try trail(settings, invocation)
  }

  static func environment(_ invocation: Invocation) -> AuditEnvironment {
    var environment = AuditEnvironment.system()
    environment.allowsNetworkFiles = invocation.arguments.has("allow-unsafe-fs")
    return environment
  }

  static func reader(_ directory: String) throws(ToolFailure) -> AuditReader {
    try wrap { () throws(AuditError) in try AuditReader(at: directory) }
  }

  /// Says which runs began and have no end in the log, where there are any.
  static func warnOfUnfinishedRuns(
    _ search: AuditSearch, _ invocation: Invocation
  ) throws(ToolFailure) {
    let unfinished = try wrap { () throws(AuditError) in try search.unfinishedRuns() }
    guard let first = unfinished.first else { return }
    let numbers = unfinished.prefix(5).map { "\($0.seq)" }.joined(separator: ", ")
    invocation.warn(
      "\(Plural.count(unfinished.count, "run")) began and did not end (record \(numbers)"
        + (unfinished.count > 5 ? ", …" : "")
        + "), the first at \(first.timestamp.prefix(19))Z: it was "
        + "killed, or it still runs; its note may have left this machine")
  }

  /// Records that somebody looks at content, or takes records away; durable and signed before they get
  /// it.
  static func recordAccess(
    _ access: AccessRecord, type: RecordType, run: String? = nil, _ settings: Settings,
    _ invocation: Invocation
  ) throws(ToolFailure) {
    let trail = try existingTrail(settings, invocation)
    try wrap { () throws(AuditError) in
      try trail.append([AuditEvent(type, run: run, access)])
      try trail.sign()
    }
  }

  static func wrap<Value>(_ body: () throws(AuditError) -> Value) throws(ToolFailure) -> Value {
    do { return try body() } catch { throw failure(error) }
  }

  static func failure(_ error: AuditError) -> ToolFailure {
    let hint: String?
    switch error {
    case .notALog: hint = "name the trail with --audit DIR, or VOUCH_AUDIT"
    default: hint = nil
    }
    return .trouble(message: Printable.line(error.message), hint: hint)
  }
}
