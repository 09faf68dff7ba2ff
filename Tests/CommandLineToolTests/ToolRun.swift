import CommandLineTool
import TestSupport

/// The tool run in process, in a folder of its own with small policies of its own.
struct ToolRun {
  let folder: TemporaryFolder
  var variables: [String: String]

  struct Result {
    let code: ExitCode
    let output: String
    let errors: String

    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// The folder is the current directory of the run: its policies, trail and configuration are there.
  init(policies: String = Self.policies) throws {
    folder = try TemporaryFolder()
    try folder.write("Policies/all.yaml", policies)
    variables = ["XDG_STATE_HOME": folder.file("state"), "HOME": folder.file("home")]
  }

  func callAsFunction(
    _ arguments: String..., input: String = "", sink: MemorySink = MemorySink()
  ) -> Result {
    run(arguments, input: Array(input.utf8), sink: sink)
  }

  func run(
    _ arguments: [String], input: [UInt8] = [], sink: MemorySink = MemorySink(),
    source: MemorySource? = nil, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> Result {
    let errors = MemorySink()
    let code = CommandLineTool.run(
      arguments: arguments,
      streams: Streams(
        input: source ?? MemorySource(input), output: sink, errors: errors),
      environment: ToolEnvironment(
        variables: variables, currentDirectory: folder.path,
        executablePath: folder.file("bin/vouch"), cores: 2,
        isInterrupted: isInterrupted))
    return Result(code: code, output: sink.text, errors: errors.text)
  }

  /// Rules for every decision: `holdme` is held, `blockme` blocked, `redactme` taken out, and the
  /// words "crushing chest pain" in a note escalate.
  static let policies = """
    schema: vouch/policy/1
    bundle: {id: test-bundle, revision: 7, owner: tests}
    disclaimers:
      - {id: standing, version: 2, audiences: [clinician, patient], text: Mock notes only.}
    rules:
      - id: words.hold
        title: A word that holds
        kind: lexicon
        mode: enforce
        severity: major
        params: {terms: [holdme]}
        then: {disposition: hold}
        tests: [{name: word, summary: "A holdme here.", expect: hold}]
      - id: words.block
        title: A word that blocks
        kind: lexicon
        mode: enforce
        severity: critical
        params: {terms: [blockme]}
        then: {disposition: block}
        tests: [{name: word, summary: "A blockme here.", expect: block}]
      - id: words.redact
        title: A word that goes
        kind: lexicon
        mode: enforce
        severity: minor
        params: {terms: [redactme]}
        then: {disposition: annotate, obligations: [redact]}
        tests: [{name: word, summary: "A redactme here.", expect: annotate}]
      - id: flag.chest
        title: Crushing chest pain
        kind: red_flag
        mode: enforce
        severity: critical
        params:
          family: cardiac
          urgency: immediate
          reason: This may be a heart attack.
          phrases: [crushing chest pain]
        then: {disposition: release, obligations: [{route: {queue: cardiology, within: 15m}}]}
        tests:
          - {name: present, note: "He has crushing chest pain.", expect: {escalate: ["crushing chest pain"]}}

    """
}
