package import CanonicalJSON

/// `run.started`: what is about to leave the machine, and by whose doing.
package struct RunStart: RecordBody {
  package var actor: Person?
  package var audience: String
  package var command: RunRecord.Command
  package var engine: RunRecord.Engine
  /// The models that may be asked about the summary.
  package var judges: [RunRecord.ModelCall]
  package var model: RunRecord.ModelCall?
  package var policy: RunRecord.Policy?
  package var prompt: RunRecord.Prompt?
  /// Set when the record is appended.
  package internal(set) var note: RunRecord.Binding?
  /// As in `RunRecord`.
  package internal(set) var keyRow: Int?

  package init(
    command: RunRecord.Command, audience: String, engine: RunRecord.Engine,
    model: RunRecord.ModelCall? = nil, prompt: RunRecord.Prompt? = nil,
    policy: RunRecord.Policy? = nil, actor: Person? = nil,
    judges: [RunRecord.ModelCall] = []
  ) {
    self.judges = judges
    self.command = command
    self.audience = audience
    self.engine = engine
    self.model = model
    self.prompt = prompt
    self.policy = policy
    self.actor = actor
  }

  package var canonical: CanonicalValue {
    .members([
      "actor": actor?.canonical, "audience": .string(audience),
      "command": .string(command.rawValue), "engine": engine.canonical,
      "judges": judges.isEmpty ? nil : .array(judges.map(\.canonical)),
      "model": model?.canonical, "policy": policy?.canonical,
      "prompt": prompt?.canonical,
    ])
  }
}

extension RunStart {
  private enum CodingKeys: String, CodingKey {
    case actor, audience, command, engine, judges, keyRow, model, note, policy, prompt
  }

  /// A start without judges, as those before them, has no such member.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    actor = try fields.decodeIfPresent(Person.self, forKey: .actor)
    audience = try fields.decode(String.self, forKey: .audience)
    command = try fields.decode(RunRecord.Command.self, forKey: .command)
    engine = try fields.decode(RunRecord.Engine.self, forKey: .engine)
    judges = try fields.decodeIfPresent([RunRecord.ModelCall].self, forKey: .judges) ?? []
    model = try fields.decodeIfPresent(RunRecord.ModelCall.self, forKey: .model)
    policy = try fields.decodeIfPresent(RunRecord.Policy.self, forKey: .policy)
    prompt = try fields.decodeIfPresent(RunRecord.Prompt.self, forKey: .prompt)
    note = try fields.decodeIfPresent(RunRecord.Binding.self, forKey: .note)
    keyRow = try fields.decodeIfPresent(Int.self, forKey: .keyRow)
  }
}

/// `policy.*`, `prompt.*`, `config.*`, `model.*`: what runs go by from here on.
package struct PartRecord: RecordBody {
  package enum Kind: String, Sendable, Hashable, Decodable, CaseIterable {
    case policy, prompt, model
    case configuration = "config"

    package func type(isChange: Bool) -> RecordType {
      switch self {
      case .policy: isChange ? .policyChanged : .policyLoaded
      case .prompt: isChange ? .promptChanged : .promptLoaded
      case .configuration: isChange ? .configurationChanged : .configurationLoaded
      case .model: isChange ? .modelChanged : .modelLoaded
      }
    }
  }

  /// For example the id of a bundle, or the name of an engine.
  package var name: String
  /// For example `revision 3`; what people call it.
  package var version: String
  /// `sha256:…` of what it says; nil where its version says it all.
  package var digest: String?
  /// The digest, else the version, that it had when it was last used here; nil at its first use.
  package var previous: String?
  package var actor: Person?

  package init(
    name: String, version: String, digest: String? = nil, previous: String? = nil,
    actor: Person? = nil
  ) {
    self.name = name
    self.version = version
    self.digest = digest
    self.previous = previous
    self.actor = actor
  }

  package var canonical: CanonicalValue {
    .members([
      "actor": actor?.canonical, "digest": digest.map { .string($0) }, "name": .string(name),
      "previous": previous.map { .string($0) }, "version": .string(version),
    ])
  }
}

/// `access.read`, `export.performed`, `log.verified`: somebody looked at the trail.
package struct AccessRecord: RecordBody {
  package var actor: Person?
  /// What was asked of the program, for example `audit show`.
  package var command: String
  /// The numbers of the first and the last record that it was about.
  package var first: Int?
  package var last: Int?
  package var records: Int?
  package var format: String?
  /// The root over the records that were looked at, 64 hexadecimal digits.
  package var root: String?
  /// How many of the records that were verified are signed.
  package internal(set) var signed: Int?

  package init(
    command: String, actor: Person?, first: Int? = nil, last: Int? = nil, records: Int? = nil,
    format: String? = nil, root: String? = nil
  ) {
    self.command = command
    self.actor = actor
    self.first = first
    self.last = last
    self.records = records
    self.format = format
    self.root = root
  }

  package var canonical: CanonicalValue {
    .members([
      "actor": actor?.canonical, "command": .string(command), "first": first.map { .integer($0) },
      "format": format.map { .string($0) }, "last": last.map { .integer($0) },
      "records": records.map { .integer($0) }, "root": root.map { .string($0) },
      "signed": signed.map { .integer($0) },
    ])
  }
}
