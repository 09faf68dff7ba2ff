import Policies
import SourceText
import Summaries

/// A draft as the policy's edits and restorations leave it.
struct ShownDraft {
  var grounded: GroundedDraft
  /// Of the draft that `grounded` holds: what rules want gone from restored words.
  var edited: EditedText
  /// What the rules that read the summary's words hold against it.
  var objections: [JudgedFinding]
}

extension GuardrailEngine {
  /// Makes the edits, adds what is restored, and judges the outcome once more: an edit must not make a
  /// summary that would have been withheld, and what is brought back from the note is under the same
  /// rules as what was there.
  ///
  /// The edits of each rule are also judged alone. One rule's edit could else hide what is wrong with
  /// another's, and adding a rule would loosen a decision.
  ///
  /// - Parameter found: what all rules found; that of rules which do not read the summary stands.
  func shown(
    _ judged: JudgedCase, as resolution: Resolution, having found: [JudgedFinding]
  ) throws(SourceTextError) -> ShownDraft {
    let original = judged.grounded
    guard !resolution.edits.isEmpty || !resolution.restorations.isEmpty else {
      return ShownDraft(
        grounded: original, edited: EditedText(original.draft.text, edits: []), objections: [])
    }
    var shown = try reconsidered(
      judged, edits: resolution.edits, restorations: resolution.restorations, having: found)
    let editing = Set(
      found.filter { $0.finding.mode == .enforce && $0.obligations.contains(where: \.isEdit) }
        .map(\.finding.rule)
    ).sorted()
    for rule in editing where editing.count > 1 {
      var nobody = NoObserver()
      let alone = Resolver.resolve(
        Evaluation(findings: found.filter { $0.finding.rule == rule }), observer: &nobody)
      guard alone.decision.isShown else { continue }
      let text = try reconsidered(
        judged, edits: alone.edits, restorations: alone.restorations, having: found)
      shown.objections += text.objections.filter { !shown.objections.contains($0) }
    }
    return shown
  }

  private func reconsidered(
    _ judged: JudgedCase, edits: [Edit], restorations: [Restoration], having found: [JudgedFinding]
  ) throws(SourceTextError) -> ShownDraft {
    var draft = judged.grounded.draft
    // What stands in the place of words that had to go is the policy's own, not a claim about the note.
    var replacements: [TextSpan] = []
    if !edits.isEmpty {
      let edited = EditedText(draft.text, edits: edits)
      replacements = edited.replacements
      draft = try draft.edited(edited)
    }
    let firstRestored = Int32(draft.text.count)
    draft = try draft.restoring(restorations, from: judged.note)
    let again = judgedCase(
      Grounding.ground(draft, in: judged.note), note: judged.scanned, audience: judged.audience,
      reading: judged.reading)
    again.firstRestored = firstRestored
    // What other rules have found stands; those that count findings count it too.
    again.findings = found.map(\.finding).filter { finding in
      !rules.contains { $0.rule.id == finding.rule && $0.kind?.readsSummaryText ?? true }
    }
    // A sentence of the note that lost a name to an edit is still that sentence.
    let original = judged.grounded
    let redacted = zip(original.claims, again.grounded.claims).filter { before, _ in
      Comparison.isCopied(before, of: judged.note, in: original.draft)
    }.map(\.1.claim.span)
    var evaluator = Evaluator(again)
    var objections: [JudgedFinding] = []
    var proposals: [EditPlan.Proposal] = []
    for index in order where rules[index].mode == .enforce {
      guard rules[index].kind?.readsSummaryText ?? true else { continue }
      let first = evaluator.evaluation.findings.count
      evaluator.judge(rules[index], index: index, mode: .enforce)
      let holdsAgainstNote = rules[index].kind.map { type(of: $0).holdsAgainstNote } ?? false
      for judged in evaluator.evaluation.findings[first...] {
        let span = judged.finding.summarySpan
        if holdsAgainstNote, let span,
          replacements.contains(where: span.overlaps)
            || redacted.contains(where: { $0.contains(span) })
        {
          continue
        }
        if judged.finding.disposition >= .hold {
          var objection = judged
          // The place is one in the edited text, which nobody sees.
          objection.finding.summarySpan = nil
          objection.finding.message += Message.afterEdits.text
          objection.obligations.removeAll(where: \.isEdit)
          objections.append(objection)
        } else if let span, span.start >= firstRestored {
          for obligation in judged.obligations where obligation.isEdit && obligation != .restore {
            proposals.append(
              EditPlan.Proposal(span: span, obligation: obligation, rule: judged.finding.rule))
          }
        }
      }
    }
    return ShownDraft(
      grounded: again.grounded,
      edited: EditedText(draft.text, edits: EditPlan.edits(from: proposals)),
      objections: objections)
  }
}

extension Message {
  fileprivate static let afterEdits = Message(" (in the summary as the policy's edits leave it)")
}
