import AuditTrail
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// What depends on the clock: deadlines, and overrides that end.
@Suite("Reviews over time")
struct ReviewDeskTests {
  private static let policies = """
    schema: vouch/policy/1
    bundle: {id: desk, revision: 1, owner: tests}
    disclaimers: [{id: mock, version: 1, audiences: [clinician, patient], text: Mock only.}]
    rules:
      - id: words.hold
        title: A word that holds
        kind: lexicon
        mode: enforce
        severity: major
        params: {terms: [holdme]}
        then: {disposition: hold, obligations: [{route: {queue: safety, within: 2h}}]}
        tests: [{name: word, summary: "A holdme here.", expect: hold}]
      - id: flag.chest
        title: Crushing chest pain
        kind: red_flag
        mode: enforce
        severity: critical
        params: {family: cardiac, urgency: immediate, reason: Heart., phrases: [crushing chest pain]}
        then: {disposition: release, obligations: [{route: {queue: cardiology, within: 15m}}]}
        tests: [{name: it, note: "Crushing chest pain.", expect: {escalate: ["chest pain"]}}]

    """

  private let folder: TemporaryFolder
  private let clock: Clock
  private let trail: AuditTrail
  private let desk: ReviewDesk
  private let recorder: Recorder
  private let workspace: Workspace
  private let person = Person(id: "lee", role: "gp", assurance: .stated)

  private final class Clock: Sendable {
    // 2026-11-24T00:00:00Z
    private let microseconds = Atomic<Int64>(1_795_478_400_000_000)
    var now: Timestamp { Timestamp(microseconds: microseconds.load(ordering: .relaxed)) }
    func pass(minutes: Int) {
      microseconds.add(Int64(minutes) * 60_000_000, ordering: .relaxed)
    }
  }

  init() throws {
    folder = try TemporaryFolder()
    clock = Clock()
    let load = PolicyBundle.load(
      [PolicyFile(path: "p.yaml", bytes: Array(Self.policies.utf8))], kinds: GuardrailEngine.kinds)
    let bundle = try #require(load.bundle, "\(load.diagnostics.map(\.rendered))")
    workspace = Workspace(lexicon: Lexicon.embedded(), bundle: bundle)
    var environment = AuditEnvironment.system()
    environment.now = { [clock] in clock.now }
    trail = try AuditTrail.open(at: folder.file("audit"), environment: environment)
    recorder = Recorder(trail: trail, bundle: bundle, actor: nil)
    desk = ReviewDesk(trail: trail, workspace: workspace, recorder: recorder)
  }

  private func check(_ note: String, _ summary: String) throws -> Int {
    let outcome = try workspace.check(
      NoteInput(note: try SourceText(note), summary: try SourceText(summary)))
    return try #require(try recorder.record([outcome])[0].receipt).seq
  }

  private func request(
    _ seq: Int, _ action: ReviewAction, _ reason: ReviewReason
  ) -> ReviewRequest {
    ReviewRequest(
      seq: seq, action: action, person: person, reason: reason,
      expires: clock.now.adding(minutes: 60))
  }

