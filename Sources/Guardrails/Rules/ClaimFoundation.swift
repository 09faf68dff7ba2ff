import ClinicalLanguage
import SourceText

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

  /// Phrases of all roles, compiled.
  private struct Phrases {
    var matcher: TermMatcher
    /// The role of each payload of the matcher, and the index among the phrases of that role.
    var places: [(role: Role, phrase: Int)]
  }
  /// The first note may be the only one, and has few of their words.
  private let compiled = CompiledLater<Phrases>(after: 1)

  init(says: WrittenPhrases, needs: WrittenPhrases, against: WrittenPhrases) {
    self.says = says
    self.needs = needs
    self.against = against
  }

  /// Whether anything is named that says the opposite.
  var hasOpposites: Bool { !against.isEmpty }

  /// What a note has of it, by start.
  func matches(in note: ClinicalDocument) -> [Match] {
    let known =
      compiled.value { phrases(among: nil) } ?? phrases(among: PresentWords(note.tokens))
    return known.matcher.matches(in: note.text, tokens: note.tokens).map { match in
      let place = known.places[Int(match.payload)]
      return Match(role: place.role, phrase: place.phrase, span: match.span)
    }
  }

  /// - Parameter words: those of the only note in which they are looked for; nil where it may be any.
  private func phrases(among words: PresentWords?) -> Phrases {
    var text: [UInt8] = []
    var ends: [Int] = []
    var places: [(role: Role, phrase: Int)] = []
    for (role, list) in [(Role.saying, says), (.need, needs), (.opposite, against)] {
      list.append(among: words, to: &text, ends: &ends) { places.append((role, $0)) }
    }
    return Phrases(matcher: TermMatcher(text, ends: ends), places: places)
  }
}
