import CanonicalJSON
import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Exports")
struct AuditExportTests {
  private func resources(_ text: String) throws -> [CanonicalValue] {
    try text.split(separator: "\n").map {
      try JSONInput().decode(CanonicalValue.self, from: Array($0.utf8))
    }
  }

  @Test("every record is an AuditEvent, and every text that was shown has a Provenance")
  func fhir() throws {
    let run = try AuditAnswerTests.trail()
    #expect(
      run("review", "acknowledge", "6", "--as", "kim", "--role", "nurse", "--reason", "acted").code
        == .success)
    let held = #"{"id":"x","note":"Cough.","summary":"A holdme here."}"#
    #expect(run("check", "--jsonl", input: held).code == .withheld)
    let list = run("audit", "list", "--decision", "held", "--limit", "1")
    let seq = try #require(AuditCommandTests.numbers(list).first)
    #expect(
      run(
        "review", "amend", "\(seq)", "--as", "lee", "--role", "gp", "--reason", "reworded",
        "--summary", "-", input: "Cough."
      ).code == .success)
    let records = run("audit", "list", "--events", "--limit", "1000").lines.count - 1
    let all = try resources(run("audit", "export").output)
    let events = all.filter { $0["resourceType"] == .string("AuditEvent") }
    #expect(events.count == records)
    #expect(events.allSatisfy { $0["recorded"] != nil && $0["source"]?["observer"] != nil })
    let provenances = all.filter { $0["resourceType"] == .string("Provenance") }
    #expect(provenances.count == 3, "released, by override, and amended")
    for provenance in provenances {
      guard case .array(let agents) = provenance["agent"],
        case .array(let reasons) = provenance["reason"]
      else {
        Issue.record("agents and reasons are lists")
        continue
      }
      #expect(agents.first?["who"]?["reference"] == .string("#engine"))
      #expect("\(reasons)".contains("AIAST"))
      #expect("\(provenance["contained"] ?? .null)".contains("Artificial-Intelligence"))
    }
    #expect(provenances.count { "\($0)".contains("verifier") && "\($0)".contains("lee") } == 2)
    let ids = all.compactMap { if case .string(let id) = $0["id"] { id } else { nil } }
    #expect(Set(ids).count == all.count)
    #expect(ids.allSatisfy { $0.utf8.count <= 64 })
  }

  @Test("a file that is there is left alone without --force; the export is recorded")
  func existing() throws {
    let run = try AuditAnswerTests.trail()
    try run.folder.write("out.ndjson", "mine")
    let refused = run("audit", "export", "--output", "out.ndjson")
    #expect(refused.code == .failure && refused.errors.contains("--force"), "\(refused.errors)")
    let path = run.folder.file("out.ndjson")
    #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
    #expect(run("audit", "tail", "--limit", "1").output.contains("override.applied"))
    #expect(run("audit", "export", "--output", "out.ndjson", "--force").code == .success)
    #expect(try #require(FileManager.default.contents(atPath: path)).count > 1000)
    #expect(run("audit", "tail", "--limit", "1").output.contains("export.performed"))
  }

  @Test("no format lets text of a note, a draft, a remark or an id out")
  func canary() throws {
    let run = try AuditAnswerTests.trail()
    for format in ["fhir", "csv", "jsonl"] {
      let text = run("audit", "export", "--format", format).output
      #expect(text.utf8.count > 1000)
      for word in ["CANARY", "holdme", "blockme", "=cmd", "Cough"] {
        #expect(!text.contains(word), "\(format) holds \(word)")
      }
    }
  }
}
