import AuditTrail
import CanonicalJSON

/// `vouch audit check-proof`: whether a proof holds. It needs the public key, and no log.
enum AuditCheckProofCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "check-proof"],
      summary: "check a proof with nothing but the public key of the log",
      details: """
        Checks a C2SP tlog-proof: that the record, which the proof carries or --record names, stands at
        its index under a checkpoint that was signed with the key. Exit code 5 where it does not.
        """,
      inputs: .exactlyOne(placeholder: "PROOF"),
      options: [
        NoteKeyArgument.option,
        OptionSpecification(
          "record", .text(placeholder: "FILE"),
          "The line of the record; needed where the proof does not carry it."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit check-proof --key log.vkey 17.tlog-proof", "does it hold?")
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let path = invocation.arguments.inputs[0]
      let keys = try NoteKeyArgument.keys(invocation)
      guard !keys.isEmpty else {
        throw invocation.usage(
          "'vouch audit check-proof' needs --key KEY",
          hint: "whoever runs the log publishes it; in a trail it is 'keys/log.vkey'")
      }
      guard let proof = InclusionProof(try NoteKeyArgument.bytes(path, invocation)) else {
        throw .trouble(
          message: "\(Printable.line(path)): this is no proof in the C2SP tlog-proof format",
          hint: "'vouch audit prove' writes one")
      }
      var record: [UInt8]?
      if let path = invocation.arguments.value("record") {
        record = try NoteKeyArgument.bytes(path, invocation)
        if record?.last == 0x0A { record?.removeLast() }
      }
      let failures = keys.map { proof.failure(key: $0, record: record) }
      // One key that accepts it is enough; else what the key of this log says counts.
      let failure =
        failures.contains(nil)
        ? nil : failures.compactMap { $0 }.first { $0 != .otherLog } ?? .otherLog
      let shown = failure == nil ? record ?? proof.record : nil
      if invocation.arguments.value("format") == "json" {
        try invocation.write(json(proof, failure, record: shown))
      } else {
        try invocation.write(text(proof, failure, record: shown, path, invocation.style(settings)))
      }
      return failure == nil ? .success : .unverifiedTrail
    })

  private static func message(_ failure: InclusionProof.Failure, _ proof: InclusionProof) -> String
  {
    switch failure {
    case .noRecord: "the proof does not carry this record; name the record with --record FILE"
    case .otherLog: "it is of another log than the key, '\(proof.checkpoint.origin)'"
    case .badSignature: "its checkpoint is not signed with the key"
    case .notIncluded: "the record does not stand at index \(proof.index) under the checkpoint"
    }
  }

  private static func text(
    _ proof: InclusionProof, _ failure: InclusionProof.Failure?, record: [UInt8]?, _ path: String,
    _ style: Style
  ) -> String {
    var text = failure == nil ? style("holds", .good) : style("does not hold", .bad)
    text += "  \(Printable.line(path))\n"
    if let failure { return text + "  \(Printable.line(message(failure, proof)))\n" }
    text +=
      "  record \(proof.index) of \(proof.checkpoint.size) signed by \(proof.checkpoint.origin)\n"
    return text + "  \(String(decoding: record ?? [], as: UTF8.self))\n"
  }

  private static func json(
    _ proof: InclusionProof, _ failure: InclusionProof.Failure?, record: [UInt8]?
  ) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-check-proof/1")
    json.member("holds", failure == nil)
    json.key("failure")
    if let failure {
      json.beginObject()
      json.member("code", failure.rawValue)
      json.member("message", message(failure, proof))
      json.endObject()
    } else {
      json.null()
    }
    json.member("index", proof.index)
    json.member("origin", proof.checkpoint.origin)
    json.member("size", proof.checkpoint.size)
    json.key("record")
    // Of another's log, a record may be anything.
    if let record { json.string(String(decoding: record, as: UTF8.self)) } else { json.null() }
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
