import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

/// The shipped policies and word lists, loaded once for all tests of this target.
enum ShippedWorkspace {
  static let shared: Workspace? = {
    // reason: a folder that does not load fails the tests that require it, with their own words
    guard let bundle = try? PolicyFolder.load("\(ChildProcess.repository)/Policies").bundle else {
      return nil
    }
    return Workspace(lexicon: Lexicon.embedded(), bundle: bundle)
  }()

  static func check(
    note: String, summary: String, audience: Audience = .clinician
  ) throws -> Outcome {
    let workspace = try #require(shared, "the shipped policies do not load")
    return try workspace.check(
      NoteInput(
        note: try SourceText(note), summary: try SourceText(summary), audience: audience))
  }
}

extension Outcome {
  /// The enforced findings that stop the summary.
  var stopping: [Finding] {
    verdict.findings.filter { $0.mode == .enforce && $0.disposition >= .hold }
  }

  /// The findings in words, for a failure.
  var account: String {
    let draft = grounded.draft.text
    return verdict.findings.map { finding in
      let place = finding.summarySpan.map { " at '\(draft.string($0))'" } ?? ""
      return "\(finding.rule) (\(finding.disposition.rawValue))\(place)"
    }.joined(separator: ", ")
  }
}
