import AuditTrail
import CanonicalJSON
import SourceText
import Summaries
import Workflow

/// The id alone, for error lines.
struct IDField: Decodable {
  let id: String
}

/// The fields of a `summarize` line.
struct SummarizeFields: Decodable {
  let request: NoteRequest

  private enum Key: String, CodingKey { case audience, words }

  init(request: NoteRequest) { self.request = request }

  init(from decoder: any Decoder) throws {
    var request = try NoteFields(from: decoder).request()
    let fields = try decoder.container(keyedBy: Key.self)
    request.audience = try fields.decodeIfPresent(String.self, forKey: .audience)
    request.words = try fields.decodeIfPresent(Int.self, forKey: .words)
    self.request = request
  }
}

/// The fields of a `check` line.
struct CheckFields: Decodable {
  let request: NoteRequest
  let summary: String

  private enum Key: String, CodingKey { case audience, summary }

  init(request: NoteRequest, summary: String) {
    self.request = request
    self.summary = summary
  }

  init(from decoder: any Decoder) throws {
    var request = try NoteFields(from: decoder).request()
    let fields = try decoder.container(keyedBy: Key.self)
    request.audience = try fields.decodeIfPresent(String.self, forKey: .audience)
    self.request = request
    summary = try fields.decode(String.self, forKey: .summary)
  }
}

/// The fields of an `extract` line.
struct ExtractFields: Decodable {
  let id: String
  let note: String?
  let text: String?
  let concepts: [String]?
}

/// The fields of a `reidentify` line.
struct ReidentifyFields: Decodable {
  let id: String
  let text: String
  let map: String
}

/// A note under either of its names.
struct NoteFields: Decodable {
  let id: String
  let note: String?
  let text: String?
  var metadata: Metadata?

  /// What a caller notes for itself. Only whom the note is about is of use here, and anything else than
  /// a text is nobody.
  struct Metadata: Decodable {
    let subject: String?

    private enum Key: String, CodingKey { case subject }

    init(from decoder: any Decoder) {
      // reason: metadata may hold whatever the caller likes
      let fields = try? decoder.container(keyedBy: Key.self)
      subject = fields.flatMap { try? $0.decode(String.self, forKey: .subject) }
    }
  }

  /// The note; where neither name is there, the first is what is missing.
  func request() -> NoteRequest {
    var request = NoteRequest(
      id: id, note: note ?? text, isNamedTwice: note != nil && text != nil)
    request.subject = metadata?.subject
    return request
  }
}

/// What a line asks for, before its limits are checked.
struct NoteRequest {
  let id: String
  let note: String?
  let isNamedTwice: Bool
  var audience: String?
  var words: Int?
  var subject: String?

  init(id: String, note: String?, isNamedTwice: Bool) {
    self.id = id
    self.note = note
    self.isNamedTwice = isNamedTwice
  }

  func input(summary: SourceText?, _ defaults: InputLine.Defaults) throws(LineError) -> NoteInput {
    guard let note else {
      throw failure("missing-field", "the field 'note' (or 'text') is missing")
    }
    guard !isNamedTwice else {
      throw failure("two-notes", "both 'note' and 'text' are given; keep the one that is meant")
    }
    let text = try LineError.wrap(id: id, field: "note") { () throws(SourceTextError) in
      try SourceText(note)
    }
    if text.isBlank {
      throw failure("empty-note", WorkflowError.emptyNote.message)
    }
    if let words, !OptionLimits.words.contains(words) {
      let range = OptionLimits.words
      throw failure(
        "words-out-of-range",
        "the field 'words' must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return NoteInput(
      id: id, note: text, summary: summary, audience: try checkedAudience() ?? defaults.audience,
      words: words ?? defaults.words, subject: (subject ?? defaults.subject).map { .named($0) })
  }

  private func checkedAudience() throws(LineError) -> Audience? {
    guard let audience else { return nil }
    if let known = Audience(rawValue: audience) { return known }
    let names = Audience.allCases.map(\.rawValue).joined(separator: " or ")
    throw failure("unknown-audience", "the field 'audience' must be \(names)")
  }

  private func failure(_ code: String, _ message: String) -> LineError {
    LineError(id: id, code: code, message: message)
  }
}
