package import CanonicalJSON

/// A record that is not the end of a run: what happened, to which run, by whom.
package struct AuditEvent: Sendable, Hashable {
  package var type: RecordType
  /// The id of the run that it is about; nil for an event with an id of its own.
  package var run: String?
  /// An object with plain ASCII keys.
  package var body: CanonicalValue
  /// What a person wrote in their own words. It may tell of the patient, so the vault takes it, and
  /// the record is bound to it by a keyed hash.
  package var text: [UInt8]?
  /// What may be shown from now on; the record is bound to it.
  package var output: [UInt8]?
  /// The note that the run is about, and the caller's id for it; the record is bound to both.
  package var note: [UInt8]?
  package var noteIdentifier: String?
  /// Whom all that is about; by default the run that the event follows.
  package var subject: ContentSubject?

  /// Whether it has hashes that an erasure must reach.
  var hasContent: Bool { text != nil || output != nil || note != nil }

  package init(
    _ type: RecordType, run: String? = nil, body: CanonicalValue = .object([:]),
    text: [UInt8]? = nil, subject: ContentSubject? = nil
  ) {
    self.type = type
    self.run = run
    self.body = body
    self.text = text
    self.subject = subject
  }

  package init(
    _ type: RecordType, run: String? = nil, _ body: some RecordBody, text: [UInt8]? = nil,
    subject: ContentSubject? = nil
  ) {
    self.init(type, run: run, body: body.canonical, text: text, subject: subject)
  }
}

/// What the body of one kind of event holds.
package protocol RecordBody: Decodable, Sendable, Hashable {
  var canonical: CanonicalValue { get }
}

extension CanonicalValue {
  /// An object of those members that have a value.
  static func members(_ members: [String: CanonicalValue?]) -> CanonicalValue {
    .object(members.compactMapValues(\.self))
  }

  static func strings(_ values: [String]) -> CanonicalValue { .array(values.map { .string($0) }) }
}

/// Somebody who acts, as far as the program can know.
package struct Person: RecordBody {
  /// How the program came to know who it is.
  package enum Assurance: String, Sendable, Hashable, Decodable {
    /// The operating system's name for the user who runs the program.
    case login
    /// What the user says.
    case stated
  }

  package var id: String
  package var role: String?
  package var assurance: Assurance

  package init(id: String, role: String? = nil, assurance: Assurance) {
    self.id = id
    self.role = role
    self.assurance = assurance
  }

  package var canonical: CanonicalValue {
    .members([
      "assurance": .string(assurance.rawValue), "id": .string(id),
      "role": role.map { .string($0) },
    ])
  }
}
