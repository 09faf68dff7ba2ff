import ClinicalLanguage
import Testing

@Suite("ICD-10-CM codes")
struct DiagnosisCodeTests {
  @Test(
    "codes stand as the FY2026 list has them",
    arguments: [
      ("E11.9", DiagnosisCode.Standing.billable), ("e119", .billable), ("E11", .heading),
      ("E11.6", .heading), ("E11.99", .unknown), ("I10", .billable), ("A00", .heading),
      ("A00.0", .billable), ("Z99.89", .billable), ("Z99.9", .unknown), ("W06.XXXA", .billable),
      ("W06XXXA", .billable), ("W06.XXXQ", .unknown), ("W06", .heading), ("W06.XX", .heading),
      ("S72.012H", .billable), ("S72.012", .heading), ("S72.012Z", .unknown), ("U07.1", .billable),
      ("M1A.0110", .billable), ("ZZZ", .unknown), ("", .unknown), ("E1", .unknown),
      ("E11.6500X", .unknown), ("9999999", .unknown), ("co.", .unknown),
    ])
  func standing(code: String, standing: DiagnosisCode.Standing) {
    #expect(DiagnosisCode(code.utf8).standing == standing)
  }

  @Test("the words of a code are those of its title and of the headings above")
  func words() {
    #expect(
      DiagnosisCode("E11.65".utf8).words == [
        "type", "2", "diabetes", "mellitus", "complications", "hyperglycemia",
      ])
    #expect(DiagnosisCode("M17.12".utf8).words.contains("left"))
    #expect(!DiagnosisCode("M17.12".utf8).words.contains("right"))
    #expect(DiagnosisCode("Q99.Z".utf8).words.isEmpty)
  }
}
