import AuditTrail
import Policies
import Workflow

/// Opens the audit trail for a command.
enum TrailAccess {
  /// What makes outcomes durable. The trail is opened, and begun where there is none, right now: a
  /// trail that cannot be used is no surprise at the end of a long run.
  static func recorder(
    _ directory: String, bundle: PolicyBundle
  ) throws(ToolFailure) -> ([Outcome]) throws(WorkflowError) -> [Outcome] {
    do throws(AuditError) {
      let trail = try AuditTrail.open(at: directory, environment: .system())
      let recorder = Recorder(trail: trail, bundle: bundle)
      return { (outcomes) throws(WorkflowError) in try recorder.record(outcomes) }
    } catch {
      throw failure(error)
    }
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
