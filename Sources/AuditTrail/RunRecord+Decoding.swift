extension RunRecord: Decodable {
  private enum CodingKeys: String, CodingKey {
    case actor, amends, audience, command, decision, disclaimers, draft, engine, escalations
    case escalationsOmitted, evidence, failure, findings, findingsOmitted, judges, keyRow, model,
      note
    case output, policy, prompt, remote, subgroups, vault
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let escalations = try container.decode([RecordedEscalations].self, forKey: .escalations)
      .flatMap(\.escalations)
    let places = Dictionary(
      escalations.map { ($0.rule, $0.noteSpans) }, uniquingKeysWith: { first, _ in first })
    self.init(
      command: try container.decode(Command.self, forKey: .command),
      outcome: try container.decode(Outcome.self, forKey: .decision),
      failure: try container.decodeIfPresent(String.self, forKey: .failure),
      audience: try container.decode(String.self, forKey: .audience),
      engine: try container.decode(Engine.self, forKey: .engine),
      policy: try container.decodeIfPresent(Policy.self, forKey: .policy),
      findings: try container.decode([RecordedFindings].self, forKey: .findings)
        .flatMap { $0.findings(beside: places) },
      escalations: escalations,
      disclaimers: try container.decode([Disclaimer].self, forKey: .disclaimers),
      evidence: try container.decodeIfPresent(Evidence.self, forKey: .evidence),
      actor: try container.decodeIfPresent(Person.self, forKey: .actor),
      model: try container.decodeIfPresent(ModelCall.self, forKey: .model),
      prompt: try container.decodeIfPresent(Prompt.self, forKey: .prompt),
      subgroups: try container.decodeIfPresent([String].self, forKey: .subgroups) ?? [],
      amends: try container.decodeIfPresent(String.self, forKey: .amends))
    judges = try container.decodeIfPresent([Judge].self, forKey: .judges) ?? []
    remote = try container.decodeIfPresent(Remote.self, forKey: .remote)
    findingsOmitted = try container.decodeIfPresent(Int.self, forKey: .findingsOmitted) ?? 0
    escalationsOmitted = try container.decodeIfPresent(Int.self, forKey: .escalationsOmitted) ?? 0
    note = try container.decodeIfPresent(Binding.self, forKey: .note)
    draft = try container.decodeIfPresent(Binding.self, forKey: .draft)
    output = try container.decodeIfPresent(Binding.self, forKey: .output)
    keyRow = try container.decodeIfPresent(Int.self, forKey: .keyRow)
    vault = try container.decodeIfPresent(VaultReference.self, forKey: .vault)
  }
}

extension RecordedSpan: Decodable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self.init(start: try container.decode(Int.self), end: try container.decode(Int.self))
  }
}
