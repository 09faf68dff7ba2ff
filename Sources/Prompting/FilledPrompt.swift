/// What is said to a model about one note.
package struct FilledPrompt: Sendable, Hashable {
  package struct Turn: Sendable, Hashable {
    package var isModel: Bool
    package var text: String
  }

  package var system: String
  /// The user first, then in turns: the examples, then the note.
  package var turns: [Turn]
}

extension PromptFile {
  /// Puts a note into the prompt.
  ///
  /// - Parameters:
  ///   - words: the most that the summary may have.
  ///   - alerts: the numbers of the sentences that raise alerts.
  package func filled(
    with note: NumberedNote, words: Int, alerts: [Int]
  ) -> FilledPrompt {
    func turn(_ note: NumberedNote, _ alerts: [Int]) -> FilledPrompt.Turn {
      FilledPrompt.Turn(
        isModel: false,
        text: user.filled([
          .note: note.text, .words: "\(words)",
          .alerts: Self.list(alerts.filter { !note.withheld.contains($0) }),
        ]))
    }
    var turns: [FilledPrompt.Turn] = []
    for example in examples {
      turns.append(turn(example.note, []))
      turns.append(FilledPrompt.Turn(isModel: true, text: example.claims.json))
    }
    turns.append(turn(note, alerts))
    return FilledPrompt(system: system.filled([.words: "\(words)"]), turns: turns)
  }

  /// Asks again: what was answered, and what is wrong with it.
  ///
  /// - Parameter findings: one phrase each.
  package func repairing(
    _ prompt: FilledPrompt, reply: String, findings: [String], words: Int
  ) -> FilledPrompt {
    var prompt = prompt
    let list = findings.map { "- \($0)" }.joined(separator: "\n")
    prompt.turns.append(FilledPrompt.Turn(isModel: true, text: reply))
    prompt.turns.append(
      FilledPrompt.Turn(
        isModel: false, text: repair.filled([.findings: list, .words: "\(words)"])))
    return prompt
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.isEmpty ? "none" : numbers.map { "[\($0)]" }.joined(separator: ", ")
  }
}
