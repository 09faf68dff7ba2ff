import CanonicalJSON
import Cryptography
import Glibc

/// Throws out most lines by looking at their bytes; what is left is decoded and asked again.
struct RecordSieve {
  private let query: AuditQuery
  private let noteHash: String?
  private let from: [UInt8]?
  private let to: [UInt8]?
  /// The types that may be listed, as bytes; nil where every one may.
  private let types: [[UInt8]]?
  /// Texts that a matching line must contain.
  private let needles: [[UInt8]]

  init(_ query: AuditQuery, noteHash: Digest?) {
    self.query = query
    self.noteHash = noteHash?.hex
    from = query.from.map { Array($0.rfc3339.utf8) }
    to = query.to.map { Array($0.rfc3339.utf8) }
    types =
      query.includesLogEvents && query.types == nil && query.reviewer == nil
      ? nil : RecordType.allCases.filter(query.admits).map { Array($0.rawValue.utf8) }
    var needles: [[UInt8]] = []
    func require(_ value: String?, behind key: String = "") {
      guard let value else { return }
      var json = JSONWriter()
      json.string(value)
      needles.append(Array(key.utf8) + json.bytes)
    }
    require(query.outcome?.rawValue, behind: #""decision":"#)
    // It may stand in a finding or in a list of escalations.
    require(query.rule)
    require(query.severity, behind: #""severity":"#)
    require(noteHash?.hex, behind: #""id":"#)
    require(query.run, behind: #""run":"#)
    require(query.model, behind: #""id":"#)
    require(query.engine)
    require(query.subgroup)
    require(query.reviewer)
    self.needles = needles
  }

  func mayMatch(_ line: Span<UInt8>, _ record: RecordLine) -> Bool {
    if let types, !types.contains(where: { compare(line, record.type, $0) }) { return false }
    // Times of one form sort as their bytes do.
    if let from, order(line, record.timestamp, from) < 0 { return false }
    if let to, order(line, record.timestamp, to) >= 0 { return false }
    return needles.allSatisfy { contains(line, $0) }
  }

  func matches(_ record: AuditRecord) -> Bool {
    guard query.admits(record.type) || (query.includesLogEvents && query.types == nil) else {
      return false
    }
    if let run = query.run, record.run != run { return false }
    if let reviewer = query.reviewer {
      // reason: a body of another form names nobody
      guard (try? record.details(ActorBody.self))?.actor?.id == reviewer else { return false }
    }
    guard query.asksForRuns else { return true }
    guard let body = record.body else { return false }
    return matches(body)
  }

  private func matches(_ body: RunRecord) -> Bool {
    if let outcome = query.outcome, body.outcome != outcome { return false }
    if let noteHash, body.note?.id != noteHash { return false }
    if let severity = query.severity, !body.findings.contains(where: { $0.severity == severity }) {
      return false
    }
    if let engine = query.engine, body.engine.kind != engine, body.engine.name != engine {
      return false
    }
    if let model = query.model, body.model?.id != model { return false }
    if let asked = query.prompt {
      guard let prompt = body.prompt,
        AuditQuery.names(asked, id: prompt.id, digest: prompt.digest)
      else { return false }
    }
    if let asked = query.policy {
      guard let policy = body.policy,
        AuditQuery.names(asked, id: policy.bundle, digest: policy.digest)
      else { return false }
    }
    if let subgroup = query.subgroup, !body.subgroups.contains(subgroup) { return false }
    if let rule = query.rule {
      return body.findings.contains { $0.rule == rule }
        || body.escalations.contains { $0.rule == rule }
    }
    return true
  }

  private func compare(_ line: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Bool {
    range.count == other.count && order(line, range, other) == 0
  }

  private func order(_ line: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Int {
    for (offset, index) in range.enumerated() where line[index] != other[offset] {
      return line[index] < other[offset] ? -1 : 1
    }
    return 0
  }

  private func contains(_ line: Span<UInt8>, _ needle: [UInt8]) -> Bool {
    guard needle.count > 1, line.count >= needle.count else { return false }
    return unsafe line.withUnsafeBytes { line in
      unsafe needle.withUnsafeBytes { needle in
        guard let start = line.baseAddress, let sought = needle.baseAddress else {
          return false
        }
        // All needles begin with a quotation mark, so the second byte tells more.
        let second = unsafe Int32(needle[1])
        var position = 1
        let last = line.count - needle.count + 1
        while position <= last,
          let found = unsafe memchr(start + position, second, last - position + 1)
        {
          position = unsafe UnsafeRawPointer(found) - start
          if unsafe memcmp(start + position - 1, sought, needle.count) == 0 { return true }
          position += 1
        }
        return false
      }
    }
  }
}

/// The one who acted, whatever the event is.
struct ActorBody: RecordBody {
  var actor: Person?

  var canonical: CanonicalValue { .members(["actor": actor?.canonical]) }
}

extension Span<UInt8> {
  /// Whether the range holds these bytes.
  func holds(_ bytes: [UInt8], at range: Range<Int>) -> Bool {
    guard range.count == bytes.count else { return false }
    for (offset, index) in range.enumerated() where self[index] != bytes[offset] { return false }
    return true
  }

  func copy() -> [UInt8] {
    unsafe withUnsafeBufferPointer { unsafe Array($0) }
  }
}
