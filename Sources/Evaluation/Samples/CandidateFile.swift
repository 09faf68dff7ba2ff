/// Summaries that other systems wrote, by the ids of the notes: JSON Lines or CSV.
///
/// Fields: `id`, `summary`, and where they are known `system`, `label` (`safe` or `unsafe`), `error`
/// (what is wrong with it) and `confidence` (from 0 to 1, that it is safe).
package struct CandidateFile: Sendable {
  private let records: RecordFile
  /// The records of each system by id of the note.
  private let places: [String: [String: [Int]]]
  /// The systems in the order in which they first appear.
  package let systems: [String]

  package init(_ path: String, names: FieldNames, ids: [String]) throws(EvaluationError) {
    records = try RecordFile(path)
    let known = Set(ids)
    var places: [String: [String: [Int]]] = [:]
    var systems: [String] = []
    for index in 0..<records.count {
      let fields = try records.fields(at: index)
      let line = records.line(of: index)
      let idName = names.id ?? FieldNames.ids.first { fields[$0] != nil } ?? "id"
      let missing = [idName, "summary"].filter { !fields.names.contains($0) }
      guard missing.isEmpty, let id = fields[idName] else {
        throw .missingColumns(
          missing.isEmpty ? [idName] : missing, in: path, line: line, present: fields.names)
      }
      guard known.contains(id) else { throw .unknownID(in: path, line: line) }
      let candidate = try Self.candidate(fields, path: path, line: line)
      if places[candidate.system] == nil { systems.append(candidate.system) }
      places[candidate.system, default: [:]][id, default: []].append(index)
    }
    guard !systems.isEmpty else { throw .empty(path, what: "summary") }
    self.places = places
    self.systems = systems
  }

  package var digest: String { records.file.digest }

  /// A system's summaries of a note: none, one, or several variants.
  package func candidates(
    of id: String, system: String
  ) throws(EvaluationError) -> [CandidateSummary] {
    try (places[system]?[id] ?? []).map { (index) throws(EvaluationError) in
      try Self.candidate(
        try records.fields(at: index), path: records.path, line: records.line(of: index))
    }
  }

  private static func candidate(
    _ fields: Fields, path: String, line: Int
  ) throws(EvaluationError) -> CandidateSummary {
    var candidate = CandidateSummary(
      system: fields["system"] ?? "candidates", text: fields["summary"] ?? "",
      errorType: fields.first(of: "error", "error_type"))
    if let label = fields["label"] {
      guard let known = GuardrailScores.Label(rawValue: label) else {
        throw .invalidData(
          path: path, line: line, message: "the field 'label' must be safe or unsafe", hint: nil)
      }
      candidate.label = known
    } else if candidate.errorType != nil {
      candidate.label = .unsafe
    }
    if let confidence = fields["confidence"] {
      guard let value = Double(confidence), (0...1).contains(value) else {
        throw .invalidData(
          path: path, line: line, message: "the field 'confidence' must be from 0 to 1", hint: nil)
      }
      candidate.confidence = value
    }
    return candidate
  }
}
