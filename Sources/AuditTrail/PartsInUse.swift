import CanonicalJSON

/// Policies, prompts, configuration and models that this log has a record of, as a cache beside it.
///
/// `state/parts` can be lost or older than the log: then a part is recorded as loaded once more, which
/// is true as well.
package struct PartsInUse: Sendable {
  private var log: String
  /// Digest, else version, by kind and name.
  private var known: [String: String] = [:]

  private struct File: Decodable {
    var known: [String: String]
    var log: String
  }

  /// What has to be recorded before these parts are used, and what is in use then.
  package func events(
    for parts: [(kind: PartRecord.Kind, part: PartRecord)]
  ) -> (events: [AuditEvent], after: PartsInUse) {
    var after = self
    var events: [AuditEvent] = []
    for (kind, part) in parts {
      let key = "\(kind.rawValue) \(part.name)"
      let state = part.digest ?? part.version
      guard known[key] != state else { continue }
      var part = part
      part.previous = known[key]
      after.known[key] = state
      events.append(AuditEvent(kind.type(isChange: part.previous != nil), part))
    }
    return (events, after)
  }
}

extension AuditTrail {
  package func partsInUse() -> PartsInUse {
    // reason: without the cache everything counts as new
    guard let file = try? OpenFile(layout.parts, .readOnly, files: environment.files),
      let size = try? file.status().size, size <= PartsInUse.sizeLimit,
      let bytes = try? file.read(at: 0, count: size),
      let read = PartsInUse(bytes), read.isOf(log)
    else { return PartsInUse(log: log) }
    return read
  }

  /// Notes what was recorded. A failure only means that it will be recorded again.
  package func note(_ parts: PartsInUse) {
    let path = layout.parts + ".\(environment.processID)"
    let files = environment.files
    do {
      let file = try OpenFile(path, .creating, files: files)
      try file.truncate(to: 0)
      try file.write(parts.bytes, at: 0)
      try file.synchronize()
      try files.rename(path, to: layout.parts)
      try AuditLayout.synchronizeDirectory(layout.state, files: files)
    } catch {
      // reason: what is left of it is overwritten by the next one
      try? files.remove(path)
    }
  }
}

extension PartsInUse {
  /// In bytes; a thousand parts have a tenth of it.
  fileprivate static let sizeLimit = 1 << 20

  fileprivate init(log: String) { self.log = log }

  fileprivate init?(_ bytes: [UInt8]) {
    // reason: a damaged cache is no cache
    guard let file = try? JSONInput().decode(File.self, from: bytes) else { return nil }
    (log, known) = (file.log, file.known)
  }

  fileprivate func isOf(_ log: String) -> Bool { self.log == log }

  fileprivate var bytes: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("known")
    json.beginObject()
    for (key, value) in known.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: key)
      json.string(value)
    }
    json.endObject()
    json.member("log", log)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
