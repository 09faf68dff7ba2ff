import CanonicalJSON
import ClinicalLanguage
import Evaluation
import SourceText
import Workflow

/// What must hold of everything that an evaluation reads, whatever the bytes.
enum EvaluationProperties {
  /// Rows, gates, recordings, baselines, lines of results, and texts that are measured, marked up or given errors.
  static func check(_ input: [UInt8]) {
    rows(input)
    // reason: most inputs are none of these; they must only be refused without a crash
    _ = try? EvaluationBaseline(input, path: "fuzz.json")
    let gate = Gate.load(input, path: "fuzz.yaml", systems: ["extractive"])
    precondition((gate.value == nil) == gate.diagnostics.contains { $0.severity == .error })
    // A recording keeps at most one entry a line.
    if let recording = try? ModelRecording(input[...]) {
      precondition(recording.count <= input.count { $0 == 0x0A } + 1)
    }
    if let result = SampleResult(line: input, decoder: JSONInput()) {
      let line = Array(result.line.dropLast())
      precondition(SampleResult(line: line, decoder: JSONInput()) == result, "read as written")
    }
    measures(input)
    if let text = try? SourceText(validating: input) { planted(text) }
  }

  private static func rows(_ input: [UInt8]) {
    guard let fields = try? CSVRow.fields(input) else { return }
    precondition(!fields.isEmpty, "a row has a field")
  }

  private static func measures(_ input: [UInt8]) {
    let text = RougeText(input)
    let rouge = Rouge(reference: text, candidate: text)
    precondition(text.stems.isEmpty || rouge.one.f1 == 1, "a text is like itself")
    let readability = Readability(input)
    // `hmm` has no syllable and `w` has three: there may be fewer than words, or more than letters.
    let syllables = 3 * readability.longWords...3 * input.count
    precondition(syllables.contains(readability.syllables), "syllables of some word")
    precondition(readability.longWords <= readability.words && readability.smog.isFinite)
    precondition(readability.fleschKincaid.isFinite)
  }

  private static func planted(_ text: SourceText) {
    guard !text.isBlank else { return }
    let document = ClinicalDocument(reading: text, lexicon: FuzzTarget.lexicon)
    var planter = ErrorPlanter(summary: document, note: document, seed: 1)
    for error in planter.errors() {
      precondition(error.text != text.string, "an error changes the text")
    }
    for baseline in Baseline.allCases {
      var stems = StemCache()
      _ = BaselineWriter(document, stems: &stems).summary(
        baseline, words: 20, reference: RougeText(text), seed: 1)
    }
    var result = SampleResult(key: "k", id: "i", system: "s", status: .scored)
    result.summary = text.string
    let count = text.string.unicodeScalars.count
    result.statements = [.init(span: 0..<count, evidence: [count / 2..<count, 0..<count])]
    let page = SampleHTML(Sample(id: "i", note: text), index: 0, results: [result]).bytes
    precondition(String(validating: page, as: UTF8.self) != nil, "the page is text")
  }
}
