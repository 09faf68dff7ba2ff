import ClinicalLanguage
import SourceText

/// Phrases that a rule looks for in a note only once a summary gives it reason to.
///
/// Those of all claims are so common that a note has hundreds of them, while a summary makes few claims
/// or none.
final class NotePhrases<Role: Sendable>: Sendable {
  /// A phrase that a note has.
  struct Match {
    var role: Role
    /// Index into the phrases of that role.
    var phrase: Int
    var span: TextSpan
    /// Indices into the tokens of the note.
    var tokens: Range<Int>
  }

  /// Phrases of all roles, compiled.
  private struct Compiled {
    var matcher: TermMatcher
    /// The role of each payload of the matcher, and the index among the phrases of that role.
    var places: [(role: Role, phrase: Int)]
  }

  private let lists: [(role: Role, phrases: WrittenPhrases)]
  /// The first note may be the only one, and has few of their words.
  private let compiled = CompiledLater<Compiled>(after: 1)

  init(_ lists: [(role: Role, phrases: WrittenPhrases)]) { self.lists = lists }

  /// What a note has of them, by start.
  func matches(in note: ClinicalDocument) -> [Match] {
    let known = compiled.value { compile(among: nil) } ?? compile(among: PresentWords(note.tokens))
    return known.matcher.matches(in: note.text, tokens: note.tokens).map { match in
      let place = known.places[Int(match.payload)]
      return Match(
        role: place.role, phrase: place.phrase, span: match.span, tokens: match.tokens)
    }
  }

  /// - Parameter words: those of the only note in which they are looked for; nil where it may be any.
  private func compile(among words: PresentWords?) -> Compiled {
    var text: [UInt8] = []
    var ends: [Int] = []
    var places: [(role: Role, phrase: Int)] = []
    for (role, list) in lists {
      list.append(among: words, to: &text, ends: &ends) { places.append((role, $0)) }
    }
    return Compiled(matcher: TermMatcher(text, ends: ends), places: places)
  }
}
