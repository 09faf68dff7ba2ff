import CanonicalJSON
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Workflow

/// `vouch policy test`: runs the examples that the rules carry.
enum PolicyTestCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["policy", "test"],
      summary: "run the examples inside the rules",
      details: """
        Judges the examples of every rule and lists those that come out otherwise than expected. Exit
        code 3 where one fails or the policies are invalid.
        """,
      inputs: .atMostOne(placeholder: "DIR"),
      options: [
        OptionSpecification(
          "rule", .text(placeholder: "ID"), "Only this rule, or all that begin with ID and a dot."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .policies, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch policy test", "all examples of the policies that a run here would use"),
        .init("vouch policy test --rule redflag", "those of the red flags"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let path = try invocation.policyFolder(settings)
      let bundle = try PolicyAccess.bundle(path)
      var results = GuardrailEngine(bundle: bundle, lexicon: Lexicon.embedded()).runEmbeddedTests()
      if let rule = invocation.arguments.value("rule") {
        results = results.filter { $0.rule == rule || $0.rule.hasPrefix(rule + ".") }
        guard !results.isEmpty else {
          let near = Suggestion.nearest(to: rule, among: bundle.rules.map(\.id))
          throw .trouble(
            message: "no rule '\(Printable.line(rule))' with examples in '\(bundle.id)'",
            hint: near.map { "did you mean '\($0)'?" })
        }
      }
      let isJSON = invocation.arguments.value("format") == "json"
      let untested = Set(bundle.rules.map(\.id)).subtracting(results.map(\.rule)).count
      let summary = Summary(
        results: results, untested: invocation.arguments.has("rule") ? 0 : untested)
      try invocation.write(
        isJSON
          ? summary.json(PolicyLabel(bundle))
          : Array(summary.text(invocation.style(settings), width: invocation.width).utf8))
      return results.allSatisfy(\.passed) ? .success : .invalidFile
    })

  /// What came of all examples.
  struct Summary {
    let results: [RuleTestResult]
    /// How many rules have no example.
    let untested: Int

    func text(_ style: Style, width: Int) -> String {
      let failures = results.filter { !$0.passed }
      var text = ""
      for failure in failures {
        let place = failure.place
        text += "\(place.file):\(place.line):\(place.column): " + style("failed", .bad)
        text += ": \(failure.rule): \(Printable.line(failure.test))\n"
        text += TextLayout.hanging("  expected  ", Printable.line(failure.expected), width: width)
        text += TextLayout.hanging("  got       ", Printable.line(failure.actual), width: width)
      }
      let rules = Set(results.map(\.rule)).count
      let outcome =
        failures.isEmpty ? style("passed", .good) : style("\(failures.count) failed", .bad)
      text += "\(outcome)  \(Plural.count(results.count, "example")) of "
      text += Plural.count(rules, "rule")
      return text + (untested > 0 ? "; \(Plural.count(untested, "rule")) without one\n" : "\n")
    }

    func json(_ policy: PolicyLabel) -> [UInt8] {
      var json = JSONWriter(pretty: true)
      json.beginObject()
      json.member("schema", "vouch/policy-test/1")
      json.key("policy")
      json.policy(policy)
      json.member("passed", results.count { $0.passed })
      json.member("failed", results.count { !$0.passed })
      json.member("rulesWithoutExample", untested)
      json.key("results")
      json.beginArray()
      for result in results {
        json.beginObject()
        json.member("rule", result.rule)
        json.member("test", result.test)
        json.member("passed", result.passed)
        json.member("expected", result.expected)
        json.member("actual", result.actual)
        json.member("file", result.place.file)
        json.member("line", result.place.line)
        json.member("column", result.place.column)
        json.endObject()
      }
      json.endArray()
      json.endObject()
      json.endLine()
      return json.bytes
    }
  }
}
