import CanonicalJSON

/// What erasing a subject came to.
package struct Erasure: Sendable, Hashable {
  /// The keys that are gone.
  package let keys: Int
  /// Pieces of the vault of the time before keys per subject, which were overwritten themselves.
  package let pieces: Int
}

extension AuditTrail {
  /// Makes unreadable what the vault holds of a subject: for good, also in copies of the vault that are
  /// made or kept without `keys/`. Records and proofs stay as they are.
  ///
  /// - Parameter subject: What was given as the subject; where nothing was, the id of the note, and
  ///   without one the id of the run.
  /// - Returns: Nil where nothing is kept of it, or it was erased before.
  package func erase(subject: String) throws(AuditError) -> Erasure? {
    // Under the lock of reviews, else a remark could be sealed for somebody who is just being erased.
    try reviewing(wrapping: { $0 }) { () throws(AuditError) in try eraseKeys(of: subject) }
  }

  private func eraseKeys(of subject: String) throws(AuditError) -> Erasure? {
    let reader = try AuditReader(at: layout.root, files: environment.files)
    guard try !reader.isHeld() else { throw .signing(.onHold(path: layout.root)) }
    let rows = try vault.subjectKeys.erase(subject)
    let pieces = try vault.overwriteOldPieces(
      of: try reader.records(matching: AuditQuery(noteIdentifier: subject))
        .compactMap(\.body?.vault))
    guard !rows.isEmpty || pieces > 0 else { return nil }
    try append([
      AuditEvent(
        .subjectErased,
        body: .object([
          "keys": .integer(rows.count), "pieces": .integer(pieces),
          // Which pieces of the vault are unreadable on purpose; as many as a record has room for.
          "rows": .array(rows.prefix(4096).map { .integer($0) }),
        ]))
    ])
    return Erasure(keys: rows.count, pieces: pieces)
  }

  /// Places a legal hold on the trail, or lifts it: while it is held nothing is erased.
  ///
  /// - Returns: Whether that changed anything.
  package func setHold(_ isHeld: Bool) throws(AuditError) -> Bool {
    let reader = try AuditReader(at: layout.root, files: environment.files)
    guard try reader.isHeld() != isHeld else { return false }
    try append([AuditEvent(isHeld ? .holdPlaced : .holdLifted)])
    return true
  }
}

extension AuditReader {
  /// Whether the trail is under a legal hold, by the newest record that says so.
  package func isHeld() throws(AuditError) -> Bool {
    try records(ofTypes: [.holdPlaced, .holdLifted]).last?.type == .holdPlaced
  }
}
