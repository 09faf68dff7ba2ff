import AuditTrail
import CanonicalJSON

/// `vouch audit consistency`: whether a newer checkpoint goes on from an older one.
enum AuditConsistencyCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "consistency"],
      summary: "prove that one checkpoint of the log goes on from another",
      details: """
        Takes two signed checkpoints of one log, the older first, and makes the RFC 6962 consistency
        proof between them from the trail: nothing was changed, removed or inserted between the two.
        Exit code 5 where a signature does not hold, or the newer does not go on from the older.
        """,
      inputs: .exactlyTwo(first: "OLDER", second: "NEWER"),
      options: [
        NoteKeyArgument.option,
        OptionSpecification(
          "format", .choice(["text", "json"]),
          "How to show it; JSON has the hashes of the proof. Default: text."),
        .audit, .anchor, .config, .output, .quiet, .color,
      ],
      examples: [
        .init(
          "vouch audit consistency checkpoint.october ~/.local/state/vouch/audit/checkpoint",
          "has the log only grown since October?")
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let paths = invocation.arguments.inputs
      let old = try NoteKeyArgument.checkpoint(paths[0], invocation)
      let new = try NoteKeyArgument.checkpoint(paths[1], invocation)
      let given = try NoteKeyArgument.keys(invocation)
      let reader = try TrailAccess.reader(settings.audit)
      let judged = try TrailAccess.wrap { () throws(AuditError) in
        let keys = given.isEmpty ? try reader.publishedKeys() : given
        return try judge(old, new, keys, reader)
      }
      if invocation.arguments.value("format") == "json" {
        try invocation.write(json(old, new, judged))
      } else {
        let style = invocation.style(settings)
        var text = judged.reason == nil ? style("consistent", .good) : style("not consistent", .bad)
        text += "  \(old.size) to \(Plural.count(new.size, "record"))\n"
        if let reason = judged.reason { text += "  \(Printable.line(reason))\n" }
        try invocation.write(text)
      }
      return judged.reason == nil ? .success : .unverifiedTrail
    })

  private struct Judged {
    var proof: ConsistencyProof?
    /// Why they are not consistent; nil where they are.
    var reason: String?
  }

  private static func judge(
    _ old: Checkpoint, _ new: Checkpoint, _ keys: [NoteVerifierKey], _ reader: AuditReader
  ) throws(AuditError) -> Judged {
    for (name, checkpoint) in [("older", old), ("newer", new)]
    where !keys.contains(where: { checkpoint.isSigned(with: $0) }) {
      return Judged(reason: "the \(name) checkpoint is not signed with a key of this log")
    }
    guard old.size <= new.size else {
      return Judged(reason: "the older checkpoint has more records than the newer one")
    }
    do throws(AuditError) {
      let proof = try reader.consistency(from: old, to: new)
      guard proof.holds(from: old, to: new) else {
        return Judged(
          proof: proof, reason: "the newer checkpoint does not go on from the older one")
      }
      return Judged(proof: proof)
    } catch .signing(let error) {
      return Judged(reason: error.message)
    }
  }

  private static func json(_ old: Checkpoint, _ new: Checkpoint, _ judged: Judged) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-consistency/1")
    json.member("consistent", judged.reason == nil)
    json.key("reason")
    if let reason = judged.reason { json.string(reason) } else { json.null() }
    json.member("origin", new.origin)
    json.member("from", old.size)
    json.member("to", new.size)
    json.key("proof")
    json.beginArray()
    for line in (judged.proof?.bytes ?? []).split(separator: 0x0A) {
      json.string(String(decoding: line, as: UTF8.self))
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
