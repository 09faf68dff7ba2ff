import CanonicalJSON
import SourceText
import Summaries
import Workflow

/// A line of JSON Lines input, understood; or why it was not.
///
/// Fields: `{"id","note"|"text","audience"?,"words"?,"metadata"?}`, for `check` also `"summary"`, for `extract`
/// `"concepts"?`, for `reidentify` `"map"`. Unknown fields are ignored, and those of another command count as unknown.
struct InputLine: Sendable {
  enum Task: Sendable { case summarize, check, extract, deidentify, reidentify }

  let input: NoteInput
  /// Phrases to find as facts of kind `concept`.
  let concepts: [String]
  /// The map that `reidentify` goes by.
  let map: String?

  /// What a run has settled for lines that do not say.
  struct Defaults: Sendable {
    var audience: Audience = .clinician
    var words: Int = SummaryRequest.defaultWords
    var subject: String?
  }

  init(_ bytes: [UInt8], task: Task, defaults: Defaults, decoder: JSONInput) throws(LineError) {
    switch task {
    case .summarize:
      let fields = try Self.read(SummarizeFields(plain: bytes), bytes, decoder)
      input = try fields.request.input(summary: nil, defaults)
      concepts = []
      map = nil
    case .check:
      let fields = try Self.read(CheckFields(plain: bytes), bytes, decoder)
      let summary = try LineError.wrap(id: fields.request.id, field: "summary") {
        () throws(SourceTextError) in try SourceText(fields.summary)
      }
      input = try fields.request.input(summary: summary, defaults)
      concepts = []
      map = nil
    case .extract:
      let fields = try Self.decode(ExtractFields.self, bytes, decoder)
      input = try NoteFields(id: fields.id, note: fields.note, text: fields.text)
        .request().input(summary: nil, defaults)
      concepts = fields.concepts ?? []
      map = nil
    case .deidentify:
      input = try Self.decode(NoteFields.self, bytes, decoder).request()
        .input(summary: nil, defaults)
      concepts = []
      map = nil
    case .reidentify:
      let fields = try Self.decode(ReidentifyFields.self, bytes, decoder)
      input = try NoteFields(id: fields.id, note: nil, text: fields.text)
        .request().input(summary: nil, defaults)
      concepts = []
      map = fields.map
    }
  }

  /// The fields of a line of the plain form, or else of any other.
  private static func read<Fields: Decodable>(
    _ plain: Fields?, _ bytes: [UInt8], _ decoder: JSONInput
  ) throws(LineError) -> Fields {
    if let plain { return plain }
    return try decode(Fields.self, bytes, decoder)
  }

  private static func decode<Fields: Decodable>(
    _ type: Fields.Type, _ bytes: [UInt8], _ decoder: JSONInput
  ) throws(LineError) -> Fields {
    do { return try decoder.decode(type, from: bytes) } catch {
      // The id is worth a second look: with it the caller finds the line again.
      let id = try? decoder.decode(IDField.self, from: bytes).id
      throw LineError(id: id, code: error.code, message: error.message)
    }
  }
}

/// Why a line could not be processed; quotes nothing of the note.
struct LineError: Error, Equatable, Sendable {
  let id: String?
  let code: String
  let message: String

  static let tooLong = LineError(
    id: nil, code: "line-too-long",
    message: "the line is longer than \(LineReader.standardLimit) bytes; split the note")

  static func wrap<Value>(
    id: String?, field: String, _ body: () throws(SourceTextError) -> Value
  ) throws(LineError) -> Value {
    do { return try body() } catch {
      throw LineError(id: id, code: error.code, message: "\(field): \(error.message)")
    }
  }

  /// The line that stands in the place of a result.
  func json(line: Int) -> [UInt8] {
    var json = JSONWriter(reservingCapacity: 256)
    json.beginObject()
    json.key("id")
    if let id { json.string(id) } else { json.null() }
    json.key("error")
    json.beginObject()
    json.member("code", code)
    json.member("message", message)
    json.member("line", line)
    json.endObject()
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
