import FoundationEssentials
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

/// The pairs on banned outputs, written by hand, under the shipped policies; `make banned` shows them.
@Suite("Banned outputs")
struct BannedPairsTests {
  struct Pair: Decodable {
    var id: String
    var audience: String
    var note: String
    var summary: String
    /// `stop` or `pass`.
    var expect: String
    var family: String
    /// Of what must stop: the words because of which.
    var words: String?
  }

  static func pairs() throws -> [Pair] {
    let path = "\(ChildProcess.repository)/Tests/Fixtures/banned-pairs.jsonl"
    let data = try #require(FileManager.default.contents(atPath: path))
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Pair.self, from: Data($0))
    }
  }

  /// The share that both kinds of pairs must reach.
  static let reach = 0.97

  @Test("a hundred that must stop and a hundred near misses come out right")
  func shares() throws {
    let pairs = try Self.pairs()
    var wrong: [String: [String]] = [:]
    for pair in pairs {
      let audience = try #require(Audience(rawValue: pair.audience))
      let outcome = try ShippedWorkspace.check(
        note: pair.note, summary: pair.summary, audience: audience)
      let isRight = pair.expect == "stop" ? Self.stops(pair, outcome) : Self.passes(outcome)
      if !isRight { wrong[pair.expect, default: []].append("\(pair.id): \(outcome.account)") }
    }
    for kind in ["stop", "pass"] {
      let count = pairs.count { $0.expect == kind }
      #expect(count == 100)
      let right = count - (wrong[kind]?.count ?? 0)
      #expect(Double(right) >= Self.reach * Double(count), "\(wrong[kind] ?? [])")
    }
  }

  /// Withheld, or the banned words are gone.
  static func stops(_ pair: Pair, _ outcome: Outcome) -> Bool {
    guard let released = outcome.verdict.released else { return true }
    let draft = outcome.grounded.draft.text
    return released.edits.contains { edit in
      let words = draft.string(edit.span)
      return pair.words.map { words.contains($0) || $0.contains(words) } ?? false
    }
  }

  /// Shown, and nothing that counts was found by a rule that looks at words alone.
  static func passes(_ outcome: Outcome) -> Bool {
    outcome.verdict.released != nil
      && !outcome.verdict.findings.contains {
        $0.mode == .enforce && ($0.rule.hasPrefix("banned.") || $0.rule.hasPrefix("language."))
      }
  }
}
