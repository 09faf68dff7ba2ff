import Cryptography
import Glibc

/// Why a verification is not recorded in the trail that was verified.
package enum RecordingObstacle: Sendable, Hashable {
  /// A trail that is under suspicion is left as it is.
  case notVerified
  /// Without its anchor it is a copy, or the trail of somebody else.
  case noAnchor
  /// What the next run has to put right first.
  case unfinished
  /// What is written here would belong to another user, who could not go on with it.
  case foreignOwner
  case noKey
  case notWritable(path: String)
  /// Locks and synchronizations may not hold there.
  case networkFiles

  /// In words, for people.
  package var reason: String {
    switch self {
    case .notVerified: "it does not verify"
    case .noAnchor: "its anchor is not here, so it is a copy, or somebody else's"
    case .unfinished: "the next run has its end to put right first"
    case .foreignOwner: "it belongs to another user"
    case .noKey: "its keys are not here"
    case .notWritable(let path): "'\(path)' cannot be written"
    case .networkFiles: "it lies on a network file system"
    }
  }
}

extension AuditTrail {
  /// Whether a verification can be recorded in the trail itself, without changing anything for whoever
  /// writes to it; nil where it can.
  ///
  /// Verifying must not need more than to read: so the record is only written into a trail of this very
  /// user, at its place, with its keys and its anchor.
  package static func obstacle(
    toRecording report: LogVerification, at directory: String, anchor: String? = nil,
    environment: AuditEnvironment
  ) throws(AuditError) -> RecordingObstacle? {
    let layout = AuditLayout(root: directory, anchor: anchor)
    let files = environment.files
    guard report.isVerified else { return .notVerified }
    guard report.anchored != nil else { return .noAnchor }
    guard report.chain.tornTailBytes == 0, try !LogWriter.isPoisoned(layout, files: files) else {
      return .unfinished
    }
    for path in [layout.root, layout.anchor] where files.isOnNetwork(path) {
      guard environment.allowsNetworkFiles else { return .networkFiles }
    }
    let newest = try AuditLayout.numbers(
      in: layout.segments, suffix: ".jsonl", files: files
    ).last
    let owned = [layout.root, layout.anchor] + (newest.map { [layout.segment($0)] } ?? [])
    for path in owned {
      let owner: UInt32?
      do throws(SystemError) { owner = try files.status(at: path)?.owner } catch {
        throw .unusable(path: path, error)
      }
      guard owner == environment.userID else { return .foreignOwner }
    }
    let signingKey = Anchor(layout, files: files).keyPath
    guard try AuditLayout.exists(signingKey, files: files),
      try holdsLocalKey(layout, files: files)
    else { return .noKey }
    // Opened to be written, and not written: a file system that can only be read says so here.
    for path in [layout.lock, layout.head, layout.tree] + owned.dropFirst(2) {
      do throws(AuditError) {
        if try AuditLayout.exists(path, files: files) {
          _ = try OpenFile(path, .readWrite, files: files)
        }
      } catch {
        guard case .unusable(_, let reason) = error, Self.refusals.contains(reason.code) else {
          throw error
        }
        return .notWritable(path: path)
      }
    }
    return nil
  }

  /// Whether the key is there with which the log was begun.
  private static func holdsLocalKey(
    _ layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) -> Bool {
    guard let key = try LocalKey.load(from: layout.key, files: files) else { return false }
    let pruned = try PrunedSegments(layout, files: files)
    var beginning = pruned.beginning
    if beginning == nil {
      let path = layout.segment(pruned.segments)
      beginning = try LogBeginning.read(try OpenFile(path, .readOnly, files: files))
    }
    return beginning?.keyFingerprint == key.fingerprint.hex
  }

  /// What the system says of a file that is not the reader's to use.
  static let refusals: Set<Int32> = [EACCES, EPERM, EROFS, ETXTBSY]

  /// Records that the log was verified, signs that, and gives the number of the record.
  package func record(
    _ verification: LogVerification, command: String, by actor: Person?
  ) throws(AuditError) -> Int {
    var access = AccessRecord(
      command: command, actor: actor, records: verification.chain.records,
      root: verification.chain.root?.hex)
    access.signed = verification.signed
    let seq = try append([AuditEvent(.logVerified, access)])[0].seq
    try sign()
    return seq
  }
}
