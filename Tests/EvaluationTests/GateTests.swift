import Evaluation
import SourceText
import Testing

@Suite("Gates")
struct GateTests {
  private static func load(_ text: String) -> (value: Gate?, messages: [String]) {
    let loaded = Gate.load(
      Array("schema: vouch/gate/1\n\(text)".utf8), path: "gate.yaml",
      systems: ["extractive", "model"])
    return (
      loaded.value,
      loaded.diagnostics.map {
        "\($0.line):\($0.column) \($0.message)" + ($0.hint.map { " (\($0))" } ?? "")
      }
    )
  }

  @Test("requirements are read with system, metric, figure and limit")
  func requirements() throws {
    let gate = try #require(
      Self.load(
        """
        require:
          - critical_misses == 0
          - facts.recall.lower >= 0.75
          - model:rouge2.f1 > 0.1
        baseline: {noSignificantDrop: [facts.recall, "model:rouge2.f1"], noNewBreak: true}
        """
      ).value)
    #expect(
      gate.requirements.map(\.metric.name) == ["critical_misses", "facts.recall", "rouge2.f1"])
    #expect(gate.requirements.map(\.figure) == [.value, .lower, .value])
    #expect(gate.requirements.map(\.comparison) == [.equal, .atLeast, .above])
    #expect(gate.requirements.map(\.limit) == [0, 0.75, 0.1])
    #expect(gate.requirements.map(\.system) == [nil, nil, "model"])
    #expect(gate.requirements.map(\.line) == [3, 4, 5])
    #expect(gate.noSignificantDrop.map(\.metric.name) == ["facts.recall", "rouge2.f1"])
    #expect(gate.noSignificantDrop.map(\.system) == [nil, "model"])
    #expect(gate.needsBaseline && gate.noNewBreak)
  }

  @Test(
    "mistakes are told with place and remedy",
    arguments: [
      (
        "require: [critical_mises == 0]",
        "2:11 unknown metric 'critical_mises' (did you mean 'critical_misses'?)"
      ),
      (
        "require: [nonsense == 0]",
        "2:11 unknown metric 'nonsense' ('vouch evaluate --metrics' lists them)"
      ),
      (
        "require: [facts.recall = 1]",
        "2:11 a requirement is a metric, one of >= <= == > <, and a number (for example "
          + "'critical_misses == 0')"
      ),
      (
        "require: [modle:facts.recall >= 1]",
        "2:11 no system 'modle' is evaluated (did you mean 'model'?)"
      ),
      (
        "require: [critical_misses.lower == 0]",
        "2:11 'critical_misses' is a count, which has no interval (leave '.lower' out)"
      ),
      (
        "baseline: {noSignificantDrop: [rouge4.f1]}",
        "2:32 unknown metric 'rouge4.f1' (did you mean 'rouge1.f1'?)"
      ),
      (
        "baseline: {noSignificantDrop: [\"modle:facts.recall\"]}",
        "2:32 no system 'modle' is evaluated (did you mean 'model'?)"
      ),
      ("require: []\nrequires: []", "3:1 unknown field 'requires' (did you mean 'require'?)"),
      ("", "1:1 a gate requires something: 'require', 'baseline' or both"),
    ])
  func mistakes(text: String, message: String) {
    let loaded = Self.load(text)
    #expect(loaded.value == nil && loaded.messages == [message])
  }

  // MARK: Outcomes

  /// Ten notes with so many facts kept of four each.
  private static func report(kept: [Int], missed: Int = 0) -> EvaluationReport {
    let ids = kept.indices.map { "n\($0)" }
    var table = EvaluationTable(systems: [.extractive], ids: ids)
    for (index, count) in kept.enumerated() {
      var result = SampleResult(
        key: "\(index)", id: ids[index], system: "extractive", status: .scored)
      result.measures.rate("facts.recall", count, of: 4)
      if index < missed { result.alerts.missed = ["cardiac"] }
      result.measures.set("escalation.misses", .init(index < missed ? 1 : 0))
      table.add(result, note: index)
    }
    return EvaluationReport(
      table,
      setting: EvaluationReport.Setting(
        data: "d", dataDigest: "0", notes: kept.count, policy: "p", policyRevision: 1,
        policyDigest: "sha256:0", tool: "t", length: "120 words", seed: 1, repetitions: 1))
  }

  private static func outcome(
    _ text: String, _ report: EvaluationReport, baseline: EvaluationReport? = nil
  ) throws -> GateOutcome {
    let gate = try #require(Self.load(text).value)
    let before = try baseline.map {
      try EvaluationBaseline(EvaluationBaseline.bytes(of: $0), path: "b.json")
    }
    return GateOutcome(gate, report, baseline: before)
  }

  @Test(
    "a requirement holds, fails, or cannot be evaluated; only the first opens the gate",
    arguments: [
      ("facts.recall >= 0.75", GateOutcome.Result.passed), ("facts.recall > 0.75", .failed),
      ("facts.recall.lower >= 0.75", .failed), ("facts.recall.upper <= 0.9", .passed),
      ("escalation.misses == 0", .passed), ("rouge2.f1 >= 0", .unevaluable),
    ])
  func results(text: String, result: GateOutcome.Result) throws {
    let outcome = try Self.outcome(
      "require: [\(text)]", Self.report(kept: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]))
    #expect(outcome.lines.map(\.result) == [result])
    #expect(outcome.isPassed == (result == .passed))
  }

  @Test("a broad drop fails the gate, chance does not, and neither does getting better")
  func drops() throws {
    let before = Self.report(kept: [3, 4, 3, 4, 3, 4, 3, 4, 3, 4])
    let text = "baseline: {noSignificantDrop: [facts.recall]}"
    let worse = Self.report(kept: [2, 3, 2, 3, 2, 3, 2, 3, 2, 3])
    #expect(try Self.outcome(text, worse, baseline: before).lines.map(\.result) == [.failed])
    let shuffled = Self.report(kept: [4, 3, 4, 3, 4, 3, 4, 3, 4, 3])
    let same = try Self.outcome(text, shuffled, baseline: before)
    #expect(same.lines.map(\.result) == [.passed])
    #expect(same.lines[0].detail.contains("includes zero"))
    let better = Self.report(kept: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4])
    #expect(try Self.outcome(text, better, baseline: before).isPassed)
  }

  @Test("a drop of one system is looked for in that system alone")
  func dropOfOneSystem() throws {
    let before = Self.report(kept: [3, 4, 3, 4])
    let text =
      "baseline: {noSignificantDrop: [\"model:facts.recall\", \"extractive:facts.recall\"]}"
    let outcome = try Self.outcome(text, before, baseline: before)
    #expect(outcome.lines.map(\.system) == ["extractive"])
  }

  @Test("one new hard fault fails the gate, whatever the means say")
  func newBreak() throws {
    let before = Self.report(kept: [3, 3, 3], missed: 1)
    let text = "baseline: {noNewBreak: true}"
    #expect(
      try Self.outcome(text, Self.report(kept: [4, 4, 4], missed: 1), baseline: before).isPassed)
    let broken = try Self.outcome(text, Self.report(kept: [4, 4, 4], missed: 2), baseline: before)
    #expect(broken.lines.map(\.result) == [.failed])
    #expect(broken.lines[0].detail.contains("n1"))
  }

  @Test("a baseline of another version, or none, is refused")
  func foreignBaselines() {
    for (text, message) in [
      ("{\"schema\":\"vouch/evaluation-baseline/2\"}", "another version"),
      ("{\"schema\":\"other\"}", "no baseline"), ("nonsense", "no baseline"),
      ("{\"schema\":\"vouch/evaluation-baseline/1\"}", "no baseline"),
    ] {
      #expect {
        _ = try EvaluationBaseline(Array(text.utf8), path: "b.json")
      } throws: { error in
        guard case .invalidData(_, _, let found, _)? = error as? EvaluationError else {
          return false
        }
        return found.contains(message)
      }
    }
  }

  @Test("JUnit XML tells failures from what could not be evaluated, and escapes what it quotes")
  func junit() throws {
    var report = Self.report(kept: [3, 3])
    report.gate = try Self.outcome(
      "require: [facts.recall >= 0.5, facts.recall > 0.9, rouge2.f1 >= 0]", report)
    let xml = String(decoding: JUnitXML.bytes(of: report), as: UTF8.self)
    #expect(xml.contains("tests=\"3\" failures=\"1\" errors=\"1\""))
    #expect(xml.contains("name=\"facts.recall &gt; 0.9\""))
    #expect(JUnitXML.escaped("<a&\"'\u{1}\u{202E}>") == "&lt;a&amp;&quot;&#39;\u{FFFD}\u{FFFD}&gt;")
  }
}
