extension AuditTrail {
  /// Signs the log as far as it has come, once all of it is on the disk, and gives the checkpoint.
  ///
  /// To be called at every exit of a process that appended. Where another process has signed what
  /// this one wrote, its checkpoint is the answer. An error takes back nothing: the records are safe,
  /// and the next process signs them.
  @discardableResult
  package func sign() throws(AuditError) -> Checkpoint {
    try signer.publishing { () throws(AuditError) in
      try signer.finishRotation()
      if let last = try signer.anchor.lastSigned(), last.size >= ownEnd {
        // Only what is on the disk was signed, so what this process wrote is.
        try signer.publish(last)
        return last
      }
      let key = try signer.key(forLog: log)
      return try signer.sign(try durableEnd(), log: log, key: key)
    }
  }

  /// Begins to sign with a new key, and gives it. The old one signs once more, together with the new
  /// one, what holds a record that names it, and is gone then.
  ///
  /// A signature says nothing of other signatures beside it; it is the record under both of them that
  /// hands the log over to the new key.
  package func rotateKey(by actor: Person? = nil) throws(AuditError) -> NoteVerifierKey {
    try signer.publishing { () throws(AuditError) in
      try signer.finishRotation()
      let old = try signer.key(forLog: log)
      let new = try signer.prepareNextKey(name: old.verifier.name)
      try append([KeyRotation(from: old.verifier, to: new.verifier).event(by: actor)])
      _ = try signer.sign(try durableEnd(), log: log, key: old, newKey: new)
      try signer.finishRotation()
      return new.verifier
    }
  }
}
