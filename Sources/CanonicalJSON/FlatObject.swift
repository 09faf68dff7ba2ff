/// A JSON object of plain fields, read without `JSONDecoder`, which costs more for five fields than
/// finding the sentences of the note in them.
///
/// It reads what nearly every line is: names without escapes, and strings and small integers as
/// values. Of everything else, broken JSON included, it says nothing at all, so that `JSONInput` keeps
/// the word on what is accepted and on every error.
package struct FlatObject {
  /// The bytes as they came.
  private let bytes: [UInt8]
  private let fields: [Field]

  private struct Field {
    var name: Range<Int>
    var value: Value
  }

  private enum Value {
    /// The bytes between the quotation marks, and whether there is an escape among them.
    case text(Range<Int>, hasEscape: Bool)
    case integer(Int)
  }

  /// More fields than any caller writes.
  private static let longest = 32

  /// Nil where the line is of another form.
  ///
  /// - Parameter names: the fields that will be asked for; what stands in others is not looked at, so
  ///   that they must hold nothing that could be wrong.
  package init?(_ bytes: [UInt8], names: [StaticString]) {
    let span = bytes.span
    var scanner = Scanner()
    var fields: [Field] = []
    fields.reserveCapacity(8)
    guard scanner.take(UInt8(ascii: "{"), in: span) else { return nil }
    repeat {
      guard fields.count < Self.longest, scanner.take(UInt8(ascii: "\""), in: span),
        let name = scanner.string(in: span), name.isPlain, scanner.take(UInt8(ascii: ":"), in: span)
      else { return nil }
      let isAsked = names.contains { Self.isName($0, at: name.range, in: bytes) }
      if scanner.take(UInt8(ascii: "\""), in: span) {
        guard let text = scanner.string(in: span), text.isPlain || isAsked else { return nil }
        fields.append(
          Field(name: name.range, value: .text(text.range, hasEscape: text.hasEscape)))
      } else {
        guard let number = scanner.integer(in: span) else { return nil }
        fields.append(Field(name: name.range, value: .integer(number)))
      }
    } while scanner.take(UInt8(ascii: ","), in: span)
    guard scanner.take(UInt8(ascii: "}"), in: span), scanner.isAtEnd(of: span) else { return nil }
    self.bytes = bytes
    self.fields = fields
  }

  /// What a field holds.
  package enum Lookup<Found> {
    case absent
    case found(Found)
    /// It stands there twice, or is of another type or form: `JSONInput` has to say what that means.
    case unclear
  }

  package func text(_ name: StaticString) -> Lookup<String> {
    switch value(name) {
    case .absent: .absent
    case .found(.text(let range, let hasEscape)):
      if let text = hasEscape ? unescaped(range) : String(validating: bytes[range], as: UTF8.self) {
        .found(text)
      } else {
        .unclear
      }
    case .found(.integer), .unclear: .unclear
    }
  }

  package func integer(_ name: StaticString) -> Lookup<Int> {
    switch value(name) {
    case .absent: .absent
    case .found(.integer(let number)): .found(number)
    case .found(.text), .unclear: .unclear
    }
  }

  private func value(_ name: StaticString) -> Lookup<Value> {
    var found: Value?
    for field in fields where Self.isName(name, at: field.name, in: bytes) {
      guard found == nil else { return .unclear }
      found = field.value
    }
    return found.map { .found($0) } ?? .absent
  }

  private static func isName(
    _ name: StaticString, at range: Range<Int>, in bytes: [UInt8]
  ) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    return unsafe bytes[range].elementsEqual(
      UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// The string with its escapes resolved; nil for surrogates, alone or in pairs.
  private func unescaped(_ range: Range<Int>) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    var start = range.lowerBound
    var index = start
    let span = bytes.span
    while index < range.upperBound {
      guard span[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      plain += bytes[start..<index]
      index += 2
      switch span[index - 1] {
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        plain.append(span[index - 1])
      case UInt8(ascii: "u"):
        guard index + 4 <= range.upperBound, let code = Self.hexadecimal(span, at: index),
          let scalar = Unicode.Scalar(code)
        else { return nil }
        plain.append(contentsOf: Array(String(scalar).utf8))
        index += 4
      default: return nil
      }
      start = index
    }
    plain += bytes[start..<range.upperBound]
    return String(validating: plain, as: UTF8.self)
  }

  private static func hexadecimal(_ span: Span<UInt8>, at index: Int) -> UInt32? {
    var code: UInt32 = 0
    for offset in index..<index + 4 {
      let byte = span[offset]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}

extension FlatObject {
  /// Walks over the bytes of a line, the same ones at each call; white space before what is asked for is passed over.
  private struct Scanner {
    private var position = 0

    mutating func isAtEnd(of bytes: Span<UInt8>) -> Bool {
      passSpace(in: bytes)
      return position == bytes.count
    }

    private mutating func passSpace(in bytes: Span<UInt8>) {
      while position < bytes.count {
        switch bytes[position] {
        case 0x20, 0x09, 0x0A, 0x0D: position += 1
        default: return
        }
      }
    }

    mutating func take(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
      passSpace(in: bytes)
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    /// What stands up to the closing quotation mark; nil where there is none, or a control character.
    mutating func string(in bytes: Span<UInt8>) -> (
      range: Range<Int>, isPlain: Bool, hasEscape: Bool
    )? {
      let start = position
      var hasEscape = false
      var seen: UInt8 = 0
      while position < bytes.count {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") {
          position += 1
          return (start..<position - 1, !hasEscape && seen < 0x80, hasEscape)
        }
        if byte == UInt8(ascii: "\\") {
          hasEscape = true
          position += 1
        } else if byte < 0x20 {
          return nil
        }
        seen |= byte
        position += 1
      }
      return nil
    }

    /// An integer of at most nine digits, without a zero before others.
    mutating func integer(in bytes: Span<UInt8>) -> Int? {
      passSpace(in: bytes)
      let start = position
      var value = 0
      while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
        value = value * 10 + Int(bytes[position] &- UInt8(ascii: "0"))
        position += 1
        if position - start > 9 { return nil }
      }
      guard position > start, position == start + 1 || bytes[start] != UInt8(ascii: "0") else {
        return nil
      }
      return value
    }
  }
}
