/// Why a log is not signed, or not what was signed.
package enum SigningError: Error, Sendable, Hashable {
  /// The log is gone, and the anchor knows that there was one.
  case logRemoved(log: String, anchor: String, signed: Int)
  /// The log does not reach as far as what was signed.
  case rolledBack(log: String, signed: Int)
  /// The log reaches as far, and its records are not those that were signed.
  case rewritten(log: String, signed: Int)
  /// The log has checkpoints, and the anchor knows of none.
  case anchorMissing(path: String)
  /// The anchor is that of another log.
  case anchorForeign(path: String)
  /// Not a signed checkpoint.
  case checkpointDamaged(path: String)
  /// Not a key, or none for notes.
  case keyInvalid(path: String)
  /// The trail lies where locks and synchronizations cannot be relied on.
  case networkFileSystem(path: String)
  /// Nothing may be erased while the trail is under a legal hold.
  case onHold(path: String)
  /// Nor what is kept of a subject while that is.
  case subjectOnHold
  /// What stands for records that were let go is not what was written.
  case leavesDamaged(path: String)
  /// The record was let go when its time was over.
  case recordPruned(seq: Int)
  /// The key of the subject was erased.
  case contentErased

  /// A stable name for logs and JSON.
  package var code: String {
    switch self {
    case .logRemoved: "audit-log-removed"
    case .rolledBack: "audit-rolled-back"
    case .rewritten: "audit-rewritten"
    case .anchorMissing: "audit-anchor-missing"
    case .anchorForeign: "audit-anchor-foreign"
    case .checkpointDamaged: "audit-checkpoint-damaged"
    case .keyInvalid: "audit-key-invalid"
    case .networkFileSystem: "audit-network-file-system"
    case .onHold: "audit-on-hold"
    case .subjectOnHold: "audit-subject-on-hold"
    case .leavesDamaged: "audit-leaves-damaged"
    case .recordPruned: "audit-record-pruned"
    case .contentErased: "vault-content-erased"
    }
  }

  /// What happened, where, and how to mend it.
  package var message: String {
    switch self {
    case .logRemoved(let log, let anchor, let signed):
      "there is no log in '\(log)', and '\(anchor)' says that one of \(signed) records was signed; "
        + "nothing was written. Restore it from a copy; to begin a new one all the same, move "
        + "'\(anchor)' away first"
    case .rolledBack(let log, let signed):
      "the log in '\(log)' ends before record \(signed - 1), and \(signed) records were signed; it was "
        + "cut, or an old copy was restored, so nothing was written. Restore the newest copy, or "
        + "start a new trail with --audit DIR"
    case .rewritten(let log, let signed):
      "the first \(signed) records of the log in '\(log)' are not those that were signed; nothing was "
        + "written. Keep the files as they are, see 'vouch audit verify', and start a new trail with "
        + "--audit DIR"
    case .anchorMissing(let path):
      "'\(path)' is missing, and the log has checkpoints; without it an old copy of the log cannot be "
        + "told from the newest one. Restore it from a copy, or start a new trail with --audit DIR"
    case .anchorForeign(let path):
      "'\(path)' belongs to another audit trail; name the right one with --anchor DIR"
    case .checkpointDamaged(let path):
      "'\(path)' is not a signed checkpoint; restore it from a copy"
    case .keyInvalid(let path):
      "'\(path)' holds no key for notes; it must be a line 'name+id+key', as 'keys/log.vkey' of a "
        + "trail has it"
    case .networkFileSystem(let path):
      "'\(path)' lies on a network file system, where locks and synchronizations may not hold; name "
        + "a local place with --audit DIR, or take the risk with --allow-unsafe-fs"
    case .onHold(let path):
      "the trail in '\(path)' is under a legal hold; nothing was erased. Once it may be, lift the hold "
        + "with 'vouch audit hold --lift'"
    case .subjectOnHold:
      "this subject is under a legal hold, so what is kept of it stays; 'vouch audit hold --lift "
        + "--subject SUBJECT' lifts it"
    case .leavesDamaged(let path):
      "'\(path)', which stands for records that were let go, is damaged; restore it from a copy"
    case .recordPruned(let seq):
      "record \(seq) was let go when its time was over; proofs of it that were made before still hold"
    case .contentErased:
      "the content of this record was erased on purpose, and cannot be read any more; the record "
        + "itself stays, see 'vouch audit show' without --content"
    }
  }
}
