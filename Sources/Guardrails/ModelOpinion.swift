package import Policies
import SourceText
package import Summaries

/// What a rule wants to know of a language model before it can judge.
package struct JudgeQuestion: Sendable, Hashable {
  package let rule: String
  /// As the policy names it.
  package let model: String
  /// The most tokens that question and answer may cost.
  package let budget: Int
  /// Of the question with all its attempts, in milliseconds.
  package let timeLimit: Int
  /// The statements that it is about, as indices of the draft's claims, in order.
  package let claims: [Int]
}

/// What a language model said to one question; an input of judging like note and draft.
package enum ModelOpinion: Sendable, Hashable {
  /// Of the draft's claims, by index, those that it does not find supported.
  case given(unsupported: Set<Int>)
  /// It said nothing that can be used; the code of the reason.
  case missing(code: String)
}

/// Opinions by the id of the rule that asks. A rule that is not among them was not asked for.
package typealias ModelOpinions = [String: ModelOpinion]

extension PolicyBundle {
  /// The rules that ask language models, those that are off aside, each with the model that it names.
  package var judges: [(rule: Rule, model: String, timeLimit: Int)] {
    rules.compactMap { rule in
      guard rule.mode != .off, let judge = rule.parameters as? ModelJudgeRule else { return nil }
      return (rule, judge.model, judge.timeLimit)
    }
  }
}

extension GuardrailEngine {
  /// What there is to ask about a draft, in the order of the rules; nothing where no rule asks, where its
  /// condition does not hold, or where the draft only repeats the note.
  package func questions(
    about grounded: GroundedDraft, of note: ScannedNote, audience: Audience
  ) -> [JudgeQuestion] {
    let judges = rules.filter { $0.mode != .off && $0.kind is ModelJudgeRule }
    guard !judges.isEmpty else { return [] }
    let judged = judgedCase(grounded, note: note, audience: audience)
    // Conditions may ask for alerts.
    if judges.contains(where: { $0.when != nil }) { raiseAlerts(in: judged) }
    return judges.compactMap { compiled in
      guard let kind = compiled.kind as? ModelJudgeRule,
        compiled.when?.holds(in: judged.conditions) ?? true
      else { return nil }
      let claims = kind.asked(judged)
      return claims.isEmpty
        ? nil
        : JudgeQuestion(
          rule: compiled.rule.id, model: kind.model, budget: kind.budget, timeLimit: kind.timeLimit,
          claims: claims)
    }
  }
}

extension RuleTest.Opinion {
  /// The opinion about a draft that an example is taken to have.
  func opinion(about grounded: GroundedDraft) -> ModelOpinion {
    switch self {
    case .failure(let code): return .missing(code: code)
    case .unsupported(let words):
      let text = grounded.draft.text
      return .given(
        unsupported: Set(
          grounded.claims.indices.filter { index in
            let claim = text.string(grounded.claims[index].claim.span)
            return words.contains { claim.contains($0) }
          }))
    }
  }
}
