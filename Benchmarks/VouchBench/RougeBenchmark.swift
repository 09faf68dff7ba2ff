import CanonicalJSON
import Evaluation
import FoundationEssentials

/// ROUGE-1, ROUGE-2 and ROUGE-Lsum of pairs of texts, tokens and stems included, on one thread.
struct RougeBenchmark {
  private struct Pair: Decodable {
    let reference: String
    let candidate: String
  }

  private let pairs: [(reference: [UInt8], candidate: [UInt8])]

  /// - Parameter path: JSON Lines of `{"reference","candidate"}`.
  init(_ path: String) throws(BenchError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchError(message: "cannot read \(path)")
    }
    let decoder = JSONInput()
    var pairs: [(reference: [UInt8], candidate: [UInt8])] = []
    for line in [UInt8](data).split(separator: 0x0A) {
      guard let pair = try? decoder.decode(Pair.self, from: Array(line)) else {
        throw BenchError(message: "\(path) holds lines that are no pairs")
      }
      pairs.append((Array(pair.reference.utf8), Array(pair.candidate.utf8)))
    }
    self.pairs = pairs
  }

  func run() -> [Figure] {
    var sum = 0.0
    // Over and over for half a second of the processor, so that neither a cold start nor other programs
    // decide.
    var (passes, time) = (0, 0.0)
    while time < 0.5, !pairs.isEmpty {
      sum = 0
      time += processorSeconds {
        var stems = StemCache()
        for pair in pairs {
          let rouge = Rouge(
            reference: RougeText(pair.reference, stems: &stems),
            candidate: RougeText(pair.candidate, stems: &stems))
          sum += rouge.lsum.f1
        }
      }
      passes += 1
    }
    return [
      Figure(
        name: "rouge.pairs", value: Double(pairs.count * passes) / max(time, 1e-9),
        unit: "pairs/s of processor time",
        note: "mean ROUGE-Lsum \((sum / Double(max(1, pairs.count)) * 1000).rounded() / 1000)")
    ]
  }
}
