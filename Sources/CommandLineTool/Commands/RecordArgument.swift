import AuditTrail

/// A record as people name it: by its number, or by the id of its run.
enum RecordArgument {
  static let placeholder = "SEQ|RUN"

  /// The number of the record that the only input names: for a run, the record of its end, else the
  /// newest about it.
  static func number(_ invocation: Invocation, _ settings: Settings) throws(ToolFailure) -> Int {
    let text = invocation.arguments.inputs[0]
    if let run = runID(text) {
      let search = try TrailAccess.search(settings, invocation)
      let records = try TrailAccess.wrap { () throws(AuditError) in
        try search.records(matching: AuditQuery(run: run, includesLogEvents: true))
      }
      guard let record = records.first(where: { $0.body != nil }) ?? records.last else {
        throw .trouble(
          message: "the trail has no run \(run)", hint: "'vouch audit show SEQ' has the id of a run"
        )
      }
      return record.seq
    }
    guard let seq = Int(text), seq >= 0 else {
      throw invocation.usage(
        "SEQ must be the number of a record, or the id of a run, not '\(Printable.line(text))'",
        hint: "'vouch audit list' shows the numbers")
    }
    return seq
  }

  /// The id of a run: 32 hexadecimal digits.
  private static func runID(_ text: String) -> String? {
    let digits = text.lowercased()
    let isHexadecimal = digits.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
    }
    return isHexadecimal && digits.utf8.count == 32 ? digits : nil
  }
}
