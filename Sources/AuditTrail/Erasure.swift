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
  /// - Parameter actor: By whose doing.
  /// - Returns: Nil where nothing is kept of it, or it was erased before.
  package func erase(
    subject: String, by actor: Person? = nil
  ) throws(AuditError) -> Erasure? {
    // Under the lock of reviews, else a remark could be sealed for somebody who is just being erased.
    try reviewing(wrapping: { $0 }) { () throws(AuditError) in
      try eraseKeys(of: subject, by: actor)
    }
  }

  private func eraseKeys(of subject: String, by actor: Person?) throws(AuditError) -> Erasure? {
    let holds = try holds()
    guard !holds.coverTrail else { throw .signing(.onHold(path: layout.root)) }
    guard !holds.cover(key.holdRecord(of: subject, by: nil)) else {
      throw .signing(.subjectOnHold)
    }
    let reader = try AuditReader(at: layout.root, files: environment.files)
    let rows = try vault.subjectKeys.erase(subject)
    let pieces = try vault.overwriteOldPieces(
      of: try reader.records(matching: AuditQuery(noteIdentifier: subject))
        .compactMap(\.body?.vault))
    guard !rows.isEmpty || pieces > 0 else { return nil }
    try append([
      AuditEvent(
        .subjectErased,
        body: .members([
          "actor": actor?.canonical, "keys": .integer(rows.count), "pieces": .integer(pieces),
          // Which pieces of the vault are unreadable on purpose; as many as a record has room for.
          "rows": .array(rows.prefix(4096).map { .integer($0) }),
        ]))
    ])
    return Erasure(keys: rows.count, pieces: pieces)
  }
}
