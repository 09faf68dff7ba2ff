import AuditTrail

/// What must hold for any bytes in the place of a checkpoint, a proof or a key.
enum SignatureProperties {
  static func check(_ input: [UInt8]) {
    if let checkpoint = Checkpoint(input) {
      precondition(checkpoint.bytes == input, "a checkpoint has one form")
      for key in keys { precondition(!checkpoint.isSigned(with: key), "nobody can forge") }
    }
    if let proof = InclusionProof(input) {
      precondition(proof.bytes == input, "a proof has one form")
      for key in keys { precondition(proof.failure(key: key) != nil, "nobody can forge") }
    }
    let text = String(decoding: input, as: UTF8.self)
    if let key = NoteVerifierKey(text) { precondition(key.text == text, "a key has one form") }
    _ = RetentionPeriod(text)
  }

  /// Of the example of Go's `sumdb/note`, which never signed a log.
  private static let keys = [
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  ].compactMap { NoteVerifierKey($0) }
}
