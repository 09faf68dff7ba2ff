import AuditTrail
import Testing
import TestSupport

@Suite("Recovery of unfinished tails")
struct RecoveryTests {
  /// A trail with three acknowledged records, and what came behind them without being acknowledged.
  private struct Loss {
    let directory = TemporaryDirectory()
    /// All files at the moment of the last acknowledgement.
    let acknowledged: [String: [UInt8]]
    /// The segment as it was going to be.
    let whole: [UInt8]

    var acknowledgedBytes: Int { acknowledged["seg/000000.jsonl"]?.count ?? 0 }

    init(unacknowledged: Int = 2) throws {
      let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
      _ = try trail.append([smallEntry(1)])
      _ = try trail.append([smallEntry(2)])
      acknowledged = try directory.contents()
      _ = try trail.append((0..<unacknowledged).map { smallEntry($0 + 3) })
      whole = try directory.read("seg/000000.jsonl")
    }

    /// The trail as a crash left it: the files of then, and this segment.
    func play(_ segment: [UInt8]) throws {
      var files = acknowledged
      files["seg/000000.jsonl"] = segment
      try directory.restore(files)
    }

    /// Opens the trail, appends to it, and checks that nothing acknowledged is missing.
    func checkRecovery(boot: String, _ situation: String) throws {
      let trail = try AuditTrail.open(
        at: directory.path, environment: testEnvironment(seed: 9, boot: boot))
      let receipt = try #require(try trail.append([smallEntry(5)]).first)
      let report = try AuditTrail.verify(at: directory.path)
      #expect(report.isIntact && report.tornTailBytes == 0, "\(situation): \(report)")
      let segment = try directory.read("seg/000000.jsonl")
      let kept = acknowledged["seg/000000.jsonl"] ?? []
      #expect(segment.starts(with: kept), "\(situation)")
      #expect(report.records == receipt.seq + 1, "\(situation)")
    }
  }

  @Test("keeps every acknowledged record wherever a killed process left off")
  func cutAnywhere() throws {
    let loss = try Loss(unacknowledged: 1)
    for cut in loss.acknowledgedBytes...loss.whole.count {
      try loss.play(Array(loss.whole.prefix(cut)))
      try loss.checkRecovery(boot: "boot-1", "cut at \(cut)")
    }
  }

  @Test("keeps every acknowledged record wherever zeros begin after a loss of power")
  func zeroedAnywhere() throws {
    let loss = try Loss(unacknowledged: 1)
    for cut in loss.acknowledgedBytes..<loss.whole.count {
      let zeros = [UInt8](repeating: 0, count: loss.whole.count - cut)
      try loss.play(Array(loss.whole.prefix(cut)) + zeros)
      try loss.checkRecovery(boot: "boot-2", "zeros from \(cut)")
    }
  }

  @Test("keeps every acknowledged record wherever garbage begins after a loss of power")
  func garbledAnywhere() throws {
    let loss = try Loss(unacknowledged: 1)
    var random = SplitMix64(seed: 4)
    for cut in loss.acknowledgedBytes..<(loss.whole.count - 1) {
      let garbage = (cut..<loss.whole.count).map { _ in
        UInt8.random(in: 0x80 ... .max, using: &random)
      }
      try loss.play(Array(loss.whole.prefix(cut)) + garbage)
      try loss.checkRecovery(boot: "boot-2", "garbage from \(cut)")
    }
  }

  @Test("takes out records behind a hole that a loss of power left, and says how many")
  func hole() throws {
    let loss = try Loss()
    let feed = try #require(loss.whole.dropLast().lastIndex(of: 0x0A))
    for place in stride(from: loss.acknowledgedBytes, to: feed, by: 7) {
      var segment = loss.whole
      for index in place..<min(place + 40, feed) { segment[index] = 0 }
      try loss.play(segment)
      try loss.checkRecovery(boot: "boot-2", "hole at \(place)")
    }
    let recovered = try #require(try AuditReader(at: loss.directory.path).record(seq: 3))
    #expect(recovered.type == .logRecovered)
    let line = String(decoding: recovered.line, as: UTF8.self)
    #expect(line.contains(#""recordsBehind":1"#))
    #expect(line.contains(#""reason":"torn-tail""#))
  }

