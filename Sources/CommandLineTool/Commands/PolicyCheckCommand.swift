import CanonicalJSON
import Policies
import SourceText
import Workflow

/// `vouch policy check`: every mistake in the policies, with its place.
enum PolicyCheckCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["policy", "check"],
      summary: "validate policy files, every mistake with its place",
      details: """
        Reads every .yaml and .yml file below the folder as one bundle and lists all problems as
        file:line:column with the line, a caret and a hint. Exit code 3 where there is an error; \
        warnings leave it 0.

        Warnings name what is sound by itself and doubtful all the same: rules that another rule \
        shadows (P081), rules that no summary satisfies together (P082, P086), the same words \
        alerting in two ways (P083), phrases that stand twice (P084, P085) or are their own \
        exception (P087), conditions that are always or never true (P066), rules without tests \
        (P060). A condition under which one more alert would end a rule is an error (P054).

        Of a folder that extends another one, the settings that it changes are listed: raised, \
        lowered within the limits of the rule, or changed (who is told, in what words).
        """,
      inputs: .atMostOne(placeholder: "DIR"),
      options: [
        OptionSpecification(
          "format", .choice(["text", "json", "sarif"]), "How to show it. Default: text."),
        .policies, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch policy check", "the policies that a run here would use"),
        .init("vouch policy check MyPolicies --format json", "others, for an editor or CI"),
        .init(
          "vouch policy check --format sarif --output policies.sarif",
          "for a code-review tool that shows them beside the lines"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let path = try invocation.policyFolder(settings)
      let load: PolicyLoad
      do throws(PolicyFolder.LoadError) {
        load = try PolicyFolder.check(
          path, installed: InstalledFiles.policies(invocation.environment))
      } catch {
        throw PolicyAccess.failure(error)
      }
      switch invocation.arguments.value("format") {
      case "json": try invocation.write(json(load))
      case "sarif": try invocation.write(DiagnosticsSARIF.log(load.diagnostics.sorted()))
      default:
        try invocation.write(
          text(load, path, invocation.style(settings), width: invocation.width))
      }
      return load.bundle == nil ? .invalidFile : .success
    })

  private static func text(
    _ load: PolicyLoad, _ path: String, _ style: Style, width: Int
  ) -> String {
    var text = load.diagnostics.sorted().map { Printable.text($0.rendered) + "\n" }.joined()
    let errors = load.diagnostics.count { $0.severity == .error }
    let warnings = load.diagnostics.count - errors
    if let bundle = load.bundle {
      let counts = RuleMode.allCases.reversed().compactMap { mode -> String? in
        let count = bundle.rules.count { $0.mode == mode }
        return count > 0 ? "\(count) \(mode.rawValue)" : nil
      }
      text += style("valid", .good) + "  \(bundle.id) revision \(bundle.revision): "
      text += "\(Plural.count(bundle.rules.count, "rule")) (\(counts.joined(separator: ", "))), "
      text += "\(Plural.count(bundle.disclaimers.count, "disclaimer"))"
      text += warnings > 0 ? ", \(Plural.count(warnings, "warning"))\n" : "\n"
      text += style("       \(bundle.digest)", .dim) + "\n"
      let audiences = AudienceCounts(bundle)
      text += TextLayout.hanging("       ", audiences.words, width: width)
      text += OverlayText.lines(bundle.overlay, style, width: width)
    } else {
      text += style("invalid", .bad) + "  \(Printable.line(path)): "
      text += Plural.count(errors, "error")
      text += warnings > 0 ? ", \(Plural.count(warnings, "warning"))\n" : "\n"
    }
    return text
  }

  private static func json(_ load: PolicyLoad) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/policy-check/1")
    json.member("valid", load.bundle != nil)
    json.key("policy")
    if let bundle = load.bundle { json.policy(PolicyLabel(bundle)) } else { json.null() }
    if let bundle = load.bundle {
      AudienceCounts(bundle).write(to: &json)
      json.overlay(bundle.overlay)
    }
    json.key("diagnostics")
    json.beginArray()
    for diagnostic in load.diagnostics.sorted() {
      json.beginObject()
      json.member("file", diagnostic.file)
      json.member("line", diagnostic.line)
      json.member("column", diagnostic.column)
      json.member("length", diagnostic.length)
      json.member("severity", diagnostic.severity.rawValue)
      json.member("code", diagnostic.code)
      json.member("message", diagnostic.message)
      json.key("hint")
      if let hint = diagnostic.hint { json.string(hint) } else { json.null() }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

extension Invocation {
  /// The folder that a `policy` command names, by argument or as every command does.
  func policyFolder(_ settings: Settings) throws(ToolFailure) -> String {
    guard let named = arguments.inputs.first else { return settings.policies }
    if arguments.has("policies") {
      throw usage("the folder is named twice", hint: "leave --policies out")
    }
    return environment.absolute(named)
  }
}
