/// Which records to list; a condition that is nil asks for nothing.
package struct AuditQuery: Sendable, Hashable {
  /// The first moment.
  package var from: Timestamp?
  /// The moment after the last.
  package var to: Timestamp?
  package var outcome: RunRecord.Outcome?
  /// The id of a rule with a finding or an escalation in the record, whatever its mode.
  package var rule: String?
  /// Of a finding in the record, whatever its mode.
  package var severity: String?
  /// The kind or the name of an engine.
  package var engine: String?
  /// The id of a language model.
  package var model: String?
  /// The id of a prompt, or the beginning of its digest.
  package var prompt: String?
  /// The id of a bundle, or the beginning of its digest.
  package var policy: String?
  /// A kind of patient, for example `sex:F`.
  package var subgroup: String?
  /// Who took part in a review; lists what they did, not the runs.
  package var reviewer: String?
  /// The id that the caller gave to the note; looked up by its keyed hash.
  package var noteIdentifier: String?
  /// The id of a run.
  package var run: String?
  /// Only records of these types, whatever they are about; nil leaves it to `includesLogEvents`.
  package var types: Set<RecordType>?
  /// Whether records that are not the end of a run are listed as well.
  package var includesLogEvents: Bool
  /// The newest this many.
  package var limit: Int?

  package init(
    from: Timestamp? = nil, to: Timestamp? = nil, outcome: RunRecord.Outcome? = nil,
    rule: String? = nil, severity: String? = nil, engine: String? = nil, model: String? = nil,
    prompt: String? = nil, policy: String? = nil, subgroup: String? = nil,
    reviewer: String? = nil, noteIdentifier: String? = nil, run: String? = nil,
    types: Set<RecordType>? = nil, includesLogEvents: Bool = false, limit: Int? = nil
  ) {
    self.from = from
    self.to = to
    self.outcome = outcome
    self.rule = rule
    self.severity = severity
    self.engine = engine
    self.model = model
    self.prompt = prompt
    self.policy = policy
    self.subgroup = subgroup
    self.reviewer = reviewer
    self.noteIdentifier = noteIdentifier
    self.run = run
    self.types = types
    self.includesLogEvents = includesLogEvents
    self.limit = limit
  }

  /// Whether it asks for something that only the end of a run has.
  var asksForRuns: Bool {
    outcome != nil || rule != nil || severity != nil || engine != nil || model != nil
      || prompt != nil || policy != nil || subgroup != nil || noteIdentifier != nil
  }

  /// Whether a record of this type may be listed, for its type alone.
  func admits(_ type: RecordType?) -> Bool {
    if let types { return type.map(types.contains) ?? false }
    if reviewer != nil { return type?.concernsReview ?? false }
    return includesLogEvents || type?.endsRun ?? false
  }
}

extension AuditQuery {
  /// Whether a digest is meant by what was typed of it: `sha256:9f2e…` or `9f2e…`.
  static func names(_ asked: String, id: String, digest: String) -> Bool {
    asked == id || digestPrefix(asked).map { digest.hasPrefix($0) } ?? false
  }

  /// The whole beginning of a digest, where the text can be one: at least six digits.
  static func digestPrefix(_ asked: String) -> String? {
    let digits = asked.hasPrefix("sha256:") ? asked.dropFirst(7) : asked[...]
    let isHexadecimal = digits.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
    }
    return isHexadecimal && digits.utf8.count >= 6 ? "sha256:" + digits : nil
  }
}
