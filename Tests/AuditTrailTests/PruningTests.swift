import Cryptography
import Testing

@testable import AuditTrail

@Suite("Letting go of old records")
struct PruningTests {
  /// Records over several segments, with content, signed; the clock of the tests has run a second.
  private struct World {
    let directory = TemporaryDirectory()
    let trail: AuditTrail
    let reader: AuditReader
    /// Before which all records but the newest few were written.
    let cutoff: Timestamp

    init(records: Int = 14) throws {
      trail = try AuditTrail.open(at: directory.path, environment: World.environment())
      for number in 1...records { _ = try trail.append([sampleEntry(number)]) }
      _ = try trail.sign()
      reader = try AuditReader(at: directory.path)
      cutoff = Timestamp(microseconds: 1_795_478_400_000_000 + 3_600_000_000)
    }

    static func environment(seed: UInt64 = 1) -> AuditEnvironment {
      testEnvironment(seed: seed, segmentLimit: 3000)
    }

    func verify(_ request: VerificationRequest = VerificationRequest()) throws -> LogVerification {
      try AuditTrail.verify(at: directory.path, request)
    }
  }

  @Test("keeps root, checkpoints, old proofs and what is newer; lets go of lines and content")
  func prune() throws {
    let world = try World()
    let old = try #require(try world.reader.checkpoint())
    let proof = try #require(try world.reader.proof(of: 1, under: old))
    let key = try #require(try world.reader.publishedKeys().last)
    let segments = try AuditLayout.numbers(
      in: world.directory.path + "/seg", suffix: ".jsonl", files: SystemFiles())
    #expect(segments.count > 3)
    let lines = try (0..<old.size).map { try #require(try world.reader.record(seq: $0)).line }

    let trial = try world.trail.prune(before: world.cutoff, isTrial: true)
    #expect(trial.segments == segments.count - 1 && trial.contents == 0)
    #expect(try world.verify().chain.pruned == 0)
    let pruned = try world.trail.prune(before: world.cutoff)
    #expect(pruned.segments == trial.segments && pruned.records == trial.records)
    // The first record is the log's own.
    #expect(pruned.contents == pruned.records - 1)

    let report = try world.verify(VerificationRequest(keys: [key], against: [("old", old)]))
    #expect(report.isVerified && report.chain.pruned == pruned.records, "\(report)")
    #expect(report.unsigned == 0 && report.notes.contains { $0.contains("were let go") })
    #expect(proof.failure(key: key) == nil)
    let new = try #require(try world.reader.checkpoint())
    #expect(try world.reader.consistency(from: old, to: new).holds(from: old, to: new))
    for seq in 0..<old.size {
      if seq < pruned.records {
        #expect(try world.reader.record(seq: seq) == nil)
        let error = #expect(throws: AuditError.self) {
          try world.reader.proof(of: seq, under: new)
        }
        #expect(error?.code == "audit-record-pruned")
      } else {
        #expect(try world.reader.record(seq: seq)?.line == lines[seq])
        #expect(try world.reader.proof(of: seq, under: new)?.failure(key: key) == nil)
      }
    }
    let nothing = try world.trail.prune(before: world.cutoff)
    #expect(nothing.segments <= 1, "only what the pruning itself filled")
  }

