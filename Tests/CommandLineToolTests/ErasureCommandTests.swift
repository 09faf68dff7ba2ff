import FoundationEssentials
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Erasing and keeping, on the command line")
struct ErasureCommandTests {
  private func hasContent(_ run: ToolRun, _ seq: Int) -> Bool {
    run("audit", "show", "\(seq)", "--content").code == .success
  }

  // Runs begin at record 3, behind the policies and the engine.
  @Test("a subject is named by option or metadata, and erased as a whole")
  func subjects() throws {
    let run = try ToolRun()
    let lines = [
      #"{"id":"a","note":"Cough.","metadata":{"subject":"Ann","ward":3}}"#,
      #"{"id":"b","note":"Fever.","metadata":{"subject":"Bob"}}"#,
      #"{"id":"c","note":"Rash.","metadata":{"subject":7}}"#,
      #"{"id":"d","note":"Pain.","metadata":"anything"}"#,
    ].joined(separator: "\n")
    #expect(run("summarize", "--jsonl", input: lines).code == .success)
    #expect(run("summarize", "--subject", "Ann", input: "Cough again.").code == .success)
    #expect(
      run("summarize", "--jsonl", "--subject", "Bob", input: #"{"id":"e","note":"Cold."}"#).code
        == .success)
    #expect((3...8).allSatisfy { hasContent(run, $0) })
    let erased = run("audit", "erase", "Ann")
    #expect(erased.code == .success && erased.output.contains("2 keys"), "\(erased.errors)")
    #expect((3...8).map { hasContent(run, $0) } == [false, true, true, true, false, true])
    let shown = run("audit", "show", "3", "--content")
    #expect(shown.errors.contains("erased on purpose"), "\(shown.errors)")
    #expect(run("audit", "show", "3").code == .success)
    #expect(run("audit", "erase", "Ann").errors.contains("keeps nothing"))
    #expect(run("audit", "erase", "Bob").code == .success)
    #expect(run("audit", "erase", "c").code == .success)
    #expect((3...8).map { hasContent(run, $0) } == [false, false, false, true, false, false])
    let report = run("audit", "verify")
    #expect(report.code == .success && !report.output.contains("not signed yet"))
    #expect(run("audit", "erase", "x", "--audit", "nowhere").code == .failure)
    #expect(run("audit", "erase").code == .usage)
  }

