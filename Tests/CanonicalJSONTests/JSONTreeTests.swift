import CanonicalJSON
import TestSupport
import Testing

@Suite("JSON of strangers")
struct JSONTreeTests {
  private func read(_ text: String) throws -> JSONTree { try JSONTree(Array(text.utf8)) }

  @Test(
    "values as they are",
    arguments: [
      ("null", JSONTree.null), (" true ", .bool(true)), ("false", .bool(false)),
      ("-0.5e+3", .number("-0.5e+3")), ("0", .number("0")), (#""a""#, .string("a")),
      (#""\u0041\n\/\"""#, .string("A\n/\"")), (#""\ud83d\ude00""#, .string("😀")),
      ("[]", .array([])), ("[1, [2]]", .array([.number("1"), .array([.number("2")])])),
      ("{}", .object([])),
      (
        #"{"a":1,"b":{"c":null}}"#,
        .object([
          .init(name: "a", value: .number("1")),
          .init(name: "b", value: .object([.init(name: "c", value: .null)])),
        ])
      ),
    ])
  func values(text: String, value: JSONTree) throws { #expect(try read(text) == value) }

  @Test(
    "what is no JSON, or could be read in two ways, is refused",
    arguments: [
      "", " ", "nul", "truefalse", "01", "1.", ".5", "+1", "1e", "-", "NaN", "\"", "\"\t\"",
      #""\x""#, #""\ud83d""#, #""\ud83d\u0041""#, #""\ude00""#, #""\u00g0""#, "[", "[1", "[1,]",
      "[1 2]", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", #"{"a":1 "b":2}"#, "1 2", "[]]",
    ])
  func refused(text: String) { #expect(throws: JSONTreeError.self) { try read(text) } }

  @Test("a name twice is refused, where it stands")
  func repeated() {
    #expect(throws: JSONTreeError.repeatedName(offset: 8)) { try read(#"{"a":1,"a":1}"#) }
  }

  @Test("depth, size and number of values have limits")
  func limits() throws {
    let limits = JSONTree.Limits(size: 40, depth: 2, count: 4)
    func read(_ text: String) throws -> JSONTree {
      try JSONTree(Array(text.utf8), limits: limits)
    }
    #expect(try read("[[1]]")[0]?[0]?.integer == 1)
    #expect(throws: JSONTreeError.tooDeep(offset: 2)) { try read("[[[]]]") }
    #expect(try read("[1,2,3]").array?.count == 3)
    #expect(throws: JSONTreeError.self) { try read("[1,2,3,4]") }
    #expect(throws: JSONTreeError.tooLarge) { try read(String(repeating: " ", count: 41)) }
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONTreeError.tooDeep(offset: 64)) { try JSONTree(Array(deep.utf8)) }
  }

  @Test("bytes that are no UTF-8 are refused")
  func encoding() {
    #expect(throws: JSONTreeError.self) { try JSONTree([0x22, 0xFF, 0x22]) }
  }

  @Test("what the writer writes comes back")
  func roundTrip() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let text = String(
        (0..<Int.random(in: 0..<20, using: &random)).map { _ in
          Character(Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &random)) ?? "x")
        })
      var json = JSONWriter()
      json.string(text)
      #expect(try JSONTree(json.bytes).string == text)
    }
  }
}
