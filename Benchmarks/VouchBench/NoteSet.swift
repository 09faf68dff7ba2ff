import FoundationEssentials

/// The notes that speeds are measured on: a public set where DATA is given, else Vouch's own corpus.
struct NoteSet {
  struct Note: Codable {
    var id: String
    var note: String
  }

  let name: String
  let notes: [Note]

  /// How often the set is repeated for the whole-file figures.
  static let repetitions = 10

  init(_ options: BenchOptions) throws(BenchError) {
    if let data = options.data {
      name = "mtsamples_description.jsonl"
      let lines = try readFile("\(data)/\(name)").split(separator: 0x0A)
      let decoder = JSONDecoder()
      var notes: [Note] = []
      for line in lines {
        guard let note = try? decoder.decode(Note.self, from: Data(line)) else {
          throw BenchError(message: "a line of \(name) has no id and note")
        }
        notes.append(note)
      }
      self.notes = notes
    } else {
      name = options.corpus
      let names: [String]
      do { names = try FileManager.default.contentsOfDirectory(atPath: options.corpus) } catch {
        throw BenchError(message: "cannot list \(options.corpus)")
      }
      var notes: [Note] = []
      for file in names.sorted() where file.hasSuffix(".txt") {
        let bytes = try readFile("\(options.corpus)/\(file)")
        notes.append(Note(id: file, note: String(decoding: bytes, as: UTF8.self)))
      }
      // The corpus is small: repeated so that a run lasts long enough to be measured.
      self.notes = Array(repeatElement(notes, count: 60).joined())
    }
  }

  /// Writes the set as JSON Lines, repeated, with ids that stay unique, and a file beside it with
  /// the number of notes and their mean size.
  func write(to path: String) throws(BenchError) {
    let bytes = notes.reduce(0) { $0 + $1.note.utf8.count }
    let facts = "\(notes.count * Self.repetitions) \(bytes / max(1, notes.count)) \(name)"
    guard writeFile(path, try jsonLines()), writeFile("\(path).facts", Array(facts.utf8)) else {
      throw BenchError(message: "cannot write \(path)")
    }
  }

  private func jsonLines() throws(BenchError) -> [UInt8] {
    let encoder = JSONEncoder()
    var bytes: [UInt8] = []
    for round in 0..<Self.repetitions {
      for (index, note) in notes.enumerated() {
        let line = Note(id: "\(round)-\(index)", note: note.note)
        guard let data = try? encoder.encode(line) else {
          throw BenchError(message: "a note cannot be encoded")
        }
        bytes += data
        bytes.append(0x0A)
      }
    }
    return bytes
  }
}
