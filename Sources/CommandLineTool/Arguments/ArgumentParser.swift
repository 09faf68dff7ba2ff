/// The options and inputs of one command line, checked against the command's specification.
struct ParsedArguments: Sendable, Equatable {
  private(set) var values: [String: String] = [:]
  private(set) var inputs: [String] = []

  init(values: [String: String] = [:], inputs: [String] = []) {
    self.values = values
    self.inputs = inputs
  }

  func has(_ option: String) -> Bool { values[option] != nil }
  func value(_ option: String) -> String? { values[option] }
  /// The parser has checked that the text is a number in range.
  func integer(_ option: String) -> Int? { values[option].flatMap { Int($0) } }

  fileprivate mutating func set(_ option: String, to value: String) -> Bool {
    values.updateValue(value, forKey: option) == nil
  }

  fileprivate mutating func add(_ input: String) { inputs.append(input) }
}

/// Reads command lines by table: which command is meant, and what its options are.
struct ArgumentParser: Sendable {
  enum Request: Sendable {
    case version
    /// The overview, or the help of a command or of a group of commands (`policy`).
    case help(path: [String])
    /// A command by its place in the table, with its arguments.
    case run(command: Int, ParsedArguments)
  }

  let commands: [CommandSpecification]

  /// Reads the arguments that follow the program's name.
  func parse(_ arguments: [String]) throws(UsageError) -> Request {
    guard let first = arguments.first else { return .help(path: []) }
    switch first {
    case "--version", "-V": return .version
    case "--help", "-h": return .help(path: [])
    case "help": return try help(about: Array(arguments.dropFirst()))
    default: break
    }
    if first.hasPrefix("-") {
      throw UsageError(
        "'\(Printable.line(first))' stands where a command is expected",
        hint: "options come after the command, as in 'vouch summarize --quiet note.txt'")
    }
    let (index, rest) = try command(in: arguments)
    guard let index else { return .help(path: [first]) }
    return try options(of: index, in: rest)
  }

  private func help(about words: [String]) throws(UsageError) -> Request {
    guard !words.isEmpty else { return .help(path: []) }
    let (index, rest) = try command(in: words + ["--help"])
    guard let index else { return .help(path: [words[0]]) }
    return try options(of: index, in: rest)
  }

  /// The command that the first word or two name; nil where they ask for the help of a group.
  private func command(in arguments: [String]) throws(UsageError) -> (Int?, ArraySlice<String>) {
    let first = arguments[0]
    if let index = commands.firstIndex(where: { $0.path == [first] }) {
      return (index, arguments.dropFirst())
    }
    let group = commands.filter { $0.path.count == 2 && $0.path[0] == first }.map { $0.path[1] }
    guard !group.isEmpty else {
      var names: [String] = []
      for command in commands where names.last != command.path[0] { names.append(command.path[0]) }
      throw UsageError(
        "unknown command '\(Printable.line(first))'",
        hint: Suggestion.nearest(to: first, among: names).map { "did you mean '\($0)'?" })
    }
    guard arguments.count > 1 else {
      throw UsageError(
        "'\(first)' needs to be told what to do: \(group.joined(separator: ", "))",
        hint: "for example 'vouch \(first) \(group[0])'", command: first)
    }
    let second = arguments[1]
    if second == "--help" || second == "-h" { return (nil, []) }
    guard let index = commands.firstIndex(where: { $0.path == [first, second] }) else {
      throw UsageError(
        "unknown command '\(first) \(Printable.line(second))'",
        hint: Suggestion.nearest(to: second, among: group).map { "did you mean '\(first) \($0)'?" },
        command: first)
    }
    return (index, arguments.dropFirst(2))
  }

  private func options(of index: Int, in arguments: ArraySlice<String>) throws(UsageError)
    -> Request
  {
    let command = commands[index]
    var parsed = ParsedArguments()
    var rest = arguments
    while let argument = rest.popFirst() {
      if argument == "--" {
        for input in rest { parsed.add(input) }
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        parsed.add(argument)
        continue
      }
      let (option, attached) = try option(named: argument, of: command)
      if option.name == "help" { return .help(path: command.path) }
      var value = attached
      if option.takesValue, value == nil {
        guard let next = rest.popFirst() else {
          throw UsageError("\(option.usage) needs a value", command: command.name)
        }
        value = next
      }
      if let value, let complaint = option.complaint(about: value) {
        throw UsageError("--\(option.name) \(complaint)", command: command.name)
      }
      guard parsed.set(option.name, to: value ?? "") else {
        throw UsageError(
          "--\(option.name) is given twice", hint: "keep one of them", command: command.name)
      }
    }
    try checkInputs(parsed.inputs, of: command)
    return .run(command: index, parsed)
  }

  /// The option that an argument names, with the value attached to it by `=`.
  private func option(named argument: String, of command: CommandSpecification) throws(UsageError)
    -> (OptionSpecification, String?)
  {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count == 2 ? String(parts[1]) : nil
    for option in command.allOptions {
      if name == "--\(option.name)" { return (option, attached) }
      if let letter = option.letter, name == "-\(letter)" { return (option, attached) }
    }
    let names = command.allOptions.map { "--\($0.name)" }
    throw UsageError(
      "unknown option '\(Printable.line(name))' for 'vouch \(command.name)'",
      hint: Suggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" },
      command: command.name)
  }

  private func checkInputs(_ inputs: [String], of command: CommandSpecification)
    throws(UsageError)
  {
    let extra: String
    switch command.inputs {
    case .any: return
    case .none:
      guard let first = inputs.first else { return }
      extra = first
    case .atMostOne:
      guard inputs.count > 1 else { return }
      extra = inputs[1]
    case .exactlyOne(let placeholder):
      guard let first = inputs.first else {
        throw UsageError(
          "'vouch \(command.name)' needs \(placeholder)",
          hint: command.examples.first.map { "for example '\($0.line)'" }, command: command.name)
      }
      guard inputs.count > 1 else { return }
      extra = inputs.last ?? first
    case .exactlyTwo(let first, let second):
      guard inputs.count >= 2 else {
        throw UsageError(
          "'vouch \(command.name)' needs \(first) and \(second)",
          hint: command.examples.first.map { "for example '\($0.line)'" }, command: command.name)
      }
      guard inputs.count > 2 else { return }
      extra = inputs[2]
    }
    throw UsageError(
      "'vouch \(command.name)' does not know what to do with '\(Printable.line(extra))'",
      command: command.name)
  }
}
