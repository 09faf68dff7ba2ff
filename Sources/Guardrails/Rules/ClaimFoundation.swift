import ClinicalLanguage
import SourceText
import Synchronization

/// What bears a claim out in a note, and what says the opposite.
///
/// Looked for in a note only once a summary makes the claim: the phrases of all claims are so common
/// that a note has hundreds of them, while a summary makes few claims or none.
final class ClaimFoundation: Sendable {
  /// What a phrase of the note is to the claim.
  enum Role: Sendable {
    /// The words of the claim themselves.
    case saying
    /// It bears the claim out.
    case need
    /// It says the opposite.
    case opposite
  }

  /// A phrase that a note has.
  struct Match {
    var role: Role
    /// Index into the phrases of that role.
    var phrase: Int
    var span: TextSpan
  }

  /// The words of the claim.
  let says: WrittenPhrases
  private let needs: WrittenPhrases
  private let against: WrittenPhrases

  private struct Phrases {
    var matcher: TermMatcher
    var needs: Range<Int>
  }
  private let phrases = Mutex<Phrases?>(nil)

  init(says: WrittenPhrases, needs: WrittenPhrases, against: WrittenPhrases) {
    self.says = says
    self.needs = needs
    self.against = against
  }

  /// Whether anything is named that says the opposite.
  var hasOpposites: Bool { !against.isEmpty }

  /// What a note has of it, by start.
  func matches(in note: ClinicalDocument) -> [Match] {
    let phrases = compiled()
    return phrases.matcher.matches(in: note.text, tokens: note.tokens).map { match in
      let index = Int(match.payload)
      let (role, first): (Role, Int) =
        if index < phrases.needs.lowerBound {
          (.saying, 0)
        } else if index < phrases.needs.upperBound {
          (.need, phrases.needs.lowerBound)
        } else {
          (.opposite, phrases.needs.upperBound)
        }
      return Match(role: role, phrase: index - first, span: match.span)
    }
  }

  private func compiled() -> Phrases {
    phrases.withLock { stored in
      if let stored { return stored }
      var text: [UInt8] = []
      var ends: [Int] = []
      for list in [says, needs, against] { list.append(to: &text, ends: &ends) }
      let made = Phrases(
        matcher: TermMatcher(text, ends: ends), needs: says.count..<says.count + needs.count)
      stored = made
      return made
    }
  }
}
