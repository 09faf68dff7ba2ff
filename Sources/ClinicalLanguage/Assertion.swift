/// Whether a mentioned finding is claimed to exist (i2b2/VA 2010 assertion classes).
public enum Assertion: String, Sendable, Hashable, CaseIterable {
  case present, absent, possible, conditional, hypothetical
}

/// Whose finding it is (ConText: Harkema, Dowling, Thornblade and Chapman, J Biomed Inform 2009).
public enum Experiencer: String, Sendable, Hashable, CaseIterable {
  case patient, family, other
}

/// When it holds: now or lately, in the past, or only intended.
public enum Temporality: String, Sendable, Hashable, CaseIterable {
  case recent, historical, planned
}

/// What the words around a mention say about it.
package struct MentionContext: Sendable, Hashable {
  package var assertion: Assertion
  package var experiencer: Experiencer
  package var temporality: Temporality

  package init(
    assertion: Assertion = .present, experiencer: Experiencer = .patient,
    temporality: Temporality = .recent
  ) {
    self.assertion = assertion
    self.experiencer = experiencer
    self.temporality = temporality
  }

  /// True of this patient now: what may escalate.
  package var isCurrent: Bool {
    assertion == .present && experiencer == .patient && temporality == .recent
  }
}
