import AuditTrail
import CanonicalJSON
import Cryptography
import Testing

@Suite("Events beside the ends of runs")
struct EventTests {
  private let person = Person(id: "dr.okafor", role: "cardiologist", assurance: .stated)

  private func trail(_ directory: TemporaryDirectory) throws -> AuditTrail {
    try AuditTrail.open(at: directory.path, environment: testEnvironment())
  }

  @Test("the names of types are those that a line may carry, each once")
  func names() {
    for type in RecordType.allCases {
      #expect(type.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2E })
    }
    #expect(Set(RecordType.allCases.map(\.rawValue)).count == RecordType.allCases.count)
    #expect(RecordType.allCases.filter(\.endsRun).count == 4)
  }

  @Test("what follows a run carries its id and stands right behind it")
  func following() throws {
    let directory = TemporaryDirectory()
    var first = sampleEntry(1, outcome: .held)
    let review = ReviewRecord(
      causes: [.held, .escalation], routes: ["on-call"], due: "2026-11-24T00:15:00.000000Z",
      rules: ["dose.mismatch"], criticalRules: ["dose.mismatch"])
    let alert = EscalationRecord.Alert(
      rule: "redflag.stemi", family: "cardiac", urgency: "immediate", route: "on-call",
      due: "2026-11-24T00:15:00.000000Z")
    first.followedBy = [
      AuditEvent(.escalationRaised, EscalationRecord(alerts: [alert])),
      AuditEvent(.reviewOpened, review),
    ]
    let policy = AuditEvent(
      .policyLoaded, PartRecord(name: "starter", version: "revision 3", digest: "sha256:ab"))
    let receipts = try trail(directory).append([first, sampleEntry(2)], after: [policy])
    #expect(receipts.map(\.seq) == [2, 5], "a receipt is where the run stands")
    let reader = try AuditReader(at: directory.path)
    let about = try reader.records(
      matching: AuditQuery(run: receipts[0].run, includesLogEvents: true))
    #expect(about.map(\.type) == [.runHeld, .escalationRaised, .reviewOpened])
    #expect(try about[1].details(EscalationRecord.self).alerts == [alert])
    #expect(try about[2].details(ReviewRecord.self) == review)
    #expect(try reader.records(matching: AuditQuery()).map(\.seq) == [2, 5])
    #expect(try AuditTrail.verify(at: directory.path).isIntact)
    for record in try reader.records(matching: AuditQuery(includesLogEvents: true)) {
      #expect(record.line.count <= 2048, "record \(record.seq) has \(record.line.count) bytes")
    }
  }

