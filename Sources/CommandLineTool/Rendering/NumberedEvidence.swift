import Guardrails
import SourceText
import Summaries

/// The evidence of a released summary, each place in the note numbered once, from 1, in the order in
/// which the statements lead to it.
struct NumberedEvidence {
  let spans: [TextSpan]
  private let numbers: [TextSpan: Int]

  /// A line of a summary with its marks.
  struct MarkedLine: Equatable {
    let text: String
    let isHeading: Bool
  }

  init(_ released: ReleasedSummary?) {
    var spans: [TextSpan] = []
    var numbers: [TextSpan: Int] = [:]
    for statement in released?.statements ?? [] {
      for span in statement.evidence where numbers[span] == nil {
        spans.append(span)
        numbers[span] = spans.count
      }
    }
    self.spans = spans
    self.numbers = numbers
  }

  /// `[1] [4]`, or a warning that there is no evidence.
  func mark(of statement: ReleasedStatement, style: Style) -> String {
    guard !statement.evidence.isEmpty else { return style("[no evidence]", .notice) }
    let marks = Set(statement.evidence.compactMap { numbers[$0] }).sorted().map { "[\($0)]" }
    return style(marks.joined(), .mark)
  }

  /// The lines of the released text, safe for a terminal, a mark after each statement.
  func markedLines(of released: ReleasedSummary, style: Style) -> [MarkedLine] {
    let text = released.text
    var marked = ""
    var position = 0
    for statement in released.statements.sorted(by: { $0.span.end < $1.span.end }) {
      let end = Int(statement.span.end)
      // A statement that the edits emptied has nothing to be marked.
      guard end >= position, !statement.span.isEmpty else { continue }
      marked += Printable.text(text.string(TextSpan(position, end)))
      marked += " " + mark(of: statement, style: style)
      position = end
    }
    marked += Printable.text(text.string(TextSpan(position, text.count)))
    let headings = Set(SummarySection.allCases.compactMap { $0.heading.map { $0 + ":" } })
    return marked.split(separator: "\n", omittingEmptySubsequences: false).map {
      let line = String($0)
      let isHeading = headings.contains(line)
      return MarkedLine(text: isHeading ? String(line.dropLast()) : line, isHeading: isHeading)
    }
  }
}
