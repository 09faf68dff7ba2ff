/// Reads decimals from bytes without making a `String`.
package enum QuantityDecimal {
  /// Powers of ten that a `Double` holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The value of `7.35`, `1,200` or `.5`; nil where there is no digit, more than one point, a
  /// comma that parts no thousands, or more than 15 digits (beyond which a `Double` would round).
  package static func value(of bytes: [UInt8], in range: Range<Int>) -> Double? {
    var mantissa: Int64 = 0
    var digits = 0
    var fraction = -1
    var sinceComma = -1
    for offset in range {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
        digits += 1
        if digits > 15 { return nil }
        if fraction >= 0 { fraction += 1 } else if sinceComma >= 0 { sinceComma += 1 }
      case UInt8(ascii: "."):
        if fraction >= 0 { return nil }
        fraction = 0
      case UInt8(ascii: ","):
        if fraction >= 0 || digits == 0 || (sinceComma >= 0 && sinceComma != 3) { return nil }
        sinceComma = 0
      default:
        return nil
      }
    }
    guard digits > 0, sinceComma < 0 || sinceComma == 3 else { return nil }
    return fraction > 0 ? Double(mantissa) / powers[fraction] : Double(mantissa)
  }
}