  @Test("erasing a subject erases what reviewers wrote of it, and their own summaries of it")
  func reviews() throws {
    let run = try ToolRun()
    let lines = ["a", "b"].map {
      #"{"id":"\#($0)","note":"Cough.","summary":"A holdme.","metadata":{"subject":"Ann"}}"#
    }
    #expect(run("check", "--jsonl", input: lines.joined(separator: "\n")).code == .withheld)
    func decide(_ action: String, _ seq: String, _ more: [String], _ input: String)
      -> ToolRun.Result
    {
      run.run(
        [
          "review", action, seq, "--as", "lee", "--role", "gp", "--reason", "other", "--remark",
          "why",
        ]
          + more, input: Array(input.utf8))
    }
    try run.folder.write("why", "Her sister says so.")
    #expect(decide("reject", "2", [], "").code == .success)
    #expect(decide("amend", "4", ["--summary", "-"], "Cough.").code == .success)
    #expect(run("review", "show", "2", "--as", "lee").output.contains("Her sister says so."))
    let amended = AuditCommandTests.numbers(run("audit", "list", "--limit", "1"))
    #expect(amended.count == 1 && amended.allSatisfy { hasContent(run, $0) })
    #expect(run("audit", "erase", "Ann").code == .success)
    #expect(amended.allSatisfy { !hasContent(run, $0) }, "the amended summary is about Ann too")
    let shown = run("review", "show", "2", "--as", "lee")
    #expect(shown.code == .success && !shown.output.contains("sister"), "\(shown.errors)")
    #expect(shown.output.contains("Note and draft of this run were erased."))
    #expect(shown.output.contains("what was written here was erased"))
    // Nothing of Ann is kept afterwards: a remark would have no key to be erased with.
    let late = decide("reject", "4", [], "")
    #expect(
      late.code == .failure && late.errors.contains("Decide without --remark"), "\(late.errors)")
    #expect(run("audit", "replay", "Policies").output.contains("3 were left out"))
    #expect(run("audit", "verify").code == .success)
  }

  @Test("a legal hold keeps what would be erased")
  func hold() throws {
    let run = try ToolRun()
    #expect(run("summarize", "--subject", "Ann", input: "Cough.").code == .success)
    #expect(run("audit", "hold").output == "on hold\n")
    #expect(run("audit", "hold").output == "on hold, as it was\n")
    let refused = run("audit", "erase", "Ann")
    #expect(refused.code == .failure && refused.errors.contains("hold --lift"))
    #expect(hasContent(run, 3))
    #expect(run("audit", "hold", "--lift").output == "not on hold\n")
    #expect(run("audit", "erase", "Ann").code == .success)
    #expect(run("audit", "hold", "--audit", "nowhere").code == .failure)
  }

  @Test("a hold on one subject keeps that one, and leaves the others")
  func subjectHold() throws {
    let run = try ToolRun()
    for subject in ["Ann", "Bob"] {
      #expect(run("summarize", "--subject", subject, input: "Cough.").code == .success)
    }
    #expect(
      run("audit", "hold", "--subject", "Ann", "--as", "counsel").output == "subject on hold\n")
    let unknown = run("audit", "hold", "--subject", "ann")
    #expect(unknown.code == .success && unknown.errors.contains("keeps nothing"))
    let refused = run("audit", "erase", "Ann")
    #expect(refused.code == .failure && refused.errors.contains("--lift --subject"))
    #expect(run("audit", "erase", "Bob", "--as", "dr.may").code == .success)
    #expect(run("audit", "hold", "--lift").output == "not on hold, as it was\n")
    #expect(run("audit", "hold", "--lift", "--subject", "Ann").output == "subject not on hold\n")
    #expect(run("audit", "erase", "Ann").code == .success)
    let events = run("audit", "list", "--events", "--format", "jsonl").output
    #expect(events.contains("\"id\":\"counsel\"") && events.contains("\"id\":\"dr.may\""))
    #expect(!events.contains("Ann") && !events.contains("Bob"))
  }

  @Test("hashes alone are kept where that is asked for, by option, variable or configuration")
  func retain() throws {
    var run = try ToolRun()
    #expect(run("summarize", "--retain", "hashes", input: "Cough.").code == .success)
    run.variables["VOUCH_RETAIN"] = "hashes"
    #expect(run("summarize", input: "Cough.").code == .success)
    run.variables["VOUCH_RETAIN"] = nil
    try run.folder.write("vouch.yaml", "schema: vouch/config/1\nretain: hashes\n")
    #expect(run("summarize", input: "Cough.").code == .success)
    #expect(run("summarize", "--retain", "full", input: "Cough.").code == .success)
    #expect((3...6).map { hasContent(run, $0) } == [false, false, false, true])
    #expect(run("audit", "show", "3").output.contains("keyed hash"))
    #expect(run("summarize", "--retain", "some", input: "Cough.").code == .usage)
  }

  @Test("nothing young is let go of, and no period below six months is taken")
  func prune() throws {
    let run = try ToolRun()
    #expect(run("summarize", input: "Cough.").code == .success)
    let result = run("audit", "prune")
    #expect(result.code == .success && result.output == "nothing is old enough\n")
    #expect(run("audit", "prune", "--dry-run", "--keep", "P7M").output == "nothing is old enough\n")
    for period in ["P5M", "6Y", "soon", "P1001Y"] {
      let refused = run("audit", "prune", "--keep", period)
      #expect(refused.code == .usage && refused.errors.contains(period), "\(refused.errors)")
    }
    #expect(run("audit", "hold").code == .success)
    #expect(run("audit", "prune").errors.contains("hold --lift"))
    #expect(run("audit", "prune", "--audit", "nowhere").code == .failure)
    #expect(run("audit", "verify").code == .success)
  }
}
