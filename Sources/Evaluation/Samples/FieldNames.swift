/// Under which names a file has what an evaluation reads; `--note-field` and its like say others.
package struct FieldNames: Sendable, Hashable {
  package var id: String?
  package var note: String?
  package var reference: String?

  package init(id: String? = nil, note: String? = nil, reference: String? = nil) {
    self.id = id
    self.note = note
    self.reference = reference
  }

  /// The names that are tried where none is said, the first that is there.
  static let ids = ["id", "note_id"]
  static let notes = ["note", "text"]
  static let references = ["reference", "summary"]

  /// The columns that are meant among those that are there.
  ///
  /// - Throws: the missing columns, where a name was said, or where there is no note.
  func resolved(
    among present: [String], path: String, line: Int?
  ) throws(EvaluationError) -> Resolved {
    func find(_ said: String?, _ usual: [String]) -> String? {
      if let said { return present.contains(said) ? said : nil }
      return usual.first { present.contains($0) }
    }
    var missing: [String] = []
    for case let said? in [id, note, reference] where !present.contains(said) {
      missing.append(said)
    }
    let note = find(note, Self.notes)
    if note == nil, self.note == nil { missing.append("note") }
    guard missing.isEmpty, let note else {
      throw .missingColumns(missing, in: path, line: line, present: present)
    }
    return Resolved(
      id: find(id, Self.ids), note: note, reference: find(reference, Self.references))
  }

  struct Resolved: Sendable, Hashable {
    var id: String?
    var note: String
    var reference: String?
  }
}

/// The fields of one record as text, whatever file it came from.
package struct Fields: Sendable, Hashable {
  package private(set) var names: [String]
  private let values: [String]

  package init(names: [String], values: [String]) {
    self.names = names
    self.values = values
  }

  package subscript(name: String) -> String? {
    guard let index = names.firstIndex(of: name), index < values.count else { return nil }
    return values[index].isEmpty ? nil : values[index]
  }

  /// The first field of these names that has a value.
  package func first(of names: String...) -> String? {
    for name in names {
      if let value = self[name] { return value }
    }
    return nil
  }

  package var attributes: SampleAttributes {
    SampleAttributes(
      sex: first(of: "sex", "gender").flatMap(SampleAttributes.sex),
      ageBand: first(of: "ageBand", "age_band")
        ?? self["age"].flatMap(Double.init).flatMap(SampleAttributes.band),
      specialty: first(of: "specialty", "medical_specialty"),
      form: first(of: "form", "style"), language: self["language"])
  }
}
