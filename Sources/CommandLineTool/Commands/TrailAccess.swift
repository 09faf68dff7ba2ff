import AuditTrail
import Policies
import Workflow

/// Opens the audit trail for a command.
enum TrailAccess {
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
