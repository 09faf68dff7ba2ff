package import SourceText
package import Summaries
package import Workflow

/// One note to evaluate on, with what is known of it.
package struct Sample: Sendable {
  package var id: String
  package var note: SourceText
  package var audience: Audience
  /// A summary that a person wrote.
  package var reference: SourceText?
  /// What the corpus expects of the note.
  package var expectation: CorpusCase?
  package var attributes: SampleAttributes

  package init(
    id: String, note: SourceText, audience: Audience = .clinician, reference: SourceText? = nil,
    expectation: CorpusCase? = nil, attributes: SampleAttributes = SampleAttributes()
  ) {
    self.id = id
    self.note = note
    self.audience = audience
    self.reference = reference
    self.expectation = expectation
    self.attributes = attributes
  }
}

/// What is known of a person and a note beside the text, for subgroups; nil where it is not told.
package struct SampleAttributes: Sendable, Hashable {
  package var sex: String?
  package var ageBand: String?
  package var specialty: String?
  package var form: String?
  package var language: String?

  package init(
    sex: String? = nil, ageBand: String? = nil, specialty: String? = nil, form: String? = nil,
    language: String? = nil
  ) {
    self.sex = sex
    self.ageBand = ageBand
    self.specialty = specialty
    self.form = form
    self.language = language
  }

  /// The band of an age in years, as the corpus names them.
  package static func band(ofAge age: Double) -> String? {
    switch age {
    case ..<0: nil
    case ..<18: "0-17"
    case ..<40: "18-39"
    case ..<65: "40-64"
    case ..<80: "65-79"
    case ..<130: "80+"
    default: nil
    }
  }

  /// `female`, `F` and `f` are one group.
  package static func sex(_ text: String) -> String? {
    switch text.lowercased().first {
    case "f", "w": "F"
    case "m": "M"
    case nil: nil
    default: text
    }
  }
}

/// A summary that some other system wrote of a note.
package struct CandidateSummary: Sendable, Hashable {
  /// The system's name, `candidates` where none is given.
  package var system: String
  package var text: String
  /// Whether somebody has found it safe.
  package var label: GuardrailScores.Label?
  /// What is wrong with it, where somebody has said so.
  package var errorType: String?
  /// How sure the system says it is that the summary is safe, from 0 to 1.
  package var confidence: Double?
  /// The sentence into which an error was put, as it was and as it is.
  package var change: PlantedChange?
  /// What tells that the error is not in what is shown.
  package var cure: PlantedCure?

  package init(
    system: String, text: String, label: GuardrailScores.Label? = nil, errorType: String? = nil,
    confidence: Double? = nil, change: PlantedChange? = nil, cure: PlantedCure? = nil
  ) {
    self.system = system
    self.text = text
    self.label = label
    self.errorType = errorType
    self.confidence = confidence
    self.change = change
    self.cure = cure
  }
}

/// A sentence before and after an error was put into it.
package struct PlantedChange: Sendable, Hashable {
  package let before: String
  package let after: String

  package init(before: String, after: String) {
    self.before = before
    self.after = after
  }
}

/// Notes that are read one at a time, in any order.
package protocol SampleSet: Sendable {
  var count: Int { get }
  /// The id of each note, in order; each stands once.
  var ids: [String] { get }
  /// Reads one.
  func sample(at index: Int) throws(EvaluationError) -> Sample
  /// A hash of all bytes that samples are read from.
  var digest: String { get }
}
