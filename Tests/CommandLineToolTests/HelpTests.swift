import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Help")
struct HelpTests {
  @Test("the overview lists every command, examples first")
  func overview() throws {
    let run = try ToolRun()
    for arguments in [[], ["--help"], ["-h"], ["help"]] as [[String]] {
      let result = run.run(arguments)
      #expect(result.code == .success && result.errors.isEmpty)
      for command in CommandTable.commands {
        #expect(result.output.contains("\n  \(command.specification.name) "))
      }
      let examples = try #require(result.output.firstRange(of: "Examples:"))
      let commands = try #require(result.output.firstRange(of: "Commands:"))
      #expect(examples.lowerBound < commands.lowerBound)
    }
  }

  @Test("every page names usage, examples and all options, within 100 columns")
  func pages() throws {
    let run = try ToolRun()
    for command in CommandTable.commands.map(\.specification) {
      let result = run.run(command.path + ["--help"])
      #expect(result.code == .success && result.errors.isEmpty)
      #expect(result.output.hasPrefix("vouch \(command.name): "))
      #expect(result.output.contains("Usage: vouch \(command.name) [OPTIONS]"))
      #expect(result.output.contains(StandingWords.notForClinicalUse))
      for option in command.allOptions { #expect(result.output.contains("--\(option.name)")) }
      for line in result.output.split(separator: "\n") {
        #expect(TextLayout.columns(line) <= 100, "\(line)")
      }
    }
  }

  @Test("the page of 'audit show' reads as written here")
  func golden() throws {
    let result = try ToolRun()("audit", "show", "--help")
    #expect(
      result.output == """
        vouch audit show: one record, and the note and draft behind it

        Usage: vouch audit show [OPTIONS] SEQ|RUN

        Examples:
          vouch audit show 17
              what was decided, and why
          vouch audit show 17 --content
              with the note and the draft, to review it

        Shows the record with the number SEQ, or of the end of the run with the id RUN. The log holds
        no text: --content decrypts the note and the unedited draft from the vault beside it, which
        only the owner of the trail's key can do, and which is recorded first.

        Options:
          --content                   Decrypt and show the note and the unedited draft.
          --format text|json          How to show it. Default: text.
          --as NAME                   Who acts. Default: the user of the operating system; the
                                      record tells the two apart.
          --role ROLE                 In which role. Default: $VOUCH_ROLE.
          --audit DIR                 Audit trail. Default: $VOUCH_AUDIT, else
                                      $XDG_STATE_HOME/vouch/audit, else
                                      ~/.local/state/vouch/audit.
          --anchor DIR                Signing key and newest checkpoint of the trail, best on
                                      another disk. Default: $VOUCH_ANCHOR, else DIR.anchor beside
                                      the trail.
          --allow-unsafe-fs           Keep the trail on a network file system, whose locks may not
                                      hold.
          --config FILE               Configuration. Default: ./vouch.yaml, if there is one.
          --output FILE               Write the result to FILE, which appears whole or not at all.
          --quiet                     No warnings, no progress.
          --color auto|always|never   Colour. Default: auto, on a terminal unless NO_COLOR is set.
          -h, --help                  Show this help.

        Synthetic or mock notes only; for learning and exploration, not for clinical use.

        """)
  }

  @Test("the version is one line on standard output")
  func version() throws {
    let result = try ToolRun()("--version")
    #expect(result.code == .success && result.output == "vouch \(CommandLineTool.version)\n")
  }

  @Test("without input at a terminal, the user is told how to give some")
  func terminal() throws {
    let run = try ToolRun()
    for arguments in [["summarize"], ["extract"], ["summarize", "--jsonl"]] {
      let result = run.run(arguments, source: MemorySource([], isTerminal: true))
      #expect(result.code == .usage && result.errors.contains("pipe"), "\(result.errors)")
    }
  }
}
