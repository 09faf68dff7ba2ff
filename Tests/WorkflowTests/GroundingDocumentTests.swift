import FoundationEssentials
import TestSupport
import Testing

/// The examples of Docs/grounding.md do what the document says, under the shipped policies.
@Suite("Docs/grounding.md")
struct GroundingDocumentTests {
  static func examples() throws -> [GroundingExample] {
    let path = "\(ChildProcess.repository)/Docs/grounding.md"
    let data = try #require(FileManager.default.contents(atPath: path))
    do { return try GroundingExample.read(String(decoding: data, as: UTF8.self)) } catch {
      Issue.record("Docs/grounding.md:\(error.line): \(error.reason)")
      return []
    }
  }

  @Test("every example comes to the decision, the rule and the place that the document names")
  func examplesHold() throws {
    let examples = try Self.examples()
    #expect(examples.count >= 3)
    for example in examples {
      let outcome = try ShippedWorkspace.check(
        note: example.note, summary: example.summary, audience: example.audience)
      if let difference = example.difference(from: outcome) {
        Issue.record("Docs/grounding.md:\(example.line): \(difference)")
      }
    }
  }

  static let mistakes: [(text: String, line: Int)] = [
    ("Words.\n```vouch-example\nnote: a\nsummary: b\n```\n", 2),
    ("```vouch-example\nnote: a\nsummary: b\nexpect: maybe\n```\n", 4),
    ("```vouch-example\nnote: a\nsumary: b\nexpect: held\n```\n", 3),
    ("```vouch-example\nnote: a\nsummary: b\nexpect: held\nat: c\n```\n", 1),
    ("\n```vouch-example\nnote: a\n", 2),
    ("```vouch-example\n  a\n```\n", 2),
  ]

  @Test("an example that cannot be read is named with its line", arguments: mistakes.indices)
  func mistake(index: Int) {
    let (text, line) = Self.mistakes[index]
    do {
      _ = try GroundingExample.read(text)
      Issue.record("it was read")
    } catch { #expect(error.line == line) }
  }

  @Test("other blocks are passed over, and a field may go on in the next line")
  func reading() throws {
    let text = """
      ```sh
      note: no example
      ```
      ```vouch-example
      note: One.
        Two.
      summary: Three.
      expect: shown
      ```
      """
    let examples = try GroundingExample.read(text)
    #expect(examples.map(\.note) == ["One.\nTwo."])
    #expect(examples.map(\.line) == [4])
  }

  @Test("a decision, a rule or a place that differs is told")
  func differences() throws {
    let note = "She was seen for knee pain after a fall. PLAN: Ice and rest."
    let summary = "Knee pain after a fall. There is no need to worry. Plan: ice and rest."
    let outcome = try ShippedWorkspace.check(note: note, summary: summary)
    func difference(_ expect: String, by: String?, at: String?) -> String? {
      GroundingExample(line: 1, note: note, summary: summary, expect: expect, by: by, at: at)
        .difference(from: outcome)
    }
    #expect(difference("held", by: "banned.false-reassurance", at: "no need to worry") == nil)
    #expect(difference("held", by: "banned", at: "need") == nil)
    #expect(difference("shown", by: nil, at: nil) != nil)
    #expect(difference("held", by: "laterality", at: nil) != nil)
    #expect(difference("held", by: "banned", at: "Ice") != nil)
    #expect(difference("held", by: "banned", at: "Knee pain") != nil)
  }
}
