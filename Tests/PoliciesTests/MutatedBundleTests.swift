import Policies
import SourceText
import TestSupport
import Testing

@Suite("Policy bundles: mutated files")
struct MutatedBundleTests {
  @Test(
    "loading never crashes, refuses or accepts as it says, and points inside the file",
    arguments: 0..<16 as Range<UInt64>)
  func mutations(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let original = Array(BundleTests.complete.utf8)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0...Int.random(in: 0...3, using: &random) { mutate(&bytes, &random) }
      let loaded = PolicyBundle.load(
        [PolicyFile(path: "p.yaml", bytes: bytes)],
        kinds: [WordsParameters.self, AlarmParameters.self])
      let hasError = loaded.diagnostics.contains { $0.severity == .error }
      #expect((loaded.bundle == nil) == hasError, "seed \(seed): \(loaded.lines)")
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      for found in loaded.diagnostics {
        let isInside =
          (1...lines.count).contains(found.line)
          && (1...(lines[found.line - 1].count { $0 & 0xC0 != 0x80 } + 1)).contains(found.column)
        #expect(isInside, "seed \(seed): \(found.rendered)")
      }
    }
  }

  /// Changes, removes, doubles or inserts some bytes.
  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let start = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, start + Int.random(in: 1...12, using: &random))
    let signs = Array("\"'[]{}:,-#\n &*!|>()\\é01=<".utf8)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[start] = signs.randomElement(using: &random) ?? 0x20
    case 1: bytes.removeSubrange(start..<end)
    case 2: bytes.insert(contentsOf: bytes[start..<end], at: end)
    default: bytes.insert(signs.randomElement(using: &random) ?? 0x20, at: start)
    }
  }

  @Test("a digest tells one content from another wherever a bundle still loads")
  func digests() throws {
    let original = try #require(load(BundleTests.complete).bundle).digest
    var random = SplitMix64(seed: 7)
    var accepted = 0
    for _ in 0..<400 {
      var bytes = Array(BundleTests.complete.utf8)
      let place = Int.random(in: 0..<bytes.count, using: &random)
      guard (0x61...0x7A).contains(bytes[place]) else { continue }
      bytes[place] = bytes[place] == 0x78 ? 0x79 : 0x78
      let loaded = PolicyBundle.load(
        [PolicyFile(path: "a.yaml", bytes: bytes)],
        kinds: [WordsParameters.self, AlarmParameters.self])
      // The one comment of the file is content to nobody.
      guard let bundle = loaded.bundle, place > 40 else { continue }
      accepted += 1
      #expect(bundle.digest != original, "byte \(place)")
    }
    #expect(accepted > 20)
  }
}
