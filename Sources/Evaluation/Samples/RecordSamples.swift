import SourceText
import Summaries

/// Notes from a file of records, one a record.
package struct RecordSamples: SampleSet {
  private let records: RecordFile
  private let names: FieldNames
  private let references: ReferenceFile?
  package let ids: [String]

  /// Reads every record once, so that the mistakes of the last are found before work begins.
  ///
  /// - Parameter references: a file of references alone, by id.
  package init(
    _ path: String, names: FieldNames, references: String? = nil
  ) throws(EvaluationError) {
    records = try RecordFile(path)
    self.names = names
    guard records.count > 0 else { throw .empty(path, what: "note") }
    var ids: [String] = []
    var lines: [String: Int] = [:]
    for index in 0..<records.count {
      let fields = try records.fields(at: index)
      let line = records.line(of: index)
      let resolved = try names.resolved(among: fields.names, path: path, line: line)
      let id = resolved.id.flatMap { fields[$0] } ?? "line-\(line)"
      if let first = lines[id] { throw .repeatedID(in: path, line: line, first: first) }
      lines[id] = line
      ids.append(id)
    }
    self.ids = ids
    self.references = try references.map { (path) throws(EvaluationError) in
      try ReferenceFile(path, names: names, ids: Set(ids))
    }
  }

  package var count: Int { ids.count }
  package var digest: String { records.file.digest + (references?.digest ?? "") }

  package func sample(at index: Int) throws(EvaluationError) -> Sample {
    let fields = try records.fields(at: index)
    let resolved = try names.resolved(
      among: fields.names, path: records.path, line: records.line(of: index))
    let note = try records.text(fields[resolved.note] ?? "", named: resolved.note, at: index)
    var reference = try references?.reference(of: ids[index])
    if reference == nil, let name = resolved.reference, let text = fields[name] {
      reference = try records.text(text, named: name, at: index)
    }
    return Sample(
      id: ids[index], note: note,
      audience: fields["audience"].flatMap(Audience.init(rawValue:)) ?? .clinician,
      reference: reference, attributes: fields.attributes)
  }
}

/// References in a file of their own, by the ids of the notes.
private struct ReferenceFile: Sendable {
  private let records: RecordFile
  private let name: String
  private let places: [String: Int]

  var digest: String { records.file.digest }

  init(_ path: String, names: FieldNames, ids: Set<String>) throws(EvaluationError) {
    records = try RecordFile(path)
    var places: [String: Int] = [:]
    var found = ""
    for index in 0..<records.count {
      let fields = try records.fields(at: index)
      let line = records.line(of: index)
      let idName = names.id ?? FieldNames.ids.first { fields[$0] != nil } ?? "id"
      let name =
        names.reference ?? FieldNames.references.first { fields[$0] != nil } ?? "reference"
      let missing = [idName, name].filter { !fields.names.contains($0) }
      guard missing.isEmpty, let id = fields[idName] else {
        throw .missingColumns(
          missing.isEmpty ? [idName] : missing, in: path, line: line, present: fields.names)
      }
      guard ids.contains(id) else { throw .unknownID(in: path, line: line) }
      if let first = places[id] {
        throw .repeatedID(in: path, line: line, first: records.line(of: first))
      }
      places[id] = index
      found = name
    }
    guard !places.isEmpty else { throw .empty(path, what: "reference") }
    name = found
    self.places = places
  }

  func reference(of id: String) throws(EvaluationError) -> SourceText? {
    guard let index = places[id], let text = try records.fields(at: index)[name] else { return nil }
    return try records.text(text, named: name, at: index)
  }
}
