import Policies
import SourceText

/// A kind of rule: its parameters, and how it judges a draft and its note.
///
/// A kind that raises alerts says `requiresRoute`; such rules are judged first, so that others can ask
/// about the alerts. A kind only judges. What a finding leads to is the rule's `then` and the resolver's business. A
/// kind is one file in `Rules` and one line in `GuardrailEngine.ruleKinds`.
protocol RuleKind: RuleParameters {
  /// The words that the kind looks for; the phrases of all rules are found in one pass over a text.
  var phrases: [PhraseList] { get }

  /// What it looks for, in groups none of which needs a phrase twice.
  var phraseGroups: [WrittenPhrases] { get }

  /// Whether a phrase that it looks for is no finding yet: another one must stand beside it, or none.
  var asksBeyondPhrases: Bool { get }

  /// The measurements that the kind asks about, by canonical name.
  var measurements: [String] { get }

  /// Whether it asks what other rules have found: such rules are judged after all others.
  static var judgesFindings: Bool { get }

  /// Without what it has nothing to say.
  var trigger: RuleTrigger { get }

  /// Whether the words of the summary matter to it, so that it is judged again after edits.
  var readsSummaryText: Bool { get }

  /// Whether it asks for the passages of the note that were not written for a clinician.
  var readsHostilePassages: Bool { get }

  /// The places of the note that no summary may draw on.
  func quarantine(_ passages: [HostilePassage]) -> [TextSpan]

  /// Whether it compares words of the summary with the note, so that words which a policy has put in
  /// say nothing to it.
  static var holdsAgainstNote: Bool { get }

  /// Judges one draft against its note. Same case, same judgement.
  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement
}

extension RuleKind {
  var phrases: [PhraseList] { [] }
  var phraseGroups: [WrittenPhrases] {
    phrases.first { $0.role == .sought }.map { [$0.phrases] } ?? []
  }
  var asksBeyondPhrases: Bool {
    phrases.contains { $0.role == .companion && !$0.phrases.isEmpty }
  }
  var measurements: [String] { [] }
  var trigger: RuleTrigger { .none }
  static var judgesFindings: Bool { false }
  var readsSummaryText: Bool { true }
  static var holdsAgainstNote: Bool { false }
  var readsHostilePassages: Bool { false }
  func quarantine(_ passages: [HostilePassage]) -> [TextSpan] { [] }

  /// The parameters where they are of this kind.
  static func same(_ parameters: any RuleParameters) -> (any RuleKind)? { parameters as? Self }
}

/// What must be there for a rule to have anything to say: it spares judging most rules of most cases.
enum RuleTrigger: Sendable {
  /// It is always judged.
  case none
  /// One of its phrases in the note, or a present value of one of its measurements.
  case note
  /// One of its phrases in the summary.
  case summary
}

/// What one rule has to say about one case.
struct Judgement: Sendable {
  var observations: [Observation] = []
  var alert: Alert?

  static let nothing = Judgement()
}

/// Something that a rule saw: what is wrong and where.
struct Observation: Sendable, Hashable {
  var message: Message
  var summarySpan: TextSpan?
  var noteSpans: [TextSpan] = []
  /// What stands in the place of the summary's words where the rule obliges to `redact`; nil: the mark
  /// of a redaction. May hold nothing of what it stands for.
  var replacement: String?
}

extension [Observation] {
  /// Without those about words that an earlier one is about: several comparisons may see one fault.
  var withoutRepeats: [Observation] {
    var seen: Set<TextSpan> = []
    return filter { observation in
      observation.summarySpan.map { seen.insert($0).inserted } ?? true
    }
  }
}

/// Something in the note that must reach a person; becomes an `Escalation` with the rule's route.
struct Alert: Sendable, Hashable {
  var family: EscalationFamily
  var urgency: Urgency
  var reason: String
  var noteSpans: [TextSpan]
}

/// The words of an observation. Each kind declares its own at the end of its file; they never take
/// words from the note or the summary.
struct Message: Sendable, Hashable {
  let text: String

  init(_ text: String) { self.text = text }
}

/// Why a rule could not be evaluated; it then counts as its `onError`.
enum RuleError: Error, Hashable {
  /// A pattern took more steps or memory than allowed.
  case patternLimitExceeded
  /// The texts are so large that the rule would take unreasonably long.
  case effortLimitExceeded
  /// The rule asks for a measurement that the lexicon does not have.
  case unknownMeasurement
  /// The rule raises alerts and says not to whom.
  case noRoute
  /// The rule rests on a language model's word, and nobody asked one.
  case notAsked
  /// A language model was asked and said nothing that can be used; the code of the reason.
  case noOpinion(code: String)
  /// The loaded parameters are of a kind that this engine does not have.
  case unknownKind

  var message: Message {
    switch self {
    case .patternLimitExceeded: Message("not evaluated, its pattern took too many steps")
    case .effortLimitExceeded: Message("not evaluated, the texts are too large for it")
    case .unknownMeasurement: Message("not evaluated, it names a measurement that is not known")
    case .noRoute: Message("it raises an alert but has no 'route' obligation")
    case .notAsked: Message("not evaluated, no language model was asked")
    case .noOpinion(let code):
      Message("not evaluated, the language model gave no answer that can be used (\(code))")
    case .unknownKind: Message("not evaluated, its kind is not known")
    }
  }
}
