import Evaluation
import SourceText
import Summaries
import TestSupport
import Testing

/// Data sets that people bring: what is read of them, and what is said of wrong ones.
@Suite("Evaluation input")
struct InputTests {
  private static func problem(
    _ body: () throws(EvaluationError) -> Void
  ) -> (line: Int?, message: String, hint: String?)? {
    do throws(EvaluationError) { try body() } catch {
      if case .invalidData(_, let line, let message, let hint) = error {
        return (line, message, hint)
      }
    }
    return nil
  }

  // MARK: CSV

  @Test(
    "rows of CSV as RFC 4180 has them",
    arguments: [
      ("a,b,c", ["a", "b", "c"]), ("a,,c", ["a", "", "c"]), ("", [""]), (",", ["", ""]),
      ("\"a,b\",c", ["a,b", "c"]), ("\"say \"\"no\"\"\",c", ["say \"no\"", "c"]),
      ("\"two\nlines\",c", ["two\nlines", "c"]), ("a,b\r", ["a", "b"]), ("\"a\"\r", ["a"]),
      ("\"\"", [""]), ("é,ü", ["é", "ü"]), (" a , b ", [" a ", " b "]),
    ])
  func rows(row: String, fields: [String]) throws {
    #expect(try CSVRow.fields(row.utf8) == fields)
  }

  @Test(
    "rows that are none are refused",
    arguments: ["\"open", "a\"b,c", "\"a\"b,c", "\"a\" ,c"])
  func brokenRows(row: String) {
    #expect(throws: CSVRow.Mistake.self) { try CSVRow.fields(row.utf8) }
  }

