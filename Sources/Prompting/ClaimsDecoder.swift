import CanonicalJSON
import Summaries

/// Reads a reply into claims, or says why it is none. Nothing is guessed, mended or passed over.
package struct ClaimsDecoder: Sendable {
  /// How many sentences the note has.
  let sentences: Int
  /// Sentences that were not shown.
  let withheld: Set<Int>

  package init(sentences: Int, withheld: Set<Int> = []) {
    self.sentences = sentences
    self.withheld = withheld
  }

  package init(_ note: NumberedNote) {
    self.init(sentences: note.count, withheld: note.withheld)
  }

  /// A summary of the 2000 words that may be asked for has 12,000 bytes, in bytes.
  package static let longestReply = 128 << 10
  package static let mostClaims = 200
  /// No statement that a clinician would read in one breath is longer, in bytes.
  static let longestClaim = 1000
  static let mostCitations = 40
  /// The object, the list, a claim, its citations.
  static let depth = 4

  /// - Parameter isText: whether the server was asked for text alone, where marks of code around the
  ///   reply and a model's thoughts before it are usual.
  package func claims(
    of reply: String, isText: Bool = false
  ) throws(ReplyProblem) -> [ModelClaim] {
    var bytes = Array(reply.utf8)
    guard bytes.count <= Self.longestReply else { throw .tooLarge }
    if isText { bytes = Self.bare(bytes) }
    let tree: JSONTree
    do throws(JSONTreeError) {
      tree = try JSONTree(
        bytes, limits: JSONTree.Limits(size: Self.longestReply, depth: Self.depth, count: 20_000))
    } catch {
      switch error {
      case .tooDeep: throw .tooDeep
      case .repeatedName: throw .repeatedField
      case .tooLarge, .tooMany: throw .tooLarge
      case .invalid: throw .notJSON
      }
    }
    guard let members = tree.members else { throw .wrongShape(claim: nil) }
    guard members.allSatisfy({ $0.name == "claims" }) else { throw .unknownField(claim: nil) }
    guard let list = tree["claims"]?.array else { throw .wrongShape(claim: nil) }
    guard !list.isEmpty else { throw .noClaims }
    guard list.count <= Self.mostClaims else { throw .tooManyClaims(Self.mostClaims) }
    var claims: [ModelClaim] = []
    var seen: Set<String> = []
    for (index, value) in list.enumerated() {
      let claim = try claim(value, number: index + 1)
      guard seen.insert(claim.text.lowercased()).inserted else { throw .repeatedClaim(index + 1) }
      claims.append(claim)
    }
    return claims
  }

  private func claim(_ value: JSONTree, number: Int) throws(ReplyProblem) -> ModelClaim {
    guard let members = value.members else { throw .wrongShape(claim: number) }
    let names: Set<String> = ["text", "section", "cites"]
    guard members.allSatisfy({ names.contains($0.name) }) else {
      throw .unknownField(claim: number)
    }
    guard let text = value["text"]?.string, let section = value["section"]?.string,
      let cites = value["cites"]?.array
    else { throw .wrongShape(claim: number) }
    guard let known = SummarySection(rawValue: section), known != .unsectioned else {
      throw .unknownSection(number)
    }
    return ModelClaim(
      text: try statement(text, number), section: known, cites: try citations(cites, number))
  }

  private func statement(_ text: String, _ number: Int) throws(ReplyProblem) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.longestClaim else { throw .longClaim(number) }
    guard text.unicodeScalars.allSatisfy(Self.isPrintable) else { throw .unprintableClaim(number) }
    let line = String(decoding: WhiteSpace.collapsed(bytes[...]), as: UTF8.self)
    // Marks alone state nothing.
    guard line.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
      throw .emptyClaim(number)
    }
    return line
  }

  /// White space of a line and whatever has a shape. Not: other controls, and characters that change the
  /// order of others or have no shape at all (Unicode category Cf).
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar == "\n" || scalar == "\t" || scalar == "\r"
    case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  private func citations(_ values: [JSONTree], _ number: Int) throws(ReplyProblem) -> [Int] {
    guard !values.isEmpty else { throw .noCitation(number) }
    guard values.count <= Self.mostCitations else { throw .tooManyCitations(number) }
    var cites: [Int] = []
    for value in values {
      guard case .number = value, let sentence = value.integer else {
        throw .wrongShape(claim: number)
      }
      guard (1...max(1, sentences)).contains(sentence), sentences > 0 else {
        throw .citationOutOfRange(claim: number, sentences: sentences)
      }
      guard !withheld.contains(sentence) else { throw .citationWithheld(claim: number) }
      guard !cites.contains(sentence) else { throw .repeatedCitation(number) }
      cites.append(sentence)
    }
    return cites.sorted()
  }
}

// MARK: - Replies that are not bare

extension ClaimsDecoder {
  /// Without white space, thoughts before and one pair of code marks around it.
  static func bare(_ reply: [UInt8]) -> [UInt8] {
    var rest = trimmed(reply[...])
    let opening = Array("<think>".utf8)
    let closing = Array("</think>".utf8)
    if rest.starts(with: opening),
      let end = rest.indices.first(where: { rest[$0...].starts(with: closing) })
    {
      rest = trimmed(rest[(end + closing.count)...])
    }
    let fence = Array("```".utf8)
    guard rest.starts(with: fence), rest.count > 6, rest.suffix(3).elementsEqual(fence),
      let line = rest.firstIndex(of: 0x0A)
    else { return Array(rest) }
    // What follows the marks on their line is the name of a language.
    guard rest[(rest.startIndex + 3)..<line].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x0D })
    else { return Array(rest) }
    return Array(trimmed(rest[(line + 1)..<(rest.endIndex - 3)]))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    func isSpace(_ byte: UInt8?) -> Bool { byte.map { $0 == 0x20 || $0 &- 9 < 5 } ?? false }
    while isSpace(bytes.first) { bytes = bytes.dropFirst() }
    while isSpace(bytes.last) { bytes = bytes.dropLast() }
    return bytes
  }

  /// The claims that a reply holds whole so far, as a reply of its own; nil where there is none yet.
  ///
  /// For a reply that is still coming: everything behind the last claim that has ended is cut off.
  package static func complete(_ begun: [UInt8]) -> String? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var end: Int?
    guard let start = begun.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    for index in start..<begun.count {
      let byte = begun[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 2, byte == UInt8(ascii: "}") { end = index }
        if depth == 0 { return String(decoding: begun[start...index], as: UTF8.self) }
      default: break
      }
    }
    return end.map { String(decoding: begun[start...$0], as: UTF8.self) + "]}" }
  }
}
