import ClinicalLanguage
import Testing

@Suite("Parts of the body")
struct BodyPartTests {
  private static func root(_ word: String) -> UInt64 {
    let bytes = Array(word.utf8)
    return MeaningWord.fineRoot(of: bytes, 0..<bytes.count)
  }

  private static func part(_ word: String) throws -> BodyParts.Part {
    try #require(BodyParts.embedded.part(named: root(word)))
  }

  @Test(
    "A word tells of a part that it names, that it lies in, or that its stem is of",
    arguments: [
      ("knees", "knee", true), ("patella", "knee", true), ("toe", "leg", true),
      ("hepatomegaly", "liver", true), ("colonoscopy", "bowel", true),
      ("leg", "toe", false), ("elbow", "knee", false), ("testing", "testicle", false),
      ("prescribed", "rib", false), ("during", "bladder", false), ("correct", "rectum", false),
    ])
  func told(word: String, of name: String, isTold: Bool) throws {
    let part = try Self.part(name)
    let bytes = Array(word.utf8)
    let parts = BodyParts.embedded
    #expect(
      (parts.parts(toldBy: Self.root(word))?.contains(part) == true
        || parts.parts(toldByStemsOf: 0..<bytes.count, of: bytes).contains(part)) == isTold)
  }

  @Test("A longer word than any has no stem")
  func endless() throws {
    let bytes = Array(String(repeating: "hepat", count: 9).utf8)
    let liver = try Self.part("liver")
    #expect(!BodyParts.embedded.parts(toldByStemsOf: 0..<45, of: bytes).contains(liver))
    #expect(BodyParts.embedded.parts(toldByStemsOf: 0..<40, of: bytes).contains(liver))
    #expect(!BodyParts.embedded.parts(toldByStemsOf: 0..<2, of: bytes).contains(liver))
  }

  @Test(
    "A part excludes neither what it belongs to nor what belongs to it",
    arguments: [
      ("finger", "hand", true), ("finger", "arm", true), ("arm", "finger", true),
      ("finger", "toe", false), ("knee", "ankle", false), ("liver", "abdomen", true),
    ])
  func related(left: String, right: String, areRelated: Bool) throws {
    #expect(
      BodyParts.embedded.areRelated(try Self.part(left), try Self.part(right)) == areRelated)
  }

  @Test("Words that are as often something else name no part", arguments: ["back", "sole", "test"])
  func ambiguous(word: String) {
    #expect(BodyParts.embedded.part(named: Self.root(word)) == nil)
  }
}
