import CanonicalJSON
import Glibc

/// Prints Vouch's speeds as a table and writes them as JSON beside it.
///
/// `vouch-bench --vouch BINARY [--corpus DIR] [--policies DIR] [--data DIR] [--json FILE] [--stages]`
/// With `--rouge FILE` it measures ROUGE on pairs of texts, with `--models PORT` what a request to the
/// server there costs, with `--stages` what each stage and each rule kind costs, with `--queries` what
/// questions to a trail of `--records N` take, and prints nothing else.
@main
struct VouchBench {
  static func main() {
    var options = BenchOptions()
    var arguments = CommandLine.arguments.dropFirst()
    while let name = arguments.popFirst() {
      if name == "--queries" {
        options.asksOnly = true
        continue
      }
      if name == "--stages" {
        options.showsStages = true
        continue
      }
      guard let value = arguments.popFirst(), options.take(name, value) else {
        writeError("usage: vouch-bench --vouch BINARY [--corpus DIR] [--policies DIR]")
        writeError("                   [--data DIR] [--json FILE] [--records N]")
        writeError("                   [--stages] [--queries]")
        exit(64)
      }
    }
    if let worker = options.appendWorker {
      exit(AppendBenchmark.work(in: worker, count: options.appendCount))
    }
    do {
      if let path = options.preparedNotes {
        try NoteSet(options).write(to: path)
        return
      }
      if options.asksOnly {
        report(try QueryBenchmark(options).run(), to: options.json)
        return
      }
      if let port = options.modelPort {
        report(try ModelBenchmark(port: port).run(), to: options.json)
        return
      }
      if let pairs = options.rougePairs {
        report(try RougeBenchmark(pairs).run(), to: options.json)
        return
      }
      if options.showsStages {
        report(try StageBenchmark(options).run(), to: options.json)
        return
      }
      // A child's peak memory counts what its parent held when it was started: what needs little
      // comes first.
      var figures: [Figure] = []
      figures += try ProcessBenchmark(options).run()
      figures += try ThroughputBenchmark(options).run()
      figures += try AppendBenchmark(options).run()
      figures += try AuditBenchmark(options).run()
      figures += try CheckBenchmark(options).run()
      figures += try QueryBenchmark(options).run()
      report(figures, to: options.json)
    } catch {
      writeError("vouch-bench: \(error.message)")
      exit(1)
    }
  }

  private static func report(_ figures: [Figure], to path: String?) {
    let width = figures.map(\.name.count).max() ?? 0
    for figure in figures {
      let name = figure.name + String(repeating: " ", count: width - figure.name.count)
      print(
        "\(name)  \(figure.shown) \(figure.unit)\(figure.note.isEmpty ? "" : "  (\(figure.note))")")
    }
    guard let path else { return }
    var text = "{\n"
    for (index, figure) in figures.enumerated() {
      text += "  \"\(figure.name)\": {\"value\": \(figure.value), \"unit\": \"\(figure.unit)\"}"
      text += index + 1 < figures.count ? ",\n" : "\n"
    }
    text += "}\n"
    guard writeFile(path, Array(text.utf8)) else {
      writeError("vouch-bench: cannot write the JSON file")
      exit(1)
    }
  }
}

/// One measured figure.
struct Figure {
  var name: String
  var value: Double
  var unit: String
  var note = ""

  /// Three significant places at most, without exponent.
  var shown: String {
    if value >= 100 { return String(Int(value.rounded())) }
    return String((value * 100).rounded() / 100)
  }
}

struct BenchOptions {
  var vouch = ".build/release/vouch"
  var corpus = "Corpus"
  var policies = "Policies"
  var data: String?
  var json: String?
  var showsStages = false
  var asksOnly = false
  /// How many records the trail has that is verified, and that questions are put to.
  var records = 1_000_000
  var modelPort: Int?
  /// Pairs of texts to measure ROUGE on, and nothing else.
  var rougePairs: String?
  /// Set in the child that writes the notes to a file.
  var preparedNotes: String?
  /// Set in the children that append.
  var appendWorker: String?
  var appendCount = 200

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--vouch": vouch = value
    case "--corpus": corpus = value
    case "--policies": policies = value
    case "--data": data = value
    case "--json": json = value
    case "--models": modelPort = Int(value)
    case "--rouge": rougePairs = value
    case "--prepare-notes": preparedNotes = value
    case "--append-worker": appendWorker = value
    case "--records": records = Int(value) ?? records
    case "--append-count": appendCount = Int(value) ?? appendCount
    default: return false
    }
    return true
  }
}

/// Why a benchmark could not run.
struct BenchError: Error {
  var message: String
}

func writeError(_ line: String) {
  FileHandleOutput.standardError(line + "\n")
}
