import CanonicalJSON
import Cryptography

/// `hold.placed`, `hold.lifted`: what must not be erased or let go, or may be again.
struct HoldRecord: RecordBody {
  var actor: Person?
  /// The keyed hash of the subject's tag; nil where the whole trail is meant.
  var subject: String?
  /// The keyed hash of the subject's name as the id of a note: by it runs are known of which only hashes
  /// were kept.
  var noteID: String?

  var canonical: CanonicalValue {
    .members([
      "actor": actor?.canonical, "noteID": noteID.map { .string($0) },
      "subject": subject.map { .string($0) },
    ])
  }
}

/// What is under a legal hold, by the newest record about each.
package struct LegalHolds: Sendable, Hashable {
  package private(set) var coverTrail = false
  /// By the keyed hashes of their tags, with that of their names as ids of notes.
  private var subjects: [String: String] = [:]

  init(_ records: [AuditRecord]) throws(AuditError) {
    for record in records {
      let isPlaced = record.type == .holdPlaced
      let details = try record.details(HoldRecord.self)
      if let subject = details.subject {
        subjects[subject] = isPlaced ? details.noteID ?? "" : nil
      } else {
        coverTrail = isPlaced
      }
    }
  }

  /// How many subjects are held by themselves.
  package var subjectCount: Int { subjects.count }

  /// Whether a subject is held by itself.
  func cover(_ subject: HoldRecord) -> Bool {
    subject.subject.map { subjects[$0] != nil } ?? coverTrail
  }

  /// Whether content is of a subject that is held by itself.
  func cover(tag: Digest, key: LocalKey) -> Bool { subjects[key.holdMark(ofTag: tag)] != nil }

  /// Whether a run is of such a subject, by the id of its note or, where that had none, its own.
  func cover(_ record: AuditRecord, key: LocalKey) -> Bool {
    let id =
      record.body?.note?.id ?? key.hash(Array(record.run.utf8), as: .noteIdentifier).hex
    return subjects.values.contains(id)
  }
}

extension LocalKey {
  /// How holds name a subject: other than its rows do, so that the log tells nothing of them.
  func holdMark(ofTag tag: Digest) -> String { hold.code(for: tag.bytes).hex }

  /// What a hold on the subject records; on the whole trail where that is nil.
  func holdRecord(of subject: String?, by actor: Person?) -> HoldRecord {
    HoldRecord(
      actor: actor, subject: subject.map { holdMark(ofTag: tag(ofSubject: $0)) },
      noteID: subject.map { hash(Array($0.utf8), as: .noteIdentifier).hex })
  }
}

extension AuditTrail {
  /// Places a legal hold on the trail or on one subject, or lifts it: what is held is neither erased nor
  /// let go.
  ///
  /// - Parameter subject: As in `erase`; nil for the whole trail.
  /// - Returns: Whether that changed anything.
  package func setHold(
    _ isHeld: Bool, subject: String? = nil, by actor: Person? = nil
  ) throws(AuditError) -> Bool {
    // Under the lock of reviews, as erasing is: a hold is there before an erasure, or after it.
    try reviewing(wrapping: { $0 }) { () throws(AuditError) in
      let record = key.holdRecord(of: subject, by: actor)
      guard try holds().cover(record) != isHeld else { return false }
      try append([AuditEvent(isHeld ? .holdPlaced : .holdLifted, record)])
      return true
    }
  }

  func holds() throws(AuditError) -> LegalHolds {
    try AuditReader(at: layout.root, files: environment.files).holds()
  }

  /// Whether there is a key of the subject, and so content that an erasure would reach.
  package func keepsContent(ofSubject subject: String) throws(AuditError) -> Bool {
    try !vault.subjectKeys.rows(of: subject).isEmpty
  }
}

extension AuditReader {
  package func holds() throws(AuditError) -> LegalHolds {
    try LegalHolds(records(ofTypes: [.holdPlaced, .holdLifted]))
  }
}
