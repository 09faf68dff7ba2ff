package import Policies
package import SourceText

/// Looks for rules that are sound one by one and doubtful together: shadowed, contradictory, doubled.
///
/// All of it are warnings; it names the rule that comes later by id, and points at the other.
package struct PolicyAnalysis {
  /// The codes of what is found, beside `P080` of a measurement that the lexicon does not know.
  enum Code: String {
    /// Another rule finds whatever this one finds and asks for at least as much.
    case shadowed = "P081"
    /// Words that one rule demands or puts in, another bans.
    case contradiction = "P082"
    /// The same words alert with another urgency or to another queue.
    case conflictingAlerts = "P083"
    /// A phrase twice in one rule.
    case repeatedPhrase = "P084"
    /// A phrase in two rules of one kind.
    case sharedPhrase = "P085"
    /// No summary is both long and short enough.
    case impossibleLength = "P086"
    /// A phrase that is also an exception never counts.
    case exceptedPhrase = "P087"
  }

  let engine: GuardrailEngine
  let sources: PolicySources
  var found: [Diagnostic] = []
  private var counts: [Code: Int] = [:]
  /// Warnings of one sort that are listed; nobody reads more.
  static let limit = 100
  /// The rules that find a place in words that rules demand or put in, by these words.
  var bans: [String: [String]] = [:]

  init(engine: GuardrailEngine, sources: PolicySources) {
    self.engine = engine
    self.sources = sources
  }

  mutating func report(
    _ code: Code, _ rule: Rule, at span: TextSpan?, _ message: String, hint: String
  ) {
    guard let source = sources[rule.id] else { return }
    let count = counts[code, default: 0]
    counts[code] = count + 1
    guard count < Self.limit else {
      if count == Self.limit {
        found.append(
          source.warning(
            at: source.place(ofField: "id"), code: code.rawValue,
            "more than \(Self.limit) warnings of this sort; the rest is not listed"))
      }
      return
    }
    found.append(
      source.warning(
        at: span ?? source.place(ofField: "id"), code: code.rawValue, message, hint: hint))
  }

  /// Whether both conditions can be true in one case.
  static func canMeet(_ one: Rule, _ other: Rule) -> Bool {
    guard let first = one.when, let second = other.when else { return true }
    return first.canHold(with: second)
  }
}

extension GuardrailEngine {
  /// Warnings about rules that are doubtful together.
  package func analysis(of sources: PolicySources) -> [Diagnostic] {
    var analysis = PolicyAnalysis(engine: self, sources: sources)
    analysis.findShadowedRules()
    analysis.findDoublePhrases()
    analysis.findContradictions()
    return analysis.found.sorted()
  }
}

extension PolicyPlace {
  var described: String { "\(file):\(line):\(column)" }
}
