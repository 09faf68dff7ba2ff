/// Writes JSON into bytes, one value after the other; the one writer of all JSON that Vouch puts out.
///
/// Commas, colons and indentation come by themselves. Members stand in the order in which they are
/// written, so the same calls give the same bytes. Strings are escaped as RFC 8785, section 3.2.2.2
/// asks, so compact output whose keys are sorted is canonical.
///
/// ```swift
/// var json = JSONWriter()
/// json.beginObject()
/// json.key("id"); json.string(identifier)
/// json.key("spans"); json.beginArray(); json.integer(3); json.integer(9); json.endArray()
/// json.endObject()
/// json.endLine()
/// ```
package struct JSONWriter: Sendable {
  /// What stands before the place where the next value goes.
  private enum Position {
    case start, key, value
  }

  package private(set) var bytes: [UInt8] = []
  private var position = Position.start
  private var depth = 0
  private let isPretty: Bool

  /// - Parameter pretty: One member or element to a line, indented by two spaces.
  package init(pretty: Bool = false, reservingCapacity capacity: Int = 0) {
    self.isPretty = pretty
    bytes.reserveCapacity(capacity)
  }

  /// What was written, as text.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets what was written and keeps the memory for the next value.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    position = .start
    depth = 0
  }

  /// Ends a top-level value with a line feed; the next one may follow.
  package mutating func endLine() {
    precondition(depth == 0 && position != .key, "a line holds whole values")
    bytes.append(0x0A)
    position = .start
  }

  // MARK: Containers

  package mutating func beginObject() { begin(0x7B) }
  package mutating func endObject() { end(0x7D) }
  package mutating func beginArray() { begin(0x5B) }
  package mutating func endArray() { end(0x5D) }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    position = .start
    depth += 1
  }

  private mutating func end(_ bracket: UInt8) {
    precondition(depth > 0 && position != .key, "each end has its beginning, each key a value")
    depth -= 1
    // An empty container stays on its line.
    if isPretty, position == .value { breakLine() }
    bytes.append(bracket)
    position = .value
  }

  /// Writes the name of the member whose value comes next. It must need no escapes.
  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    endKey(quote: true)
  }

  /// Writes the name of the member whose value comes next, escaped where needed.
  package mutating func key(dynamic name: String) {
    separate()
    appendQuoted(name.utf8Span.span)
    endKey(quote: false)
  }

  private mutating func endKey(quote: Bool) {
    precondition(position != .key, "a key is followed by a value")
    if quote { bytes.append(0x22) }
    bytes.append(0x3A)
    if isPretty { bytes.append(0x20) }
    position = .key
  }

  // MARK: Values

  package mutating func string(_ value: String) {
    separate()
    appendQuoted(value.utf8Span.span)
    position = .value
  }

  /// Writes a string from bytes that must be valid UTF-8, for example those of a source text.
  package mutating func string(utf8 value: ArraySlice<UInt8>) {
    separate()
    appendQuoted(value.span)
    position = .value
  }

  package mutating func string(utf8 value: [UInt8]) {
    separate()
    appendQuoted(value.span)
    position = .value
  }

  package mutating func integer(_ value: Int) {
    separate()
    var digits: [20 of UInt8] = .init(repeating: 0x30)
    var first = digits.count
    var rest = value.magnitude
    repeat {
      first -= 1
      digits[first] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 { bytes.append(0x2D) }
    for index in first..<digits.count { bytes.append(digits[index]) }
    position = .value
  }

  package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  package mutating func null() { literal("null") }

  /// Writes a value that already is JSON text, for example one that was written before.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    position = .value
  }

  private mutating func literal(_ text: StaticString) {
    separate()
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    position = .value
  }

  // MARK: Members

  package mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  package mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    integer(value)
  }

  package mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  // MARK: Separators and escapes

  /// Writes what must stand between the last value and the next.
  private mutating func separate() {
    switch position {
    case .key: return
    case .value:
      precondition(depth > 0, "top-level values stand on lines of their own")
      bytes.append(0x2C)
    case .start: break
    }
    if isPretty, depth > 0 { breakLine() }
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    for _ in 0..<2 * depth { bytes.append(0x20) }
  }

  private mutating func appendQuoted(_ text: Span<UInt8>) {
    bytes.append(0x22)
    var start = 0
    while start < text.count {
      let end = JSONText.endOfPlainRun(in: text, from: start)
      if end > start {
        unsafe text.extracting(start..<end).withUnsafeBufferPointer { run in
          unsafe bytes.append(contentsOf: run)
        }
      }
      guard end < text.count else { break }
      appendEscape(text[end])
      start = end + 1
    }
    bytes.append(0x22)
  }

  private mutating func appendEscape(_ byte: UInt8) {
    bytes.append(0x5C)
    if let short = JSONText.shortEscape(of: byte) {
      bytes.append(short)
      return
    }
    bytes.append(0x75)
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: UInt16(byte) >> UInt16(shift)) & 0xF
      bytes.append(digit < 10 ? 0x30 + digit : 0x61 - 10 + digit)
    }
  }
}
