import AuditTrail
import CanonicalJSON

/// `vouch doctor`: looks at everything that a run rests on, and says how to mend what is wrong.
enum DoctorCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["doctor"],
      summary: "check the set-up, and say how to mend it",
      details: """
        Looks at the configuration, the policies and their examples, the audit trail and its key, the
        language models that are configured (each server is asked for its list of models), and the
        terminal. Nothing is changed. Exit code 1 where there is trouble.
        """,
      inputs: .none,
      options: [
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .policies, .audit, .anchor, RemoteAccess.prompts, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch doctor", "is everything there?"),
        .init("vouch doctor --policies MyPolicies --audit /srv/audit", "with other places"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      var examination = Examination(environment: invocation.environment)
      examination.lookAtProgram()
      var style = Style.plain
      do throws(ToolFailure) {
        let settings = try invocation.settings()
        style = invocation.style(settings)
        examination.lookAtConfiguration(named: invocation.arguments.value("config"))
        examination.lookAtPolicies(settings)
        examination.lookAtTrail(settings)
        examination.lookAtModels(settings)
      } catch {
        examination.add(
          .trouble, "configuration", error.rendered ?? "cannot be used",
          mend: "mend the file, the variable or the option that is named")
      }
      examination.lookAtTerminal(invocation.streams.output)
      let checks = examination.checks
      let isJSON = invocation.arguments.value("format") == "json"
      try invocation.write(
        isJSON ? json(checks) : Array(text(checks, style, invocation.width).utf8))
      return checks.contains { $0.state == .trouble } ? .failure : .success
    })

  static func text(_ checks: [Examination.Check], _ style: Style, _ width: Int) -> String {
    var text = ""
    for check in checks {
      let mark =
        switch check.state {
        case .good: style("ok     ", .good)
        case .notice: style("note   ", .notice)
        case .trouble: style("trouble", .bad)
        }
      text += TextLayout.hanging(
        "\(mark)  \(TextLayout.padded(check.name, to: 14)) ", Printable.text(check.finding),
        width: width)
      if let mend = check.mend {
        text += TextLayout.hanging(
          String(repeating: " ", count: 24) + style("→ ", .mark), mend, width: width)
      }
    }
    let troubles = checks.count { $0.state == .trouble }
    text += "\n"
    text += troubles == 0 ? "Everything is in place.\n" : "\(Plural.count(troubles, "trouble")).\n"
    return text + "\(StandingWords.notForClinicalUse)\n"
  }

  private static func json(_ checks: [Examination.Check]) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/doctor/1")
    json.member("version", CommandLineTool.version)
    json.key("checks")
    json.beginArray()
    for check in checks {
      json.beginObject()
      json.member("name", check.name)
      json.member("state", check.state.rawValue)
      json.member("finding", check.finding)
      json.key("mend")
      if let mend = check.mend { json.string(mend) } else { json.null() }
      json.endObject()
    }
    json.endArray()
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
