import CanonicalJSON
import Testing
import TestSupport

@Suite("Canonical value")
struct CanonicalValueTests {
  @Test("sorts keys by their bytes, at every depth")
  func sortsKeys() throws {
    let value = CanonicalValue.object([
      "b": .integer(1), "a": .object(["z": .null, "Z": .bool(true), "": .string("x")]),
      "a1": .array([.integer(-3), .string("é\n")]),
    ])
    let expected = #"{"a":{"":"x","Z":true,"z":null},"a1":[-3,"é\n"],"b":1}"#
    #expect(String(decoding: try value.canonicalBytes(), as: UTF8.self) == expected)
  }

  @Test("refuses integers of 2^53 and more, and keys that need escapes")
  func limits() throws {
    let largest = CanonicalValue.integerLimit - 1
    #expect(try CanonicalValue.integer(-largest).canonicalBytes() == Array("-\(largest)".utf8))
    #expect(throws: CanonicalJSONError.integerTooLarge) {
      try CanonicalValue.integer(largest + 1).canonicalBytes()
    }
    for key in ["é", "a\"", "\n", "\\"] {
      #expect(throws: CanonicalJSONError.keyNotPlain) {
        try CanonicalValue.object([key: .null]).canonicalBytes()
      }
    }
  }

  @Test("reads back what it wrote, on random values", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let value = RandomJSON.object(depth: 4, using: &random)
    let bytes = try value.canonicalBytes()
    #expect(try CanonicalValue(canonical: bytes) == value, "seed \(seed)")
    #expect(CanonicalScanner.accepts(bytes), "seed \(seed)")
  }

  @Test(
    "refuses JSON written in another way",
    arguments: [
      #"{"b":1,"a":2}"#, #"{"a": 1}"#, " {}", "{}\n", #"{"a":1,"a":1}"#, #"{"a":1,"a":2}"#,
      #"{"a":1.0}"#, #"{"a":1e2}"#, #"{"a":-0}"#, #"{"a":"\u0041"}"#, #"{"a":"\/"}"#,
      #"{"a":"\u000A"}"#, #"{"a":"\u000a"}"#, #"{"a":"\u001F"}"#, #"{"a":"\u007f"}"#,
      #"{"\u0061":1}"#, #"{"a":9007199254740992}"#, "[1,]",
    ])
  func refusesOtherForms(text: String) {
    #expect(throws: CanonicalJSONError.self) {
      try CanonicalValue(canonical: Array(text.utf8))
    }
    #expect(!CanonicalScanner.accepts(Array(text.utf8)))
  }
}

/// Random values in the canonical subset.
enum RandomJSON {
  static func object(depth: Int, using random: inout SplitMix64) -> CanonicalValue {
    var members: [String: CanonicalValue] = [:]
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let key = String(
        (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
          "abcXYZ019_ .~".randomElement(using: &random)
        })
      members[key] = value(depth: depth - 1, using: &random)
    }
    return .object(members)
  }

  static func value(depth: Int, using random: inout SplitMix64) -> CanonicalValue {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2:
      let limit = CanonicalValue.integerLimit - 1
      return .integer(Int.random(in: -limit...limit, using: &random))
    case 3: return .string(string(using: &random))
    case 4:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          value(depth: depth - 1, using: &random)
        })
    default: return object(depth: depth, using: &random)
    }
  }

  static func string(using random: inout SplitMix64) -> String {
    let letters = "abc \"\\/\n\t\u{8}\u{C}\r\u{0}\u{1}\u{1F}\u{7F}é€😀\u{2028}"
    return String(
      (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in
        letters.randomElement(using: &random)
      })
  }
}
