import Evaluation
import Guardrails
import Policies
import SourceText
import Testing

/// The page of the report: self-contained, well formed, and safe whatever stands in the data.
@Suite("Page of the report")
struct PageTests {
  private static let hostile = "<script>alert(1)</script> & \"x\" \u{202E}é\u{1F600}"

  /// A page of three notes and two systems, with everything that a page can show.
  private static func page(id: String = "note-1", words: String = "Chest pain.") throws -> String {
    let ids = [id, "b", "c"]
    var table = EvaluationTable(
      systems: [.extractive, .candidates("model"), .baseline(.lead), .baseline(.oracle)], ids: ids)
    var parts: [[UInt8]] = []
    for (index, id) in ids.enumerated() {
      var shown: [SampleResult] = []
      for (number, name) in ["extractive", "model"].enumerated() {
        var result = SampleResult(
          key: "\(index)\(number)", id: id, system: name, status: .scored)
        result.decision = index == 0 ? .held : .released
        result.expectedDecision = .released
        result.label = index == 1 ? .unsafe : .safe
        result.errorType = index == 1 ? words : nil
        result.change = index == 1 ? PlantedChange(before: words, after: words) : nil
        result.confidence = 0.7
        result.measures.mean("rouge2.f1", 0.2 + Double(index) / 10)
        result.measures.rate("facts.recall", index, of: 3)
        result.measures.rate("facts.recall.allergy", index, of: 3)
        result.measures.mean("latency", 2)
        result.missingFacts = ["allergy: \(words)"]
        result.alerts.missed = ["cardiac"]
        result.findings = [
          .init(
            rule: words, kind: "directive", severity: .major, disposition: .hold, mode: .enforce,
            message: words, summarySpan: 0..<5, noteSpans: [2..<9, 4..<6])
        ]
        result.summary = words
        result.statements = [.init(span: 0..<5, evidence: [0..<5, 3..<8])]
        result.groups = [.sex: [words], .missingSections: ["no plan", "no allergies"]]
        result.noteWords = 10 * (index + 1)
        shown.append(result)
        table.add(result, note: index)
      }
      for (name, value) in [("baseline:lead", 0.1), ("baseline:oracle", 0.6)] {
        var result = SampleResult(key: name + id, id: id, system: name, status: .scored)
        result.measures.mean("rouge2.f1", value)
        table.add(result, note: index)
      }
      var sample = Sample(id: id, note: try SourceText("\(words) and more"))
      sample.reference = try SourceText(words)
      parts.append(SampleHTML(sample, index: index, results: shown).bytes)
    }
    var report = EvaluationReport(
      table,
      setting: EvaluationReport.Setting(
        data: words, dataDigest: "0123456789abcdef", notes: 3, policy: words, policyRevision: 1,
        policyDigest: "sha256:0123", tool: "0", length: "120 words", seed: 1, repetitions: 1))
    let valid = Gate.load(
      Array("schema: vouch/gate/1\nrequire: [facts.recall >= 0.9, readability.smog >= 0]\n".utf8),
      path: words, systems: [])
    report.gate = GateOutcome(try #require(valid.value), report, baseline: nil)
    let page = ReportHTML(report)
    return String(
      decoding: page.opening + parts.flatMap(\.self) + page.ending, as: UTF8.self)
  }

  /// The tags of a page in order, without their attributes; nil where one is not closed.
  private static func tags(_ page: String) -> [(name: String, isEnd: Bool, text: Substring)]? {
    var tags: [(String, Bool, Substring)] = []
    var rest = page[...]
    while let open = rest.firstIndex(of: "<") {
      guard let close = rest[open...].firstIndex(of: ">") else { return nil }
      let text = rest[rest.index(after: open)..<close]
      let isEnd = text.hasPrefix("/")
      let name = text.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
      if !text.hasSuffix("/") { tags.append((String(name).lowercased(), isEnd, text)) }
      rest = rest[rest.index(after: close)...]
    }
    return tags
  }

  @Test("every element is closed in order", arguments: ["Chest pain.", hostile])
  func wellFormed(words: String) throws {
    var open: [String] = []
    for tag in try #require(Self.tags(try Self.page(words: words))) {
      if ["meta", "br", "!doctype", "!"].contains(tag.name) { continue }
      if tag.isEnd {
        #expect(open.popLast() == tag.name)
      } else {
        open.append(tag.name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test("nothing in the data becomes markup, and nothing steers the direction of the text")
  func escaped() throws {
    let page = try Self.page(id: Self.hostile, words: Self.hostile)
    #expect(!page.contains("<script") && !page.contains("\u{202E}"))
    #expect(
      page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; \u{FFFD}é\u{1F600}"))
  }

  @Test("the page asks nobody for anything: no script, no address, no file")
  func selfContained() throws {
    let page = try Self.page()
    for forbidden in ["<script", "http:", "https:", "src=", "@import", "url(", "<link"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    for tag in try #require(Self.tags(page)) {
      for attribute in tag.text.split(separator: " ").dropFirst() {
        #expect(!(attribute.hasPrefix("on") && attribute.contains("=")), "no script either")
      }
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("every link leads to a place on the page, and every place has one name")
  func links() throws {
    let tags = try #require(Self.tags(try Self.page()))
    func values(_ name: String) -> [Substring] {
      tags.compactMap { tag in
        tag.text.firstRange(of: " \(name)=\"").map { range in
          tag.text[range.upperBound...].prefix { $0 != "\"" }
        }
      }
    }
    let ids = values("id")
    #expect(Set(ids).count == ids.count)
    let targets = values("href")
    #expect(!targets.isEmpty)
    for target in targets { #expect(target.hasPrefix("#") && ids.contains(target.dropFirst())) }
  }

  @Test("verdict and the worst come first, pictures have names, and tables have headings")
  func order() throws {
    let page = try Self.page()
    func place(_ text: String) throws -> String.Index {
      try #require(page.firstRange(of: text), "\(text)").lowerBound
    }
    #expect(try place("Failed: 2 of 4") < place("The worst first"))
    #expect(try place("The worst first") < place("id=\"figures\""))
    #expect(try place("id=\"figures\"") < place("<svg"))
    let tags = try #require(Self.tags(page))
    for tag in tags where tag.name == "svg" && !tag.isEnd {
      #expect(tag.text.contains("role=\"img\"") && tag.text.contains("aria-label=\""))
    }
    for tag in tags where tag.name == "th" && !tag.isEnd { #expect(tag.text.contains("scope=\"")) }
    #expect(page.contains("<html lang=\"en\">") && page.contains("<title>"))
  }
}
