import Policies
import SourceText

/// What one rule did with one example.
struct ExampleOutcome: Sendable {
  let findings: [JudgedFinding]
  let escalations: [Escalation]
  let note: SourceText
  let summary: SourceText

  var isSilent: Bool { findings.isEmpty && escalations.isEmpty }

  func satisfies(_ test: RuleTest) -> Bool {
    let isMet =
      switch test.expect {
      case .pass: isSilent
      case .finding(let disposition, let spans):
        Self.satisfies(
          findings.filter { $0.finding.disposition == disposition }.map(words(of:)), spans)
      case .escalation(let spans):
        Self.satisfies(escalations.map { $0.noteSpans.map(note.string) }, spans)
      }
    return isMet && test.obligations.allSatisfy(names.contains)
  }

  /// Whether there is something, and each of the spans stands in what it points at.
  private static func satisfies(_ found: [[String]], _ spans: [String]) -> Bool {
    !found.isEmpty
      && spans.allSatisfy { span in found.joined().contains { $0.contains(span) } }
  }

  /// The obligations by name.
  private var names: Set<ObligationName> { Set(findings.flatMap(\.obligations).map(\.name)) }

  /// The words that a finding points at.
  private func words(of judged: JudgedFinding) -> [String] {
    judged.finding.summarySpan.map { [summary.string($0)] }
      ?? judged.finding.noteSpans.map(note.string)
  }

  /// Examples are written by the policy's authors, so their words may be shown.
  var words: String {
    let found = findings.map { judged in
      RuleTest.Expectation.finding(judged.finding.disposition, spans: words(of: judged)).words
    }
    let raised = escalations.map {
      RuleTest.Expectation.escalation(spans: $0.noteSpans.map(note.string)).words
    }
    let all = raised + found
    guard !all.isEmpty else { return RuleTest.Expectation.pass.words }
    return all.joined(separator: "; ") + names.listed
  }

  // MARK: Comparing variants

  /// Whether two variants of a rule did the very same.
  func equals(_ other: ExampleOutcome) -> Bool {
    findings == other.findings && escalations == other.escalations
  }

  /// Whether two variants did the same but for the words of messages, which tell numbers and limits.
  func equalsButForMessages(_ other: ExampleOutcome) -> Bool {
    func silent(_ findings: [JudgedFinding]) -> [JudgedFinding] {
      findings.map {
        var judged = $0
        judged.finding.message = ""
        return judged
      }
    }
    return silent(findings) == silent(other.findings) && escalations == other.escalations
  }

  /// Whether two variants did the same as far as an example can ask about it: what was found where,
  /// with which disposition and obligations. An alert's family, urgency and reason are not asked about.
  func looksLike(_ other: ExampleOutcome) -> Bool {
    func visible(_ outcome: ExampleOutcome) -> [Visible] {
      outcome.findings.map {
        Visible(
          disposition: $0.finding.disposition, summarySpan: $0.finding.summarySpan,
          noteSpans: $0.finding.noteSpans, obligations: $0.obligations.map(\.name))
      }
    }
    return visible(self) == visible(other)
      && escalations.map(\.noteSpans) == other.escalations.map(\.noteSpans)
  }

  private struct Visible: Equatable {
    let disposition: Disposition
    let summarySpan: TextSpan?
    let noteSpans: [TextSpan]
    let obligations: [ObligationName]
  }
}

extension RuleTest {
  /// What the example asks for, in words.
  var words: String { expect.words + Set(obligations).listed }
}

extension Set<ObligationName> {
  /// ` with route, notify`, in the order of the language; nothing where there is none.
  fileprivate var listed: String {
    let names = ObligationName.allCases.filter(contains).map(\.rawValue)
    return names.isEmpty ? "" : " with " + names.joined(separator: ", ")
  }
}

extension RuleTest.Expectation {
  fileprivate var words: String {
    func places(_ spans: [String]) -> String {
      spans.isEmpty ? "" : " at " + spans.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    return switch self {
    case .pass: "pass"
    case .finding(let disposition, let spans): disposition.rawValue + places(spans)
    case .escalation(let spans): "escalate" + places(spans)
    }
  }
}
