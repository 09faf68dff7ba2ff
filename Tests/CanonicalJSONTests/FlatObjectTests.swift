import CanonicalJSON
import TestSupport
import Testing

/// What `FlatObject` reads, `JSONInput` reads alike; what it does not, it leaves to it.
@Suite("Flat objects")
struct FlatObjectTests {
  struct Line: Decodable, Equatable {
    var id: String?
    var note: String?
    var words: Int?
  }

  /// Nil where the line is left to `JSONInput`.
  static func flat(_ bytes: [UInt8]) -> Line? {
    guard let object = FlatObject(bytes, names: ["id", "note", "words"]) else { return nil }
    var line = Line()
    switch object.text("id") {
    case .found(let text): line.id = text
    case .absent: break
    case .unclear: return nil
    }
    switch object.text("note") {
    case .found(let text): line.note = text
    case .absent: break
    case .unclear: return nil
    }
    switch object.integer("words") {
    case .found(let number): line.words = number
    case .absent: break
    case .unclear: return nil
    }
    return line
  }

  @Test(
    "reads plain lines as JSONInput does",
    arguments: [
      #"{"id":"a","note":"Cough.","words":120}"#, #" { "id" : "a" , "words" : 0 } "#,
      #"{"note":"\n\t\r\b\f\"\\\/é","id":"é😀"}"#, #"{"note":"\u00e9\u2019\u0041","other":7}"#,
      #"{"id":"","other":"x","note":""}"#, "{\"id\":\"a\"}\r",
    ])
  func plain(text: String) throws {
    let flat = try #require(Self.flat(Array(text.utf8)))
    #expect(flat == (try JSONInput().decode(Line.self, from: Array(text.utf8))))
  }

  @Test(
    "leaves every other line alone",
    arguments: [
      "", "{", "{}", "[]", #"{"id":"a"}x"#, #"{"id":"a",}"#, #"{"id":"a"#, #"{"id":"\x"}"#,
      #"{"id":"\ud83d\ude00"}"#, #"{"id":"\ud800"}"#, #"{"id":"a","id":"b"}"#, #"{"id":7}"#,
      #"{"words":"7"}"#, #"{"words":1.0}"#, #"{"words":01}"#, #"{"words":-1}"#, #"{"words":1e3}"#,
      #"{"words":12345678901}"#, #"{"id":null}"#, #"{"id":"a","x":[1]}"#, #"{"id":"a","x":"\q"}"#,
      #"{"i\u0064":"a"}"#, "{\"id\":\"a\u{1}\"}", "{\"id\":\"a\nb\"}", #"{"id":"a" "note":"b"}"#,
      #"{"é":"a"}"#, #"{"id":"\u00"}"#, #"{"id":"a\"#, "\u{FEFF}{\"id\":\"a\"}", #"{id:"a"}"#,
    ])
  func others(text: String) { #expect(Self.flat(Array(text.utf8)) == nil) }

  @Test("bytes that are not UTF-8 are left alone")
  func encoding() {
    let start = Array(#"{"id":"a"#.utf8)
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
      #expect(Self.flat(start + bytes + Array(#""}"#.utf8)) == nil)
    }
  }

  @Test("a damaged line is read as JSONInput reads it, or left alone")
  func damaged() {
    let sound = Array(#"{"id":"a\u00e9\n","note":"No fever. é","words":120,"x":"y","z":3}"#.utf8)
    var read = 0
    for seed in UInt64(1)...4_000 {
      var dice = SplitMix64(seed: seed)
      var bytes = sound
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.remove(at: place)
        default: bytes.insert(sound.randomElement(using: &dice) ?? 0, at: place)
        }
      }
      guard let flat = Self.flat(bytes) else { continue }
      read += 1
      let other = try? JSONInput().decode(Line.self, from: bytes)
      #expect(flat == other, "seed \(seed)")
    }
    #expect(read > 100)
  }
}
