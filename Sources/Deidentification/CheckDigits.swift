/// Check digits that tell a number of its kind from any other.
enum CheckDigits {
  /// The Luhn digit of payment cards (ISO/IEC 7812-1:2017, annex B); what is no digit is skipped.
  static func isLuhn(_ bytes: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    var digits = 0
    for byte in bytes.reversed() where byte &- 0x30 < 10 {
      let digit = Int(byte &- 0x30)
      let weighted = digits % 2 == 1 ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
      digits += 1
    }
    return digits >= 2 && sum % 10 == 0
  }

  /// The remainder of an IBAN (ISO 13616-1:2020, annex A, after ISO/IEC 7064): two letters, two
  /// digits, then letters and digits, 15 to 34 in all.
  static func isIBAN(_ bytes: ArraySlice<UInt8>) -> Bool {
    let compact = bytes.filter { $0 != 0x20 }
    guard (15...34).contains(compact.count), compact[0] &- 0x41 < 26, compact[1] &- 0x41 < 26,
      compact[2] &- 0x30 < 10, compact[3] &- 0x30 < 10
    else { return false }
    var remainder = 0
    for byte in compact[4...] + compact[..<4] {
      if byte &- 0x30 < 10 {
        remainder = (remainder * 10 + Int(byte &- 0x30)) % 97
      } else if byte &- 0x41 < 26 {
        remainder = (remainder * 100 + Int(byte &- 0x41) + 10) % 97
      } else {
        return false
      }
    }
    return remainder == 1
  }
}
