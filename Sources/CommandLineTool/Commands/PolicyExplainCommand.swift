import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// `vouch policy explain`: why a draft is decided upon as it is, rule by rule and step by step.
enum PolicyExplainCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["policy", "explain"],
      summary: "why a summary is decided upon as it is: rules, conditions, places, resolver",
      details: """
        Judges one case by the policies and shows of every rule that found something its condition \
        with the value of each operand, both places of each finding with their words, and then how \
        the decision came about: what each finding raised it to, the obligations together, which of \
        two overlapping edits won, and what shadow rules would have done.

        With --rule ID it also says why that rule did not fire: it is off, its condition is false, \
        nothing matched, or what matched did not count; and where each of its settings comes from. \
        Settings that a folder has changed of a folder that it extends are always told, with both \
        places.

        The case is a pair of files, a note (summarized by the built-in engine; of a corpus case \
        also its .yaml), lines of JSON as 'vouch check' and 'vouch summarize' read them, or a record \
        of the audit trail, whose texts come from the vault. Nothing is recorded, and the words \
        shown are those of the case. Exit code 0, whatever the decision.
        """,
      inputs: .atMostOne(placeholder: "INPUT"),
      options: [
        OptionSpecification(
          "note", .text(placeholder: "FILE"), "The note; '-' for standard input."),
        OptionSpecification(
          "summary", .text(placeholder: "FILE"), "Its summary; '-' for standard input."),
        OptionSpecification("jsonl", "INPUT holds JSON Lines; explain each, or that of --id."),
        OptionSpecification("id", .text(placeholder: "ID"), "With --jsonl: only this line."),
        OptionSpecification(
          "seq", .integer(placeholder: "N", 0...Int.max), "The record of the trail to explain."),
        OptionSpecification(
          "rule", .text(placeholder: "ID"), "Only this rule, or all that begin with ID and a dot."),
        OptionSpecification(
          "audience", .choice(Audience.allCases.map(\.rawValue)),
          "For whom the summary is. Default: clinician."),
        OptionSpecification(
          "words", .integer(placeholder: "N", OptionLimits.words),
          "The most words of a built-in summary. Default: \(SummaryRequest.defaultWords)."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .policies, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init(
          "vouch policy explain --note note.txt --summary summary.txt", "why this pair is held"),
        .init(
          "vouch policy explain --rule banned.refusal note.txt", "why this rule did not fire"),
        .init("vouch policy explain --jsonl --id 17 pairs.jsonl", "one line of a batch"),
        .init("vouch policy explain --seq 17", "a decision in the audit trail"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let source = try ExplanationSource(invocation, settings)
      let (bundle, sources) = try PolicyAccess.bundleWithSources(
        settings.policies, invocation.environment)
      if let name = invocation.arguments.inputs.first,
        bundle.rules.contains(where: { $0.id == name }),
        FileStatus.kind(of: invocation.environment.absolute(name)) == .missing
      {
        throw invocation.usage(
          "'\(Printable.line(name))' is a rule, and what is explained is a case",
          hint: "vouch policy explain --rule \(Printable.line(name)) NOTE")
      }
      let rules = invocation.arguments.has("rule") ? try invocation.rules(of: bundle) : nil
      let shownRules = rules.map { Set($0.map { bundle.rules[$0].id }) }
      let workspace = Workspace(lexicon: Lexicon.embedded(), bundle: bundle)
      let explained = ExplainedSettings(
        sources: sources, changes: bundle.overlay?.changes ?? [], isWhole: rules != nil)
      let isJSON = invocation.arguments.value("format") == "json"
      let style = invocation.style(settings)

      var hasFailed = false
      var bytes: [UInt8] = []
      for (index, item) in try source.cases(invocation, settings).enumerated() {
        if invocation.environment.isInterrupted() { throw .interrupted }
        let found: (outcome: Outcome, explanation: Explanation)
        do throws(NoteFile.Problem) {
          found = try item.get().explained(by: workspace)
        } catch {
          invocation.complain(error.rendered)
          hasFailed = true
          continue
        }
        if case .success(let item) = item, let digest = item.policyDigest, digest != bundle.digest {
          invocation.warn(
            "record \(item.input.id ?? "?") was decided under other policies; these are \(bundle.id)"
              + " revision \(bundle.revision)")
        }
        if isJSON {
          bytes +=
            ExplanationJSON(
              outcome: found.outcome, explanation: found.explanation, policy: PolicyLabel(bundle),
              rules: shownRules, settings: explained, isOneOfMany: source.isMany
            ).bytes
        } else {
          if index > 0 { bytes += Array("\n".utf8) }
          bytes += Array(
            ExplanationText(
              outcome: found.outcome, explanation: found.explanation,
              policy: PolicyLabel(bundle), rules: shownRules, settings: explained, style: style,
              width: invocation.width
            ).rendered.utf8)
        }
      }
      try invocation.write(bytes)
      return hasFailed ? .failure : .success
    })
}