  @Test("every body comes back as it was written, in canonical form")
  func bodies() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory)
    let start = RunStart(
      command: .summarize, audience: "clinician", engine: RunRecord.Engine(kind: "remote"),
      model: RunRecord.ModelCall(
        id: "m-1", provider: "p", endpoint: "models.example", parameters: "sha256:00"),
      prompt: RunRecord.Prompt(id: "plain", version: "2", digest: "sha256:11"),
      policy: RunRecord.Policy(bundle: "b", revision: 1, digest: "sha256:22"), actor: person)
    let part = PartRecord(
      name: "plain", version: "2", digest: "sha256:11", previous: "sha256:10", actor: person)
    let access = AccessRecord(
      command: "audit export", actor: person, first: 0, last: 9, records: 10, format: "fhir",
      root: "00")
    let review = ReviewRecord(
      actor: person, rules: ["a"], reason: "rule-wrong", expires: "2026-12-24T00:00:00.000000Z",
      amendedRun: "r", secondTo: "dr.lee", sourceOpened: true, secondsToDecision: 40, answers: 3)
    var approval = AuditEvent(.reviewApproved, review)
    approval.output = [1]
    _ = try trail.append([
      AuditEvent(.promptChanged, part), AuditEvent(.exportPerformed, access), approval,
    ])
    // Nobody is named whom it is about, so the hash is under the trail's own key.
    let output = trail.keyedHash(of: [1], as: .output).hex
    let run = try trail.start(start, note: Array("CANARY".utf8), noteIdentifier: "CANARY")
    let reader = try AuditReader(at: directory.path)
    let records = try reader.records(matching: AuditQuery(includesLogEvents: true))
    #expect(try records[1].details(PartRecord.self) == part)
    #expect(try records[2].details(AccessRecord.self) == access)
    let approved = try records[3].details(ReviewRecord.self)
    #expect(approved.canonical == review.canonical)
    #expect(approved.output?.mac == output && approved.output?.bytes == 1)
    let started = try records[4].details(RunStart.self)
    #expect(started.model == start.model && started.prompt == start.prompt)
    #expect(started.note?.bytes == 6 && records[4].run == run && started.keyRow == 0)
    for record in records {
      #expect(try CanonicalValue(canonical: record.line)["seq"] == .integer(record.seq))
    }
  }

  @Test("a run keeps what is known of the model, the prompt, the patient and who ran it")
  func fieldsOfRuns() throws {
    let directory = TemporaryDirectory()
    var entry = sampleEntry(1)
    entry.run.actor = person
    entry.run.amends = "d41d"
    entry.run.model = RunRecord.ModelCall(
      id: "m", requestID: "q", retries: 1, tokens: 2, milliseconds: 3)
    entry.run.prompt = RunRecord.Prompt(id: "p", version: "1", digest: "sha256:1")
    entry.run.subgroups = ["age:40-64", "sex:F"]
    _ = try trail(directory).append([entry])
    let record = try #require(try AuditReader(at: directory.path).record(seq: 1))
    let body = try #require(record.body)
    #expect(body.actor == person && body.amends == "d41d" && body.subgroups.count == 2)
    #expect(body.model == entry.run.model && body.prompt == entry.run.prompt)
    #expect(try CanonicalValue(canonical: record.line)["type"] == .string("run.completed"))
  }

  @Test("a record of the first version still reads")
  func oldRecord() throws {
    let directory = TemporaryDirectory()
    _ = try trail(directory).append([sampleEntry(1)])
    let path = "seg/000000.jsonl"
    let lines = try directory.read(path).split(separator: 0x0A)
    let first = try #require(
      try AuditReader(at: directory.path).record(seq: 1)?.line)
    #expect(Array(lines[1]) == first)
    // What the sample holds is all that the first version knew: none of the later fields is written.
    let body = try CanonicalValue(canonical: first)["body"]
    for field in ["actor", "amends", "model", "prompt", "subgroups"] {
      #expect(body?[field] == nil, "\(field)")
    }
  }

  @Test("a remark is in the vault alone, and the record is bound to it")
  func remark() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory)
    let receipt = try trail.append([sampleEntry(1, outcome: .held)])[0]
    let text = Array("CANARY: the patient's mother says so".utf8)
    for reason in ["first", "second"] {
      _ = try trail.append([
        AuditEvent(
          .reviewRejected, run: receipt.run, ReviewRecord(actor: person, reason: reason), text: text
        )
      ])
    }
    let reader = try AuditReader(at: directory.path)
    let records = try reader.records(
      matching: AuditQuery(run: receipt.run, types: [.reviewRejected]))
    #expect(records.count == 2)
    for record in records {
      #expect(try reader.remark(of: record) == text)
      let review = try record.details(ReviewRecord.self)
      #expect(review.text?.bytes == text.count && review.keyRow != nil)
      #expect(review.text?.mac != trail.keyedHash(of: text, as: .remark).hex)
    }
    for (name, bytes) in try directory.contents() {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("CANARY"), "\(name)")
    }
  }

  @Test("a started run without an end is found, however many others ended")
  func unfinished() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(segmentLimit: 3000))
    let start = RunStart(
      command: .summarize, audience: "clinician", engine: RunRecord.Engine(kind: "remote"))
    var open: [String] = []
    for number in 1...12 {
      let run = try trail.start(start, note: [1], noteIdentifier: nil)
      if number % 5 == 0 {
        open.append(run)
        continue
      }
      var entry = sampleEntry(number, outcome: number == 3 ? .failed : .released)
      entry.runID = run
      _ = try trail.append([entry])
    }
    let reader = try AuditReader(at: directory.path)
    #expect(try reader.unfinishedRuns().map(\.run) == open)
    #expect(try reader.unfinishedRuns().map(\.type) == [.runStarted, .runStarted])
    #expect(try AuditTrail.verify(at: directory.path).isIntact)
  }

  @Test("a part is recorded when it is first used and when it changes, and not else")
  func parts() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory)
    func types(_ digest: String, _ version: String = "1") -> [RecordType] {
      let (events, after) = trail.partsInUse().events(for: [
        (.policy, PartRecord(name: "b", version: "revision 1", digest: digest)),
        (.model, PartRecord(name: "e", version: version)),
      ])
      trail.note(after)
      return events.map(\.type)
    }
    #expect(types("sha256:1") == [.policyLoaded, .modelLoaded])
    #expect(types("sha256:1") == [])
    #expect(types("sha256:2") == [.policyChanged])
    #expect(types("sha256:1", "2") == [.policyChanged, .modelChanged])
    try directory.write(Array("{".utf8), to: "state/parts")
    #expect(types("sha256:1", "2") == [.policyLoaded, .modelLoaded], "a damaged cache is no cache")
  }
}
