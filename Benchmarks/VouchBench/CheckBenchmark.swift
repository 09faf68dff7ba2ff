import ClinicalLanguage
import FoundationEssentials
import Guardrails
import SourceText
import Summaries
import Workflow

/// `check` of one note and one summary in process, policies and lexicons loaded: the whole path from
/// two texts to a verdict.
struct CheckBenchmark {
  private let options: BenchOptions
  /// How often each pair is checked; a median of many calls is steady on a shared machine.
  private static let rounds = 20

  init(_ options: BenchOptions) { self.options = options }

  func run() throws(BenchError) -> [Figure] {
    let workspace: Workspace
    do {
      workspace = Workspace(
        lexicon: Lexicon.embedded(), bundle: try PolicyFolder.load(options.policies).bundle)
    } catch { throw BenchError(message: "the policies in \(options.policies) do not load") }
    let (name, pairs) = try pairs(workspace)
    var times: [Double] = []
    for round in 0...Self.rounds {
      for pair in pairs {
        let time = try seconds { () throws(BenchError) in
          do throws(WorkflowError) { _ = try workspace.check(pair) } catch {
            throw BenchError(message: error.message)
          }
        }
        // The first round warms the caches.
        if round > 0 { times.append(time * 1e6) }
      }
    }
    let sample = Sample(times)
    let note = "\(times.count) checks of \(pairs.count) pairs, \(name)"
    return [
      Figure(name: "check, p50", value: sample.median, unit: "µs", note: note),
      Figure(name: "check, p99", value: sample.percentile(0.99), unit: "µs"),
    ]
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
  private func pairs(_ workspace: Workspace) throws(BenchError) -> (String, [NoteInput]) {
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

  private func rows<Row: Decodable>(_ path: String) throws(BenchError) -> [Row] {
    var rows: [Row] = []
    for line in try readFile(path).split(separator: 0x0A) {
      do { rows.append(try JSONDecoder().decode(Row.self, from: Data(line))) } catch {
        throw BenchError(message: "\(path) has a line of another form")
      }
    }
    return rows
  }
}
