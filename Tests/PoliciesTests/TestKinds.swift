import Policies
import SourceText

/// A rule kind with every sort of parameter, so that the language is tested without the real kinds.
struct WordsParameters: RuleParameters {
  enum Place: String, CaseIterable { case summary, note }

  struct Threshold: Sendable, Hashable {
    let name: String
    let limit: Double
  }

  static let kind = "words"

  let terms: [String]
  let place: Place
  let count: Int?
  let isStrict: Bool
  let thresholds: [Threshold]
  let pattern: Pattern?
  let disclaimer: String?

  var referencedDisclaimers: [String] { disclaimer.map { [$0] } ?? [] }

  init?(reading parameters: inout ParameterReader) {
    let terms = parameters.requiredStrings("terms")
    place = parameters.choice("in", of: Place.self, default: .summary)
    count = parameters.integer("count", in: 1...9)
    isStrict = parameters.flag("strict", default: false)
    thresholds =
      parameters.mappings("thresholds") { item in
        let name = item.requiredString("name")
        let limit = item.requiredDecimal("limit")
        guard let name, let limit else { return nil }
        return Threshold(name: name, limit: limit)
      } ?? []
    pattern = parameters.pattern("pattern", caseSensitive: false)
    disclaimer = parameters.string("disclaimer")
    if terms?.contains("forbidden") == true {
      parameters.report("'forbidden' is no term", at: "terms", hint: "choose another")
    }
    guard let terms else { return nil }
    self.terms = terms
  }
}

/// A kind that escalates.
struct AlarmParameters: RuleParameters {
  static let kind = "alarm"
  static var requiresRoute: Bool { true }

  let phrases: [String]

  init?(reading parameters: inout ParameterReader) {
    guard let phrases = parameters.requiredStrings("phrases") else { return nil }
    self.phrases = phrases
  }
}

/// A kind that rests on a language model's word.
struct AdviceParameters: RuleParameters {
  static let kind = "advice"
  static var asksModel: Bool { true }

  init?(reading parameters: inout ParameterReader) {
    guard parameters.requiredStrings("terms") != nil else { return nil }
  }
}

/// A kind that refuses without a word, against its contract.
struct SilentParameters: RuleParameters {
  static let kind = "silent"
  init?(reading parameters: inout ParameterReader) { return nil }
}

/// Loads texts as the files `a.yaml` and `b.yaml` of a folder.
func load(_ files: [String]) -> PolicyLoad {
  PolicyBundle.load(
    zip(["a.yaml", "b.yaml"], files).map { PolicyFile(path: $0, bytes: Array($1.utf8)) },
    kinds: [
      WordsParameters.self, AlarmParameters.self, AdviceParameters.self, SilentParameters.self,
    ])
}

func load(_ files: String...) -> PolicyLoad { load(files) }

extension PolicyLoad {
  /// Each as `a.yaml:1:2+3 P012 message | hint`, where `+3` is the length of the caret line.
  var lines: [String] {
    diagnostics.map { found in
      "\(found.file):\(found.line):\(found.column)+\(found.length) \(found.code) \(found.message)"
        + (found.hint.map { " | \($0)" } ?? "")
    }
  }

  var errorLines: [String] {
    zip(diagnostics, lines).filter { $0.0.severity == .error }.map(\.1)
  }
}

/// A head under which a list of rules can be written.
let head = """
  schema: vouch/policy/1
  bundle: {id: trial, revision: 1, owner: board}
  disclaimers:
    - {id: standing, version: 1, audiences: [clinician, patient], text: Not for clinical use.}

  """

/// A bundle with one sound rule, into which a test puts other parameters, one more field, or one
/// more line under `then`.
func oneRule(
  _ parameters: String = "params: {terms: [a]}", field: String = "# no other field",
  then: String = "# nothing else"
) -> String {
  """
  \(head)rules:
    - id: words.sound
      title: A sound rule
      kind: words
      mode: enforce
      severity: minor
      \(parameters)
      \(field)
      then:
        disposition: hold
        \(then)
      tests:
        - {name: found, summary: "a b", expect: {disposition: hold, spans: ["a b"]}}

  """
}

extension String {
  /// What follows the first occurrence of the words.
  func dropThrough(_ words: String) -> String {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(words) { return String(rest.dropFirst(words.count)) }
      rest = rest.dropFirst()
    }
    return ""
  }

  /// The text with the first occurrence, which there must be, replaced.
  func replacing(_ old: String, by new: String) -> String {
    let rest = dropThrough(old)
    precondition(hasSuffix(old + rest), "the words stand in the text")
    return String(dropLast(rest.count + old.count)) + new + rest
  }
}
