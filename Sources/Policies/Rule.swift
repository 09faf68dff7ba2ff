/// One rule of a bundle, checked.
package struct Rule: Sendable {
  /// Unique in the bundle, lower case with dots and hyphens: `redflag.stemi`.
  package let id: String
  package let title: String
  package let mode: RuleMode
  package let severity: Severity
  /// When the rule applies; nil: always.
  package let when: Condition?
  /// What the rule looks for; its type is the rule kind.
  package let parameters: any RuleParameters
  package let disposition: Disposition
  package let obligations: [Obligation]
  /// What a failure to evaluate counts as.
  package let onError: Disposition
  package let isOverridable: Bool
  package let tests: [RuleTest]
  /// The file and the line of its `id`, for messages.
  package let place: PolicyPlace

  package init(
    id: String, title: String, mode: RuleMode, severity: Severity, when: Condition?,
    parameters: any RuleParameters, disposition: Disposition, obligations: [Obligation],
    onError: Disposition, isOverridable: Bool, tests: [RuleTest], place: PolicyPlace
  ) {
    self.id = id
    self.title = title
    self.mode = mode
    self.severity = severity
    self.when = when
    self.parameters = parameters
    self.disposition = disposition
    self.obligations = obligations
    self.onError = onError
    self.isOverridable = isOverridable
    self.tests = tests
    self.place = place
  }
}

extension Rule {
  /// The rule in another mode.
  package func with(mode: RuleMode) -> Rule {
    Rule(
      id: id, title: title, mode: mode, severity: severity, when: when, parameters: parameters,
      disposition: disposition, obligations: obligations, onError: onError,
      isOverridable: isOverridable, tests: tests, place: place)
  }

  /// The rule with other examples.
  package func with(tests: [RuleTest]) -> Rule {
    Rule(
      id: id, title: title, mode: mode, severity: severity, when: when, parameters: parameters,
      disposition: disposition, obligations: obligations, onError: onError,
      isOverridable: isOverridable, tests: tests, place: place)
  }
}

/// Where in the policy files something stands; line and column from 1.
package struct PolicyPlace: Sendable, Hashable {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// What a finding asks for; a chain, of which the resolver takes the maximum.
package enum Disposition: String, Sendable, Hashable, CaseIterable, Comparable {
  case release, annotate, hold, block

  private var rank: Int {
    switch self {
    case .release: 0
    case .annotate: 1
    case .hold: 2
    case .block: 3
    }
  }

  package static func < (left: Disposition, right: Disposition) -> Bool { left.rank < right.rank }
}

/// Whether a rule is off, only recorded, or acted upon.
package enum RuleMode: String, Sendable, Hashable, CaseIterable, Comparable {
  case off, shadow, enforce

  package static func < (left: RuleMode, right: RuleMode) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case minor, major, critical

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How soon an escalation must be looked at.
package enum Urgency: String, Sendable, Hashable, CaseIterable { case soon, urgent, immediate }

/// The families of escalation; the raw values are part of the product.
package enum EscalationFamily: String, Sendable, Hashable, CaseIterable {
  case cardiac, neuro, seizure, sepsis, respiratory
  case anaphylaxisAirway = "anaphylaxis_airway"
  case suicidality
  case giBleedAbdomen = "gi_bleed_abdomen"
  case traumaHead = "trauma_head"
  case cordCompression = "cord_compression"
  case obstetric, paediatric, ophthalmic
  case criticalLab = "critical_lab"
  case overdoseToxicity = "overdose_toxicity"
  case abuseSafeguarding = "abuse_safeguarding"
  case cancer
  case peDVT = "pe_dvt"
  case ischaemia, meningitis, other
}

/// What must happen beside the decision.
package enum Obligation: Sendable, Hashable {
  /// Show a warning with the summary.
  case annotate(text: String)
  /// Add a disclaimer of the bundle.
  case disclaim(id: String)
  /// Add what the note says there, word for word, to the summary.
  case restore
  /// Take the found words out of the summary.
  case redact
  /// Put other words in their place.
  case replace(text: String)
  /// Have the language model that wrote the summary write it again, told what was found.
  case regenerate
  /// Send the case to a queue, to be looked at within a time.
  case route(queue: String, withinMinutes: Int)
  /// Tell a channel.
  case notify(channel: String)
}

/// The obligations by name.
package enum ObligationName: String, Sendable, Hashable, CaseIterable {
  case annotate, disclaim, redact, regenerate, replace, restore, route, notify
}

extension Obligation {
  package var name: ObligationName {
    switch self {
    case .annotate: .annotate
    case .disclaim: .disclaim
    case .redact: .redact
    case .restore: .restore
    case .regenerate: .regenerate
    case .replace: .replace
    case .route: .route
    case .notify: .notify
    }
  }
}

/// A standing text of the bundle, versioned.
package struct Disclaimer: Sendable, Hashable {
  package let id: String
  package let version: Int
  /// The audiences under whose summaries it always stands (`clinician`, `patient`); may be empty.
  package let audiences: [String]
  package let text: String

  package init(id: String, version: Int, audiences: [String], text: String) {
    self.id = id
    self.version = version
    self.audiences = audiences
    self.text = text
  }
}

/// An example inside a rule: what it must do with a note and a summary.
package struct RuleTest: Sendable {
  package enum Expectation: Sendable, Hashable {
    /// No finding and no escalation by this rule.
    case pass
    /// A finding by this rule with this disposition; `spans` are words that it must point at.
    case finding(Disposition, spans: [String])
    /// An escalation by this rule; `spans` are the words in the note that it must point at.
    case escalation(spans: [String])
  }

  /// What a language model is taken to say, for rules that ask one: no test asks anybody.
  package enum Opinion: Sendable, Hashable {
    /// Statements with these words are not supported, all others are.
    case unsupported([String])
    /// It says nothing, for this reason.
    case failure(String)
  }

  package let name: String
  package let note: String
  /// Nil: a neutral summary is used, for rules on the note alone.
  package let summary: String?
  package let audience: String
  /// Which engine wrote the summary, as conditions name it.
  package let engine: String
  /// Nil: nobody was asked.
  package let opinion: Opinion?
  package let expect: Expectation
  /// Names of obligations (`route`, `annotate`) that must come with what is found.
  package let obligations: [ObligationName]
  package let place: PolicyPlace

  package init(
    name: String, note: String, summary: String?, audience: String, engine: String = "external",
    opinion: Opinion? = nil, expect: Expectation, obligations: [ObligationName] = [],
    place: PolicyPlace
  ) {
    self.name = name
    self.note = note
    self.summary = summary
    self.audience = audience
    self.engine = engine
    self.opinion = opinion
    self.expect = expect
    self.obligations = obligations
    self.place = place
  }
}
