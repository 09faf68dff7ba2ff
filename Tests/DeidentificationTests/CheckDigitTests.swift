import Testing

@testable import Deidentification

/// Numbers that carry check digits.
@Suite("Check digits")
struct CheckDigitTests {
  @Test(
    "payment cards by Luhn's digit",
    arguments: [
      ("4111 1111 1111 1111", true), ("4111 1111 1111 1112", false), ("0", false), ("", false),
    ])
  func luhn(number: String, isValid: Bool) {
    #expect(CheckDigits.isLuhn(Array(number.utf8)[...]) == isValid)
  }

  @Test(
    "bank accounts by the remainder of 97",
    arguments: [
      ("GB82WEST12345698765432", true), ("GB82 WEST 1234 5698 7654 32", true),
      ("GB82WEST12345698765431", false), ("GB8", false), ("1282WEST12345698765432", false),
      ("GB82west12345698765432", false),
    ])
  func iban(number: String, isValid: Bool) {
    #expect(CheckDigits.isIBAN(Array(number.utf8)[...]) == isValid)
  }
}
