/// What a command is called, takes and does: the parser and the help pages are driven by this.
struct CommandSpecification: Sendable {
  /// What a command takes beside its options.
  enum Inputs: Sendable {
    case none
    /// Any number of them; without one, standard input is read.
    case any(placeholder: String)
    case atMostOne(placeholder: String)
    case exactlyOne(placeholder: String)
    case exactlyTwo(first: String, second: String)

    var usage: String? {
      switch self {
      case .none: nil
      case .any(let placeholder): "[\(placeholder)…]"
      case .atMostOne(let placeholder): "[\(placeholder)]"
      case .exactlyOne(let placeholder): placeholder
      case .exactlyTwo(let first, let second): "\(first) \(second)"
      }
    }
  }

  /// A command line that works, and what it does.
  struct Example: Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
      self.line = line
      self.meaning = meaning
    }
  }

  /// The words that call it: `["policy", "check"]`.
  let path: [String]
  /// One phrase, for the list of commands.
  let summary: String
  /// What a reader of the help page must know beside the options.
  let details: String
  let inputs: Inputs
  let options: [OptionSpecification]
  let examples: [Example]

  var name: String { path.joined(separator: " ") }

  /// Its own options, then the ones that every command has.
  var allOptions: [OptionSpecification] { options + [.help] }
}

/// One `--option` of a command.
struct OptionSpecification: Sendable {
  enum Value: Sendable {
    /// Given or not.
    case flag
    /// Any text.
    case text(placeholder: String)
    case choice([String])
    case integer(placeholder: String, ClosedRange<Int>)
  }

  /// Without the dashes.
  let name: String
  /// A single letter that stands for it, as in `-h`.
  let letter: Character?
  let value: Value
  let summary: String

  init(_ name: String, _ value: Value, _ summary: String) {
    self.name = name
    letter = nil
    self.value = value
    self.summary = summary
  }

  /// One that is given or not.
  init(_ name: String, letter: Character? = nil, _ summary: String) {
    self.name = name
    self.letter = letter
    value = .flag
    self.summary = summary
  }

  static let help = OptionSpecification("help", letter: "h", "Show this help.")

  var takesValue: Bool {
    if case .flag = value { return false }
    return true
  }

  /// As help shows it: `--words N`.
  var usage: String {
    let dashed = (letter.map { "-\($0), " } ?? "") + "--\(name)"
    switch value {
    case .flag: return dashed
    case .text(let placeholder), .integer(let placeholder, _): return "\(dashed) \(placeholder)"
    case .choice(let choices): return "\(dashed) \(choices.joined(separator: "|"))"
    }
  }

  /// Why a value does not fit; nil where it does.
  func complaint(about text: String) -> String? {
    switch value {
    case .flag: return "takes no value"
    case .text(let placeholder): return text.isEmpty ? "needs \(placeholder), not nothing" : nil
    case .choice(let choices):
      if choices.contains(text) { return nil }
      return "must be one of \(choices.joined(separator: ", ")), not '\(Printable.line(text))'"
    case .integer(_, let range):
      // `Int.init` also takes a leading plus sign, which no one means.
      if let number = Int(text), range.contains(number), !text.hasPrefix("+") { return nil }
      return "must be a whole number from \(range.lowerBound) to \(range.upperBound), "
        + "not '\(Printable.line(text))'"
    }
  }
}
