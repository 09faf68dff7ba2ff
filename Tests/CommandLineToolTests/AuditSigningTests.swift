import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Signed trails on the command line")
struct AuditSigningTests {
  private static let audit = "state/vouch/audit"

  private func contents(_ run: ToolRun, _ name: String) throws -> [UInt8] {
    [UInt8](try #require(FileManager.default.contents(atPath: run.folder.file(name))))
  }

  @Test("verify says who signed how much, with which key")
  func verify() throws {
    let run = try AuditCommandTests.trail()
    let report = run("audit", "verify", "--no-record")
    #expect(report.code == .success && report.output.contains("signed  8 records, with key"))
    #expect(report.output.contains("of the anchor"))
    let json = run("audit", "verify", "--no-record", "--format", "json").output
    #expect(json.contains(#""signed": 8"#) && json.contains(#""anchored": 8"#))
    try run.folder.write("log.vkey", try contents(run, "\(Self.audit)/keys/log.vkey"))
    #expect(
      run("audit", "verify", "--no-record", "--key", "log.vkey").output.contains("that was given"))
    let line = String(decoding: try contents(run, "log.vkey").dropLast(), as: UTF8.self)
    #expect(run("audit", "verify", "--no-record", "--key", line).code == .success)
    #expect(run("audit", "verify", "--no-record", "--expect-min-size", "8").code == .success)
    let short = run("audit", "verify", "--no-record", "--expect-min-size", "9")
    #expect(short.code == .unverifiedTrail && short.output.contains("at least 9"))
    let noKey = run("audit", "verify", "--no-record", "--key", "Policies/all.yaml")
    #expect(noKey.code == .failure && noKey.errors.contains("no key for notes"))
    let none = run("audit", "verify", "--no-record", "--anchor", "elsewhere")
    #expect(none.code == .failure && none.errors.contains("is missing"), "\(none.errors)")
  }

  @Test("a verification of one's own trail is recorded; copies are left as they are, and verify")
  func recorded() throws {
    let run = try AuditCommandTests.trail()
    let first = run("audit", "verify", "--as", "dr.may", "--role", "officer")
    #expect(first.code == .success && first.output.contains("this verification is record 8"))
    #expect(first.output.contains("signed  8 records, with key"))
    let second = run("audit", "verify", "--format", "json")
    #expect(second.output.contains(#""record": 9"#) && second.output.contains(#""signed": 9"#))
    let shown = run("audit", "show", "8").output
    #expect(shown.contains("log.verified") && shown.contains("dr.may"), "\(shown)")
    #expect(run("audit", "show", "8", "--format", "json").output.contains(#""records":8"#))

    try FileManager.default.copyItem(
      atPath: run.folder.file(Self.audit), toPath: run.folder.file("copy"))
    // The copied head remembers the file that it was the head of.
    let copy = run("audit", "verify", "--audit", "copy", "--format", "json")
    #expect(copy.code == .success && copy.output.contains(#""record": null"#), "\(copy.errors)")
    #expect(copy.output.contains("is not recorded in the trail"))
    #expect(!FileManager.default.fileExists(atPath: run.folder.file("copy.anchor")))

    let segment = "\(Self.audit)/seg/000000.jsonl"
    let before = try contents(run, segment)
    #expect(run("audit", "verify", "--no-record").code == .success)
    #expect(run("audit", "verify", "--expect-min-size", "99").code == .unverifiedTrail)
    #expect(run("audit", "verify", "--as", " ").code == .usage)
    #expect(try contents(run, segment) == before)
  }

  @Test("a trail that is cut, restored or forged gives 5, and a run on it shows nothing")
  func attacks() throws {
    let run = try AuditCommandTests.trail()
    try run.folder.write("october", try contents(run, "\(Self.audit)/checkpoint"))
    let names = ["seg/000000.jsonl", "state/head", "state/tree", "checkpoint", "checkpoints.log"]
    let old = try names.map { try contents(run, "\(Self.audit)/\($0)") }
    #expect(run("summarize", input: "Fever.").code == .success)
    try run.folder.write("november", try contents(run, "\(Self.audit)/checkpoint"))
    #expect(run("audit", "verify", "--against", "october").code == .success)
    for (name, bytes) in zip(names, old) { try run.folder.write("\(Self.audit)/\(name)", bytes) }
    let restored = run("audit", "verify")
    #expect(restored.code == .unverifiedTrail)
    #expect(restored.output.contains("an old copy was restored"), "\(restored.output)")
    let against = run("audit", "verify", "--against", "november")
    #expect(against.code == .unverifiedTrail && against.output.contains("'november' signs 10"))
    let next = run("summarize", input: "Fever.")
    #expect(next.code == .failure && next.output.isEmpty)
    #expect(next.errors.contains("nothing was written"), "\(next.errors)")
    #expect(run("audit", "verify", "--against", "Policies/all.yaml").code == .failure)
  }

