/// A JSON value that a stranger wrote, read whole and strictly (RFC 8259).
///
/// For replies of servers and models, whose shapes vary: nothing is decoded into types before one has
/// looked. What two parsers could read in two ways (a repeated name, half a surrogate pair) is refused,
/// and size, depth and number of values are limited.
package enum JSONTree: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as it was written: what it means is for whoever asks.
  case number(String)
  case string(String)
  case array([JSONTree])
  /// In the order in which they stand; no name twice.
  case object([Member])

  package struct Member: Sendable, Hashable {
    package let name: String
    package let value: JSONTree

    package init(name: String, value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  /// How much is read.
  package struct Limits: Sendable, Hashable {
    /// Bytes.
    package var size: Int
    /// Arrays and objects within each other.
    package var depth: Int
    /// Values and members altogether.
    package var count: Int

    package init(size: Int = 16 << 20, depth: Int = 64, count: Int = 200_000) {
      self.size = size
      self.depth = depth
      self.count = count
    }
  }

  package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONTreeError) {
    guard bytes.count <= limits.size else { throw .tooLarge }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .invalid(offset: 0) }
    var reader = JSONTreeReader(bytes: bytes, limits: limits)
    self = try reader.document()
  }

  // MARK: Looking

  /// The member of an object; nil where there is none, or this is no object.
  package subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The element of an array.
  package subscript(index: Int) -> JSONTree? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var array: [JSONTree]? { if case .array(let value) = self { value } else { nil } }
  package var members: [Member]? { if case .object(let value) = self { value } else { nil } }

  /// A whole number; nil for all others, also for such as `1.0` and `1e3`.
  package var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

  /// The value, but for null.
  package var nonNull: JSONTree? { self == .null ? nil : self }
}

/// Why bytes are no JSON that is read here.
package enum JSONTreeError: Error, Hashable {
  case tooLarge
  case tooDeep(offset: Int)
  case tooMany(offset: Int)
  case repeatedName(offset: Int)
  /// Not JSON, or not UTF-8; the byte where reading ended.
  case invalid(offset: Int)
}

/// One function for each rule of the grammar.
private struct JSONTreeReader {
  let bytes: [UInt8]
  let limits: JSONTree.Limits
  var index = 0
  var count = 0

  init(bytes: [UInt8], limits: JSONTree.Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  private var failure: JSONTreeError { .invalid(offset: index) }

  mutating func document() throws(JSONTreeError) -> JSONTree {
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw failure }
    return value
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONTreeError) -> JSONTree {
    skipSpace()
    count += 1
    guard count <= limits.count else { throw .tooMany(offset: index) }
    guard index < bytes.count else { throw failure }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      guard depth < limits.depth else { throw .tooDeep(offset: index) }
      index += 1
      return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["):
      guard depth < limits.depth else { throw .tooDeep(offset: index) }
      index += 1
      return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""):
      index += 1
      return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONTree
  ) throws(JSONTreeError) -> JSONTree {
    let end = index + word.utf8CodeUnitCount
    let text = String(describing: word)
    guard end <= bytes.count, bytes[index..<end].elementsEqual(text.utf8) else { throw failure }
    index = end
    return value
  }

  private mutating func members(depth: Int) throws(JSONTreeError) -> [JSONTree.Member] {
    var members: [JSONTree.Member] = []
    var names: Set<String> = []
    if take(UInt8(ascii: "}")) { return members }
    repeat {
      guard take(UInt8(ascii: "\"")) else { throw failure }
      let place = index
      let name = try string()
      guard names.insert(name).inserted else { throw .repeatedName(offset: place) }
      guard take(UInt8(ascii: ":")) else { throw failure }
      members.append(JSONTree.Member(name: name, value: try value(depth: depth)))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure }
    return members
  }

  private mutating func elements(depth: Int) throws(JSONTreeError) -> [JSONTree] {
    var elements: [JSONTree] = []
    if take(UInt8(ascii: "]")) { return elements }
    repeat { elements.append(try value(depth: depth)) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure }
    return elements
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func number() throws(JSONTreeError) -> String {
    let start = index
    if peek(UInt8(ascii: "-")) { index += 1 }
    if peek(UInt8(ascii: "0")) { index += 1 } else { try digits() }
    if peek(UInt8(ascii: ".")) {
      index += 1
      try digits()
    }
    if peek(UInt8(ascii: "e")) || peek(UInt8(ascii: "E")) {
      index += 1
      if peek(UInt8(ascii: "+")) || peek(UInt8(ascii: "-")) { index += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func peek(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

  private mutating func digits() throws(JSONTreeError) {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    guard index > start else { throw failure }
  }

  /// What stands up to the closing quotation mark, which is passed over.
  private mutating func string() throws(JSONTreeError) -> String {
    var text: [UInt8] = []
    while index < bytes.count {
      let end = JSONText.endOfPlainRun(in: bytes.span, from: index)
      text += bytes[index..<end]
      index = end
      guard index < bytes.count else { break }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: text, as: UTF8.self)
      }
      guard byte == UInt8(ascii: "\\"), index + 1 < bytes.count else { throw failure }
      index += 2
      switch bytes[index - 1] {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[index - 1])
      case UInt8(ascii: "u"): text += Array(String(try scalar()).utf8)
      default: throw failure
      }
    }
    throw failure
  }

  /// The scalar of one escape, or of the two of a surrogate pair.
  private mutating func scalar() throws(JSONTreeError) -> Character {
    let first = try unit()
    var code = first
    if (0xD800..<0xDC00).contains(first) {
      guard index + 2 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      else { throw failure }
      index += 2
      let second = try unit()
      guard (0xDC00..<0xE000).contains(second) else { throw failure }
      code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure }
    return Character(scalar)
  }

  private mutating func unit() throws(JSONTreeError) -> UInt32 {
    guard index + 4 <= bytes.count else { throw failure }
    var code: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw failure }
      code = code << 4 | UInt32(digit)
    }
    index += 4
    return code
  }
}
