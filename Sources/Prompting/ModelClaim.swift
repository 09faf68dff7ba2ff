import CanonicalJSON
package import Summaries

/// One statement as a model gave it: checked for its form, believed in nothing.
package struct ModelClaim: Sendable, Hashable {
  package var text: String
  package var section: SummarySection
  /// Numbers of sentences of the note, from 1, each once, in order.
  package var cites: [Int]

  package init(text: String, section: SummarySection, cites: [Int]) {
    self.text = text
    self.section = section
    self.cites = cites
  }
}

extension [ModelClaim] {
  /// The reply that has these claims, as examples show it.
  package var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.key("claims")
    json.beginArray()
    for claim in self {
      json.beginObject()
      json.member("text", claim.text)
      json.member("section", claim.section.rawValue)
      json.key("cites")
      json.beginArray()
      for number in claim.cites { json.integer(number) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.string
  }
}

/// Why a reply is no list of claims. Quotes nothing of it.
package enum ReplyProblem: Error, Sendable, Hashable {
  case tooLarge
  case notJSON
  case tooDeep
  case repeatedField
  /// The whole, or a claim (from 1), has another shape than asked for.
  case wrongShape(claim: Int?)
  case unknownField(claim: Int?)
  case noClaims
  case tooManyClaims(Int)
  case emptyClaim(Int)
  case longClaim(Int)
  /// Characters that only steer what shows the text.
  case unprintableClaim(Int)
  case repeatedClaim(Int)
  case unknownSection(Int)
  case noCitation(Int)
  case tooManyCitations(Int)
  case repeatedCitation(Int)
  case citationOutOfRange(claim: Int, sentences: Int)
  case citationWithheld(claim: Int)

  /// A stable name, for records.
  package var code: String {
    switch self {
    case .tooLarge: "reply-too-long"
    case .notJSON: "reply-not-json"
    case .tooDeep: "reply-too-deep"
    case .repeatedField: "reply-repeated-field"
    case .wrongShape: "reply-wrong-shape"
    case .unknownField: "reply-unknown-field"
    case .noClaims: "reply-no-claims"
    case .tooManyClaims: "reply-too-many-claims"
    case .emptyClaim: "reply-empty-claim"
    case .longClaim: "reply-long-claim"
    case .unprintableClaim: "reply-unprintable-claim"
    case .repeatedClaim: "reply-repeated-claim"
    case .unknownSection: "reply-unknown-section"
    case .noCitation: "reply-no-citation"
    case .tooManyCitations: "reply-too-many-citations"
    case .repeatedCitation: "reply-repeated-citation"
    case .citationOutOfRange: "reply-citation-out-of-range"
    case .citationWithheld: "reply-citation-withheld"
    }
  }

  /// What is wrong, as the model is told when it is asked again.
  package var message: String {
    func claim(_ number: Int) -> String { "claim \(number)" }
    switch self {
    case .tooLarge: return "the reply is longer than any summary may be"
    case .notJSON: return "the reply is not one JSON object and nothing else"
    case .tooDeep: return "the reply has more levels than were asked for"
    case .repeatedField: return "a field stands twice in the reply"
    case .wrongShape(let number):
      return "\(number.map(claim) ?? "the reply") does not have the form that was asked for"
    case .unknownField(let number):
      return "\(number.map(claim) ?? "the reply") has a field that was not asked for"
    case .noClaims: return "the reply holds no claim"
    case .tooManyClaims(let most): return "the reply has more than \(most) claims"
    case .emptyClaim(let number): return "\(claim(number)) has no text"
    case .longClaim(let number): return "\(claim(number)) is longer than one statement may be"
    case .unprintableClaim(let number): return "\(claim(number)) holds control characters"
    case .repeatedClaim(let number): return "\(claim(number)) repeats an earlier one"
    case .unknownSection(let number):
      return "\(claim(number)) names a section that there is not"
    case .noCitation(let number): return "\(claim(number)) cites no sentence"
    case .tooManyCitations(let number): return "\(claim(number)) cites too many sentences"
    case .repeatedCitation(let number): return "\(claim(number)) cites a sentence twice"
    case .citationOutOfRange(let number, let sentences):
      return "\(claim(number)) cites a sentence that there is not: the note has \(sentences)"
    case .citationWithheld(let number): return "\(claim(number)) cites a withheld sentence"
    }
  }
}
