import FoundationEssentials
import TestSupport
import Testing

/// Same input, same output, in every process: the order in which sets and dictionaries are gone through
/// differs from one to the next.
@Suite("Repeatability")
struct RepeatabilityTests {
  private struct Pair: Encodable {
    var id: String
    var note: String
    var summary: String
  }

  /// Notes with the beginnings of other notes as their summaries, of which every rule has much to say.
  private static func mismatched() throws -> [UInt8] {
    let corpus = "\(ChildProcess.repository)/Corpus"
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus)
      .filter { $0.hasSuffix(".txt") }.sorted()
    let notes = try names.map { name in
      String(
        decoding: try #require(FileManager.default.contents(atPath: "\(corpus)/\(name)")),
        as: UTF8.self)
    }
    return try crowded()
      + notes.indices.filter { $0 % 3 == 0 }.flatMap { index in
        let pair = Pair(
          id: names[index], note: notes[index],
          summary: String(notes[(index + 1) % notes.count].prefix(1_200)))
        return try Array(JSONEncoder().encode(pair)) + [UInt8(ascii: "\n")]
      }
  }

  /// A note that has one word of a set more often than is looked at, and what excuses the summary beside another.
  private static func crowded() throws -> [UInt8] {
    let many = { (sentence: String) in String(repeating: sentence + " ", count: 80) }
    return try [
      Pair(
        id: "pressures", note: "BP 168/98. \(many("Pressure noted.")) BP at home is fine.",
        summary: "Seen in clinic. Blood pressure is normal."),
      Pair(
        id: "medications",
        note: "She takes metformin. \(many("Medication list reviewed.")) She denies other meds.",
        summary: "Seen in clinic. She takes no medications."),
      Pair(
        id: "traces", note: "\(many("Urine sent.")) Dipstick shows blood.",
        summary: "Seen in clinic. Hematuria."),
    ].flatMap { try Array(JSONEncoder().encode($0)) + [UInt8(ascii: "\n")] }
  }

  @Test("seven processes judge the same pairs to the same bytes")
  func sameBytes() throws {
    let pairs = try Self.mismatched()
    let results = try ConcurrentRun.collect(7) { _ in
      try ChildProcess.vouch(["check", "--jsonl", "--quiet", "--no-audit"], input: pairs)
    }
    #expect(results[0].output.utf8.split(separator: UInt8(ascii: "\n")).count > 40)
    for result in results.dropFirst() {
      for (first, other) in zip(
        results[0].output.split(separator: "\n"), result.output.split(separator: "\n"))
      {
        #expect(first == other)
      }
      #expect(result.output.utf8.count == results[0].output.utf8.count)
    }
  }
}
