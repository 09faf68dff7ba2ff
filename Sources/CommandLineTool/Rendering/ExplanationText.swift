import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// Why a case is decided upon as it is, for people: rules that found something, then the resolver.
///
/// It quotes note and summary, withheld or not: both are the reader's own.
struct ExplanationText {
  let outcome: Outcome
  let explanation: Explanation
  let policy: PolicyLabel
  /// Ids of the only rules to be shown; nil for all that found something.
  let rules: Set<String>?
  let settings: ExplainedSettings
  let style: Style
  /// Columns.
  let width: Int

  private var note: SourceText { outcome.document.text }
  private var draft: SourceText { outcome.grounded.draft.text }

  /// Places of one finding or occurrences of one rule that are listed; JSON has them all.
  private static let placeLimit = 5

  var rendered: String {
    let steps = explanation.rules.filter { rules?.contains($0.rule.id) ?? ($0.result == .found) }
    let notePlaces = Places(
      of: steps.flatMap { step in
        step.findings.flatMap(\.noteSpans) + step.escalations.flatMap(\.noteSpans)
          + step.passedOver.filter(\.isInNote).map(\.span)
      }, in: note)
    let draftPlaces = Places(
      of: steps.flatMap { step in
        step.findings.compactMap(\.summarySpan)
          + step.passedOver.filter { !$0.isInNote }.map(\.span)
      } + (explanation.verdict.released?.edits.map(\.span) ?? []), in: draft)
    var text = headline
    text += "\n" + style("Rules", .heading) + "\n"
    for step in steps { text += rule(step, notePlaces, draftPlaces) }
    text += others(shown: steps)
    text += "\n" + style("Resolver", .heading) + "\n" + resolver(draftPlaces) + shadows
    text += "\n" + style("policy  \(policy.bundle) revision \(policy.revision)", .dim) + "\n"
    return text + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  private var headline: String {
    let badge = style(outcome.decision.rawValue.uppercased(), outcome.decision.tone)
    let name = outcome.id.map { "  " + style(Printable.line($0), .bold) } ?? ""
    return "\(badge)\(name)  for \(outcome.audience.rawValue), summary by "
      + "\(outcome.engine.kind.rawValue)\n"
  }

  // MARK: Rules

  private func rule(_ step: RuleStep, _ notePlaces: Places, _ draftPlaces: Places) -> String {
    let rule = step.rule
    let kind = type(of: rule.parameters).kind
    var text = "  " + style(rule.id, .bold)
    text += style("  \(kind) · \(rule.mode.rawValue) · \(rule.place.label)", .dim) + "\n"
    text += TextLayout.hanging("    ", Printable.line(rule.title), width: width)
    for (index, line) in settings.lines(of: rule.id, style).enumerated() {
      text += row(index == 0 ? "settings" : "", line)
    }
    if let condition = step.condition { text += self.condition(condition, depth: 0) }
    switch step.result {
    case .off: text += row("off", "its mode is 'off': nothing was looked for")
    case .conditionFalse: text += row("not asked", "its condition is false in this case")
    case .silent: text += silence(step, notePlaces, draftPlaces)
    case .found: break
    }
    for escalation in step.escalations {
      text += row(
        "alerts",
        "\(escalation.family.rawValue), \(escalation.urgency.rawValue), to "
          + "\(Printable.line(escalation.route)) within "
          + OutcomeText.duration(minutes: escalation.withinMinutes))
      text += places("note", escalation.noteSpans, note, notePlaces)
    }
    for finding in step.findings {
      text += row(
        finding.mode == .shadow ? "would ask" : "asks",
        "\(finding.disposition.rawValue): \(Printable.line(words(of: finding, rule)))")
      if let span = finding.summarySpan { text += places("summary", [span], draft, draftPlaces) }
      text += places("note", finding.noteSpans, note, notePlaces)
    }
    if step.result == .found, !rule.obligations.isEmpty {
      text += row("obliges", rule.obligations.map(\.shown).joined(separator: " · "))
    }
    return text
  }

  /// The message without the title of its rule, which stands above.
  private func words(of finding: Finding, _ rule: Rule) -> String {
    let title = rule.title + ": "
    return finding.message.hasPrefix(title)
      ? String(finding.message.dropFirst(title.count)) : finding.message
  }

  private func condition(_ trace: ConditionTrace, depth: Int) -> String {
    let value = style(trace.value ? "true" : "false", trace.value ? .good : .notice)
    let fields = trace.fields.map { "\($0.name) is \($0.value)" }.joined(separator: ", ")
    let lead = (depth == 0 ? "when" : "") + String(repeating: "  ", count: depth)
    var text = row(
      lead, "\(value)  \(Printable.line(trace.text))" + (fields.isEmpty ? "" : "  (\(fields))"))
    for operand in trace.operands { text += condition(operand, depth: depth + 1) }
    return text
  }

  private func silence(
    _ step: RuleStep, _ notePlaces: Places, _ draftPlaces: Places
  ) -> String {
    guard !step.passedOver.isEmpty else {
      return row("silent", "it was asked and found nothing")
    }
    var text = row("silent", "it was asked; these places did not count:")
    for passed in step.passedOver.prefix(Self.placeLimit) {
      let reason: String
      switch passed.reason {
      case .exception: reason = "  inside a longer phrase or an exception"
      case .context(let words): reason = words.isEmpty ? "" : "  " + words.joined(separator: ", ")
      }
      text += place(
        passed.isInNote ? "note" : "summary",
        passed.isInNote ? notePlaces.label(of: passed.span) : draftPlaces.label(of: passed.span),
        Printable.quoted((passed.isInNote ? note : draft).string(passed.span), limit: 160)
          + reason)
    }
    return text + more(step.passedOver.count - Self.placeLimit)
  }

  private func places(
    _ side: String, _ spans: [TextSpan], _ text: SourceText, _ places: Places
  ) -> String {
    spans.prefix(Self.placeLimit).map {
      place(side, places.label(of: $0), Printable.quoted(text.string($0), limit: 160))
    }.joined() + more(spans.count - Self.placeLimit)
  }

  private func place(_ side: String, _ label: String, _ words: String) -> String {
    TextLayout.hanging(
      "                " + style("\(side) \(label)", .dim) + "  ", words, width: width)
  }

  private func more(_ count: Int) -> String {
    guard count > 0 else { return "" }
    return "                and \(Plural.count(count, "more place")); --format json has all\n"
  }

  private func row(_ name: String, _ words: String) -> String {
    TextLayout.hanging(
      "    " + style(TextLayout.padded(name, to: 10), .dim) + "  ", words, width: width)
  }

  private func others(shown: [RuleStep]) -> String {
    let rest = explanation.rules.filter { step in
      !shown.contains { $0.rule.id == step.rule.id }
    }
    guard !rest.isEmpty else { return "" }
    let counts = [
      (rest.count { $0.result == .found }, "found something"),
      (rest.count { $0.result == .silent }, "found nothing"),
      (rest.count { $0.result == .conditionFalse }, "not asked, the condition is false"),
      (rest.count { $0.result == .off }, "off"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return TextLayout.hanging(
      "  ",
      "\(Plural.count(rest.count, "other rule")): \(counts.joined(separator: "; "))"
        + (rules == nil ? " (--rule ID says why)" : ""), width: width)
  }

  // MARK: Resolver

  private func resolver(_ draftPlaces: Places) -> String {
    var lines = ["it begins with released"]
    for step in explanation.resolution { lines.append(line(step, draftPlaces)) }
    let asksForEdits = explanation.verdict.obligations.contains {
      $0.name == .redact || $0.name == .replace
    }
    if asksForEdits, !outcome.decision.isShown {
      lines.append("no edit is made: what is withheld is not shown")
    }
    let digits = "\(lines.count)".utf8.count
    return lines.enumerated().map { index, line in
      TextLayout.hanging(
        "  " + TextLayout.rightAligned("\(index + 1)", to: digits) + "  ", line, width: width)
    }.joined()
  }

  private func line(_ step: ResolutionStep, _ places: Places) -> String {
    switch step {
    case .weighed(let rule, let asks, let findings, let from, let to):
      let count = findings > 1 ? " (\(findings) findings)" : ""
      let effect =
        from == to ? "stays \(to.rawValue)" : "\(from.rawValue) → \(style(to.rawValue, to.tone))"
      return "\(style(rule, .bold)) asks \(asks.rawValue)\(count): \(effect)"
    case .obligations(let all):
      return "obligations of all together: " + all.map(\.shown).joined(separator: " · ")
    case .overlap(let winner, let loser, let reason):
      return "the edits of \(winner) and \(loser) overlap: \(winner)'s is made, "
        + "since \(reason.rawValue); it covers both places"
    case .edit(let edit):
      return "edit of \(edit.rule) at summary \(places.label(of: edit.span)): "
        + Printable.quoted(draft.string(edit.span), limit: 120) + " → "
        + Printable.quoted(edit.replacement, limit: 120)
    case .objection(let rule, let asks):
      return
        "the text as edited was judged again: \(rule) asks \(asks.rawValue), so no edit is made"
    case .decided(let decision):
      return "the maximum is " + style(decision.rawValue, decision.tone)
    }
  }

  private var shadows: String {
    explanation.shadows.map { shadow in
      let effect =
        shadow.from == shadow.to
        ? "the decision would still be \(shadow.to.rawValue)"
        : "the decision would be \(shadow.to.rawValue), not \(shadow.from.rawValue)"
      return TextLayout.hanging(
        "  shadow  ",
        "\(style(shadow.rule, .bold)), enforced, would add "
          + "\(Plural.count(shadow.findings, "finding")): \(effect)", width: width)
    }.joined()
  }
}

extension Obligation {
  /// As one line: `route to pharmacy within 4 hours`.
  var shown: String {
    switch self {
    case .annotate(let text): "annotate \(Printable.quoted(text, limit: 80))"
    case .disclaim(let id): "disclaim \(id)"
    case .redact: "redact"
    case .restore: "restore"
    case .regenerate: "have the model write it again"
    case .replace(let text): "replace by \(Printable.quoted(text, limit: 80))"
    case .route(let queue, let minutes):
      "route to \(Printable.line(queue)) within \(OutcomeText.duration(minutes: minutes))"
    case .notify(let channel): "notify \(Printable.line(channel))"
    }
  }
}
