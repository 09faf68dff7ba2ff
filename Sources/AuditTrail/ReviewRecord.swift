package import CanonicalJSON

/// `escalation.*`: the alerts of one run, and what became of them. The run's own record only names their
/// rules.
package struct EscalationRecord: RecordBody {
  package struct Alert: Sendable, Hashable, Decodable {
    package var rule: String
    package var family: String
    package var urgency: String
    package var route: String
    /// When somebody must have seen it (RFC 3339).
    package var due: String
    /// Where the note says what raised it; nil in records of before.
    package var noteSpans: [RecordedSpan]?

    package init(
      rule: String, family: String, urgency: String, route: String, due: String,
      noteSpans: [RecordedSpan]? = nil
    ) {
      self.noteSpans = noteSpans
      self.rule = rule
      self.family = family
      self.urgency = urgency
      self.route = route
      self.due = due
    }

    package var canonical: CanonicalValue {
      .members([
        "due": .string(due), "family": .string(family),
        "noteSpans": noteSpans.map { spans in
          .array(
            spans.prefix(Self.spanLimit).map {
              .array([.integer($0.start), .integer($0.end)])
            })
        },
        "route": .string(route), "rule": .string(rule), "urgency": .string(urgency),
      ])
    }

    private static let spanLimit = 32

    /// For records that only say what became of it.
    package var withoutPlaces: Alert {
      var alert = self
      alert.noteSpans = nil
      return alert
    }
  }

  /// The most urgent first.
  package var alerts: [Alert]
  package var actor: Person?

  package init(alerts: [Alert], actor: Person? = nil) {
    self.alerts = alerts
    self.actor = actor
  }

  /// The records that have these alerts, several where one would be longer than a record should be.
  package static func records(of alerts: [Alert]) -> [EscalationRecord] {
    var records: [EscalationRecord] = []
    var room = 0
    for alert in alerts {
      // reason: what cannot be written takes no room, and is found when its record is
      let size = (try? alert.canonical.canonicalBytes().count) ?? 0
      if records.isEmpty || size > room {
        records.append(EscalationRecord(alerts: []))
        room = bytesOfAlerts
      }
      records[records.count - 1].alerts.append(alert)
      room -= size + 1
    }
    return records
  }

  /// So much, and what every record has, is under 2 kB.
  private static let bytesOfAlerts = 1400

  package var canonical: CanonicalValue {
    .members(["actor": actor?.canonical, "alerts": .array(alerts.map(\.canonical))])
  }
}

/// `review.*` and `override.applied`: what a person decides about one run.
package struct ReviewRecord: RecordBody {
  /// Why a review was opened.
  package enum Cause: String, Sendable, Hashable, Decodable { case held, escalation }

  package var actor: Person?
  package var causes: [Cause]
  /// Who is to decide: the queues that the policy names.
  package var routes: [String]
  /// Until when (RFC 3339).
  package var due: String?
  /// Of the rules that withhold, those that only two people may override together.
  package var criticalRules: [String]
  /// The rules that withhold; overridden, in `override.applied`.
  package var rules: [String]
  /// The code of the reason.
  package var reason: String?
  /// What the reviewer wrote, which the vault keeps.
  package var text: RunRecord.Binding?
  /// What may be shown from now on; set when the record is appended.
  package internal(set) var output: RunRecord.Binding?
  /// The row of the key that those hashes are under; nil where it is the trail's own.
  package internal(set) var keyRow: Int?
  /// When what was allowed ends (RFC 3339).
  package var expires: String?
  /// The run that judged the amended summary.
  package var amendedRun: String?
  /// Who approved first, where two people are needed.
  package var secondTo: String?
  /// Whether the reviewer was shown the note before.
  package var sourceOpened: Bool?
  /// From the time that the reviewer was shown it, else from its opening, to the decision.
  package var secondsToDecision: Int?
  /// The number of the record that the decision answers: the newest about this review.
  package var answers: Int?
  package internal(set) var vault: VaultReference?

  package init(
    actor: Person? = nil, causes: [Cause] = [], routes: [String] = [], due: String? = nil,
    rules: [String] = [], criticalRules: [String] = [], reason: String? = nil,
    expires: String? = nil, amendedRun: String? = nil,
    secondTo: String? = nil, sourceOpened: Bool? = nil, secondsToDecision: Int? = nil,
    answers: Int? = nil
  ) {
    self.actor = actor
    self.causes = causes
    self.routes = routes
    self.due = due
    self.rules = rules
    self.criticalRules = criticalRules
    self.reason = reason
    self.expires = expires
    self.amendedRun = amendedRun
    self.secondTo = secondTo
    self.sourceOpened = sourceOpened
    self.secondsToDecision = secondsToDecision
    self.answers = answers
  }

  private enum CodingKeys: String, CodingKey {
    case actor, amendedRun, answers, causes, criticalRules, due, expires, keyRow, output, reason
    case routes, rules, secondTo, secondsToDecision, sourceOpened, text, vault
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    actor = try fields.decodeIfPresent(Person.self, forKey: .actor)
    causes = try fields.decodeIfPresent([Cause].self, forKey: .causes) ?? []
    routes = try fields.decodeIfPresent([String].self, forKey: .routes) ?? []
    due = try fields.decodeIfPresent(String.self, forKey: .due)
    rules = try fields.decodeIfPresent([String].self, forKey: .rules) ?? []
    criticalRules = try fields.decodeIfPresent([String].self, forKey: .criticalRules) ?? []
    reason = try fields.decodeIfPresent(String.self, forKey: .reason)
    text = try fields.decodeIfPresent(RunRecord.Binding.self, forKey: .text)
    output = try fields.decodeIfPresent(RunRecord.Binding.self, forKey: .output)
    expires = try fields.decodeIfPresent(String.self, forKey: .expires)
    amendedRun = try fields.decodeIfPresent(String.self, forKey: .amendedRun)
    secondTo = try fields.decodeIfPresent(String.self, forKey: .secondTo)
    sourceOpened = try fields.decodeIfPresent(Bool.self, forKey: .sourceOpened)
    secondsToDecision = try fields.decodeIfPresent(Int.self, forKey: .secondsToDecision)
    answers = try fields.decodeIfPresent(Int.self, forKey: .answers)
    keyRow = try fields.decodeIfPresent(Int.self, forKey: .keyRow)
    vault = try fields.decodeIfPresent(VaultReference.self, forKey: .vault)
  }

  package var canonical: CanonicalValue {
    .members([
      "actor": actor?.canonical, "amendedRun": amendedRun.map { .string($0) },
      "answers": answers.map { .integer($0) },
      "causes": causes.isEmpty ? nil : .strings(causes.map(\.rawValue)),
      "criticalRules": criticalRules.isEmpty ? nil : .strings(criticalRules),
      "due": due.map { .string($0) }, "expires": expires.map { .string($0) },
      "reason": reason.map { .string($0) },
      "routes": routes.isEmpty ? nil : .strings(routes),
      "rules": rules.isEmpty ? nil : .strings(rules), "secondTo": secondTo.map { .string($0) },
      "secondsToDecision": secondsToDecision.map { .integer($0) },
      "sourceOpened": sourceOpened.map { .bool($0) },
    ])
  }
}
