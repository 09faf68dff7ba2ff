import AuditTrail

/// The conditions that commands over many records share: options, and the query that they make.
enum AuditFilter {
  static let options: [OptionSpecification] = [
    OptionSpecification("from", .text(placeholder: "TIME"), "Records from this moment on."),
    OptionSpecification("to", .text(placeholder: "TIME"), "Records before this moment."),
    OptionSpecification(
      "decision", .choice(RunRecord.Outcome.allCases.map(\.rawValue)), "Only this decision."),
    OptionSpecification(
      "rule", .text(placeholder: "ID"), "Only with a finding or escalation of this rule."),
    OptionSpecification(
      "severity", .choice(["minor", "major", "critical"]), "Only with a finding so severe."),
    OptionSpecification(
      "engine", .text(placeholder: "NAME"), "Only by this engine, by its kind or name."),
    OptionSpecification("model", .text(placeholder: "ID"), "Only by this language model."),
    OptionSpecification(
      "prompt", .text(placeholder: "ID"), "Only with this prompt, by id or digest."),
    OptionSpecification(
      "policy", .text(placeholder: "ID"),
      "Only under these policies: the bundle's id, or the first six digits of a digest or more."),
    OptionSpecification(
      "subgroup", .text(placeholder: "GROUP"),
      "Only such patients, as far as the note says: sex:F, sex:M, age:0-1, 2-17, 18-39, 40-64, "
        + "65-79 or 80+."),
    OptionSpecification("note", .text(placeholder: "ID"), "Only of the note with this id."),
  ]

  static func query(
    _ invocation: Invocation, limit: Int? = nil
  ) throws(ToolFailure) -> AuditQuery {
    let arguments = invocation.arguments
    return AuditQuery(
      from: try invocation.time("from"), to: try invocation.time("to"),
      outcome: arguments.value("decision").flatMap(RunRecord.Outcome.init(rawValue:)),
      rule: arguments.value("rule"), severity: arguments.value("severity"),
      engine: arguments.value("engine"), model: arguments.value("model"),
      prompt: arguments.value("prompt"), policy: arguments.value("policy"),
      subgroup: arguments.value("subgroup"), reviewer: arguments.value("reviewer"),
      noteIdentifier: arguments.value("note"), limit: limit)
  }
}

extension TrailAccess {
  /// A search over the trail; says what there is to say of its index.
  static func search(
    _ settings: Settings, _ invocation: Invocation
  ) throws(ToolFailure) -> AuditSearch {
    let reader = try reader(settings.audit)
    let search = try wrap { () throws(AuditError) in try AuditSearch(reader) }
    if let notice = search.notice { invocation.warn(notice) }
    return search
  }
}
