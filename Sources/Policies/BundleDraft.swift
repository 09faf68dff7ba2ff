import SourceText
import StrictYAML

/// What the files of a folder have said so far, with the places that checks across files name.
///
/// Names are kept even where the rest of their rule is refused, so that one mistake does not bring
/// forth others.
struct BundleDraft: Sendable {
  /// A name at a place of a file.
  struct Mention: Sendable {
    let name: String
    let span: TextSpan
    let problems: ProblemList

    var place: PolicyPlace { problems.policyPlace(of: span) }
  }

  /// Every `bundle` that was found, read or not.
  var bundlePlaces: [Mention] = []
  var header: BundleHeader?
  var rules: [Rule] = []
  /// Items of `rules`, read or refused.
  var ruleCount = 0
  /// Items of `disclaimers`, read or refused.
  var disclaimerCount = 0
  var disclaimers: [Disclaimer] = []
  /// Where rules and disclaimers are named, and where disclaimers are referred to.
  var ruleIDs: [Mention] = []
  var disclaimerIDs: [Mention] = []
  var disclaimerReferences: [Mention] = []
  /// Where rules refer to other rules, with the id of the rule that does.
  var ruleReferences: [(from: String, to: Mention)] = []

  /// Takes in what the files behind these have said.
  mutating func join(_ later: BundleDraft) {
    bundlePlaces += later.bundlePlaces
    if header == nil { header = later.header }
    rules += later.rules
    ruleCount += later.ruleCount
    disclaimerCount += later.disclaimerCount
    disclaimers += later.disclaimers
    ruleIDs += later.ruleIDs
    disclaimerIDs += later.disclaimerIDs
    disclaimerReferences += later.disclaimerReferences
    ruleReferences += later.ruleReferences
  }
}

/// The forms that ids share.
enum PolicyID {
  /// Reads an id: lower-case letters, digits, dots and hyphens, a letter or digit at both ends.
  static func read(_ fields: inout MappingReader) -> String? {
    guard let id = fields.requiredString("id") else { return nil }
    if isWellFormed(id) { return id }
    fields.problems.report(
      at: fields.place(of: "id"), .malformedID, "\(id.quoted) is no id",
      hint: "lower-case letters, digits, '.' and '-', such as redflag.potassium-high; "
        + "at most \(PolicyLimits.idByteCount)")
    return nil
  }

  static func isWellFormed(_ id: String) -> Bool {
    let bytes = Array(id.utf8)
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
    guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first),
      isAlphanumeric(last), bytes.count <= PolicyLimits.idByteCount
    else { return false }
    return bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2E || $0 == 0x2D }
  }
}
