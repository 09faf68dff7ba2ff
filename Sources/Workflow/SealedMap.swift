import CanonicalJSON
package import Cryptography
import Deidentification
import FoundationEssentials
import SourceText

/// The secret of a run of `deidentify` or `reidentify`, and what derives from it.
///
/// Surrogates are seeded by `HMAC-SHA-256(secret, "vouch/surrogates/1\n" || note)`; each map has a key
/// of its own, so that no nonce can come twice under one key.
package struct DeidentificationKey: Sendable {
  private let secret: HMACSHA256

  package init(secret: Digest) { self.secret = HMACSHA256(key: secret) }

  /// Nil unless there are 32 bytes.
  package init?(random: [UInt8]) {
    guard let secret = Digest(random) else { return nil }
    self.init(secret: secret)
  }

  func seed(for text: SourceText) -> SurrogateSeed {
    SurrogateSeed(secret.code(for: Array("vouch/surrogates/1\n".utf8) + text.bytes).bytes)
  }

  func cipher(forMap id: String) -> AuthenticatedCipher {
    AuthenticatedCipher(key: secret.code(for: "vouch/map-key/1\n\(id)"))
  }
}

/// An encrypted map; a map file holds one on each line.
///
/// ```json
/// {"id":"5c0e…","schema":"vouch/map/1","sealed":"base64"}
/// ```
package struct SealedMap: Sendable, Hashable {
  /// 32 random hexadecimal digits.
  package let id: String
  let sealed: [UInt8]

  /// - Parameter random: 28 random bytes, never used before.
  init(
    _ map: SurrogateMap, key: DeidentificationKey, random: [UInt8]
  ) throws(CryptographyError) {
    id = Self.hex(random.prefix(Self.idByteCount))
    sealed = try key.cipher(forMap: id).seal(
      map.encoded, nonce: Array(random.dropFirst(Self.idByteCount)),
      associatedData: Self.associatedData(id))
  }

  package static let randomByteCount = idByteCount + AuthenticatedCipher.nonceByteCount
  private static let idByteCount = 16

  func open(with key: DeidentificationKey) throws(CryptographyError) -> SurrogateMap {
    let bytes = try key.cipher(forMap: id).open(
      sealed, associatedData: Self.associatedData(id))
    guard let map = SurrogateMap(decoding: bytes) else { throw .notAuthentic }
    return map
  }

  private static func associatedData(_ id: String) -> [UInt8] { Array("vouch/map/1\n\(id)\n".utf8) }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension SealedMap {
  private static let schema = "vouch/map/1"

  /// The line of a map file.
  package var line: [UInt8] {
    var json = JSONWriter(reservingCapacity: sealed.count * 4 / 3 + 128)
    json.beginObject()
    json.member("id", id)
    json.member("schema", Self.schema)
    json.member("sealed", Data(sealed).base64EncodedString())
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private struct Fields: Decodable {
    let id: String
    let schema: String
    let sealed: String
  }

  /// The maps of a file by their ids; nil where a line of it is none.
  package static func maps(in file: [UInt8]) -> [String: SealedMap]? {
    let decoder = JSONInput()
    var maps: [String: SealedMap] = [:]
    for line in file.split(separator: 0x0A) {
      guard let fields = try? decoder.decode(Fields.self, from: Array(line)),
        fields.schema == schema, let sealed = Data(base64Encoded: fields.sealed)
      else { return nil }
      maps[fields.id] = SealedMap(id: fields.id, sealed: [UInt8](sealed))
    }
    return maps
  }

  private init(id: String, sealed: [UInt8]) {
    self.id = id
    self.sealed = sealed
  }
}
