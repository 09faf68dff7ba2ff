import AuditTrail
import Testing

@Suite("Timestamp")
struct TimestampTests {
  @Test(
    "is written in one form, and read back",
    arguments: [
      (0, "1970-01-01T00:00:00.000000Z"),
      (-1, "1969-12-31T23:59:59.999999Z"),
      (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
      (1_795_478_400_123_456, "2026-11-24T00:00:00.123456Z"),
      (4_102_444_799_999_999, "2099-12-31T23:59:59.999999Z"),
      (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
    ] as [(Int64, String)])
  func form(microseconds: Int64, text: String) {
    #expect(Timestamp(microseconds: microseconds).rfc3339 == text)
    #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
  }

  @Test("keeps each day of four hundred years apart and in order")
  func everyDay() {
    var last = ""
    for day in 0..<146_097 as Range<Int64> {
      let text = Timestamp(microseconds: day * 86_400_000_000).rfc3339
      guard last < text, text.utf8.count == 27 else {
        Issue.record("\(text) after \(last)")
        return
      }
      last = text
    }
    #expect(last == "2369-12-31T00:00:00.000000Z")
  }

  @Test(
    "reads what people give as a limit",
    arguments: [
      ("2026-11-24", "2026-11-24T00:00:00.000000Z"),
      ("2026-11-24T08:30Z", "2026-11-24T08:30:00.000000Z"),
      ("2026-11-24T08:30:05Z", "2026-11-24T08:30:05.000000Z"),
      ("2026-11-24T08:30:05.5Z", "2026-11-24T08:30:05.500000Z"),
    ])
  func limits(text: String, expected: String) {
    #expect(Timestamp(rfc3339: text)?.rfc3339 == expected)
  }

  @Test(
    "refuses what is no time",
    arguments: [
      "", "2026", "2026-13-01", "2026-00-01", "2026-02-29", "2100-02-29", "2026-11-31",
      "2026-11-24T", "2026-11-24T24:00Z", "2026-11-24T08:60Z", "2026-11-24T08:30:60Z",
      "2026-11-24T08:30", "2026-11-24T08:30:05.Z", "2026-11-24T08:30:05.1234567Z",
      "2026-11-24 08:30Z", "2026-11-24T08:30Zx", "26-11-24",
    ])
  func refused(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }
}
