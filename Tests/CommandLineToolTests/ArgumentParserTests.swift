import Testing

@testable import CommandLineTool

@Suite("Command lines")
struct ArgumentParserTests {
  static let parser = ArgumentParser(commands: CommandTable.commands.map(\.specification))

  /// The command's name with its options and inputs, or what else was asked for.
  static func outcome(_ arguments: [String]) -> String {
    do throws(UsageError) {
      switch try parser.parse(arguments) {
      case .version: return "version"
      case .help(let path): return "help " + path.joined(separator: " ")
      case .run(let index, let parsed):
        let options = parsed.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([parser.commands[index].name] + options + ["|"] + parsed.inputs)
          .joined(separator: " ")
      }
    } catch {
      return "error: \(error.message)" + (error.hint.map { " (\($0))" } ?? "")
    }
  }

  @Test(
    "options, values and inputs are told apart",
    arguments: [
      (["summarize", "a.txt", "b.txt"], "summarize | a.txt b.txt"),
      (["summarize", "--words", "60", "a"], "summarize words=60 | a"),
      (["summarize", "--words=60", "a"], "summarize words=60 | a"),
      (["summarize", "-", "--quiet"], "summarize quiet= | -"),
      (["summarize", "--", "--words", "-h"], "summarize | --words -h"),
      (["summarize", "--output", "--odd-name"], "summarize output=--odd-name |"),
      (["check", "--note", "-", "--summary=s=1.txt"], "check note=- summary=s=1.txt |"),
      (["policy", "check", "dir", "--format=json"], "policy check format=json | dir"),
      (["audit", "show", "17", "--content"], "audit show content= | 17"),
      (["--version"], "version"), (["-V"], "version"), ([], "help "), (["--help"], "help "),
      (["help"], "help "), (["help", "audit", "show"], "help audit show"),
      (["summarize", "--words", "60", "--help"], "help summarize"),
      (["policy", "-h"], "help policy"),
    ])
  func understood(_ arguments: [String], _ expected: String) {
    #expect(Self.outcome(arguments) == expected)
  }

  @Test(
    "what is wrong is named, with the nearest thing that is right",
    arguments: [
      (["sumarize"], "unknown command 'sumarize' (did you mean 'summarize'?)"),
      (["frobnicate"], "unknown command 'frobnicate'"),
      (["policy"], "'policy' needs to be told what to do: check, test"),
      (["policy", "tset"], "unknown command 'policy tset' (did you mean 'policy test'?)"),
      (["summarize", "--polices", "x"], "unknown option '--polices' for 'vouch summarize'"),
      (["summarize", "--polices=x"], "(did you mean '--policies'?)"),
      (["summarize", "--words"], "--words N needs a value"),
      (["summarize", "--words", "0"], "--words must be a whole number from 1 to 2000, not '0'"),
      (["summarize", "--words", "2001"], "--words must be a whole number from 1 to 2000"),
      (["summarize", "--words", "+60"], "--words must be a whole number"),
      (["summarize", "--words", "6O"], "--words must be a whole number"),
      (["summarize", "--quiet=yes"], "--quiet takes no value"),
      (["summarize", "--quiet", "--quiet"], "--quiet is given twice"),
      (
        ["summarize", "--format", "xml"], "--format must be one of text, json, markdown, not 'xml'"
      ),
      (["summarize", "--engine", "gpt"], "--engine must be one of extractive, remote"),
      (["summarize", "--output="], "--output needs FILE, not nothing"),
      (["--quiet", "summarize"], "'--quiet' stands where a command is expected"),
      (["audit", "show"], "'vouch audit show' needs SEQ"),
      (["audit", "verify", "x"], "'vouch audit verify' does not know what to do with 'x'"),
      (["summarize", "-x"], "unknown option '-x'"),
      (["summarize", "--\u{1B}[2J"], "unknown option '--\u{FFFD}[2J'"),
    ])
  func refused(_ arguments: [String], _ expected: String) {
    let outcome = Self.outcome(arguments)
    #expect(outcome.hasPrefix("error: ") && outcome.contains(expected), "\(outcome)")
  }

  @Test(
    "near words are suggested, far ones are not",
    arguments: [
      ("summarize", "summarize", true), ("summarise", "summarize", true),
      ("smumarize", "summarize", true), ("check", "extract", false), ("x", "init", false),
      ("ini", "init", true), ("", "init", false),
    ])
  func suggestion(_ word: String, _ candidate: String, _ isNear: Bool) {
    #expect(Suggestion.nearest(to: word, among: [candidate]) == (isNear ? candidate : nil))
  }

  @Test("a swap of neighbours, a change, a letter more and a letter less count one each")
  func distance() {
    func distance(_ left: String, _ right: String) -> Int {
      Suggestion.editDistance(Array(left.utf8), Array(right.utf8))
    }
    #expect(distance("abc", "acb") == 1 && distance("abc", "abd") == 1)
    #expect(distance("abc", "abcd") == 1 && distance("abc", "ab") == 1)
    #expect(distance("", "abc") == 3 && distance("abc", "") == 3 && distance("abc", "abc") == 0)
  }

  @Test("every command has examples, and each begins with a command line of its own that parses")
  func examples() throws {
    for command in CommandTable.commands.map(\.specification) {
      #expect(!command.examples.isEmpty, "\(command.name)")
      for example in command.examples {
        let tail = example.line.split(separator: "vouch ").last ?? ""
        let words = tail.split(separator: " ").map(String.init).prefix { !"<>|".contains($0) }
        guard !words.isEmpty else { continue }
        let outcome = Self.outcome(Array(words))
        #expect(!outcome.hasPrefix("error"), "\(example.line): \(outcome)")
      }
    }
  }
}
