import CanonicalJSON
import Testing

@Suite("JSON input")
struct JSONInputTests {
  struct Line: Decodable, Equatable {
    var id: String
    var words: Int?
    var spans: [Int]?
  }

  private func failure(_ text: String) -> JSONInputError? {
    #expect(throws: JSONInputError.self) {
      try JSONInput().decode(Line.self, from: Array(text.utf8))
    }
  }

  @Test("reads an object and ignores unknown fields")
  func valid() throws {
    let line = try JSONInput().decode(
      Line.self, from: Array(#"{"id":"é😀\ud83d\ude00","words":3,"extra":{"x":[1]}}"#.utf8))
    #expect(line == Line(id: "é😀😀", words: 3, spans: nil))
  }

  @Test(
    "calls broken JSON broken",
    arguments: [
      "", "{", #"{"id":"x""#, #"{"id":"x"}}"#, #"{"id":'x'}"#, #"{"id":"\x"}"#, "nonsense",
      #"{"id":"\ud800"}"#, #"{"id":"\udc00"}"#, #"{"id":"\ud800\ud800"}"#, #"{"id":"\ud800x"}"#,
    ])
  func broken(text: String) {
    #expect(failure(text) == .invalidJSON)
  }

  @Test("calls a number that fits no integer invalid, and says so")
  func numbers() {
    for number in ["1.5", "1e30", "99999999999999999999"] {
      #expect(failure(#"{"id":"x","words":\#(number)}"#) == .invalidJSON)
    }
    #expect(JSONInputError.invalidJSON.message.contains("integer"))
  }

  @Test("calls bytes that are not UTF-8 broken")
  func encoding() {
    #expect(throws: JSONInputError.invalidJSON) {
      try JSONInput().decode(Line.self, from: Array(#"{"id":""#.utf8) + [0xFF] + Array(#""}"#.utf8))
    }
  }

  @Test("names the field that is missing or of the wrong type")
  func fields() {
    #expect(failure("{}") == .missingField(field: "id"))
    #expect(failure(#"{"id":null}"#) == .wrongType(field: "id", expected: .string))
    #expect(failure(#"{"id":7}"#) == .wrongType(field: "id", expected: .string))
    #expect(
      failure(#"{"id":"x","words":"secret"}"#) == .wrongType(field: "words", expected: .integer))
    #expect(failure(#"{"id":"x","spans":{}}"#) == .wrongType(field: "spans", expected: .array))
    #expect(
      failure(#"{"id":"x","spans":["secret"]}"#) == .wrongType(field: "spans", expected: .other))
    #expect(failure("[]") == .unexpectedValue)
    #expect(failure("7") == .unexpectedValue)
  }

  @Test("refuses deep nesting without using up the stack")
  func deepNesting() {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(failure(#"{"id":"x","spans":"# + deep) == .invalidJSON)
  }

  @Test("never quotes the input in a message")
  func canary() {
    for text in [#"{"id":{"secret":1}}"#, #"{"id":"x","words":"secret"}"#, #"{"secret":1}"#] {
      #expect(failure(text)?.message.contains("secret") == false)
    }
  }
}