  @Test("deadlines are those of the policy: the earliest of the routes")
  func deadlines() throws {
    _ = try check("Cough.", "A holdme here.")
    _ = try check("Crushing chest pain.", "A holdme here.")
    let cases = try desk.cases()
    #expect(
      cases.map { $0.due?.rfc3339 } == [
        "2026-11-24T02:00:00.000000Z", "2026-11-24T00:15:00.000000Z",
      ])
    #expect(cases.map(\.opened.routes) == [["safety"], ["cardiology", "safety"]])
    #expect(cases[1].alerts.map(\.due) == ["2026-11-24T00:15:00.000000Z"])
    #expect(cases[1].opened.causes == [.held, .escalation])
  }

  @Test("an alert that nobody saw in time is recorded as expired, once, and can still be seen")
  func expired() throws {
    let seq = try check("Crushing chest pain.", "Crushing chest pain.")
    clock.pass(minutes: 14)
    #expect(try desk.cases().map(\.hasExpired) == [false])
    clock.pass(minutes: 2)
    for _ in 0..<2 {
      let review = try #require(try desk.cases().first)
      #expect(review.hasExpired && review.isOverdue(at: clock.now))
    }
    let expired = try trail.reader().records(matching: AuditQuery(types: [.escalationExpired]))
    #expect(expired.count == 1)
    #expect(try expired[0].details(EscalationRecord.self).alerts.map(\.rule) == ["flag.chest"])
    guard case .acknowledged = try desk.decide(request(seq, .acknowledge, .acted)) else {
      Issue.record("a late look counts")
      return
    }
    let review = try #require(try desk.cases().first)
    #expect(review.alertStanding == .acknowledged(by: person) && !review.isPending(at: clock.now))
  }

  @Test("an override ends at its time, and the review is open again")
  func overrideEnds() throws {
    let seq = try check("Cough.", "A holdme here.")
    guard case .released(let outcome) = try desk.decide(request(seq, .approve, .ruleWrong)) else {
      Issue.record("the override shows the summary")
      return
    }
    let until = clock.now.adding(minutes: 60)
    #expect(try desk.cases()[0].standing(at: clock.now) == .overridden(by: person, until: until))
    let record = try #require(
      try trail.reader().records(matching: AuditQuery(types: [.overrideApplied])).first)
    let override = try record.details(ReviewRecord.self)
    #expect(override.rules == ["words.hold"] && override.expires == until.rfc3339)
    let shown = try #require(outcome.verdict.released).text.bytes
    #expect(override.output?.bytes == shown.count, "as it was shown")
    #expect(override.keyRow != nil, "and erased with what else is kept of the subject")
    clock.pass(minutes: 61)
    #expect(try desk.cases()[0].standing(at: clock.now) == .open)
    guard case .rejected = try desk.decide(request(seq, .reject, .unsafe)) else {
      Issue.record("it can be decided again")
      return
    }
  }

  @Test("the time to a decision counts from the look at the source, else from the opening")
  func time() throws {
    let first = try check("Cough.", "A holdme here.")
    let second = try check("Cough.", "A holdme here.")
    clock.pass(minutes: 10)
    _ = try desk.show(first, to: person)
    clock.pass(minutes: 3)
    for seq in [first, second] { _ = try desk.decide(request(seq, .reject, .unsafe)) }
    let details = try trail.reader().records(matching: AuditQuery(types: [.reviewRejected]))
      .map { try $0.details(ReviewRecord.self) }
    #expect(details.map(\.sourceOpened) == [true, false])
    #expect(details.map(\.secondsToDecision) == [180, 780])
  }

  @Test("what reviewers wrote of a subject is erased with it, and nothing more can be written")
  func erased() throws {
    let runs = try (0..<3).map { _ in
      let outcome = try workspace.check(
        NoteInput(
          note: try SourceText("Cough."), summary: try SourceText("A holdme here."),
          subject: .named("Ann")))
      return try #require(try recorder.record([outcome])[0].receipt).seq
    }
    var rejection = request(runs[0], .reject, .unsafe)
    rejection.remark = "Her sister says so."
    guard case .rejected = try desk.decide(rejection) else {
      Issue.record("a rejection with a remark")
      return
    }
    var amendment = request(runs[1], .amend, .reworded)
    amendment.amended = try SourceText("Cough.")
    guard case .released(let amended) = try desk.decide(amendment) else {
      Issue.record("the amended summary is shown")
      return
    }
    let before = try desk.show(runs[0], to: person)
    #expect(before.kept != nil && before.remarks.values.contains("Her sister says so."))
    // Three notes, the remark, and the amended summary.
    #expect(try trail.erase(subject: "Ann")?.keys == 5)
    let after = try desk.show(runs[0], to: person)
    #expect(after.kept == nil && after.isErased && after.remarks.isEmpty)
    #expect(after.review.steps.contains { $0.hasRemark })
    let seq = try #require(amended.receipt).seq
    let record = try #require(try trail.reader().record(seq: seq))
    #expect(throws: AuditError.signing(.contentErased)) { try trail.reader().content(of: record) }
    guard
      case .contentErased = Replay(candidate: workspace, reader: try trail.reader()).judge(record)
    else {
      Issue.record("a replay says that it was erased")
      return
    }

    var late = request(runs[2], .reject, .unsafe)
    late.remark = "As her sister said."
    #expect(throws: ReviewError.noPlaceForRemark) { try desk.decide(late) }
    #expect(throws: ReviewError.contentGone) {
      try desk.decide(request(runs[2], .approve, .ruleWrong))
    }
    guard case .rejected = try desk.decide(request(runs[2], .reject, .unsafe)) else {
      Issue.record("it can still be rejected")
      return
    }
  }

  @Test("where only hashes are kept, no remark is kept either")
  func hashes() throws {
    let sparing = Recorder(trail: trail, bundle: workspace.bundle, keepsContent: false)
    let outcome = try workspace.check(
      NoteInput(note: try SourceText("Cough."), summary: try SourceText("A holdme here.")))
    let seq = try #require(try sparing.record([outcome])[0].receipt).seq
    let view = try desk.show(seq, to: person)
    #expect(view.kept == nil && !view.isErased)
    var rejection = request(seq, .reject, .unsafe)
    rejection.remark = "Her sister says so."
    #expect(throws: ReviewError.noPlaceForRemark) { try desk.decide(rejection) }
    #expect(try desk.cases().first?.standing(at: clock.now) == .open, "nothing was recorded")
  }

  @Test("what kind of patient it is stands in the record, coarsely")
  func subgroups() throws {
    for (note, groups) in [
      ("67-year-old woman with cough.", ["age:65-79", "sex:F"]),
      ("A 7-month-old boy with cough.", ["age:0-1", "sex:M"]), ("Cough.", []),
    ] {
      let seq = try check(note, "Cough.")
      #expect(try trail.reader().record(seq: seq)?.body?.subgroups == groups, "\(note)")
    }
  }
}
