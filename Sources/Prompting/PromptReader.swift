import ClinicalLanguage
import SourceText
import StrictYAML
import Summaries

/// Reads the fields of a prompt file, and reports what is wrong with them.
struct PromptReader {
  var fields: MappingReader
  let lexicon: Lexicon

  /// Of a single text, in bytes.
  private static let longestText = 32 << 10

  init(_ fields: MappingReader, lexicon: Lexicon) {
    self.fields = fields
    self.lexicon = lexicon
  }

  mutating func read(digest: String) -> PromptFile? {
    readSchema()
    let id = identifier()
    let version = fields.requiredInteger("version", in: 1...1_000_000)
    let audience = fields.requiredChoice("audience", of: Audience.self)
    let inputs = listedInputs()
    _ = fields.requiredChoice("output", of: PromptFile.Output.self)
    var used: Set<PromptFile.Input> = []
    let system = text("system", may: [.words], must: [], inputs, &used)
    let user = text("user", may: [.note, .words, .alerts], must: [.note], inputs, &used)
    let repair = text("repair", may: [.findings, .words], must: [.findings], inputs, &used)
    reportUnused(inputs, used)
    let examples = examples()
    guard let id, let version, let audience, let system, let user, let repair else { return nil }
    return PromptFile(
      id: id, version: version, audience: audience, system: system, user: user, repair: repair,
      examples: examples, digest: digest)
  }

  mutating func readSchema() {
    if let schema = fields.requiredString("schema"), schema != PromptFile.schema {
      report(
        "schema", .unknownSchema, "this is no prompt that this version reads",
        "write 'schema: \(PromptFile.schema)'")
    }
  }

  /// What the texts may use; nil where the file does not say.
  mutating func listedInputs() -> Set<PromptFile.Input>? {
    let inputs = Set(fields.requiredChoices("inputs", of: PromptFile.Input.self) ?? [])
    return fields.has("inputs") ? inputs : nil
  }

  func reportUnused(_ inputs: Set<PromptFile.Input>?, _ used: Set<PromptFile.Input>) {
    for input in PromptFile.Input.allCases
    where inputs?.contains(input) ?? false && !used.contains(input) {
      fields.problems.report(
        at: fields.place(ofText: input.rawValue, in: "inputs"), .unusedInput,
        "no text of the prompt uses '\(input.rawValue)'",
        hint: "write {{\(input.rawValue)}} where it belongs, or leave it out of 'inputs'")
    }
  }

  private func report(
    _ key: String, _ problem: PromptProblem, _ message: String, _ hint: String? = nil
  ) {
    fields.problems.report(at: fields.place(of: key), problem, message, hint: hint)
  }

  mutating func identifier() -> String? {
    guard let id = fields.requiredString("id") else { return nil }
    let isPlain = id.utf8.allSatisfy { byte in
      byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D
    }
    guard isPlain, id.utf8.count <= 64, let first = id.utf8.first, first &- 0x61 < 26 else {
      report(
        "id", .malformedID, "an id is made of small letters, digits, dots and hyphens",
        "such as 'summarize.clinician'")
      return nil
    }
    return id
  }

  // MARK: Texts

  mutating func text(
    _ key: String, may allowed: Set<PromptFile.Input>, must required: [PromptFile.Input],
    _ inputs: Set<PromptFile.Input>?, _ used: inout Set<PromptFile.Input>
  ) -> PromptText? {
    guard let entry = fields.requiredEntry(key),
      let scalar = fields.scalar(entry.value, named: key)
    else { return nil }
    guard scalar.text.utf8.count <= Self.longestText else {
      report(key, .tooLong, "'\(key)' is longer than \(Self.longestText) bytes")
      return nil
    }
    guard !scalar.text.utf8.allSatisfy({ $0 <= 0x20 }) else {
      fields.problems.report(at: fields.place(of: key), .emptyValue, "'\(key)' must not be blank")
      return nil
    }
    var pieces: [PromptText.Piece] = []
    var counts: [PromptFile.Input: Int] = [:]
    for part in PlaceholderScanner.parts(of: Array(scalar.text.utf8)) {
      switch part {
      case .words(let text): pieces.append(.words(text))
      case .unfinished(let range):
        reportPart(range, scalar, entry, .malformedPlaceholder, "this placeholder has no '}}'", nil)
      case .name(let name, let range):
        guard let input = PromptFile.Input(rawValue: name) else {
          let names = allowed.map(\.rawValue).sorted()
          reportPart(
            range, scalar, entry, .unknownInput, "there is no input '\(name.prefix(40))'",
            NearestName.hint(for: name, among: names) ?? "one of: \(names.joined(separator: ", "))")
          continue
        }
        guard allowed.contains(input) else {
          let reason =
            input == .note || input == .statements
            ? "what is read is the user's word, never the system's" : "not in this text"
          reportPart(
            range, scalar, entry, .unknownInput, "'\(name)' may not stand in '\(key)': \(reason)",
            nil)
          continue
        }
        if let inputs, !inputs.contains(input) {
          reportPart(
            range, scalar, entry, .unknownInput, "'\(name)' is not among the inputs",
            "add it to 'inputs'")
        }
        used.insert(input)
        counts[input, default: 0] += 1
        pieces.append(.input(input))
      }
    }
    for required in required where counts[required] != 1 {
      report(
        key, .requiredPlaceholder, "'\(key)' must hold {{\(required.rawValue)}} exactly once")
    }
    return PromptText(pieces: pieces)
  }

