import CanonicalJSON
import Cryptography

/// The body of a `key.rotated` record: who signs from now on.
struct KeyRotation: Sendable, Hashable {
  let from: NoteVerifierKey
  let to: NoteVerifierKey

  func event(by actor: Person?) -> AuditEvent {
    AuditEvent(
      .keyRotated,
      body: .members([
        "actor": actor?.canonical, "from": .string(from.text), "to": .string(to.text),
      ]))
  }

  init(from: NoteVerifierKey, to: NoteVerifierKey) {
    self.from = from
    self.to = to
  }

  private struct Line: Decodable {
    struct Body: Decodable {
      var from: String
      var to: String
    }
    var body: Body
  }

  /// Reads the line of such a record; nil for any other.
  init?(line: [UInt8]) {
    // Anything else than these two keys hands nothing over.
    guard let body = (try? JSONInput().decode(Line.self, from: line))?.body,
      let from = NoteVerifierKey(body.from), let to = NoteVerifierKey(body.to)
    else { return nil }
    self.init(from: from, to: to)
  }
}

extension LogSigner {
  /// The key that is going to sign; one that an attempt before this left is taken over.
  func prepareNextKey(name: String) throws(AuditError) -> NoteSigningKey {
    if let key = try anchor.nextKey(), key.verifier.name == name { return key }
    return try anchor.createKey(at: anchor.nextKeyPath, name: name, environment: environment)
  }

  /// Where both keys have signed, the new one takes the place of the old one: also where a process
  /// died just before that. The caller holds the publisher's lock.
  func finishRotation() throws(AuditError) {
    guard let next = try anchor.nextKey(), let last = try anchor.lastSigned(),
      last.isSigned(with: next.verifier)
    else { return }
    try publishKey(next.verifier)
    try publish(last)
    try anchor.promoteNextKey()
  }
}
