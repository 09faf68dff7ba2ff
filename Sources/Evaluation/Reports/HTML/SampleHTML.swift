import Guardrails
import Policies
import SourceText

/// One note of the report beside its summaries, closed until a reader opens it.
package struct SampleHTML {
  private let note: [Unicode.Scalar]
  private let id: String
  private let index: Int
  private let reference: String?
  private let results: [SampleResult]
  /// The same summaries with errors put into them.
  private let planted: [SampleResult]

  /// - Parameters:
  ///   - index: the place of the note in the table, which links lead to.
  ///   - results: of the systems whose summaries are shown.
  package init(_ sample: Sample, index: Int, results: [SampleResult]) {
    note = Array(sample.note.string.unicodeScalars)
    id = sample.id
    self.index = index
    reference = sample.reference?.string
    planted = results.filter { $0.system == EvaluatedSystem.plantedName }
    self.results = results.filter { $0.system != EvaluatedSystem.plantedName }
  }

  package var bytes: [UInt8] {
    var html = "<details class=\"note\"><summary><h3>\(ReportHTML.escaped(id))</h3>"
    for result in results.prefix(8) { html += tag(result) }
    html += plantedTag
    // Inside, so that browsers open the note when a link leads here.
    html += "</summary><div id=\"note-\(index)\">\n"
    for (number, result) in results.enumerated() { html += pair(result, number: number) }
    html += plantedTable
    if let reference {
      html += "<h4>Reference</h4><div class=\"text\">\(ReportHTML.escaped(reference))</div>\n"
    }
    return Array((html + "</div></details>\n").utf8)
  }

  private func tag(_ result: SampleResult) -> String {
    let name = results.count > 1 ? "\(ReportHTML.escaped(result.system)): " : ""
    switch result.status {
    case .scored:
      let decision = result.decision?.rawValue ?? "measured"
      return " <span class=\"tag \(decision)\">\(name)\(decision)</span>"
    case .failed(let code):
      return " <span class=\"tag bad\">\(name)failed: \(ReportHTML.escaped(code))</span>"
    case .unevaluable(let code):
      return " <span class=\"tag\">\(name)not evaluated: \(ReportHTML.escaped(code))</span>"
    }
  }

  // MARK: Planted errors

  private var plantedErrors: [SampleResult] {
    planted.filter { $0.isScored && $0.errorType != nil }
  }

  private var plantedTag: String {
    let errors = plantedErrors
    guard !errors.isEmpty else { return "" }
    let caught = errors.count(where: \.isCaught)
    let kind = caught == errors.count ? "released" : "bad"
    return
      " <span class=\"tag \(kind)\">planted errors: \(caught) of \(errors.count) caught</span>"
  }

  /// A row for each error: the note and the rest of the summary stand above but once.
  private var plantedTable: String {
    let rows = planted.filter(\.isScored)
    guard !rows.isEmpty else { return "" }
    var html = "<h4>Planted errors</h4><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
    html += "aria-label=\"Planted errors\"><table class=\"planted\"><thead><tr>"
    for name in ["error", "decision", "was", "is", "found by"] {
      html += "<th scope=\"col\">\(name)</th>"
    }
    html += "</tr></thead><tbody>\n"
    // What is found in the summary as it was has nothing to do with the error.
    let found = Set(rows.filter { $0.errorType == nil }.flatMap { $0.findings.map(\.rule) })
    for row in rows {
      let decision = row.decision?.rawValue ?? ""
      let isRight = (row.isStopped || row.isMended) == (row.errorType != nil)
      let own = Set(row.findings.filter { $0.mode == .enforce }.map(\.rule))
      let rules = (row.errorType == nil ? own : own.subtracting(found)).sorted()
      html += "<tr><th scope=\"row\">\(ReportHTML.escaped(row.errorType ?? "none"))</th>"
      html += "<td><span class=\"tag \(isRight ? "released" : "bad")\">\(decision)</span></td>"
      html += "<td class=\"words\">\(ReportHTML.escaped(row.change?.before ?? ""))</td>"
      html += "<td class=\"words\">\(ReportHTML.escaped(row.change?.after ?? ""))</td>"
      html += "<td class=\"words\">\(ReportHTML.escaped(rules.joined(separator: ", ")))</td></tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  // MARK: A note and a summary

  private func pair(_ result: SampleResult, number: Int) -> String {
    guard result.isScored else { return "" }
    let prefix = "n\(index)s\(number)"
    let summary = Array(result.summary.unicodeScalars)
    var noteMarks: [MarkedText.Mark] = []
    var summaryMarks: [MarkedText.Mark] = []
    for (claim, statement) in result.statements.enumerated() {
      summaryMarks.append(
        .init(
          range: statement.span, kind: .claim, anchor: "\(prefix)c\(claim)",
          links: statement.evidence.indices.map { (claim + 1, "\(prefix)e\(claim)-\($0)") }))
      for (place, evidence) in statement.evidence.enumerated() {
        noteMarks.append(
          .init(
            range: evidence, kind: .evidence, anchor: "\(prefix)e\(claim)-\(place)",
            links: [(claim + 1, "\(prefix)c\(claim)")]))
      }
    }
    for finding in result.findings {
      if let span = finding.summarySpan {
        summaryMarks.append(.init(range: span, kind: .finding, anchor: nil, links: []))
      }
      for span in finding.noteSpans {
        noteMarks.append(.init(range: span, kind: .finding, anchor: nil, links: []))
      }
    }
    var html = "<div class=\"pair\"><div><h4>Note</h4><div class=\"text\">"
    html += MarkedText.html(note, noteMarks)
    html += "</div></div><div><h4>\(ReportHTML.escaped(result.system))"
    if result.variant > 0 { html += ", variant \(result.variant + 1)" }
    html += "</h4><div class=\"text\">" + MarkedText.html(summary, summaryMarks) + "</div>\n"
    return html + facts(result) + "</div></div>\n"
  }

  private func facts(_ result: SampleResult) -> String {
    var items: [String] = []
    if let expected = result.expectedDecision, expected != result.decision {
      items.append("<strong>expected \(expected.rawValue)</strong>")
    }
    if let error = result.errorType {
      items.append("<strong>known error: \(ReportHTML.escaped(error))</strong>")
    }
    items += result.alerts.missed.map { "<strong>alert missed: \(ReportHTML.escaped($0))</strong>" }
    items += result.alerts.falseAlarms.map { "unexpected alert: \(ReportHTML.escaped($0))" }
    items += result.missingFacts.map { "left out: \(ReportHTML.escaped($0))" }
    for finding in result.findings {
      let trial = finding.mode == .enforce ? "" : ", on trial"
      items.append(
        "<code>\(ReportHTML.escaped(finding.rule))</code> \(finding.severity.rawValue), "
          + "\(finding.disposition.rawValue)\(trial): \(ReportHTML.escaped(finding.message))")
    }
    guard !items.isEmpty else { return "" }
    return "<ul class=\"findings\">" + items.map { "<li>\($0)</li>" }.joined() + "</ul>\n"
  }
}

/// Text with marks that may overlap, which HTML's elements may not.
enum MarkedText {
  struct Mark {
    enum Kind { case claim, evidence, finding }

    /// In Unicode scalars.
    let range: Range<Int>
    let kind: Kind
    /// Where links to it lead; nil without one.
    let anchor: String?
    /// What stands behind it: a number, and the place that it leads to.
    let links: [(number: Int, target: String)]
  }

  static func html(_ text: [Unicode.Scalar], _ marks: [Mark]) -> String {
    let marks = marks.filter {
      $0.range.lowerBound < $0.range.upperBound && $0.range.upperBound <= text.count
    }
    .sorted { $0.range.lowerBound < $1.range.lowerBound }
    var borders: Set<Int> = [0, text.count]
    for mark in marks {
      borders.insert(mark.range.lowerBound)
      borders.insert(mark.range.upperBound)
    }
    let ordered = borders.sorted()
    var html = ""
    for (start, end) in zip(ordered, ordered.dropFirst()) {
      for mark in marks where mark.range.lowerBound == start {
        if let anchor = mark.anchor { html += "<span id=\"\(anchor)\"></span>" }
      }
      var part = String.UnicodeScalarView()
      part.append(contentsOf: text[start..<end])
      let escaped = ReportHTML.escaped(String(part))
      let covering = marks.filter { $0.range.lowerBound <= start && end <= $0.range.upperBound }
      if covering.contains(where: { $0.kind == .finding }) {
        html += "<mark class=\"find\">\(escaped)</mark>"
      } else if covering.contains(where: { $0.kind == .evidence }) {
        html += "<mark>\(escaped)</mark>"
      } else {
        html += escaped
      }
      for mark in marks where mark.range.upperBound == end && !mark.links.isEmpty {
        html += "<sup>"
        for link in mark.links {
          let label = mark.kind == .claim ? "evidence of" : "to"
          html += "<a href=\"#\(link.target)\" aria-label=\"\(label) statement \(link.number)\">"
          html += "\(link.number)</a>"
        }
        html += "</sup>"
      }
    }
    return html
  }
}
