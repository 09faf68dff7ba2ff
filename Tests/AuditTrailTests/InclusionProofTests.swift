import Cryptography
import Testing

@testable import AuditTrail

@Suite("Proofs of records")
struct InclusionProofTests {
  private struct World {
    let directory = TemporaryDirectory()
    let reader: AuditReader
    let checkpoint: Checkpoint
    let key: NoteVerifierKey

    init(records: Int = 20, seed: UInt64 = 1) throws {
      let trail = try AuditTrail.open(
        at: directory.path, environment: testEnvironment(seed: seed, segmentLimit: 3000))
      for number in 1..<records { _ = try trail.append([sampleEntry(number)]) }
      checkpoint = try trail.sign()
      _ = try trail.append([sampleEntry(99)])
      reader = try AuditReader(at: directory.path)
      key = try #require(try reader.publishedKeys().last)
    }
  }

  @Test("hold for every signed record, and say of unsigned ones that there is none")
  func every() throws {
    let world = try World()
    for seq in 0..<20 {
      let proof = try #require(try world.reader.proof(of: seq, under: world.checkpoint))
      #expect(proof.failure(key: world.key) == nil)
      #expect(InclusionProof(proof.bytes) == proof)
      let record = try #require(try world.reader.record(seq: seq))
      #expect(proof.record == record.line)
      let bare = InclusionProof(
        record: nil, index: seq, hashes: proof.hashes, checkpoint: proof.checkpoint)
      #expect(InclusionProof(bare.bytes) == bare)
      #expect(bare.failure(key: world.key) == .noRecord)
      #expect(bare.failure(key: world.key, record: record.line) == nil)
      #expect(proof.failure(key: world.key, record: record.line + [0x20]) == .noRecord)
    }
    #expect(try world.reader.proof(of: 20, under: world.checkpoint) == nil)
    #expect(try world.reader.proof(of: -1, under: world.checkpoint) == nil)
  }

  @Test("hold no more with any bit flipped", arguments: [0x01, 0x20] as [UInt8])
  func everyBit(bit: UInt8) throws {
    let world = try World()
    let bytes = try #require(try world.reader.proof(of: 7, under: world.checkpoint)).bytes
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= bit
      let failure = InclusionProof(changed).map { $0.failure(key: world.key) }
      #expect(failure != .some(nil), "byte \(index)")
    }
  }

  @Test("do not hold for another log, another key or another record")
  func others() throws {
    let (world, other) = (try World(), try World(seed: 2))
    let proof = try #require(try world.reader.proof(of: 7, under: world.checkpoint))
    #expect(proof.failure(key: other.key) == .otherLog)
    let stranger = try NoteSigningKey(name: world.key.name, seed: SHA256.hash("x")).verifier
    #expect(proof.failure(key: stranger) == .badSignature)
    let next = try #require(try world.reader.record(seq: 8)).line
    let exchanged = InclusionProof(
      record: next, index: 7, hashes: proof.hashes, checkpoint: proof.checkpoint)
    #expect(exchanged.failure(key: world.key) == .notIncluded)
  }

  @Test("are refused where the log is not what was signed")
  func rewritten() throws {
    let world = try World()
    try world.directory.restore(
      SigningTests.rechained(try world.directory.contents(), changing: 7))
    for seq in [7, 12] {
      let error = #expect(throws: AuditError.self) {
        try world.reader.proof(of: seq, under: world.checkpoint)
      }
      #expect(error?.code == "audit-rewritten", "\(seq)")
    }
  }

  @Test("show how the log grew between any two checkpoints")
  func consistency() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    var checkpoints = [try trail.sign()]
    for number in 1..<12 {
      _ = try trail.append([smallEntry(number)])
      checkpoints.append(try trail.sign())
    }
    let reader = try AuditReader(at: directory.path)
    for (index, old) in checkpoints.enumerated() {
      for (other, new) in checkpoints.enumerated() {
        let proof = try reader.consistency(from: old, to: new)
        #expect(proof.holds(from: old, to: new) == (index <= other), "\(index) to \(other)")
      }
    }
  }
}
