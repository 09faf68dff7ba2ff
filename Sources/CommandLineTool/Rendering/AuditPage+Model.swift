import AuditTrail

extension RunRecord.ModelCall {
  /// `tiny-1 at llm.example.org, answered as tiny-1-0613, 3 requests, 812 tokens, 1200 ms`.
  func shown(with remote: RunRecord.Remote?) -> String {
    var parts = [
      endpoint.map { "\(Printable.line(id)) at \(Printable.line($0))" } ?? Printable.line(id)
    ]
    if let answered = remote?.answered, answered != id {
      parts.append("answered as \(Printable.line(answered))")
    }
    if let remote { parts.append(Plural.count(remote.attempts, "request")) }
    if let tokens { parts.append(Plural.count(tokens, "token")) }
    if let milliseconds { parts.append("\(milliseconds) ms") }
    return parts.joined(separator: ", ")
  }
}

extension RunRecord.Judge {
  /// `tiny-1 at llm.example.org for judge.support: 2 of 9 statements not supported, 1 request`.
  var shown: String {
    let opinion =
      unsupported.map { "\($0) of \(Plural.count(statements, "statement")) not supported" }
      ?? "no opinion on \(Plural.count(statements, "statement")) (\(Printable.line(failure ?? "?")))"
    var parts = [opinion, Plural.count(attempts, "request")]
    if let tokens { parts.append(Plural.count(tokens, "token")) }
    parts.append("\(milliseconds) ms")
    if deidentified { parts.append("deidentified") }
    return "\(Printable.line(model)) at \(Printable.line(endpoint)) for \(rule): "
      + parts.joined(separator: ", ")
  }
}

extension RunRecord.Remote {
  /// `used, asked again once`, or `not used: stream-truncated`.
  var shown: String {
    var parts = [used ? "used" : "not used: \(failure ?? "?")"]
    if regenerations > 0 {
      parts.append("asked again \(regenerations == 1 ? "once" : "\(regenerations) times")")
    }
    if stopped { parts.append("ended early") }
    if deidentified { parts.append("deidentified") }
    if let rung { parts.append("by \(rung)") }
    if !failures.isEmpty { parts.append("failed requests: \(failures.joined(separator: ", "))") }
    return parts.joined(separator: ", ")
  }
}
