import AuditTrail
import Glibc
import Testing

@Suite("Failing disks")
struct FaultTests {
  /// Opens a trail and appends to it, over two rotations; collects what was acknowledged.
  private func scenario(
    _ directory: TemporaryDirectory, files: any FileSystem
  ) -> (acknowledged: [(seq: Int, note: String)], error: AuditError?) {
    var acknowledged: [(Int, String)] = []
    do throws(AuditError) {
      let trail = try AuditTrail.open(
        at: directory.path, environment: testEnvironment(files: files, segmentLimit: 2500))
      for number in 0..<4 {
        let receipts = try trail.append([sampleEntry(number * 2), sampleEntry(number * 2 + 1)])
        for (index, receipt) in receipts.enumerated() {
          acknowledged.append((receipt.seq, "CANARY note \(number * 2 + index)"))
        }
        if number % 2 == 1 { _ = try trail.sign() }
      }
      return (acknowledged, nil)
    } catch {
      return (acknowledged, error)
    }
  }

  @Test(
    "lose nothing that was acknowledged, whichever call fails and however",
    arguments: FailingFiles.Operation.allCases, FailingFiles.Manner.allCases)
  func sweep(operation: FailingFiles.Operation, manner: FailingFiles.Manner) throws {
    // Only writing can fail by half.
    guard manner != .fullDisk || operation == .write else { return }
    var number = 1
    while true {
      let directory = TemporaryDirectory()
      let files = FailingFiles(operation, number: number, manner: manner)
      let (acknowledged, error) = scenario(directory, files: files)
      guard files.hasFailed else { break }
      let situation = "\(operation) \(number) \(manner)"

      // The next one finds a working disk.
      let trail: AuditTrail
      do {
        trail = try AuditTrail.open(
          at: directory.path, environment: testEnvironment(seed: 8, segmentLimit: 2500))
      } catch {
        Issue.record("\(situation): does not open again: \(error)")
        number += 1
        continue
      }
      let receipt = try #require(try trail.append([sampleEntry(99)]).first)
      let report = try AuditTrail.verify(at: directory.path)
      #expect(report.isIntact && report.tornTailBytes == 0, "\(situation): \(report)")
      #expect(report.records == receipt.seq + 1, "\(situation)")
      // Whatever was signed before goes on, and what was not is signed now.
      #expect(try trail.sign().size == receipt.seq + 1, "\(situation)")
      let signed = try AuditTrail.verify(at: directory.path, VerificationRequest())
      #expect(signed.isVerified, "\(situation): \(signed)")
      let reader = try AuditReader(at: directory.path)
      for (seq, note) in acknowledged {
        let record = try #require(try reader.record(seq: seq), "\(situation): record \(seq)")
        let content = try reader.content(of: record)
        #expect(String(decoding: content.note, as: UTF8.self) == note, "\(situation)")
      }
      if error == nil { #expect(acknowledged.count == 8, "\(situation)") }
      #expect(try directory.files(below: "seg").allSatisfy { $0.hasSuffix(".jsonl") })
      number += 1
    }
    // Truncation happens only after another failure, so alone it is never reached.
    #expect(number > 1 || operation == .truncate, "\(operation) was never called")
  }

  @Test(
    "are told from files that are gone: nothing is acknowledged that nobody will find",
    arguments: ["seg/000000.jsonl", "vault/000000.vault"], [true, false])
  func removed(name: String, isReplaced: Bool) throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    _ = try trail.append([sampleEntry(1)])
    try SystemFiles().remove(directory.path + "/" + name)
    if isReplaced { try directory.write([], to: name) }
    let failure = #expect(throws: AuditError.self) { try trail.append([sampleEntry(2)]) }
    #expect(failure?.code == "audit-removed")
    #expect(failure?.message.contains(name) == true && failure?.message.contains("--audit") == true)
  }

