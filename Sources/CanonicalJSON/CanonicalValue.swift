import FoundationEssentials

/// A JSON value with exactly one way to write it.
///
/// The form is RFC 8785 without its hard parts: numbers are integers of magnitude below 2^53, and
/// keys are ASCII without escapes, so that their order as bytes is their order as UTF-16. What is canonical can be
/// hashed, and everybody who parses it sees the same value.
package enum CanonicalValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([CanonicalValue])
  case object([String: CanonicalValue])

  /// The magnitude that integers stay below (I-JSON, RFC 7493, section 2.2).
  package static let integerLimit = 1 << 53

  /// Reads bytes that must be the canonical form of a value.
  package init(canonical bytes: [UInt8]) throws(CanonicalJSONError) {
    do throws(JSONInputError) {
      self = try JSONInput().decode(CanonicalValue.self, from: bytes)
    } catch {
      throw .notJSON
    }
    guard try canonicalBytes() == bytes else { throw .notCanonical }
  }

  /// The canonical form.
  package func canonicalBytes() throws(CanonicalJSONError) -> [UInt8] {
    var writer = JSONWriter()
    try write(to: &writer)
    return writer.bytes
  }

  /// The member of an object, else nil.
  package subscript(key: String) -> CanonicalValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  private func write(to writer: inout JSONWriter) throws(CanonicalJSONError) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value):
      guard value.magnitude < Self.integerLimit else { throw .integerTooLarge }
      writer.integer(value)
    case .string(let value): writer.string(value)
    case .array(let elements):
      writer.beginArray()
      for element in elements { try element.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      let ordered = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (key, value) in ordered {
        guard key.utf8.allSatisfy(JSONText.isPlainKeyByte) else { throw .keyNotPlain }
        writer.key(dynamic: key)
        try value.write(to: &writer)
      }
      writer.endObject()
    }
  }
}

extension CanonicalValue: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      // Each `try?` here asks which kind of value this is; the last attempt reports the failure.
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([CanonicalValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: CanonicalValue].self))
    }
  }
}

/// Why there is no canonical form.
package enum CanonicalJSONError: Error, Hashable {
  case notJSON
  /// JSON, but written in another way: order, white space, escapes, a repeated key, a fraction.
  case notCanonical
  case integerTooLarge
  /// A key with other than ASCII, or one that needs escapes.
  case keyNotPlain

  /// A stable name for logs and JSON.
  package var code: String {
    switch self {
    case .notJSON: "not-json"
    case .notCanonical: "not-canonical-json"
    case .integerTooLarge: "integer-too-large"
    case .keyNotPlain: "key-not-plain"
    }
  }
}
