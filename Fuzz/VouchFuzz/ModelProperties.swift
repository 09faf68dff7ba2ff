import CanonicalJSON
import ClinicalLanguage
import ModelClient
import Prompting
import SourceText
import Summaries

/// What must hold for anything that a server of a language model may send.
enum ModelProperties {
  private static let request = ModelRequest(
    system: "s", messages: [.init(.user, "u")], schema: .init(name: "n", json: Array("{}".utf8)),
    schemaInWords: "w")

  /// An answer in any dialect and form, whole and in pieces as the first bytes say: the pieces change
  /// nothing.
  static func checkReply(_ input: [UInt8]) {
    guard input.count > 2 else { return }
    let dialects = ModelProfile.Dialect.allCases
    let types = ["application/json", "text/event-stream", "application/x-ndjson"]
    let dialect = dialects[Int(input[0]) % dialects.count]
    let head = HTTPHead(
      status: 200, headers: [("content-type", types[Int(input[0] >> 4) % types.count])])
    let size = Int(input[1] % 32) + 1
    let body = Array(input.dropFirst(2))
    let whole = read([body], head, dialect)
    let pieces = stride(from: 0, to: body.count, by: size).map {
      Array(body[$0..<min($0 + size, body.count)])
    }
    precondition(read(pieces, head, dialect) == whole, "how a body was cut changes nothing")
    let failure = ServerError(status: 400 + Int(input[1]), body: body).failure(model: "m")
    precondition(!failure.code.isEmpty && !failure.message.isEmpty)
  }

  private static func read(
    _ pieces: [[UInt8]], _ head: HTTPHead, _ dialect: ModelProfile.Dialect
  ) -> Result<ModelReply, ModelFailure> {
    do throws(ModelFailure) {
      var decoder = try ReplyDecoder(head, dialect: dialect, request: request, limit: 1 << 16)
      for piece in pieces { try decoder.take(piece) }
      return .success(try decoder.finish())
    } catch { return .failure(error) }
  }

  /// A reply of a model that writes or judges: what is accepted can be written and read again, and makes a draft.
  static func checkClaims(_ input: [UInt8]) {
    guard let text = String(validating: input, as: UTF8.self) else { return }
    // reason: most inputs are refused
    if let verdicts = try? VerdictsDecoder(count: 3).verdicts(
      of: text, isText: input.count % 2 == 0)
    {
      precondition(verdicts.count == 3, "every statement is judged")
    }
    let decoder = ClaimsDecoder(sentences: 9, withheld: [3])
    _ = ClaimsDecoder.complete(input)
    // reason: most inputs are refused
    guard let claims = try? decoder.claims(of: text, isText: input.count % 2 == 0) else { return }
    precondition((try? decoder.claims(of: claims.json)) == claims, "what was accepted is so again")
    guard
      let draft = try? DraftBuilder.draft(
        of: claims, engine: .external, lexicon: FuzzTarget.lexicon, place: { TextSpan($0, $0 + 1) })
    else { return }
    precondition(draft.claims.count >= claims.count, "no claim is lost")
    for claim in draft.claims {
      precondition(!claim.span.isEmpty && Int(claim.span.end) <= draft.text.count)
    }
  }

  /// A prompt file: what is accepted can be filled with a note.
  static func checkPrompt(_ input: [UInt8]) {
    let (any, diagnostics) = AnyPrompt.read(
      input, path: "fuzz.yaml", lexicon: FuzzTarget.lexicon)
    precondition((any == nil) == diagnostics.contains { $0.severity == .error })
    guard let any, let text = try? SourceText("Cough. {{note}} No fever.") else { return }
    let note = NumberedNote(ClinicalDocument(reading: text, lexicon: FuzzTarget.lexicon))
    let prompt: PromptFile
    switch any {
    case .claims(let file): prompt = file
    case .verdicts(let judge):
      let filled = judge.filled(
        with: note, statements: NumberedStatements(["A {{note}}."]))
      precondition(filled.turns.last?.text.contains(note.text) == true, "the note is in it, whole")
      precondition(!filled.system.contains(note.text), "and not in the system's words")
      return
    }
    let filled = prompt.filled(with: note, words: 9, alerts: [1])
    precondition(filled.turns.last?.text.contains(note.text) == true, "the note is in it, whole")
    precondition(!filled.system.contains(note.text), "and not in the system's words")
    _ = prompt.repairing(filled, reply: "{}", findings: ["a"], words: 9)
  }

  /// JSON of strangers, beside the toolchain's decoder: what is accepted is JSON to both.
  static func checkTree(_ input: [UInt8]) {
    // reason: most inputs are refused
    guard let tree = try? JSONTree(input) else { return }
    guard case .object = tree, let canonical = try? CanonicalValue(canonical: input) else { return }
    precondition(canonical != .null)
  }

  /// An address: what is accepted is read the same from its own form.
  static func checkEndpoint(_ input: [UInt8]) {
    guard let text = String(validating: input, as: UTF8.self), let endpoint = try? Endpoint(text)
    else { return }
    precondition((try? Endpoint(endpoint.address(""))) == endpoint)
  }
}