  @Test("fields that were written are read again, whatever stands in them")
  func csvRoundTrip() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let pieces = ["a", "\"", ",", "\n", "\r\n", " ", "é", ""]
    for _ in 0..<300 {
      let fields = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<4).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      let row = fields.map { field in
        "\""
          + field.split(separator: "\"", omittingEmptySubsequences: false).joined(
            separator: "\"\"") + "\""
      }.joined(separator: ",")
      #expect(try CSVRow.fields(row.utf8) == fields, "seed \(seed)")
    }
  }

  @Test("columns of CSV are mapped by name, quoted line breaks and a byte order mark included")
  func mappedCSV() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "notes.csv",
      "\u{FEFF}transcription,description,sex,age\r\n\"Chest pain,\nsince today.\",Chest pain,Female,71\r\n"
        + "Knee pain.,Knee,M,12\n")
    let samples = try RecordSamples(
      path, names: FieldNames(note: "transcription", reference: "description"))
    #expect(samples.ids == ["line-2", "line-4"])
    let first = try samples.sample(at: 0)
    #expect(
      first.note.string == "Chest pain,\nsince today." && first.reference?.string == "Chest pain")
    #expect(first.attributes.sex == "F" && first.attributes.ageBand == "65-79")
    let second = try samples.sample(at: 1)
    #expect(second.attributes.sex == "M" && second.attributes.ageBand == "0-17")
  }

  // MARK: Mistakes

  @Test("missing columns are named, with those that are there")
  func missingColumns() throws {
    let folder = try TemporaryFolder()
    let csv = try folder.write("notes.csv", "transcription,description\nA,B\n")
    let found = Self.problem { () throws(EvaluationError) in
      _ = try RecordSamples(csv, names: FieldNames())
    }
    #expect(found?.message == "no column 'note'")
    #expect(found?.hint?.contains("transcription, description") == true)
    let both = Self.problem { () throws(EvaluationError) in
      _ = try RecordSamples(csv, names: FieldNames(note: "txt", reference: "ref"))
    }
    #expect(both?.message == "no column 'txt' and 'ref'")
    let jsonl = try folder.write("notes.jsonl", "{\"note\":\"A\"}\n{\"nota\":\"B\"}\n")
    let later = Self.problem { () throws(EvaluationError) in
      _ = try RecordSamples(jsonl, names: FieldNames())
    }
    #expect(later?.line == 2 && later?.hint?.contains("nota") == true)
  }

  @Test(
    "other mistakes are told with their line",
    arguments: [
      (
        "a.jsonl", "{\"id\":\"x\",\"note\":\"A\"}\n\n{\"id\":\"x\",\"note\":\"B\"}\n", 3,
        "the id of line 1 again"
      ),
      ("a.csv", "note\n\"open\n", 2, "a quotation mark is not closed"),
      ("a.csv", "note,x\nA\n", 2, "1 fields, where the first row names 2"),
      ("a.csv", "note,note\nA,B\n", 1, "two columns have the same name"),
      ("a.jsonl", "", nil, "there is no note in it"),
      ("a.csv", "note\n", nil, "there is no note in it"),
      ("a.csv", "", nil, "there is no row in it"),
    ] as [(String, String, Int?, String)])
  func mistakes(name: String, text: String, line: Int?, message: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, text)
    let found = Self.problem { () throws(EvaluationError) in
      _ = try RecordSamples(path, names: FieldNames())
    }
    #expect(found?.line == line && found?.message == message)
  }

  @Test("references and candidates of unknown notes are refused with their line, and never quoted")
  func unknownIDs() throws {
    let folder = try TemporaryFolder()
    let notes = try folder.write("notes.jsonl", "{\"id\":\"a\",\"note\":\"A\"}\n")
    let references = try folder.write(
      "references.jsonl",
      "{\"id\":\"a\",\"reference\":\"R\"}\n{\"id\":\"MRN-77\",\"reference\":\"S\"}\n")
    let found = Self.problem { () throws(EvaluationError) in
      _ = try RecordSamples(notes, names: FieldNames(), references: references)
    }
    #expect(found?.line == 2 && found?.message == "its id is that of no note")
    let candidates = try folder.write("candidates.jsonl", "{\"id\":\"MRN-77\",\"summary\":\"S\"}\n")
    let other = Self.problem { () throws(EvaluationError) in
      _ = try CandidateFile(candidates, names: FieldNames(), ids: ["a"])
    }
    #expect(other?.line == 1 && other?.message.contains("MRN") == false)
  }

  @Test("candidates carry system, label, error and confidence; an error alone makes them unsafe")
  func candidates() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "candidates.jsonl",
      """
      {"id":"a","summary":"S","system":"one","label":"safe","confidence":0.9}
      {"id":"a","summary":"T","system":"two","error":"wrong dose"}
      {"id":"a","summary":"U","system":"two"}

      """)
    let file = try CandidateFile(path, names: FieldNames(), ids: ["a", "b"])
    #expect(file.systems == ["one", "two"])
    #expect(
      try file.candidates(of: "a", system: "one") == [
        CandidateSummary(system: "one", text: "S", label: .safe, confidence: 0.9)
      ])
    #expect(try file.candidates(of: "a", system: "two").map(\.label) == [.unsafe, nil])
    #expect(try file.candidates(of: "b", system: "one").isEmpty)
  }

  @Test(
    "a label or confidence that is none is refused",
    arguments: [
      ("\"label\":\"fine\"", "the field 'label' must be safe or unsafe"),
      ("\"confidence\":1.5", "the field 'confidence' must be from 0 to 1"),
    ])
  func wrongLabels(field: String, message: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("c.jsonl", "{\"id\":\"a\",\"summary\":\"S\",\(field)}\n")
    let found = Self.problem { () throws(EvaluationError) in
      _ = try CandidateFile(path, names: FieldNames(), ids: ["a"])
    }
    #expect(found?.message == message)
  }

  // MARK: Corpus

  @Test("a corpus gives its notes with what is expected, and the patient's summary as a note more")
  func corpus() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "Chest pain.")
    try folder.write(
      "a.yaml",
      """
      schema: vouch/corpus/1
      title: T
      specialty: cardiology
      style: terse
      form: log
      attributes: {sex: F, ageBand: 40-64}
      expect: {decision: released}
      references: {clinician: Pain., patient: Your chest hurts.}
      """)
    try folder.write("b.txt", "Knee pain.")
    let corpus = try CorpusFolder(folder.path)
    #expect(corpus.ids == ["a", "a+patient", "b"])
    let samples = try (0..<3).map { try corpus.sample(at: $0) }
    #expect(samples.map(\.audience) == [.clinician, .patient, .clinician])
    #expect(samples.map { $0.reference?.string } == ["Pain.", "Your chest hurts.", nil])
    #expect(samples[0].expectation != nil && samples[1].expectation == nil)
    #expect(samples[0].attributes.form == "log" && samples[0].attributes.language == "not told")
  }

  @Test("an empty folder, a lone expectation and a wrong one are refused")
  func brokenCorpus() throws {
    let folder = try TemporaryFolder()
    #expect(
      Self.problem { () throws(EvaluationError) in _ = try CorpusFolder(folder.path) }?.message
        == "there is no note ('name.txt') in it")
    try folder.write("a.yaml", "schema: vouch/corpus/1\n")
    #expect(
      Self.problem { () throws(EvaluationError) in _ = try CorpusFolder(folder.path) }?.message
        == "expectations without a note")
    try folder.write("a.txt", "Chest pain.")
    #expect {
      _ = try CorpusFolder(folder.path)
    } throws: { error in
      guard case .invalidFiles(let diagnostics)? = error as? EvaluationError else { return false }
      return !diagnostics.isEmpty
    }
  }
}
