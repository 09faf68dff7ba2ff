import TestSupport
import Testing

@testable import AuditTrail

@Suite("Legal holds on single subjects")
struct LegalHoldTests {
  private let directory = TemporaryDirectory()
  private let cutoff = Timestamp(microseconds: 1_795_478_400_000_000 + 3_600_000_000)
  private let person = Person(id: "counsel", role: "legal", assurance: .stated)

  private func trail(seed: UInt64 = 1) throws -> AuditTrail {
    try AuditTrail.open(
      at: directory.path, environment: testEnvironment(seed: seed, segmentLimit: 3000))
  }

  private func entry(_ number: Int, about subject: String) -> AuditEntry {
    var entry = sampleEntry(number)
    entry.subject = .named(subject)
    return entry
  }

  @Test("keep what is of the subject from being erased, and nothing else")
  func erasing() throws {
    let trail = try trail()
    _ = try trail.append([entry(1, about: "Ann"), entry(2, about: "Bob")])
    #expect(try trail.setHold(true, subject: "Ann", by: person))
    #expect(try !trail.setHold(true, subject: "Ann"), "as it was")
    #expect(try trail.reader().holds().subjectCount == 1)
    #expect(try !trail.reader().holds().coverTrail)
    let error = #expect(throws: AuditError.self) { try trail.erase(subject: "Ann") }
    #expect(error?.code == "audit-subject-on-hold" && error?.message.contains("--lift") == true)
    #expect(try trail.erase(subject: "Bob") != nil)
    // One hold is not lifted with another.
    #expect(try trail.setHold(true) && trail.setHold(false))
    #expect(throws: AuditError.self) { try trail.erase(subject: "Ann") }
    #expect(try trail.setHold(false, subject: "Ann"))
    #expect(try trail.erase(subject: "Ann") != nil)
    for (name, bytes) in try directory.contents() {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("Ann") && !text.contains("Bob"), "\(name)")
    }
  }

  @Test("keep their records, and the records of the holds, from being let go")
  func pruning() throws {
    // The hold is older than all that it covers.
    let trail = try trail()
    #expect(try trail.setHold(true, subject: "Ann"))
    for number in 1...6 { _ = try trail.append([entry(number, about: "Bob")]) }
    _ = try trail.append([entry(7, about: "Ann")])
    for number in 8...14 { _ = try trail.append([entry(number, about: "Bob")]) }
    let held = try trail.prune(before: cutoff)
    #expect(held.segments == 0 && held.heldRecord == 1, "\(held)")
    #expect(try trail.setHold(false, subject: "Ann"))
    #expect(try trail.prune(before: cutoff).segments > 2)

    // Placed later, it stops where the first record about the subject is.
    #expect(try trail.setHold(true, subject: "Cem"))
    let later = try trail.append([entry(20, about: "Cem")])[0].seq
    for number in 21...30 { _ = try trail.append([entry(number, about: "Bob")]) }
    let stopped = try trail.prune(before: cutoff)
    #expect(try #require(stopped.heldRecord) <= later)
    #expect(try trail.reader().record(seq: later) != nil)
    _ = try trail.sign()
    #expect(try AuditTrail.verify(at: directory.path, VerificationRequest()).isVerified)
  }

  @Test("know runs of which hashes alone are kept by the ids of their notes")
  func hashes() throws {
    let trail = try trail()
    var first = sampleEntry(1, identifier: "patient-417")
    first.keepsContent = false
    _ = try trail.append([first])
    for number in 2...9 { _ = try trail.append([entry(number, about: "Bob")]) }
    #expect(try trail.setHold(true, subject: "patient-417"))
    #expect(try trail.prune(before: cutoff).heldRecord == 1)
    #expect(try trail.setHold(false, subject: "patient-417"))
    #expect(try trail.prune(before: cutoff).heldRecord == nil)
  }
}