  @Test("a proof is made with the trail and checked without it")
  func prove() throws {
    let run = try AuditCommandTests.trail()
    let key = "\(Self.audit)/keys/log.vkey"
    #expect(run("audit", "prove", "2", "--output", "2.tlog-proof").code == .success)
    let good = run("audit", "check-proof", "--key", key, "2.tlog-proof")
    #expect(good.code == .success && good.output.contains("record 2 of 8"), "\(good.errors)")
    #expect(good.output.contains(#""seq":2"#))
    let piped = run(
      "audit", "check-proof", "--key", key, "-", input: run("audit", "prove", "2").output)
    #expect(piped.code == .success && piped.output.contains("holds"))

    let other = try AuditCommandTests.trail()
    let foreign = "\(other.folder.file(Self.audit))/keys/log.vkey"
    let strange = run("audit", "check-proof", "--key", foreign, "2.tlog-proof")
    #expect(strange.code == .unverifiedTrail && strange.output.contains("of another log"))
    try run.folder.write("record", "{}")
    let wrong = run("audit", "check-proof", "--key", key, "--record", "record", "2.tlog-proof")
    #expect(wrong.code == .unverifiedTrail)
    let json = run(
      "audit", "check-proof", "--key", key, "--record", "record", "--format", "json", "2.tlog-proof"
    )
    #expect(json.output.contains(#""holds": false"#) && json.output.contains("no-record"))
    #expect(run("audit", "check-proof", "2.tlog-proof").code == .usage)
    #expect(run("audit", "check-proof", "--key", key, "record").code == .failure)
    #expect(run("audit", "check-proof", "--key", key, "nowhere").code == .failure)

    let line = try #require(run("audit", "list", "--format", "jsonl").lines.first)
    let start = try #require(line.firstRange(of: "\"run\":\"")).upperBound
    let id = String(line[start...].prefix(32))
    #expect(run("audit", "prove", id).output == run("audit", "prove", "2").output)
    #expect(run("audit", "show", id.uppercased()).output.contains("Record 2\n"))
    let unknown = run("audit", "prove", String(repeating: "0", count: 32))
    #expect(unknown.code == .failure && unknown.errors.contains("has no run 000"))

    #expect(run("audit", "prove", "two").code == .usage)
    let beyond = run("audit", "prove", "8")
    #expect(beyond.code == .failure && beyond.errors.contains("is not signed"))
    #expect(run("audit", "prove", "2", "--audit", "nowhere").code == .failure)
    try FileManager.default.removeItem(atPath: run.folder.file("\(Self.audit)/checkpoint"))
    #expect(run("audit", "prove", "2").errors.contains("no checkpoint"))
  }

  @Test("consistency tells the older of two checkpoints, and another log's")
  func consistency() throws {
    let run = try AuditCommandTests.trail()
    try run.folder.write("october", try contents(run, "\(Self.audit)/checkpoint"))
    #expect(run("summarize", input: "Fever.").code == .success)
    try run.folder.write("november", try contents(run, "\(Self.audit)/checkpoint"))
    let good = run("audit", "consistency", "october", "november")
    #expect(good.code == .success && good.output.contains("consistent  8 to 10 records"))
    let json = run("audit", "consistency", "october", "november", "--format", "json")
    #expect(json.output.contains(#""consistent": true"#))
    #expect(run("audit", "consistency", "november", "october").code == .unverifiedTrail)
    let other = try AuditCommandTests.trail()
    let foreign = other.folder.file("\(Self.audit)/checkpoint")
    let strange = run("audit", "consistency", foreign, "november")
    #expect(strange.code == .unverifiedTrail && strange.output.contains("not signed with a key"))
    #expect(run("audit", "consistency", "october").code == .usage)
    #expect(run("audit", "consistency", "october", "nowhere").code == .failure)
  }

  @Test("rotate-key prints the new key, and the old one leads to it")
  func rotate() throws {
    let run = try AuditCommandTests.trail()
    let key = "\(Self.audit)/keys/log.vkey"
    try run.folder.write("old.vkey", try contents(run, key))
    let printed = run("audit", "rotate-key")
    #expect(printed.code == .success && printed.lines.count == 1)
    #expect(run("summarize", input: "Fever.").code == .success)
    let followed = run("audit", "verify", "--key", "old.vkey")
    #expect(followed.code == .success, "\(followed.output)")
    #expect(followed.output.contains("the key was changed 1 time"))
    #expect(String(decoding: try contents(run, key), as: UTF8.self).hasSuffix(printed.output))
    #expect(run("audit", "list").lines.count == 5, "a change of keys is no run")
    #expect(run("audit", "rotate-key", "--audit", "nowhere").code == .failure)
  }

  @Test("the anchor may lie elsewhere, by option, variable or configuration")
  func anchor() throws {
    var run = try ToolRun()
    #expect(run("summarize", "--anchor", "a", input: "Cough.").code == .success)
    #expect(FileManager.default.fileExists(atPath: run.folder.file("a/last-signed")))
    #expect(!FileManager.default.fileExists(atPath: run.folder.file("\(Self.audit).anchor")))
    // Without it the run knows that there must be one.
    let lost = run("summarize", input: "Cough.")
    #expect(lost.code == .failure && lost.errors.contains("signing.key"), "\(lost.errors)")
    run.variables["VOUCH_ANCHOR"] = run.folder.file("a")
    #expect(run("summarize", input: "Cough.").code == .success)
    #expect(run("audit", "verify").output.contains("of the anchor"))
    run.variables["VOUCH_ANCHOR"] = nil
    try run.folder.write("vouch.yaml", "schema: vouch/config/1\nanchor: a\n")
    #expect(run("summarize", input: "Cough.").code == .success)
    let doctor = run("doctor").output
    #expect(doctor.contains("a/signing.key") && doctor.contains("verified"), "\(doctor)")
  }
}
