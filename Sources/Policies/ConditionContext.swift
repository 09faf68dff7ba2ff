/// What a `when` expression can ask about the case at hand.
package struct ConditionContext: Sendable, Hashable {
  /// `audience`: `clinician` or `patient`.
  package var audience: String
  /// `engine`: `extractive`, `remote` or `external`.
  package var engine: String
  /// `note.words`
  package var noteWords: Int
  /// `summary.words`
  package var summaryWords: Int
  /// `summary.quotes`: whether most of the summary keeps to sentences of the note, with hardly a word
  /// changed. In one that does not, a sentence may join what the note has in several places.
  package var summaryQuotes: Bool
  /// `escalation.count`: how many escalations the note has raised.
  package var escalationCount: Int
  /// `note.english`
  package var noteIsEnglish: Bool
  /// `note.clinical`
  package var noteIsClinical: Bool

  package init(
    audience: String, engine: String, noteWords: Int, summaryWords: Int, escalationCount: Int,
    noteIsEnglish: Bool, noteIsClinical: Bool, summaryQuotes: Bool = false
  ) {
    self.audience = audience
    self.engine = engine
    self.noteWords = noteWords
    self.summaryWords = summaryWords
    self.escalationCount = escalationCount
    self.noteIsEnglish = noteIsEnglish
    self.noteIsClinical = noteIsClinical
    self.summaryQuotes = summaryQuotes
  }
}

/// A field of the context by the name that expressions use, with its type.
enum ConditionField: Hashable {
  enum Word: String, Sendable, CaseIterable {
    case audience, engine

    func value(in context: ConditionContext) -> String {
      switch self {
      case .audience: context.audience
      case .engine: context.engine
      }
    }

    /// All values that the field can have: comparing with any other is a mistake, and one that
    /// would silently switch a rule off.
    var vocabulary: [String] {
      switch self {
      case .audience: PolicyAudience.allCases.map(\.rawValue)
      case .engine: PolicyEngine.allCases.map(\.rawValue)
      }
    }
  }

  enum Number: String, Sendable, CaseIterable {
    case noteWords = "note.words"
    case summaryWords = "summary.words"
    case escalationCount = "escalation.count"

    func value(in context: ConditionContext) -> Int {
      switch self {
      case .noteWords: context.noteWords
      case .summaryWords: context.summaryWords
      case .escalationCount: context.escalationCount
      }
    }
  }

  enum Flag: String, Sendable, CaseIterable {
    case noteIsEnglish = "note.english"
    case noteIsClinical = "note.clinical"
    case summaryQuotes = "summary.quotes"

    func value(in context: ConditionContext) -> Bool {
      switch self {
      case .noteIsEnglish: context.noteIsEnglish
      case .noteIsClinical: context.noteIsClinical
      case .summaryQuotes: context.summaryQuotes
      }
    }
  }

  case word(Word), number(Number), flag(Flag)

  init?(named name: String) {
    if let field = Word(rawValue: name) {
      self = .word(field)
    } else if let field = Number(rawValue: name) {
      self = .number(field)
    } else if let field = Flag(rawValue: name) {
      self = .flag(field)
    } else {
      return nil
    }
  }

  static let names =
    Word.allCases.map(\.rawValue) + Number.allCases.map(\.rawValue)
    + Flag.allCases.map(\.rawValue)
}

/// The audiences that policies can name; the same words as the summaries' own.
enum PolicyAudience: String, CaseIterable { case clinician, patient }

/// The engines that policies can name; the same words as the summaries' own.
enum PolicyEngine: String, CaseIterable { case extractive, remote, external }