  @Test("gives back the room of the vault that only what is gone had")
  func vaultFiles() throws {
    let world = try World(records: 80)
    let before = try world.directory.files(below: "vault")
    #expect(before.count > 2)
    _ = try world.trail.prune(before: world.cutoff)
    #expect(try world.directory.files(below: "vault") == Array(before.suffix(1)))
    let record = try #require(
      try world.reader.records(matching: AuditQuery()).last { $0.body != nil })
    #expect(try world.reader.content(of: record).note == Array("CANARY note 80".utf8))
  }

  @Test("the index forgets what was let go, and nothing else")
  func index() throws {
    // The index is built over all records, or over the oldest alone, all of which go.
    for early in [false, true] {
      let world = try World(records: early ? 2 : 14)
      _ = try AuditSearch(world.reader)
      if early { for number in 3...14 { _ = try world.trail.append([sampleEntry(number)]) } }
      let pruned = try world.trail.prune(before: world.cutoff)
      #expect(pruned.segments > 1)
      let search = try AuditSearch(world.reader)
      #expect(search.notice == nil)
      for query in [
        AuditQuery(), AuditQuery(includesLogEvents: true), AuditQuery(rule: "dose.mismatch"),
        AuditQuery(noteIdentifier: "CANARY id 1"), AuditQuery(types: [.retentionPruned]),
      ] {
        #expect(
          try search.records(matching: query) == world.reader.records(matching: query), "\(query)")
      }
      #expect(try search.record(seq: 1) == nil)
      #expect(try search.record(seq: pruned.records)?.seq == pruned.records)
    }
  }

  @Test("a remark goes with its own record, not with the run that it is about")
  func remarks() throws {
    func remark(_ text: String, in world: World) throws -> Int {
      let record = try #require(try world.reader.record(seq: 1))
      return try world.trail.append([
        AuditEvent(
          .reviewRejected, run: record.run, ReviewRecord(), text: Array(text.utf8),
          subject: try world.reader.subject(of: record))
      ])[0].seq
    }
    let late = try World()
    let seq = try remark("CANARY late", in: late)
    _ = try late.trail.prune(before: late.cutoff)
    #expect(try late.reader.record(seq: 1) == nil)
    let kept = try #require(try late.reader.record(seq: seq))
    #expect(try late.reader.remark(of: kept) == Array("CANARY late".utf8))
    #expect(try late.trail.erase(subject: "CANARY id 1") == Erasure(keys: 1, pieces: 0))
    let error = #expect(throws: AuditError.self) { try late.reader.remark(of: kept) }
    #expect(error?.code == "vault-content-erased")

    let early = try World(records: 1)
    _ = try remark("CANARY early", in: early)
    for number in 2...14 { _ = try early.trail.append([sampleEntry(number)]) }
    let pruned = try early.trail.prune(before: early.cutoff)
    #expect(pruned.contents == pruned.records - 1)
    #expect(try early.trail.erase(subject: "CANARY id 1") == nil, "both keys went")
  }

  @Test("goes on afterwards: the same process, another one, without caches, and once more")
  func goesOn() throws {
    let world = try World()
    _ = try world.trail.prune(before: world.cutoff)
    let seq = try #require(try world.trail.append([sampleEntry(20)]).first).seq
    for (number, cache) in ["", "state/tree", "state/head"].enumerated() {
      if !cache.isEmpty { try SystemFiles().remove(world.directory.path + "/" + cache) }
      let other = try AuditTrail.open(
        at: world.directory.path, environment: World.environment(seed: UInt64(50 + number)))
      #expect(try other.append([sampleEntry(21)]).map(\.seq) == [seq + 1 + number])
      _ = try other.sign()
      #expect(try world.verify().isVerified)
      let checkpoint = try #require(try world.reader.checkpoint())
      #expect(try world.reader.proof(of: seq, under: checkpoint) != nil)
    }
    for number in 0..<9 { _ = try world.trail.append([sampleEntry(30 + number)]) }
    let before = try world.verify().chain.pruned
    _ = try world.trail.prune(before: world.cutoff)
    let report = try world.verify()
    #expect(report.isVerified && report.chain.pruned > before, "\(report)")
  }

  @Test("keeps what is not old enough, the newest segment, and all of it under a legal hold")
  func keeps() throws {
    let world = try World()
    let start = Timestamp(microseconds: 1_795_478_400_000_000)
    #expect(try world.trail.prune(before: start) == Pruning())
    _ = try world.trail.setHold(true)
    let error = #expect(throws: AuditError.self) { try world.trail.prune(before: world.cutoff) }
    #expect(error?.code == "audit-on-hold")
    #expect(try world.verify().chain.pruned == 0)
    _ = try world.trail.setHold(false)
    #expect(try world.trail.prune(before: world.cutoff).segments > 0)
    #expect(try world.reader.records(matching: AuditQuery(includesLogEvents: true)).count > 0)
  }

  @Test("is no way to remove records without a record of it, or to change what is gone")
  func forgeries() throws {
    let world = try World()
    let before = try world.directory.contents()
    _ = try world.trail.prune(before: world.cutoff)
    let after = try world.directory.contents()
    let gone = try #require(after["seg/000000.leaves"])
    // A bit of a hash, of the first record, or of the count.
    for index in [gone.count - 1, gone.count / 2, 16, 40] {
      var changed = after
      changed["seg/000000.leaves"]?[index] ^= 1
      try world.directory.restore(changed)
      let verified = try? world.verify().isVerified
      #expect(verified != true, "byte \(index)")
    }
    // The same hashes in a log that knows nothing of letting go.
    var forged = before
    forged["seg/000000.jsonl"] = nil
    forged["seg/000000.leaves"] = gone
    try world.directory.restore(forged)
    #expect(try world.verify().problems.map(\.code).contains("removed"))
    // A segment that is neither there nor stood for.
    forged["seg/000000.leaves"] = nil
    try world.directory.restore(forged)
    #expect(try !world.verify().isVerified)
  }

  @Test(
    "loses nothing that is to be kept, whichever call fails",
    arguments: [
      FailingFiles.Operation.open, .write, .synchronizeData, .synchronize, .rename, .lock,
    ])
  func faults(operation: FailingFiles.Operation) throws {
    var number = 1
    while true {
      let world = try World(records: 8)
      let files = FailingFiles(operation, number: number, manner: .afterEffect)
      var environment = World.environment(seed: 60)
      environment.files = files
      // reason: which of the two fails, and how, is looked at by its consequences
      _ = try? AuditTrail.open(at: world.directory.path, environment: environment)
        .prune(before: world.cutoff)
      guard files.hasFailed else { break }
      let trail = try AuditTrail.open(
        at: world.directory.path, environment: World.environment(seed: 61))
      _ = try trail.append([sampleEntry(40)])
      _ = try trail.sign()
      #expect(try world.verify().isVerified, "\(operation) \(number)")
      _ = try trail.prune(before: world.cutoff)
      let report = try world.verify()
      #expect(report.isVerified && report.chain.pruned > 0, "\(operation) \(number): \(report)")
      number += 1
    }
    #expect(number > 1)
  }

  @Test("reads periods as ISO 8601 writes them, and takes no other text for one")
  func periods() throws {
    let now = Timestamp(microseconds: 1_795_478_400_000_000)
    func days(_ text: String) -> Int64? {
      RetentionPeriod(text).map {
        (now.microseconds - $0.before(now).microseconds) / 86_400_000_000
      }
    }
    #expect(days("P6Y") == 6 * 366 && days("P18M") == 18 * 31 && days("P400D") == 400)
    #expect(days("P2Y6M1D") == 919)
    for text in [
      "", "P", "6Y", "P6", "P6y", "PY", "P1M1Y", "P1Y1Y", "P-1Y", "P1W", "P9999999D", "P1001Y",
    ] {
      #expect(RetentionPeriod(text) == nil, "\(text)")
    }
    #expect(try #require(RetentionPeriod("P6M")) >= .least)
    #expect(try #require(RetentionPeriod("P5M")) < .least)
  }
}
