/// A command: what it is called and takes, and what it does.
struct Command: Sendable {
  let specification: CommandSpecification
  let run: @Sendable (Invocation) throws(ToolFailure) -> ExitCode
}

/// Every command, in the order of the help page. A new command is one file and one line here.
enum CommandTable {
  static let commands: [Command] = [
    SummarizeCommand.command, CheckCommand.command, ExtractCommand.command,
    DeidentifyCommand.command, ReidentifyCommand.command,
    PolicyCheckCommand.command, PolicyTestCommand.command,
    PolicyExplainCommand.command, PolicyDiffCommand.command, EvaluateCommand.command,
    AuditListCommand.command, AuditShowCommand.command, AuditTailCommand.command,
    AuditRecallCommand.command, AuditStatsCommand.command, AuditReplayCommand.command,
    AuditExportCommand.command, AuditVerifyCommand.command, AuditProveCommand.command,
    AuditCheckProofCommand.command, AuditConsistencyCommand.command,
    AuditRotateKeyCommand.command, AuditEraseCommand.command, AuditHoldCommand.command,
    AuditPruneCommand.command,
    ReviewListCommand.command, ReviewShowCommand.command, ReviewDecisionCommand.approve,
    ReviewDecisionCommand.amend, ReviewDecisionCommand.reject, ReviewDecisionCommand.acknowledge,
    DoctorCommand.command, InitCommand.command,
  ]
}

/// Options that several commands share.
extension OptionSpecification {
  static let policies = OptionSpecification(
    "policies", .text(placeholder: "DIR"),
    "Policies to judge by. Default: ./Policies, else those installed with vouch.")
  static let audit = OptionSpecification(
    "audit", .text(placeholder: "DIR"),
    "Audit trail. Default: $VOUCH_AUDIT, else $XDG_STATE_HOME/vouch/audit, else "
      + "~/.local/state/vouch/audit.")
  static let anchor = OptionSpecification(
    "anchor", .text(placeholder: "DIR"),
    "Signing key and newest checkpoint of the trail, best on another disk. Default: "
      + "$VOUCH_ANCHOR, else DIR.anchor beside the trail.")
  static let allowUnsafeFS = OptionSpecification(
    "allow-unsafe-fs", "Keep the trail on a network file system, whose locks may not hold.")
  static let retain = OptionSpecification(
    "retain", .choice(ContentRetention.allCases.map(\.rawValue)),
    "What the trail keeps of note and draft: full, encrypted in the vault, to review what is held; "
      + "or hashes alone. Default: full.")
  static let subject = OptionSpecification(
    "subject", .text(placeholder: "ID"),
    "Whom the note is about: what 'vouch audit erase' goes by. Default: the id of the note; with "
      + "--jsonl also the field metadata.subject.")
  static let noAudit = OptionSpecification(
    "no-audit", "Record nothing. Refused where the policy requires an audit trail.")
  static let config = OptionSpecification(
    "config", .text(placeholder: "FILE"), "Configuration. Default: ./vouch.yaml, if there is one.")
  static let output = OptionSpecification(
    "output", .text(placeholder: "FILE"),
    "Write the result to FILE, which appears whole or not at all.")
  static let quiet = OptionSpecification("quiet", "No warnings, no progress.")
  static let color = OptionSpecification(
    "color", .choice(ColorChoice.allCases.map(\.rawValue)),
    "Colour. Default: auto, on a terminal unless NO_COLOR is set.")
  static let jsonl = OptionSpecification(
    "jsonl", "JSON Lines in and out: one note a line, the order kept.")
  static let jobs = OptionSpecification(
    "jobs", .integer(placeholder: "N", OptionLimits.jobs),
    "Lines worked on at once with --jsonl. Default: the processors.")
}
