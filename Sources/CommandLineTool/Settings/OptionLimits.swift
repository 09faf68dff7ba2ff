import Workflow

/// The ranges of numbers that options, variables and configuration files may give.
enum OptionLimits {
  static let words = NoteInput.wordRange
  /// More workers than any machine has processors for would only cost memory.
  static let jobs = 1...256
  /// Of a list of parameters, dropped one at a time.
  static let entries = 1...10_000
  /// Of mutants killed, in per cent.
  static let score = 0...100
  static let listed = 1...1_000_000
  /// Notes of an evaluation.
  static let notes = 1...10_000_000
  /// Repetitions of an evaluation.
  static let repetitions = 1...100
  static let seed = 0...Int.max
}
