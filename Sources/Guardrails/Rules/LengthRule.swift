package import Policies
import SourceText

/// `length`: a summary that is too long or too short.
///
/// Parameters: `maxWords`, `minWords`, `maxSentences`; at least one. Words are runs of text without
/// white space; headings and disclaimers are not counted.
package struct LengthRule: RuleKind {
  package static let kind = "length"

  private let maximumWords: Int?
  private let minimumWords: Int?
  private let maximumSentences: Int?

  package init?(reading parameters: inout ParameterReader) {
    maximumWords = parameters.integer("maxWords", in: 1...1_000_000)
    minimumWords = parameters.integer("minWords", in: 1...1_000_000)
    maximumSentences = parameters.integer("maxSentences", in: 1...1_000_000)
    let keys = ["maxWords", "minWords", "maxSentences"]
    guard keys.contains(where: { parameters.has($0) }) else {
      parameters.report(
        "a length rule needs 'maxWords', 'minWords' or 'maxSentences'", at: "maxWords")
      return nil
    }
    if let minimumWords, let maximumWords, minimumWords > maximumWords {
      parameters.report("'minWords' is greater than 'maxWords'", at: "minWords")
      return nil
    }
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let words = context.judged.summaryWordCount
    let sentences = context.claims.count
    var judgement = Judgement.nothing
    if let maximumWords, words > maximumWords {
      judgement.observations.append(
        Observation(message: .tooManyWords(words, limit: maximumWords)))
    }
    if let minimumWords, words < minimumWords {
      judgement.observations.append(Observation(message: .tooFewWords(words, limit: minimumWords)))
    }
    if let maximumSentences, sentences > maximumSentences {
      judgement.observations.append(
        Observation(message: .tooManySentences(sentences, limit: maximumSentences)))
    }
    return judgement
  }
}

extension Message {
  fileprivate static func tooManyWords(_ count: Int, limit: Int) -> Message {
    Message("the summary has \(count) words, more than \(limit)")
  }

  fileprivate static func tooFewWords(_ count: Int, limit: Int) -> Message {
    Message("the summary has \(count) words, fewer than \(limit)")
  }

  fileprivate static func tooManySentences(_ count: Int, limit: Int) -> Message {
    Message("the summary has \(count) statements, more than \(limit)")
  }
}
