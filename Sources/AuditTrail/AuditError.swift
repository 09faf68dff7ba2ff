package import Cryptography

/// Why the audit trail cannot be used. Nothing is shown after one of these: the program fails closed.
///
/// Messages name files of the trail, never anything of a note.
package enum AuditError: Error, Hashable {
  /// A directory or file of the trail cannot be made, opened or looked at.
  case unusable(path: String, SystemError)
  case readFailed(path: String, SystemError)
  /// A record could not be written; nothing was acknowledged.
  case writeFailed(path: String, SystemError)
  /// What was written may not be on disk; nothing was acknowledged.
  case syncFailed(path: String, SystemError)
  /// An earlier synchronization failed, here or in another process.
  case poisoned(path: String)
  /// A file of the trail was removed, moved away or replaced while it was open.
  case removed(path: String)
  /// A record was changed, removed, repeated or put elsewhere.
  case historyChanged(ChainFault)
  /// The log is shorter than what was acknowledged.
  case recordsMissing(path: String, bytes: Int)
  case newerVersion(path: String)
  case notALog(path: String)
  case keyExposed(path: String, mode: Int)
  case keyMissing(path: String)
  case keyDamaged(path: String)
  /// The key is not the one that the log was begun with.
  case keyForeign(path: String)
  /// A record would be longer than an entry may be, even with its lists left out.
  case recordTooLarge(bytes: Int)
  case contentMissing(path: String)
  case contentDamaged(path: String, offset: Int)
  /// The index beside the log; the code is SQLite's own (sqlite.org/rescode.html).
  case indexUnusable(path: String, code: Int)
  case cryptography(CryptographyError)
  case signing(SigningError)

  /// A stable name for logs and JSON.
  package var code: String {
    switch self {
    case .unusable: "audit-unusable"
    case .readFailed: "audit-read-failed"
    case .writeFailed: "audit-write-failed"
    case .syncFailed: "audit-sync-failed"
    case .poisoned: "audit-poisoned"
    case .removed: "audit-removed"
    case .historyChanged: "audit-history-changed"
    case .recordsMissing: "audit-records-missing"
    case .newerVersion: "audit-newer-version"
    case .notALog: "audit-not-a-log"
    case .keyExposed: "audit-key-exposed"
    case .keyMissing: "audit-key-missing"
    case .keyDamaged: "audit-key-damaged"
    case .keyForeign: "audit-key-foreign"
    case .recordTooLarge: "audit-record-too-large"
    case .contentMissing: "vault-content-missing"
    case .contentDamaged: "vault-content-damaged"
    case .indexUnusable: "audit-index-unusable"
    case .cryptography(let error): error.code
    case .signing(let error): error.code
    }
  }

  /// Whether there is no content any more, or never was, and all else is well.
  package var isContentGone: Bool {
    switch self {
    case .contentMissing, .signing(.contentErased): true
    default: false
    }
  }

  /// What happened, where, and how to mend it.
  package var message: String {
    switch self {
    case .unusable(let path, let error):
      "cannot use '\(path)' for the audit trail: \(error); \(error.remedy), or give a directory that "
        + "you may write to, with --audit"
    case .readFailed(let path, let error): "cannot read '\(path)': \(error); \(error.remedy)"
    case .writeFailed(let path, let error):
      "cannot write to '\(path)': \(error); \(error.remedy)"
    case .removed(let path):
      "'\(path)' was removed or replaced while it was in use; what was written to it is not "
        + "acknowledged. Put it back, or start a new trail with --audit DIR, then run again"
    case .syncFailed(let path, let error):
      "cannot make '\(path)' durable: \(error); the last record may be lost. Check the disk; the next "
        + "run rereads the log and writes it anew"
    case .poisoned(let path):
      "an earlier write did not reach the disk, as '\(path)' says; run again, which rereads the log "
        + "and writes it anew"
    case .historyChanged(let fault):
      "\(fault); nothing was written. Keep the files as they are, see 'vouch audit verify', and start a "
        + "new trail with --audit DIR"
    case .recordsMissing(let path, let bytes):
      "'\(path)' lacks \(bytes) bytes that were acknowledged; nothing was written. Restore it from a "
        + "copy, or start a new trail with --audit DIR"
    case .newerVersion(let path):
      "'\(path)' was written by a newer version of Vouch; use that version"
    case .notALog(let path): "'\(path)' is not an audit trail of Vouch"
    case .keyExposed(let path, let mode):
      "the key '\(path)' can be read by others (mode \(String(mode, radix: 8))); "
        + "after making sure that nobody has, run 'chmod 600 \(path)'"
    case .keyMissing(let path):
      "the key '\(path)' of this audit trail is missing; restore it from a copy, or start a new trail "
        + "with --audit DIR"
    case .keyDamaged(let path):
      "the key '\(path)' is damaged; restore it from a copy, or start a new trail with --audit DIR"
    case .keyForeign(let path):
      "the key '\(path)' belongs to another audit trail; restore the right one from a copy"
    case .recordTooLarge(let bytes):
      "a record of \(bytes) bytes is over the limit of \(RecordLine.maximumByteCount); shorten the "
        + "names in the policy"
    case .contentMissing(let path):
      "there is no content for this record in '\(path)': none was kept, or the vault file is gone"
    case .contentDamaged(let path, let offset):
      "the content at byte \(offset) of '\(path)' was changed or belongs to another key; restore the "
        + "file and the key from a copy"
    case .indexUnusable(let path, let code):
      "the index '\(path)' cannot be used (SQLite error \(code)); delete it, and it is made anew"
    case .cryptography(let error): error.message
    case .signing(let error): error.message
    }
  }
}

extension AuditError: CustomStringConvertible {
  package var description: String { message }
}
