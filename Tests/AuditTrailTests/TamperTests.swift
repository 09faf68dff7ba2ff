import AuditTrail
import Testing

@Suite("Changes of the log")
struct TamperTests {
  private struct Trail {
    let directory = TemporaryDirectory()
    let contents: [String: [UInt8]]
    let segment: [UInt8]

    init(records: Int = 3) throws {
      let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
      for number in 1...records { _ = try trail.append([sampleEntry(number)]) }
      contents = try directory.contents()
      segment = try directory.read("seg/000000.jsonl")
    }

    func verify(_ segment: [UInt8]) throws -> VerificationReport {
      try directory.write(segment, to: "seg/000000.jsonl")
      return try AuditTrail.verify(at: directory.path)
    }

    /// That the trail is refused and stays as it is.
    func expectRefusal(_ situation: String) throws {
      let before = try directory.contents()
      #expect(throws: AuditError.self, "\(situation)") {
        let trail = try AuditTrail.open(
          at: directory.path, environment: testEnvironment(seed: 5))
        _ = try trail.append([sampleEntry(9)])
      }
      #expect(try directory.contents() == before, "\(situation)")
    }
  }

  @Test("finds every flipped bit and names its line", arguments: [0x01, 0x20, 0x80] as [UInt8])
  func everyByte(bit: UInt8) throws {
    let trail = try Trail()
    var line = 1
    for index in trail.segment.indices {
      var changed = trail.segment
      changed[index] ^= bit
      let report = try trail.verify(changed)
      #expect(!report.isIntact, "byte \(index)")
      // Where a line feed is gone, the line that it ended is the one that cannot be read.
      #expect(report.fault?.line == line, "byte \(index): \(String(describing: report.fault))")
      #expect(report.fault?.file == "seg/000000.jsonl")
      if trail.segment[index] == 0x0A { line += 1 }
    }
    #expect(line == 5)
  }

  @Test("appends nothing to a log with a flipped bit", arguments: [0, 100, 300, 500])
  func refusesToAppend(place: Int) throws {
    let trail = try Trail()
    let lines = trail.segment.split(separator: 0x0A)
    // Under the same boot the head is trusted for all but the newest record.
    var changed = trail.segment
    let start = lines.dropLast().reduce(0) { $0 + $1.count + 1 }
    changed[start + place] ^= 1
    try trail.directory.write(changed, to: "seg/000000.jsonl")
    try trail.expectRefusal("byte \(place) of the newest record")
  }

  @Test("finds a newest record that was made longer or shorter, by the head that remembers its end")
  func newestOfOtherLength() throws {
    let trail = try Trail()
    let lines = trail.segment.split(separator: 0x0A).map { Array($0) }
    let newest = String(decoding: lines[lines.count - 1], as: UTF8.self)
    for other in ["\"pid\":47111", "\"pid\":471"] {
      let edited = newest.replacing("\"pid\":4711", with: other)
      #expect(edited != newest)
      let changed = lines.dropLast().flatMap { $0 + [0x0A] } + Array(edited.utf8) + [0x0A]
      let report = try trail.verify(changed)
      #expect(!report.isIntact, "\(other)")
      #expect(report.fault?.line == lines.count || report.missingBytes > 0)
      try trail.directory.write(changed, to: "seg/000000.jsonl")
      try trail.expectRefusal(other)
    }
  }

  @Test("finds records removed, repeated, exchanged or moved in from another log")
  func wholeLines() throws {
    let trail = try Trail(records: 4)
    let lines = trail.segment.split(separator: 0x0A).map { Array($0) + [0x0A] }
    func report(_ changed: [[UInt8]]) throws -> VerificationReport {
      try trail.verify(Array(changed.joined()))
    }
    for index in 0..<(lines.count - 1) {
      var removed = lines
      removed.remove(at: index)
      let gap = try report(removed)
      #expect(gap.fault?.line == index + 1)
      #expect(gap.fault?.reason == .outOfSequence(expected: index, found: index + 1))

      var repeated = lines
      repeated.insert(lines[index], at: index + 1)
      let twice = try report(repeated)
      #expect(twice.fault?.line == index + 2)
      #expect(twice.fault?.reason == .outOfSequence(expected: index + 1, found: index))

      var exchanged = lines
      exchanged.swapAt(index, index + 1)
      #expect(try report(exchanged).fault?.line == index + 1)
    }
    let other = try Trail(records: 4)
    _ = other
    var mixed = lines
    let strange = TemporaryDirectory()
    let stranger = try AuditTrail.open(at: strange.path, environment: testEnvironment(seed: 77))
    _ = try stranger.append([sampleEntry(1), sampleEntry(2)])
    let foreign = try strange.read("seg/000000.jsonl").split(separator: 0x0A)
    mixed[2] = Array(foreign[2]) + [0x0A]
    #expect(try report(mixed).fault?.line == 3)
  }

  @Test("notices a cut of acknowledged records by the head, and refuses to go on")
  func cutTail() throws {
    let trail = try Trail()
    let lines = trail.segment.split(separator: 0x0A)
    let kept = Array(trail.segment.prefix(lines[0].count + lines[1].count + 2))
    let report = try trail.verify(kept)
    #expect(!report.isIntact)
    #expect(report.missingBytes == trail.segment.count - kept.count)
    try trail.expectRefusal("cut tail")
    let error = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: trail.directory.path, environment: testEnvironment(seed: 5))
    }
    #expect(error?.code == "audit-records-missing")
  }

  @Test("says that the chain alone cannot show a cut once the head is gone too")
  func cutWithoutHead() throws {
    let trail = try Trail()
    let lines = trail.segment.split(separator: 0x0A)
    try SystemFiles().remove(trail.directory.path + "/state/head")
    let report = try trail.verify(Array(trail.segment.prefix(lines[0].count + 1)))
    #expect(report.isIntact)
    #expect(report.warnings.contains { $0.contains("a cut, cannot be seen") })
  }

  @Test("calls a log of a newer version that, not damaged")
  func newerVersion() throws {
    let trail = try Trail()
    let newer = Array(
      String(decoding: trail.segment, as: UTF8.self).replacing(#""v":2}"#, with: #""v":3}"#).utf8)
    let error = #expect(throws: AuditError.self) { try trail.verify(newer) }
    #expect(error?.code == "audit-newer-version")
    let refused = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: trail.directory.path, environment: testEnvironment(seed: 5))
    }
    #expect(refused?.code == "audit-newer-version")
  }

  @Test("says that a directory without a log is none")
  func notALog() throws {
    let directory = TemporaryDirectory()
    let error = #expect(throws: AuditError.self) { try AuditTrail.verify(at: directory.path) }
    #expect(error?.code == "audit-not-a-log")
    #expect(throws: AuditError.self) { try AuditReader(at: directory.path) }
    #expect(try directory.files().isEmpty)
  }

  @Test("survives any bytes for a log without a crash", arguments: 0..<30)
  func garbage(seed: Int) throws {
    let trail = try Trail(records: 1)
    var bytes = trail.segment
    var value = UInt64(seed &+ 1)
    for _ in 0..<(seed % 5 + 1) {
      value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let index = Int(value >> 33) % bytes.count
      bytes.replaceSubrange(
        index..<min(bytes.count, index + 9),
        with: [UInt8](repeating: UInt8(truncatingIfNeeded: value), count: seed))
    }
    #expect(try !trail.verify(bytes + [UInt8](repeating: 0x7B, count: 300_000)).isIntact)
    #expect(throws: Never.self) { try trail.verify([UInt8](repeating: 0x0A, count: 10)) }
  }
}
