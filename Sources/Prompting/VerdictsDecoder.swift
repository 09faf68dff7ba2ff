import CanonicalJSON

/// The form of a judge's reply: `{"verdicts":[{"statement":1,"supported":true}]}`.
package enum VerdictsSchema {
  package static let name = "verdicts"

  /// The schema as JSON, in the words that every server with a strict form takes.
  package static let json: [UInt8] = Array(
    (#"{"type":"object","additionalProperties":false,"required":["verdicts"],"properties":"#
      + #"{"verdicts":{"type":"array","items":{"type":"object","additionalProperties":false,"#
      + #""required":["statement","supported"],"properties":{"statement":{"type":"integer","#
      + #""description":"Its number."},"supported":{"type":"boolean","description":"#
      + #""Whether the note says the same."}}}}}}"#).utf8)

  /// The same in words, for servers that know no schema.
  package static let inWords =
    "Answer with one JSON object and nothing else, neither words nor marks around it: "
    + #"{"verdicts": [{"statement": 1, "supported": true}]}, with every statement once."#

  /// What a model may need for so many verdicts, in tokens: each has about thirty bytes of JSON.
  package static func tokens(for count: Int) -> Int { 64 + 16 * count }

  /// The reply with these verdicts, in the order of the statements.
  static func reply(_ verdicts: [Bool]) -> String {
    let items = verdicts.enumerated().map { index, isSupported in
      #"{"statement":\#(index + 1),"supported":\#(isSupported)}"#
    }
    return #"{"verdicts":[\#(items.joined(separator: ","))]}"#
  }
}

/// Why a reply is no list of verdicts. Quotes nothing of it; the raw values are for records.
package enum VerdictsProblem: String, Error, Sendable, Hashable, CaseIterable {
  case tooLong = "reply-too-long"
  case notJSON = "reply-not-json"
  case tooDeep = "reply-too-deep"
  case repeatedField = "reply-repeated-field"
  case wrongShape = "reply-wrong-shape"
  case unknownField = "reply-unknown-field"
  case unknownStatement = "reply-unknown-statement"
  case repeatedStatement = "reply-repeated-statement"
  /// A statement was not judged.
  case missingStatement = "reply-missing-statement"
}

/// Reads a judge's reply, or says why it is none. Every statement must be judged, each once.
package struct VerdictsDecoder: Sendable {
  /// How many statements were asked about.
  private let count: Int

  package init(count: Int) { self.count = count }

  /// Verdicts on as many statements as a summary can have fit in it, in bytes.
  private static let longestReply = 64 << 10

  /// Whether each statement is supported, in order.
  ///
  /// - Parameter isText: as for `ClaimsDecoder`.
  package func verdicts(
    of reply: String, isText: Bool = false
  ) throws(VerdictsProblem) -> [Bool] {
    var bytes = Array(reply.utf8)
    guard bytes.count <= Self.longestReply else { throw .tooLong }
    if isText { bytes = ClaimsDecoder.bare(bytes) }
    let tree: JSONTree
    do throws(JSONTreeError) {
      tree = try JSONTree(
        bytes, limits: JSONTree.Limits(size: Self.longestReply, depth: 3, count: 20_000))
    } catch {
      switch error {
      case .tooDeep: throw .tooDeep
      case .repeatedName: throw .repeatedField
      case .tooLarge, .tooMany: throw .tooLong
      case .invalid: throw .notJSON
      }
    }
    guard let members = tree.members else { throw .wrongShape }
    guard members.allSatisfy({ $0.name == "verdicts" }) else { throw .unknownField }
    guard let list = tree["verdicts"]?.array else { throw .wrongShape }
    var verdicts = [Bool?](repeating: nil, count: count)
    for item in list {
      guard let members = item.members else { throw .wrongShape }
      guard members.allSatisfy({ $0.name == "statement" || $0.name == "supported" }) else {
        throw .unknownField
      }
      guard case .number? = item["statement"], let number = item["statement"]?.integer,
        let isSupported = item["supported"]?.bool
      else { throw .wrongShape }
      guard (1...max(1, count)).contains(number), count > 0 else { throw .unknownStatement }
      guard verdicts[number - 1] == nil else { throw .repeatedStatement }
      verdicts[number - 1] = isSupported
    }
    let given = verdicts.compactMap(\.self)
    guard given.count == count else { throw .missingStatement }
    return given
  }
}
