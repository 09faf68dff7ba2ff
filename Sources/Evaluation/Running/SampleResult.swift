package import Guardrails
package import Policies

/// What came of one summary of one note by one system: one line of the file of results.
package struct SampleResult: Sendable, Hashable {
  package enum Status: Sendable, Hashable {
    /// Judged and measured.
    case scored
    /// The system gave no summary, or one that cannot be read: its failure.
    case failed(code: String)
    /// The note cannot be read or judged: nobody's merit and nobody's fault.
    case unevaluable(code: String)

    package var name: String {
      switch self {
      case .scored: "scored"
      case .failed: "failed"
      case .unevaluable: "unevaluable"
      }
    }
  }

  /// What one finding is, with places counted in Unicode scalars.
  package struct Finding: Sendable, Hashable {
    package var rule: String
    package var kind: String
    package var severity: Severity
    package var disposition: Disposition
    package var mode: RuleMode
    package var message: String
    package var summarySpan: Range<Int>?
    package var noteSpans: [Range<Int>]

    package init(
      rule: String, kind: String, severity: Severity, disposition: Disposition, mode: RuleMode,
      message: String, summarySpan: Range<Int>?, noteSpans: [Range<Int>]
    ) {
      self.rule = rule
      self.kind = kind
      self.severity = severity
      self.disposition = disposition
      self.mode = mode
      self.message = message
      self.summarySpan = summarySpan
      self.noteSpans = noteSpans
    }
  }

  /// One claim of the summary and its evidence, counted in Unicode scalars.
  package struct Statement: Sendable, Hashable {
    package var span: Range<Int>
    package var evidence: [Range<Int>]

    package init(span: Range<Int>, evidence: [Range<Int>]) {
      self.span = span
      self.evidence = evidence
    }
  }

  /// Names the note, the configuration, the policy and the system; a line with it need not be made again.
  package var key: String
  package var id: String
  package var system: String
  /// Which of several summaries of the same note by the same system, from 0.
  package var variant = 0
  /// Which repetition, from 0.
  package var repetition = 0
  package var status: Status
  package var decision: Decision?
  package var expectedDecision: Decision?
  package var label: GuardrailScores.Label?
  package var errorType: String?
  package var confidence: Double?
  package var change: PlantedChange?
  /// Whether what is shown is rid of the error that was planted: the identifier redacted, the fact put back.
  package var isMended = false
  package var measures = Measures()
  package var findings: [Finding] = []
  package var alerts = GuardrailScores.Alerts()
  /// The critical facts that are missing, each as class and first wording.
  package var missingFacts: [String] = []
  package var summary = ""
  /// Words of the note, by which quarters are made.
  package var noteWords = 0
  package var statements: [Statement] = []
  /// The group of the sample in each dimension; several with missing sections.
  package var groups: [Dimension: [String]] = [:]

  package init(key: String, id: String, system: String, status: Status) {
    self.key = key
    self.id = id
    self.system = system
    self.status = status
  }

  package var isScored: Bool { status == .scored }

  /// Whether it tells only that a server could not be reached, or that nothing was recorded: nothing that
  /// another run must come to as well.
  package var isPassing: Bool {
    switch status {
    case .scored: false
    case .failed: measures["failures.provider"]?.numerator == 1
    case .unevaluable(let code): code == "not-recorded"
    }
  }

  mutating func countUnevaluable() {
    var isUnevaluable = false
    if case .unevaluable = status { isUnevaluable = true }
    measures.rate("unevaluable", isUnevaluable ? 1 : 0, of: 1)
  }

  package var isStopped: Bool { decision.map { !$0.isShown } ?? false }

  /// Whether nobody is shown the error.
  package var isCaught: Bool { isStopped || isMended }
}
