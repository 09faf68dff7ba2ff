import Guardrails
import Policies
import SourceText
import Testing

@Suite("Escalations by family")
struct EscalationFamilyTests {
  private static func flag(
    _ id: String, _ phrase: String, family: String = "cardiac", urgency: String = "urgent",
    reason: String, route: String = "{queue: ward, within: 1h}"
  ) -> String {
    Fixture.rule(
      id, kind: "red_flag",
      params:
        "{family: \(family), urgency: \(urgency), reason: \(reason), phrases: [\(phrase)]}",
      then: "{disposition: release, obligations: [{route: \(route)}]}")
  }

  private static let note = "STEMI with melena. Troponin leak and cardiac arrest."

  private static func escalations(_ rules: String...) throws -> [Escalation] {
    let fixture =
      switch rules.count {
      case 1: try Fixture(rules[0])
      case 2: try Fixture(rules[0], rules[1])
      default: try Fixture(rules[0], rules[1], rules[2])
      }
    return try fixture.judge(note: note, summary: "Seen.").escalations
  }

  @Test("alerts of one family are one, as the most urgent has it, with the places of all")
  func collapsed() throws {
    let fixture = try Fixture(
      Self.flag("a", "troponin leak", reason: "A leak.", route: "{queue: ward, within: 5m}"),
      Self.flag(
        "b", "stemi", urgency: "immediate", reason: "An infarction.",
        route: "{queue: heart, within: 15m}"),
      Self.flag("c", "melena", family: "gi_bleed_abdomen", reason: "A bleed."))
    let verdict = try fixture.judge(note: Self.note, summary: "Seen.")
    #expect(verdict.escalations.map(\.family) == [.cardiac, .giBleedAbdomen])
    let heart = try #require(verdict.escalations.first)
    #expect(heart.rule == "b" && heart.urgency == .immediate && heart.route == "heart")
    #expect(heart.withinMinutes == 15 && heart.alsoRaisedBy == ["a"])
    #expect(heart.reason == "An infarction. Also: A leak.")
    let text = try SourceText(Self.note)
    #expect(heart.noteSpans.map(text.string) == ["STEMI", "Troponin leak"])
    let bleed = verdict.escalations[1]
    #expect(bleed.reason == "A bleed." && bleed.alsoRaisedBy.isEmpty)
    #expect(verdict.alerts.map(\.rule) == ["a", "b", "c"], "each rule's own alert is kept")
    #expect(
      verdict.obligations.filter { $0.name == .route }.count == 3, "every queue is still told")
  }

  @Test("of equally urgent alerts the shorter time leads, then the rule that sorts first")
  func ties() throws {
    func leader(_ first: String, _ second: String) throws -> String? {
      try Self.escalations(
        Self.flag("a", "stemi", reason: "One.", route: "{queue: x, within: \(first)}"),
        Self.flag("b", "cardiac arrest", reason: "Two.", route: "{queue: y, within: \(second)}")
      ).first?.rule
    }
    #expect(try leader("1h", "30m") == "b")
    #expect(try leader("30m", "1h") == "a")
    #expect(try leader("60m", "1h") == "a")
  }

  @Test("a reason that several rules give is said once, and a place that several find shown once")
  func repetitions() throws {
    let found = try Self.escalations(
      Self.flag("a", "stemi", reason: "Look."), Self.flag("b", "STEMI", reason: "Look."),
      Self.flag("c", "troponin leak", reason: "Look."))
    #expect(found.count == 1 && found[0].reason == "Look.")
    #expect(found[0].noteSpans.count == 2 && found[0].alsoRaisedBy == ["b", "c"])
  }

  @Test("near misses: a single alert is as its rule has it, and families are not mixed")
  func single() throws {
    let one = try Self.escalations(Self.flag("a", "stemi", reason: "Look."))
    #expect(one.map(\.reason) == ["Look."] && one[0].alsoRaisedBy.isEmpty)
    let two = try Self.escalations(
      Self.flag("a", "stemi", reason: "Look."),
      Self.flag("b", "stemi", family: "ischaemia", reason: "Look."))
    #expect(two.map(\.family) == [.cardiac, .ischaemia])
  }
}
