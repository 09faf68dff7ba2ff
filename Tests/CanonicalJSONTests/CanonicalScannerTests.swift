import CanonicalJSON
import Testing
import TestSupport

@Suite("Canonical scanner")
struct CanonicalScannerTests {
  @Test("says where the top-level members stand")
  func members() throws {
    let text = Array(#"{"a":{"b":[1,2]},"c":"x\"y","d":-1}"#.utf8)
    var scanner = CanonicalScanner()
    let isCanonical = scanner.scanObject(text.span)
    #expect(isCanonical)
    let found = scanner.members.map { member in
      [member.key, member.value].map { String(decoding: text[$0], as: UTF8.self) }
    }
    #expect(found == [["a", #"{"b":[1,2]}"#], ["c", #""x\"y""#], ["d", "-1"]])
  }

  @Test("judges changed bytes as reading and writing again does", arguments: 0..<150)
  func agreesWithParser(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed) &+ 1000)
    var bytes = try RandomJSON.object(depth: 3, using: &random).canonicalBytes()
    let alphabet =
      Array("{}[]\",:\\u0019-+.eE truefalsnb \n\t".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let index = Int.random(in: bytes.indices, using: &random)
      let byte = alphabet[Int.random(in: alphabet.indices, using: &random)]
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[index] = byte
      case 1: bytes.insert(byte, at: index)
      default:
        if bytes.count > 1 { bytes.remove(at: index) }
      }
    }
    let isObject: Bool
    if let value = try? CanonicalValue(canonical: bytes), case .object = value {
      isObject = true
    } else {
      isObject = false
    }
    #expect(CanonicalScanner.accepts(bytes) == isObject, "seed \(seed)")
  }

  @Test("refuses every beginning of a record, and anything after it")
  func prefixes() {
    let text = Array(#"{"a":[true,false,null,{"k":"\u001f\n"}],"b":12}"#.utf8)
    #expect(CanonicalScanner.accepts(text))
    for count in 0..<text.count { #expect(!CanonicalScanner.accepts(Array(text.prefix(count)))) }
    #expect(!CanonicalScanner.accepts(text + [0x20]))
  }

  @Test("refuses nesting beyond its depth without using up the stack")
  func depth() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(#"{"a":"#.utf8) + [UInt8](repeating: 0x5B, count: depth - 1)
        + [UInt8](repeating: 0x5D, count: depth - 1) + Array("}".utf8)
    }
    #expect(CanonicalScanner.accepts(nested(CanonicalScanner.maximumDepth)))
    #expect(!CanonicalScanner.accepts(nested(CanonicalScanner.maximumDepth + 1)))
    #expect(!CanonicalScanner.accepts([UInt8](repeating: 0x5B, count: 1_000_000)))
  }

  @Test("refuses ill-formed UTF-8 in a string")
  func encoding() {
    #expect(CanonicalScanner.accepts(Array("{\"a\":\"é\"}".utf8)))
    #expect(!CanonicalScanner.accepts((Array("{\"a\":\"".utf8) + [0xC3] + Array("\"}".utf8))))
  }
}
