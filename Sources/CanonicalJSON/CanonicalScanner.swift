/// Checks that bytes are canonical JSON, and says where the top-level members stand; makes no values.
///
/// A verifier must refuse a record that two parsers could read in two ways, and has less than a
/// microsecond for it, so it cannot parse each record and write it again. The scanner accepts
/// exactly the bytes that `CanonicalValue.canonicalBytes()` can give for an object, down to
/// `maximumDepth`; whoever wants values decodes them afterwards.
package struct CanonicalScanner: Sendable {
  /// Where a top-level member of the object stands; both ranges without quotation marks for the
  /// key, with them for the value.
  package struct Member: Sendable, Hashable {
    package let key: Range<Int>
    package let value: Range<Int>
  }

  /// Objects and arrays within each other; records need five.
  package static let maximumDepth = 32

  /// The members of the object that was scanned last, in order.
  package private(set) var members: [Member] = []
  /// The byte that the scan looks at.
  private var index = 0
  /// Whether no byte is above 0x7F, which is true of most records and makes the rest quicker.
  private var isASCII = false
  /// Whether the string that was scanned last has an escape.
  private var sawEscape = false

  package init() {}

  /// Whether the bytes are the canonical form of one object; fills `members`.
  package mutating func scanObject(_ text: Span<UInt8>) -> Bool {
    members.removeAll(keepingCapacity: true)
    index = 0
    var high: UInt8 = 0
    for position in text.indices { high |= text[position] }
    isASCII = high < 0x80
    return skipTopObject(in: text) && index == text.count && (isASCII || Self.isValidUTF8(text))
  }

  /// Whether the bytes are the canonical form of one object.
  package static func accepts(_ text: [UInt8]) -> Bool {
    var scanner = CanonicalScanner()
    return scanner.scanObject(text.span)
  }

  private static func isValidUTF8(_ text: Span<UInt8>) -> Bool {
    return unsafe text.withUnsafeBufferPointer { buffer in
      unsafe String(validating: buffer, as: UTF8.self) != nil
    }
  }
}

// One function for each rule of the grammar (RFC 8259) in its canonical form (RFC 8785). Each takes
// the text, moves the index past what it accepts, and says whether it did.
extension CanonicalScanner {
  private mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipValue(in text: Span<UInt8>, depth: Int) -> Bool {
    guard index < text.count else { return false }
    switch text[index] {
    case 0x22: return skipString(in: text) != nil
    case 0x7B:
      guard depth < Self.maximumDepth else { return false }
      return skipNestedObject(in: text, depth: depth + 1)
    case 0x5B:
      guard depth < Self.maximumDepth else { return false }
      return skipArray(in: text, depth: depth + 1)
    case 0x2D, 0x30...0x39: return skipInteger(in: text)
    case 0x74: return skipLiteral("true", in: text)
    case 0x66: return skipLiteral("false", in: text)
    case 0x6E: return skipLiteral("null", in: text)
    default: return false
    }
  }

  /// The object at the cursor, its members noted.
  private mutating func skipTopObject(in text: Span<UInt8>) -> Bool {
    guard take(0x7B, text) else { return false }
    if take(0x7D, text) { return true }
    var last: Range<Int>?
    repeat {
      guard let key = skipKey(in: text, after: last), take(0x3A, text) else { return false }
      let start = index
      guard skipValue(in: text, depth: 1) else { return false }
      members.append(Member(key: key, value: start..<index))
      last = key
    } while take(0x2C, text)
    return take(0x7D, text)
  }

  private mutating func skipNestedObject(in text: Span<UInt8>, depth: Int) -> Bool {
    guard take(0x7B, text) else { return false }
    if take(0x7D, text) { return true }
    var last: Range<Int>?
    repeat {
      guard let key = skipKey(in: text, after: last), take(0x3A, text),
        skipValue(in: text, depth: depth)
      else {
        return false
      }
      last = key
    } while take(0x2C, text)
    return take(0x7D, text)
  }

  private mutating func skipArray(in text: Span<UInt8>, depth: Int) -> Bool {
    guard take(0x5B, text) else { return false }
    if take(0x5D, text) { return true }
    repeat {
      guard skipValue(in: text, depth: depth) else { return false }
    } while take(0x2C, text)
    return take(0x5D, text)
  }

  /// A key without escapes, greater than the one before it.
  private mutating func skipKey(in text: Span<UInt8>, after last: Range<Int>?) -> Range<Int>? {
    guard let key = skipString(in: text), !sawEscape else { return nil }
    if !isASCII {
      for position in key where text[position] >= 0x80 { return nil }
    }
    guard let last else { return key }
    var offset = 0
    while offset < last.count && offset < key.count {
      let before = text[last.lowerBound + offset]
      let now = text[key.lowerBound + offset]
      if before != now { return before < now ? key : nil }
      offset += 1
    }
    return last.count < key.count ? key : nil
  }

  /// The range between the quotation marks of a string whose escapes are those of the writer.
  private mutating func skipString(in text: Span<UInt8>) -> Range<Int>? {
    guard take(0x22, text) else { return nil }
    let start = index
    sawEscape = false
    while true {
      index = JSONText.endOfPlainRun(in: text, from: index)
      guard index < text.count else { return nil }
      switch text[index] {
      case 0x22:
        index += 1
        return start..<(index - 1)
      case 0x5C:
        sawEscape = true
        guard skipEscape(in: text) else { return nil }
      default: return nil
      }
    }
  }

  private mutating func skipEscape(in text: Span<UInt8>) -> Bool {
    guard index + 1 < text.count else { return false }
    switch text[index + 1] {
    case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74:
      index += 2
      return true
    case 0x75:
      // Only control characters without a short form are written as \u00xx, in lower case.
      guard index + 5 < text.count, text[index + 2] == 0x30,
        text[index + 3] == 0x30
      else { return false }
      let high = text[index + 4]
      let low = text[index + 5]
      guard high == 0x30 || high == 0x31 else { return false }
      let digit: UInt8
      switch low {
      case 0x30...0x39: digit = low - 0x30
      case 0x61...0x66: digit = low - 0x61 + 10
      default: return false
      }
      guard JSONText.shortEscape(of: (high - 0x30) << 4 | digit) == nil else { return false }
      index += 6
      return true
    default: return false
    }
  }

  /// An integer without leading zeros, plus sign or minus zero, of magnitude below 2^53.
  private mutating func skipInteger(in text: Span<UInt8>) -> Bool {
    let isNegative = take(0x2D, text)
    let start = index
    var magnitude = 0
    while index < text.count, case let byte = text[index], 0x30...0x39 ~= byte {
      guard index - start < 16 else { return false }
      magnitude = magnitude * 10 + Int(byte - 0x30)
      index += 1
    }
    guard index > start, magnitude < CanonicalValue.integerLimit else { return false }
    let hasLeadingZero = text[start] == 0x30
    return hasLeadingZero ? index == start + 1 && !isNegative : true
  }

  private mutating func skipLiteral(_ literal: StaticString, in text: Span<UInt8>) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard index + count <= text.count else { return false }
    for offset in 0..<count
    where unsafe literal.utf8Start[offset] != text[index + offset] {
      return false
    }
    index += count
    return true
  }
}