  @Test(
    "are not waited for: a pipe in the place of a file is an error",
    arguments: ["seg/000000.jsonl", "state/head", "keys/local.key"])
  func pipes(name: String) throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    _ = try trail.append([sampleEntry(1)])
    let path = directory.path + "/" + name
    try SystemFiles().remove(path)
    #expect(unsafe mkfifo(path, 0o600) == 0)
    #expect(throws: AuditError.self) {
      try AuditTrail.open(at: directory.path, environment: testEnvironment())
    }
    // The key has no part in verifying; a log that is no file has lost what was acknowledged.
    switch name {
    case "state/head":
      #expect(throws: AuditError.self) { try AuditTrail.verify(at: directory.path) }
    case "keys/local.key":
      #expect(try AuditTrail.verify(at: directory.path).isIntact)
    default:
      #expect(try !AuditTrail.verify(at: directory.path).isIntact)
    }
  }

  @Test("are told with what to do", arguments: [EIO, ENOSPC, EACCES, EROFS, EMFILE, ENOMEM, EFBIG])
  func remedies(code: Int32) {
    let error = SystemError(code: code)
    for message in [
      AuditError.unusable(path: "audit", error), .readFailed(path: "audit", error),
      .writeFailed(path: "audit", error), .syncFailed(path: "audit", error),
    ].map(\.message) {
      #expect(message.contains("'audit'") && message.contains("; "), "\(message)")
      #expect(message.contains(error.description), "\(message)")
    }
  }

  @Test("never let a verification be done that could not read what it compares with")
  func verification() throws {
    let directory = TemporaryDirectory()
    guard scenario(directory, files: UnsyncedFiles()).error == nil else {
      Issue.record("the trail was not written")
      return
    }
    let usual = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(usual.isVerified)
    var number = 1
    while true {
      let files = FailingFiles(.open, number: number, manner: .withoutEffect)
      do throws(AuditError) {
        let report = try AuditTrail.verify(at: directory.path, VerificationRequest(), files: files)
        guard files.hasFailed else { break }
        #expect(report == usual, "open \(number): \(report)")
      } catch {
        #expect(files.hasFailed, "\(error)")
      }
      number += 1
    }
    #expect(number > 3)
  }

  @Test("stop all use of the trail until it was opened anew")
  func poisoned() throws {
    let directory = TemporaryDirectory()
    let healthy = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    _ = try healthy.append([sampleEntry(1)])
    let files = FailingFiles(.synchronizeData, number: 2, manner: .withoutEffect)
    let failing = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(seed: 2, files: files))
    let failure = #expect(throws: AuditError.self) { try failing.append([sampleEntry(2)]) }
    #expect(failure?.code == "audit-sync-failed")
    #expect(try directory.files().contains("state/POISONED"))
    for trail in [failing, healthy] {
      #expect(throws: AuditError.self) { try trail.append([sampleEntry(3)]) }
    }
    #expect(
      try AuditTrail.verify(at: directory.path).warnings.contains { $0.contains("POISONED") })

    let mended = try AuditTrail.open(at: directory.path, environment: testEnvironment(seed: 3))
    #expect(try !directory.files().contains("state/POISONED"))
    let receipt = try #require(try mended.append([sampleEntry(4)]).first)
    // Others go on as well, on the file that was written anew.
    #expect(try healthy.append([sampleEntry(5)]).map(\.seq) == [receipt.seq + 1])
    let records = try AuditReader(at: directory.path).records(
      matching: AuditQuery(includesLogEvents: true))
    #expect(
      records.filter { $0.type == .logRecovered }.map { String(decoding: $0.line, as: UTF8.self) }
        .allSatisfy { $0.contains("sync-failed") })
    #expect(records.contains { $0.type == .logRecovered })
    #expect(try AuditTrail.verify(at: directory.path).isIntact)
  }

  @Test("name the directory that cannot be used")
  func unusableDirectory() throws {
    let directory = TemporaryDirectory()
    try directory.write([1], to: "file")
    let error = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: directory.path + "/file", environment: testEnvironment())
    }
    #expect(error?.code == "audit-unusable")
    #expect(error?.message.contains(directory.path + "/file") == true)
    let below = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: directory.path + "/file/audit", environment: testEnvironment())
    }
    #expect(below?.code == "audit-unusable")
  }

  @Test("leave a log that only may be read readable")
  func readOnly() throws {
    let directory = TemporaryDirectory()
    _ = try AuditTrail.open(at: directory.path, environment: testEnvironment())
      .append([sampleEntry(1)])
    let files = ReadOnlyFiles()
    let error = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: directory.path, environment: testEnvironment(files: files))
    }
    #expect(error?.code == "audit-unusable")
    #expect(try AuditTrail.verify(at: directory.path, files: files).isIntact)
    #expect(
      try AuditReader(at: directory.path, files: files).records(matching: AuditQuery()).count == 1)
  }
}
