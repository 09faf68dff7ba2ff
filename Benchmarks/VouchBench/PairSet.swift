import FoundationEssentials
import Guardrails
import SourceText
import Workflow

/// The notes and summaries that checking is measured on.
struct PairSet {
  let name: String
  let pairs: [NoteInput]

  init(_ options: BenchOptions, _ workspace: Workspace) throws(BenchError) {
    (name, pairs) = try Self.read(options, workspace)
  }

  private struct BenchRow: Decodable {
    var noteID: String
    var summary: String

    enum CodingKeys: String, CodingKey {
      case noteID = "note_id"
      case summary = "faithful_clinician"
    }
  }

  private struct NoteRow: Decodable {
    var noteID: String
    var note: String

    enum CodingKeys: String, CodingKey {
      case noteID = "note_id"
      case note
    }
  }

  /// Abstractive summaries of the benchmark where DATA has it, else Vouch's own of the corpus.
  private static func read(
    _ options: BenchOptions, _ workspace: Workspace
  ) throws(BenchError) -> (String, [NoteInput]) {
    if let data = options.data,
      FileManager.default.fileExists(atPath: "\(data)/bench_dev.jsonl")
    {
      let notes: [NoteRow] = try rows("\(data)/bench_dev_notes.jsonl")
      let texts = Dictionary(notes.map { ($0.noteID, $0.note) }, uniquingKeysWith: { a, _ in a })
      let summaries: [BenchRow] = try rows("\(data)/bench_dev.jsonl")
      return (
        "bench_dev.jsonl",
        summaries.compactMap { row in
          guard let text = texts[row.noteID], let note = try? SourceText(text),
            let summary = try? SourceText(row.summary)  // reason: rows are valid text
          else { return nil }
          return NoteInput(note: note, summary: summary)
        }
      )
    }
    var pairs: [NoteInput] = []
    for row in try NoteSet(options).notes.prefix(16) {
      guard let note = try? SourceText(row.note),  // reason: the corpus is valid text
        let outcome = try? workspace.summarize(NoteInput(note: note)),
        let summary = outcome.verdict.released?.text
      else { continue }
      pairs.append(NoteInput(note: note, summary: summary))
    }
    return (options.corpus, pairs)
  }

  private static func rows<Row: Decodable>(_ path: String) throws(BenchError) -> [Row] {
    var rows: [Row] = []
    for line in try readFile(path).split(separator: 0x0A) {
      do { rows.append(try JSONDecoder().decode(Row.self, from: Data(line))) } catch {
        throw BenchError(message: "\(path) has a line of another form")
      }
    }
    return rows
  }
}
