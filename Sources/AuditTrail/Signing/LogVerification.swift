/// What verifying a log, its signatures and its anchor came to.
package struct LogVerification: Sendable, Hashable {
  /// Something that speaks against the log.
  package struct Problem: Sendable, Hashable {
    /// A stable name.
    package let code: String
    /// What is wrong and where.
    package let message: String
  }

  /// Where the key came from that the signatures were checked with.
  package enum KeySource: String, Sendable, Hashable {
    /// The caller trusts it.
    case given
    /// From the anchor of the trail.
    case anchor
    /// From the log itself, which shows no more than that one and the same holder signed.
    case log
  }

  package var chain: VerificationReport
  /// What the log shows; nil where it shows none, which is a problem.
  package var checkpoint: Checkpoint?
  package var key: NoteVerifierKey?
  package var keySource: KeySource?
  /// How many records the anchor says were signed; nil where there is no anchor.
  package var anchored: Int?
  /// How many records have a signature over them that holds.
  package var signed = 0
  /// How often the log was handed over to another key since the trusted one.
  package var rotations = 0
  package var problems: [Problem] = []
  /// Things to know that are no fault of the log.
  package var notes: [String] = []

  package var isVerified: Bool { chain.isIntact && problems.isEmpty }

  /// Records behind the last signed one: of runs that are under way or were killed.
  package var unsigned: Int { max(0, chain.records - signed) }

  /// What no signature can show, to be said with every report.
  package static let limits =
    "whoever holds the private key can sign another history: keep a checkpoint where they cannot "
    + "reach it, and give it with --against"
}

/// What a log is verified against.
package struct VerificationRequest: Sendable {
  /// Keys that are trusted to sign the log; without one, that of the anchor, else of the log.
  package var keys: [NoteVerifierKey]
  /// The directory of the anchor; nil for the one beside the trail, which may be missing.
  package var anchor: String?
  /// Checkpoints that were seen before, with the names by which reports call them.
  package var against: [(name: String, checkpoint: Checkpoint)]
  /// How many records must have been signed.
  package var minimumSize: Int

  package init(
    keys: [NoteVerifierKey] = [], anchor: String? = nil,
    against: [(name: String, checkpoint: Checkpoint)] = [], minimumSize: Int = 0
  ) {
    self.keys = keys
    self.anchor = anchor
    self.against = against
    self.minimumSize = minimumSize
  }
}

extension AuditTrail {
  /// Checks the chain of a log from its first record on, rebuilds its root from the records, and holds
  /// it against its checkpoint, the anchor, and checkpoints from elsewhere. Writes nothing.
  package static func verify(
    at directory: String, _ request: VerificationRequest, files: any FileSystem = SystemFiles()
  ) throws(AuditError) -> LogVerification {
    var verifier = try LogVerifier(directory, request, files: files)
    return try verifier.run()
  }
}

extension LogVerification {
  mutating func add(_ code: String, _ message: String) {
    problems.append(Problem(code: code, message: message))
  }
}