  @Test("refuses damage with records behind it where the machine was not restarted")
  func holeWithoutRestart() throws {
    let loss = try Loss()
    var segment = loss.whole
    segment[loss.acknowledgedBytes + 20] = 0
    try loss.play(segment)
    let before = try loss.directory.contents()
    let error = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: loss.directory.path, environment: testEnvironment(seed: 9))
    }
    #expect(error?.code == "audit-history-changed")
    #expect(try loss.directory.contents() == before)
  }

  @Test("keeps the bytes that it took out, byte for byte")
  func quarantine() throws {
    let loss = try Loss()
    let tail = Array(loss.whole[loss.acknowledgedBytes..<(loss.acknowledgedBytes + 100)])
    try loss.play(Array(loss.whole.prefix(loss.acknowledgedBytes + 100)))
    try loss.checkRecovery(boot: "boot-1", "")
    let kept = try loss.directory.files(below: "quarantine")
    #expect(kept.count == 1)
    #expect(try loss.directory.read(try #require(kept.first)) == tail)
    #expect(try AuditTrail.verify(at: loss.directory.path).warnings.count == 1)
  }

  @Test("reports a torn tail without calling it damage")
  func verifyTornTail() throws {
    let loss = try Loss()
    try loss.play(Array(loss.whole.prefix(loss.acknowledgedBytes + 100)))
    let report = try AuditTrail.verify(at: loss.directory.path)
    #expect(report.isIntact)
    #expect(report.tornTailBytes == 100)
    #expect(report.records == 3)
  }

  @Test("begins anew where not even the first record was finished", arguments: [0, 1, 200])
  func beginning(bytes: Int) throws {
    let whole = try Loss().whole
    let directory = TemporaryDirectory()
    try directory.restore(["seg/000000.jsonl": Array(whole.prefix(bytes))])
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    #expect(try trail.append([sampleEntry(1)]).map(\.seq) == [1])
    #expect(try AuditTrail.verify(at: directory.path).isIntact)
  }

  @Test("rebuilds a head that is missing, old, torn or of other bytes")
  func headIsACache() throws {
    let loss = try Loss()
    let oldHead = try #require(loss.acknowledged["state/head"])
    for head in [[], oldHead, Array(oldHead.dropLast(9)), [UInt8](repeating: 0, count: 300)] {
      try loss.play(loss.whole)
      try loss.directory.write(head, to: "state/head")
      let trail = try AuditTrail.open(
        at: loss.directory.path, environment: testEnvironment(seed: 9))
      #expect(try trail.append([sampleEntry(5)]).map(\.seq) == [5])
      #expect(try AuditTrail.verify(at: loss.directory.path).records == 6)
    }
  }

  @Test("adopts what another process appended while this one has the trail open")
  func otherProcess() throws {
    let directory = TemporaryDirectory()
    let one = try AuditTrail.open(at: directory.path, environment: testEnvironment(seed: 1))
    let other = try AuditTrail.open(at: directory.path, environment: testEnvironment(seed: 2))
    #expect(try one.append([sampleEntry(1)]).map(\.seq) == [1])
    #expect(try other.append([sampleEntry(2)]).map(\.seq) == [2])
    // The other one was killed before it could update the head.
    let head = try directory.read("state/head")
    #expect(try other.append([sampleEntry(3)]).map(\.seq) == [3])
    try directory.write(head, to: "state/head")
    #expect(try one.append([sampleEntry(4)]).map(\.seq) == [4])
    #expect(try AuditTrail.verify(at: directory.path).isIntact)
  }
}
