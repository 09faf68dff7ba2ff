import Guardrails
import Policies
import Summaries
import Testing
import Workflow

/// A faithful summary in words of its own, which the shipped policies must pass, and beside it the error
/// nearest to it, which they must not.
struct FaithfulCase: Sendable, CustomTestStringConvertible {
  var note: String
  var faithful: String
  /// The same with an error; nil where an error of this sort has its test elsewhere.
  var wrong: String?
  var audience: Audience = .clinician
  var testDescription: String { faithful }

  /// What every note and summary has besides, so that neither is only one line.
  private static let before = "Seen in clinic today. "
  private static let after = "Plan: home, see GP if worse."

  private func outcome(of told: String) throws -> Outcome {
    try ShippedWorkspace.check(
      note: "\(Self.before)\(note)\n\n\(Self.after)",
      summary: "\(Self.before)\(told) \(Self.after)", audience: audience)
  }

  func check() throws {
    let passed = try outcome(of: faithful)
    #expect(passed.decision.isShown, "\(faithful): \(passed.account)")
    guard let wrong else { return }
    let stopped = try outcome(of: wrong)
    #expect(!stopped.decision.isShown, "\(wrong): \(stopped.account)")
  }
}
