import ClinicalLanguage
import SourceText

/// What the note says of a problem that the summary names, and where the summary states one as a sentence does.
extension ErrorPlanter {
  /// The note's own mentions of a problem.
  private func mentions(of fact: Fact) -> [Fact] {
    guard let concept = fact.concept else { return [] }
    return note.facts.filter { $0.kind == .problem && $0.concept == concept }
  }

  /// Whether the note denies it, and affirms it of the patient nowhere.
  func isDeniedInNote(_ fact: Fact) -> Bool {
    let own = mentions(of: fact).filter { $0.context.experiencer == .patient }
    return own.contains { $0.context.assertion == .absent }
      && !own.contains { $0.context.assertion == .present }
  }

  /// Whether the patient has it by the note, which denies it nowhere and says it of nobody else.
  func isAffirmedInNote(_ fact: Fact) -> Bool {
    let all = mentions(of: fact)
    return all.contains(where: \.context.isCurrent)
      && all.allSatisfy {
        $0.context.assertion != .absent && $0.context.experiencer == .patient
      }
  }

  /// Whether the note says it of relatives alone.
  func isOfFamilyInNote(_ fact: Fact) -> Bool {
    let all = mentions(of: fact)
    return !all.isEmpty && all.allSatisfy { $0.context.experiencer == .family }
  }

  private static let leading: Set<String> = [
    "with", "has", "have", "had", "and", "reports", "shows", "showed", "develops", "developed",
  ]
  private static let following: Set<String> = [
    "and", "or", "with", "without", "on", "for", "since", "after", "at", "in", "of", "to", "from",
    "by",
    "due", "but", "while", "when",
  ]

  /// The problem's words, where `no` before them makes a statement: behind a mark or `with`, and before a mark
  /// or `for`. `Severe no pain` and `no headache diary` say nothing.
  func statement(of name: TextSpan) -> TextSpan? {
    let tokens = summary.tokens
    let first = tokens.partitioningIndex { $0.end > name.start }
    let end = tokens.partitioningIndex { $0.start >= name.end }
    guard first < end else { return nil }
    let leads =
      first == 0 || isMark(tokens[first - 1])
      || Self.leading.contains(words(tokens[first - 1].span))
    let follows =
      end == tokens.count || isMark(tokens[end]) || Self.following.contains(words(tokens[end].span))
    return leads && follows && !warns(around: first) ? name : nil
  }

  private static let warning: Set<String> = [
    "if", "unless", "when", "should", "999", "911", "call", "ring", "return", "emergency", "urgent",
  ]

  /// `Call for fever`: what a patient is warned of is no statement.
  private func warns(around token: Int) -> Bool {
    guard let sentence = summary.sentenceIndex(containing: Int(summary.tokens[token].start)) else {
      return false
    }
    return summary.sentences[sentence].tokens.contains {
      Self.warning.contains(words(summary.tokens[$0].span))
    }
  }

  private func isMark(_ token: Token) -> Bool {
    token.kind == .punctuation
      && [".", ",", ";", ":", "(", ")"].contains(words(token.span))
  }
}
