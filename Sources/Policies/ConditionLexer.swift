import StrictYAML

/// One token of a condition; the range is in bytes of its text.
struct ConditionToken: Hashable {
  enum Kind: Hashable {
    case name(String), text(String), integer(Int)
    case and, or, not, isIn, isTrue, isFalse
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual
    case openParenthesis, closeParenthesis, openBracket, closeBracket, comma
    case end
  }

  let kind: Kind
  let range: Range<Int>

  /// As a message names it.
  var described: String {
    switch kind {
    case .name(let name): name.quoted
    case .text: "a text"
    case .integer(let value): "\(value)"
    case .and: "'and'"
    case .or: "'or'"
    case .not: "'not'"
    case .isIn: "'in'"
    case .isTrue: "'true'"
    case .isFalse: "'false'"
    case .equal: "'=='"
    case .unequal: "'!='"
    case .less: "'<'"
    case .lessOrEqual: "'<='"
    case .greater: "'>'"
    case .greaterOrEqual: "'>='"
    case .openParenthesis: "'('"
    case .closeParenthesis: "')'"
    case .openBracket: "'['"
    case .closeBracket: "']'"
    case .comma: "','"
    case .end: "the end"
    }
  }
}

/// Splits a condition into tokens.
enum ConditionLexer {
  static func tokens(of text: String) throws(ConditionProblem) -> [ConditionToken] {
    let bytes = Array(text.utf8)
    var tokens: [ConditionToken] = []
    var index = 0
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D:
        index += 1
        continue
      case 0x22:
        tokens.append(try quoted(bytes, &index))
        continue
      case let byte where isDigit(byte) || byte == 0x2D:
        tokens.append(try integer(bytes, &index))
        continue
      case let byte where isNameByte(byte):
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        tokens.append(ConditionToken(kind: keyword(name) ?? .name(name), range: start..<index))
        continue
      default: break
      }
      let (kind, length) = try symbol(bytes, index)
      index += length
      tokens.append(ConditionToken(kind: kind, range: start..<index))
    }
    tokens.append(ConditionToken(kind: .end, range: bytes.count..<bytes.count))
    return tokens
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 0x2E || byte == 0x5F || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func keyword(_ name: String) -> ConditionToken.Kind? {
    switch name {
    case "and": .and
    case "or": .or
    case "not": .not
    case "in": .isIn
    case "true": .isTrue
    case "false": .isFalse
    default: nil
    }
  }

  private static func quoted(
    _ bytes: [UInt8], _ index: inout Int
  ) throws(ConditionProblem) -> ConditionToken {
    let start = index
    guard let end = bytes[(start + 1)...].firstIndex(of: 0x22) else {
      throw ConditionProblem(
        kind: .syntax, range: start..<bytes.count, message: "this quotation mark is never closed")
    }
    index = end + 1
    let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    return ConditionToken(kind: .text(text), range: start..<index)
  }

  private static func integer(
    _ bytes: [UInt8], _ index: inout Int
  ) throws(ConditionProblem) -> ConditionToken {
    let start = index
    index += 1
    while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
    guard let value = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw ConditionProblem(
        kind: .syntax, range: start..<index, message: "this is no whole number")
    }
    return ConditionToken(kind: .integer(value), range: start..<index)
  }

  private static func symbol(
    _ bytes: [UInt8], _ index: Int
  ) throws(ConditionProblem) -> (ConditionToken.Kind, Int) {
    let hasEqual = index + 1 < bytes.count && bytes[index + 1] == 0x3D
    switch bytes[index] {
    case 0x3D where hasEqual: return (.equal, 2)
    case 0x21 where hasEqual: return (.unequal, 2)
    case 0x3C: return hasEqual ? (.lessOrEqual, 2) : (.less, 1)
    case 0x3E: return hasEqual ? (.greaterOrEqual, 2) : (.greater, 1)
    case 0x28: return (.openParenthesis, 1)
    case 0x29: return (.closeParenthesis, 1)
    case 0x5B: return (.openBracket, 1)
    case 0x5D: return (.closeBracket, 1)
    case 0x2C: return (.comma, 1)
    default: throw unexpected(bytes, index)
    }
  }

  private static func unexpected(_ bytes: [UInt8], _ index: Int) -> ConditionProblem {
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let hint: String? =
      switch bytes[index] {
      case 0x3D: "equality is written '=='"
      case 0x21: "negation is written 'not'"
      case 0x26: "conjunction is written 'and'"
      case 0x7C: "disjunction is written 'or'"
      case 0x27: "texts stand in double quotes"
      default: nil
      }
    return ConditionProblem(
      kind: .syntax, range: index..<end, message: "unexpected character in a condition",
      hint: hint)
  }
}
