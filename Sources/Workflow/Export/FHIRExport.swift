package import AuditTrail
import CanonicalJSON

/// Records as FHIR R4 in NDJSON: an `AuditEvent` for each, and behind each that let a text out a
/// `Provenance`.
package struct FHIRExport {
  private let search: AuditSearch

  package init(_ search: AuditSearch) { self.search = search }

  /// The lines of one record.
  package func lines(of record: AuditRecord) throws(AuditError) -> [UInt8] {
    var json = JSONWriter(reservingCapacity: 4096)
    FHIRAuditEvent(record: record).write(to: &json)
    if let provenance = try provenance(of: record) { provenance.write(to: &json) }
    return json.bytes
  }

  private func provenance(of record: AuditRecord) throws(AuditError) -> FHIRProvenance? {
    if let body = record.body {
      // What a reviewer amended is told of by the record of the amendment.
      guard let output = body.output, body.amends == nil else { return nil }
      return FHIRProvenance(
        record: record, output: output, body: body, isAmended: false, verifiers: [])
    }
    guard record.type == .overrideApplied || record.type == .reviewAmended else { return nil }
    let review = try record.details(ReviewRecord.self)
    let about = try search.records(
      matching: AuditQuery(run: record.run, includesLogEvents: true))
    guard let output = review.output, let body = about.compactMap(\.body).first else { return nil }
    var verifiers = review.actor.map { [$0] } ?? []
    if let first = review.secondTo {
      // The first of two people, in the role in which they approved.
      var approval: Person?
      for record in about where record.type == .reviewApproved {
        let actor = try record.details(ReviewRecord.self).actor
        if actor?.id == first { approval = actor }
      }
      verifiers.insert(approval ?? Person(id: first, assurance: .stated), at: 0)
    }
    return FHIRProvenance(
      record: record, output: output, body: body, isAmended: record.type == .reviewAmended,
      verifiers: verifiers)
  }
}
