import ClinicalLanguage
import SourceText
import TestSupport
import Testing

@testable import Deidentification

/// What stands in the place of identifiers.
@Suite("Surrogates")
struct SurrogateTests {
  static let note = """
    Patient: UMAROV, ROSA F.   DOB: 08/16/1948   MRN: 177-04-624
    Mrs. Rosa Umarov is a 92-year-old resident of 9119 Cedar Ave, Springfield, IL 08268.
    Seen October 6, 2008 and on 10/13/2008; call (237) 555-4086. SSN 936-63-1165.
    Umarov will be seen by Dr. Harris. Mail rosa.umarov@example.org, https://example.org/u/12.
    """

  private func surrogates(_ text: String, seed: UInt64 = 1) throws -> [String: String] {
    let reading = try Reading(text)
    let pairs = reading.deidentified(seed: seed).replacements.map { replacement in
      (
        reading.document.text.string(replacement.identifier.span),
        String(decoding: replacement.surrogate, as: UTF8.self)
      )
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private func form(_ text: String) -> String {
    String(
      text.map { $0.isNumber ? "9" : $0.isUppercase ? "A" : $0.isLowercase ? "a" : $0 })
  }

  @Test("digits stay digits, and case and marks stay")
  func format() throws {
    let found = try surrogates(Self.note)
    for original in ["177-04-624", "936-63-1165", "(237) 555-4086", "08/16/1948"] {
      let surrogate = try #require(found[original])
      #expect(surrogate != original && form(surrogate) == form(original))
    }
    let name = try #require(found["UMAROV, ROSA F."])
    #expect(name == name.uppercased() && name.contains(", ") && name.hasSuffix("."))
    #expect(try #require(found["92"]).count == 2)
    let mail = try #require(found["rosa.umarov@example.org"])
    #expect(mail.hasSuffix(".org") && mail.contains("@") && !mail.contains("umarov"))
    #expect(try #require(found["https://example.org/u/12"]).hasPrefix("https://"))
  }

  @Test("the same name has the same surrogate, in whatever form it stands")
  func consistency() throws {
    let found = try surrogates(Self.note)
    let full = try #require(found["Rosa Umarov"]).split(separator: " ").map(String.init)
    #expect(found["Umarov"] == full[1])
    #expect(
      try #require(found["UMAROV, ROSA F."])
        .hasPrefix("\(full[1].uppercased()), \(full[0].uppercased()) "))
  }

  @Test("all dates move by the same number of days")
  func intervals() throws {
    let dates = try (1...20).map { seed in
      let found = try surrogates(Self.note, seed: UInt64(seed))
      let first = try #require(found["10/13/2008"]).split(separator: "/").compactMap { Int($0) }
      let second = try #require(found["October 6, 2008"])
      let week = CalendarDay(year: first[2], month: first[0], day: first[1]).adding(-7)
      #expect(second.hasSuffix(", \(week.year)"))
      #expect(second.contains(" \(week.day),"))
      return first
    }
    #expect(Set(dates).count > 10, "another seed moves them otherwise")
  }

  @Test(
    "dates are written as they were",
    arguments: [
      ("10/06/2008", 7, "10/13/2008"), ("10/6/08", 7, "10/13/08"), ("1999-12-31", 1, "2000-01-01"),
      ("13.04.1978", -13, "31.03.1978"), ("September 14, 2004", -14, "August 31, 2004"),
      ("SEP 14 2004", 1, "SEP 15 2004"), ("14th of March", 8, "22nd of March"),
      ("Feb 28, 2004", 1, "Feb 29, 2004"), ("03/2008", 30, "04/2008"), ("06/24", 7, "07/01"),
      ("1978-04-13 12:20:39", 1, "1978-04-14 12:20:39"), ("12/31/99", 1, "01/01/00"),
    ])
  func dates(original: String, days: Int, moved: String) {
    let bytes = SurrogateDates.moved(Array(original.utf8)[...], by: days)
    #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == moved)
  }

  @Test("what is no day of the calendar is not moved")
  func noDates() {
    for text in ["02/30/2004", "Feb 30", "1", "abc", ""] {
      #expect(SurrogateDates.moved(Array(text.utf8)[...], by: 1) == nil)
    }
  }

  @Test("days count on across months, leap years and centuries")
  func calendar() {
    for number in stride(from: -800_000, through: 800_000, by: 977) {
      #expect(CalendarDay(number: number).number == number)
    }
    #expect(CalendarDay(number: 0) == CalendarDay(year: 1970, month: 1, day: 1))
    #expect(!CalendarDay(year: 1900, month: 2, day: 29).exists)
    #expect(CalendarDay(year: 2000, month: 2, day: 29).exists)
  }

  @Test("the same seed gives the same text, another seed another")
  func seeds() throws {
    let reading = try Reading(Self.note)
    #expect(reading.deidentified(seed: 3) == reading.deidentified(seed: 3))
    #expect(reading.deidentified(seed: 3).bytes != reading.deidentified(seed: 4).bytes)
  }

  @Test("numbers that could be somebody's are ones that nobody has")
  func harmless() throws {
    let found = try surrogates("SSN 436-63-1165, card 4111 1111 1111 1111, call 237-867-5309.")
    #expect(try #require(found["436-63-1165"]).hasPrefix("9"))
    #expect(try #require(found["237-867-5309"]).dropFirst(4).hasPrefix("555-01"))
    #expect(!CheckDigits.isLuhn(Array(try #require(found["4111 1111 1111 1111"]).utf8)[...]))
  }

  @Test("where nothing of the form is free, a label stands in")
  func exhausted() throws {
    let ages = (90...99).map { "A \($0)-year-old." }.joined(separator: " ")
    let found = try surrogates(ages)
    #expect(found.count == 10 && found.values.allSatisfy { $0.hasPrefix("[AGE-") })
    #expect(Set(found.values).count == 10)
  }
}
