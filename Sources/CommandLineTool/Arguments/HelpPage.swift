/// The help pages, made from the commands' specifications; examples come first.
enum HelpPage {
  /// What every page ends with.
  private static let disclaimer = StandingWords.notForClinicalUse

  static func overview(of commands: [CommandSpecification]) -> String {
    let width = (commands.map { $0.name.utf8.count }.max() ?? 0) + 3
    let list = commands.map { "  \(padded($0.name, to: width))\($0.summary)" }
    return """
      vouch: clinical note summaries you can vouch for

      Usage: vouch COMMAND [OPTIONS] [INPUT…]

      Examples:
        vouch init demo && cd demo             a folder to start from
        vouch summarize note.txt               a summary with evidence, findings and decision
        vouch check --note n.txt --summary s.txt
                                               judge a summary that anything else wrote
        cat notes.jsonl | vouch summarize --jsonl > summaries.jsonl
        vouch audit verify                     prove that the trail is whole

      Commands:
      \(list.joined(separator: "\n"))

      'vouch COMMAND --help' explains a command, 'vouch --version' names the version.

      Exit codes: 0 done · 1 failure · 2 held or blocked · 3 invalid policy or configuration
                  4 an evaluation's gate failed · 5 the audit trail does not verify
                  64 usage · 130 interrupted

      \(disclaimer)

      """
  }

  static func page(for command: CommandSpecification) -> String {
    var text = "vouch \(command.name): \(command.summary)\n\n"
    let inputs = command.inputs.usage.map { " \($0)" } ?? ""
    text += "Usage: vouch \(command.name) [OPTIONS]\(inputs)\n\nExamples:\n"
    for example in command.examples {
      text += "  \(example.line)\n      \(example.meaning)\n"
    }
    let details = TextLayout.wrap(command.details, width: 96).joined(separator: "\n")
    text += "\n\(details)\n\nOptions:\n"
    for option in command.allOptions { text += entry(option.usage, option.summary) }
    return text + "\n\(disclaimer)\n"
  }

  static func group(_ name: String, of commands: [CommandSpecification]) -> String {
    let members = commands.filter { $0.path.first == name }
    let width = (members.map { $0.name.utf8.count }.max() ?? 0) + 3
    var text = "Usage: vouch \(name) COMMAND [OPTIONS]\n\nExamples:\n"
    for example in members.compactMap(\.examples.first) {
      text += "  \(example.line)\n      \(example.meaning)\n"
    }
    text += "\nCommands:\n"
    for member in members { text += "  \(padded(member.name, to: width))\(member.summary)\n" }
    return text + "\n'vouch \(name) COMMAND --help' explains each.\n\n\(disclaimer)\n"
  }

  /// The column at which the explanations of options begin.
  private static let explanationColumn = 30
  /// As wide as an old terminal, in columns.
  private static let pageWidth = 90

  private static func entry(_ usage: String, _ summary: String) -> String {
    let lines = TextLayout.wrap(summary, width: pageWidth - explanationColumn)
    let indent = String(repeating: " ", count: explanationColumn)
    var text = "  \(usage)"
    if usage.utf8.count + 4 > explanationColumn {
      text += "\n" + indent
    } else {
      text = padded(text, to: explanationColumn)
    }
    return text + lines.joined(separator: "\n" + indent) + "\n"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
