package import Policies
import SourceText
import Summaries

/// `model_judge`: statements that a language model does not find supported by the note.
///
/// Parameters: `model` (of the configuration, or such as `ollama:llama3.2`), `budget` (the most tokens
/// that one question and its answer may cost), `timeLimit` (`20s`: of the whole question, with all
/// attempts). Sentences that are copied from the note are not asked about.
///
/// The rule asks nobody: `GuardrailEngine.questions` says what there is to ask, and what a model answered
/// comes in with the case. Its word is advice. It can hold a summary back that nothing else objects to;
/// no word of it releases anything, since the decision is the strictest of all findings. Where there is
/// no answer the rule counts as its `onError`.
package struct ModelJudgeRule: RuleKind {
  package static let kind = "model_judge"
  package static let asksModel = true
  /// What the policy's own edits make of a statement is not asked about again.
  var readsSummaryText: Bool { false }

  let model: String
  let budget: Int
  /// In milliseconds.
  let timeLimit: Int

  /// In tokens: a short note and its summary; more than any model reads.
  private static let budgets = 500...1_000_000
  private static let longestTime = 600

  package init?(reading parameters: inout ParameterReader) {
    let model = parameters.requiredString("model")
    let budget = parameters.requiredString("budget").flatMap { Int($0) }
    let seconds = parameters.requiredString("timeLimit").flatMap(Self.seconds)
    if parameters.has("budget"), !(budget.map(Self.budgets.contains) ?? false) {
      parameters.report(
        "'budget' must be a number of tokens from \(Self.budgets.lowerBound) to "
          + "\(Self.budgets.upperBound)", at: "budget", hint: "such as 'budget: 8000'")
    }
    if parameters.has("timeLimit"), seconds == nil {
      parameters.report(
        "'timeLimit' is no time", at: "timeLimit",
        hint: "seconds or minutes such as 20s or 1m; at most 10m")
    }
    guard let model, let budget, Self.budgets.contains(budget), let seconds else { return nil }
    self.model = model
    self.budget = budget
    timeLimit = seconds * 1000
  }

  /// Reads `20s` or `1m`.
  private static func seconds(_ text: String) -> Int? {
    let digits = text.utf8.dropLast()
    guard (1...4).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }),
      let number = Int(Substring(digits))
    else { return nil }
    let seconds: Int
    switch text.utf8.last {
    case UInt8(ascii: "s"): seconds = number
    case UInt8(ascii: "m"): seconds = 60 * number
    default: return nil
    }
    return (1...longestTime).contains(seconds) ? seconds : nil
  }

  /// The statements to ask about, as indices of the draft's claims: what is no sentence of the note.
  func asked(_ judged: JudgedCase) -> [Int] {
    judged.grounded.claims.indices.filter {
      !Comparison.isCopied(judged.grounded.claims[$0], of: judged.note, in: judged.draft)
    }
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let asked = asked(context.judged)
    guard !asked.isEmpty else { return .nothing }
    switch context.judged.opinions[context.ruleID] {
    case nil: throw .notAsked
    case .missing(let code): throw .noOpinion(code: code)
    case .given(let unsupported):
      return Judgement(
        observations: asked.filter(unsupported.contains).map { index in
          let claim = context.claims[index]
          return Observation(
            message: .unsupported, summarySpan: claim.claim.span, noteSpans: claim.evidence)
        })
    }
  }
}

extension Message {
  fileprivate static let unsupported = Message(
    "a language model does not find this in the note (its word is advice)")
}
