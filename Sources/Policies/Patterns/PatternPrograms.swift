import SourceText
import Synchronization

/// A pattern compiled for each alphabet when the first text of it comes: most runs meet one alone.
final class PatternPrograms: Sendable {
  private let pattern: [UInt8]
  private let isCaseSensitive: Bool
  private let unicode = Mutex<CompiledPattern?>(nil)
  /// Nil inside where the pattern does not compile without UTF.
  private let ascii = Mutex<CompiledPattern??>(nil)

  init(_ pattern: [UInt8], caseSensitive: Bool) {
    self.pattern = pattern
    isCaseSensitive = caseSensitive
  }

  /// Compiles it for Unicode, by which a pattern is judged.
  func validate() throws(PatternError) { _ = try forUnicode() }

  /// The program that a text is searched with.
  func program(for text: SourceText) throws(PatternError) -> CompiledPattern {
    guard text.isASCII else { return try forUnicode() }
    let program = ascii.withLock { known in
      if let known { return known }
      // reason: what needs UTF is matched with it
      let program = try? CompiledPattern(pattern, caseSensitive: isCaseSensitive, for: .ascii)
      known = .some(program)
      return program
    }
    if let program { return program }
    return try forUnicode()
  }

  private func forUnicode() throws(PatternError) -> CompiledPattern {
    try unicode.withLock { (known) throws(PatternError) in
      if let known { return known }
      let program = try CompiledPattern(pattern, caseSensitive: isCaseSensitive, for: .unicode)
      known = program
      return program
    }
  }
}
