package import Policies
import SourceText
import Summaries

/// `required_text`: a disclaimer or other words that must be there.
///
/// Parameters: either `disclaimer` with `minimumVersion` (one of the standing disclaimers for the
/// audience), or `text` (the summary says it, case and white space aside).
package struct RequiredTextRule: RuleKind {
  package static let kind = "required_text"

  private enum Requirement {
    case disclaimer(id: String, minimumVersion: Int)
    case text(FoldedText)
  }

  private let requirement: Requirement

  package init?(reading parameters: inout ParameterReader) {
    let disclaimer = parameters.string("disclaimer")
    let version = parameters.integer("minimumVersion", in: 1...1_000_000)
    let text = parameters.string("text")
    guard parameters.has("disclaimer") != parameters.has("text") else {
      parameters.report(
        "a required_text rule needs either 'disclaimer' or 'text'",
        at: parameters.has("text") ? "text" : "disclaimer")
      return nil
    }
    if parameters.has("minimumVersion") && !parameters.has("disclaimer") {
      parameters.report("'minimumVersion' belongs to 'disclaimer'", at: "minimumVersion")
      return nil
    }
    if let disclaimer {
      requirement = .disclaimer(id: disclaimer, minimumVersion: version ?? 1)
    } else if let text {
      let folded = FoldedText(text.utf8)
      guard !folded.isEmpty else {
        parameters.report("'text' is empty", at: "text")
        return nil
      }
      requirement = .text(folded)
    } else {
      return nil
    }
  }

  package var referencedDisclaimers: [String] {
    if case .disclaimer(let id, _) = requirement { [id] } else { [] }
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    switch requirement {
    case .disclaimer(let id, let minimumVersion):
      // Only what stands whatever the rules find counts: were a rule's own `disclaim` to count, adding
      // a rule could take this finding away.
      let stands = context.judged.standingDisclaimers.contains {
        $0.id == id && $0.version >= minimumVersion
      }
      return stands ? .nothing : Judgement(observations: [Observation(message: .noDisclaimer)])
    case .text(let words):
      return FoldedText(context.draft.text.bytes).contains(words)
        ? .nothing : Judgement(observations: [Observation(message: .noText)])
    }
  }
}

extension Message {
  fileprivate static let noDisclaimer = Message("the output would not carry a required disclaimer")
  fileprivate static let noText = Message("the summary does not carry a required text")
}