  private func reportPart(
    _ range: Range<Int>, _ scalar: YAMLScalar, _ entry: YAMLEntry, _ problem: PromptProblem,
    _ message: String, _ hint: String?
  ) {
    fields.problems.report(
      at: fields.document.span(of: range, in: scalar, at: entry.value), problem, message,
      hint: hint)
  }

  // MARK: Examples

  private mutating func examples() -> [PromptFile.Example] {
    let lexicon = lexicon
    return fields.mappings("examples") { (example: inout MappingReader) -> PromptFile.Example? in
      let note = example.requiredString("note")
      let places = example.span
      let claims = example.requiredMappings("claims") {
        (claim: inout MappingReader) -> ModelClaim? in
        let text = claim.requiredString("text")
        let section = claim.requiredChoice("section", of: SummarySection.self)
        let cites = claim.requiredStrings("cites")
        guard let text, let section, let cites else { return nil }
        let numbers = cites.compactMap { Int($0) }
        guard numbers.count == cites.count else {
          claim.problems.report(
            at: claim.place(of: "cites"), .notANumber, "'cites' must be numbers of sentences")
          return nil
        }
        return ModelClaim(text: text, section: section, cites: numbers)
      }
      guard let note, let claims, !claims.isEmpty else { return nil }
      guard let source = try? SourceText(note) else {  // YAML itself lets no other text through.
        return nil
      }
      let numbered = NumberedNote(ClinicalDocument(reading: source, lexicon: lexicon))
      do throws(ReplyProblem) {
        _ = try ClaimsDecoder(numbered).claims(of: claims.json)
      } catch {
        example.problems.report(
          at: places, .brokenExample,
          "a reply like this example would be refused: \(error.message)",
          hint: "the note of the example has \(numbered.count) sentences")
        return nil
      }
      return PromptFile.Example(note: numbered, claims: claims)
    } ?? []
  }
}

extension ProblemList {
  fileprivate func report(
    at span: TextSpan, _ problem: PromptProblem, _ message: String, hint: String? = nil
  ) {
    report(at: span, code: problem.rawValue, message, hint: hint)
  }
}

/// Finds `{{name}}` in a text.
enum PlaceholderScanner {
  enum Part {
    case words(String)
    case name(String, Range<Int>)
    case unfinished(Range<Int>)
  }

  static func parts(of text: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var start = 0
    var index = 0
    func words(_ end: Int) {
      if end > start { parts.append(.words(String(decoding: text[start..<end], as: UTF8.self))) }
    }
    while index + 1 < text.count {
      guard text[index] == UInt8(ascii: "{"), text[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      words(index)
      let name = index + 2
      var end = name
      while end < text.count, text[end] &- 0x61 < 26 || text[end] == UInt8(ascii: "_") { end += 1 }
      guard end + 1 < text.count, text[end] == UInt8(ascii: "}"), text[end + 1] == UInt8(ascii: "}")
      else {
        parts.append(.unfinished(index..<min(end + 1, text.count)))
        index = name
        start = index
        continue
      }
      parts.append(.name(String(decoding: text[name..<end], as: UTF8.self), index..<(end + 2)))
      index = end + 2
      start = index
    }
    words(text.count)
    return parts
  }
}
