/// What happened to one note, as the trail records it: bound to the content by keyed hashes alone.
///
/// Offsets are half-open and counted in Unicode scalars, like all spans that Vouch gives out. The
/// words of severity, disposition and so on are those of the modules that own them.
package struct RunRecord: Sendable, Hashable {
  package enum Command: String, Sendable, Hashable, Codable {
    case summarize, check
  }

  package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    case released, annotated, held, blocked
    /// There is no decision; `failure` says why.
    case failed

    /// The type of the event.
    package var eventType: RecordType {
      switch self {
      case .released, .annotated: .runCompleted
      case .held: .runHeld
      case .blocked: .runBlocked
      case .failed: .runFailed
      }
    }
  }

  package struct Engine: Sendable, Hashable, Decodable {
    package var kind: String
    package var name: String?
    package var version: String?

    package init(kind: String, name: String? = nil, version: String? = nil) {
      self.kind = kind
      self.name = name
      self.version = version
    }
  }

  package struct Policy: Sendable, Hashable, Decodable {
    package var bundle: String
    package var revision: Int
    /// As in the output, for example `sha256:…`.
    package var digest: String

    package init(bundle: String, revision: Int, digest: String) {
      self.bundle = bundle
      self.revision = revision
      self.digest = digest
    }
  }

  package struct Finding: Sendable, Hashable {
    /// What kind of rule it is, the policy of the digest says.
    package var rule: String
    package var severity: String
    package var disposition: String
    package var mode: String
    package var summarySpan: RecordedSpan?
    package var noteSpans: [RecordedSpan]

    package init(
      rule: String, severity: String, disposition: String, mode: String,
      summarySpan: RecordedSpan? = nil, noteSpans: [RecordedSpan] = []
    ) {
      self.rule = rule
      self.severity = severity
      self.disposition = disposition
      self.mode = mode
      self.summarySpan = summarySpan
      self.noteSpans = noteSpans
    }
  }

  /// An alert. In a record that was read only its rule is there where a record of its own has the rest:
  /// see `EscalationRecord`.
  package struct Escalation: Sendable, Hashable {
    package var rule: String
    package var family: String?
    package var urgency: String?
    package var route: String?
    package var withinMinutes: Int?
    package var noteSpans: [RecordedSpan]

    init(rule: String) {
      self.rule = rule
      noteSpans = []
    }

    package init(
      rule: String, family: String, urgency: String, route: String, withinMinutes: Int,
      noteSpans: [RecordedSpan] = []
    ) {
      self.rule = rule
      self.family = family
      self.urgency = urgency
      self.route = route
      self.withinMinutes = withinMinutes
      self.noteSpans = noteSpans
    }
  }

  package struct Disclaimer: Sendable, Hashable, Decodable {
    package var id: String
    package var version: Int

    package init(id: String, version: Int) {
      self.id = id
      self.version = version
    }
  }

  /// How many statements the draft has, and how many of them the note supports.
  package struct Evidence: Sendable, Hashable, Decodable {
    package var statements: Int
    package var supported: Int

    package init(statements: Int, supported: Int) {
      self.statements = statements
      self.supported = supported
    }
  }

  /// A language model that wrote the draft, and what is known of the call; in their own words.
  package struct ModelCall: Sendable, Hashable, Decodable {
    package var id: String
    package var provider: String?
    /// The host that was asked.
    package var endpoint: String?
    /// `sha256:…` of the parameters that the model was asked with.
    package var parameters: String?
    package var requestID: String?
    package var retries: Int?
    package var tokens: Int?
    package var milliseconds: Int?

    package init(
      id: String, provider: String? = nil, endpoint: String? = nil, parameters: String? = nil,
      requestID: String? = nil, retries: Int? = nil, tokens: Int? = nil, milliseconds: Int? = nil
    ) {
      self.id = id
      self.provider = provider
      self.endpoint = endpoint
      self.parameters = parameters
      self.requestID = requestID
      self.retries = retries
      self.tokens = tokens
      self.milliseconds = milliseconds
    }
  }

  package struct Prompt: Sendable, Hashable, Decodable {
    package var id: String
    package var version: String
    /// `sha256:…` of its file.
    package var digest: String

    package init(id: String, version: String, digest: String) {
      self.id = id
      self.version = version
      self.digest = digest
    }
  }

  /// A text that the record is bound to: its keyed hash and its length.
  package struct Binding: Sendable, Hashable, Decodable {
    package let mac: String
    package let bytes: Int
    /// The keyed hash of the caller's id for a note, if there was one.
    package let id: String?
  }

  package var command: Command
  package var outcome: Outcome
  /// The code of the error, where the outcome is `failed`.
  package var failure: String?
  package var audience: String
  package var engine: Engine
  package var policy: Policy?
  package var findings: [Finding]
  package var escalations: [Escalation]
  package var disclaimers: [Disclaimer]
  package var evidence: Evidence?
  /// Who ran it.
  package var actor: Person?
  package var model: ModelCall?
  package var prompt: Prompt?
  /// What came of asking a language model, beside `model`.
  package var remote: Remote?
  /// The language models that were asked about the summary.
  package var judges: [Judge] = []
  /// What kind of patient the note tells of, coarsely, for comparing groups: `age:40-64`, `sex:F`.
  package var subgroups: [String]
  /// The run whose draft a reviewer amended.
  package var amends: String?

  /// Whether `escalation.raised` records have what there is to say of the escalations: then this one only
  /// names their rules, and does not repeat their places in its findings.
  package var escalationsFollow = false

  /// Left out of the list for want of room; only in records that were read.
  package internal(set) var findingsOmitted = 0
  /// Left out of the list for want of room; only in records that were read.
  package internal(set) var escalationsOmitted = 0
  /// The note, the unedited draft and what was shown; set when the record is appended.
  package internal(set) var note: Binding?
  package internal(set) var draft: Binding?
  package internal(set) var output: Binding?
  /// The row of the key that those hashes are under; nil where it is the trail's own.
  package internal(set) var keyRow: Int?
  /// Where the content is kept; nil where none is.
  package internal(set) var vault: VaultReference?

  package init(
    command: Command, outcome: Outcome, failure: String? = nil, audience: String, engine: Engine,
    policy: Policy?, findings: [Finding] = [], escalations: [Escalation] = [],
    disclaimers: [Disclaimer] = [], evidence: Evidence? = nil, actor: Person? = nil,
    model: ModelCall? = nil, prompt: Prompt? = nil, subgroups: [String] = [], amends: String? = nil
  ) {
    self.command = command
    self.outcome = outcome
    self.failure = failure
    self.audience = audience
    self.engine = engine
    self.policy = policy
    self.findings = findings
    self.escalations = escalations
    self.disclaimers = disclaimers
    self.evidence = evidence
    self.actor = actor
    self.model = model
    self.prompt = prompt
    self.subgroups = subgroups
    self.amends = amends
  }
}

/// Half-open, in Unicode scalars.
package struct RecordedSpan: Sendable, Hashable {
  package var start: Int
  package var end: Int

  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}

/// Where the vault keeps the content of a run: the number of the file, and bytes in it.
package struct VaultReference: Sendable, Hashable, Decodable {
  package let segment: Int
  package let offset: Int
  package let length: Int
}
