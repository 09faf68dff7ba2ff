import FoundationEssentials

/// Reads JSON that strangers wrote into `Decodable` types, through FoundationEssentials.
///
/// Its errors name the field and never quote what stood in it.
package struct JSONInput: Sendable {
  private let decoder = JSONDecoder()

  package init() {}

  package func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws(JSONInputError) -> Value {
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw JSONInputError(error)
    } catch {
      throw .invalidJSON
    }
  }
}

/// Why JSON input was refused.
///
/// `field` is the top-level field, which the schema names; deeper keys could be a caller's content.
package enum JSONInputError: Error, Hashable {
  /// No JSON, or a number that fits no integer, which FoundationEssentials reports without its field.
  case invalidJSON
  /// The whole value is of another type than expected, for example an array for an object.
  case unexpectedValue
  case missingField(field: String)
  case wrongType(field: String, expected: ExpectedType)

  package enum ExpectedType: String, Sendable, Hashable {
    case string = "a string"
    case integer = "an integer"
    case boolean = "true or false"
    case array = "an array"
    case object = "an object"
    case other = "another type of value"
  }

  /// A stable name for logs and JSON.
  package var code: String {
    switch self {
    case .invalidJSON: "invalid-json"
    case .unexpectedValue: "unexpected-json"
    case .missingField: "missing-field"
    case .wrongType: "wrong-type"
    }
  }

  /// What is wrong and how to mend it, without quoting the input.
  package var message: String {
    switch self {
    case .invalidJSON:
      "this is not valid JSON: each line must hold one whole JSON object in UTF-8, with surrogate "
        + "escapes only in pairs, and integers without a fraction"
    case .unexpectedValue: "a JSON object is expected here, not another type of value"
    case .missingField(let field): "the field '\(field)' is missing"
    case .wrongType(let field, let expected): "the field '\(field)' must be \(expected.rawValue)"
    }
  }
}

extension JSONInputError {
  fileprivate init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .missingField(field: context.codingPath.first?.stringValue ?? key.stringValue)
    case .valueNotFound(let type, let context), .typeMismatch(let type, let context):
      guard let field = context.codingPath.first?.stringValue else {
        self = .unexpectedValue
        return
      }
      // Inside an array or object the elements differ, so what is expected there is left open.
      let expected = context.codingPath.count == 1 ? ExpectedType(type) : .other
      self = .wrongType(field: field, expected: expected)
    case .dataCorrupted(let context):
      // A path means that the JSON itself could be read, but the value does not fit the field.
      guard let field = context.codingPath.first?.stringValue else {
        self = .invalidJSON
        return
      }
      self = .wrongType(field: field, expected: .other)
    @unknown default:
      self = .invalidJSON
    }
  }
}

extension JSONInputError.ExpectedType {
  fileprivate init(_ type: any Any.Type) {
    switch type {
    case is String.Type: self = .string
    case is Bool.Type: self = .boolean
    case is any FixedWidthInteger.Type: self = .integer
    case is any RangeReplaceableCollection.Type: self = .array
    default: self = .other
    }
  }
}
