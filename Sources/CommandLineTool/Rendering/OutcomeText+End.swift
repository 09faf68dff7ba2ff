import AuditTrail
import Guardrails
import Policies
import Summaries
import Workflow

// What stands below the findings: what to do next, the disclaimers, and what judged.
extension OutcomeText {
  /// What to do about a summary that is withheld.
  var nextSteps: String {
    var text = heading("What now")
    if let receipt = outcome.receipt {
      text += "  vouch audit show \(receipt.seq) --content\(auditOption)\n"
      text += TextLayout.hanging(
        "      ", "shows the note and the withheld draft to whoever reviews it", width: width)
      if outcome.decision == .held {
        text += "  vouch review show \(receipt.seq)\(auditOption)\n"
        text += TextLayout.hanging(
          "      ", "shows them with the findings, and how to approve, amend or reject",
          width: width)
      }
    } else {
      text += TextLayout.hanging(
        "  ",
        "Nothing was kept, because the run had no audit trail; run it again without --no-audit to "
          + "be able to look at the withheld draft.", width: width)
    }
    return text
  }

  /// A released summary ends with them; a withheld one has them here.
  var disclaimers: String {
    verdict.disclaimers.map {
      TextLayout.hanging("  ", Printable.line($0.text), width: width)
    }.joined()
  }

  var footer: String {
    let engine = [outcome.engine.kind.rawValue, outcome.engine.name, outcome.engine.version]
      .compactMap { $0 }.joined(separator: " ")
    let audit =
      outcome.receipt.map { "record \($0.seq) of log \(Printable.line($0.log))" }
      ?? "not recorded (--no-audit)"
    var text = style("for     \(outcome.audience.rawValue), from \(engine)", .dim) + "\n"
    text += style(
      "policy  \(policy.bundle) revision \(policy.revision), \(policy.digest.prefix(19))…", .dim)
    text += "\n" + style("audit   \(audit)", .dim) + "\n"
    if let remote = outcome.remote {
      text += TextLayout.hanging(
        style("model   ", .dim), style(Printable.line(remote.shown), .dim), width: width)
      if let complaint = remote.complaint {
        text += TextLayout.hanging("        ", Printable.line(complaint), width: width)
      }
    }
    if verdict.disclaimers.isEmpty {
      text += TextLayout.hanging("", StandingWords.notForClinicalUse, width: width)
    }
    return text
  }
}
