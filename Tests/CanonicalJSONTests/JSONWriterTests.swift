import CanonicalJSON
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
  private static func sample(pretty: Bool) -> String {
    var json = JSONWriter(pretty: pretty)
    json.beginObject()
    json.member("id", "a\"b")
    json.key("none")
    json.null()
    json.key("list")
    json.beginArray()
    json.integer(1)
    json.beginObject()
    json.endObject()
    json.beginArray()
    json.endArray()
    json.bool(true)
    json.endArray()
    json.key(dynamic: "quo\"te")
    json.raw(Array("[1]".utf8))
    json.member("count", -7)
    json.member("is", false)
    json.endObject()
    json.endLine()
    return json.string
  }

  @Test("sets commas and colons by itself")
  func compact() {
    let expected =
      #"{"id":"a\"b","none":null,"list":[1,{},[],true],"quo\"te":[1],"count":-7,"is":false}"#
    #expect(Self.sample(pretty: false) == expected + "\n")
  }

  @Test("indents by two spaces and keeps empty containers on their line")
  func pretty() {
    let expected = #"""
      {
        "id": "a\"b",
        "none": null,
        "list": [
          1,
          {},
          [],
          true
        ],
        "quo\"te": [1],
        "count": -7,
        "is": false
      }

      """#
    #expect(Self.sample(pretty: true) == expected)
  }

  @Test(
    "writes every integer without detours",
    arguments: [0, 1, -1, 9, 10, 99, 100, -12_345, Int.max, Int.min])
  func integers(value: Int) {
    var json = JSONWriter()
    json.integer(value)
    #expect(json.string == String(value))
  }

  @Test(
    "escapes as RFC 8785 says and nothing else",
    arguments: [
      ("plain", #""plain""#), ("", #""""#), ("a/b", #""a/b""#), ("\u{7F}", "\"\u{7F}\""),
      ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\u{0}\u{1}\u{1F}", #""\u0000\u0001\u001f""#),
      (#"\"#, #""\\""#), ("é€😀\u{2028}", "\"é€😀\u{2028}\""),
    ])
  func escapes(text: String, expected: String) {
    var json = JSONWriter()
    json.string(text)
    #expect(json.string == expected)
    var fromBytes = JSONWriter()
    fromBytes.string(utf8: Array(text.utf8)[...])
    #expect(fromBytes.bytes == json.bytes)
  }

  @Test("finds an escape at every place of a long run", arguments: 0..<40)
  func escapeAnywhere(place: Int) {
    for (byte, escaped) in [(UInt8(0x22), "\\\""), (0x5C, "\\\\"), (0x1F, "\\u001f")] {
      // Neighbours that differ from the searched bytes in one bit, and bytes above ASCII's range.
      var text = [UInt8](repeating: 0x23, count: 40)
      text[place] = byte
      var json = JSONWriter()
      json.string(utf8: text)
      let before = String(repeating: "#", count: place)
      let after = String(repeating: "#", count: 39 - place)
      #expect(json.string == "\"\(before)\(escaped)\(after)\"")
    }
  }

  @Test("starts afresh after removing all")
  func reuse() {
    var json = JSONWriter()
    json.beginArray()
    json.integer(1)
    json.removeAll()
    json.string("x")
    #expect(json.string == "\"x\"")
  }
}
