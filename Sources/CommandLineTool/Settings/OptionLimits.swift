import Workflow

/// The ranges of numbers that options, variables and configuration files may give.
enum OptionLimits {
  static let words = NoteInput.wordRange
  /// More workers than any machine has processors for would only cost memory.
  static let jobs = 1...256
  static let listed = 1...1_000_000
}
