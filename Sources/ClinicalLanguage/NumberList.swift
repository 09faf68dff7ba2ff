/// Numbers that were made at run time, or lie among the constants of the program and are read there: a
/// copy of a table of two megabytes is five hundred pages more at each start.
@safe struct NumberList<Element: BitwiseCopyable>: @unchecked Sendable {
  /// Those that were made; none where they are constants.
  var made: [Element]
  // reason for the pointer, and for `@unchecked Sendable`: what it points at are constants of the
  // program, which live and stay the same as long as it runs; they are read through a span.
  private let constants: UnsafeBufferPointer<Element>

  init(_ made: [Element]) {
    self.made = made
    unsafe constants = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// - Parameter constants: in the program's own memory.
  init(constants: UnsafeBufferPointer<Element>) {
    made = []
    unsafe self.constants = constants
  }

  /// Gives all of them to a function.
  @inline(__always)
  func withSpan<Result>(_ read: (Span<Element>) -> Result) -> Result {
    if unsafe constants.baseAddress == nil { return read(made.span) }
    return unsafe read(constants.span)
  }
}
