import Guardrails

/// A model card made from a run, under the headings of the Applied Model Card of the Coalition for Health
/// AI (CHAI, version 1, 2025).
///
/// What a run cannot know (who releases it, what regulators say) is said to be unknown, not left out: a
/// person fills it in.
package enum ModelCard {
  package static func markdown(of report: EvaluationReport) -> [UInt8] {
    let setting = report.setting
    var text = """
      # Model card

      \(ReportWords.disclaimer)

      ## Identity
      - **Name**: \(names(report))
      - **Version**: vouch \(setting.tool), policy \(setting.policy) revision \(setting.policyRevision) \
      (\(setting.policyDigest))
      \(models(report))- **Developer, release stage, availability, regulatory status, contact**: to be filled in by who \
      puts it into use; this run knows none of them.

      ## Uses and directions
      - **Intended use and workflow**: short summaries of synthetic or mock clinical notes, each checked \
      against its note and a written policy before it is shown; a person reviews what is held.
      - **Primary intended users**: engineers, safety officers and reviewers who explore such systems.
      - **How to use**: `vouch summarize NOTE`, `vouch check --note NOTE --summary SUMMARY`.
      - **Targeted patient population**: none; no real person's record may be used.
      - **Cautioned out-of-scope settings and use cases**: care of patients; notes that are not in \
      English, or not clinical; advice, diagnosis or triage without a clinician; anything that is not \
      reviewed.

      ## Warnings
      - **Known risks and limitations**: \(risks(report))
      - **Known biases or ethical considerations**: \(biases(report))
      - **Clinical risk level**: not for clinical use.

      ## Trust ingredients
      - **Outcomes and outputs**: a summary with evidence for each statement, findings, a decision and \
      alerts; an audit record.
      - **Model type**: \(types(report))
      - **Input data source and types**: plain text of single notes, in UTF-8.
      - **Evaluation data**: \(setting.data), \(setting.notes) notes, SHA-256 \(setting.dataDigest).
      - **Development data**: word lists and rules named in NOTICE; no patient's data.
      - **Bias mitigation**: figures by group below; groups under \(Subgroup.leastSamples) notes are not \
      judged.
      - **Ongoing maintenance**: the same run with `--gate` and `--baseline` before each change.
      - **Security and compliance**: docs in `Docs/threat-model.md`; identifiers are looked for by rules, \
      whose figures are below.
      - **Transparency**: code, policies, prompts, corpus and this run are open; funding and third parties \
      are for who puts it into use to name.

      ## Key metrics

      """
    for system in report.systems { text += metrics(of: system) }
    text += "\n## Subgroups\n\n"
    for system in report.systems { text += groups(of: system, report) }
    text += """

      ## Resources
      - **Evaluation**: this card was made by `vouch evaluate` (\(setting.length), seed \(setting.seed)); \
      definitions of all figures: `vouch evaluate --metrics`.
      - **Clinical trial, peer-reviewed publication, reimbursement status, patient consent**: none.

      """
    return Array(text.utf8)
  }

  private static func names(_ report: EvaluationReport) -> String {
    report.systems.map { JUnitXML.escaped($0.name) }.joined(separator: ", ")
  }

  /// A line for each language model.
  private static func models(_ report: EvaluationReport) -> String {
    report.setting.models.map { "- **Model** \(JUnitXML.escaped($0.text))\n" }.joined()
  }

  private static func types(_ report: EvaluationReport) -> String {
    report.systems.map { system in
      switch system.table.system {
      case .extractive:
        "extractive: quotes sentences and clauses of the note word for word; no model"
      case .remote(let name):
        "\(JUnitXML.escaped(name)): a language model, each statement of which must be found in the note"
      case .candidates(let name): "\(JUnitXML.escaped(name)): unknown to this run"
      case .planted: "planted: summaries with errors put into them, to measure the guardrails"
      case .baseline(let baseline): baseline.title
      }
    }.joined(separator: "; ")
  }

  private static func risks(_ report: EvaluationReport) -> String {
    let found = report.systems.flatMap { system in
      system.worst.prefix(5).map { item in
        "\(JUnitXML.escaped(system.name)): \(item.count) \(item.count == 1 ? item.kind.title : item.kind.plural)"
      }
    }
    let seen =
      found.isEmpty ? "this run found none" : "in this run " + found.joined(separator: "; ")
    return seen + ". What the guardrails cannot see stands in `Docs/grounding.md`."
  }

  private static func biases(_ report: EvaluationReport) -> String {
    let words = ReportWords(report)
    let compared = report.systems.flatMap { system in
      SystemReport.subgroupMetrics.flatMap { system.subgroups[$0] ?? [] }
    }.count { $0.estimate != nil }
    guard compared > 0 else { return "too few notes in any group to say." }
    let worse = report.systems.flatMap { system in
      SystemReport.subgroupMetrics.compactMap(Metric.named).flatMap { metric in
        words.worseGroups(of: system, metric).map {
          "\n  - \(JUnitXML.escaped(system.name)), \(metric.title), \(JUnitXML.escaped($0))"
        }
      }
    }
    guard !worse.isEmpty else {
      return
        "of \(compared) groups compared none does worse than all notes by more than chance explains."
    }
    return
      "of \(compared) groups compared these do worse than all notes by more than chance explains "
      + "(one in forty does so by chance):" + worse.joined()
  }

  private static func metrics(of system: SystemReport) -> String {
    var text = "\n### \(JUnitXML.escaped(system.name))\n\n| figure | value | 95 % interval | n |\n"
    text += "| --- | ---: | ---: | ---: |\n"
    for metric in Metric.all {
      guard let estimate = system.estimates[metric.name] else { continue }
      let interval =
        estimate.interval.map {
          "\(ReportWords.value($0.lower, metric)) to \(ReportWords.value($0.upper, metric))"
        } ?? ""
      text += "| \(metric.title), \(metric.unit) | \(ReportWords.value(estimate.value, metric)) "
      text += "| \(interval) | \(estimate.samples) |\n"
    }
    return text
  }

  private static func groups(of system: SystemReport, _ report: EvaluationReport) -> String {
    var text = ""
    for metric in SystemReport.subgroupMetrics.compactMap(Metric.named) {
      guard let groups = system.subgroups[metric.name], !groups.isEmpty else { continue }
      text += "### \(JUnitXML.escaped(system.name)): \(metric.title), \(metric.unit)\n\n"
      text += "| dimension | group | n | value |\n| --- | --- | ---: | ---: |\n"
      for row in ReportWords.groupRows(groups, metric) {
        text += "| \(row.map(JUnitXML.escaped).joined(separator: " | ")) |\n"
      }
      text += "\n"
    }
    return text
  }
}
