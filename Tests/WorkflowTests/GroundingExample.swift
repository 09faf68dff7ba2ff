import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// An example in a document: a block fenced by three backticks and `vouch-example`.
///
/// ```
/// note: He takes metoprolol 50 mg daily.
/// summary: He takes metoprolol 500 mg daily.
/// expect: held
/// by: quantity_consistency
/// at: 500 mg
/// ```
/// `expect` is a decision, or `shown` for released or annotated. `by` names a rule, a kind, or the
/// beginning of a rule's id, and wants a finding of it; `at` are words of the summary that this
/// finding's place must touch. `by` and `at` may be left out. `audience` is `clinician` unless the
/// example says `patient`. A line that begins with two blanks goes on with the line above it, as a line
/// of its own.
struct GroundingExample {
  var line: Int
  var note = ""
  var summary = ""
  var expect = ""
  var by: String?
  var at: String?
  var audience: Audience = .clinician

  /// An example that cannot be read: where, and why.
  struct Mistake: Error {
    var line: Int
    var reason: String
  }

  /// All examples of a document in order.
  static func read(_ document: String) throws(Mistake) -> [GroundingExample] {
    var examples: [GroundingExample] = []
    var open: GroundingExample?
    var field = ""
    for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let number = index + 1
      if line.hasPrefix("```") {
        if let example = open {
          try example.check()
          examples.append(example)
          open = nil
        } else if line.dropFirst(3).filter({ !$0.isWhitespace }) == "vouch-example" {
          open = GroundingExample(line: number)
          field = ""
        }
        continue
      }
      guard open != nil, !line.allSatisfy(\.isWhitespace) else { continue }
      if line.hasPrefix("  ") {
        guard field == "note" || field == "summary" else {
          throw Mistake(line: number, reason: "only note and summary go on in the next line")
        }
        open?.extend(field, by: String(line.dropFirst(2)))
        continue
      }
      guard let colon = line.firstIndex(of: ":") else {
        throw Mistake(line: number, reason: "a line reads 'field: words'")
      }
      field = String(line[..<colon])
      let words = line[line.index(after: colon)...].drop(while: \.isWhitespace)
      guard open?.set(field, to: String(words)) == true else {
        throw Mistake(line: number, reason: "'\(field)' is no field of an example, or not so")
      }
    }
    if let open { throw Mistake(line: open.line, reason: "the block is not closed") }
    return examples
  }

  private mutating func set(_ field: String, to words: String) -> Bool {
    switch field {
    case "note": note = words
    case "summary": summary = words
    case "expect":
      guard words == "shown" || Decision(rawValue: words) != nil else { return false }
      expect = words
    case "by": by = words
    case "at": at = words
    case "audience":
      guard let value = Audience(rawValue: words) else { return false }
      audience = value
    default: return false
    }
    return true
  }

  private mutating func extend(_ field: String, by words: String) {
    if field == "note" { note += "\n" + words } else { summary += "\n" + words }
  }

  private func check() throws(Mistake) {
    guard !note.isEmpty, !summary.isEmpty, !expect.isEmpty else {
      throw Mistake(line: line, reason: "an example needs note, summary and expect")
    }
    if let at, summary.firstRange(of: at) == nil {
      throw Mistake(line: line, reason: "the words of 'at' are not in the summary")
    }
  }

  /// How an outcome differs from what the document says; nil where it agrees.
  func difference(from outcome: Outcome) -> String? {
    let decision = outcome.decision
    guard expect == "shown" ? decision.isShown : decision.rawValue == expect else {
      return "the decision is \(decision.rawValue), not \(expect) (\(outcome.account))"
    }
    guard let by else { return nil }
    let findings = outcome.verdict.findings.filter {
      $0.mode == .enforce && ($0.kind == by || $0.rule == by || $0.rule.hasPrefix(by + "."))
    }
    guard !findings.isEmpty else { return "no finding of \(by) (\(outcome.account))" }
    guard let at else { return nil }
    let touches = findings.contains { finding in
      guard let span = finding.summarySpan, let range = summary.firstRange(of: at) else {
        return false
      }
      let start = summary.utf8.distance(from: summary.startIndex, to: range.lowerBound)
      return Int(span.start) < start + at.utf8.count && Int(span.end) > start
    }
    return touches ? nil : "no finding of \(by) is at '\(at)' (\(outcome.account))"
  }
}
