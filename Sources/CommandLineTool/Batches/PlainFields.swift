import CanonicalJSON

// The same fields as the decoders in `InputFields` read, for lines of the plain form that nearly all
// have. Nil leaves a line to them, also where something about it is wrong.

extension SummarizeFields {
  private static let names: [StaticString] = ["id", "note", "text", "audience", "words"]

  init?(plain bytes: [UInt8]) {
    guard let object = FlatObject(bytes, names: Self.names),
      var request = NoteRequest(object)
    else { return nil }
    switch object.integer("words") {
    case .found(let words): request.words = words
    case .absent: break
    case .unclear: return nil
    }
    self.init(request: request)
  }
}

extension CheckFields {
  private static let names: [StaticString] = ["id", "note", "text", "audience", "summary"]

  init?(plain bytes: [UInt8]) {
    guard let object = FlatObject(bytes, names: Self.names), let request = NoteRequest(object),
      case .found(let summary) = object.text("summary")
    else { return nil }
    self.init(request: request, summary: summary)
  }
}

extension NoteRequest {
  /// The fields that all commands share.
  fileprivate init?(_ object: FlatObject) {
    guard case .found(let id) = object.text("id"), case .found(let note) = object.text("note"),
      case .absent = object.text("text")
    else { return nil }
    self.init(id: id, note: note, isNamedTwice: false)
    switch object.text("audience") {
    case .found(let audience): self.audience = audience
    case .absent: break
    case .unclear: return nil
    }
  }
}
